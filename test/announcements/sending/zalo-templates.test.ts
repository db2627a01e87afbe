import { setTimeout as after } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Lane } from '../../../src/announcements/sending/lane.ts';
import { auditKeyOf } from '../../../src/stores/sealing.ts';
import { subscriber } from '../../contracts/subscribers.ts';
import { approvalKey, goodText } from '../../fakes/announcing.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { type KeptStore, type KeptStoreDeps, keptInDatabase, keptInFiles } from '../../fakes/kept-store.ts';
import { sharedPostgres } from '../../fakes/postgres.ts';
import { createSendingService, populate } from '../../fakes/sending-service.ts';
import { openZaloOa, userOf } from '../../fakes/zalo-oa-channel.ts';

const server = await sharedPostgres();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const stores: [string, boolean, (deps: KeptStoreDeps) => KeptStore | Promise<KeptStore>][] = [
  ['files', true, keptInFiles],
  ['PostgreSQL', server !== undefined, (deps) => keptInDatabase(deps, server!)],
];

/** Time that passes so much faster than ours: the waits of sending cost little, and a slow machine loses no lease. */
const faster = 8;

describe.each(stores)('an announcement to silent people of an Official Account, kept in %s', (_, isThere, kept) => {
  it.skipIf(!isThere)('C-9: the platform’s templates, the ledger and the text at the next contact agree', async () => {
    const clock = createTestClock();
    const store = await (await kept({ key: approvalKey, clock, closing })).open();
    const zalo = await openZaloOa({
      startAt: clock.now().toISOString(),
      templates: { '412345': { tieu_de: 100 } },
      boughtTemplates: 1,
    });
    closing.push(zalo.close);
    const { double, channel, newChat } = zalo;
    const [bought, charged, blocked, unheard, here] = [newChat(), newChat(), newChat(), newChat(), newChat()] as const;
    zalo.pass(8 * 24 * 3_600_000);
    double.contact(userOf(here));
    double.scriptTemplate(userOf(blocked), { error: -244 });
    double.scriptTemplate(userOf(unheard), { fault: 'reset-after' });
    await populate(store, 0, clock.now().toISOString());
    for (const chat of [bought, charged, blocked, unheard, here]) await store.subscribers.put(subscriber(chat));

    const begunMs = performance.now();
    const now = () => new Date(clock.now().getTime() + (performance.now() - begunMs) * faster);
    const lane: Lane = {
      channel,
      limits: { perSecond: 20, burst: 1 },
      inFlight: 1,
      perChatMs: 100,
      edit: undefined,
      template: channel.sendTemplate,
    };
    const parameters = [{ name: 'tieu_de', field: 'number' as const, most: 100 }];
    const service = createSendingService({
      ...{ store, lane, now, canary: 100, holdMs: 0, auditKey: auditKeyOf(approvalKey) },
      sleep: (ms, signal) => after(ms / faster, undefined, signal ? { signal } : {}).catch(() => undefined),
      beyond: { windowMs: 7 * 86_400_000, template: { id: '412345', parameters, priceVnd: 120 } },
    });
    await service.begin(() => undefined);
    const [tally] = await service.send();
    expect(tally).toMatchObject({ total: 5, sent: 1, deferred: 4, told: 3, templates: { quota: 1, charged: 1, unheard: 1 } });
    const templatesShown = [bought, charged, blocked, unheard, here].map((chat) => double.templatesOf(userOf(chat)).length);
    expect(templatesShown).toEqual([1, 1, 0, 1, 0]);

    for (const chat of [bought, unheard]) {
      double.contact(userOf(chat));
      expect(await store.outbox.releaseDeferred(chat)).toBe(1);
    }
    const open = [{ announcement: (await service.held())!.id, ranks: 9 }];
    const released = await store.outbox.claim('zalo-oa', 9, 30_000, open);
    expect(released.map(({ chat, template }) => [chat, template])).toEqual([
      [bought, 'quota'],
      [unheard, 'unheard'],
    ]);
    expect(double.shown(userOf(here)).map(({ text }) => text.includes(goodText))).toEqual([true]);
  });
});
