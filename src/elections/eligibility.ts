import { yearsBefore } from './tense.ts';

/** What a voter tells about their age: a birth date, a birth year, or an age in whole years. */
export type AgeGiven = { bornOn: string } | { bornIn: number } | { age: number };

/**
 * Old enough on a day? Article 2 of the election law counts full years to election day.
 * `depends` means the birth year alone does not decide: it turns on being born by `bornBy` (`YYYY-MM-DD`).
 */
export function oldEnough(
  given: AgeGiven,
  minimumYears: number,
  on: string,
): { verdict: 'yes' | 'no' | 'depends'; bornBy: string } {
  const bornBy = yearsBefore(on, minimumYears);
  if ('bornOn' in given) return { verdict: given.bornOn <= bornBy ? 'yes' : 'no', bornBy };
  if ('age' in given) return { verdict: given.age >= minimumYears ? 'yes' : 'no', bornBy };
  const year = Number(bornBy.slice(0, 4));
  if (given.bornIn === year && !bornBy.endsWith('12-31')) return { verdict: 'depends', bornBy };
  return { verdict: given.bornIn <= year ? 'yes' : 'no', bornBy };
}

/** How many names a voter may strike with so many candidates and seats (Article 74: at least one and at most `seats` names stay). */
export function strikesAllowed(candidates: number, seats: number): { least: number; most: number } | undefined {
  if (!Number.isInteger(candidates) || !Number.isInteger(seats) || seats < 1 || candidates <= seats) return undefined;
  return { least: candidates - seats, most: candidates - 1 };
}
