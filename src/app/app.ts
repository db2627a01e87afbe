import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createPublicImages } from '../announcements/images/public.ts';
import { createImageReader } from '../announcements/images/reading.ts';
import { createFactCheck } from '../answering/claims/fact-check.ts';
import { inboxWords } from '../answering/reply/words-talk.ts';
import { createWebChat } from '../channels/web/chat.ts';
import type { Config } from '../config.ts';
import { createCommuneNames } from '../conversations/commune-names.ts';
import { createAnswerTurns } from '../conversations/inbox/answer-turns.ts';
import { createFloodByWork } from '../conversations/inbox/flood.ts';
import { createInbox } from '../conversations/inbox/inbox.ts';
import type { Logger } from '../logger.ts';
import type { Channel } from '../messaging/channel.ts';
import { createChannelStatuses } from '../messaging/channel-status.ts';
import { type ChatKey, channelOf } from '../messaging/message.ts';
import { observedChannel } from '../messaging/metrics.ts';
import { createMetrics } from '../web/metrics.ts';
import { createServer } from '../web/server.ts';
import { openOffice, openSending } from './announcing.ts';
import { createLinkAnswers } from './answering/links.ts';
import type { ServedKnowledge } from './answering/serving.ts';
import { buildName } from './build.ts';
import { openConnections, pictureFetcher } from './connections.ts';
import { consoleAddress, openConsole } from './console.ts';
import { menuOfPage, openConversing, withMenusKept } from './conversing.ts';
import { openDesks } from './desks.ts';
import { type Ground, openGround } from './ground.ts';
import type { Host } from './host.ts';
import { openAnnouncementDesk, openOfficeWork, type Send } from './office-desk.ts';
import { createPackStandings } from './pack/standing.ts';
import { channelNames, channelNotes } from './platforms.ts';
import { openPushing } from './pushing.ts';
import { schedule } from './schedule.ts';
import { auditKeyIn } from './storage.ts';
import { openTelling } from './telling.ts';

export interface Service {
  /** Where the web page is, e.g. `http://127.0.0.1:8080`. */
  address: string;
  /** One line a channel, and one for the announcements: on, or why not. */
  channels: string[];
  knowledge: ServedKnowledge;
  /** What commands work on. */
  host: Host;
  /** Takes nothing new, finishes what is being answered, lets go of the data folder; for as long as that takes. */
  stop(): Promise<void>;
}

const tidyEveryMs = 30_000;
const now = () => new Date();
const nowMs = () => performance.now();

/** Runs the service: the channels, the inbox, the answers. Throws as `openGround` does. */
export async function startService(config: Config, logger: Logger): Promise<Service> {
  const ground = await openGround(config, logger, { now, nowMs });
  try {
    return await startOn(ground, config, logger);
  } catch (error) {
    // Whoever waits for the start is told at once why there is none.
    await ground.retreat();
    throw error;
  }
}

async function startOn({ door, store, knowledge, clock }: Ground, config: Config, logger: Logger): Promise<Service> {
  const metrics = createMetrics();
  metrics.watchStore(() => store.state().state === 'on');
  const statuses = createChannelStatuses(channelNames, channelNotes());
  const readImage = createImageReader(store.images);
  const connections = await openConnections({
    config,
    readImage,
    now,
    schedule,
    logger,
    metrics,
    observed: statuses.observe,
    writer: 'service',
    answersAbout: knowledge.pack.about?.answersAbout.vi,
  });
  for (const { channel, note } of connections.off) statuses.off(channel, note ?? '');
  const returned = (chat: ChatKey) =>
    void store.outbox.releaseDeferred(chat).catch((err: unknown) => logger.error({ err }, 'what waited for a visitor stays'));
  const push = await openPushing({ config, store, now, schedule, retry: returned, logger });
  const web = createWebChat({ now, run: randomBytes(6).toString('hex'), returned, push: push?.deliver });
  const channels = new Map<string, Channel>(
    [web, ...connections.on.map(({ channel }) => channel)].map((channel) => [
      channel.name,
      observedChannel(
        channel,
        (outcome, durationMs) => {
          metrics.sent(channel.name, outcome, durationMs);
          statuses.observe(channel.name, outcome);
        },
        nowMs,
      ),
    ]),
  );

  const standings = createPackStandings(() => knowledge.pack, now);
  const facts = createFactCheck(() => knowledge.pack);
  const opened = openOffice({ config, store, channels: channels.values(), facts, logger, now });
  const telling = opened && openTelling({ ...{ office: opened, store, config, channels, logger }, connections: connections.on });
  const office = telling?.office;
  metrics.watchAuditLog(() => office?.core.guard.standing() === 'broken');
  const send: Send = async (chat, message) => (await channels.get(channelOf(chat))?.send(chat, message))?.kind === 'sent';
  const desks = openDesks({
    ...{ office, config, store, knowledge, channels, logger },
    delivers: (channel) => channels.has(channel),
    send,
    follow: (visit, announcement) => telling?.boards.follow(visit, announcement),
    fetchPicture: pictureFetcher(connections.on),
    told: async (chat) => telling?.news.contacted(chat),
    now,
  });
  const inbox = createInbox({
    log: store.inbox,
    channels: [...channels.keys()],
    flood: createFloodByWork(desks.isAtWork),
    now,
    schedule,
    metrics,
    report: ({ kind, ...event }) => (kind === 'flood' ? logger.info(event, kind) : logger.error(event, kind)),
    apologise: async ({ chat }) => channels.get(channelOf(chat))?.send(chat, { text: inboxWords.apology }),
    slowDown: async ({ chat }) => channels.get(channelOf(chat))?.send(chat, { text: inboxWords.slowDown }),
  });
  const turns = createAnswerTurns(() => nextTurn(), nowMs);
  const accept = turns.accept(inbox.accept);
  inbox.start(
    turns.handle(
      openConversing({
        config,
        knowledge,
        store,
        desks,
        channels,
        connections: connections.on,
        metrics,
        logger,
        now,
        nowMs,
      }),
    ),
  );

  const server = await createServer({
    about: () => knowledge.pack.about,
    menu: () => menuOfPage(knowledge.pack, desks, now()),
    answerAlone: createLinkAnswers({ dialogue: desks.dialogue, metrics, nextTurn: () => nextTurn(), now, nowMs }),
    widgetOrigins: config.CUTRI_WIDGET_ORIGINS,
    readImage: createPublicImages(readImage, store.announcements),
    door,
    publicUrl: config.CUTRI_PUBLIC_URL,
    trustedProxies: config.CUTRI_TRUSTED_PROXIES,
    metricsToken: config.CUTRI_METRICS_TOKEN,
    build: buildName(config.CUTRI_BUILD),
    securityContact: config.CUTRI_SECURITY_CONTACT,
    now,
    chat: web,
    push,
    channels: [...channels.values()],
    accept,
    status: statuses.list,
    clockJump: clock.lastJump,
    store: store.state,
    console: openConsole({
      ...{ config, office, store, knowledge, now, schedule, send, logger, health: statuses.list, standing: standings.current },
      channels: channels.values(),
      ...{ proposalNews: telling?.proposals, readImage },
    }),
    metrics,
    logger,
  });

  const sending =
    office &&
    openSending({
      office,
      config,
      store,
      channels: withMenusKept(channels.values(), { chats: store.chats, logger, now }),
      connections: connections.on,
      async tell(incident) {
        const { announcement, ...said } = incident;
        logger.warn({ number: announcement.number, ...said }, 'announcement');
        // Sending does not wait for what officials are told.
        void telling?.news.incident(incident);
      },
      conversations: inbox.depth,
      clock,
      logger,
    });

  // Nothing below is waited for: a platform out of reach must not keep the others from working.
  const stopping = new AbortController();
  const background = [
    ...[...channels.values()].map(({ receiver }) =>
      receiver.kind === 'polling' ? receiver.run(accept, stopping.signal) : Promise.resolve(),
    ),
    ...connections.on.map(({ watch }) => watch(stopping.signal)),
    ...(sending ? [sending(stopping.signal)] : []),
    ...(telling ? [telling.run(stopping.signal)] : []),
  ];
  const tidy = () => store.tidy().then(desks.tell, (err: unknown) => logger.error({ err }, 'tidying the store failed'));
  const tidying = setInterval(() => clock.isSettled() && void tidy(), tidyEveryMs);
  const watch = knowledge.watch({
    changed({ written, removed, tables }) {
      standings.changed();
      logger.info({ written: written.length, removed: removed.length, tables }, 'the knowledge pack changed and was taken over');
    },
    broken(message, problems) {
      standings.broken(problems);
      logger.error(message);
    },
    mended: () => standings.broken([]),
    schedule,
  });

  return {
    address: server.address,
    knowledge,
    host: {
      store,
      auditKey: auditKeyIn(config),
      ...openOfficeWork(office, { store, send, now, console: consoleAddress(config) }),
      communes: async () => createCommuneNames(() => knowledge.pack),
      desk: async () => office && openAnnouncementDesk({ office, store, pack: () => knowledge.pack, send, now, config }),
    },
    channels: [
      ...statuses.list().map(({ channel: name, state, note }) => `${name}: ${state}${note ? ` (${note})` : ''}`),
      office ? 'announcements: on' : 'announcements: off (CUTRI_ISSUER or CUTRI_APPROVAL_KEY is not set)',
    ],
    async stop() {
      stopping.abort();
      clearInterval(tidying);
      await watch.stop();
      await server.close();
      await Promise.all(background);
      await inbox.drain();
      await desks.settled();
      await knowledge.close();
      await Promise.all(connections.on.map(({ close }) => close()));
      await store.close();
    },
  };
}
