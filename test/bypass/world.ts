import { setTimeout as after } from 'node:timers/promises';
import { createConductor } from '../../src/announcements/conductor.ts';
import { createDelegating, type Delegating } from '../../src/announcements/delegating/delegating.ts';
import { createEmergencyPath, type EmergencyPath } from '../../src/announcements/emergency/alarm.ts';
import { createOpenings } from '../../src/announcements/openings.ts';
import type { Official } from '../../src/announcements/people/officials.ts';
import { newTotp } from '../../src/announcements/people/totp.ts';
import { createPublishing, type Publishing } from '../../src/announcements/publishing.ts';
import type { Outcome } from '../../src/announcements/refusal.ts';
import type { Sendable } from '../../src/announcements/sending/sendables.ts';
import { createWorker } from '../../src/announcements/sending/worker.ts';
import { createSeriesSteps } from '../../src/announcements/series/releasing.ts';
import { refusalText } from '../../src/announcements/words.ts';
import { BrokenSealError } from '../../src/stores/seal.ts';
import { auditKeyOf } from '../../src/stores/sealing.ts';
import type { Store } from '../../src/stores/store.ts';
import { someRecord } from '../contracts/announcement-store.ts';
import { official } from '../contracts/officials.ts';
import { subscriber } from '../contracts/subscribers.ts';
import { codeOf, content, lan, minh, issuer as ourIssuer, valueIn } from '../fakes/announcing.ts';
import type { TestClock } from '../fakes/clock.ts';
import type { KeptStore } from '../fakes/kept-store.ts';
import { guardOf } from '../fakes/log-guard.ts';

export const approvalKey = 'a key made by a machine';
export const recipients = ['telegram:0', 'telegram:1', 'telegram:2'];

/** What somebody tries to get round: two officials, a sealed store that can be written by others too, and a platform that takes everything. */
export interface World {
  kept: KeptStore;
  clock: TestClock;
  store: Store;
  publishing: Publishing;
  emergency: EmergencyPath;
  delegating: Delegating;
  /** Starts the service again: what is kept is read anew. */
  restart(given?: { issuer?: string; approvalKey?: string }): Promise<void>;
  code(id: string): Promise<string>;
  submitted(changes?: Parameters<typeof content>[0]): Promise<string>;
  approvedBy(by: typeof minh, id: string): Promise<string>;
  /** An announcement with an approval that holds. */
  approved(changes?: Parameters<typeof content>[0]): Promise<string>;
  officials(change: (held: readonly Official[]) => readonly Official[]): Promise<void>;
  /** Lets the service work until nothing more can come of what there is. Answers the line that says why it does not send, if it says one. */
  work(): Promise<string | undefined>;
  /** One look of the conductor. */
  tick(): Promise<void>;
  /** What operators were told of the audit log since the service was last started. */
  readonly heard: readonly unknown[];
  /** What the platform took. */
  accepted: { chat: string; text: string }[];
}

/** One line that says what became of a request. */
export const lineOf = (outcome: Outcome<unknown>): string => (outcome.kind === 'done' ? 'done' : refusalText(outcome.refusal));

export const people = (): Official[] => [
  official('lan'),
  official('minh', { roles: ['approver'] }),
  official('both', { roles: ['author', 'approver'] }),
  official('lan-2', { person: ' Staff-LAN ', roles: ['approver'] }),
  official('thu', { roles: ['auditor'], totp: newTotp(new Uint8Array(20).fill(7)) }),
];

/** Rounds of the conductor, and looks of the worker at what may be sent, after which a broadcast that may go out has gone out. */
const rounds = 6;
const looks = 8;
/** Something that never comes to rest is no reason to wait for ever. */
const mostRounds = 200;

export async function openWorld(kept: KeptStore, clock: TestClock): Promise<World> {
  let made = 0;
  const newId = () => {
    made += 1;
    return `id-${made}`;
  };
  const accepted: World['accepted'] = [];
  let current = serviceOn(await kept.open(), clock, ourIssuer, approvalKey, newId);
  await current.store.officials.update(() => ({
    officials: people(),
    records: [{ ...someRecord('lan', 'official-add'), outcome: 'done' }],
    result: undefined,
  }));
  for (const chat of recipients) await current.store.subscribers.put(subscriber(chat));

  const world: World = {
    kept,
    clock,
    accepted,
    get store() {
      return current.store;
    },
    get heard() {
      return current.heard;
    },
    get emergency() {
      return current.emergency;
    },
    get delegating() {
      return current.delegating;
    },
    get publishing() {
      return current.publishing;
    },
    async restart({ issuer = ourIssuer, approvalKey: key = approvalKey } = {}) {
      current = serviceOn(await kept.open(key), clock, issuer, key, newId);
    },
    code: (id) => codeOf(current.store.officials, id, clock),
    async submitted(changes = {}) {
      const { id } = valueIn(await current.publishing.draft(lan, 'notice', content(changes)));
      return valueIn(await current.publishing.submit(lan, id, {})).id;
    },
    async approvedBy(by, id) {
      const { hash, phrase = '' } = valueIn(await current.publishing.preview(by, id));
      const outcome = await current.publishing.approve(by, id, { hash, code: await world.code(by.official), phrase });
      await clock.advance(30_000);
      return lineOf(outcome);
    },
    async approved(changes) {
      const id = await world.submitted(changes);
      const line = await world.approvedBy(minh, id);
      if (line !== 'done') throw new Error(line);
      return id;
    },
    officials: (change) =>
      current.store.officials.update((held) => ({ officials: change(held), records: [], result: undefined })),
    tick: () => current.conductor.tick(),
    work: () => workOn(current, clock, accepted),
  };
  return world;
}

type Service = ReturnType<typeof serviceOn>;

function serviceOn(store: Store, clock: TestClock, issuer: string, key: string, newId: () => string) {
  const heard: unknown[] = [];
  const deps = {
    ...store,
    channels: [{ name: 'telegram', maxTextLength: 4096 }],
    ...{ now: clock.now, issuer, approvalKey: key, newId },
    facts: () => [],
    guard: guardOf(store, { now: clock.now, auditKey: auditKeyOf(key), report: (said) => void heard.push(said) }),
  };
  return {
    store,
    heard,
    publishing: createPublishing(deps),
    emergency: createEmergencyPath(deps),
    delegating: createDelegating({ ...deps, notify: async () => undefined }),
    conductor: createConductor({
      ...deps,
      series: createSeriesSteps({ ...deps, tell: async () => undefined }),
      canary: 1_000,
      holdMs: 1_000,
      isClockSettled: () => true,
      tell: async () => undefined,
    }),
    sendables: createOpenings({ ...deps, canary: 1_000 }),
  };
}

/** A broken seal is what stops it; any other failure is one of the test. */
function brokenSeal(error: unknown): string {
  if (error instanceof BrokenSealError) return error.message;
  throw error;
}

async function workOn({ store, conductor, sendables }: Service, clock: TestClock, accepted: World['accepted']) {
  let line: string | undefined;
  /** Since anything was taken or a step was due. */
  let looked = 0;
  let underWay = 0;
  const stop = new AbortController();
  const worker = createWorker({
    lanes: [
      {
        channel: {
          name: 'telegram',
          async send(chat, { text }) {
            accepted.push({ chat, text });
            return { kind: 'sent' };
          },
        },
        limits: { perSecond: 1_000, burst: 100 },
        ...{ inFlight: 4, perChatMs: 0, edit: undefined, template: undefined },
      },
    ],
    outbox: {
      ...store.outbox,
      async claim(...wanted) {
        underWay += 1;
        const claimed = await store.outbox.claim(...wanted).finally(() => {
          underWay -= 1;
        });
        underWay += claimed.length;
        if (claimed.length > 0) looked = 0;
        return claimed;
      },
      async record(results) {
        await store.outbox.record(results);
        underWay -= results.length;
      },
    },
    pace: store.pace,
    async sendables(): Promise<Sendable[]> {
      looked += 1;
      return sendables().catch((error: unknown) => {
        line = brokenSeal(error);
        return [];
      });
    },
    subscription: store.subscribers.get,
    unsubscribe: store.subscribers.remove,
    hold: conductor.hold,
    conversationsFirst: async () => undefined,
    now: clock.now,
    async sleep(ms) {
      clock.pass(Math.min(ms, 250));
      await after(1);
    },
    random: () => 0.5,
    report: ({ error }) => {
      throw error;
    },
  });
  const running = worker.run(stop.signal);
  for (let round = 0; round < mostRounds && (round < rounds || looked < looks || underWay > 0); round += 1) {
    if (round < rounds) looked = 0;
    await conductor.tick().catch((error: unknown) => {
      line = brokenSeal(error);
    });
    await after(2);
  }
  stop.abort();
  await running;
  return line;
}
