import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { createConductor, type Incident } from '../announcements/conductor.ts';
import { createWelcome } from '../announcements/newcomers.ts';
import { createOpenings } from '../announcements/openings.ts';
import { createPublishing, type Publishing } from '../announcements/publishing.ts';
import { createRecipientLists } from '../announcements/recipients.ts';
import type { ChannelLimits } from '../announcements/rendering.ts';
import type { Subscriber } from '../announcements/subscribers.ts';
import type { FactCheck } from '../announcements/text-check.ts';
import { createWorker, type Lane } from '../announcements/worker.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import type { Channel } from '../messaging/channel.ts';
import type { Store } from '../stores/store.ts';
import type { Connection } from './connections.ts';

/** Writing, approving and sending announcements. */
export interface Announcing {
  publishing: Publishing;
  /** Gives a new subscriber what is still in force. */
  welcome(subscriber: Subscriber): Promise<number>;
  /** Moves announcements on and sends, until `signal` aborts; never rejects. */
  run(signal: AbortSignal): Promise<void>;
}

export interface AnnouncingDeps {
  config: Config;
  store: Store;
  /** By name, as they are sent on. */
  channels: ReadonlyMap<string, Channel>;
  connections: readonly Connection[];
  facts: FactCheck;
  /** Officials hear of it. */
  tell(incident: Incident): Promise<void>;
  /** Messages of people that wait to be answered: they come before announcements. */
  conversations(): number;
  logger: Logger;
  now: () => Date;
}

/** How long after a person's last contact a platform takes messages for them; the others always. */
const windowsMs: Readonly<Record<string, number>> = { 'zalo-oa': 7 * 24 * 3_600_000 };
const tickMs = 1_000;
/** Conversations go first, but not for ever: an announcement may be why everybody writes. */
const longestYieldMs = 500;
const yieldMs = 20;

/** The channels as far as announcements need to know them. */
export function channelLimits(channels: Iterable<Channel>): ChannelLimits[] {
  return [...channels].map(({ name, maxTextLength }) => ({
    name,
    maxTextLength,
    ...(windowsMs[name] === undefined ? {} : { windowMs: windowsMs[name] }),
  }));
}

/** `undefined` where the settings that announcements need are missing. */
export function openAnnouncing(deps: AnnouncingDeps): Announcing | undefined {
  const { config, store, channels, connections, facts, tell, conversations, logger, now } = deps;
  const { CUTRI_ISSUER: issuer, CUTRI_APPROVAL_KEY: approvalKey, CUTRI_CANARY: canary } = config;
  if (issuer === undefined || approvalKey === undefined) return undefined;
  const core = {
    ...store,
    channels: channelLimits(channels.values()),
    now,
    issuer,
    approvalKey,
    facts,
    newId: () => randomUUID(),
  };
  const conductor = createConductor({ ...core, canary, holdMs: config.CUTRI_HOLD_SECONDS * 1_000, tell });
  const sleep = (ms: number, signal: AbortSignal): Promise<void> => after(ms, undefined, { signal }).catch(() => undefined);
  const worker = createWorker({
    lanes: [...channels.values()].map((channel) => laneOf(channel, connections, config)),
    outbox: store.outbox,
    pace: store.pace,
    openings: createOpenings({ ...store, canary, approvalKey, now }),
    unsubscribe: store.subscribers.remove,
    hold: conductor.hold,
    async conversationsFirst() {
      for (let waitedMs = 0; conversations() > 0 && waitedMs < longestYieldMs; waitedMs += yieldMs) await after(yieldMs);
    },
    issuer,
    now,
    sleep,
    random: Math.random,
    report: ({ error: err, ...event }) => logger.error({ ...event, err }, 'sending announcements'),
  });

  async function conduct(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await conductor.tick().catch((err: unknown) => logger.error({ err }, 'moving announcements on failed; tried again'));
      await sleep(tickMs, signal);
    }
  }

  return {
    publishing: createPublishing(core),
    welcome: createWelcome({ ...store, lists: createRecipientLists(core), now }),
    run: async (signal) => void (await Promise.all([conduct(signal), worker.run(signal)])),
  };
}

function laneOf(channel: Channel, connections: readonly Connection[], config: Config): Lane {
  const telegram = channel.name === 'telegram';
  const perSecond = telegram ? config.CUTRI_TELEGRAM_PER_SECOND : channel.sendsPerSecond;
  return {
    channel,
    limits: { perSecond, burst: telegram ? config.CUTRI_TELEGRAM_BURST : Math.max(1, Math.floor(perSecond / 5)) },
    inFlight: channel.name === 'zalo-bot' ? 2 : config.CUTRI_SENDS_IN_FLIGHT,
    perChatMs: 1_000,
    edit: connections.find((connection) => connection.channel.name === channel.name)?.edit,
  };
}
