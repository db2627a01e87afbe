import { channelOf, type IncomingMessage, messageKey } from '../../messaging/message.ts';
import type { Metrics } from '../../messaging/metrics.ts';
import { admit, type Flood } from './flood.ts';
import type { InboxLog } from './log.ts';
import { createRecentKeys } from './recent-keys.ts';

/** Why a message is refused: its platform is told to send it again. */
export type WhyRefused = 'full' | 'stopping';

export interface AdmissionDeps {
  log: Pick<InboxLog, 'append' | 'waiting'>;
  flood: Flood;
  now: () => Date;
  metrics: Pick<Metrics, 'received'>;
  /** Accepted and not yet answered; beyond it messages are refused. */
  maxWaiting: number;
  isStopping(): boolean;
  refused(channel: string, why: WhyRefused): void;
  /** One too many of a flood, the first in a while: the person is told. */
  flooded(message: IncomingMessage): void;
}

/** The message was not kept: answer the platform so that it sends it again. */
export class InboxRefusal extends Error {
  constructor(why: string) {
    super(`the message was not accepted: ${why}`);
    this.name = 'InboxRefusal';
  }
}

/**
 * Keeps messages durably, each once. Resolves with whether there is something new to handle: not for a repeat, nor for one too many of a flood.
 * Rejects with `InboxRefusal`, or with what the store says, when the message is not kept.
 */
export function createAdmission(deps: AdmissionDeps): (message: IncomingMessage) => Promise<boolean> {
  const { log, metrics } = deps;
  /** Keys accepted by this process a short while ago. */
  const recent = createRecentKeys();
  let accepting = 0;

  function refuse(channel: string, why: WhyRefused): never {
    metrics.received(channel, 'refused');
    deps.refused(channel, why);
    throw new InboxRefusal(why === 'full' ? 'too many messages are waiting' : 'the service is stopping');
  }

  return async (message) => {
    const channel = channelOf(message.chat);
    if (deps.isStopping()) refuse(channel, 'stopping');
    if (log.waiting() + accepting >= deps.maxWaiting) refuse(channel, 'full');
    // A platform that repeats itself must not use up what the person may still ask.
    if (recent.has(messageKey(message))) {
      metrics.received(channel, 'duplicate');
      return false;
    }
    const admitted = admit(deps.flood, message, deps.now().getTime());
    if (admitted !== 'pass') {
      metrics.received(channel, 'flood');
      if (admitted === 'notice') deps.flooded(message);
      return false;
    }
    accepting += 1;
    try {
      const outcome = await log.append(withoutPosition(message));
      metrics.received(channel, outcome);
      recent.add(messageKey(message));
      return outcome === 'accepted';
    } catch (error) {
      metrics.received(channel, 'refused');
      throw error;
    } finally {
      accepting -= 1;
    }
  };
}

/** Where somebody stands is never written down. */
function withoutPosition(message: IncomingMessage): IncomingMessage {
  return message.content.kind === 'location' ? { ...message, content: { kind: 'unreadable', what: 'other' } } : message;
}
