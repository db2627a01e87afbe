/** The sending half of the service as it runs, on a clock of its own that goes faster: officials' steps, conductor, worker. Made to be killed. */
import { createInterface } from 'node:readline';
import { Secret, TOTP } from 'otpauth';
import type { Actor } from '../../src/announcements/acting.ts';
import type { Announcement } from '../../src/announcements/announcement.ts';
import { approvalFlaw } from '../../src/announcements/approval.ts';
import { createConductor } from '../../src/announcements/conductor.ts';
import { begunStates, createOpenings } from '../../src/announcements/openings.ts';
import { createPublishing } from '../../src/announcements/publishing.ts';
import type { Outcome } from '../../src/announcements/refusal.ts';
import { createWorker } from '../../src/announcements/worker.ts';
import { goodText, issuer, lan, minh } from '../fakes/announcing.ts';
import { approvalKey, openStore } from './crash-store.ts';
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
const channels = [{ name: 'telegram', maxTextLength: 4096 }];
const canary = 100;
const deps = { ...store, channels, now, issuer, approvalKey, facts: () => [], newId: () => `id-${process.pid}-${Date.now()}` };
const publishing = createPublishing(deps);
const conductor = createConductor({ ...deps, canary, holdMs: 2_000, tell: async () => undefined });

const everyState = ['draft', 'submitted', 'approved', 'scheduled', 'missed', ...begunStates] as const;
const theOne = async (): Promise<Announcement | undefined> => (await store.announcements.list(everyState)).at(-1);

/** What a killed process left behind: nothing may be begun without an approval that holds. */
async function inspect(): Promise<void> {
  const found = await theOne();
  const sends = found?.startedAt !== undefined && found.state !== 'stopped';
  const flaw = sends ? approvalFlaw(found, await store.officials.list(), now().toISOString(), approvalKey) : undefined;
  // An approver who was disabled is a flaw that came later: what counts is that nothing is sent.
  const later = flaw === 'no-longer-approver';
  say({ kind: 'found', state: found?.state ?? 'none', ...(flaw && !later ? { flaw } : {}) });
}

async function step(what: string, outcome: Promise<Outcome<unknown>>): Promise<void> {
  const { kind } = await outcome;
  if (kind === 'done') say({ kind: 'did', step: what, atMs: Date.now() });
}

async function approve(actor: Actor, id: string): Promise<void> {
  const preview = await publishing.preview(actor, id);
  const { totp } = (await store.officials.list()).find((held) => held.id === actor.official)!;
  const code = new TOTP({ secret: Secret.fromBase32(totp.secret) }).generate({ timestamp: now().getTime() });
  if (preview.kind === 'refused') return;
  const { hash, phrase = '' } = preview.value;
  await step('approve', publishing.approve(actor, id, { hash, code, phrase }));
  // A code that was used before the last kill is refused: the authenticator shows another one soon.
  await sleep(10_000);
}

/** What officials do next, until it is being sent. Several processes may try: one of them succeeds. */
async function official(): Promise<boolean> {
  const held = await theOne();
  switch (held?.state) {
    case undefined: {
      const expiresAt = new Date(now().getTime() + 30 * 86_400_000).toISOString();
      const content = { text: goodText, buttons: [], audience: { kind: 'everyone' } as const, expiresAt };
      await step('draft', publishing.draft(lan, 'notice', content));
      return false;
    }
    case 'draft':
      await step('submit', publishing.submit(lan, held.id, {}));
      return false;
    case 'submitted':
      await approve(minh, held.id);
      return false;
    case 'approved':
      await step('send', publishing.send(lan, held.id));
      return false;
    default:
      return true;
  }
}

const stopping = new AbortController();
const worker = createWorker({
  lanes: [
    {
      channel: {
        name: 'telegram',
        async send(chat, { text }) {
          pass('before-send');
          const outcome = await line.send(chat, text);
          pass('after-send');
          return outcome;
        },
      },
      limits: { perSecond, burst },
      inFlight,
      perChatMs: 1_000,
      edit: undefined,
    },
  ],
  outbox: {
    ...store.outbox,
    async record(results) {
      await store.outbox.record(results);
      pass('after-record');
    },
  },
  pace: store.pace,
  openings: createOpenings({ ...store, canary, approvalKey, now }),
  unsubscribe: store.subscribers.remove,
  hold: conductor.hold,
  conversationsFirst: async () => undefined,
  issuer,
  now,
  sleep,
  random: Math.random,
  report: ({ what, error }) => console.error(what, error),
});

async function obey(order: string): Promise<void> {
  const held = (await theOne())!;
  if (order === 'stop') return step('stop', publishing.stop(lan, held.id, 'sai giờ'));
  await store.officials.update((all) => ({
    officials: all.map((one) => (one.id === minh.official ? { ...one, disabled: true } : one)),
    records: [],
    result: undefined,
  }));
  say({ kind: 'did', step: 'disable', atMs: Date.now() });
}

/** Over, and nothing of it on its way. A disabled approver pauses it: nobody goes on, and that is the end of it here. */
async function isOver(): Promise<boolean> {
  const held = await theOne();
  if (held?.state === 'finished' || held?.state === 'paused') return true;
  return held?.state === 'stopped' && held.phase === undefined;
}

async function finish(): Promise<void> {
  const held = (await theOne())!;
  const [tally] = await store.outbox.tally(held.id, Number.MAX_SAFE_INTEGER);
  if (!tally) throw new Error('nothing was published');
  const { total, sent, failed, cancelled, uncertain, duplicates } = tally;
  const open = total - sent - failed.blocked - cancelled - uncertain;
  say({ kind: 'finished', state: held.state, totals: { sent, blocked: failed.blocked, cancelled, uncertain, open, duplicates } });
}

await inspect();
createInterface({ input: process.stdin }).on('line', (order) => void obey(order));
const sending = worker.run(stopping.signal);
while (!(await official()));
while (!(await isOver())) {
  await conductor.tick();
  await sleep(1_000);
}
stopping.abort();
await sending;
await finish();
say({ kind: 'operations', count: files.operations() });
await store.close();
line.close();
process.exit(0);
