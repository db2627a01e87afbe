/** Updates of the Bot Platform → what a person did. There is no event for a position, for following or for blocking. */
import { z } from 'zod';
import { incomingText } from '../../messaging/incoming-text.ts';
import type { IncomingContent, IncomingMessage } from '../../messaging/message.ts';
import { messageDigest } from '../message-digest.ts';

const id = z.string().regex(/^[\w.:=-]{1,100}$/u);
const text = z.string().optional().catch(undefined);
const update = z.object({
  event_name: z.string().max(100),
  message: z.object({
    message_id: id,
    /** Milliseconds. */
    date: z.number().optional().catch(undefined),
    from: z
      .object({ is_bot: z.boolean().optional().catch(undefined) })
      .optional()
      .catch(undefined),
    chat: z.object({ id, chat_type: z.string().optional().catch(undefined) }),
    text,
    caption: text,
  }),
});
/** Around the update, in most descriptions and in answers to a poll. */
const wrapped = z.object({ ok: z.literal(true), result: z.looseObject({}) });

/** Ids are remembered for a day: what is older was replayed by somebody. */
const oldestMs = 24 * 60 * 60_000;

/** What a person did, or why nothing follows from it. */
export type DecodedBotUpdate = { kind: 'message'; message: IncomingMessage } | { kind: 'ignored'; why: string };

export function decodeBotUpdate(raw: unknown, now: Date): DecodedBotUpdate {
  const inner = wrapped.safeParse(raw).data?.result ?? raw;
  const read = update.safeParse(inner).data;
  if (!read) return { kind: 'ignored', why: 'unknown-update' };
  const { event_name: event, message } = read;
  const { message_id: messageId, chat, date, from } = message;
  // Groups are being tried out by Zalo; an answer there would go to everybody.
  if (chat.chat_type === 'GROUP') return { kind: 'ignored', why: 'group' };
  if (from?.is_bot) return { kind: 'ignored', why: 'bot' };
  if (date !== undefined && now.getTime() - date > oldestMs) return { kind: 'ignored', why: 'too-old' };
  const content = contentOf(event, incomingText(message.text ?? message.caption ?? ''));
  if (!content) return { kind: 'ignored', why: event.startsWith('message.') ? 'empty' : 'unknown-event' };
  return {
    kind: 'message',
    message: { id: messageDigest(chat.id, messageId), chat: `zalo-bot:${chat.id}`, content, receivedAt: now.toISOString() },
  };
}

function contentOf(event: string, typed: string): IncomingContent | undefined {
  switch (event) {
    case 'message.text.received':
      return typed === '' ? undefined : { kind: 'text', text: typed };
    case 'message.image.received':
      return typed === '' ? { kind: 'unreadable', what: 'picture' } : { kind: 'text', text: typed };
    case 'message.sticker.received':
      return { kind: 'unreadable', what: 'sticker' };
    case 'message.voice.received':
      return { kind: 'unreadable', what: 'voice' };
    // Also what people under special protection write: it is not shown to bots, and is not to be asked for.
    case 'message.unsupported.received':
      return { kind: 'unreadable', what: 'other' };
    default:
      return unknownContent(event, typed);
  }
}

/** What nobody has documented yet is something a person sent all the same. */
function unknownContent(event: string, typed: string): IncomingContent | undefined {
  if (!/^message\.[\w.]{1,60}\.received$/u.test(event)) return undefined;
  return typed === '' ? { kind: 'unreadable', what: 'other' } : { kind: 'text', text: typed };
}
