/** The sending half of the service on a clock of its own that goes faster. Made to be killed. */
import { createInterface } from 'node:readline';
import { approvalFlaw } from '../../src/announcements/approval.ts';
import { approvalKey, issuer } from '../fakes/announcing.ts';
import { createSendingService } from '../fakes/sending-service.ts';
import { openStore } from './crash-store.ts';
import { createFailpoints, createMortalFiles } from './dying.ts';
import { openProviderLine } from './provider-line.ts';
import { burst, perSecond } from './verdict.ts';
import { ordersGiven, say } from './victim.ts';

const orders = ordersGiven();
const { inFlight, startMs, speed, failpoint } = orders;
const now = () => new Date(startMs + (Date.now() - startMs) * speed);

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(resolve, ms / speed);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

const pass = createFailpoints(failpoint);
const files = createMortalFiles(failpoint);
say({ kind: 'awake' });
const store = await openStore(orders, now, files);
const line = openProviderLine(orders.providerPort);

async function send(chat: string, { text }: { text: string }) {
  pass('before-send');
  const outcome = await line.send(chat, text);
  pass('after-send');
  return outcome;
}

/** What is asked to be marked may be on disk although nobody heard of it any more; what is answered with yes is. */
const hold: typeof store.outbox.hold = async (claimed, leaseMs, how) => {
  if (how === 'begin') for (const { chat } of claimed) say({ kind: 'beginning', chat });
  const held = await store.outbox.hold(claimed, leaseMs, how);
  if (how === 'begin') claimed.forEach(({ chat }, i) => void (held[i] && say({ kind: 'begun', chat })));
  return held;
};

async function record(...results: Parameters<typeof store.outbox.record>): Promise<void> {
  await store.outbox.record(...results);
  pass('after-record');
}

const service = createSendingService({
  store: { ...store, outbox: { ...store.outbox, hold, record } },
  lane: {
    channel: { name: 'telegram', send },
    limits: { perSecond, burst },
    ...{ inFlight, perChatMs: 1_000, edit: undefined, template: undefined },
  },
  canary: 100,
  holdMs: 2_000,
  ...{ now, sleep },
});

/** What a killed process left behind: nothing may be begun without an approval that holds. */
async function inspect(): Promise<void> {
  const found = await service.held();
  const sends = found?.startedAt !== undefined && found.state !== 'stopped';
  const flaw = sends
    ? approvalFlaw(found, await store.officials.list(), now().toISOString(), { approvalKey, issuer })
    : undefined;
  // An approver who was disabled meanwhile is no fault of what began: there it counts that nothing more is sent.
  say({ kind: 'found', state: found?.state ?? 'none', ...(flaw && flaw !== 'no-longer-approver' ? { flaw } : {}) });
}

const did = (step: string) => say({ kind: 'did', step, atMs: Date.now() });

async function obey(order: string): Promise<void> {
  if (order === 'disable') await service.disableApprover();
  else if ((await service.stop()).kind === 'refused') return;
  did(order);
}

await inspect();
createInterface({ input: process.stdin }).on('line', (order) => void obey(order));
while (!orders.leads && (await service.held())?.startedAt === undefined) await sleep(1_000);
await service.begin(did);
const [tally] = await service.send();
if (!tally) throw new Error('nothing was published');
const { total, sent, failed, cancelled, uncertain, duplicates } = tally;
const open = total - sent - failed.blocked - cancelled - uncertain;
const { state } = (await service.held())!;
say({ kind: 'finished', state, totals: { sent, blocked: failed.blocked, cancelled, uncertain, open, duplicates } });
say({ kind: 'operations', count: files.operations() });
await store.close();
line.close();
process.exit(0);
