import type { Milestone } from '../../elections/calendar.ts';
import type { Computation, Fact, FactValue } from '../../elections/fact.ts';
import type { KnownUnknown } from '../../elections/pack/known-unknown.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { tenseOf, writtenDate } from '../../elections/tense.ts';
import { compareClaim } from '../claims/comparing.ts';
import type { Asked } from '../question/asked.ts';
import type { TalkTopic, Task } from '../question/intent.ts';
import type { Subject } from '../verdict/candidate.ts';
import { ageReply, asksForAge, readAge, readStrikes, strikesReply } from './age.ts';
import { calendarReply } from './calendar.ts';
import { factReply, lines, milestoneReply } from './facts.ts';
import type { PlaceReplies } from './places.ts';
import type { Reply } from './reply.ts';
import { factWords, noAnswerText } from './words.ts';
import { declinedReasons, quickChoices, talkReplyText } from './words-talk.ts';

/** Says what a question is about, once that is decided. */
export interface SubjectReplies {
  reply(subject: Subject, asked: Asked, today: string): Reply;
  /** What the same thing is known for instead, where another year was asked for. */
  otherYear(subject: Subject, asked: Asked): Reply | undefined;
}

export interface SubjectDeps {
  pack: KnowledgePack;
  places: PlaceReplies;
  sources(): Reply;
}

export function createSubjectReplies({ pack, places, sources }: SubjectDeps): SubjectReplies {
  const electionDay = pack.milestones.find((milestone) => milestone.isElectionDay);

  const overNote = (fact: Fact, asked: Asked, today: string): string =>
    electionDay && tenseOf(electionDay.date, today) === 'past' && fact.closesWithElection
      ? factWords[asked.language].electionOver(writtenDate(electionDay.date))
      : '';

  /** Facts that say the same of other times, newest first. */
  const seriesOf = (fact: Fact): Fact[] =>
    fact.series === undefined
      ? [fact]
      : pack.facts
          .filter(({ series }) => series === fact.series)
          .sort((a, b) => (b.validFrom ?? String(b.year ?? '')).localeCompare(a.validFrom ?? String(a.year ?? '')));

  /** Without a year the newest of a series speaks. */
  function ofTime(fact: Fact, { slots, text }: Asked): Fact {
    const family = seriesOf(fact);
    if (slots.years.length === 0 && !/\d{1,2}\s*[/-]\s*\d{4}/.test(text)) return family[0] ?? fact;
    return fact;
  }

  function factSaid(found: Fact, asked: Asked, today: string): Reply {
    const computed = found.computes && workedOut(found.computes, found, asked, today);
    if (computed) return computed;
    const fact = ofTime(found, asked);
    const older =
      fact.keepsHistory && asked.slots.years.length === 0
        ? seriesOf(fact)
            .filter((one) => one !== fact)
            .slice(0, 1)
        : [];
    return factReply(fact, {
      language: asked.language,
      older,
      closing: overNote(fact, asked, today),
      ...verdictOn(asked, fact.values),
    });
  }

  /** Said first where the person asks to confirm a figure that can be compared with ours. */
  function verdictOn(asked: Asked, values: readonly FactValue[]): { opening?: string } {
    if (!asked.slots.confirms && asked.kind !== 'yes-no') return {};
    const comparison = compareClaim(asked.text, values);
    if (comparison === undefined || (comparison === 'right' && !asked.slots.confirms)) return {};
    return { opening: factWords[asked.language][comparison === 'wrong' ? 'notSo' : 'isSo'] };
  }

  /** Age and number of strikes: worked out from a fact and the figures the person gave. */
  function workedOut(computes: Computation, fact: Fact, asked: Asked, today: string): Reply | undefined {
    if (computes === 'strikes') {
      const strikes = readStrikes(asked.text);
      return strikes && strikesReply(strikes, fact, asked.language);
    }
    if (computes !== 'voting-age' && computes !== 'standing-age') return undefined;
    const age = readAge(asked.text);
    if (!age || !electionDay || !asksForAge(asked.text, asked.kind, false)) return undefined;
    return ageReply(age, fact, electionDay.date, asked.language, overNote(fact, asked, today));
  }

  function milestoneSaid(milestone: Milestone, asked: Asked, today: string): Reply {
    const values: FactValue[] = [{ of: milestone.name, comparator: 'exactly', kind: 'date', is: milestone.date }];
    return milestoneReply(milestone, today, { language: asked.language, ...verdictOn(asked, values) });
  }

  function taskSaid(task: Task, asked: Asked, today: string): Reply {
    if (task === 'calendar') return calendarReply(pack.milestones, today, asked.language);
    if (task === 'polling-place') return places.askBack(asked) ?? places.pollingPlace(asked);
    return places.ofUnit(task, asked);
  }

  function unknownSaid({ says, nextStep }: KnownUnknown, asked: Asked): Reply {
    const text = asked.language === 'en' ? noAnswerText.en.notInSources : lines(says, nextStep);
    return { kind: 'none', reason: 'not-in-sources', text, citations: [] };
  }

  function talkSaid(topic: TalkTopic, asked: Asked): Reply {
    if (topic === 'sources') return sources();
    const text = talkReplyText(topic, pack.about)[asked.language];
    const reason = declinedReasons[topic];
    if (reason) return { kind: 'none', reason, text, citations: [] };
    const offers = topic === 'greeting' || topic === 'help';
    return { kind: 'talk', text, citations: [], ...(offers ? { choices: quickChoices(pack.about) } : {}) };
  }

  function reply(subject: Subject, asked: Asked, today: string): Reply {
    switch (subject.kind) {
      case 'fact':
        return factSaid(subject.fact, asked, today);
      case 'milestone':
        return milestoneSaid(subject.milestone, asked, today);
      case 'task':
        return taskSaid(subject.task, asked, today);
      case 'unknown':
        return unknownSaid(subject.unknown, asked);
      case 'talk':
        return talkSaid(subject.topic, asked);
    }
  }

  return {
    reply,
    otherYear(subject, asked) {
      const known =
        subject.kind === 'fact'
          ? seriesOf(subject.fact).flatMap(({ year, validFrom }) =>
              year === undefined ? (validFrom ? [Number(validFrom.slice(0, 4))] : []) : [year],
            )
          : subject.kind === 'milestone'
            ? [Number(subject.milestone.date.slice(0, 4))]
            : [];
      if (known.length === 0 || asked.slots.years.length === 0) return undefined;
      const years = [...new Set(known)].sort((a, b) => a - b).join(', ');
      const text = noAnswerText[asked.language].otherYear(asked.slots.years.join(', '), years);
      return { kind: 'none', reason: 'not-in-sources', text, citations: [] };
    },
  };
}
