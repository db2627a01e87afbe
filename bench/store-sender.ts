/**
 * Sends one announcement to everybody in a store, at a platform that takes everything at once: what the store and we cost, nothing else.
 * `node store-sender.ts <folder or database url>`; says what it measured on standard output, a line of JSON each.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '../src/stores/store.ts';
import { openStore } from '../test/crash/crash-store.ts';
import { createSendingService } from '../test/fakes/sending-service.ts';

/** What one process measured. */
export interface SenderReport {
  sent: number;
  /** Messages a second, in the median of the thousands. */
  perSecond: number;
  /** Processor time in that while, without the database. */
  cpuMs: number;
  /** Most memory it ever had. */
  maxRssMb: number;
}

export type SenderLine =
  /** The list of recipients is written down; it took so long. */
  | { kind: 'published'; tookMs: number }
  | { kind: 'first'; atMs: number }
  | { kind: 'sent'; count: number }
  | { kind: 'done'; report: SenderReport };

/** As many as a fast platform of one's own would allow; Telegram's lane has 8. */
export const inFlight = 64;

const say = (line: SenderLine) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function run(where: string): Promise<void> {
  const now = () => new Date();
  const store = await openStore(where.startsWith('postgres') ? { folder: '', databaseUrl: where } : { folder: where }, now);
  let sent = 0;
  const thousandsMs: number[] = [];
  let cpu = process.cpuUsage();

  const publish: Store['outbox']['publish'] = async (...given) => {
    const startMs = performance.now();
    const published = await store.outbox.publish(...given);
    say({ kind: 'published', tookMs: performance.now() - startMs });
    return published;
  };

  const service = createSendingService({
    store: { ...store, outbox: { ...store.outbox, publish } },
    lane: {
      channel: {
        name: 'telegram',
        async send() {
          if (sent === 0) {
            cpu = process.cpuUsage();
            say({ kind: 'first', atMs: Date.now() });
          }
          sent += 1;
          if (sent % 1_000 === 0) {
            thousandsMs.push(performance.now());
            say({ kind: 'sent', count: sent });
          }
          return { kind: 'sent', messageId: `${sent}` };
        },
      },
      limits: { perSecond: Number.POSITIVE_INFINITY, burst: 1 },
      ...{ inFlight, perChatMs: 0, edit: undefined, template: undefined },
    },
    canary: Number.MAX_SAFE_INTEGER,
    holdMs: 0,
    now,
    sleep: (ms, signal) => pause(ms, undefined, signal ? { signal } : {}).catch(() => undefined),
  });
  await service.begin(() => undefined);
  await service.send();
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = (user + system) / 1_000;
  // The median: a process that takes over from a killed one waits for its leases at the end, with nothing to do.
  const tookMs = thousandsMs.slice(1).map((ms, i) => ms - thousandsMs[i]!);
  const median = tookMs.sort((a, b) => a - b)[Math.floor(tookMs.length / 2)] ?? Number.NaN;
  const report = { sent, perSecond: 1_000_000 / median, cpuMs, maxRssMb: process.resourceUsage().maxRSS / 1_024 };
  say({ kind: 'done', report });
  await store.close();
}

if (import.meta.main) {
  await run(process.argv[2]!);
  process.exit(0);
}
