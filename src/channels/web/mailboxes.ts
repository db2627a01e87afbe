import type { OutgoingMessage } from '../../messaging/message.ts';
import type { PageMessage } from '../../messaging/page-chat.ts';
import { pageMessage } from './page-message.ts';

/** What waits for one visitor until their page fetches it. */
export interface Mailbox {
  seenAtMs: number;
  /** Number of the newest message; `kept` holds the last ones. */
  newest: number;
  /** Highest number a page has been given. */
  handedOver: number;
  kept: { number: number; message: PageMessage }[];
  /** Requests that wait for the next message. */
  waiting: Set<() => void>;
}

export interface MailboxesDeps {
  now: () => Date;
  /** Names this run of the service in message ids. */
  run: string;
  /** A visitor whose page was closed is here again, or for the first time. */
  returned(visitor: string): void;
  /** Beyond it the visitor seen longest ago is forgotten. */
  maxVisitors: number;
}

/** The mailboxes of all visitors, in memory only. */
export interface Mailboxes {
  /** The mailbox of a visitor who is here now; made where there is none. */
  seen(visitor: string): Mailbox;
  get(visitor: string): Mailbox | undefined;
  /** Whether a page fetches what is put into it now. */
  isOpen(mailbox: Mailbox): boolean;
  /** Puts a message in and gives its id. */
  put(mailbox: Mailbox, message: OutgoingMessage): string;
  /** The id of the newest message. */
  newestId(mailbox: Mailbox): string;
  /** The number behind a message id; 0 (everything kept) for an id of an earlier run. */
  numberIn(id: string): number;
}

/** A page counts as open this long after it was last heard of; announcements to others wait for their next contact. */
export const openMs = 2 * 60_000;
/** What was sent stays fetchable this long after the last contact: a phone that slept finds its answer. */
const keptMs = 30 * 60_000;
const maxKeptMessages = 20;

export function createMailboxes({ now, run, returned, maxVisitors }: MailboxesDeps): Mailboxes {
  /** Whoever was seen longest ago stands first. */
  const mailboxes = new Map<string, Mailbox>();
  const isOpenAt = (mailbox: Mailbox, nowMs: number) => mailbox.waiting.size > 0 || nowMs - mailbox.seenAtMs < openMs;
  const messageId = (number: number) => `${run}-${number}`;

  function putLast(visitor: string, mailbox: Mailbox, nowMs: number) {
    mailbox.seenAtMs = nowMs;
    mailboxes.delete(visitor);
    mailboxes.set(visitor, mailbox);
  }

  /** Forgets who has been away too long, and the oldest above the limit; a page that is waiting right now is neither. */
  function dropOldest(nowMs: number) {
    let unseen = mailboxes.size; // those put last come round again
    for (const [visitor, mailbox] of mailboxes) {
      unseen -= 1;
      if (unseen < 0 || (mailboxes.size <= maxVisitors && nowMs - mailbox.seenAtMs < keptMs)) return;
      if (mailbox.waiting.size > 0) putLast(visitor, mailbox, nowMs);
      else mailboxes.delete(visitor);
    }
  }

  return {
    seen(visitor) {
      const nowMs = now().getTime();
      const known = mailboxes.get(visitor);
      const mailbox = known ?? { seenAtMs: nowMs, newest: 0, handedOver: 0, kept: [], waiting: new Set() };
      const wasOpen = known !== undefined && isOpenAt(known, nowMs);
      putLast(visitor, mailbox, nowMs);
      dropOldest(nowMs);
      if (!wasOpen) returned(visitor);
      return mailbox;
    },
    get: (visitor) => mailboxes.get(visitor),
    isOpen: (mailbox) => isOpenAt(mailbox, now().getTime()),
    put(mailbox, message) {
      mailbox.newest += 1;
      const id = messageId(mailbox.newest);
      const kept = { number: mailbox.newest, message: pageMessage(id, message, now()) };
      mailbox.kept = [...mailbox.kept, kept].slice(-maxKeptMessages);
      return id;
    },
    newestId: ({ newest }) => messageId(newest),
    numberIn(id) {
      const at = id.lastIndexOf('-');
      return id.slice(0, at) === run ? Number(id.slice(at + 1)) || 0 : 0;
    },
  };
}

/** Waits for the next message of a mailbox, or until the request is given up. */
export function nextIn(mailbox: Mailbox, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      mailbox.waiting.delete(wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    mailbox.waiting.add(wake);
    signal.addEventListener('abort', wake);
  });
}
