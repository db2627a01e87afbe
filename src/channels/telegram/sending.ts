/** Messages as Telegram takes them: text in parts (a short message as HTML), buttons below the last, a file after it. */
import type { SendOutcome } from '../../messaging/channel.ts';
import { withoutImage } from '../../messaging/image.ts';
import type { AttachedFile, ChatKey, Choice, OutgoingMessage } from '../../messaging/message.ts';
import { createPartSending } from '../../messaging/part-sending.ts';
import type { MessageImage } from '../../messaging/shown-image.ts';
import type { SendGate } from '../send-gate.ts';
import type { InlineKeyboard, TelegramApi } from './api.ts';
import { outcomeOfAnswer } from './outcome.ts';
import { telegramMaxTextLength, telegramParts } from './parts.ts';
import { type SendPhoto, telegramMaxCaptionLength } from './photos.ts';
import { richText } from './rich-text.ts';

/** https://core.telegram.org/bots/api#inlinekeyboardbutton. */
const maxCallbackBytes = 64;
/** Undocumented; more are dropped without a word. */
const maxButtons = 100;
/** Buttons whose words are this short stand side by side, two in a row. */
const shortLabel = 14;

type Part =
  /** A picture with the text below it, or by itself where the text is longer than a caption. */
  | { kind: 'photo'; image: MessageImage; caption?: Part & { kind: 'text' } }
  | { kind: 'text'; text: string; html?: string; keyboard?: InlineKeyboard; answers?: number; linkPreview?: true }
  | { kind: 'file'; file: AttachedFile };

export interface TelegramSending {
  send(chat: ChatKey, message: OutgoingMessage): Promise<SendOutcome>;
  /** Puts the message in the place of one sent before; a file of its own is not part of it. */
  edit(chat: ChatKey, messageId: string, message: OutgoingMessage): Promise<SendOutcome>;
  /** Says "typing…" for five seconds. */
  showTyping(chat: ChatKey): Promise<SendOutcome>;
}

/** `sendPhoto`: see `createPhotoSending`. */
export function createTelegramSending(api: TelegramApi, gate: SendGate, sendPhoto: SendPhoto): TelegramSending {
  const sendParts = createPartSending();

  /** Asks Telegram unless it said not to, and remembers what it says. */
  async function attempt(chat: ChatKey, call: () => ReturnType<TelegramApi['call'] | SendPhoto>): Promise<SendOutcome> {
    const closed = gate.closed(chat);
    if (closed) return closed;
    const answer = await call();
    // Nothing was said to Telegram: what stops the announcement is on its way.
    if (answer.kind === 'missing') return { kind: 'unavailable' };
    const outcome = outcomeOfAnswer(answer);
    gate.observe(chat, outcome);
    return outcome;
  }

  function sendPart(chatId: number, part: Part): ReturnType<TelegramApi['call'] | SendPhoto> {
    switch (part.kind) {
      case 'photo':
        return sendPhoto(part.image, { chat_id: chatId, ...(part.caption ? captioned(part.caption) : {}) });
      case 'text':
        return api.call('sendMessage', { chat_id: chatId, ...shown(part) });
      case 'file':
        return api.call('sendDocument', {
          chat_id: chatId,
          document: { source: Buffer.from(part.file.body, 'utf8'), filename: part.file.name },
        });
    }
  }

  async function sendAll(chat: ChatKey, chatId: number, message: OutgoingMessage) {
    let isPictureRefused = false;
    const outcome = await sendParts(chat, partsOf(message), async (part) => {
      const sent = await attempt(chat, () => sendPart(chatId, part));
      if (part.kind !== 'photo') return sent;
      isPictureRefused = sent.kind === 'rejected';
      // What is edited later is the text: the id of a picture by itself is of no use.
      return sent.kind === 'sent' && !part.caption ? { kind: 'sent' } : sent;
    });
    return { outcome, isPictureRefused };
  }

  return {
    async send(chat, message) {
      const chatId = telegramChatId(chat);
      if (chatId === undefined) return { kind: 'rejected', code: 'not-a-chat' };
      const fault = faultOf(message);
      if (fault !== undefined) return { kind: 'rejected', code: fault };
      const { outcome, isPictureRefused } = await sendAll(chat, chatId, message);
      // A picture Telegram does not take keeps nobody from the text.
      return isPictureRefused ? (await sendAll(chat, chatId, withoutImage(message))).outcome : outcome;
    },
    async edit(chat, messageId, message) {
      const chatId = telegramChatId(chat);
      if (chatId === undefined || !/^[1-9]\d{0,9}$/u.test(messageId)) return { kind: 'rejected', code: 'not-a-message' };
      const fault = faultOf(message);
      if (fault !== undefined) return { kind: 'rejected', code: fault };
      const text = message.text.normalize('NFC').trim();
      if (text.length > telegramMaxTextLength) return { kind: 'rejected', code: 'too-long' };
      const payload = {
        chat_id: chatId,
        message_id: Number(messageId),
        ...plain(text, keyboardOf(message), message.linkPreview),
      };
      return attempt(chat, () => api.call('editMessageText', payload));
    },
    async showTyping(chat) {
      const chatId = telegramChatId(chat);
      if (chatId === undefined) return { kind: 'rejected', code: 'not-a-chat' };
      return attempt(chat, () => api.call('sendChatAction', { chat_id: chatId, action: 'typing' }));
    },
  };
}

/** The id behind a chat key of ours; `undefined` for any other. */
export function telegramChatId(chat: ChatKey): number | undefined {
  const id = Number(/^telegram:(-?[1-9]\d{0,15})$/u.exec(chat)?.[1]);
  return Number.isSafeInteger(id) ? id : undefined;
}

/** Groups have negative ids. */
export const isPrivateChat = (chat: ChatKey): boolean => !chat.startsWith('telegram:-');

/** What Telegram would refuse, before half of it is sent. */
function faultOf({ text, choices = [], rating = [] }: OutgoingMessage): string | undefined {
  if (text.trim() === '') return 'empty';
  const buttons = [...choices, ...rating];
  if (buttons.length > maxButtons) return 'buttons';
  const fits = ({ value }: Choice) => value !== '' && Buffer.byteLength(value) <= maxCallbackBytes;
  return buttons.every(fits) ? undefined : 'buttons';
}

function partsOf(message: OutgoingMessage): Part[] {
  const { file, answers, image, linkPreview } = message;
  const texts = telegramParts(message).map(({ text }) => text);
  const keyboard = keyboardOf(message);
  const html = texts.length === 1 ? richText(message, telegramMaxTextLength) : undefined;
  const shownParts = texts.map((part, index): Part & { kind: 'text' } => ({
    kind: 'text',
    text: part,
    ...(index === 0 && answers !== undefined ? { answers: Number(answers) } : {}),
    ...(index === texts.length - 1 && html !== undefined ? { html } : {}),
    ...(index === texts.length - 1 && keyboard ? { keyboard } : {}),
    ...(linkPreview ? { linkPreview } : {}),
  }));
  const [only] = shownParts;
  const isCaption = shownParts.length === 1 && only!.text.length <= telegramMaxCaptionLength;
  const said: Part[] = !image
    ? shownParts
    : isCaption
      ? [{ kind: 'photo', image, caption: only! }]
      : [{ kind: 'photo', image }, ...shownParts];
  return [...said, ...(file ? [{ kind: 'file', file } as const] : [])];
}

/** Choices first; what is only about the answer before stands in a last row of its own. */
function keyboardOf({ choices = [], rating = [] }: OutgoingMessage): InlineKeyboard | undefined {
  if (choices.length + rating.length === 0) return undefined;
  const rows: { text: string; callback_data: string }[][] = [];
  let openRow = false;
  for (const { label, value } of choices) {
    const button = { text: label, callback_data: value };
    const short = label.length <= shortLabel;
    if (short && openRow) rows.at(-1)!.push(button);
    else rows.push([button]);
    openRow = short && !openRow;
  }
  if (rating.length > 0) rows.push(rating.map(({ label, value }) => ({ text: label, callback_data: value })));
  return { inline_keyboard: rows };
}

function shown({ text, html, keyboard, answers, linkPreview }: Part & { kind: 'text' }) {
  return {
    ...plain(html ?? text, keyboard, linkPreview),
    ...(html === undefined ? {} : { parse_mode: 'HTML' as const }),
    // Who deleted the question still gets the answer.
    ...(answers === undefined ? {} : { reply_parameters: { message_id: answers, allow_sending_without_reply: true } }),
  };
}

function captioned({ text, html, keyboard }: Part & { kind: 'text' }) {
  return {
    caption: html ?? text,
    ...(html === undefined ? {} : { parse_mode: 'HTML' as const }),
    ...(keyboard ? { reply_markup: keyboard } : {}),
  };
}

/**
 * Never markup: what people or sources wrote must not become a link or a style. Previews would show pages we have not read, unless two people have looked
 * and approved them.
 */
function plain(text: string, keyboard: InlineKeyboard | undefined, linkPreview: true | undefined) {
  return { text, link_preview_options: { is_disabled: linkPreview !== true }, ...(keyboard ? { reply_markup: keyboard } : {}) };
}
