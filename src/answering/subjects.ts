import type { KnownUnknown } from '../elections/pack/known-unknown.ts';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import type { PlaceReplies } from './places/replies.ts';
import { onceOver } from './places/stations.ts';
import type { Asked } from './question/asked.ts';
import type { TalkIntent, Task } from './question/intent.ts';
import { bodyOf } from './reply/body.ts';
import { calendarReply } from './reply/calendar.ts';
import { createFactsSaid } from './reply/fact-said.ts';
import { whomToAsk } from './reply/offices.ts';
import type { Reply } from './reply/reply.ts';
import { guideReply } from './reply/sources.ts';
import { noAnswerText } from './reply/words.ts';
import { declinedReasons, quickChoices, talkReplyText } from './reply/words-talk.ts';
import type { Subject } from './verdict/candidate.ts';
import { createContraries } from './verdict/contraries.ts';

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
  const facts = createFactsSaid(pack.facts, electionDay, createContraries(pack.lexicon));

  function taskSaid(task: Task, asked: Asked, today: string): Reply {
    if (task === 'calendar') return calendarReply(pack.milestones, today, asked.language);
    if (task === 'polling-place')
      return places.askBack(asked) ?? onceOver(places.pollingPlace(asked), electionDay, today, asked.language);
    return places.ofUnit(task, asked);
  }

  const isOver = (today: string): boolean => electionDay !== undefined && electionDay.date < today;

  function unknownSaid({ says, nextStep }: KnownUnknown, asked: Asked, today: string): Reply {
    const { language } = asked;
    const isSaid = language === 'vi' && says !== undefined;
    const body = isSaid
      ? { sentences: [says], nextStep }
      : { sentences: [noAnswerText[language].notInSources], nextStep: whomToAsk(asked, undefined, pack.about, isOver(today)) };
    return { kind: 'none', reason: 'not-in-sources', ...bodyOf({ language, ...body }) };
  }

  function talkSaid(topic: TalkIntent, asked: Asked): Reply {
    if (topic === 'sources') return sources();
    const text = talkReplyText(topic, pack.about)[asked.language];
    const reason = declinedReasons[topic];
    if (reason === 'out-of-scope') return { kind: 'none', reason, text, citations: [], choices: quickChoices(pack.about) };
    if (reason) return { kind: 'none', reason, text, citations: [] };
    const offers = topic === 'greeting' || topic === 'help';
    return { kind: 'talk', text, citations: [], ...(offers ? { choices: quickChoices(pack.about) } : {}) };
  }

  function reply(subject: Subject, asked: Asked, today: string): Reply {
    switch (subject.kind) {
      case 'fact':
        return facts.fact(subject.fact, asked, today);
      case 'milestone':
        return facts.milestone(subject.milestone, asked, today);
      case 'document':
        return guideReply(subject.document, asked.language);
      case 'task':
        return taskSaid(subject.task, asked, today);
      case 'unknown':
        return unknownSaid(subject.unknown, asked, today);
      case 'talk':
        return talkSaid(subject.topic, asked);
    }
  }

  return {
    reply,
    otherYear(subject, asked) {
      const known =
        subject.kind === 'fact'
          ? facts
              .seriesOf(subject.fact)
              .flatMap(({ year, validFrom }) =>
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
