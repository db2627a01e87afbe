import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import type { Incident } from '../announcements/announcement.ts';
import { createConductor } from '../announcements/conductor.ts';
import { createEmergencyPath, type EmergencyPath } from '../announcements/emergency/alarm.ts';
import type { FactCheck } from '../announcements/finding.ts';
import { createWelcome } from '../announcements/newcomers.ts';
import { createOpenings } from '../announcements/openings.ts';
import { createPublishing, type Publishing } from '../announcements/publishing.ts';
import type { PublishingDeps } from '../announcements/publishing-deps.ts';
import { createRecipientLists } from '../announcements/recipients.ts';
import type { ChannelLimits, TemplateSettings } from '../announcements/rendering.ts';
import type { ClockWatch } from '../announcements/sending/clock-watch.ts';
import type { Lane } from '../announcements/sending/lane.ts';
import type { Subscriber } from '../announcements/sending/subscribers.ts';
import { createWorker } from '../announcements/sending/worker.ts';
import { createSeriesSteps } from '../announcements/series/releasing.ts';
import type { TemplateField } from '../announcements/templates/platform.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import type { Channel } from '../messaging/channel.ts';
import { answeringStore } from '../stores/sealing.ts';
import type { Store } from '../stores/store.ts';
import { createComplaints } from './complaints.ts';
import type { Connection } from './connections.ts';
import { openLogGuard } from './guarding.ts';
import { namedPlatforms } from './platforms.ts';
import type { AgedStore } from './storage.ts';

/** Writing, approving and looking after announcements. */
export interface AnnouncementOffice {
  /** The body that announcements speak for. */
  issuer: string;
  publishing: Publishing;
  emergency: EmergencyPath;
  /** Gives a new subscriber what is still in force. */
  welcome(subscriber: Subscriber): Promise<number>;
  /** What `openSending` goes on with. */
  core: PublishingDeps;
}

/** A visitor counts as there: a contact is written down every ten minutes, and a page counts as open for two more. */
const visitorWindowMs = 12 * 60_000;
/** How long after a person's last contact a platform takes messages for them; the others always do. */
const windowsMs: Readonly<Record<string, number>> = {
  ...Object.fromEntries(namedPlatforms.flatMap(({ name, windowMs }) => (windowMs === undefined ? [] : [[name, windowMs]]))),
  web: visitorWindowMs,
};

/** How channels show pictures; the others show none. */
const picturesOf = (config: Config): Readonly<Record<string, ChannelLimits['picture']>> => ({
  ...Object.fromEntries(namedPlatforms.map(({ name, picture }) => [name, picture?.(config)])),
  web: {},
});

/** Channel → the template for who has been silent for too long, where one is set. */
function templatesOf(config: Config): Partial<Record<string, TemplateSettings>> {
  const { CUTRI_ZALO_OA_TEMPLATE_ID: id, CUTRI_ZALO_OA_TEMPLATE_PARAMETERS: places, CUTRI_PUBLIC_URL: page } = config;
  const { CUTRI_ZALO_OA_TEMPLATE_PRICE: priceVnd } = config;
  if (id === undefined || places === undefined || priceVnd === undefined) return {};
  const parameters = places.split(',').map((place) => {
    const [name = '', field = '', most] = place.split(/[=:]/u);
    return { name, field: field as TemplateField, most: Number(most) };
  });
  return { 'zalo-oa': { id, parameters, priceVnd, ...(page === undefined ? {} : { page }) } };
}

/** `undefined` where the settings that announcements need are missing. */
export function openOffice(deps: {
  config: Config;
  store: AgedStore;
  channels: Iterable<Pick<Channel, 'name' | 'maxTextLength'>>;
  facts: FactCheck;
  logger: Logger;
  now: () => Date;
}): AnnouncementOffice | undefined {
  const { config, store, channels, facts, logger, now } = deps;
  const { CUTRI_ISSUER: issuer, CUTRI_APPROVAL_KEY: approvalKey } = config;
  if (issuer === undefined || approvalKey === undefined) return undefined;
  const templates = templatesOf(config);
  const pictures = picturesOf(config);
  const limits = [...channels].map(
    ({ name, maxTextLength }): ChannelLimits => ({
      name,
      maxTextLength,
      ...(pictures[name] === undefined ? {} : { picture: pictures[name] }),
      ...(windowsMs[name] === undefined ? {} : { windowMs: windowsMs[name] }),
      ...(templates[name] === undefined ? {} : { template: templates[name] }),
    }),
  );
  const core: PublishingDeps = {
    ...store,
    channels: limits,
    now,
    issuer,
    approvalKey,
    facts,
    page: config.CUTRI_PUBLIC_URL,
    newId: () => randomUUID(),
    epoch: store.age.epoch,
    guard: openLogGuard({ store, approvalKey, logger, now }),
  };
  return {
    issuer,
    core,
    publishing: createPublishing(core),
    emergency: createEmergencyPath(core),
    welcome: createWelcome({
      ...answeringStore(store),
      lists: createRecipientLists(core),
      sendables: createOpenings({
        ...answeringStore(store),
        canary: config.CUTRI_CANARY,
        approvalKey,
        issuer,
        guard: core.guard,
        page: core.page,
        now,
      }),
      now,
    }),
  };
}

/** Conversations go before announcements, but not for ever: an announcement may be why everybody writes. */
const longestYieldMs = 500;
const yieldMs = 20;
const tickMs = 1_000;

export interface SendingDeps {
  office: AnnouncementOffice;
  config: Config;
  store: Store;
  /** As they are sent on. */
  channels: Iterable<Channel>;
  connections: readonly Connection[];
  /** Officials hear of it. */
  tell(incident: Incident): Promise<void>;
  /** Messages of people that wait to be answered. */
  conversations(): number;
  clock: ClockWatch;
  logger: Logger;
}

/** Moves announcements on and sends them, until `signal` aborts; never rejects. Every process may: they share the work. */
export function openSending(deps: SendingDeps): (signal: AbortSignal) => Promise<void> {
  const { office, config, store, channels, connections, tell, conversations, clock, logger } = deps;
  const { now, approvalKey, issuer, guard } = office.core;
  const canary = config.CUTRI_CANARY;
  const conductor = createConductor({
    ...office.core,
    series: createSeriesSteps({ ...office.core, tell }),
    canary,
    holdMs: config.CUTRI_HOLD_SECONDS * 1_000,
    isClockSettled: clock.isSettled,
    tell,
  });
  const complain = createComplaints(() => now().getTime());
  const sleep = (ms: number, signal: AbortSignal): Promise<void> => after(ms, undefined, { signal }).catch(() => undefined);
  const worker = createWorker({
    lanes: [...channels].map((channel) => laneOf(channel, connections, config)),
    outbox: store.outbox,
    pace: store.pace,
    sendables: createOpenings({ ...store, canary, approvalKey, issuer, guard, page: office.core.page, now }),
    subscription: store.subscribers.get,
    async unsubscribe(chat) {
      await store.subscribers.remove(chat);
      await store.chats.change(chat, (held) => ({ ...held, chat, removedAt: now().toISOString() }));
    },
    hold: conductor.hold,
    async conversationsFirst() {
      for (let waitedMs = 0; conversations() > 0 && waitedMs < longestYieldMs; waitedMs += yieldMs) await after(yieldMs);
    },
    now,
    sleep,
    random: Math.random,
    report: ({ error, ...event }) => complain(error, (err) => logger.error({ ...event, err }, 'sending announcements')),
  });

  async function conduct(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await conductor
        .tick()
        .catch((error: unknown) =>
          complain(error, (err) => logger.error({ err }, 'moving announcements on failed; tried again')),
        );
      await sleep(tickMs, signal);
    }
  }

  return async (signal) => {
    await Promise.all([conduct(signal), worker.run(signal)]);
    // The store is closed after this.
    await guard.settled();
  };
}

function laneOf(channel: Channel, connections: readonly Connection[], config: Config): Lane {
  const bulk = namedPlatforms.find(({ name }) => name === channel.name)?.bulk?.(config) ?? {};
  const perSecond = bulk.perSecond ?? channel.sendsPerSecond;
  const connected = connections.find((connection) => connection.channel.name === channel.name);
  return {
    channel,
    limits: { perSecond, burst: bulk.burst ?? Math.max(1, Math.floor(perSecond / 5)) },
    inFlight: bulk.inFlight ?? config.CUTRI_SENDS_IN_FLIGHT,
    perChatMs: 1_000,
    edit: connected?.edit,
    template: connected?.template,
  };
}
