import { type Audience, type AudienceTopic, namesSomebody, type SubscriberAudience } from '../sending/audience.ts';
import { control, link, mixedScripts, unseen } from './characters.ts';

/** What may stand in a blank: a name of a place, an hour (`07:30`), a day (`15/3/2026`), a whole number, or a few words. */
export const blankTypes = ['place', 'time', 'date', 'number', 'text'] as const;
export type BlankType = (typeof blankTypes)[number];

/** A place of an emergency template that whoever sends it fills in: `{name}` in its text. */
export interface Blank {
  name: string;
  type: BlankType;
  /** UTF-16 code units. */
  most: number;
}

/** What two people approve of an emergency template besides its text and audience. */
export interface TemplateTerms {
  blanks: readonly Blank[];
  /** How long what is made from it is in force. */
  hours: number;
}

/** What is filled in, by the name of the blank. */
export type BlankValues = Readonly<Record<string, string>>;

/** Why something cannot stand in a blank. */
export type BlankFlaw = 'missing' | 'unknown' | 'too-long' | 'line-break' | 'unseen' | 'script' | 'link' | 'brace' | BlankType;

/** Why the terms of a template are none. `name`: of the blank, or what stands in braces. */
export interface TermsFlaw {
  code: 'hours' | 'blank-name' | 'blank-most' | 'blank-twice' | 'blank-unused' | 'blank-undefined' | 'many-blanks';
  name: string;
}

export const mostBlanks = 8;
export const mostBlankLength = 200;
/** Longer than this nothing is an emergency. */
export const mostHours = 72;

const marker = /\{([^{}\n]{0,60})\}/gu;
const name = /^\p{L}[\p{L}\p{N} ,.-]{0,29}$/u;
/** What a platform may turn into a link or a mention, whatever its ending. */
const addresses = [/@|:\/\//u, /[a-z0-9-]{2}\.[a-z]{2}/u, /\w\.[a-z]\w{0,62}\//iu];
const shapes: Record<BlankType, RegExp> = {
  place: /^[\p{L}\p{N}][\p{L}\p{N} ,.()/–-]*$/u,
  time: /^(?:[01]?\d|2[0-3]):[0-5]\d$/u,
  date: /^\d{1,2}\/\d{1,2}\/\d{4}$/u,
  number: /^\d{1,9}$/u,
  text: /^[\p{L}\p{N}]/u,
};

/** As it is kept: composed letters, nothing around it. */
export const plainValue = (typed: string): string => typed.normalize('NFC').trim();

const isDay = (typed: string): boolean => {
  const [day = 0, month = 0, year = 0] = typed.split('/').map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 2000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** `undefined`: it may stand there. `value`: see `plainValue`. */
function valueFlaw({ type, most }: Blank, value: string | undefined): BlankFlaw | undefined {
  if (value === undefined || value === '') return 'missing';
  if (value !== plainValue(value)) return 'unseen';
  if (value.length > most) return 'too-long';
  if (/[\n\r\u0085\u2028\u2029]/u.test(value)) return 'line-break';
  if (unseen.test(value) || control.test(value)) return 'unseen';
  if (mixedScripts.test(value)) return 'script';
  if (/[{}]/u.test(value)) return 'brace';
  // A full-width or other compatible form of a letter opens the same page.
  const compatible = value.normalize('NFKC');
  if (addresses.some((address) => address.test(compatible)) || !compatible.matchAll(link).next().done) return 'link';
  return shapes[type].test(value) && (type !== 'date' || isDay(value)) ? undefined : type;
}

/** Everything that is wrong with what is filled in; none: the template can be filled with exactly this. */
export function blankFlaws(blanks: readonly Blank[], values: BlankValues): { name: string; flaw: BlankFlaw; most: number }[] {
  const known = new Set(blanks.map((blank) => blank.name));
  const strangers = Object.keys(values).filter((given) => !known.has(given));
  return [
    ...blanks.flatMap((blank) => {
      const flaw = valueFlaw(blank, Object.hasOwn(values, blank.name) ? values[blank.name] : undefined);
      return flaw ? [{ name: blank.name, flaw, most: blank.most }] : [];
    }),
    ...strangers.map((given) => ({ name: given.slice(0, 60), flaw: 'unknown' as const, most: 0 })),
  ];
}

/** The text with its blanks filled in, in one pass: nothing that is filled in is read as a blank. What is not filled in stays. */
export const filledText = (text: string, values: BlankValues): string =>
  text.replace(marker, (whole, named: string) => (Object.hasOwn(values, named) ? values[named]! : whole));

/** The longest text a template can give. */
export const longestText = (text: string, { blanks }: TemplateTerms): string =>
  filledText(text, Object.fromEntries(blanks.map((blank) => [blank.name, 'x'.repeat(Math.min(blank.most, mostBlankLength))])));

/** What is wrong with the terms of a template for this text. */
export function termsFlaws(text: string, { blanks, hours }: TemplateTerms): TermsFlaw[] {
  const flaws: TermsFlaw[] = [];
  const used = new Set([...text.matchAll(marker)].map(([, named]) => named!));
  if (!Number.isInteger(hours) || hours < 1 || hours > mostHours) flaws.push({ code: 'hours', name: '' });
  if (blanks.length > mostBlanks) flaws.push({ code: 'many-blanks', name: '' });
  for (const [at, blank] of blanks.entries()) {
    const add = (code: TermsFlaw['code']) => flaws.push({ code, name: blank.name });
    if (!name.test(blank.name) || blank.name !== plainValue(blank.name)) add('blank-name');
    if (!Number.isInteger(blank.most) || blank.most < 1 || blank.most > mostBlankLength) add('blank-most');
    if (blanks.findIndex((one) => one.name === blank.name) < at) add('blank-twice');
    if (!used.has(blank.name)) add('blank-unused');
  }
  for (const named of used)
    if (!blanks.some((blank) => blank.name === named)) flaws.push({ code: 'blank-undefined', name: named });
  return flaws;
}

/** Whether an audience is the allowed one or a part of it, and names somebody. */
export function isWithin(audience: Audience, allowed: Audience): audience is SubscriberAudience {
  if (audience.kind === 'officials' || audience.kind === 'reached') return false;
  if (!namesSomebody(audience)) return false;
  const isOnTopics = (topics: readonly AudienceTopic[]) =>
    (audience.kind === 'topics' || audience.kind === 'communes-and-topics') &&
    audience.topics.every((topic) => topics.includes(topic));
  const isInCommunes = (communes: readonly string[]) =>
    (audience.kind === 'communes' || audience.kind === 'communes-and-topics') &&
    audience.communes.every((code) => communes.includes(code));
  switch (allowed.kind) {
    case 'everyone':
      return true;
    case 'topics':
      return isOnTopics(allowed.topics);
    case 'communes':
      return isInCommunes(allowed.communes);
    case 'communes-and-topics':
      return isOnTopics(allowed.topics) && isInCommunes(allowed.communes);
    case 'officials':
    case 'reached':
      return false;
  }
}
