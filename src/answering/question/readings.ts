import { findDates } from '../../vietnamese/dates.ts';
import type { Asked, AskedPlace } from './asked.ts';
import type { AskedReading } from './asked-reading.ts';
import { clausesOf, type Span, sentenceAround } from './clauses.ts';
import type { Courtesy } from './courtesy.ts';
import { placeMark } from './intent.ts';
import { readQuestion } from './question.ts';
import { readSlots, type Slots } from './slots.ts';

/**
 * The ways a message can be understood, the whole of it first: with its courtesies taken off, and clause by clause where it is long; with
 * the communes it names as such, and as plain words. A clause that names no place takes those of the message: the background tells where.
 */
export function readingsOf(asked: Asked, courtesy: Courtesy, currentYear: number): AskedReading[] {
  const marked = withPlaceMarks(asked);
  // A name without its type may be no place at all: then the words are read as any others.
  const isSure = asked.places.length === 0 || asked.places.some(({ prefixed }) => prefixed);
  const texts = isSure ? [marked] : [marked, asPlainWords(asked)];
  const doubted = asked.slots.confirms || asked.kind === 'yes-no' ? withoutDates(asked) : [];
  const whole = texts
    .map(messageOf)
    .flatMap((message) =>
      clausesOf(message.text, courtesy).map((span, i) => ({ ...readingOf(message, span, asked, currentYear), isPart: i > 0 })),
    );
  const parts = doubted
    .map(messageOf)
    .flatMap((message) =>
      clausesOf(message.text, courtesy).map((span) => ({ ...readingOf(message, span, asked, currentYear), isPart: true })),
    );
  return [...whole, ...parts];
}

/** A message with what every clause of it needs to know of the whole. */
interface Message {
  text: string;
  places: readonly AskedPlace[];
  /** Its words, at least one. */
  words: number;
  wantsReason: boolean;
}

function messageOf({ text, places }: Pick<Message, 'text' | 'places'>): Message {
  const { words, wants } = readQuestion(text);
  return { text, places, words: Math.max(1, words.length), wantsReason: wants === 'reason' };
}

function readingOf(
  { text, places, words, wantsReason }: Message,
  span: Span,
  asked: Asked,
  currentYear: number,
): Omit<AskedReading, 'isPart'> {
  const part = text.slice(span.start, span.end);
  const inside = places.filter(({ start, end }) => start >= span.start && end <= span.end);
  const { kind, wants, words: own } = readQuestion(part);
  const shift = (place: AskedPlace): AskedPlace => ({ ...place, start: place.start - span.start, end: place.end - span.start });
  const background = places.map((place) => ({ ...place, start: part.length, end: part.length }));
  return {
    text: part,
    kind,
    wants: wantsReason ? 'reason' : wants,
    slots: slotsOf(part, sentenceAround(text, span), asked, currentYear),
    places: inside.length > 0 ? inside.map(shift) : background,
    share: Math.min(1, own.length / words),
    guessed: Math.min(1, asked.repaired / words),
  };
}

/** A clause that names no year is about the one of its sentence: `cuối năm 2023 thì tỉnh còn bao nhiêu thủ tục`. */
function slotsOf(part: string, sentence: string, { assembly }: Asked, currentYear: number): Slots {
  const slots = readSlots(part, currentYear, assembly);
  return slots.years.length > 0 ? slots : { ...slots, years: readSlots(sentence, currentYear, assembly).years };
}

/** The message as if its names were words; what they may name stays in mind. */
function asPlainWords({ typed, places }: Asked): { text: string; places: AskedPlace[] } {
  const end = typed.text.length;
  return { text: typed.text, places: places.map((place) => ({ ...place, start: end, end })) };
}

/** A day or an hour put forward to be confirmed may be wrong: what is asked shows without it. */
function withoutDates({ text }: Asked): { text: string; places: AskedPlace[] }[] {
  const dates = findDates(text).filter(({ kind }) => kind === 'date' || kind === 'time' || kind === 'weekday');
  if (dates.length === 0) return [];
  const rest = dates.reduceRight((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text);
  return [{ text: rest.replace(/\s+/gu, ' ').trim(), places: [] }];
}

/** Provinces keep their names, which facts speak of; every other place is one like the next. */
const isMarked = ({ others, prefixed }: AskedPlace): boolean => prefixed || !others.some(({ kind }) => kind === 'province');

function withPlaceMarks({ text, places }: Asked): { text: string; places: AskedPlace[] } {
  let out = '';
  let at = 0;
  const moved: AskedPlace[] = [];
  for (const place of places) {
    out += text.slice(at, place.start);
    const start = out.length;
    out += isMarked(place) ? placeMark : text.slice(place.start, place.end);
    moved.push({ ...place, start, end: out.length });
    at = place.end;
  }
  return { text: out + text.slice(at), places: moved };
}
