import { weekdayOf } from '../../elections/tense.ts';
import { fold } from '../../vietnamese/text.ts';
import type { Asked } from '../question/asked.ts';

/** A figure of a text in comparable form: `date:22/3`, `time:420` (minutes), `number:1972`, `weekday:6`. */
export type Figure = `${'date' | 'time' | 'number' | 'weekday'}:${string}`;

const weekdayNames = ['chu nhat', 'thu hai', 'thu ba', 'thu tu', 'thu nam', 'thu sau', 'thu bay'];
const figurePattern = new RegExp(
  [
    String.raw`(?:\b(?:ngay|mung)\s+)?(?<![\d/.,])(\d{1,2})\s*(?:[/-]|\s*thang\s*)\s*(\d{1,2})(?:\s*(?:[/-]|nam)\s*((?:19|20)\d{2}))?(?![\d/])`,
    String.raw`(?<![\d/.,])(\d{1,2})\s*(?::|h|g|gio)\s*(\d{2})?(?:\s*(?:phut))?(?:\s*(sang|chieu|toi|dem|trua))?\b`,
    String.raw`\b(chu nhat|thu (?:hai|ba|tu|nam|sau|bay|[2-7])|cn)\b`,
    String.raw`(?<![\d/])(\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)(?![\d/])`,
  ].join('|'),
  'g',
);

/** All figures of a text; years alone are left to the slots. */
export function figures(text: string): Set<Figure> {
  const found = new Set<Figure>();
  for (const match of fold(text).matchAll(figurePattern)) {
    const [, day, month, , hour, minute, part, weekday, number] = match;
    if (day && month && Number(day) <= 31 && Number(month) <= 12) found.add(`date:${Number(day)}/${Number(month)}`);
    else if (hour) found.add(`time:${minutesOf(Number(hour), Number(minute ?? 0), part)}`);
    else if (weekday) found.add(`weekday:${weekdayNumber(weekday)}`);
    else if (number && !/^(19|20)\d{2}$/.test(number)) found.add(`number:${Number(number.replace(/\./g, '').replace(',', '.'))}`);
  }
  return found;
}

function minutesOf(hour: number, minute: number, part: string | undefined): number {
  const atNight = part === 'toi' || part === 'dem';
  const afternoon = hour < 12 ? part === 'chieu' || atNight || (part === 'trua' && hour < 4) : hour === 12 && atNight;
  return (afternoon ? hour + 12 : hour) * 60 + minute;
}

function weekdayNumber(name: string): number {
  const digit = /\d/.exec(name)?.[0];
  if (digit) return Number(digit) - 1;
  return name === 'cn' ? 0 : weekdayNames.indexOf(name);
}

/** Text without its figures and years: what is left to match wordings with when the figures are the very thing in doubt. */
export function withoutFigures(text: string): string {
  const folded = fold(text);
  if (folded.length !== text.length) return text;
  let out = '';
  let at = 0;
  for (const match of folded.matchAll(
    new RegExp(`${figurePattern.source}|\\b(?:nam )?(?:19|20)\\d{2}\\b|\\bnam (?:nay|ngoai|vua roi|truoc)\\b`, 'g'),
  )) {
    out += text.slice(at, match.index);
    at = match.index + match[0].length;
  }
  return out + text.slice(at);
}

/**
 * Does the question state a figure that what we know contradicts?
 * `right`/`wrong`: asked to confirm and it is so / is not so. `unsupported`: it names a figure that this answer says nothing about.
 */
export function isWrongPremise(asked: Asked, said: string, date?: string): 'right' | 'wrong' | 'unsupported' | undefined {
  const stated = figures(asked.text);
  if (stated.size === 0) return undefined;
  const known = figures(said);
  if (date) known.add(`weekday:${weekdayNames.indexOf(fold(weekdayOf(date)))}`);
  const absent = [...stated].filter((figure) => !known.has(figure));
  if (absent.length === 0) return asked.slots.confirms ? 'right' : undefined;
  const sameKind = absent.every((figure) => [...known].some((other) => other.split(':')[0] === figure.split(':')[0]));
  const dated = absent.every((figure) => !figure.startsWith('number:'));
  const doubtful = asked.slots.confirms || asked.kind === 'yes-no' || (asked.kind === 'what' && dated);
  return doubtful && sameKind ? 'wrong' : 'unsupported';
}
