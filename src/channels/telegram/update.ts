import { z } from 'zod';
import { incomingText } from '../../messaging/incoming-text.ts';
import type { IncomingContent, IncomingMessage, UnreadableKind } from '../../messaging/message.ts';
import { messageDigest, textMark } from '../message-digest.ts';

/** What Telegram is asked to tell us (https://core.telegram.org/bots/api#update). */
export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

const person = z.object({ id: z.number().int(), is_bot: z.boolean().default(false) });
const chat = z.object({ id: z.number().int(), type: z.enum(['private', 'group', 'supergroup', 'channel']) });
const something = z.unknown().optional();
const message = z.looseObject({
  message_id: z.number().int().default(0),
  date: z.number(),
  edit_date: z.number().optional().catch(undefined),
  media_group_id: z.string().max(64).optional().catch(undefined),
  chat,
  from: person.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  location: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).optional(),
  forward_origin: something,
  forward_date: something,
  photo: z
    .array(z.looseObject({ file_id: z.string().max(256).optional().catch(undefined) }))
    .optional()
    .catch([]),
  voice: something,
  audio: something,
  video_note: something,
  video: something,
  animation: something,
  document: something,
  sticker: something,
});
const update = z.object({
  update_id: z.number().int(),
  message: message.optional().catch(undefined),
  edited_message: message.optional().catch(undefined),
  callback_query: z
    .object({
      id: z.string(),
      data: z.string().optional(),
      message: z.object({ chat, message_id: z.number().int().default(0) }).optional(),
    })
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
  /** From a group we are in. What is said there would be answered in front of everybody: we work in private chats alone. */
  | { kind: 'group'; updateId: number; chatId: number }
  | {
      kind: 'message';
      updateId: number;
      message: IncomingMessage;
      callbackId?: string | undefined;
      /** Names the button that was pressed, in its message. */
      tap?: string;
      /** Names the album it is a picture of. */
      album?: string;
    };

/** An update that can be confirmed by its number. */
export type ReceivedUpdate = Exclude<DecodedUpdate, { kind: 'invalid' }>;

/** Telegram keeps an update for 24 hours: what is older was replayed by somebody else. */
const oldestMs = 25 * 60 * 60_000;

export function decodeUpdate(raw: unknown, now: Date): DecodedUpdate {
  const parsed = update.safeParse(raw);
  if (!parsed.success) return { kind: 'invalid' };
  const { update_id: updateId, callback_query: pressed, message: written, edited_message: edited, my_chat_member } = parsed.data;
  const callbackId = pressed?.id;
  const fresh = (date: number) => now.getTime() - date * 1_000 <= oldestMs;

  const id = String(updateId);
  let from: ({ chat: Message['chat'] } & Identified) | undefined;
  if (written && fresh(written.date)) from = { chat: written.chat, ...identified(written, contentOf(written), id) };
  else if (edited && fresh(edited.edit_date ?? edited.date))
    from = { chat: edited.chat, ...identified(edited, editedContentOf(edited), id) };
  else if (pressed?.message) from = { chat: pressed.message.chat, content: choiceOf(pressed.data), id };
  else if (my_chat_member && fresh(my_chat_member.date))
    from = { chat: my_chat_member.chat, content: membershipOf(my_chat_member), id };

  if (!from?.content) return { kind: 'ignored', updateId, callbackId };
  const { chat: place, content } = from;
  if (place.type !== 'private') {
    const outside = place.type === 'channel' || content.kind === 'left';
    return outside ? { kind: 'ignored', updateId, callbackId } : { kind: 'group', updateId, chatId: place.id };
  }
  const message: IncomingMessage = {
    id: from.id,
    chat: `telegram:${place.id}`,
    content,
    receivedAt: now.toISOString(),
    ...(from.messageId === undefined ? {} : { messageId: from.messageId }),
  };
  const album = (written ?? edited)?.media_group_id;
  return {
    kind: 'message',
    updateId,
    callbackId,
    message,
    ...(pressed?.message ? { tap: messageDigest('tap', place.id, pressed.message.message_id, pressed.data ?? '') } : {}),
    ...(album === undefined ? {} : { album: messageDigest('album', place.id, album) }),
  };
}

interface Identified {
  content: IncomingContent | undefined;
  id: string;
  /** Of a text. */
  messageId?: string;
}

/**
 * A text is known by its message and its words, so that an edit that changes nothing (a reaction, a preview) is a repeat; pictures of one
 * album are one; everything else is known by its update.
 */
function identified(
  { chat: { id: chatId }, message_id: messageId, media_group_id: album }: Message,
  content: IncomingContent | undefined,
  updateId: string,
): Identified {
  if (content?.kind === 'unreadable' && album !== undefined) return { content, id: messageDigest(chatId, 'album', album) };
  if (content?.kind !== 'text' || messageId === 0) return { content, id: updateId };
  return { content, id: `${messageDigest(chatId, messageId)}${textMark(content.text)}`, messageId: String(messageId) };
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

function contentOf(written: Message): IncomingContent | undefined {
  if (written.from?.is_bot) return undefined;
  const typed = incomingText(written.text ?? written.caption ?? '');
  // What somebody passes on, somebody else wrote: it may be a question, never a command.
  const forwarded = written.forward_origin !== undefined || written.forward_date !== undefined;
  const text = forwarded ? withoutSlash(typed) : typed;
  if (text !== '') return { kind: 'text', text, ...captioned(written), ...pictured(written) };
  if (written.location) return { kind: 'location', ...written.location };
  const what = unreadableKind(written);
  return what === undefined ? undefined : { kind: 'unreadable', what, ...pictured(written) };
}

/** A question put better is answered again. Commands are not: what they did is done, and an edit shows nobody when it was made. */
function editedContentOf(edited: Message): IncomingContent | undefined {
  const typed = edited.from?.is_bot ? '' : withoutSlash(incomingText(edited.text ?? edited.caption ?? ''));
  return typed === '' ? undefined : { kind: 'text', text: typed, ...captioned(edited) };
}

/** What a text is the caption of. */
function captioned(written: Message): { beside?: UnreadableKind } {
  const beside = written.text === undefined ? unreadableKind(written) : undefined;
  return beside === undefined ? {} : { beside };
}

/** What its picture can be fetched by, in the largest of the sizes, which stands last. Of an edit nothing is fetched: it is what was there before. */
function pictured({ photo }: Message): { picture?: string } {
  const id = photo?.at(-1)?.file_id;
  return id ? { picture: id } : {};
}

const withoutSlash = (typed: string) => typed.replace(/^[\s/]+/u, '');

function unreadableKind(written: Message): UnreadableKind | undefined {
  if (written.photo !== undefined) return 'picture';
  if (written.voice !== undefined || written.audio !== undefined || written.video_note !== undefined) return 'voice';
  if (written.sticker !== undefined) return 'sticker';
  if (written.document !== undefined || written.video !== undefined || written.animation !== undefined) return 'file';
  return Object.keys(written).some((key) => written[key] !== undefined && service.test(key)) ? undefined : isTold(written);
}

/** What tells of a message rather than being one, and the messages Telegram writes itself. */
const service =
  /^(?:pinned_message|(?:new|left|delete|group|supergroup|channel|migrate|forum|general|video_chat|message_auto|proximity|successful|refunded|users|chat|boost|web_app|write_access|connected|passport|giveaway_c|gift|unique_gift|paid_message|direct_message|suggested)_\w+)$/u;
const about =
  /^(?:message_id|date|edit_date|from|chat|sender_\w+|message_thread_id|is_\w+|forward_\w+|reply_\w+|external_reply|quote|via_bot|has_\w+|media_group_id|author_signature|business_\w+|effect_id|show_caption_above_media|link_preview_options|entities|caption\w*|text|paid_star_count)$/u;

/** A kind of content that is newer than we are is something a person sent all the same. */
function isTold(written: Message): 'other' | undefined {
  return Object.keys(written).some((key) => written[key] !== undefined && !about.test(key)) ? 'other' : undefined;
}
