import type { Reply } from '../answering/reply/reply.ts';
import { inboxWords } from '../answering/reply/words-talk.ts';
import type { Channel } from '../messaging/channel.ts';
import type { ChatKey, IncomingMessage, OutgoingMessage } from '../messaging/message.ts';
import type { Metrics } from '../messaging/metrics.ts';
import type { Dialogue } from './dialogue.ts';
import type { Handle, Handled } from './inbox/inbox.ts';
import { channelOf } from './inbox/log.ts';
import { readCommandOrWish } from './slash-commands.ts';
import { subscribeOffer } from './words-subscribing.ts';

/** Takes messages that are no questions: subscribing, checking a notice, an official's work. */
export interface Desk {
  /** `undefined`: the message is for somebody else. */
  reply(chat: ChatKey, text: string): Promise<Reply | undefined>;
}

export interface ResponderDeps {
  dialogue: Dialogue;
  /** Asked one after the other; what none of them takes goes to the dialogue. */
  desks: readonly Desk[];
  /** Somebody wrote: what waited for that may go out. */
  contacted(chat: ChatKey): Promise<void>;
  /** By name. */
  channels: ReadonlyMap<string, Pick<Channel, 'send'>>;
  /** Erases what is kept of a chat, wherever it is kept. */
  forget(chat: ChatKey): Promise<void>;
  metrics: Pick<Metrics, 'answered'>;
  now: () => Date;
  nowMs: () => number;
}

const retryMs = 5_000;
/** Until somebody has seen to our credentials; what was acknowledged is answered then. */
const unauthorisedMs = 60_000;

/** Answers one message of the inbox on the channel it came from. */
export function createResponder(deps: ResponderDeps): Handle {
  const { dialogue, desks, contacted, channels, forget, metrics, now, nowMs } = deps;
  return async (message) => {
    const startedMs = nowMs();
    if (message.content.kind !== 'left') await contacted(message.chat);
    const reply = await replyTo(message);
    if (!reply) {
      dialogue.forget(message.chat);
      await forget(message.chat);
      return { kind: 'done' };
    }
    const name = channelOf(message.chat);
    metrics.answered(name, reply.kind, nowMs() - startedMs);
    const channel = channels.get(name);
    if (!channel) throw new Error(`there is no channel ${name} to answer on`);
    const outcome = await channel.send(message.chat, outgoing(reply, message.messageId));
    if (readCommandOrWish(textOf(message.content) ?? '')?.name === 'forget') await forget(message.chat);
    return handled(outcome);
  };

  async function answerTo(chat: ChatKey, text: string): Promise<Reply> {
    for (const desk of desks) {
      const reply = await desk.reply(chat, text);
      if (reply) return reply;
    }
    return dialogue.reply({ chat, text }, now());
  }

  function welcome(chat: ChatKey): Reply {
    const start = dialogue.reply({ chat, text: '/start' }, now());
    return { ...start, choices: [...(start.choices ?? []), subscribeOffer] };
  }

  /** `undefined`: the person left, nothing is said and everything forgotten. */
  async function replyTo({ chat, content }: IncomingMessage): Promise<Reply | undefined> {
    switch (content.kind) {
      case 'text':
      case 'choice':
        return answerTo(chat, textOf(content)!);
      case 'joined':
        return welcome(chat);
      case 'left':
        return undefined;
      case 'location':
        return dialogue.nearest(content, now());
      case 'unreadable':
        return { kind: 'talk', text: inboxWords.unreadable, citations: [] };
    }
  }
}

/** What was typed, or what a pressed button stands for. */
function textOf(content: IncomingMessage['content']): string | undefined {
  if (content.kind === 'text') return content.text;
  return content.kind === 'choice' ? content.value : undefined;
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

function outgoing(reply: Reply, answers: string | undefined): OutgoingMessage {
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
    ...(sources.length > 0 ? { sources } : {}),
    ...(reply.file ? { file: reply.file } : {}),
    ...(answers === undefined ? {} : { answers }),
  };
}
