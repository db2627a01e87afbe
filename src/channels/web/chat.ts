/** The web page as a channel: replies wait in memory, in a small mailbox per visitor, until the page fetches them. */
import { createHash } from 'node:crypto';
import type { Accept, Channel, SendOutcome } from '../../messaging/channel.ts';
import type { ChatKey, OutgoingMessage } from '../../messaging/message.ts';
import { type PageChat, visitorChat } from '../../messaging/page-chat.ts';
import { createMailboxes, nextIn, openMs } from './mailboxes.ts';
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

/** What is known of the channel without a page. */
export const webChatLimits = { name: 'web', maxTextLength: webMaxTextLength };

/** The channel `web` and, in the same object, what the page's routes call. One process: a mailbox is not shared. */
export function createWebChat(deps: WebChatDeps): Channel & PageChat {
  const mailboxes = createMailboxes({
    now: deps.now,
    run: deps.run,
    returned: (visitor) => deps.returned(visitorChat(visitor)),
    maxVisitors: deps.maxVisitors ?? 10_000,
  });
  const startedAtMs = deps.now().getTime();
  let accept: Accept | undefined;

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
      const mailbox = mailboxes.get(chat.slice(visitorChat('').length));
      if (!mailbox || !mailboxes.isOpen(mailbox)) {
        // Just started: pages left open over the restart are about to reconnect, so it is too early to say who is gone.
        if (deps.now().getTime() - startedAtMs < openMs) return { kind: 'unavailable' };
        return { kind: (await deps.push?.(chat, message)) ? 'sent' : 'outside-window' };
      }
      for (const text of texts) mailboxes.put(mailbox, { text });
      const id = mailboxes.put(mailbox, { ...message, text: last });
      for (const wake of mailbox.waiting) wake();
      return { kind: 'sent', messageId: id };
    },

    async submit(visitor, questionId, content) {
      if (!accept) return { kind: 'unavailable' };
      const mailbox = mailboxes.seen(visitor);
      const after = mailboxes.newestId(mailbox);
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
      const mailbox = mailboxes.seen(visitor);
      const from = after === undefined ? mailbox.handedOver : mailboxes.numberIn(after);
      if (mailbox.newest <= from && !signal.aborted) {
        await nextIn(mailbox, signal);
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
