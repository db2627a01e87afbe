/** The sentences of an announcement with what they state, and what is said of one that contradicts the pack. */
import type { FactSource } from '../../elections/fact.ts';
import { fold } from '../../vietnamese/text.ts';
import { withoutDenied } from '../question/announced.ts';
import { isoDay, type Stated, type StatedDay, statedIn } from './stated.ts';

/** A date, figure, unit or place of a text that the pack contradicts. */
export interface ClaimFinding {
  /** The same words about the same thing have the same code. */
  code: string;
  /** The text may stand when somebody gives a reason: the pack can be behind. */
  severity: 'override';
  /** Vietnamese, complete. */
  message: string;
  /** What the pack says instead, and where that stands. */
  source?: { title: string; publisher: string; date: string; says: string };
}

type Of<Kind extends Stated['kind']> = (Stated & { kind: Kind })[];

export interface Claims {
  /** As written. */
  text: string;
  /** Lower case without diacritics, letter for letter below `text`. */
  folded: string;
  days: Of<'date'>;
  times: Of<'time'>;
  weekdays: Of<'weekday'>;
  numbers: Of<'number' | 'year'>;
}

/** The same length as the text, so that what is found in one can be shown from the other. */
function foldedLike(text: string): string {
  return Array.from(text, (letter) => {
    const plain = fold(letter);
    return plain.length === letter.length ? plain : letter;
  }).join('');
}

function claimsOf(text: string): Claims {
  const stated = statedIn(text);
  const all = <Kind extends Stated['kind']>(kind: Kind) => stated.filter((one) => one.kind === kind) as Of<Kind>;
  return {
    ...{ text, folded: foldedLike(text) },
    ...{ days: all('date'), times: all('time'), weekdays: all('weekday'), numbers: [...all('number'), ...all('year')] },
  };
}

/** A line that ends with a colon goes on in the next. */
export function claimsIn(text: string): Claims[] {
  return withoutDenied(text.normalize('NFC'))
    .replace(/:\s*\n+/gu, ': ')
    .split(/\n+|(?<=[.!?…;])\s+(?=[^\p{Ll}])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .map(claimsOf);
}

type Day = Pick<StatedDay, 'day' | 'month'> & { year?: number | undefined };

/** `15/03/2026`, or `15/03` where no year is said. */
export const writtenDay = ({ day, month, year }: Day): string =>
  [String(day).padStart(2, '0'), String(month).padStart(2, '0'), ...(year === undefined ? [] : [String(year)])].join('/');

/** A day without a year is the one nearest to `today`; as all days here `YYYY-MM-DD`. */
export function nearestDay({ day, month, year }: Day, today: string): string {
  if (year !== undefined) return isoDay(day, month, year);
  const thisYear = Number(today.slice(0, 4));
  const away = (iso: string) => Math.abs(Date.parse(iso) - Date.parse(today));
  return [thisYear - 1, thisYear, thisYear + 1]
    .map((candidate) => isoDay(day, month, candidate))
    .reduce((a, b) => (away(b) < away(a) ? b : a));
}

/** Where a statement of the knowledge base stands. */
export const standing = ([{ title, publisher, date }]: readonly [FactSource, ...FactSource[]], says: string) => ({
  ...{ title, publisher, date, says },
});

/** Something to be mended, or kept for a reason. */
export const doubt = (code: string, message: string, source?: ClaimFinding['source']): ClaimFinding => ({
  ...{ code, severity: 'override', message },
  ...(source ? { source } : {}),
});

/** Looks at one sentence. */
export type SentenceCheck = (claims: Claims, now: Date) => ClaimFinding[];
