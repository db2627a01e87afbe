import { z } from 'zod';
import { incomingText } from '../messaging/incoming-text.ts';
import type { IncomingContent, IncomingMessage } from '../messaging/message.ts';

/** What Telegram is asked to tell us (https://core.telegram.org/bots/api#update). Edited messages are not among it: an answer was given already. */
export const allowedUpdates = ['message', 'callback_query', 'my_chat_member'] as const;

const person = z.object({ id: z.number().int(), is_bot: z.boolean().default(false), username: z.string().optional() });
const chat = z.object({ id: z.number().int(), type: z.enum(['private', 'group', 'supergroup', 'channel']) });
const something = z.unknown().optional();
const message = z.object({
  date: z.number(),
  chat,
  from: person.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  location: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).optional(),
  reply_to_message: z.object({ from: person.optional() }).optional().catch(undefined),
  forward_origin: something,
  forward_date: something,
  photo: something,
  voice: something,
  audio: something,
  video_note: something,
  video: something,
  animation: something,
  document: something,
  sticker: something,
  contact: something,
  poll: something,
  dice: something,
});
const update = z.object({
  update_id: z.number().int(),
  message: message.optional().catch(undefined),
  callback_query: z
    .object({ id: z.string(), data: z.string().optional(), message: z.object({ chat }).optional() })
    .optional()
    .catch(undefined),
  my_chat_member: z
    .object({
      chat,
      date: z.number(),
      old_chat_member: z.object({ status: z.string() }),
      new_chat_member: z.object({ status: z.string() }),
    })
    .optional()
    .catch(undefined),
});

type Message = z.infer<typeof message>;

export type DecodedUpdate =
  /** Not an update at all. */
  | { kind: 'invalid' }
  /** Nothing for us, or nothing we know; `updateId` counts as received. */
  | { kind: 'ignored'; updateId: number; callbackId?: string | undefined }
  | { kind: 'message'; updateId: number; message: IncomingMessage; callbackId?: string | undefined };

/** Telegram keeps an update for 24 hours: what is older was replayed by somebody else. */
const oldestMs = 25 * 60 * 60_000;

/** @param username the bot's own name, once known: who is spoken to in a group. */
export function decodeUpdate(raw: unknown, now: Date, username: string | undefined): DecodedUpdate {
  const parsed = update.safeParse(raw);
  if (!parsed.success) return { kind: 'invalid' };
  const { update_id: updateId, callback_query: pressed, message: written, my_chat_member: membership } = parsed.data;
  const callbackId = pressed?.id;
  const at = (seconds: number) => now.getTime() - seconds * 1_000 <= oldestMs;

  let from: { chat: Message['chat']; content: IncomingContent | undefined } | undefined;
  if (written && at(written.date)) from = { chat: written.chat, content: contentOf(written, username) };
  else if (pressed?.message) from = { chat: pressed.message.chat, content: choiceOf(pressed.data) };
  else if (membership && at(membership.date)) from = { chat: membership.chat, content: membershipOf(membership) };

  if (!from?.content || from.chat.type === 'channel') return { kind: 'ignored', updateId, callbackId };
  return {
    kind: 'message',
    updateId,
    callbackId,
    message: {
      id: String(updateId),
      chat: `telegram:${from.chat.id}`,
      content: from.content,
      receivedAt: now.toISOString(),
    },
  };
}

/** A button is untrusted input like any other: a changed client sends whatever it likes. */
function choiceOf(data: string | undefined): IncomingContent | undefined {
  const value = incomingText(data ?? '').slice(0, 64);
  return value === '' ? undefined : { kind: 'choice', value };
}

function membershipOf(change: NonNullable<z.infer<typeof update>['my_chat_member']>): IncomingContent | undefined {
  const inside = (status: string) => status === 'member' || status === 'administrator' || status === 'restricted';
  const [before, after] = [inside(change.old_chat_member.status), inside(change.new_chat_member.status)];
  if (before === after) return undefined;
  return { kind: after ? 'joined' : 'left' };
}

function contentOf(written: Message, username: string | undefined): IncomingContent | undefined {
  if (written.from?.is_bot) return undefined;
  const typed = incomingText(written.text ?? written.caption ?? '');
  if (written.chat.type !== 'private') {
    const addressed = addressedText(typed, written, username);
    return addressed === undefined || addressed === '' ? undefined : { kind: 'text', text: addressed };
  }
  if (typed !== '') {
    // What somebody passes on, somebody else wrote: it may be a question, never a command.
    const forwarded = written.forward_origin !== undefined || written.forward_date !== undefined;
    return { kind: 'text', text: forwarded ? typed.replace(/^[\s/]+/u, '') : typed };
  }
  if (written.location) return { kind: 'location', ...written.location };
  const what = unreadableKind(written);
  return what === undefined ? undefined : { kind: 'unreadable', what };
}

/** In a group only what is said to the bot: a command, its name, or a reply to it. Commands to other bots are theirs. */
function addressedText(typed: string, { reply_to_message: answered }: Message, username: string | undefined): string | undefined {
  const [, command, to = '', rest = ''] = /^(\/[^\s@]+)(?:@(\S+))?([\s\S]*)$/u.exec(typed) ?? [];
  const ours = (name: string) => username !== undefined && name.toLowerCase() === username.toLowerCase();
  if (command !== undefined) return to === '' || ours(to) ? `${command}${rest}` : undefined;
  const called = typed.split(/\s+/u).some((word) => word.startsWith('@') && ours(word.slice(1).replace(/[,:.!?]+$/u, '')));
  if (called) return typed.replaceAll(new RegExp(`@${username}[,:]?`, 'giu'), '').trim();
  return answered?.from?.username !== undefined && ours(answered.from.username) ? typed : undefined;
}

function unreadableKind(written: Message): Extract<IncomingContent, { kind: 'unreadable' }>['what'] | undefined {
  if (written.photo !== undefined) return 'picture';
  if (written.voice !== undefined || written.audio !== undefined || written.video_note !== undefined) return 'voice';
  if (written.sticker !== undefined) return 'sticker';
  if (written.document !== undefined || written.video !== undefined || written.animation !== undefined) return 'file';
  return written.contact !== undefined || written.poll !== undefined || written.dice !== undefined ? 'other' : undefined;
}
