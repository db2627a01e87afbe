/** Messages of a bot: plain text in parts, choices as a numbered menu. */
import { z } from 'zod';
import type { SendOutcome } from '../../messaging/channel.ts';
import { withoutImage } from '../../messaging/image.ts';
import type { ChatKey, OutgoingMessage } from '../../messaging/message.ts';
import { createPartSending } from '../../messaging/part-sending.ts';
import { outcomeOfFailure } from '../request-json.ts';
import type { SendGate } from '../send-gate.ts';
import type { ZaloBotAnswer, ZaloBotApi } from './api.ts';
import { botParts } from './parts.ts';

export interface BotSendingDeps {
  api: ZaloBotApi;
  gate: SendGate;
  /** A number that ends a message. */
  refused(code: number): void;
  /** Every message has been refused for minutes, as it is when the month is used up; or one is taken again. */
  quota(state: 'quota-exhausted' | 'quota-free'): void;
  now: () => Date;
}

const ownChat = /^zalo-bot:([\w.:=-]{1,100})$/u;
const sentMessage = z.object({ message_id: z.string().min(1) });
/** Zalo names no time to wait; a used-up month answers the same, so nothing is gained by asking often. */
const rateLimitMs = 60_000;
/** Limits by the minute or the second are over after it. */
const quotaAfterMs = 2 * rateLimitMs;

export function createBotSending({ api, gate, refused, quota, now }: BotSendingDeps) {
  /** Since when every message was refused for its number, milliseconds. */
  let limitedSinceMs: number | undefined;
  let isExhausted = false;

  function watchQuota(outcome: SendOutcome): void {
    const nowMs = now().getTime();
    if (outcome.kind === 'rate-limited') {
      limitedSinceMs ??= nowMs;
      if (isExhausted || nowMs - limitedSinceMs < quotaAfterMs) return;
      isExhausted = true;
      quota('quota-exhausted');
    } else if (outcome.kind === 'sent') {
      limitedSinceMs = undefined;
      if (isExhausted) quota('quota-free');
      isExhausted = false;
    }
  }

  const sendParts = createPartSending();

  async function sendPart(chat: ChatKey, chatId: string, text: string): Promise<SendOutcome> {
    const closed = gate.closed(chat);
    if (closed) return closed;
    const outcome = outcomeOfBotAnswer(await api.call('sendMessage', { chat_id: chatId, text }));
    gate.observe(chat, outcome);
    watchQuota(outcome);
    if (outcome.kind === 'rejected') refused(Number(outcome.code));
    return outcome;
  }

  return async function send(chat: ChatKey, message: OutgoingMessage): Promise<SendOutcome> {
    const chatId = ownChat.exec(chat)?.[1];
    if (chatId === undefined) return { kind: 'rejected', code: 'no-such-chat' };
    const parts = botParts(withoutImage(message)).map(({ text }) => text);
    if (parts.length === 0) return { kind: 'rejected', code: 'empty' };
    return sendParts(chat, parts, (part) => sendPart(chat, chatId, part));
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
