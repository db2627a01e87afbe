import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createWebChat } from './channels/web-chat.ts';
import { createAnswering } from './chat/answering.ts';
import { createDialogue, type Dialogue } from './chat/dialogue.ts';
import { createFlood } from './chat/flood.ts';
import { createInbox } from './chat/inbox.ts';
import { createPlaceReplies } from './chat/place-replies.ts';
import { createQuestionReader } from './chat/reading.ts';
import { createResponder } from './chat/responding.ts';
import { inboxWords } from './chat/wording-talk.ts';
import type { Config } from './config.ts';
import { createElectoralUnits } from './elections/electoral-units.ts';
import { createPollingStations } from './elections/polling-stations.ts';
import { createKnowledgeBase, type KnowledgeBase } from './knowledge/knowledge-base.ts';
import type { KnowledgePack } from './knowledge/pack.ts';
import { describeProblems } from './knowledge/pack-problem.ts';
import type { Logger } from './logger.ts';
import { createChannelStatuses } from './messaging/channel-status.ts';
import { observedChannel } from './messaging/metrics.ts';
import { loadPack } from './sources/pack.ts';
import { openInboxJournal } from './stores/inbox-journal.ts';
import { lockFolder } from './stores/lock.ts';
import { createMetrics } from './web/metrics.ts';
import { createServer } from './web/server.ts';

export { createImporter } from './importing/importer.ts';
export { loadPack } from './sources/pack.ts';

/** A folder of this package, whether it runs from `src/` or from `dist/`. */
export function packageFolder(name: string): string {
  return join(import.meta.dirname, '..', name);
}

/** The pack cannot be used; the message lists every problem with file, line and what to do. */
export class PackError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PackError';
  }
}

export interface Knowledge {
  pack: KnowledgePack;
  base: KnowledgeBase;
  /** A dialogue of its own: conversations in one are unknown to the other. */
  openDialogue(): Dialogue;
}

/** Loads and checks a knowledge pack and indexes it. Throws `PackError`. */
export async function openKnowledge(folder: string): Promise<Knowledge> {
  if (!existsSync(folder))
    throw new PackError(`There is no knowledge pack at ${folder}: give another folder with --knowledge or CUTRI_KNOWLEDGE.`);
  const { pack, problems } = await loadPack(folder);
  if (problems.length > 0) throw new PackError(describeProblems(problems));
  return openPack(pack);
}

/** Indexes a checked pack. */
export function openPack(pack: KnowledgePack): Knowledge {
  const base = createKnowledgeBase({ lexicon: pack.lexicon });
  for (const document of pack.documents) base.add(document);
  const places = createPlaceReplies({
    province: pack.province,
    communes: pack.communes,
    units: createElectoralUnits(pack.electoralUnits),
    stations: createPollingStations(pack.pollingStations),
  });
  const read = createQuestionReader(pack, base);
  const answering = createAnswering({ pack, base, places, read });
  return { pack, base, openDialogue: () => createDialogue(answering) };
}

export async function openDialogue(folder: string): Promise<Dialogue> {
  return (await openKnowledge(folder)).openDialogue();
}

export interface Service {
  /** Where the web page is, e.g. `http://127.0.0.1:8080`. */
  address: string;
  /** One line a channel: on, or why not. */
  channels: string[];
  knowledge: Knowledge;
  /** Takes nothing new, finishes what is being answered, lets go of the data folder. */
  stop(): Promise<void>;
}

const tidyEveryMs = 30_000;

/** Runs the service: the page, the inbox, the answers. Throws `PackError`, or a `StoreFileError` where the data folder cannot be used. */
export async function startService(config: Config, logger: Logger): Promise<Service> {
  const knowledge = await openKnowledge(config.CUTRI_KNOWLEDGE);
  const dialogue = knowledge.openDialogue();
  mkdirSync(config.CUTRI_DATA, { recursive: true, mode: 0o700 });
  const lock = lockFolder(config.CUTRI_DATA);
  const now = () => new Date();
  const nowMs = () => performance.now();
  const { inbox: log, torn } = await openInboxJournal({ path: join(config.CUTRI_DATA, 'inbox.journal'), now, create: true });
  if (torn > 0)
    logger.warn(
      { bytes: torn },
      'the inbox ended in a half-written line, as after a crash; that line was never acknowledged and is dropped',
    );

  const metrics = createMetrics();
  const statuses = createChannelStatuses(['web']);
  statuses.off('telegram', 'not part of this version');
  statuses.off('zalo-oa', 'not part of this version');
  statuses.off('zalo-bot', 'not part of this version');
  const web = createWebChat({ now, run: randomBytes(6).toString('hex'), returned: () => undefined });
  const channel = observedChannel(
    web,
    (outcome, durationMs) => {
      metrics.sent('web', outcome, durationMs);
      statuses.observe('web', outcome);
    },
    nowMs,
  );
  const inbox = createInbox({
    log,
    channels: ['web'],
    flood: createFlood(),
    now,
    schedule: (afterMs, run) => {
      const timer = setTimeout(run, afterMs);
      return () => clearTimeout(timer);
    },
    metrics,
    report: ({ kind, ...event }) => (kind === 'flood' ? logger.info(event, kind) : logger.error(event, kind)),
    apologise: ({ chat }) => channel.send(chat, { text: inboxWords.apology }),
    slowDown: ({ chat }) => channel.send(chat, { text: inboxWords.slowDown }),
  });
  inbox.start(
    createResponder({ dialogue, channels: new Map([['web', channel]]), forget: (chat) => log.forget(chat), metrics, now, nowMs }),
  );

  const stopping = new AbortController();
  const receiving = web.receiver.kind === 'polling' ? web.receiver.run(inbox.accept, stopping.signal) : Promise.resolve();
  const tidying = setInterval(
    () => void log.tidy().catch((err: unknown) => logger.error({ err }, 'tidying the inbox failed')),
    tidyEveryMs,
  );
  const server = await createServer({
    host: config.CUTRI_HOST,
    port: config.CUTRI_PORT,
    publicUrl: config.CUTRI_PUBLIC_URL,
    trustedProxies: config.CUTRI_TRUSTED_PROXIES,
    metricsToken: config.CUTRI_METRICS_TOKEN,
    chat: web,
    channels: [web],
    accept: inbox.accept,
    status: statuses.list,
    metrics,
    logger,
  });

  return {
    address: server.address,
    knowledge,
    channels: statuses.list().map(({ channel: name, state, note }) => `${name}: ${state}${note ? ` (${note})` : ''}`),
    async stop() {
      stopping.abort();
      clearInterval(tidying);
      await server.close();
      await receiving;
      await inbox.drain();
      await log.close();
      lock.release();
    },
  };
}
