import type { FactCheck } from '../announcements/text-check.ts';
import { webChatLimits } from '../channels/web-chat.ts';
import { createFactCheck } from '../chat/announcement-facts.ts';
import { askService } from '../commands/control-client.ts';
import { controlSocket } from '../commands/control-line.ts';
import type { CommandIo } from '../commands/io.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import { noMetrics } from '../messaging/metrics.ts';
import type { Store } from '../stores/store.ts';
import { type Office, openOffice } from './announcing.ts';
import { openConnections } from './connections.ts';
import { readKnowledge } from './knowledge.ts';
import { openStore } from './storage.ts';

/** What commands work on: the running service's own, or opened for one command. */
export interface Host {
  store: Store;
  /** `undefined` where the settings that announcements need are missing. */
  office: Office | undefined;
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
  const store = await openStore(config, logger, now);
  try {
    return await run({ store, office: await openOfficeBeside(config, logger, store, now) });
  } finally {
    await store.close();
  }
}

/** The office of a process that sends nothing itself. */
async function openOfficeBeside(config: Config, logger: Logger, store: Store, now: () => Date): Promise<Office | undefined> {
  const connections = await openConnections({
    config,
    now,
    schedule: () => () => undefined,
    logger,
    metrics: noMetrics,
    observed: () => undefined,
    writer: 'operator',
  });
  const channels = [webChatLimits, ...connections.on.map(({ channel: { name, maxTextLength } }) => ({ name, maxTextLength }))];
  await Promise.all(connections.on.map(({ close }) => close()));
  return openOffice({ config, store, channels, facts: factsOf(config), now });
}

/** Reads the knowledge pack when the first text is compared with it. */
function factsOf({ CUTRI_KNOWLEDGE: folder }: Config): FactCheck {
  let check: Promise<FactCheck> | undefined;
  return async (text, at) => {
    check ??= readKnowledge(folder).then((pack) => createFactCheck(() => pack));
    return (await check)(text, at);
  };
}
