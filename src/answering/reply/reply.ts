import type { AttachedFile, Choice, MessageParts, OutgoingMessage } from '../../messaging/message.ts';
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
  /** What the choices are where they are no answer we wait for. */
  choicesAre?: NonNullable<OutgoingMessage['choicesAre']>;
  /** Number of the first choice where they are counted on from a list before. */
  firstNumber?: number;
  /** What announcements would go on with this. */
  news?: { kind: 'milestones' } | { kind: 'commune'; title: string };
  /** Absent: Vietnamese. */
  language?: 'en';
  /** Small buttons below everything else: whether the answer was what was meant. */
  rating?: Choice[];
  file?: AttachedFile;
  /** Id of what it is about: a fact, milestone, document, task or known unknown. */
  about?: string;
  /** What is offered to tap, with the id of what each answers. */
  offers?: { label: string; target: string }[];
  /** The question that is answered so by itself, without the conversation before it. */
  asks?: string;
  /** Says that this chat is to hear of announcements. */
  subscribed?: true;
}

/** What a message produced. */
export type Reply = Said &
  (
    | { kind: 'answer' /** The shortest honest answer, e.g. `1.972`. */; value?: string }
    | { kind: 'clarify' }
    | { kind: 'none'; reason: NoAnswerReason }
    | { kind: 'talk' }
  );
