import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { createSubscriberList } from '../../src/announcements/consent/subscriber-list.ts';
import { createEmergencyPath } from '../../src/announcements/emergency/alarm.ts';
import { createLinking } from '../../src/announcements/people/linking.ts';
import { createPublishing } from '../../src/announcements/publishing.ts';
import { runInService } from '../../src/cli.ts';
import { askService } from '../../src/commands/control/client.ts';
import { controlSocket } from '../../src/commands/control/place.ts';
import { listenForCommands } from '../../src/commands/control/service.ts';
import { createCommuneNames } from '../../src/conversations/commune-names.ts';
import { createOfficialDesk } from '../../src/conversations/office/desk.ts';
import { createOwnData } from '../../src/conversations/own-data/own-data.ts';
import { readConsentTable } from '../../src/sources/consent-table.ts';
import { auditKeyOf } from '../../src/stores/sealing.ts';
import type { Store } from '../../src/stores/store.ts';
import { approvalKey, codeOf, issuer, lan } from '../fakes/announcing.ts';
import { createTestClock, type TestClock } from '../fakes/clock.ts';
import { type ConsoleCore, startConsoleSite } from '../fakes/console-site.ts';
import { keptInDatabase, keptInFiles } from '../fakes/kept-store.ts';
import { guardOf } from '../fakes/log-guard.ts';
import { sharedPostgres } from '../fakes/postgres.ts';
import { createSendingService, populate } from '../fakes/sending-service.ts';
import { smallPack } from '../fakes/small-pack.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const postgres = await sharedPostgres();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const recipients = 40;
const perSecond = 20;
/** The send during which somebody says stop. */
const stoppedAtSend = 8;
const inFlight = 4;
/** The finest step of the clock: it stands still while the store or the door works, so that no machine is too slow. */
const stepMs = 50;

/** Whatever is asked of the store and not answered yet. */
interface Busy {
  count: number;
}

/** The store, which counts what it is busy with. */
function counted<Part extends object>(part: Part, busy: Busy): Part {
  return new Proxy(part, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return typeof member === 'object' && member ? counted(member, busy) : member;
      return (...given: unknown[]) => {
        const made: unknown = Reflect.apply(member, target, given);
        return made instanceof Promise ? during(busy, made) : made;
      };
    },
  });
}

async function during<Value>(busy: Busy, work: Promise<Value>): Promise<Value> {
  busy.count += 1;
  try {
    return await work;
  } finally {
    busy.count -= 1;
  }
}

/** Where an official works from, ready to stop number 1. */
type Door = (core: ConsoleCore, store: Store) => Promise<() => Promise<unknown>>;

const console: Door = async (core) => {
  const site = await startConsoleSite({ announcing: core });
  closing.push(site.close);
  const browser = await site.signedIn('lan');
  const one = '/quan-tri/thong-bao/1';
  return async () => {
    const answer = await browser.submit(`${one}/theo-doi`, { reason: 'sai giờ' }, `${one}/dung`);
    expect([answer.status, answer.location]).toEqual([303, `${one}/theo-doi?da=dung`]);
  };
};

const telegram: Door = async ({ publishing, officials, officialsNow, clock }) => {
  await officialsNow((held) => held.map((one) => (one.id === 'lan' ? { ...one, chat: 'telegram:9001' } : one)));
  const desk = createOfficialDesk({
    publishing,
    officials,
    linking: createLinking({ officials, now: clock.now }),
    communes: createCommuneNames(smallPack),
    console: undefined,
    send: async () => true,
    fetchPicture: async () => ({ kind: 'gone' }),
    follow: () => undefined,
    now: clock.now,
  });
  return async () => {
    expect((await desk.reply('telegram:9001', '/thongbao 1 dừng sai giờ'))?.text).toContain('đã dừng hẳn');
  };
};

const warmCommand: Door = async ({ publishing, emergency, officialsNow, clock }, store) => {
  const since = clock.now().toISOString();
  await officialsNow((held) => held.map((one) => ({ ...one, terminals: [{ place: 'pts/1', since }] })));
  const path = controlSocket(temporaryFolder());
  const communes = createCommuneNames(smallPack);
  const desk = {
    publishing,
    emergency,
    list: createSubscriberList({ ...store, now: clock.now }),
    readConsents: readConsentTable,
    ownData: createOwnData({ ...store, communes, now: clock.now }),
    trimming: { plan: async () => ({ kind: 'refused', refusal: { code: 'unknown-official' } }) as const },
    afterRestore: async () => ({ kind: 'refused', refusal: { code: 'unknown-official' } }) as const,
    communes,
    chatOf: async () => undefined,
    send: async () => false,
    reminders: () => [],
    now: clock.now,
  };
  const inside = {
    store,
    auditKey: undefined,
    approvedHeads: async () => [],
    trimming: undefined,
    restarting: undefined,
    managing: undefined,
    communes: () => Promise.reject(new Error('no commune is named here')),
    desk: async () => desk,
  };
  const service = await listenForCommands(path, (argv, io) => runInService(argv, io, inside));
  closing.push(service.close);
  return async () => {
    let out = '';
    const said = (text: string) => {
      out += text;
    };
    const io = { out: said, err: said, stdin: Readable.from([]), interactive: false, terminal: 'pts/1' };
    expect(await askService(path, ['announce', 'stop', '1', '--as', 'lan', '--reason', 'sai giờ'], io), out).toBe(0);
  };
};

function sleepingBy(clock: TestClock) {
  return (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((wake) => {
      if (signal?.aborted) return wake();
      const cancel = clock.schedule(ms, wake);
      signal?.addEventListener('abort', () => {
        cancel();
        wake();
      });
    });
}

describe.each(['embedded', 'PostgreSQL'] as const)('stop, on the store %s', (kind) => {
  async function opened(clock: TestClock): Promise<Store | undefined> {
    const deps = { key: approvalKey, clock, closing };
    if (kind === 'embedded') return keptInFiles(deps).open();
    return postgres && (await keptInDatabase(deps, postgres)).open();
  }

  it.for<[string, Door]>([
    ['the console', console],
    ['Telegram', telegram],
    ['a command', warmCommand],
  ])('C-21: said from %s acts within a second: nothing is sent later than that', async ([, open], { skip }) => {
    const clock = createTestClock();
    const busy: Busy = { count: 0 };
    const bare = await opened(clock);
    if (!bare) return skip('no PostgreSQL here');
    await populate(bare, recipients, clock.now().toISOString());
    const store = counted(bare, busy);
    const deps = {
      ...store,
      channels: [{ name: 'telegram', maxTextLength: 4096 }],
      ...{ now: clock.now, issuer, approvalKey, newId: () => 'id-1', facts: () => [] },
      guard: guardOf(store, { now: clock.now, auditKey: auditKeyOf(approvalKey) }),
    };
    const publishing = createPublishing(deps);
    const stop = await open(
      {
        ...store,
        clock,
        publishing,
        emergency: createEmergencyPath(deps),
        code: (id) => codeOf(store.officials, id, clock),
        officialsNow: (change) => store.officials.update((held) => ({ officials: change(held), records: [], result: undefined })),
      },
      store,
    );

    const begunAtMs: number[] = [];
    let acknowledgedAtMs = 0;
    const service = createSendingService({
      store,
      auditKey: auditKeyOf(approvalKey),
      lane: {
        channel: {
          name: 'telegram',
          async send() {
            begunAtMs.push(clock.now().getTime());
            if (begunAtMs.length === stoppedAtSend)
              void during(busy, stop()).then(() => {
                acknowledgedAtMs = clock.now().getTime();
              });
            return { kind: 'sent' };
          },
        },
        limits: { perSecond, burst: 1 },
        ...{ inFlight, perChatMs: 0, edit: undefined, template: undefined },
      },
      canary: recipients,
      holdMs: 0,
      now: clock.now,
      sleep: sleepingBy(clock),
    });
    // The next code of whoever has just signed in is a new one.
    await clock.advance(30_000);
    await service.begin(() => undefined);
    let over = false;
    const sending = service.send().finally(() => {
      over = true;
    });
    while (!over) {
      await new Promise((turn) => setImmediate(turn));
      if (busy.count === 0) await clock.advance(stepMs);
    }
    const [tally] = await sending;

    expect(acknowledgedAtMs).toBeGreaterThan(0);
    const after = begunAtMs.filter((atMs) => atMs > acknowledgedAtMs);
    expect(after.filter((atMs) => atMs > acknowledgedAtMs + 1_000)).toEqual([]);
    expect(after.length).toBeLessThanOrEqual(perSecond);
    expect(begunAtMs.length).toBeLessThanOrEqual(stoppedAtSend + inFlight + perSecond);
    expect(tally).toMatchObject({ sent: begunAtMs.length, cancelled: recipients - begunAtMs.length, pending: 0, leased: 0 });
    expect((await publishing.find(lan, 1)).kind).toBe('done');
  });
});
