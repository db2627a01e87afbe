import { Secret, TOTP } from 'otpauth';
import type { Actor } from '../../src/announcements/acting.ts';
import type { Announcement, Content, Incident } from '../../src/announcements/announcement.ts';
import { type Conductor, createConductor } from '../../src/announcements/conductor.ts';
import { createEmergencyPath, type EmergencyPath } from '../../src/announcements/emergency/alarm.ts';
import type { FactCheck } from '../../src/announcements/finding.ts';
import { createOpenings } from '../../src/announcements/openings.ts';
import type { Official, Officials } from '../../src/announcements/people/officials.ts';
import { createPublishing, type Publishing } from '../../src/announcements/publishing.ts';
import type { Outcome } from '../../src/announcements/refusal.ts';
import type { TemplateSettings } from '../../src/announcements/rendering.ts';
import { createClockWatch } from '../../src/announcements/sending/clock-watch.ts';
import type { Lane } from '../../src/announcements/sending/lane.ts';
import type { Sendable } from '../../src/announcements/sending/sendables.ts';
import { createWorker } from '../../src/announcements/sending/worker.ts';
import { createSeriesSteps } from '../../src/announcements/series/releasing.ts';
import type { SendOutcome } from '../../src/messaging/channel.ts';
import type { MessageImage } from '../../src/messaging/shown-image.ts';
import { official } from '../contracts/officials.ts';
import { subscriber } from '../contracts/subscribers.ts';
import { type AnnouncementsMemory, createAnnouncementsMemory } from './announcements-memory.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { guardOf } from './log-guard.ts';

/** Officials, subscribers and the whole core of announcements on a clock that stands still. */
export interface Announcing extends AnnouncementsMemory {
  clock: TestClock;
  publishing: Publishing;
  emergency: EmergencyPath;
  conductor: Conductor;
  /** What may be sent now. */
  sendables: () => Promise<Sendable[]>;
  incidents: Incident[];
  /** Jumps of the clock that were reported, ms. */
  jumps: number[];
  /** Every message the platforms accepted, in order. */
  accepted: { chat: string; text: string; image?: MessageImage | undefined; atMs: number }[];
  /** What a platform answers; by default it accepts everything. */
  platform: (chat: string, text: string) => SendOutcome | Promise<SendOutcome>;
  /** Lets the service run for so long. */
  run(ms: number, lane?: Partial<Lane>): Promise<void>;
  subscribe(count: number, channel?: string): Promise<void>;
  /** The six digits an official's authenticator shows now. */
  code(id: string): Promise<string>;
  officialsNow(change: (officials: readonly Official[]) => readonly Official[]): Promise<void>;
}

export const lan: Actor = { official: 'lan', from: 'console' };
export const minh: Actor = { official: 'minh', from: 'telegram' };
export const issuer = 'Ủy ban bầu cử tỉnh';
export const approvalKey = 'a key for tests';

export const goodText = 'Ngày 15/3/2026, cử tri xã Hợp Thành đi bầu từ 7 giờ tại nhà văn hóa thôn.';

export async function createAnnouncing(
  options: { facts?: FactCheck; canary?: number; holdMs?: number; windowMs?: number; template?: TemplateSettings } = {},
): Promise<Announcing> {
  const clock = createTestClock();
  const memory = createAnnouncementsMemory(clock.now);
  const accepted: Announcing['accepted'] = [];
  const incidents: Incident[] = [];
  const jumps: number[] = [];
  const canary = options.canary ?? 100;
  let made = 0;
  const deps = {
    ...memory,
    channels: [
      { name: 'telegram', maxTextLength: 4096, picture: { captionLength: 1_024 } },
      {
        name: 'zalo-oa',
        maxTextLength: 2000,
        windowMs: options.windowMs ?? 7 * 86_400_000,
        ...(options.template ? { template: options.template } : {}),
      },
    ],
    now: clock.now,
    issuer,
    approvalKey,
    facts: options.facts ?? (() => []),
    guard: guardOf(memory, { now: clock.now }),
    newId: () => {
      made += 1;
      return `id-${made}`;
    },
  };
  const watch = createClockWatch({
    wallMs: () => clock.now().getTime(),
    steadyMs: clock.steadyMs,
    jumped: (byMs) => jumps.push(byMs),
  });
  const tell = async (incident: Incident) => void incidents.push(incident);
  const conductor = createConductor({
    ...deps,
    canary,
    holdMs: options.holdMs ?? 120_000,
    isClockSettled: watch.isSettled,
    series: createSeriesSteps({ ...deps, tell }),
    tell,
  });
  await memory.officials.update(() => ({
    officials: [
      official('lan'),
      official('minh', { roles: ['approver'] }),
      official('both', { roles: ['author', 'approver'] }),
      official('lan-2', { person: 'staff-lan', roles: ['approver'] }),
      official('thu', { roles: ['auditor'] }),
    ],
    records: [],
    result: undefined,
  }));

  const sleep = (ms: number, signal: AbortSignal) =>
    new Promise<void>((done) => {
      if (signal.aborted) return done();
      const end = () => {
        cancel();
        // Thousands that stay on one signal make each further one slow.
        signal.removeEventListener('abort', end);
        done();
      };
      const cancel = clock.schedule(ms, end);
      signal.addEventListener('abort', end);
    });

  const sendables = createOpenings({ ...deps, canary });
  const announcing: Announcing = {
    ...memory,
    clock,
    publishing: createPublishing(deps),
    emergency: createEmergencyPath(deps),
    conductor,
    sendables,
    incidents,
    jumps,
    accepted,
    platform: () => ({ kind: 'sent' }),
    async run(ms, lane = {}) {
      const stop = new AbortController();
      const lanes = ['telegram', 'zalo-oa'].map(
        (name): Lane => ({
          channel: {
            name,
            async send(chat, { text, image }) {
              const outcome = await announcing.platform(chat, text);
              if (outcome.kind === 'sent')
                accepted.push({ chat, text, ...(image ? { image } : {}), atMs: clock.now().getTime() });
              return outcome;
            },
          },
          limits: { perSecond: 25, burst: 5 },
          inFlight: 8,
          perChatMs: 1_000,
          edit: undefined,
          template: undefined,
          ...lane,
        }),
      );
      const worker = createWorker({
        lanes,
        outbox: memory.outbox,
        pace: memory.pace,
        sendables,
        subscription: memory.subscribers.get,
        unsubscribe: memory.subscribers.remove,
        hold: conductor.hold,
        conversationsFirst: async () => undefined,
        now: clock.now,
        sleep,
        random: () => 0.5,
        report: ({ error }) => {
          throw error;
        },
      });
      const running = worker.run(stop.signal);
      for (let passed = 0; passed < ms; passed += 1_000) {
        await conductor.tick();
        await clock.advance(Math.min(1_000, ms - passed));
      }
      await conductor.tick();
      stop.abort();
      await running;
    },
    async subscribe(count, channel = 'telegram') {
      for (let i = 0; i < count; i += 1)
        await memory.subscribers.put(subscriber(`${channel}:${i}`, { lastContactAt: clock.now().toISOString() }));
    },
    code: (id) => codeOf(memory.officials, id, clock),
    officialsNow: (change) => memory.officials.update((held) => ({ officials: change(held), records: [], result: undefined })),
  };
  return announcing;
}

/** The six digits an official's authenticator shows now. */
export async function codeOf(officials: Officials, id: string, clock: TestClock): Promise<string> {
  const { totp } = (await officials.list()).find((held) => held.id === id)!;
  return new TOTP({ secret: Secret.fromBase32(totp.secret) }).generate({ timestamp: clock.now().getTime() });
}

/** The value of what was done; a refusal fails the test. */
export function valueIn<Value>(outcome: Outcome<Value>): Value {
  if (outcome.kind === 'refused') throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`);
  return outcome.value;
}

export const content = (changes: Partial<Content> = {}): Content => ({
  text: goodText,
  buttons: [],
  audience: { kind: 'everyone' },
  expiresAt: '2026-03-15T12:00:00.000Z',
  ...changes,
});

/** A draft of lan's, submitted. */
export async function submitted(
  cutri: Announcing,
  changes: Partial<Content> = {},
  kind: 'notice' | 'drill' = 'notice',
): Promise<Announcement> {
  const { id } = valueIn(await cutri.publishing.draft(lan, kind, content(changes)));
  return valueIn(await cutri.publishing.submit(lan, id, {}));
}

/** Approved by minh (or another), with what the preview asks for. */
export async function approved(cutri: Announcing, id: string, by = minh): Promise<Outcome<Announcement>> {
  const preview = valueIn(await cutri.publishing.preview(by, id));
  const outcome = await cutri.publishing.approve(by, id, {
    hash: preview.hash,
    code: await cutri.code(by.official),
    phrase: preview.phrase ?? '',
  });
  // The next code is a new one.
  await cutri.clock.advance(30_000);
  return outcome;
}

/** Lets an approved one go, with what whoever does it is asked for: the content they see and a code of their authenticator. */
export async function letGo(
  { publishing, code }: Pick<Announcing, 'publishing' | 'code'>,
  id: string,
  by: Actor = lan,
  go: 'send' | 'schedule' = 'send',
): Promise<Outcome<Announcement>> {
  const preview = await publishing.preview(by, id);
  const hash = preview.kind === 'done' ? { hash: preview.value.hash } : {};
  return publishing[go](by, id, { ...hash, code: await code(by.official) });
}

/** Submitted, approved and let go. */
export async function sent(cutri: Announcing, changes: Partial<Content> = {}): Promise<Announcement> {
  const { id } = await submitted(cutri, changes);
  valueIn(await approved(cutri, id));
  return valueIn(await letGo(cutri, id));
}
