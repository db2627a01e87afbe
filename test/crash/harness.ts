import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomFrom } from '../fakes/random.ts';
import { prepareStore } from './crash-store.ts';
import { killsInARow, killsWhileRecovering, randomAct, randomKills } from './plans.ts';
import { type Plan, type Run, runBroadcast } from './run.ts';
import { judge, type Verdict } from './verdict.ts';
import { type Design, type Failpoint, plantedDesigns } from './victim.ts';

/** What is run once. */
export interface Attempt {
  name: string;
  plan: Omit<Plan, 'folder' | 'databaseUrl'>;
}

export interface Judged extends Attempt {
  verdict: Verdict;
  run: Run;
}

/** Sends under way at once, at most, and those of the measured planted designs. */
const inFlight = 8;
const plantedInFlight = 20;
/** The clock goes so many times as fast: a lease of 30 s is over after three. */
const speed = 10;
/** Slower where others wait for a lease to end: a process that a busy machine lets stand for seconds must not lose it. */
const sharedSpeed = 2;

/** Random kills on one store; every fifth run is called off on the way, every sixth is killed again and again while it recovers, every seventh twelve times in a row. */
export function randomAttempts(design: Design, options: { runs: number; seed: number; recipients: number }): Attempt[] {
  const { runs, seed, recipients } = options;
  return Array.from({ length: runs }, (_, i): Attempt => {
    const random = randomFrom(seed * 10_000 + i);
    const base = { design, recipients, inFlight, speed, processes: 1 };
    if (i % 5 === 4) {
      const act = randomAct(random, recipients);
      return {
        name: `${act.what} acknowledged, then killed`,
        plan: { ...base, kills: randomKills(random, recipients).slice(0, 2), act },
      };
    }
    if (i % 7 === 3) return { name: 'killed 12 times in a row', plan: { ...base, kills: killsInARow(random, 12) } };
    if (i % 6 === 5)
      return { name: 'killed while recovering', plan: { ...base, kills: killsWhileRecovering(random, recipients) } };
    return { name: 'killed at random', plan: { ...base, kills: randomKills(random, recipients) } };
  });
}

/** Three processes share a database and a broadcast; one of them is killed in its middle, and nobody starts it again. */
export function sharedAttempts(options: { runs: number; seed: number; recipients: number }): Attempt[] {
  const { runs, seed, recipients } = options;
  return Array.from({ length: runs }, (_, i): Attempt => {
    const random = randomFrom(seed * 10_000 + i);
    const calls = Math.floor((0.1 + 0.7 * random()) * recipients);
    return {
      name: 'one of three killed',
      plan: { design: 'postgres', recipients, inFlight, speed: sharedSpeed, processes: 3, kills: [{ kind: 'calls', calls }] },
    };
  });
}

/** Designs that are wrong: the harness is worth something only if it says so, every time. */
export function plantedAttempts(recipients: number, designs: readonly Design[] = plantedDesigns): Attempt[] {
  return designs.map((design) => ({
    name: design,
    plan: {
      ...{ design, recipients, inFlight: plantedInFlight, speed: 1, processes: 1 },
      // Never at the edge of a batch, where the worst design loses nobody.
      kills: [0.2, 0.5, 0.8].map((share) => ({ kind: 'calls', calls: Math.floor(recipients * share) + 37 }) as const),
    },
  }));
}

/** One attempt for every operation on the files of a whole broadcast, or for so many of them, evenly spread. */
export function sweepAttempts(operations: number, most: number, recipients: number): Attempt[] {
  const points = Math.min(operations, most);
  return Array.from({ length: points }, (_, i): Attempt => {
    const times = Math.ceil(((i + 1) * operations) / points);
    const at: Failpoint['at'] = i % 2 === 0 ? 'write' : 'half a write';
    return {
      name: 'killed at every write',
      plan: {
        ...{ design: 'embedded', recipients, inFlight, speed, processes: 1 },
        kills: [{ kind: 'failpoint', failpoint: { at, times } }],
      },
    };
  });
}

/** Operations on files that a broadcast takes when nobody kills it. */
export async function countOperations(recipients: number): Promise<number> {
  const { run, verdict } = await attempt(
    { name: 'counting', plan: { design: 'embedded', recipients, inFlight, speed, processes: 1, kills: [] } },
    await prepared(recipients),
  );
  if (verdict.broken.length > 0) throw new Error(`A broadcast nobody killed failed: ${verdict.broken.join('; ')}`);
  const counted = run.events.map(({ event }) => event).find((event) => event.kind === 'operations');
  return counted?.kind === 'operations' ? counted.count : 0;
}

/** A data folder with subscribers and officials, to be copied for every run. */
export async function prepared(recipients: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cutri-crash-prepared-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await prepareStore({ folder }, recipients);
  return folder;
}

/** Runs it in a folder of its own and holds the books against the platform's log. */
export async function attempt({ name, plan }: Attempt, from?: string, databaseUrl?: string): Promise<Judged> {
  const folder = mkdtempSync(join(tmpdir(), 'cutri-crash-'));
  try {
    if (from !== undefined) cpSync(from, folder, { recursive: true });
    const whole: Plan = { ...plan, folder, ...(databaseUrl === undefined ? {} : { databaseUrl }) };
    const run = await runBroadcast(whole);
    return { name, plan, run, verdict: judge(whole, run) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
