/** Figures, days and hours of a text and of its translation, held against each other by people who read only one of the two. */
import { findDates } from '../../vietnamese/dates.ts';
import { findNumbers } from '../../vietnamese/numbers.ts';
import type { TranslationLanguage } from './language.ts';

/** What one text has and the other has not, as it is written in figures: `15/3`, `7:30`, `1234`; weekdays by number, 0 is Sunday. */
export interface FigureDifferences {
  missing: readonly (string | { weekday: number })[];
  added: readonly (string | { weekday: number })[];
}

/** A day or an hour. `shown`: two of the same are the same. `ways`: the bare figures that say it where the words around them are not understood. */
interface Moment {
  shown: string;
  ways: readonly (readonly string[])[];
}

interface Figures {
  moments: Moment[];
  /** Whatever else stands in figures, years among them; as `bare` gives them. */
  numbers: Set<string>;
  weekdays: Set<number>;
}

interface Span {
  start: number;
  end: number;
}

const plain = (digits: string): string => digits.replace(/^0+(?=\d)/u, '');
const token = /\d+(?:[.,]\d+)*/gu;
const grouped = /^\d{1,3}(?:[.,]\d{3})+$/u;
const groupedDecimal = /^(\d{1,3}(?:[.,]\d{3})+)[.,](\d{1,2})$/u;
const decimal = /^(\d+)[.,](\d{1,2})$/u;

/** Figures of a text, each once: `1.374` and `1,374` are the same, and so are `99,5` and `99.5`. */
function bare(text: string): string[] {
  return [...text.matchAll(token)].flatMap(([written]) => {
    const digits = written.replace(/\D/gu, '');
    if (grouped.test(written)) return [plain(digits)];
    const split = groupedDecimal.exec(written) ?? decimal.exec(written);
    if (split) return [`${plain(split[1]!.replace(/\D/gu, ''))}.${split[2]}`];
    return written.split(/[.,]/u).map(plain);
  });
}

const dayOf = (day: number, month: number, written: string): Moment => ({
  shown: `${day}/${month}`,
  ways: [[String(day), String(month)], bare(written)],
});

const hourOf = (hour: number, minute: number, written: string): Moment => {
  const figures = (at: number) => (minute === 0 ? [String(at)] : [String(at), String(minute)]);
  return { shown: `${hour}:${String(minute).padStart(2, '0')}`, ways: [figures(hour), bare(written)] };
};

const without = (text: string, spans: readonly Span[]): string =>
  spans.reduce((rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end), text);

function ofVietnamese(text: string): Figures {
  const found = findDates(text);
  const figures: Figures = { moments: [], numbers: new Set(), weekdays: new Set() };
  const read: Span[] = [];
  for (const mention of found) {
    const written = text.slice(mention.start, mention.end);
    if (mention.kind === 'weekday') figures.weekdays.add(mention.weekday);
    if (mention.kind === 'date') {
      figures.moments.push(dayOf(mention.day, mention.month, written));
      if (mention.year !== undefined) figures.numbers.add(String(mention.year));
    }
    if (mention.kind === 'time') figures.moments.push(hourOf(mention.hour, mention.minute, written));
    if (mention.kind === 'date' || mention.kind === 'time' || mention.kind === 'weekday') read.push(mention);
  }
  for (const number of bare(without(text, read))) figures.numbers.add(number);
  return figures;
}

const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const monthPattern = String.raw`(?<name>${monthNames.join('|')}|${monthNames.map((name) => name.slice(0, 3)).join('|')})\.?`;
const yearPattern = String.raw`(?:,?\s(?<year>\d{4}))?`;
const dayFirst = new RegExp(
  String.raw`\b(?<day>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?${monthPattern}(?![a-z])${yearPattern}(?!\d)`,
  'gu',
);
const monthFirst = new RegExp(
  String.raw`\b${monthPattern}\s(?<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:.,]\d|\d)${yearPattern}(?!\d)`,
  'gu',
);
const numericDay =
  /(?<![\d/.-])(?<day>\d{1,2})(?:\/(?<month>\d{1,2})(?:\/(?<year>\d{4}))?|[.-](?<month2>\d{1,2})[.-](?<year2>\d{4}))(?![\d/]|[.-]\d)/gu;
const twelveHours = /(?<![\d:.])(?<hour>1[0-2]|0?[1-9])(?:[:.](?<minute>[0-5]\d))?\s?(?<half>[ap])\.?m\b\.?/giu;
const clockHours = /(?<![\d:.,/])(?<hour>[01]?\d|2[0-4])\s?(?::|[hg](?![a-z]))(?<minute>[0-5]\d)?(?![\d:]|[.,]\d)/giu;

type Groups = Record<string, string | undefined>;
type Reading = { pattern: RegExp; moment(groups: Groups, written: string): Moment | undefined };

const dayIn = (day: string | undefined, month: number, written: string): Moment | undefined =>
  Number(day) >= 1 && Number(day) <= 31 && month >= 1 && month <= 12 ? dayOf(Number(day), month, written) : undefined;
const namedMonth = (name: string | undefined): number => monthNames.findIndex((one) => one.startsWith(name ?? '-')) + 1;

const inEnglish: readonly Reading[] = [
  { pattern: dayFirst, moment: ({ day, name }, written) => dayIn(day, namedMonth(name), written) },
  { pattern: monthFirst, moment: ({ day, name }, written) => dayIn(day, namedMonth(name), written) },
  {
    pattern: twelveHours,
    moment: ({ hour, minute = '0', half }, written) =>
      hourOf((Number(hour) % 12) + (half?.toLowerCase() === 'p' ? 12 : 0), Number(minute), written),
  },
];
const inAny: readonly Reading[] = [
  { pattern: numericDay, moment: ({ day, month, month2 }, written) => dayIn(day, Number(month ?? month2), written) },
  {
    pattern: clockHours,
    moment: ({ hour, minute = '0' }, written) => hourOf(Number(hour), Number(minute), written),
  },
];

/** Days and hours that can be told without knowing the language, and in English also those in words. */
function ofTranslation(text: string, language: TranslationLanguage): Figures {
  const figures: Figures = { moments: [], numbers: new Set(), weekdays: new Set() };
  let rest = text;
  for (const { pattern, moment } of language === 'en' ? [...inEnglish, ...inAny] : inAny)
    for (const match of rest.matchAll(pattern)) {
      const found = moment(match.groups ?? {}, match[0]);
      if (!found) continue;
      figures.moments.push(found);
      const year = match.groups?.year ?? match.groups?.year2;
      if (year !== undefined) figures.numbers.add(year);
      rest = without(rest, [{ start: match.index, end: match.index + match[0].length }]);
    }
  for (const number of bare(rest)) figures.numbers.add(number);
  if (language === 'en')
    weekdayNames.forEach((name, weekday) => {
      if (new RegExp(String.raw`\b${name}s?\b`, 'u').test(text)) figures.weekdays.add(weekday);
    });
  return figures;
}

/** What of the one the other does not say. A day or an hour counts as said where all its figures stand there bare. */
function lacking(of: Figures, other: Figures): string[] {
  const shownThere = new Set(other.moments.map(({ shown }) => shown));
  const shownHere = new Set(of.moments.map(({ shown }) => shown));
  // Of days and hours that have no counterpart, their figures may be what stands bare here.
  const loose = new Set(other.moments.filter(({ shown }) => !shownHere.has(shown)).flatMap(({ ways }) => ways.flat()));
  const moments = of.moments.filter(
    ({ shown, ways }) =>
      !shownThere.has(shown) && !ways.some((way) => way.length > 0 && way.every((figure) => other.numbers.has(figure))),
  );
  const numbers = [...of.numbers].filter((number) => !other.numbers.has(number) && !loose.has(number));
  return [...new Set([...moments.map(({ shown }) => shown), ...numbers])];
}

/**
 * Compares a translation with the Vietnamese text: every figure, day and hour of the one has to stand in the other. Weekdays are compared where the words are
 * known (English). A figure that the Vietnamese text has in words may stand in figures. `undefined`: nothing differs.
 */
export function figureDifferences(
  original: string,
  translation: string,
  language: TranslationLanguage,
): FigureDifferences | undefined {
  const here = ofVietnamese(original);
  const there = ofTranslation(translation, language);
  const worded = new Set(findNumbers(original).flatMap(({ worded: isWorded, value }) => (isWorded ? [String(value)] : [])));
  const weekdays = (one: Figures, other: Figures) =>
    language === 'en' ? [...one.weekdays].filter((day) => !other.weekdays.has(day)).map((weekday) => ({ weekday })) : [];
  const missing = [...lacking(here, there), ...weekdays(here, there)];
  const added = [...lacking(there, here).filter((shown) => !worded.has(shown)), ...weekdays(there, here)];
  return missing.length + added.length === 0 ? undefined : { missing, added };
}
