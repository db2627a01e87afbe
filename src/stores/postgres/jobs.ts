import { PgBoss } from 'pg-boss';

/** Work that one of all processes does from time to time, whichever is free; kept by pg-boss in tables of its own beside ours. */
export interface Jobs {
  /** Waits for what is running. */
  close(): Promise<void>;
}

const schema = 'cutri_jobs';
/** A process that died in the middle is replaced after this. */
const expireInSeconds = 300;

/** Starts taking part in the work. `cron` has minutes as its smallest step; `failed` hears of a connection lost and of work that will be tried again. */
export async function startJobs(options: {
  url: string;
  work: Readonly<Record<string, { cron: string; run: () => Promise<void> }>>;
  failed: (error: Error) => void;
}): Promise<Jobs> {
  const { url, work, failed } = options;
  const boss = new PgBoss({
    connectionString: url,
    max: 2,
    schema,
    application_name: 'cutri jobs',
    cronMonitorIntervalSeconds: 20,
  });
  boss.on('error', failed);
  await boss.start();
  for (const [name, { cron, run }] of Object.entries(work)) {
    // Singleton: one running, one waiting, over all processes.
    await boss.createQueue(name, { policy: 'exclusive', expireInSeconds, retryLimit: 0, deleteAfterSeconds: 3_600 });
    await boss.schedule(name, cron);
    await boss.work(name, { pollingIntervalSeconds: 5 }, run);
  }
  return { close: () => boss.stop({ graceful: true, close: true, timeout: 20_000 }) };
}
