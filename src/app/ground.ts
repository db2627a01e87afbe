import { setTimeout as after } from 'node:timers/promises';
import { type ClockWatch, createClockWatch } from '../announcements/sending/clock-watch.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import { type Door, openDoor } from '../web/door.ts';
import { openServed, type ServedKnowledge } from './answering/serving.ts';
import { type AgedStore, openStore } from './storage.ts';

/** What a service stands on before it does anything. */
export interface Ground {
  door: Door;
  clock: ClockWatch;
  store: AgedStore;
  knowledge: ServedKnowledge;
  /** Lets go of what is kept, within a second, also by a database that has gone away. */
  retreat(): Promise<void>;
}

const longestRetreatMs = 1_000;
const progressEveryMs = 10_000;

/**
 * What can be found out at once is tried first: the address, what is kept, then the pack, which takes longest. Throws `PackError`, or a
 * `StoreFileError` where the data folder or the database cannot be used.
 */
export async function openGround(
  config: Config,
  logger: Logger,
  { now, nowMs }: { now: () => Date; nowMs: () => number },
): Promise<Ground> {
  const door = await openDoor({ host: config.CUTRI_HOST, port: config.CUTRI_PORT });
  const clock = createClockWatch({
    wallMs: Date.now,
    steadyMs: nowMs,
    jumped: (byMs) =>
      logger.warn({ byMs }, 'the clock of this machine jumped; no announcement begins, expires or is missed for a minute'),
  });
  const store = await openStore(config, logger, now, { clock });
  const retreat = () => Promise.race([store.close(), after(longestRetreatMs, undefined, { ref: false })]);
  try {
    return { door, clock, store, knowledge: await openWatched(config, logger, nowMs), retreat };
  } catch (error) {
    await retreat();
    throw error;
  }
}

function openWatched(config: Config, logger: Logger, nowMs: () => number): Promise<ServedKnowledge> {
  let saidMs = nowMs();
  return openServed(config.CUTRI_KNOWLEDGE, {
    threads: config.CUTRI_ANSWER_THREADS,
    replaced: (why) => logger.error({ why }, 'a thread that answers was replaced; whoever asked was told to try again'),
    index: config.CUTRI_INDEX,
    note: (text) => logger.warn(text),
    progress(done, total) {
      if (nowMs() - saidMs < progressEveryMs) return;
      saidMs = nowMs();
      logger.info({ done, total }, 'indexing the knowledge pack');
    },
  });
}
