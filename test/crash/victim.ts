import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Designs that are known to be wrong, planted to see whether the harness finds out, and the right one as simple as they are. */
export const plantedDesigns = ['mark at fetch', 'record before send', 'one file per batch'] as const;
export type Design = 'embedded' | 'postgres' | 'one line per send' | (typeof plantedDesigns)[number];

/** When a process kills itself, as `kill -9` would: at its n-th time there. */
export interface Failpoint {
  at: 'before-send' | 'after-send' | 'after-record' | 'write' | 'half a write';
  times: number;
}

/** What a process that is going to be killed is told. */
export interface Orders {
  design: Design;
  folder: string;
  providerPort: number;
  recipients: number;
  inFlight: number;
  /** Its clock: this instant (real and its own, ms since 1970), going so many times as fast from there. */
  startMs: number;
  speed: number;
  databaseUrl?: string;
  /** It takes the officials' steps; the others wait until it is being sent. */
  leads: boolean;
  failpoint?: Failpoint;
}

/** How a broadcast stands in the books of who sent it. */
export interface Totals {
  sent: number;
  blocked: number;
  cancelled: number;
  uncertain: number;
  /** Everything else: there should be none at the end. */
  open: number;
  /** Of those sent: may have arrived twice. */
  duplicates: number;
}

/** What it says while it lives, a line each. */
export type VictimEvent =
  /** It runs and is about to open what it keeps. */
  | { kind: 'awake' }
  /** What it found when it started. `flaw`: something was begun without a valid approval. */
  | { kind: 'found'; state: string; flaw?: string }
  /** An official's step is done and acknowledged. */
  | { kind: 'did'; step: string; atMs: number }
  /** It is about to mark a send as begun, or has marked it: nothing can be on its way before. */
  | { kind: 'beginning' | 'begun'; chat: string }
  | { kind: 'finished'; state: string; totals: Totals }
  /** Operations on files so far, where they are counted. */
  | { kind: 'operations'; count: number };

export interface Victim {
  process: ChildProcess;
  /** Resolves when it is about to open what it keeps. */
  awake: Promise<unknown>;
  /** Resolves when it has ended, however it did. */
  ended: Promise<void>;
  order(what: 'stop' | 'disable'): void;
}

/** Starts one in a process of its own. */
export function startVictim(orders: Orders, heard: (event: VictimEvent) => void): Victim {
  const program = orders.design === 'embedded' || orders.design === 'postgres' ? 'cutri-process.ts' : 'planted-process.ts';
  const child = spawn(process.execPath, [join(import.meta.dirname, program), JSON.stringify(orders)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.on('error', () => undefined); // telling something to a dead process
  const lines = createInterface({ input: child.stdout }).on('line', (line) => heard(JSON.parse(line)));
  const awake = new Promise((resolve) => lines.once('line', resolve));
  const closed = new Promise((resolve) => lines.once('close', resolve));
  const exited = new Promise((resolve) => child.once('exit', resolve));
  return {
    process: child,
    awake,
    ended: Promise.all([closed, exited]).then(() => undefined),
    order: (what) => void child.stdin.write(`${what}\n`),
  };
}

/** The orders of the process this is called in. */
export const ordersGiven = (): Orders => JSON.parse(process.argv[2]!);

/** On disk or in the pipe before anything else happens. */
export function say(event: VictimEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

export const recipientsOf = ({ recipients }: Pick<Orders, 'recipients'>): string[] =>
  Array.from({ length: recipients }, (_, i) => `telegram:${i + 1}`);
