import type { SendOutcome } from '../../messaging/channel.ts';
import type { ChatKey, OutgoingMessage } from '../../messaging/message.ts';
import { createBeyondWindow } from './beyond-window.ts';
import type { Breaker } from './breaker.ts';
import { afterAttempt } from './delivery.ts';
import type { Insist } from './insisting.ts';
import type { Lane } from './lane.ts';
import { type ClaimedDelivery, type DeliveryState, longestAheadMs, type Outbox, type TemplateMark } from './outbox.ts';
import type { SendableWatch } from './sendables.ts';
import type { Speed } from './speed.ts';
import { createStanding, freshMs } from './standing.ts';
import type { Subscriber } from './subscribers.ts';
import { leaseMs, type Supply } from './supply.ts';
import type { Turns } from './turns.ts';

export interface DeliveringDeps {
  lane: Lane;
  outbox: Outbox;
  supply: Supply;
  speed: Speed;
  turns: Turns;
  watch: SendableWatch;
  breakerOf: (announcement: string) => Breaker;
  insist: Insist;
  /** The subscription as it is now. */
  subscription: (chat: ChatKey) => Promise<Subscriber | undefined>;
  /** Ends a subscription: the platform says nobody is there. */
  unsubscribe: (chat: ChatKey) => Promise<void>;
  hold: (announcement: string, channel: string, why: string) => Promise<void>;
  conversationsFirst: (channel: string) => Promise<void>;
  nowMs: () => number;
  random: () => number;
  signal: AbortSignal;
  /** A send threw instead of answering. */
  failed: (what: string, error: unknown) => void;
}

export interface Delivering {
  /** Brings one delivery to its next state, whatever the platform says. `turned` is called when its turn to be sent has come. */
  deliver(delivery: ClaimedDelivery, turned: () => void): Promise<void>;
  /** Gives a delivery back as it was taken, to be sent not before `atMs`. */
  putBack(delivery: ClaimedDelivery, atMs: number): Promise<void>;
}

export function createDelivering(deps: DeliveringDeps): Delivering {
  const { lane, outbox, supply, speed, turns, watch, breakerOf, insist, nowMs, random } = deps;
  const { channel, edit } = lane;
  const standing = createStanding(deps);
  const beyondWindow = createBeyondWindow({ ...deps, standing });
  const attempt = (send: () => Promise<SendOutcome>) => heardOf(send, (error) => deps.failed('sending', error));

  async function record(delivery: ClaimedDelivery, next: DeliveryState, template?: TemplateMark): Promise<void> {
    const { announcement, chat, lease } = delivery;
    await insist('recording', () => outbox.record([{ announcement, chat, lease, next, ...(template ? { template } : {}) }]));
    supply.done(delivery);
  }

  function putBack(delivery: ClaimedDelivery, atMs: number): Promise<void> {
    const { attempts, uncertain, firstAttemptAt } = delivery;
    const dueAt = new Date(atMs).toISOString();
    return record(delivery, {
      ...{ kind: 'pending', dueAt, attempts, uncertain },
      ...(firstAttemptAt === undefined ? {} : { firstAttemptAt }),
    });
  }

  /** Back to the others, or over for who has left. */
  const leave = (delivery: ClaimedDelivery, why: 'closed' | 'left'): Promise<void> =>
    why === 'left' ? record(delivery, { kind: 'left' }) : putBack(delivery, nowMs());

  /** The wrong message disappears where the platform lets it; they have the right one by now, so nothing depends on it. */
  async function replaceOriginal({ chat, originalMessageId }: ClaimedDelivery, message: OutgoingMessage): Promise<void> {
    if (!edit || originalMessageId === undefined || (await turns.wait(chat)) !== undefined) return;
    const outcome = await attempt(() => edit(chat, originalMessageId, message));
    if (outcome.kind === 'rate-limited') await insist('pausing the lane', () => turns.refused(outcome.retryAfterMs));
  }

  async function learn({ announcement, chat }: ClaimedDelivery, outcome: SendOutcome, breaker: Breaker): Promise<void> {
    if (outcome.kind === 'unreachable') await insist('ending a subscription', () => deps.unsubscribe(chat));
    const advice = breaker.advice();
    if (advice.kind !== 'hold') return;
    watch.close(announcement);
    await insist('holding a channel back', () => deps.hold(announcement, channel.name, advice.why));
    watch.reread();
  }

  return {
    putBack,
    async deliver(delivery, turned) {
      await deps.conversationsFirst(channel.name);
      const laterMs = await insist('taking a turn', () => turns.wait(delivery.chat));
      if (laterMs !== undefined) {
        supply.rest(laterMs);
        return putBack(delivery, Math.min(laterMs, nowMs() + longestAheadMs));
      }
      turned();
      const lookedMs = nowMs();
      let sendable = await standing(delivery);
      if (typeof sendable === 'string') return leave(delivery, sendable);
      const begun = await insist('beginning to send', () => outbox.hold([delivery], leaseMs, 'begin'));
      // Somebody else has taken it since: it is theirs to send.
      if (!begun?.[0]) return supply.done(delivery);
      // A store that took its time: somebody may have stopped it, or left, meanwhile.
      if (nowMs() - lookedMs > freshMs) sendable = await standing(delivery);
      if (typeof sendable === 'string') return leave(delivery, sendable);
      const breaker = breakerOf(delivery.announcement);
      const channelDown = breaker.advice().kind === 'probe';
      const beganMs = nowMs();
      const message = delivery.hasOriginal ? sendable.message : (sendable.alone ?? sendable.message);
      const outcome = await attempt(() => channel.send(delivery.chat, message));
      speed.observe(nowMs() - beganMs);
      // Before anything else: nobody else may send while the platform wants rest.
      if (outcome.kind === 'rate-limited') await insist('pausing the lane', () => turns.refused(outcome.retryAfterMs));
      const { next, template } =
        outcome.kind === 'outside-window' && outcome.isSilence
          ? await beyondWindow(delivery, sendable)
          : { next: afterAttempt(delivery, outcome, { nowMs: nowMs(), random: random(), channelDown }), template: undefined };
      await record(delivery, next, template);
      breaker.observe(outcome.kind, next.kind);
      await learn(delivery, outcome, breaker);
      if (outcome.kind === 'sent') await replaceOriginal(delivery, sendable.message);
    },
  };
}

/** What became of a send; nobody knows of one that throws. */
async function heardOf(send: () => Promise<SendOutcome>, failed: (error: unknown) => void): Promise<SendOutcome> {
  try {
    return await send();
  } catch (error) {
    failed(error);
    return { kind: 'uncertain' };
  }
}
