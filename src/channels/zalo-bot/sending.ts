/** Messages of a bot: plain text in parts, choices as a numbered menu. */
import { z } from 'zod';
import type { SendOutcome } from '../../messaging/channel.ts';
import type { Menus } from '../../messaging/menu.ts';
import type { ChatKey, OutgoingMessage } from '../../messaging/message.ts';
import { createPartSending } from '../../messaging/part-sending.ts';
import { outcomeOfFailure } from '../request-json.ts';
import type { SendGate } from '../send-gate.ts';
import type { ZaloBotAnswer, ZaloBotApi } from './api.ts';
import { botParts } from './parts.ts';

export interface BotSendingDeps {
  api: ZaloBotApi;
  gate: SendGate;
  menus: Menus;
  /** A number that ends a message. */
  refused(code: number): void;
}

const ownChat = /^zalo-bot:([\w.:=-]{1,100})$/u;
const sentMessage = z.object({ message_id: z.string().min(1) });
/** Zalo names no time to wait; a used-up month answers the same, so nothing is gained by asking often. */
const rateLimitMs = 60_000;

export function createBotSending({ api, gate, menus, refused }: BotSendingDeps) {
  const sendParts = createPartSending();

  async function sendPart(chat: ChatKey, chatId: string, text: string): Promise<SendOutcome> {
    const closed = gate.closed(chat);
    if (closed) return closed;
    const outcome = outcomeOfBotAnswer(await api.call('sendMessage', { chat_id: chatId, text }));
    gate.observe(chat, outcome);
    if (outcome.kind === 'rejected') refused(Number(outcome.code));
    return outcome;
  }

  return async function send(chat: ChatKey, message: OutgoingMessage): Promise<SendOutcome> {
    const { choices } = message;
    const chatId = ownChat.exec(chat)?.[1];
    if (chatId === undefined) return { kind: 'rejected', code: 'no-such-chat' };
    const parts = botParts(message).map(({ text }) => text);
    if (parts.length === 0) return { kind: 'rejected', code: 'empty' };
    const outcome = await sendParts(chat, parts, (part) => sendPart(chat, chatId, part));
    if (outcome.kind === 'sent' || outcome.kind === 'uncertain') menus.shown(chat, choices);
    return outcome;
  };
}

/** What a send came to. Nothing tells that a person has blocked the bot. */
export function outcomeOfBotAnswer(answer: ZaloBotAnswer): SendOutcome {
  if (answer.kind === 'failed') return outcomeOfFailure(answer);
  if (answer.kind === 'ok') {
    const messageId = sentMessage.safeParse(answer.result).data?.message_id;
    return messageId === undefined ? { kind: 'sent' } : { kind: 'sent', messageId };
  }
  switch (answer.code) {
    case 401:
      return { kind: 'unauthorised' };
    // "Processing timeout": of a message that may have been delivered.
    case 408:
    case 504:
      return { kind: 'uncertain' };
    // Zalo describes it as "internal server error".
    case 403:
      return { kind: 'unavailable' };
    case 426:
    case 429:
      return { kind: 'rate-limited', retryAfterMs: rateLimitMs };
    default:
      return answer.code >= 500 ? { kind: 'unavailable' } : { kind: 'rejected', code: String(answer.code) };
  }
}
