import { PgBoss } from 'pg-boss';
import { describe, it, type TestContext } from 'vitest';
import { type Jobs, startJobs } from '../../../src/stores/postgres/jobs.ts';
import { sharedPostgres } from '../../fakes/postgres.ts';

const server = await sharedPostgres();

/** Never comes while a test runs. */
const newYear = '0 0 1 1 *';

/** As many processes as there are names, and somebody who asks for their work at once. */
async function begun(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  names: readonly string[],
  run: (by: string) => Promise<void>,
) {
  const url = await server!.createDatabase();
  const failures: Error[] = [];
  const jobs: Jobs[] = [];
  for (const by of names) {
    const work = { tidy: { cron: newYear, run: () => run(by) } };
    const started = await startJobs({ url, work, failed: (error) => void failures.push(error) });
    let closed: Promise<void> | undefined;
    const close = () => (closed ??= started.close());
    jobs.push({ close });
    onTestFinished(close);
  }
  const asking = new PgBoss({ connectionString: url, schema: 'cutri_jobs', supervise: false, schedule: false });
  asking.on('error', (error) => void failures.push(error));
  await asking.start();
  onTestFinished(() => asking.stop({ graceful: false }));
  return { asking, jobs, failures };
}

// Nobody hears of work sooner than pg-boss asks for it: all of them wait beside each other.
describe.skipIf(!server).concurrent('work that one of all processes does', () => {
  it('is known with its time, waits once however many ask for it, and is done once', async ({ expect, onTestFinished }) => {
    const done: string[] = [];
    const { asking, failures } = await begun({ onTestFinished }, ['a', 'b'], async (by) => void done.push(by));
    expect(await asking.getSchedules('tidy')).toMatchObject([{ name: 'tidy', cron: newYear }]);
    const asked = await Promise.all(Array.from({ length: 5 }, () => asking.send('tidy')));
    expect(asked.filter((id) => id !== null)).toHaveLength(1);
    await expect.poll(() => done.length).toBe(1);
    expect(failures).toEqual([]);
  });

  it('that fails is not done again before its time, and the process goes on', async ({ expect, onTestFinished }) => {
    let tries = 0;
    const { asking } = await begun({ onTestFinished }, ['a'], async () => {
      tries += 1;
      if (tries === 1) throw new RangeError('planned');
    });
    const first = await asking.send('tidy');
    const stateOf = async (id: string | null) => (await asking.findJobs('tidy', { id: id! }))[0]?.state;
    await expect.poll(() => stateOf(first)).toBe('failed');
    const second = await asking.send('tidy');
    await expect.poll(() => stateOf(second)).toBe('completed');
    expect(tries).toBe(2);
  });

  it('that is being done is waited for by a process that stops', async ({ expect, onTestFinished }) => {
    const begin = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const { asking, jobs } = await begun({ onTestFinished }, ['a'], async () => {
      begin.resolve();
      await end.promise;
    });
    await asking.send('tidy');
    await begin.promise;
    const order: string[] = [];
    const closed = jobs[0]!.close().then(() => order.push('closed'));
    setImmediate(() => {
      order.push('done');
      end.resolve();
    });
    await closed;
    expect(order).toEqual(['done', 'closed']);
  });

  it('is not taken up where there is no database', async ({ expect }) => {
    const nowhere = startJobs({ url: 'postgres://cutri@127.0.0.1:1/none', work: {}, failed: () => undefined });
    await expect(nowhere).rejects.toThrow('ECONNREFUSED');
  });
});
