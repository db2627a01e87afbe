import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Delegating } from '../announcements/delegating/delegating.ts';
import type { FactCheck } from '../announcements/finding.ts';
import { createImageReader } from '../announcements/images/reading.ts';
import type { Managing } from '../announcements/managing.ts';
import type { ApprovedHead } from '../announcements/people/audit.ts';
import type { BreakGlass } from '../announcements/people/break-glass.ts';
import type { Enrolling } from '../announcements/people/enrolling.ts';
import { approvedHeads } from '../announcements/retention/approved-heads.ts';
import type { AuditRestarting } from '../announcements/retention/audit-restarting.ts';
import type { AuditTrimming } from '../announcements/retention/audit-trimming.ts';
import { createFactCheck } from '../answering/claims/fact-check.ts';
import { webChatLimits } from '../channels/web/chat.ts';
import type { AnnouncementDesk } from '../commands/announce/announce.ts';
import { askService } from '../commands/control/client.ts';
import { controlSocket } from '../commands/control/place.ts';
import type { CommandIo } from '../commands/io.ts';
import type { Config } from '../config.ts';
import { type CommuneNames, createCommuneNames } from '../conversations/commune-names.ts';
import { createOfficialNews, withNews } from '../conversations/office/news.ts';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import type { Logger } from '../logger.ts';
import type { Channel } from '../messaging/channel.ts';
import { channelOf } from '../messaging/message.ts';
import { noMetrics } from '../messaging/metrics.ts';
import type { Store } from '../stores/store.ts';
import { openOffice } from './announcing.ts';
import { type Connections, openConnections } from './connections.ts';
import { consoleAddress } from './console.ts';
import { readKnowledge } from './knowledge.ts';
import { openAnnouncementDesk, openManaging, openRestarting, openTrimming, type Send } from './office-desk.ts';
import { type AgedStore, auditKeyIn, openStore } from './storage.ts';

/** What commands work on: the running service's own, or opened for one command. */
export interface Host {
  store: Store;
  /** What the audit log is chained with, see `chained`. */
  auditKey: string | undefined;
  /** Heads of the audit log that approvals were given at. Throws `StoreFileError` where a seal is broken. */
  approvedHeads(): Promise<ApprovedHead[]>;
  /** Shortening the audit log; `undefined` where there is no key to prove what stays. */
  trimming: AuditTrimming | undefined;
  /** Beginning a broken one anew; as `trimming`. */
  restarting: AuditRestarting | undefined;
  /** `undefined` where there is no key to seal authenticators with. */
  managing: (Managing & BreakGlass & Enrolling & Delegating) | undefined;
  /** Names of communes, of the pack in use. */
  communes(): Promise<Pick<CommuneNames, 'list' | 'title'>>;
  /** `undefined` where the settings that announcements need are missing. */
  desk(): Promise<AnnouncementDesk | undefined>;
}

/**
 * Carries a command out where what it needs can be reached: by the running service, which holds the data folder, else here, with everything opened
 * for this one command. A database serves both at once.
 * @returns exit code
 */
export async function onHost(
  run: (host: Host) => Promise<number>,
  { argv, io, config, logger }: { argv: readonly string[]; io: CommandIo; config: Config; logger: Logger },
): Promise<number> {
  if (config.DATABASE_URL === undefined) {
    const answered = await askService(controlSocket(config.CUTRI_DATA), argv, io);
    if (answered !== undefined) return answered;
  }
  const now = () => new Date();
  const store = await openStore(config, logger, now, { begin: 'used' });
  const connections = once(() => connectionsBeside(store, config, logger, now));
  try {
    return await run(hostBeside(store, connections.get, config, logger, now));
  } finally {
    for (const { close } of (await connections.opened())?.on ?? []) await close();
    await store.close();
  }
}

/** What a process works on that sends no announcements itself; everything is opened when it is first needed. */
function hostBeside(
  store: AgedStore,
  connections: () => Promise<Connections>,
  config: Config,
  logger: Logger,
  now: () => Date,
): Host {
  const pack = once(() => readKnowledge(config.CUTRI_KNOWLEDGE));
  const deliver: Channel['send'] = async (chat, message) => {
    const { on } = await connections();
    const there = on.find(({ channel }) => channel.name === channelOf(chat));
    return (await there?.channel.send(chat, message)) ?? { kind: 'unreachable', why: 'gone' };
  };
  const { CUTRI_APPROVAL_KEY: approvalKey } = config;
  const send: Send = async (chat, message) => (await deliver(chat, message)).kind === 'sent';
  const report = (err: unknown) => logger.error({ err }, 'telling officials failed');
  const news = createOfficialNews({ officials: store.officials, send: deliver, report, console: consoleAddress(config), now });
  return {
    store,
    auditKey: auditKeyIn(config),
    approvedHeads: () => approvedHeads(store, nextTurn),
    trimming: approvalKey === undefined ? undefined : openTrimming(store, approvalKey, now),
    restarting: approvalKey === undefined ? undefined : openRestarting({ store, approvalKey, send, now }),
    managing:
      approvalKey === undefined ? undefined : openManaging({ store, approvalKey, send, now, console: consoleAddress(config) }),
    async communes() {
      const held = await pack.get();
      return createCommuneNames(() => held);
    },
    async desk() {
      const { on } = await connections();
      const channels = [webChatLimits, ...on.map(({ channel: { name, maxTextLength } }) => ({ name, maxTextLength }))];
      const office = openOffice({ config, store, channels, facts: factsOf(pack.get), logger, now });
      if (!office) return undefined;
      const held = await pack.get();
      // The process ends with the command: whoever waits for this step hears of it before.
      const publishing = withNews(office.publishing, news.step);
      return openAnnouncementDesk({ office: { ...office, publishing }, store, pack: () => held, send, now, config });
    },
  };
}

const connectionsBeside = (store: Store, config: Config, logger: Logger, now: () => Date): Promise<Connections> =>
  openConnections({
    config,
    readImage: createImageReader(store.images),
    now,
    schedule: () => () => undefined,
    logger,
    metrics: noMetrics,
    observed: () => undefined,
    writer: 'operator',
  });

/** Reads the knowledge pack when the first text is compared with it. */
const factsOf =
  (pack: () => Promise<KnowledgePack>): FactCheck =>
  async (text, at) => {
    const held = await pack();
    return createFactCheck(() => held)(text, at);
  };

/** Something made when it is first needed. */
function once<Made>(make: () => Promise<Made>): { get(): Promise<Made>; opened(): Promise<Made | undefined> } {
  let made: Promise<Made> | undefined;
  return {
    get() {
      made ??= make();
      return made;
    },
    opened: async () => made,
  };
}
