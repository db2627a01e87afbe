/** The web page as a channel: replies wait in memory, in a small mailbox per visitor, until the page fetches them. */
import { createHash } from 'node:crypto';
import type { Accept, Channel, SendOutcome } from '../../messaging/channel.ts';
import type { ChatKey, OutgoingMessage } from '../../messaging/message.ts';
import { type PageChat, type PageMessage, visitorChat } from '../../messaging/page-chat.ts';
import { pageMessage } from './page-message.ts';
import { webMaxTextLength, webParts } from './parts.ts';

export interface WebChatDeps {
  now: () => Date;
  /** Names this run of the service in message ids, so that a page left open over a restart is not misread. Unguessable, URL-safe. */
  run: string;
  /** A visitor came back (or came for the first time): what was deferred for them can go out. */
  returned: (chat: ChatKey) => void;
  /** Takes an announcement to a visitor whose page is closed; whether they have it now. Default: nobody can. */
  push?: ((chat: ChatKey, message: OutgoingMessage) => Promise<boolean>) | undefined;
  /** Default 10,000: beyond it the visitor seen longest ago is forgotten. */
  maxVisitors?: number;
}

/** A page counts as open this long after it was last heard of; announcements to others wait for their next contact. */
const openMs = 2 * 60_000;
/** What was sent stays fetchable this long after the last contact: a phone that slept finds its answer. */
const keptMs = 30 * 60_000;
const maxKeptMessages = 20;
/** What is known of the channel without a page. */
export const webChatLimits = { name: 'web', maxTextLength: webMaxTextLength };

interface Mailbox {
  seenAtMs: number;
  /** Number of the newest message; `kept` holds the last ones. */
  newest: number;
  /** Highest number a page has been given. */
  handedOver: number;
  kept: { number: number; message: PageMessage }[];
  waiting: Set<() => void>;
}

/** The channel `web` and, in the same object, what the page's routes call. One process: a mailbox is not shared. */
export function createWebChat(deps: WebChatDeps): Channel & PageChat {
  const mailboxes = new Map<string, Mailbox>();
  const maxVisitors = deps.maxVisitors ?? 10_000;
  const startedAtMs = deps.now().getTime();
  let accept: Accept | undefined;

  /** The visitor's mailbox, moved to the end of the map: its beginning is who was seen longest ago. */
  function seen(visitor: string): Mailbox {
    const nowMs = deps.now().getTime();
    const known = mailboxes.get(visitor);
    const mailbox = known ?? { seenAtMs: nowMs, newest: 0, handedOver: 0, kept: [], waiting: new Set() };
    const wasOpen = known !== undefined && isOpen(known, nowMs);
    putLast(visitor, mailbox, nowMs);
    dropOldest(nowMs);
    if (!wasOpen) deps.returned(visitorChat(visitor));
    return mailbox;
  }

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

  const isOpen = (mailbox: Mailbox, nowMs: number) => mailbox.waiting.size > 0 || nowMs - mailbox.seenAtMs < openMs;
  const messageId = (number: number) => `${deps.run}-${number}`;

  function put(mailbox: Mailbox, message: OutgoingMessage): string {
    mailbox.newest += 1;
    const id = messageId(mailbox.newest);
    keep(mailbox, pageMessage(id, message, deps.now()));
    return id;
  }

  return {
    name: 'web',
    maxTextLength: webMaxTextLength,
    sendsPerSecond: 500,
    receiver: {
      kind: 'polling',
      /** Nothing to poll: the page's requests arrive through `submit` for as long as this runs. */
      run: (accepting, signal) =>
        new Promise((resolve) => {
          if (signal.aborted) return resolve();
          accept = accepting;
          signal.addEventListener('abort', () => {
            accept = undefined;
            resolve();
          });
        }),
    },

    async send(chat, message): Promise<SendOutcome> {
      if (!chat.startsWith(visitorChat(''))) return { kind: 'rejected', code: 'not-a-visitor' };
      const texts = webParts(message).map(({ text }) => text);
      const last = texts.pop();
      if (last === undefined) return { kind: 'rejected', code: 'empty' };
      const nowMs = deps.now().getTime();
      const mailbox = mailboxes.get(chat.slice(visitorChat('').length));
      if (!mailbox || !isOpen(mailbox, nowMs)) {
        // Just started: pages left open over the restart are about to reconnect, so it is too early to say who is gone.
        if (nowMs - startedAtMs < openMs) return { kind: 'unavailable' };
        return { kind: (await deps.push?.(chat, message)) ? 'sent' : 'outside-window' };
      }
      for (const text of texts) put(mailbox, { text });
      const id = put(mailbox, { ...message, text: last });
      for (const wake of mailbox.waiting) wake();
      return { kind: 'sent', messageId: id };
    },

    async submit(visitor, questionId, content) {
      if (!accept) return { kind: 'unavailable' };
      const mailbox = seen(visitor);
      const after = messageId(mailbox.newest);
      // A digest: the id is kept for a day to recognise repeats, and must not keep the visitor with it.
      const id = createHash('sha256').update(`${visitor} ${questionId}`).digest('base64url').slice(0, 22);
      try {
        await accept({ id, chat: visitorChat(visitor), content, receivedAt: deps.now().toISOString() });
        return { kind: 'accepted', after };
      } catch {
        return { kind: 'unavailable' };
      }
    },

    async next(visitor, after, signal) {
      const mailbox = seen(visitor);
      const from = after === undefined ? mailbox.handedOver : numberIn(deps.run, after);
      if (mailbox.newest <= from && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const wake = () => {
            mailbox.waiting.delete(wake);
            signal.removeEventListener('abort', wake);
            resolve();
          };
          mailbox.waiting.add(wake);
          signal.addEventListener('abort', wake);
        });
        mailbox.seenAtMs = deps.now().getTime();
      }
      if (signal.aborted) return [];
      mailbox.handedOver = Math.max(mailbox.handedOver, mailbox.newest);
      return mailbox.kept.filter(({ number }) => number > from).map(({ message }) => message);
    },

    file(visitor, id) {
      return mailboxes.get(visitor)?.kept.find(({ message }) => message.id === id)?.message.file;
    },
  };
}

/** The number a message id of this run stands for; 0 (everything kept) for an id of an earlier one. */
function numberIn(run: string, id: string): number {
  const at = id.lastIndexOf('-');
  return id.slice(0, at) === run ? Number(id.slice(at + 1)) || 0 : 0;
}

function keep(mailbox: Mailbox, message: PageMessage): void {
  mailbox.kept = [...mailbox.kept, { number: mailbox.newest, message }].slice(-maxKeptMessages);
}
