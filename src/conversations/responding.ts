import type { Reply } from '../answering/reply/reply.ts';
import type { Channel, SendOutcome } from '../messaging/channel.ts';
import { type ChatKey, channelOf, type IncomingMessage, type OutgoingMessage } from '../messaging/message.ts';
import type { Metrics } from '../messaging/metrics.ts';
import { type Conversation, textOf } from './conversation.ts';
import type { Handle, Handled } from './inbox/handling.ts';
import { readCommandOrWish } from './slash-commands.ts';

export interface ResponderDeps {
  conversation: Conversation;
  /** Somebody wrote: what waited for that may go out. */
  contacted(chat: ChatKey): Promise<void>;
  /** By name. */
  channels: ReadonlyMap<string, Pick<Channel, 'send'>>;
  /** Erases what is kept of the chat of this message, wherever it is kept: up to the message, and it. */
  forget(wish: IncomingMessage): Promise<void>;
  /** A person of this chat asked for a person of the office; best effort. */
  wanted(chat: ChatKey): Promise<void>;
  metrics: Pick<Metrics, 'answered'>;
  /** The reply was given, and will reach nobody. */
  lost(channel: string, outcome: SendOutcome): void;
  /** What the conversation keeps could not be written. */
  failed(err: unknown): void;
  nowMs: () => number;
}

const retryMs = 5_000;
/** Until somebody has seen to our credentials; what was acknowledged is answered then. */
const unauthorisedMs = 60_000;

/** Answers one message of the inbox on the channel it came from. */
export function createResponder(deps: ResponderDeps): Handle {
  const { conversation, contacted, channels, forget, metrics, nowMs } = deps;
  return async (message) => {
    const { chat, content } = message;
    const startedMs = nowMs();
    if (content.kind !== 'left' && content.kind !== 'staff') await contacted(chat);
    const said = await conversation.reply(chat, content);
    if (said.kind === 'left') await forget(message);
    if (said.kind !== 'reply') return { kind: 'done' };
    const { reply } = said;
    const name = channelOf(chat);
    metrics.answered(name, reply.kind, nowMs() - startedMs);
    const channel = channels.get(name);
    if (!channel) throw new Error(`there is no channel ${name} to answer on`);
    const outcome = await channel.send(chat, messageOf(reply, message.messageId));
    // The person has the reply already: a menu that cannot be kept must not bring it to them again.
    if (outcome.kind === 'sent' || outcome.kind === 'uncertain') await conversation.shown(chat, reply).catch(deps.failed);
    const asked = readCommandOrWish(textOf(content) ?? '')?.name;
    if (asked === 'forget') await forget(message);
    if (asked === 'person') await deps.wanted(chat);
    const result = handled(outcome);
    if (result.kind === 'done' && outcome.kind !== 'sent') deps.lost(name, outcome);
    return result;
  };
}

/** Only what may pass by itself is tried again; the rest was said to nobody who can hear it. */
function handled(outcome: Awaited<ReturnType<Channel['send']>>): Handled {
  switch (outcome.kind) {
    case 'rate-limited':
      return { kind: 'later', afterMs: outcome.retryAfterMs };
    case 'unavailable':
      return { kind: 'later', afterMs: retryMs };
    case 'unauthorised':
      return { kind: 'later', afterMs: unauthorisedMs };
    case 'sent':
    case 'outside-window':
    case 'unreachable':
    case 'rejected':
    case 'uncertain':
      return { kind: 'done' };
  }
}

/** A reply as a message to a channel. `answers`: the platform's id of what it answers. */
export function messageOf(reply: Reply, answers: string | undefined): OutgoingMessage {
  const sources = reply.citations.map(({ title, publisher, date, quote, url }) => ({
    title,
    publisher,
    date,
    quote,
    ...(url ? { url } : {}),
  }));
  return {
    text: reply.text,
    ...(reply.parts ? { parts: reply.parts } : {}),
    ...(reply.choices?.length ? { choices: reply.choices } : {}),
    ...(reply.choices?.length && reply.choicesAre ? { choicesAre: reply.choicesAre } : {}),
    ...(reply.firstNumber === undefined ? {} : { firstNumber: reply.firstNumber }),
    ...(reply.language ? { language: reply.language } : {}),
    ...(reply.rating?.length ? { rating: reply.rating } : {}),
    ...(sources.length > 0 ? { sources } : {}),
    ...(reply.file ? { file: reply.file } : {}),
    ...(reply.asks === undefined ? {} : { asks: reply.asks }),
    ...(reply.subscribed ? { subscribed: true as const } : {}),
    ...(answers === undefined ? {} : { answers }),
  };
}
