import type { MessageParts } from '../../messaging/message.ts';
import { plainText } from '../../messaging/parts.ts';
import type { Language } from '../question/language.ts';
import type { Citation } from '../search/citation.ts';
import type { Reply } from './reply.ts';
import { sourceLines } from './source-line.ts';

type Sayable = string | undefined | false;

/** What a reply is put together from; what is empty is left out. */
export interface Body {
  language: Language;
  headline?: Sayable;
  sentences?: readonly Sayable[];
  notes?: readonly Sayable[];
  nextStep?: Sayable;
  citations?: Citation[];
  /** Sources that are named, where more than two. */
  most?: number;
}

const isSaid = (one: Sayable): one is string => Boolean(one);

/** The parts of a reply, and the same as text. What the headline says is not said again, and a caveat is said once. */
export function bodyOf(body: Body): Pick<Reply, 'text' | 'parts' | 'citations'> {
  const { language, citations = [], most } = body;
  const sentences = (body.sentences ?? []).filter(isSaid);
  const headline = body.headline || sentences[0];
  const source = sourceLines(citations, language, most);
  const parts: MessageParts = {
    ...(headline ? { headline } : {}),
    sentences: [...new Set(sentences)].filter((sentence) => sentence !== headline),
    notes: [...new Set((body.notes ?? []).filter(isSaid))],
    ...(body.nextStep ? { nextStep: body.nextStep } : {}),
    ...(source ? { source } : {}),
  };
  return { text: plainText(parts), parts, citations };
}
