import type { AgeGiven } from '../../elections/eligibility.ts';
import type { Computation } from '../../elections/fact.ts';
import { findNumbers } from '../../vietnamese/numbers.ts';
import { fold } from '../../vietnamese/text.ts';

/** A birth date, birth year or age told in a question about being allowed to vote or stand. */
export function readAge(text: string): AgeGiven | undefined {
  const folded = fold(text);
  const date = /\b(?:sinh|born)\D{0,20}?(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*((?:19|20)\d{2})\b/.exec(
    folded,
  );
  if (date) return dayGiven(Number(date[3]), date[2]!, date[1]!);
  const birthday =
    /\b(\d{1,3}) tuoi\s+(?:vao |tu |hom )?(?:ngay )?(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*((?:19|20)\d{2})\b/.exec(
      folded,
    );
  if (birthday) return dayGiven(Number(birthday[4]) - Number(birthday[1]), birthday[3]!, birthday[2]!);
  const year = /\b(?:sinh|sn|born in|born)(?: nam)?\s+((?:19|20)\d{2})\b/.exec(folded);
  if (year) return { bornIn: Number(year[1]) };
  const age = /\b(\d{1,3}) (?:tuoi|years? old)\b/.exec(folded);
  return age ? { age: Number(age[1]) } : undefined;
}

/** `undefined` for a day that the calendar does not have. */
function dayGiven(year: number, month: string, day: string): AgeGiven | undefined {
  const bornOn = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${bornOn}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(bornOn) ? { bornOn } : undefined;
}

/** What somebody says of a ballot paper. */
export interface Ballot {
  candidates: number;
  seats: number;
  /** How many names they would strike out. */
  struck?: number;
}

/** "5 người bầu 3 thì gạch mấy tên", "5 người bầu 3, tôi gạch 1 có được không": the numbers, in digits or words. */
export function readStrikes(text: string): Ballot | undefined {
  const folded = fold(text);
  const verb = /\b(?:gach|strike|cross out)\b/.exec(folded);
  if (!verb) return undefined;
  // Without the seats `một người` is anybody.
  const namesSeats = /\b(?:bau|lay|chon)\b/.test(folded);
  const numbers = findNumbers(text).filter(
    ({ start, end, value, worded }) =>
      value < 100 && (namesSeats || !worded) && !/[\d/]/.test(`${text[start - 1] ?? ''}${text[end] ?? ''}`),
  );
  const struck = numbers.length === 3 && namesSeats ? numbers.find(({ start }) => start > verb.index) : undefined;
  const [one, other, ...more] = numbers.filter((number) => number !== struck).map(({ value }) => value);
  if (one === undefined || other === undefined || more.length > 0) return undefined;
  const ballot = { candidates: Math.max(one, other), seats: Math.min(one, other) };
  return struck ? { ...ballot, struck: struck.value } : ballot;
}

/** What a fact could work out of the figures that somebody tells. */
export const workableFrom = (text: string): ReadonlySet<Computation> =>
  new Set<Computation>([
    ...(readAge(text) ? (['voting-age', 'standing-age'] as const) : []),
    ...(readStrikes(text) ? (['strikes'] as const) : []),
  ]);
