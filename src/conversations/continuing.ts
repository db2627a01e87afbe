import type { Answering } from '../answering/answering.ts';
import type { Asked } from '../answering/question/asked.ts';
import { readFollowUp } from '../answering/question/follow-up.ts';
import { answerCore, besidePlace, isShort } from '../answering/question/openings.ts';
import { asksSomething } from '../answering/question/question.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { askBack } from '../answering/reply/words.ts';
import { quickChoices } from '../answering/reply/words-talk.ts';
import type { ProvinceProfile } from '../elections/pack/province.ts';
import { placeTitle } from '../elections/places.ts';
import { fold } from '../vietnamese/text.ts';
import { placeTypes, whatAbout } from './words-menu.ts';

/** What a follow-up needs of the question before it; a question with every reading of its words weighs ten times as much. */
export type Before = Pick<Asked, 'text' | 'places' | 'language'>;

/** The question before, and what came of it. */
export interface Earlier {
  question: Before;
  replied: Pick<Reply, 'kind' | 'text' | 'about' | 'citations'>;
  /** Milliseconds ago. */
  agoMs: number;
}

interface Answered {
  question: Before;
  reply: Reply;
}

/** A question typed in several messages comes within this time. */
const bubblesMs = 30_000;
/** UTF-16 code units of the longest message that is read on, or read together with the next one: each way of doing so is a question answered anew. */
const longestContinued = 600;

/**
 * Answers a message that may be a continuation: the answer to what we asked back, the rest of a question begun in another message, or a
 * question that leaves out what the one before it said. Each way of reading it on, and the message by itself, are answered; the surest answer
 * is given. Where none is an answer, the likeliest continuation speaks.
 */
export function respondTo(
  text: string,
  earlier: Earlier | undefined,
  { answering, about }: { answering: Answering; about: () => ProvinceProfile | undefined },
  now: Date,
): Answered {
  const typed = answering.read(text, now);
  const language = earlier?.question.language === 'en' && isBare(typed.raw) ? 'en' : typed.language;
  const asked = { ...typed, language };
  const alone = { question: asked, reply: answering.answer(asked, now) };
  if (!earlier || asked.text.length > longestContinued || earlier.question.text.length > longestContinued)
    return lonePlace(asked, alone);
  const before = earlier.question;
  const read = (reading: string): { question: Asked; reply: Reply } => {
    const question = { ...answering.read(reading, now), language };
    return { question, reply: answering.answer(question, now) };
  };
  /** What we asked back about is asked about again, with the answer in it: that needs no understanding anew. */
  const readAgain = (reading: string): { question: Asked; reply: Reply } => {
    const { question, reply } = read(reading);
    const about = earlier.replied.kind === 'clarify' ? earlier.replied.about : undefined;
    return { question, reply: (about === undefined ? undefined : answering.about(about, question, now)) ?? reply };
  };
  const followUp = readFollowUp(asked.text, asked.places, before.text, before.places);
  // What exchanges something for its like says so; anything else, and an answer to what we asked back, may be the rest of the question.
  const isExchange = followUp !== undefined && !followUp.isLoose && earlier.replied.kind === 'answer';
  const joined = !isExchange && joinedTo(asked, alone.reply, earlier, readAgain);
  if (joined) return joined;
  if (!followUp || (followUp.isLoose && alone.reply.kind === 'answer')) return lonePlace(asked, alone);
  const continued = followUp.readings.map(read);
  const own = followUp.dependent ? [] : [alone];
  const sure = ({ question, reply }: { question: Asked; reply: Reply }): number =>
    reply.kind === 'answer' ? answering.sureness(question, now) : 0;
  const isRepeated = ({ about }: Reply): boolean => about !== undefined && about === earlier.replied.about;
  // Of a question that was answered a reading keeps nearly every word, and so is near to the same answer, whatever is named: `còn giá vàng?`.
  const isAside = continued.some(
    ({ question, reply: { kind } }) => (kind === 'talk' || kind === 'none') && asked.text.endsWith(question.text),
  );
  const isNew = ({ reply }: { reply: Reply }): boolean =>
    reply.kind === 'answer' && !(isRepeated(reply) && (followUp.isLoose || isAside));
  const repeats = ({ reply }: { reply: Reply }): number => (isRepeated(reply) ? 1 : 0);
  // Whoever asks on wants something else than what was just said.
  const [best] = [...continued, ...own].filter(isNew).sort((a, b) => repeats(a) - repeats(b) || sure(b) - sure(a));
  if (best) return best;
  if (!followUp.dependent) return alone;
  const [first] = continued;
  const isSpecific =
    first && (first.reply.kind === 'clarify' || (first.reply.kind === 'none' && first.reply.reason !== 'out-of-scope'));
  if (first && isSpecific) return first;
  return {
    question: before,
    reply: { kind: 'clarify', text: askBack[asked.language], citations: [], choices: quickChoices(about()) },
  };
}

/** A few words without a mark, as a bare name: they are in no language, and go on in the one that was spoken. */
const isBare = (text: string): boolean => text.split(/\s+/u).length <= longestName && fold(text) === text.toLowerCase();

/** The message read together with the one before it, where that gives more than the message alone; `undefined` where it does not. */
function joinedTo(
  asked: Asked,
  alone: Reply,
  { question: before, replied, agoMs }: Earlier,
  read: (reading: string) => { question: Asked; reply: Reply },
): Answered | undefined {
  // A place that we asked for is that place, though by itself the message may be taken for something else.
  const isAsked = alone.kind === 'answer' && replied.kind === 'clarify' && replied.about !== undefined;
  const asPlace = isAsked ? (isBare(asked.raw) ? namesIn : placesIn)(asked, before) : [];
  if (asPlace.length > 0) return asPlace.map(read).find(({ reply }) => reply.kind === 'answer' && reply.about === replied.about);
  if (alone.kind === 'answer' || !isShort(asked.text)) return undefined;
  const isOpen = replied.kind === 'clarify' || (replied.kind === 'none' && agoMs <= bubblesMs);
  const lacksPlace = alone.kind === 'clarify' && asked.places.length === 0 && before.places.length === 1;
  if (!isOpen && !lacksPlace) return undefined;
  const isNew = ({ reply }: Answered): boolean =>
    reply.kind === 'answer' || (reply.kind === 'clarify' && reply.text !== replied.text && reply.text !== alone.text);
  // "ban lien" may be a name and may be small talk: after we asked for a name it is one, if there is such a place.
  const named = replied.kind === 'clarify' && asked.places.length + before.places.length === 0 ? namesIn(asked, before) : [];
  if (alone.kind === 'talk') return named.map(read).find(({ reply }) => reply.kind === 'answer');
  const tried = [...named, ...readingsOf(asked, before)].map(read).filter(isNew);
  return tried.find(({ reply }) => reply.kind === 'answer') ?? tried[0];
}

const longestName = 4;

/** The message as a name typed without its type. */
function namesIn(asked: Asked, before: Before): string[] {
  const name = answerCore(asked.raw);
  if (name.split(/\s+/u).length > longestName || /\d/u.test(name)) return [];
  return placeTypes.map((type) => `${unended(before.text)} ${type} ${name}?`);
}

/** The message as the place it names, where it asks nothing: `tôi ở tổ 5 phường Lào Cai`. */
const placesIn = (asked: Asked, before: Before): string[] =>
  asked.places.length > 0 && !asksSomething(asked.text) ? readingsOf(asked, before) : [];

const unended = (text: string): string => text.replace(/(?<![?!.\s])[?!.\s]+$/u, '');

/** The question before with the message put where it belongs, likeliest first. */
function readingsOf(asked: Asked, before: Before): string[] {
  const [place] = asked.places;
  const [old] = before.places;
  const ended = unended(before.text);
  if (!place) {
    const name = old && before.text.slice(old.start, old.end);
    return [`${ended} ${answerCore(asked.text)}`, ...(name ? [`${unended(asked.text)} ${name}?`] : [])];
  }
  const name = asked.text.slice(place.start, place.end);
  const beside = `${asked.text.slice(0, place.start)}${asked.text.slice(place.end)}`.trim();
  const swapped = old ? `${before.text.slice(0, old.start)}${name}${before.text.slice(old.end)}` : `${ended} ${name}?`;
  return [...(besidePlace(asked.text, place) === '' ? [] : [`${unended(swapped)}, ${beside}`]), swapped];
}

/** A place and nothing else: what about it is asked, and the place is remembered. */
function lonePlace(asked: Asked, alone: { question: Asked; reply: Reply }): Answered {
  const [place, ...more] = asked.places;
  const [commune, ...others] = place?.communes ?? [];
  if (!place || !commune || more.length + others.length > 0 || besidePlace(asked.text, place) !== '') return alone;
  if (asked.language !== 'vi') return alone;
  const title = placeTitle(commune);
  return { question: asked, reply: { kind: 'clarify', citations: [], ...whatAbout(title) } };
}
