import type { Milestone } from '../../elections/calendar.ts';
import type { Computation, Fact, FactValue } from '../../elections/fact.ts';
import { tenseOf, writtenDate } from '../../elections/tense.ts';
import { compareClaim } from '../claims/comparing.ts';
import type { Asked } from '../question/asked.ts';
import { ageReply, asksForAge, readAge, readStrikes, strikesReply } from './age.ts';
import { factReply, milestoneReply } from './facts.ts';
import type { Reply } from './reply.ts';
import { factWords } from './words.ts';

/** Says facts and milestones in the light of a question: of the time asked for, worked out from figures given, with a verdict on what is claimed. */
export interface FactsSaid {
  fact(fact: Fact, asked: Asked, today: string): Reply;
  milestone(milestone: Milestone, asked: Asked, today: string): Reply;
  /** Facts that say the same of other times, newest first. */
  seriesOf(fact: Fact): Fact[];
}

export function createFactsSaid(facts: readonly Fact[], electionDay: Milestone | undefined): FactsSaid {
  const overNote = (fact: Fact, asked: Asked, today: string): string =>
    electionDay && tenseOf(electionDay.date, today) === 'past' && fact.closesWithElection
      ? factWords[asked.language].electionOver(writtenDate(electionDay.date))
      : '';

  /** Facts that say the same of other times, newest first. */
  const seriesOf = (fact: Fact): Fact[] =>
    fact.series === undefined
      ? [fact]
      : facts
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

  return { fact: factSaid, milestone: milestoneSaid, seriesOf };
}
