import type { Confidence } from '../../elections/fact.ts';
import type { MessageParts } from '../../messaging/message.ts';
import { plainText } from '../../messaging/parts.ts';
import type { Language } from '../question/language.ts';
import type { Citation } from '../search/citation.ts';
import type { Reply } from './reply.ts';
import { sourceLine, sourcesOf } from './source-line.ts';
import { noteOn } from './words.ts';

type Sayable = string | undefined | false;

/** What a reply is put together from; what is empty is left out. */
export interface Body {
  language: Language;
  headline?: Sayable;
  sentences?: readonly Sayable[];
  notes?: readonly Sayable[];
  nextStep?: Sayable;
  citations?: Citation[];
  /** How well it is supported, where that is to be said. */
  confidence?: Confidence;
}

const isSaid = (one: Sayable): one is string => Boolean(one);

/** The parts of a reply, and the same as text. What the headline says is not said again, and a caveat is said once. */
export function bodyOf(body: Body): Pick<Reply, 'text' | 'parts' | 'citations'> {
  const { language, citations = [], confidence } = body;
  const sentences = (body.sentences ?? []).filter(isSaid);
  const headline = body.headline || sentences[0];
  // That only one source says it is said where the source is named.
  const isOnly = confidence === 'single-source' && sourcesOf(citations).length === 1;
  const caveat = confidence === undefined || isOnly ? '' : noteOn(confidence, language);
  const source = sourceLine(citations, language, isOnly);
  const parts: MessageParts = {
    ...(headline ? { headline } : {}),
    sentences: [...new Set(sentences)].filter((sentence) => sentence !== headline),
    notes: [...new Set([caveat, ...(body.notes ?? [])].filter(isSaid))],
    ...(body.nextStep ? { nextStep: body.nextStep } : {}),
    ...(source ? { source } : {}),
  };
  return { text: plainText(parts), parts, citations };
}

/** A reply with a remark after all else that is to be noted. */
export function withNote<Said extends Pick<Reply, 'text' | 'parts'>>(reply: Said, note: string): Said {
  const { parts } = reply;
  if (!parts) return { ...reply, text: `${reply.text}\n\n${note}` };
  const noted = { ...parts, notes: [...parts.notes, note] };
  return { ...reply, text: plainText(noted), parts: noted };
}

/** A reply said under another headline; its source line stays. */
export function underHeadline(
  { text, parts, citations }: Pick<Reply, 'text' | 'parts' | 'citations'>,
  headline: string,
  language: Language,
): Pick<Reply, 'text' | 'parts' | 'citations'> {
  if (!parts) return bodyOf({ language, headline, sentences: [text], citations });
  const { headline: first, sentences, notes, nextStep } = parts;
  return bodyOf({ language, headline, sentences: [first, ...sentences], notes, nextStep, citations });
}
