/** The sentences of an announcement with the days, hours and weekdays they name. */

import type { FactSource } from '../../elections/fact.ts';
import { type DateMention, findDates } from '../../vietnamese/dates.ts';
import { fold } from '../../vietnamese/text.ts';
import type { ClaimFinding } from './finding.ts';

export interface Stated {
  /** Span in the sentence. */
  start: number;
  end: number;
}

export interface Claims {
  /** As written. */
  text: string;
  /** Lower case without diacritics, letter for letter below `text`. */
  folded: string;
  days: (Stated & { day: number; month: number; year?: number })[];
  /** Minutes after midnight. */
  times: (Stated & { minutes: number })[];
  /** 0 is Sunday. */
  weekdays: (Stated & { weekday: number })[];
}

/** The same length as the text, so that what is found in one can be shown from the other. */
function foldedLike(text: string): string {
  return Array.from(text, (letter) => {
    const plain = fold(letter);
    return plain.length === letter.length ? plain : letter;
  }).join('');
}

function claimsOf(text: string): Claims {
  const found = findDates(text);
  const all = <Kind extends DateMention['kind']>(kind: Kind) =>
    found.filter((mention): mention is Extract<DateMention, { kind: Kind }> => mention.kind === kind);
  return {
    text,
    folded: foldedLike(text),
    days: all('date'),
    times: all('time').map(({ start, end, hour, minute }) => ({ start, end, minutes: hour * 60 + minute })),
    weekdays: all('weekday'),
  };
}

/** What a text itself calls wrong, as a correction does, is not claimed. */
const denied =
  /(?:không phải|chứ không|(?:ghi|viết|in|gửi) (?:nhầm|sai)|thay vì|khong phai|chu khong|(?:ghi|viet|in|gui) (?:nham|sai)|thay vi)(?=\s)[^.;,\n]{0,80}?(?=\s+(?:mà|ma)\s|[;,\n]|\.\s|\.?$)/giu;

/** A line that ends with a colon goes on in the next. */
export function claimsIn(text: string): Claims[] {
  return text
    .normalize('NFC')
    .replace(denied, (part) => ' '.repeat(part.length))
    .replace(/:\s*\n+/gu, ': ')
    .split(/\n+|(?<=[.!?…;])\s+(?=[^\p{Ll}])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .map(claimsOf);
}

/** `15/03/2026`, or `15/03` where no year is said. */
export const writtenDay = ({ day, month, year }: { day: number; month: number; year?: number }): string =>
  [String(day).padStart(2, '0'), String(month).padStart(2, '0'), ...(year === undefined ? [] : [String(year)])].join('/');

/** `YYYY-MM-DD`. */
export const isoDay = (day: number, month: number, year: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** A day without a year is the one nearest to `today`. */
export function nearestDay({ day, month, year }: { day: number; month: number; year?: number }, today: string): string {
  if (year !== undefined) return isoDay(day, month, year);
  const thisYear = Number(today.slice(0, 4));
  const away = (iso: string) => Math.abs(Date.parse(iso) - Date.parse(today));
  return [thisYear - 1, thisYear, thisYear + 1]
    .map((candidate) => isoDay(day, month, candidate))
    .reduce((a, b) => (away(b) < away(a) ? b : a));
}

/** Where a statement of the knowledge base stands. */
export const standing = ([{ title, publisher, date }]: readonly [FactSource, ...FactSource[]], says: string) => ({
  title,
  publisher,
  date,
  says,
});

export const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Years a text names. */
export const yearsOf = (text: string): Set<string> => new Set(text.match(/\b20\d\d\b/gu));

/** Something to be mended, or kept for a reason. */
export const doubt = (code: string, message: string, source?: ClaimFinding['source']): ClaimFinding => ({
  code,
  severity: 'override',
  message,
  ...(source ? { source } : {}),
});

/** Looks at one sentence. */
export type SentenceCheck = (claims: Claims, now: Date) => ClaimFinding[];
