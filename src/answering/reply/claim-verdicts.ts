import type { Fact, FactValue } from '../../elections/fact.ts';
import { fold, syllables } from '../../vietnamese/text.ts';
import { compareClaim, saysMoreThan } from '../claims/comparing.ts';
import type { FactText } from '../claims/comparison.ts';
import type { Asked } from '../question/asked.ts';
import { asksForLeave, bareName } from '../question/slots.ts';
import type { Contraries } from '../verdict/contraries.ts';
import { factWords } from './words.ts';

/** Whether what somebody asks to confirm is so: the sentence that is said first, where like can be compared with like. */
export interface ClaimVerdicts {
  /** `earlier`: facts that say the same of times before, newest first. */
  ofFact(asked: Asked, fact: Fact, earlier: readonly Fact[]): { opening?: string };
  ofMilestone(asked: Asked, values: readonly FactValue[], name: string): { opening?: string };
}

type PersonValue = Extract<FactValue, { kind: 'person' }>;
const isPerson = (value: FactValue): value is PersonValue => value.kind === 'person';

const textOf = ({ statement, year, asks }: Fact): FactText => ({ about: `${statement} ${year ?? ''}`, asks: asks.join(' ') });
const notSo = ({ language }: Asked): { opening: string } => ({ opening: factWords[language].notSo });

/** Whether somebody takes who held an office before for who holds it now. */
const wasOnce = ({ slots, text }: Asked, earlier: readonly Fact[]): boolean =>
  slots.confirms &&
  slots.years.length === 0 &&
  earlier.some((fact) => fact.keepsHistory && compareClaim(text, fact.values.filter(isPerson), textOf(fact)) === 'right');

/** What lies beyond it is not allowed. */
const isLimit = ({ comparator }: FactValue): boolean => comparator === 'at-most' || comparator === 'within';

/** Two words that stand together, folded. */
const pairsOf = (text: string): string[] => {
  const words = syllables(text).map(({ folded }) => folded);
  return words.slice(1).map((word, i) => `${words[i]} ${word}`);
};

/** Whether the question is of the case of which a rule says something else behind a semicolon: `không quá 3; ở đơn vị quân đội …`. */
function namesException(statement: string, text: string): boolean {
  const asked = new Set(pairsOf(text));
  return statement.split(/(?<=[.])\s/u).some((sentence) => {
    const [rule = '', ...exceptions] = sentence.split(';');
    const ruled = new Set(pairsOf(rule));
    return exceptions.some((exception) => pairsOf(exception).some((pair) => asked.has(pair) && !ruled.has(pair)));
  });
}

/** @param contraries sides that a claim may take: what the fact does not speak of is not agreed with. */
export function createClaimVerdicts(contraries: Contraries): ClaimVerdicts {
  /** What agrees in its figures may still say more, or the opposite, or it of another place. */
  function isAgreed({ text, slots, places }: Asked, known: string): boolean {
    const folded = fold(known);
    if (!places.every(({ name }) => folded.includes(bareName(name)))) return false;
    const sides = new Set(contraries.sides(syllables(known)));
    return slots.confirms && contraries.sides(syllables(text)).every((side) => sides.has(side)) && !saysMoreThan(known, text);
  }

  /**
   * "May I come at 10?" names an hour and claims nothing of opening hours: only who asks to confirm hours is told whether they are right.
   */
  function verdictOn(asked: Asked, values: readonly FactValue[], said: FactText): { opening?: string } {
    if (!asked.slots.confirms && asked.kind !== 'yes-no') return {};
    const claimed = asked.slots.confirms ? values : values.filter(({ kind }) => kind !== 'hours');
    const comparison = compareClaim(asked.text, claimed, said);
    if (comparison === undefined || (comparison === 'right' && !isAgreed(asked, `${said.about} ${said.asks}`))) return {};
    if (comparison === 'right') return { opening: factWords[asked.language].isSo };
    if (namesException(said.about, asked.text)) return {};
    const isRefused = claimed.some(isLimit) && !asked.slots.confirms && asksForLeave(asked.text);
    return isRefused ? { opening: factWords[asked.language].notAllowed } : notSo(asked);
  }

  return {
    ofFact: (asked, fact, earlier) => (wasOnce(asked, earlier) ? notSo(asked) : verdictOn(asked, fact.values, textOf(fact))),
    ofMilestone: (asked, values, name) => verdictOn(asked, values, { about: name, asks: '' }),
  };
}
