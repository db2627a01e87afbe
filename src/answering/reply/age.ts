import { type AgeGiven, oldEnough, strikesAllowed } from '../../elections/eligibility.ts';
import type { Fact } from '../../elections/fact.ts';
import { writtenDate } from '../../elections/tense.ts';
import type { Asked } from '../question/asked.ts';
import type { Ballot } from '../question/told.ts';
import { type FactReplyOptions, factReply } from './facts.ts';
import type { Reply } from './reply.ts';
import { ageWords } from './words.ts';

const yearsIn = (fact: Fact): number | undefined => {
  const years = /(\d{2}) tuổi/.exec(`${fact.value ?? ''} ${fact.statement}`)?.[1];
  return years ? Number(years) : undefined;
};

/** Says whether the given age is enough, worked out from the age in the fact and the day of the election. */
export function ageReply(
  given: AgeGiven,
  fact: Fact,
  electionDay: string,
  { language, kind }: Pick<Asked, 'language' | 'kind'>,
  state: Pick<FactReplyOptions, 'over' | 'isOver'>,
): Reply | undefined {
  const minimum = yearsIn(fact);
  if (minimum === undefined) return undefined;
  const { verdict, bornBy } = oldEnough(given, minimum, electionDay);
  return factReply(fact, {
    language,
    kind,
    opening: ageWords[language][verdict](writtenDate(electionDay), writtenDate(bornBy), minimum),
    short: true,
    ...state,
  });
}

export function strikesReply(
  { candidates, seats, struck }: Ballot,
  fact: Fact,
  { language, kind }: Pick<Asked, 'language' | 'kind'>,
): Reply | undefined {
  const allowed = strikesAllowed(candidates, seats);
  if (!allowed) return undefined;
  const { least, most } = allowed;
  const words = ageWords[language];
  const verdict = struck === undefined ? '' : ` ${words.struck(struck, struck >= least && struck <= most)}`;
  return factReply(fact, { language, kind, opening: `${words.strikes(candidates, seats, least, most)}${verdict}` });
}
