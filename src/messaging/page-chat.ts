/** What the web page and the channel behind it say to each other. */
import type { AttachedFile, ChatKey, Choice, IncomingContent, MessageParts, SourceLine } from './message.ts';
import type { MessageImage } from './shown-image.ts';

/** One message as a page shows it. */
export interface PageMessage {
  /** Opaque; also the place to continue reading from. */
  id: string;
  /** Plain text; without its source lines where `sources` carries them. */
  text: string;
  /** The whole message in its parts, the source line included. */
  parts?: MessageParts;
  choices?: Choice[];
  /** Small buttons below everything else. */
  rating?: Choice[];
  /** Each source once; a quote is empty where the message, or a source before it, says it already. */
  sources?: SourceLine[];
  file?: AttachedFile;
  image?: MessageImage;
  /** The question that is answered so by itself. */
  asks?: string;
  /** Of an announcement: what it is called, and when it came; ISO 8601 UTC. */
  announcement?: { title: string; at: string };
  /** Says that this visitor is to hear of announcements. */
  subscribed?: true;
}

/** What became of something a visitor wrote. */
export type Submission =
  /** Durably accepted; what answers it comes after the message `after`. */
  | { kind: 'accepted'; after: string }
  /** Not accepted (starting, stopping or overloaded) and safe to repeat with the same `questionId`. */
  | { kind: 'unavailable' };

/** A visitor is one browser, known by an unguessable id it keeps in a cookie. */
export interface PageChat {
  /** `questionId` is the browser's own: repeating it after a lost connection asks only once. */
  submit(visitor: string, questionId: string, content: IncomingContent): Promise<Submission>;
  /** Messages after `after` (without it: those no page has shown yet), as soon as there is one; none when `signal` aborts. */
  next(visitor: string, after: string | undefined, signal: AbortSignal): Promise<PageMessage[]>;
  /** The file of a message still held. */
  file(visitor: string, messageId: string): AttachedFile | undefined;
}

/** The chat key of a visitor. */
export function visitorChat(visitor: string): ChatKey {
  return `web:${visitor}`;
}
