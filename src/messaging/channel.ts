import type { ChatKey, IncomingMessage, OutgoingMessage } from './message.ts';

/** What one attempt to send produced. A platform's refusal is a value, never an exception. */
export type SendOutcome =
  /** `messageId` is the platform's, where it gives one: needed to edit a message later. */
  | { kind: 'sent'; messageId?: string }
  | { kind: 'rate-limited'; retryAfterMs: number }
  /** The platform's messaging window is closed for this person; it opens at their next contact. `isSilence`: they have been silent for too long, no more. */
  | { kind: 'outside-window'; isSilence?: true }
  | { kind: 'unreachable'; why: 'blocked' | 'gone' }
  /** The platform will never accept this message; `code` is its own error code. */
  | { kind: 'rejected'; code: string }
  /** Not accepted now and safe to repeat. */
  | { kind: 'unavailable' }
  /** No answer came: the message may or may not have been delivered. */
  | { kind: 'uncertain' }
  /** Our credentials are refused: nobody on this channel can be reached until an official acts. */
  | { kind: 'unauthorised' };

/** Hands a verified message on; resolves once it is durably accepted, and only then may the channel acknowledge. */
export type Accept = (message: IncomingMessage) => Promise<void>;

/** A webhook request as received: the raw body is needed to check a signature. */
export interface WebhookRequest {
  headers: Readonly<Record<string, string | undefined>>;
  rawBody: string;
}

/** How a channel gets its updates. */
export type Receiver =
  | { kind: 'webhook'; path: string; handle(request: WebhookRequest, accept: Accept): Promise<{ status: number; body?: string }> }
  /** Runs until `signal` aborts; never rejects for a platform's failure. */
  | { kind: 'polling'; run(accept: Accept, signal: AbortSignal): Promise<void> };

/** One messaging platform connection. The contract every implementation passes is `test/contracts/channel.ts`. */
export interface Channel {
  /** The part of a chat key before the colon. */
  readonly name: string;
  /** Longest text of one message, in UTF-16 code units unless the channel says otherwise. */
  readonly maxTextLength: number;
  /** Pace for bulk sends. */
  readonly sendsPerSecond: number;
  readonly receiver: Receiver;
  send(chat: ChatKey, message: OutgoingMessage): Promise<SendOutcome>;
}
