import type { Choice } from '../../messaging/message.ts';
import { plainText } from '../../messaging/parts.ts';
import { fold, syllables } from '../../vietnamese/text.ts';
import type { Candidate } from '../verdict/candidate.ts';
import type { Reply } from './reply.ts';

/** Something that may be what was meant: what it is called on a button, and what answers it. */
export interface OfferedTopic {
  label: string;
  target: string;
  /** What the button sends back, at most 64 bytes. */
  value: string;
}

/** What a button shows at most. */
export const longestLabel = 40;
const prefix = 'hoi:';

/** What a pressed offer names; `undefined` for anything else. */
export const offeredTarget = (text: string): string | undefined =>
  text.startsWith(prefix) ? text.slice(prefix.length) : undefined;

/** A way of asking as a button shows it. */
export const asLabel = (wording: string): string => {
  const short =
    wording.length < longestLabel ? `${wording}?` : `${wording.slice(0, wording.lastIndexOf(' ', longestLabel - 1))}…`;
  return short.charAt(0).toUpperCase() + short.slice(1);
};

/** Whether a way of asking can be shown whole, and names no place of its own. */
export const fitsLabel = (wording: string): boolean =>
  wording !== '' && wording.length < longestLabel && !wording.includes('placename');

/** The way of asking that comes nearest to the question, where it fits a button; else the first that does. */
export function offerOf({ id, wordings }: Candidate, nearest: string): OfferedTopic {
  const fitting = [nearest, ...wordings].find(fitsLabel);
  return { label: asLabel(fitting ?? wordings[0] ?? id), target: id, value: `${prefix}${id}`.slice(0, 64) };
}

/** A reply that offers, with the buttons. */
export const withOffers = (reply: Reply, offers: readonly OfferedTopic[]): Reply =>
  offers.length === 0
    ? reply
    : {
        ...reply,
        choices: offers.map(({ label, value }): Choice => ({ label, value })),
        offers: offers.map(({ label, target }) => ({ label, target })),
      };

/** The words of a text, folded, each once. */
export const wordSet = (text: string): ReadonlySet<string> => new Set(syllables(fold(text)).map(({ folded }) => folded));

/** Share of either text's words that the other must have, and how few shared words say nothing. */
const leastShared = 0.85;
const fewestShared = 3;

/** Whether two texts have the same words, each nearly all of the other's: a question that is a title. */
export function haveSameWords(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const needed = Math.max(fewestShared, leastShared * Math.max(one.size, other.size));
  if (Math.min(one.size, other.size) < needed) return false;
  let shared = 0;
  for (const word of one) if (other.has(word)) shared++;
  return shared >= needed;
}

/** A refusal that names the nearest thing there is; `words` introduce it. */
export function withNearest(reply: Reply, offer: OfferedTopic, words: string): Reply {
  const parts = reply.parts && { ...reply.parts, nextStep: [reply.parts.nextStep, words].filter(Boolean).join(' ') };
  const text = parts ? plainText(parts) : `${reply.text}\n${words}`;
  return withOffers({ ...reply, text, ...(parts ? { parts } : {}) }, [offer]);
}
