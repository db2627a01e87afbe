import type { Milestone } from '../../elections/calendar.ts';
import type { Fact, FactValue } from '../../elections/fact.ts';
import { tenseOf, writtenDate } from '../../elections/tense.ts';
import { fold } from '../../vietnamese/text.ts';
import type { Asked } from '../question/asked.ts';
import { confirmsIn } from '../question/slots.ts';
import { readAge, readStrikes } from '../question/told.ts';
import { type Contraries, noContraries } from '../verdict/contraries.ts';
import { ageReply, strikesReply } from './age.ts';
import { createClaimVerdicts } from './claim-verdicts.ts';
import { factReply, milestoneReply } from './facts.ts';
import type { Reply } from './reply.ts';
import { factWords } from './words.ts';

/** Says facts and milestones in the light of a question: of the time asked for, worked out of figures given, with a verdict on what is claimed. */
export interface FactsSaid {
  fact(fact: Fact, asked: Asked, today: string): Reply;
  milestone(milestone: Milestone, asked: Asked, today: string): Reply;
  /** Facts that say the same of other times, newest first. */
  seriesOf(fact: Fact): Fact[];
}

/** @param contraries sides that a claim and a fact may take: they must not be opposite where one is agreed with. */
export function createFactsSaid(
  facts: readonly Fact[],
  electionDay: Milestone | undefined,
  contraries: Contraries = noContraries,
): FactsSaid {
  const verdicts = createClaimVerdicts(contraries);
  const isOver = (today: string): boolean => electionDay !== undefined && tenseOf(electionDay.date, today) === 'past';

  /** The day is named unless the statement names it. */
  function overNote(fact: Fact, asked: Asked, today: string): string {
    if (!electionDay || !isOver(today) || !fact.closesWithElection) return '';
    const day = writtenDate(electionDay.date);
    return factWords[asked.language].electionOver(fact.statement.includes(day) ? undefined : day);
  }

  /** Facts that say the same of other times, newest first. */
  const seriesOf = (fact: Fact): Fact[] =>
    fact.series === undefined
      ? [fact]
      : facts
          .filter(({ series }) => series === fact.series)
          .sort((a, b) => (b.validFrom ?? String(b.year ?? '')).localeCompare(a.validFrom ?? String(a.year ?? '')));

  /** Without a year the newest of a series speaks. */
  function ofTime(fact: Fact, { slots, text, kind }: Asked): Fact {
    const family = seriesOf(fact);
    const folded = fold(text);
    // Asked about by name, whoever held the office then is meant; asked whether it is so, who holds it now.
    const isNamed = !slots.confirms && kind !== 'yes-no';
    if (isNamed && fact.values.some((value) => value.kind === 'person' && folded.includes(fold(value.is)))) return fact;
    if (slots.years.length === 0 && !/\d{1,2}\s*[/-]\s*\d{4}/.test(text)) return family[0] ?? fact;
    return fact;
  }

  function factSaid(found: Fact, asked: Asked, today: string): Reply {
    const family = seriesOf(found);
    const { years } = asked.slots;
    // Asked about two years, two of a series answer: which of them was more is for the reader to see.
    const compared = years.length > 1 ? family.filter(({ year }) => year !== undefined && years.includes(year)) : [];
    const [fact = ofTime(found, asked), ...others] = compared;
    const isOffice = fact.keepsHistory && years.length === 0;
    const older = isOffice ? family.slice(family.indexOf(fact) + 1).slice(0, 1) : others;
    return factReply(fact, {
      language: asked.language,
      older,
      kind: asked.kind,
      over: overNote(fact, asked, today),
      isOver: isOver(today),
      ...verdicts.ofFact(asked, fact, family.slice(family.indexOf(fact) + 1)),
    });
  }

  /** Worked out of the age or the numbers that somebody gives, where the fact is a rule about them. Of an age that is only claimed a verdict is given. */
  function workedOut(fact: Fact, asked: Asked, today: string): Reply | undefined {
    const strikes = fact.computes === 'strikes' ? readStrikes(asked.text) : undefined;
    if (strikes) return strikesReply(strikes, fact, asked);
    const age = fact.computes === 'voting-age' || fact.computes === 'standing-age' ? readAge(asked.text) : undefined;
    if (!age || !electionDay || ('age' in age && confirmsIn(asked.text))) return undefined;
    return ageReply(age, fact, electionDay.date, asked, { over: overNote(fact, asked, today), isOver: isOver(today) });
  }

  function milestoneSaid(milestone: Milestone, asked: Asked, today: string): Reply {
    const values: FactValue[] = [{ of: milestone.name, comparator: 'exactly', kind: 'date', is: milestone.date }];
    return milestoneReply(milestone, today, {
      language: asked.language,
      kind: asked.kind,
      ...verdicts.ofMilestone(asked, values, milestone.name),
    });
  }

  return {
    fact: (fact, asked, today) => workedOut(fact, asked, today) ?? factSaid(fact, asked, today),
    milestone: milestoneSaid,
    seriesOf,
  };
}
