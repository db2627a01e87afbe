import { expect, it } from 'vitest';
import type { AnnouncementStore } from '../../src/announcements/announcement.ts';
import {
  type ClaimedDelivery,
  type DeliveryState,
  longestAheadMs,
  type Opening,
  type Outbox,
} from '../../src/announcements/sending/outbox.ts';
import type { Subscribers } from '../../src/announcements/sending/subscribers.ts';
import type { TestClock } from '../fakes/clock.ts';
import { draftAnnouncement, someRecord } from './announcement-store.ts';
import { subscriber } from './subscribers.ts';

interface Parts {
  outbox: Outbox;
  subscribers: Subscribers;
  announcements: AnnouncementStore;
  /** The store's clock. */
  clock: TestClock;
}

export const anyNumber = { least: 0, most: Number.MAX_SAFE_INTEGER };
export const everyRank = Number.MAX_SAFE_INTEGER;
const everyone = { kind: 'subscribers', audience: { kind: 'everyone' } } as const;
const all = (...ids: string[]): Opening[] => ids.map((announcement) => ({ announcement, ranks: everyRank }));
const chats = (deliveries: ClaimedDelivery[]) => deliveries.map(({ chat }) => chat);

/** What every ledger of deliveries promises. `open` gives an empty one, with the subscribers of the same store. */
export function describeOutbox(open: () => Promise<Parts>): void {
  async function opened(count: number): Promise<Parts> {
    const parts = await open();
    for (let i = 0; i < count; i += 1) await parts.subscribers.put(subscriber(`telegram:${i}`));
    return parts;
  }
  const sent = (clock: TestClock, messageId?: string): DeliveryState => ({
    kind: 'sent',
    at: clock.now().toISOString(),
    duplicate: false,
    ...(messageId ? { messageId } : {}),
  });

  it('gives every subscriber meant one delivery, once, however often it is published', async () => {
    const { outbox, subscribers } = await opened(3);
    await subscribers.put(subscriber('zalo-oa:1', { topics: ['reform'] }));
    const meant = { kind: 'subscribers', audience: { kind: 'topics', topics: ['milestones'] } } as const;
    expect(await outbox.publish('a', meant, anyNumber)).toEqual({ kind: 'published', total: 3 });
    await subscribers.put(subscriber('telegram:late'));
    expect(await outbox.publish('a', meant, anyNumber)).toEqual({ kind: 'published', total: 3 });
    expect(chats(await outbox.claim('telegram', 10, 1_000, all('a'))).sort()).toEqual(['telegram:0', 'telegram:1', 'telegram:2']);
  });

  it('G-7: whoever is out of reach now comes after all who are not, so that the first few are people who get it', async () => {
    const { outbox, subscribers, clock } = await opened(0);
    const nowIso = clock.now().toISOString();
    const longAgo = new Date(clock.now().getTime() - 3_600_000).toISOString();
    for (const chat of ['web:absent1', 'web:absent2']) await subscribers.put(subscriber(chat, { lastContactAt: longAgo }));
    await subscribers.put(subscriber('web:here', { lastContactAt: nowIso }));
    await subscribers.put(subscriber('web:absent3', { lastContactAt: longAgo }));
    const wanted = { ...everyone, windowStarts: { web: nowIso } };
    expect(await outbox.publish('a', wanted, anyNumber)).toEqual({ kind: 'published', total: 4 });
    const first = await outbox.claim('web', 10, 1_000, [{ announcement: 'a', ranks: 1 }]);
    expect(chats(first)).toEqual(['web:here']);
  });

  it('publishes to nobody when the number is not the expected one', async () => {
    const { outbox } = await opened(3);
    expect(await outbox.publish('a', everyone, { least: 4, most: 9 })).toEqual({ kind: 'refused', total: 3 });
    expect(await outbox.publish('a', everyone, { least: 0, most: 2 })).toEqual({ kind: 'refused', total: 3 });
    expect(await outbox.tally('a', everyRank)).toEqual([]);
    expect(await outbox.claim('telegram', 10, 1_000, all('a'))).toEqual([]);
  });

  it('adds named chats that have no delivery yet', async () => {
    const { outbox } = await opened(1);
    await outbox.publish('a', everyone, anyNumber);
    const named = { kind: 'chats', chats: ['telegram:0', 'telegram:new'] } as const;
    expect(await outbox.publish('a', named, anyNumber)).toEqual({ kind: 'published', total: 2 });
    expect(await outbox.publish('a', named, anyNumber)).toEqual({ kind: 'published', total: 2 });
    expect((await outbox.claim('telegram', 10, 1_000, all('a'))).map(({ chat, rank }) => [chat, rank])).toEqual([
      ['telegram:0', 0],
      ['telegram:new', 1],
    ]);
  });

  it('sends once to a chat that is named twice, and to nobody who was forgotten since they were reached', async () => {
    const { outbox, subscribers, clock } = await opened(3);
    const named = { kind: 'chats', chats: ['telegram:2', 'telegram:0', 'telegram:2', 'telegram:1'] } as const;
    expect(await outbox.publish('a', named, anyNumber)).toEqual({ kind: 'published', total: 3 });
    const order = chats(await outbox.claim('telegram', 9, 1_000, all('a')));
    expect(order).toEqual(['telegram:2', 'telegram:0', 'telegram:1']);
    await outbox.record(order.map((chat) => ({ announcement: 'a', chat, next: sent(clock) })));
    await subscribers.forget('telegram:0');
    for (const rest of [false, true])
      expect(await outbox.publish(`b ${rest}`, { kind: 'reached', by: 'a', rest }, anyNumber)).toMatchObject({ total: 2 });
    expect(await outbox.publish('c', { kind: 'reached', by: 'unknown', rest: true }, anyNumber)).toMatchObject({ total: 0 });
    expect(chats(await outbox.claim('telegram', 9, 1_000, all('b true', 'c')))).toEqual(['telegram:2', 'telegram:1']);
  });

  it('who comes back gets what ended because they were not there; who has it, or may have it, is not promised it again', async () => {
    const { outbox, clock } = await opened(6);
    await outbox.publish('a', everyone, anyNumber);
    const ends: DeliveryState[] = [
      { kind: 'left' },
      { kind: 'failed', reason: 'blocked' },
      sent(clock),
      { kind: 'uncertain', duplicate: false },
      { kind: 'failed', reason: 'rejected' },
    ];
    const order = chats(await outbox.claim('telegram', 9, 1_000, all('a')));
    await outbox.record(ends.map((next, i) => ({ announcement: 'a', chat: order[i]!, next })));
    const given = await Promise.all([...order, 'telegram:new'].map((chat) => outbox.give('a', chat)));
    expect(given).toEqual([true, true, false, false, false, true, true]);
    expect(await outbox.give('unknown', 'telegram:new')).toBe(false);
    expect((await outbox.claim('telegram', 9, 1_000, all('a'))).map(({ chat, rank }) => [chat, rank])).toEqual([
      [order[0], 0],
      [order[1], 1],
      ['telegram:new', 6],
    ]);
    expect(await outbox.tally('a', everyRank)).toMatchObject([{ total: 7 }]);
  });

  it('hands out only what is open, by announcement and then by rank', async () => {
    const { outbox } = await opened(4);
    for (const id of ['a', 'b']) await outbox.publish(id, everyone, anyNumber);
    expect(await outbox.claim('telegram', 10, 1_000, [])).toEqual([]);
    expect(await outbox.claim('zalo-oa', 10, 1_000, all('a'))).toEqual([]);
    const claimed = await outbox.claim('telegram', 3, 1_000, [{ announcement: 'b', ranks: 2 }, ...all('a')]);
    expect(claimed.map(({ announcement, rank }) => [announcement, rank])).toEqual([
      ['b', 0],
      ['b', 1],
      ['a', 0],
    ]);
  });

  it('hands out nothing twice while its lease runs; one that ran out before the send was begun is no possible duplicate', async () => {
    const { outbox, clock } = await opened(2);
    await outbox.publish('a', everyone, anyNumber);
    expect(await outbox.claim('telegram', 1, 1_000, all('a'))).toMatchObject([{ rank: 0, uncertain: 0 }]);
    expect(await outbox.claim('telegram', 9, 5_000, all('a'))).toMatchObject([{ rank: 1, uncertain: 0 }]);
    await clock.advance(1_500);
    expect(await outbox.claim('telegram', 9, 1_000, all('a'))).toMatchObject([{ rank: 0, uncertain: 0 }]);
  });

  it('begins what is kept at the same moment: whoever has a delivery is told so, however many ask', async () => {
    const { outbox, subscribers } = await open();
    for (let i = 1; i <= 20; i += 1) await subscribers.put(subscriber(`telegram:${i}`));
    await outbox.publish('a', everyone, anyNumber);
    const claimed = await outbox.claim('telegram', 20, 1_000, all('a'));
    // What is asked for first has the others wait behind it, to be carried out together.
    const begun = claimed.map((one) => outbox.hold([one], 1_000, 'begin'));
    const kept = outbox.hold(claimed, 1_000, 'keep');
    const again = claimed.map((one) => outbox.hold([one], 1_000, 'begin'));
    expect((await Promise.all([...begun, kept, ...again])).flat()).toEqual(Array.from({ length: 60 }, () => true));
  });

  it('a lease that is kept up is nobody else’s, however slow the platform; one that was lost cannot begin', async () => {
    const { outbox, clock } = await opened(2);
    await outbox.publish('a', everyone, anyNumber);
    const claimed = await outbox.claim('telegram', 9, 1_000, all('a'));
    await clock.advance(800);
    expect(await outbox.hold(claimed, 1_000, 'keep')).toEqual([true, true]);
    await clock.advance(800);
    expect(await outbox.claim('telegram', 9, 1_000, all('a'))).toEqual([]);
    await outbox.record([{ announcement: 'a', chat: claimed[1]!.chat, next: sent(clock) }]);
    expect(await outbox.hold(claimed, 1_000, 'begin')).toEqual([true, false]);
    await clock.advance(1_500);
    const [again] = await outbox.claim('telegram', 9, 1_000, all('a'));
    expect(again).toMatchObject({ rank: 0, uncertain: 1 });
    expect(await outbox.hold(claimed.slice(0, 1), 1_000, 'begin')).toEqual([false]);
    expect(await outbox.hold([again!], 1_000, 'begin')).toEqual([true]);
  });

  it('nobody is sent to more than twice: begun twice and never heard of, it ends as uncertain', async () => {
    const { outbox, clock } = await opened(1);
    await outbox.publish('a', everyone, anyNumber);
    for (const uncertain of [0, 1]) {
      const claimed = await outbox.claim('telegram', 9, 1_000, all('a'));
      expect(claimed).toMatchObject([{ uncertain }]);
      expect(await outbox.hold(claimed, 1_000, 'begin')).toEqual([true]);
      await clock.advance(2_000);
    }
    expect(await outbox.claim('telegram', 9, 1_000, all('a'))).toEqual([]);
    expect(await outbox.tally('a', everyRank)).toMatchObject([{ total: 1, uncertain: 1, duplicates: 1, leased: 0, pending: 0 }]);
  });

  it('what somebody was too slow to record is a possible duplicate only where another has begun to send it', async () => {
    const { outbox, clock } = await opened(2);
    await outbox.publish('a', everyone, anyNumber);
    const slow = await outbox.claim('telegram', 9, 1_000, all('a'));
    await outbox.hold(slow, 1_000, 'begin');
    await clock.advance(2_000);
    const taken = await outbox.claim('telegram', 9, 1_000, all('a'));
    await outbox.hold(taken.slice(0, 1), 1_000, 'begin');
    await outbox.record(slow.map(({ announcement, chat, lease }) => ({ announcement, chat, lease, next: sent(clock) })));
    expect(await outbox.hold(taken.slice(1), 1_000, 'begin')).toEqual([false]);
    expect(await outbox.tally('a', everyRank)).toMatchObject([{ sent: 2, duplicates: 1 }]);
  });

  it('those that were tried come after all that were not', async () => {
    const { outbox, clock } = await opened(5);
    await outbox.publish('a', everyone, anyNumber);
    const [refused, begun, held] = await outbox.claim('telegram', 3, 1_000, all('a'));
    const dueAt = clock.now().toISOString();
    await outbox.record([
      { announcement: 'a', chat: refused!.chat, next: { kind: 'pending', dueAt, attempts: 1, uncertain: 0 } },
    ]);
    await outbox.hold([begun!], 1_000, 'begin');
    await clock.advance(2_000);
    const order = await outbox.claim('telegram', 9, 1_000, all('a'));
    expect(order.map(({ rank }) => rank)).toEqual([held!.rank, 3, 4, refused!.rank, begun!.rank]);
  });

  it('hands nothing to two workers at once', async () => {
    const { outbox } = await opened(40);
    await outbox.publish('a', everyone, anyNumber);
    const claims = await Promise.all(Array.from({ length: 8 }, () => outbox.claim('telegram', 10, 60_000, all('a'))));
    const claimed = claims.flatMap(chats);
    expect(new Set(claimed).size).toBe(claimed.length);
    for (;;) {
      const more = await outbox.claim('telegram', 10, 60_000, all('a'));
      if (more.length === 0) break;
      claimed.push(...chats(more));
    }
    expect(new Set(claimed).size).toBe(40);
    expect(claimed).toHaveLength(40);
  });

  it('waits until a delivery is due and remembers its attempts', async () => {
    const { outbox, clock } = await opened(1);
    await outbox.publish('a', everyone, anyNumber);
    await outbox.claim('telegram', 1, 9_000, all('a'));
    const firstAttemptAt = clock.now().toISOString();
    const dueAt = new Date(clock.now().getTime() + 3_000).toISOString();
    await outbox.record([
      {
        announcement: 'a',
        chat: 'telegram:0',
        next: { kind: 'pending', dueAt, attempts: 2, uncertain: 1, firstAttemptAt },
      },
    ]);
    await clock.advance(2_000);
    expect(await outbox.claim('telegram', 1, 9_000, all('a'))).toEqual([]);
    await clock.advance(1_000);
    expect(await outbox.claim('telegram', 1, 9_000, all('a'))).toMatchObject([{ attempts: 2, uncertain: 1, firstAttemptAt }]);
  });

  const jumps = [60_000, -60_000, 7 * 3_600_000, -7 * 3_600_000, 365 * 86_400_000, -365 * 86_400_000];
  it.each(jumps)('E-12: nobody waits for a clock that was %d ms off when it was published', async (jumpMs) => {
    const { outbox, clock } = await opened(2);
    clock.jump(jumpMs);
    await outbox.publish('a', everyone, anyNumber);
    clock.jump(-jumpMs);
    await clock.advance(longestAheadMs);
    expect(await outbox.claim('telegram', 9, 1_000, all('a'))).toHaveLength(2);
  });

  it.each(jumps)('E-12: a lease and a wait of a clock that was %d ms off run no longer than any other', async (jumpMs) => {
    const { outbox, clock } = await opened(2);
    await outbox.publish('a', everyone, anyNumber);
    clock.jump(jumpMs);
    await clock.advance(longestAheadMs);
    const [first] = await outbox.claim('telegram', 1, 30_000, all('a'));
    const [second] = await outbox.claim('telegram', 9, 30_000, all('a'));
    const dueAt = new Date(clock.now().getTime() + longestAheadMs).toISOString();
    const next: DeliveryState = { kind: 'pending', dueAt, attempts: 1, uncertain: 0 };
    await outbox.record([{ announcement: 'a', chat: second!.chat, next }]);
    clock.jump(-jumpMs);
    const again: ClaimedDelivery[] = [];
    for (let waitedMs = 0; waitedMs <= longestAheadMs; waitedMs += 5_000) {
      const claimed = await outbox.claim('telegram', 9, longestAheadMs, all('a'));
      await outbox.record(claimed.map(({ announcement, chat }) => ({ announcement, chat, next: sent(clock) })));
      again.push(...claimed);
      await clock.advance(5_000);
    }
    expect(again.map(({ chat, uncertain, attempts }) => [chat, uncertain, attempts])).toEqual([
      [first!.chat, 0, 0],
      [second!.chat, 0, 1],
    ]);
  });

  it('E-12: what is called off is not held by a lease of a clock that was a year ahead', async () => {
    const { outbox, clock } = await opened(2);
    await outbox.publish('a', everyone, anyNumber);
    clock.jump(365 * 86_400_000);
    await outbox.hold(await outbox.claim('telegram', 1, 30_000, all('a')), 30_000, 'begin');
    clock.jump(-365 * 86_400_000);
    await outbox.end('a', 'cancelled');
    expect(await outbox.tally('a', everyRank)).toMatchObject([{ leased: 0, uncertain: 1, cancelled: 1 }]);
  });

  it('leaves an end state as it is', async () => {
    const { outbox, clock } = await opened(1);
    await outbox.publish('a', everyone, anyNumber);
    const result = { announcement: 'a', chat: 'telegram:0' };
    await outbox.record([{ ...result, next: sent(clock) }]);
    await outbox.record([{ ...result, next: { kind: 'failed', reason: 'gone' } }]);
    await outbox.record([{ announcement: 'nowhere', chat: 'telegram:0', next: sent(clock) }]);
    await outbox.end('a', 'cancelled');
    expect(await outbox.claim('telegram', 1, 1_000, all('a'))).toEqual([]);
    expect(await outbox.tally('a', everyRank)).toMatchObject([{ channel: 'telegram', total: 1, sent: 1, cancelled: 0 }]);
  });

  it('keeps what a closed window deferred until the person writes', async () => {
    const { outbox } = await opened(2);
    await outbox.publish('a', everyone, anyNumber);
    await outbox.record([{ announcement: 'a', chat: 'telegram:0', next: { kind: 'deferred' } }]);
    expect(chats(await outbox.claim('telegram', 9, 1_000, all('a')))).toEqual(['telegram:1']);
    expect(await outbox.releaseDeferred('telegram:1')).toBe(0);
    expect(await outbox.releaseDeferred('telegram:0')).toBe(1);
    expect(chats(await outbox.claim('telegram', 9, 1_000, all('a')))).toEqual(['telegram:0']);
  });

  it('C-9: notes for good who was told by a template, also while their text waits, goes out, ends or is forgotten', async () => {
    const { outbox, subscribers, clock } = await opened(4);
    await outbox.publish('a', everyone, anyNumber);
    const order = chats(await outbox.claim('telegram', 9, 1_000, all('a')));
    const deferred = { kind: 'deferred' } as const;
    await outbox.record([
      { announcement: 'a', chat: order[0]!, next: deferred, template: 'quota' },
      { announcement: 'a', chat: order[1]!, next: sent(clock), template: 'charged' },
      { announcement: 'a', chat: order[2]!, next: deferred, template: 'unheard' },
      { announcement: 'a', chat: order[3]!, next: deferred },
    ]);
    const marked = { templates: { quota: 1, charged: 1, unheard: 1 } };
    expect(await outbox.tally('a', everyRank)).toMatchObject([{ ...marked, total: 4, deferred: 3, told: 2, sent: 1 }]);

    await outbox.publish('b', { kind: 'reached', by: 'a', rest: false }, anyNumber);
    expect(chats(await outbox.claim('telegram', 9, 1_000, all('b'))).sort()).toEqual(order.slice(0, 3).sort());

    for (const chat of [order[0]!, order[3]!]) await outbox.releaseDeferred(chat);
    const again = await outbox.claim('telegram', 9, 1_000, all('a'));
    expect(again.map(({ chat, template }) => [chat, template])).toEqual([
      [order[0], 'quota'],
      [order[3], undefined],
    ]);
    await outbox.record(again.map(({ announcement, chat, lease }) => ({ announcement, chat, lease, next: sent(clock) })));
    await outbox.end('a', 'expired');
    await subscribers.forget(order[1]!);
    expect(await outbox.tally('a', everyRank)).toMatchObject([{ ...marked, deferred: 0, told: 0, sent: 3, expired: 1 }]);
  });

  it('ends what is left: what was never begun is cancelled, what was begun and held too long is uncertain, what is held stays', async () => {
    const { outbox, clock } = await opened(4);
    await outbox.publish('a', everyone, anyNumber);
    const [begun] = await outbox.claim('telegram', 2, 1_000, all('a'));
    await outbox.hold([begun!], 1_000, 'begin');
    await clock.advance(2_000);
    await outbox.record([{ announcement: 'a', chat: 'telegram:3', next: { kind: 'deferred' } }]);

    await outbox.end('a', 'cancelled');
    expect(await outbox.tally('a', everyRank)).toMatchObject([
      { total: 4, uncertain: 1, duplicates: 0, cancelled: 3, pending: 0 },
    ]);
    await outbox.publish('b', everyone, anyNumber);
    await outbox.claim('telegram', 1, 60_000, all('b'));
    await outbox.end('b', 'expired');
    expect(await outbox.tally('b', everyRank)).toMatchObject([{ leased: 1, expired: 3 }]);
  });

  it('says with each delivery what the person wants now', async () => {
    const { outbox, subscribers } = await opened(2);
    await outbox.publish('a', everyone, anyNumber);
    await subscribers.remove('telegram:0');
    await subscribers.put(subscriber('telegram:1', { topics: ['reform'] }));
    const [gone, changed] = await outbox.claim('telegram', 9, 1_000, all('a'));
    expect(gone?.subscriber).toBeUndefined();
    expect(changed?.subscriber).toEqual(subscriber('telegram:1', { topics: ['reform'] }));
  });

  it('finds who was reached by another announcement, in its order, and the rest after them', async () => {
    const { outbox, announcements, clock } = await opened(6);
    const original = await announcements.create(draftAnnouncement('a'), someRecord('a'));
    const about = { id: original.id, number: original.number };
    for (const id of ['b', 'c'])
      await announcements.create({ ...draftAnnouncement(id), kind: 'correction', about }, someRecord(id));
    await outbox.publish('a', everyone, anyNumber);
    const taken = await outbox.claim('telegram', 9, 1_000, all('a'));
    const order = chats(taken);
    await outbox.hold(taken.slice(5), 1_000, 'begin');
    const next: DeliveryState[] = [
      { kind: 'deferred' },
      sent(clock, '77'),
      { kind: 'failed', reason: 'blocked' },
      { kind: 'uncertain', duplicate: true },
      { kind: 'pending', dueAt: clock.now().toISOString(), attempts: 0, uncertain: 0 },
    ];
    await outbox.record(next.map((state, i) => ({ announcement: 'a', chat: order[i]!, next: state })));
    await clock.advance(2_000);
    expect(await outbox.publish('b', { kind: 'reached', by: 'a', rest: false }, anyNumber)).toMatchObject({ total: 3 });
    expect(await outbox.publish('c', { kind: 'reached', by: 'a', rest: true }, anyNumber)).toMatchObject({ total: 5 });
    const reached = await outbox.claim('telegram', 9, 1_000, all('b'));
    expect(chats(reached)).toEqual([order[1], order[3], order[5]]);
    expect(reached.map(({ originalMessageId }) => originalMessageId)).toEqual(['77', undefined, undefined]);
    expect(reached.map(({ hasOriginal }) => hasOriginal)).toEqual([true, undefined, undefined]);
    expect(chats(await outbox.claim('telegram', 9, 1_000, all('c')))).toEqual([order[1], order[3], order[5], order[0], order[4]]);
  });

  it('counts by channel, also of the first ranks only', async () => {
    const { outbox, subscribers } = await opened(2);
    await subscribers.put(subscriber('zalo-oa:1'));
    await outbox.publish('a', everyone, anyNumber);
    const tallies = await outbox.tally('a', everyRank);
    expect(Object.fromEntries(tallies.map(({ channel, total, pending }) => [channel, { total, pending }]))).toEqual({
      telegram: { total: 2, pending: 2 },
      'zalo-oa': { total: 1, pending: 1 },
    });
    const first = await outbox.tally('a', 1);
    expect(first.reduce((sum, { total }) => sum + total, 0)).toBe(1);
    expect(await outbox.tally('unknown', everyRank)).toEqual([]);
  });
}
