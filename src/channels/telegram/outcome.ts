import type { SendOutcome } from '../../messaging/channel.ts';
import { outcomeOfFailure } from '../request-json.ts';
import type { TelegramAnswer } from './api.ts';

type Refusal = Extract<TelegramAnswer, { kind: 'refused' }>;

/**
 * What Telegram's answer to a send or an edit amounts to. Its codes are a contract, its descriptions are not: they decide only what the code
 * leaves open, by words that have stood in them for years (https://github.com/tdlib/telegram-bot-api, `Client.cpp`).
 */
export function outcomeOfAnswer(answer: TelegramAnswer): SendOutcome {
  switch (answer.kind) {
    case 'ok':
      return sentAs(answer.result);
    case 'failed':
      return outcomeOfFailure(answer);
    case 'refused':
      return outcomeOfRefusal(answer);
  }
}

function sentAs(result: unknown): SendOutcome {
  const id = typeof result === 'object' && result !== null && 'message_id' in result ? result.message_id : undefined;
  return Number.isSafeInteger(id) ? { kind: 'sent', messageId: String(id) } : { kind: 'sent' };
}

/** Of 403s: whoever is not named here has blocked the bot, or never let it write, and may change their mind. */
const gone = /deactivated|kicked|not a member|was deleted|bots can't send|chat not found/u;
/** Of 400s: there is no such person or chat (any more). */
const nobody = /chat not found|user not found|peer_id_invalid|peer id invalid|upgraded to a supergroup|chat_id is empty/u;
const forbidden = /not enough rights|no rights to send|chat_write_forbidden|user_is_blocked/u;

/** Of 400s: what was wrong with the message, as a code of few letters. */
const faults: readonly [RegExp, string][] = [
  [/too long/u, 'too-long'],
  [/text is empty|text must be non-empty/u, 'empty'],
  [/can't parse entities/u, 'markup'],
  [/button|reply markup|inline keyboard/u, 'buttons'],
  [/message to edit not found|message can't be edited|message_id_invalid/u, 'not-editable'],
  [/wrong file|file is too big|file must be non-empty/u, 'file'],
];

function outcomeOfRefusal({ code, description, retryAfterMs }: Refusal): SendOutcome {
  const said = description.toLowerCase();
  if (code === 429) return { kind: 'rate-limited', retryAfterMs };
  // A token that is no token gets 404 for every method.
  if (code === 401 || code === 404) return { kind: 'unauthorised' };
  if (code === 403) return { kind: 'unreachable', why: gone.test(said) ? 'gone' : 'blocked' };
  // A gateway waited in vain: the message may be out. Otherwise a server that failed has sent nothing.
  if (code >= 500) return { kind: code === 504 ? 'uncertain' : 'unavailable' };
  // A second instance polls, or the bot moves between servers: nothing about this message.
  if (code === 409) return { kind: 'unavailable' };
  if (/message is not modified/u.test(said)) return { kind: 'sent' };
  if (nobody.test(said)) return { kind: 'unreachable', why: 'gone' };
  if (forbidden.test(said)) return { kind: 'unreachable', why: 'blocked' };
  return { kind: 'rejected', code: faults.find(([words]) => words.test(said))?.[1] ?? String(code) };
}
