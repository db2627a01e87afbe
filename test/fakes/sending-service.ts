import { Secret, TOTP } from 'otpauth';
import type { Announcement } from '../../src/announcements/announcement.ts';
import { createConductor } from '../../src/announcements/conductor.ts';
import { begunStates, createOpenings } from '../../src/announcements/openings.ts';
import { createPublishing } from '../../src/announcements/publishing.ts';
import type { Outcome } from '../../src/announcements/refusal.ts';
import type { ChannelLimits } from '../../src/announcements/rendering.ts';
import type { Lane } from '../../src/announcements/sending/lane.ts';
import type { Tally } from '../../src/announcements/sending/outbox.ts';
import { createWorker } from '../../src/announcements/sending/worker.ts';
import { createSeriesSteps } from '../../src/announcements/series/releasing.ts';
import type { Store } from '../../src/stores/store.ts';
import { official } from '../contracts/officials.ts';
import { subscriber } from '../contracts/subscribers.ts';
import { approvalKey, goodText, issuer, lan, letGo, minh } from './announcing.ts';
import { guardOf } from './log-guard.ts';
import { randomFrom } from './random.ts';

/** The sending half of the service as it runs, for one announcement to everyone: two officials, conductor, worker, a real store. */
export interface SendingService {
  /** The announcement, as it stands. */
  held(): Promise<Announcement | undefined>;
  /** Takes the officials' steps that are left until it is being sent; after a crash, or beside other processes, too. */
  begin(did: (step: string) => void): Promise<void>;
  /** Sends until it is over and nothing of it is on its way. */
  send(): Promise<Tally[]>;
  stop(): Promise<Outcome<unknown>>;
  /** Takes the approver's account away. */
  disableApprover(): Promise<void>;
}

export interface SendingDeps {
  store: Store;
  /** What the audit log of the store is chained with. */
  auditKey?: string;
  lane: Lane;
  /** How many go first, and how long the rest waits. */
  canary: number;
  holdMs: number;
  now: () => Date;
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** For who has been silent for longer than the channel's window. */
  beyond?: Pick<ChannelLimits, 'windowMs' | 'template'>;
}

/** Of one step, one after another. */
const mostRefusals = 60;

const everyState = ['draft', 'submitted', 'approved', 'scheduled', 'missed', ...begunStates] as const;

export function createSendingService({
  store,
  auditKey,
  lane,
  canary,
  holdMs,
  now,
  sleep,
  beyond = {},
}: SendingDeps): SendingService {
  const deps = {
    ...store,
    channels: [{ name: lane.channel.name, maxTextLength: 4096, ...beyond }],
    ...{ now, issuer, approvalKey },
    facts: () => [],
    newId: () => `id-${process.pid}-${Date.now()}`,
    guard: guardOf(store, { now, auditKey }),
  };
  const publishing = createPublishing(deps);
  const tell = async () => undefined;
  const conductor = createConductor({
    ...deps,
    series: createSeriesSteps({ ...deps, tell }),
    canary,
    holdMs,
    isClockSettled: () => true,
    tell,
  });
  const held = async () => (await store.announcements.list(everyState)).at(-1);

  async function code(id: string): Promise<string> {
    const { totp } = (await store.officials.list()).find((one) => one.id === id)!;
    return new TOTP({ secret: Secret.fromBase32(totp.secret) }).generate({ timestamp: now().getTime() });
  }

  async function approve(id: string): Promise<Outcome<unknown>> {
    const preview = await publishing.preview(minh, id);
    if (preview.kind === 'refused') return preview;
    const { hash, phrase = '' } = preview.value;
    return publishing.approve(minh, id, { hash, code: await code(minh.official), phrase });
  }

  /** The next step, if there is one. Another process may take it first: then this one is refused and looks again. */
  async function nextStep(): Promise<{ step: string; outcome: Outcome<unknown> } | undefined> {
    const announcement = await held();
    switch (announcement?.state) {
      case undefined: {
        const expiresAt = new Date(now().getTime() + 30 * 86_400_000).toISOString();
        const content = { text: goodText, buttons: [], audience: { kind: 'everyone' } as const, expiresAt };
        return { step: 'draft', outcome: await publishing.draft(lan, 'notice', content) };
      }
      case 'draft':
        return { step: 'submit', outcome: await publishing.submit(lan, announcement.id, {}) };
      case 'submitted':
        return { step: 'approve', outcome: await approve(announcement.id) };
      case 'approved':
        return { step: 'send', outcome: await letGo({ publishing, code }, announcement.id) };
      default:
        return undefined;
    }
  }

  /** A lost approval pauses it until an official acts; here nobody does. */
  async function isOver(): Promise<boolean> {
    const announcement = await held();
    if (announcement?.state === 'finished' || announcement?.state === 'paused') return true;
    return announcement?.state === 'stopped' && announcement.phase === undefined;
  }

  return {
    held,
    async begin(did) {
      let refused = 0;
      for (let next = await nextStep(); next; next = await nextStep()) {
        if (next.outcome.kind === 'done') {
          refused = 0;
          did(next.step);
          continue;
        }
        // A code used up before a crash: the authenticator shows another one soon. Whatever else stands in the way stays there.
        refused += 1;
        if (refused > mostRefusals) throw new Error(`${next.step} is refused: ${JSON.stringify(next.outcome.refusal)}`);
        await sleep(10_000);
      }
    },
    async send() {
      const stopping = new AbortController();
      const worker = createWorker({
        lanes: [lane],
        outbox: store.outbox,
        pace: store.pace,
        sendables: createOpenings({ ...deps, canary }),
        subscription: store.subscribers.get,
        unsubscribe: store.subscribers.remove,
        hold: conductor.hold,
        conversationsFirst: async () => undefined,
        ...{ now, sleep },
        random: randomFrom(3),
        report: ({ what, error }) => console.error(what, error),
      });
      const sending = worker.run(stopping.signal);
      while (!(await isOver())) {
        await conductor.tick();
        await sleep(1_000);
      }
      stopping.abort();
      await sending;
      return store.outbox.tally((await held())!.id, Number.MAX_SAFE_INTEGER);
    },
    stop: async () => publishing.stop(lan, (await held())!.id, 'sai giờ'),
    disableApprover: () =>
      store.officials.update((all) => ({
        officials: all.map((one) => (one.id === minh.official ? { ...one, disabled: true } : one)),
        records: [],
        result: undefined,
      })),
  };
}

/** Puts two officials and so many subscribers into a store. */
export async function populate(store: Store, subscribers: number, at: string): Promise<void> {
  const group = 1_000;
  for (let from = 0; from < subscribers; from += group) {
    const chats = Array.from({ length: Math.min(group, subscribers - from) }, (_, i) => `telegram:${from + i + 1}`);
    await Promise.all(chats.map((chat) => store.subscribers.put(subscriber(chat, { subscribedAt: at, lastContactAt: at }))));
  }
  await store.officials.update(() => ({
    officials: [official('lan'), official('minh', { roles: ['approver'] })],
    records: [],
    result: undefined,
  }));
}
