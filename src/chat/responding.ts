import type { Channel } from '../messaging/channel.ts';
import type { ChatKey, IncomingMessage, OutgoingMessage } from '../messaging/message.ts';
import type { Metrics } from '../messaging/metrics.ts';
import { readCommand } from './commands.ts';
import type { Dialogue } from './dialogue.ts';
import type { Handle, Handled } from './inbox.ts';
import { channelOf } from './inbox-log.ts';
import type { Reply } from './reply.ts';
import { firstContact, inboxWords, quickChoices } from './wording-talk.ts';

export interface ResponderDeps {
  dialogue: Dialogue;
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
export function createResponder({ dialogue, channels, forget, metrics, now, nowMs }: ResponderDeps): Handle {
  return async (message) => {
    const startedMs = nowMs();
    const reply = replyTo(message);
    if (!reply) {
      dialogue.forget(message.chat);
      await forget(message.chat);
      return { kind: 'done' };
    }
    const name = channelOf(message.chat);
    metrics.answered(name, reply.kind, nowMs() - startedMs);
    const channel = channels.get(name);
    if (!channel) throw new Error(`there is no channel ${name} to answer on`);
    const outcome = await channel.send(message.chat, outgoing(reply));
    if (message.content.kind === 'text' && readCommand(message.content.text)?.name === 'forget') await forget(message.chat);
    return handled(outcome);
  };

  /** `undefined`: the person left, nothing is said and everything forgotten. */
  function replyTo({ chat, content }: IncomingMessage): Reply | undefined {
    switch (content.kind) {
      case 'text':
        return dialogue.reply({ chat, text: content.text }, now());
      case 'choice':
        return dialogue.reply({ chat, text: content.value }, now());
      case 'joined':
        return { kind: 'talk', text: firstContact, citations: [], choices: quickChoices };
      case 'left':
        return undefined;
      case 'location':
        return dialogue.nearest(content);
      case 'unreadable':
        return { kind: 'talk', text: inboxWords.unreadable, citations: [] };
    }
  }
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

function outgoing(reply: Reply): OutgoingMessage {
  const sources = reply.citations.map(({ title, publisher, date, quote, url }) => ({
    title,
    publisher,
    date,
    quote,
    ...(url ? { url } : {}),
  }));
  return {
    text: reply.text,
    ...(reply.choices?.length ? { choices: reply.choices } : {}),
    ...(sources.length > 0 ? { sources } : {}),
    ...(reply.file ? { file: reply.file } : {}),
  };
}
