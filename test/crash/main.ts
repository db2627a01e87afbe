/**
 * `npm run test:crash -- [--runs 30] [--seed 1] [--recipients 2000] [--sweep all] [--postgres 4] [--jobs 2] [--save]`: broadcasts killed with SIGKILL at random
 * moments and at writes of the state files, on PostgreSQL one of three processes, held against the log of a platform that outlives them. Exit code 1 when a promise was broken,
 * or when one of the planted wrong designs was not found out. `--sweep 20` kills at so many
 * of the writes instead of all; `--save` writes the table to
 * docs/crash-tests.md.
 */
import { parseArgs } from 'node:util';
import { machine, saveSection, table } from '../../bench/report.ts';
import { startPostgresServer } from '../fakes/postgres-server.ts';
import { prepareStore } from './crash-store.ts';
import {
  type Attempt,
  attempt,
  countOperations,
  type Judged,
  plantedAttempts,
  prepared,
  randomAttempts,
  sharedAttempts,
  sweepAttempts,
} from './harness.ts';
import { cells, header, rowsOf } from './report.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    recipients: { type: 'string', default: '2000' },
    sweep: { type: 'string', default: 'all' },
    postgres: { type: 'string', default: '4' },
    jobs: { type: 'string', default: '2' },
    save: { type: 'boolean', default: false },
  },
});
const whole = (name: 'runs' | 'seed' | 'recipients' | 'postgres' | 'jobs') => {
  const number = Number(values[name]);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`--${name} needs a whole number, not "${values[name]}".`);
  return number;
};
const [runs, seed, recipients, jobs] = [whole('runs'), whole('seed'), whole('recipients'), whole('jobs')] as const;
const sweepRecipients = 60;
const startedMs = Date.now();
const judged: Judged[] = [];

/** Runs them, some at a time, and says of each what became of it. */
async function all(attempts: readonly Attempt[], how: (one: Attempt) => Promise<Judged>): Promise<void> {
  let next = 0;
  async function job(): Promise<void> {
    for (let one = attempts[next++]; one !== undefined; one = attempts[next++]) {
      const result = await how(one);
      judged.push(result);
      const { kills, lost, duplicates, broken } = result.verdict;
      const seconds = Math.round((Date.now() - startedMs) / 1_000);
      const words = `${one.plan.design}: ${one.name}: ${kills} kills, lost ${lost}, duplicates ${duplicates}`;
      console.log(`${seconds} s  ${words}${broken.length > 0 ? `, BROKEN: ${broken.join('; ')}` : ''}`);
    }
  }
  await Promise.all(Array.from({ length: jobs }, job));
}

const folder = await prepared(recipients);
await all(plantedAttempts(recipients), (one) => attempt(one));
await all(randomAttempts('embedded', { runs, seed, recipients }), (one) => attempt(one, folder));

const small = await prepared(sweepRecipients);
const operations = await countOperations(sweepRecipients);
const most = values.sweep === 'all' ? operations : Number(values.sweep);
await all(sweepAttempts(operations, most, sweepRecipients), (one) => attempt(one, small));

const postgres = await startPostgresServer();
if (postgres) {
  const shared = { runs: whole('postgres'), seed, recipients };
  await all([...sharedAttempts(shared), ...randomAttempts('postgres', shared)], async (one) => {
    const databaseUrl = await postgres.createDatabase();
    await prepareStore({ folder: '', databaseUrl }, recipients);
    return attempt(one, undefined, databaseUrl);
  });
  await postgres.stop();
}

const isPlanted = ({ plan }: Judged) => plan.design !== 'embedded' && plan.design !== 'postgres';
const wrong = judged.filter((one) => isPlanted(one) === (one.verdict.broken.length === 0));
const seconds = Math.round((Date.now() - startedMs) / 1_000);
const text = [
  `Machine: ${machine()}. Seed ${seed}, ${recipients} recipients a run (${sweepRecipients} in the sweep), ${operations} writes in a broadcast nobody kills, ${seconds} s.`,
  table([header, ...rowsOf(judged).map(cells)]),
  wrong.length === 0
    ? 'Every promise held, and every planted wrong design was found out.'
    : `NOT AS PROMISED: ${wrong.map((one) => `${one.plan.design}: ${one.name}: ${one.verdict.broken.join('; ') || 'not found out'}`).join(' | ')}`,
].join('\n\n');
console.log(`\n${text}`);
if (values.save)
  for (const page of ['crash-tests.md', 'reliability.md']) saveSection('crash tests', text, page, 'npm run test:crash -- --save');
process.exitCode = wrong.length === 0 ? 0 : 1;
