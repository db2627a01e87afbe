import { setTimeout as after } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { createDatabasePool, type DatabaseDeadlines, usualDeadlines } from './pool.ts';

/** Work that one of all processes does from time to time, whichever is free; kept by pg-boss in tables of its own beside ours. */
export interface Jobs {
  /** Waits for what is running, for five seconds. */
  close(): Promise<void>;
}

const schema = 'cutri_jobs';
/** A process that died in the middle is replaced after this. */
const expireInSeconds = 300;
const stopMs = 5_000;

/** Starts taking part in the work. `cron` has minutes as its smallest step; `failed` hears of a connection lost and of work that will be tried again. */
export async function startJobs(options: {
  url: string;
  work: Readonly<Record<string, { cron: string; run: () => Promise<void> }>>;
  failed: (error: Error) => void;
  deadlines?: DatabaseDeadlines;
}): Promise<Jobs> {
  const { url, work, failed, deadlines = usualDeadlines } = options;
  // Connections of its own kind would wait for a dead server without end.
  const pool = createDatabasePool({ url, max: 2, applicationName: 'cutri jobs', deadlines, observed: () => undefined });
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.run(text, values) },
    schema,
    cronMonitorIntervalSeconds: 20,
  });
  boss.on('error', failed);
  try {
    await begin(boss, work);
  } catch (error) {
    await pool.end();
    throw error;
  }
  pool.settled();
  return {
    async close() {
      const late = new AbortController();
      const stopped = boss.stop({ graceful: true, close: true, timeout: stopMs }).catch(failed);
      await Promise.race([stopped, after(stopMs, undefined, { signal: late.signal }).catch(() => undefined)]);
      late.abort();
      await pool.end();
    },
  };
}

async function begin(boss: PgBoss, work: Readonly<Record<string, { cron: string; run: () => Promise<void> }>>): Promise<void> {
  await boss.start();
  for (const [name, { cron, run }] of Object.entries(work)) {
    // Singleton: one running, one waiting, over all processes.
    await boss.createQueue(name, { policy: 'exclusive', expireInSeconds, retryLimit: 0, deleteAfterSeconds: 3_600 });
    await boss.schedule(name, cron);
    await boss.work(name, { pollingIntervalSeconds: 5 }, run);
  }
}
