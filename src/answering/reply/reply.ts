import type { AttachedFile, Choice, MessageParts } from '../../messaging/message.ts';
import type { NoAnswerReason } from '../question/no-answer-reason.ts';
import type { Citation } from '../search/citation.ts';

interface Said {
  /** Complete Vietnamese (or an English frame around it), ready to send, sources included. */
  text: string;
  /** The same in its parts; a reply without them is one paragraph. */
  parts?: MessageParts;
  citations: Citation[];
  /** Quick replies; a clarification always has some. */
  choices?: Choice[];
  /** Small buttons below everything else: whether the answer was what was meant. */
  rating?: Choice[];
  file?: AttachedFile;
  /** Id of what it is about: a fact, milestone, document, task or known unknown. */
  about?: string;
  /** What is offered to tap, with the id of what each answers. */
  offers?: { label: string; target: string }[];
}

/** What a message produced. */
export type Reply = Said &
  (
    | { kind: 'answer' /** The shortest honest answer, e.g. `1.972`. */; value?: string }
    | { kind: 'clarify' }
    | { kind: 'none'; reason: NoAnswerReason }
    | { kind: 'talk' }
  );
