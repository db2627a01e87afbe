import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type ProviderCall, readProviderLog } from './provider-log.ts';
import { type Design, type Failpoint, startVictim, type Victim, type VictimEvent } from './victim.ts';

/** When a process is killed. */
export type Kill =
  /** So long after it began to open what it keeps: while it recovers, or after. */
  | { kind: 'moment'; afterMs: number }
  /** The same, and the platform hears nothing of it: however late the kill comes, it is not too late. */
  | { kind: 'recovering'; afterMs: number }
  /** When the platform took so many calls: it takes no more of this process. */
  | { kind: 'calls'; calls: number }
  | { kind: 'failpoint'; failpoint: Failpoint };

/** Something an official does once the platform took so many calls; the process is killed as soon as it has said that it is done. */
export interface Act {
  what: 'stop' | 'disable';
  calls: number;
}

export interface Plan {
  design: Design;
  /** An empty folder, or one with what the design needs to begin. */
  folder: string;
  databaseUrl?: string;
  recipients: number;
  /** Sends that may be under way at once, in one process. */
  inFlight: number;
  speed: number;
  /** That share the work; the killed ones are started again only where there is one. */
  processes: number;
  kills: readonly Kill[];
  act?: Act;
}

/** What happened, for an examiner who trusts nobody but the platform. */
export interface Run {
  calls: ProviderCall[];
  /** Process ids of the killed. */
  killed: number[];
  events: { sender: number; event: VictimEvent }[];
  /** An official's order was acknowledged at this instant by this process. */
  acknowledged?: { atMs: number; sender: number };
  /** It came to its end by itself. */
  completed: boolean;
}

/** Nobody waits longer for a broadcast that does not come to its end: ten times what the longest takes on a busy machine. */
const stuckMs = 600_000;

/** Starts a broadcast, kills it as planned, and lets what is left of it come to its end. */
export async function runBroadcast(plan: Plan): Promise<Run> {
  const logPath = join(plan.folder, 'provider.log');
  writeFileSync(logPath, '');
  const provider = await startProvider(logPath);
  const run: Run = { calls: [], killed: [], events: [], completed: false };
  const living = new Set<Victim>();
  const startMs = Date.now();
  let alarm: NodeJS.Timeout | undefined;

  function start(failpoint?: Failpoint): Victim {
    const { design, folder, databaseUrl, recipients, inFlight, speed } = plan;
    const orders = {
      ...{ design, folder, recipients, inFlight, speed, startMs, providerPort: provider.port },
      leads: living.size === 0,
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
      ...(failpoint === undefined ? {} : { failpoint }),
    };
    const victim: Victim = startVictim(orders, (event) => run.events.push({ sender: victim.process.pid!, event }));
    living.add(victim);
    void victim.ended.then(() => living.delete(victim));
    return victim;
  }

  async function kill(victim: Victim): Promise<void> {
    victim.process.kill('SIGKILL');
    await victim.ended;
    if (victim.process.signalCode === 'SIGKILL') run.killed.push(victim.process.pid!);
  }

  async function killAs(how: Kill, victim: Victim): Promise<void> {
    switch (how.kind) {
      case 'recovering':
        await Promise.race([provider.reached(0, victim.process.pid), victim.ended]);
        return killAs({ kind: 'moment', afterMs: how.afterMs }, victim);
      case 'moment':
        await Promise.race([victim.awake.then(() => pause(how.afterMs)), victim.ended]);
        return kill(victim);
      case 'calls':
        await Promise.race([provider.reached(how.calls, victim.process.pid), victim.ended]);
        return kill(victim);
      case 'failpoint':
        await victim.ended;
        if (victim.process.signalCode === 'SIGKILL') run.killed.push(victim.process.pid!);
    }
  }

  async function obey({ what, calls }: Act): Promise<void> {
    const victim = start();
    await Promise.race([provider.reached(calls), victim.ended]);
    victim.order(what);
    await Promise.race([heard(run, (event) => event.kind === 'did' && event.step === what), victim.ended]);
    const did = run.events.find(({ event }) => event.kind === 'did' && event.step === what)?.event;
    if (did?.kind === 'did') run.acknowledged = { atMs: did.atMs, sender: victim.process.pid! };
    await kill(victim);
  }

  async function broadcast(): Promise<void> {
    if (plan.act) await obey(plan.act);
    for (const how of plan.kills) {
      while (living.size < plan.processes && (plan.processes === 1 || run.killed.length === 0))
        start(how.kind === 'failpoint' ? how.failpoint : undefined);
      await killAs(how, [...living][how.kind === 'calls' ? how.calls % living.size : 0]!);
      if (isFinished(run)) break;
    }
    while (living.size < (plan.processes === 1 ? 1 : 0)) start();
    await Promise.all([...living].map(({ ended }) => ended));
    run.completed = isFinished(run);
  }

  try {
    await Promise.race([
      broadcast(),
      new Promise<void>((resolve) => {
        alarm = setTimeout(resolve, stuckMs);
      }),
    ]);
  } finally {
    clearTimeout(alarm);
    for (const victim of living) victim.process.kill('SIGKILL');
    await Promise.all([...living].map(({ ended }) => ended));
    await provider.close();
  }
  return { ...run, calls: readProviderLog(logPath) };
}

const isFinished = (run: Run) => run.events.some(({ event }) => event.kind === 'finished');
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function heard(run: Run, isIt: (event: VictimEvent) => boolean): Promise<void> {
  while (!run.events.some(({ event }) => isIt(event))) await pause(1);
}

interface Provider {
  port: number;
  /** Resolves once it took so many calls, and hears this process no more. */
  reached(calls: number, killed?: number): Promise<void>;
  close(): Promise<void>;
}

async function startProvider(logPath: string): Promise<Provider> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'provider.ts'), logPath], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let reached: () => void = () => undefined;
  const port = await new Promise<number>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => (line === 'reached' ? reached() : resolve(Number(line))));
  });
  return {
    port,
    reached: (calls, killed = 0) =>
      new Promise((resolve) => {
        reached = resolve;
        child.stdin.write(`watch ${calls} ${killed}\n`);
      }),
    async close() {
      const gone = once(child, 'exit');
      child.stdin.end();
      await gone;
    },
  };
}
