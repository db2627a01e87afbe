/**
 * One of several processes that send the same announcement, at a platform that answers after so long and has no limit:
 * `node process-sender.ts <database url> <answer ms> <in flight>`. Says when it is ready, waits for a line, and says at the end what the platform took of it.
 */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '../src/stores/store.ts';
import { openStore } from '../test/crash/crash-store.ts';
import { createSendingService, type SendingService } from '../test/fakes/sending-service.ts';

/** What the platform took of one process. */
export interface Taken {
  chats: string[];
  /** Of the first send that was begun and the last that was answered, ms since 1970. */
  firstMs: number;
  lastMs: number;
}

/** `answerMs` and `inFlight` of who only takes the officials' steps do not matter. */
export function openSender(
  store: Store,
  { answerMs, inFlight }: { answerMs: number; inFlight: number },
): { service: SendingService; taken: Taken } {
  const now = () => new Date();
  const taken: Taken = { chats: [], firstMs: Number.POSITIVE_INFINITY, lastMs: 0 };
  const service = createSendingService({
    store,
    lane: {
      channel: {
        name: 'telegram',
        async send(chat) {
          taken.firstMs = Math.min(taken.firstMs, Date.now());
          await pause(answerMs);
          taken.chats.push(chat);
          taken.lastMs = Date.now();
          return { kind: 'sent', messageId: `${process.pid}-${taken.chats.length}` };
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
  return { service, taken };
}

if (import.meta.main) {
  const [databaseUrl = '', answerMs, inFlight] = process.argv.slice(2);
  const store = await openStore({ folder: '', databaseUrl }, () => new Date());
  const { service, taken } = openSender(store, { answerMs: Number(answerMs), inFlight: Number(inFlight) });
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  await service.send();
  process.stdout.write(`${JSON.stringify(taken)}\n`);
  await store.close();
  process.exit(0);
}
