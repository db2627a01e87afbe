import type { AttachedFile, Choice } from '../../messaging/message.ts';
import type { Citation } from '../search/citation.ts';

/** Why the bot declined. */
export type NoAnswerReason =
  | 'not-in-sources'
  | 'out-of-scope'
  | 'opinion'
  | 'prediction'
  | 'personal-data'
  | 'other-province'
  | 'unknown-place'
  | 'local-information'
  | 'not-understood';

interface Said {
  /** Complete Vietnamese (or an English frame around it), ready to send, sources included. */
  text: string;
  citations: Citation[];
  /** Quick replies; a clarification always has some. */
  choices?: Choice[];
  file?: AttachedFile;
}

/** What a message produced. */
export type Reply = Said &
  (
    | { kind: 'answer' /** The shortest honest answer, e.g. `1.972`. */; value?: string }
    | { kind: 'clarify' }
    | { kind: 'none'; reason: NoAnswerReason }
    | { kind: 'talk' }
  );
