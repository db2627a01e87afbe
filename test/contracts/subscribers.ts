import { expect, it } from 'vitest';
import type { Outbox } from '../../src/announcements/sending/outbox.ts';
import type { Subscriber, Subscribers } from '../../src/announcements/sending/subscribers.ts';

export const subscriber = (chat: string, changes: Partial<Subscriber> = {}): Subscriber => ({
  chat,
  topics: ['all'],
  communes: [],
  subscribedAt: '2026-03-01T08:00:00.000Z',
  lastContactAt: '2026-03-01T08:00:00.000Z',
  ...changes,
});

/** What every store of subscribers promises. `open` gives an empty one, with the outbox of the same store. */
export function describeSubscribers(open: () => Promise<{ subscribers: Subscribers; outbox: Outbox }>): void {
  it('gives back what was put in, and the latest of it', async () => {
    const { subscribers } = await open();
    await subscribers.put(subscriber('telegram:1'));
    await subscribers.put(subscriber('telegram:1', { topics: ['reform'], communes: ['02671'] }));
    expect(await subscribers.get('telegram:1')).toEqual(subscriber('telegram:1', { topics: ['reform'], communes: ['02671'] }));
    expect(await subscribers.get('telegram:2')).toBeUndefined();
  });

  it('keeps the language somebody chose, gives it with their deliveries, and forgets it when they choose Vietnamese again', async () => {
    const { subscribers, outbox } = await open();
    await subscribers.put(subscriber('telegram:1', { language: 'hmn' }));
    expect(await subscribers.get('telegram:1')).toEqual(subscriber('telegram:1', { language: 'hmn' }));
    await outbox.publish('a', { kind: 'subscribers', audience: { kind: 'everyone' } }, { least: 1, most: 1 });
    const [claimed] = await outbox.claim('telegram', 1, 1_000, [{ announcement: 'a', ranks: 1 }]);
    expect(claimed?.subscriber).toEqual(subscriber('telegram:1', { language: 'hmn' }));
    await subscribers.put(subscriber('telegram:1'));
    expect(await subscribers.get('telegram:1')).toEqual(subscriber('telegram:1'));
  });

  it('keeps nobody who left', async () => {
    const { subscribers } = await open();
    await subscribers.put(subscriber('telegram:1'));
    await subscribers.remove('telegram:1');
    await subscribers.remove('telegram:2');
    expect(await subscribers.get('telegram:1')).toBeUndefined();
    expect(await subscribers.reach({ kind: 'everyone' }, {})).toEqual([]);
  });

  it('counts an audience by channel, and who is inside the messaging window', async () => {
    const { subscribers } = await open();
    await subscribers.put(subscriber('telegram:1'));
    await subscribers.put(subscriber('zalo-oa:1', { lastContactAt: '2026-02-20T00:00:00.000Z' }));
    await subscribers.put(subscriber('zalo-oa:2', { lastContactAt: '2026-02-27T00:00:00.000Z' }));
    await subscribers.put(subscriber('zalo-oa:3', { topics: ['reform'] }));
    const reach = await subscribers.reach({ kind: 'topics', topics: ['milestones'] }, { 'zalo-oa': '2026-02-27T00:00:00.000Z' });
    expect(reach.sort((a, b) => (a.channel < b.channel ? -1 : 1))).toEqual([
      { channel: 'telegram', now: 1, later: 0 },
      { channel: 'zalo-oa', now: 1, later: 1 },
    ]);
  });

  it('counts who asked for the news of which commune', async () => {
    const { subscribers } = await open();
    await subscribers.put(subscriber('telegram:1', { topics: [], communes: ['02671', '02683'] }));
    await subscribers.put(subscriber('zalo-oa:1', { communes: ['02671'] }));
    await subscribers.put(subscriber('telegram:2'));
    const inOrder = async (...asked: Parameters<Subscribers['byCommune']>) =>
      (await subscribers.byCommune(...asked)).sort((a, b) => (a.commune + a.channel < b.commune + b.channel ? -1 : 1));
    expect(await inOrder({ kind: 'everyone' }, {})).toEqual([
      { commune: '02671', channel: 'telegram', now: 1, later: 0 },
      { commune: '02671', channel: 'zalo-oa', now: 1, later: 0 },
      { commune: '02683', channel: 'telegram', now: 1, later: 0 },
    ]);
    const closed = { 'zalo-oa': '2026-03-02T00:00:00.000Z' };
    expect(await inOrder({ kind: 'topics', topics: ['reform'] }, closed)).toEqual([
      { commune: '02671', channel: 'zalo-oa', now: 0, later: 1 },
    ]);
  });

  it('counts of some communes those who asked for a topic besides: neither is enough alone, one of each kind is', async () => {
    const { subscribers, outbox } = await open();
    const put = (chat: string, topics: Subscriber['topics'], communes: string[]) =>
      subscribers.put(subscriber(chat, { topics, communes }));
    await put('telegram:both', ['milestones'], ['02671']);
    await put('telegram:all', ['all'], ['02683', '02999']);
    await put('telegram:commune', [], ['02671']);
    await put('telegram:topic', ['milestones'], []);
    await put('telegram:other-topic', ['reform'], ['02671']);
    await put('telegram:other-commune', ['milestones'], ['02999']);
    const audience = { kind: 'communes-and-topics', communes: ['02671', '02683'], topics: ['milestones'] } as const;
    expect(await subscribers.reach(audience, {})).toEqual([{ channel: 'telegram', now: 2, later: 0 }]);
    await outbox.publish('a', { kind: 'subscribers', audience }, { least: 0, most: 9 });
    const claimed = await outbox.claim('telegram', 10, 1_000, [{ announcement: 'a', ranks: Number.MAX_SAFE_INTEGER }]);
    expect(claimed.map(({ chat }) => chat).sort()).toEqual(['telegram:all', 'telegram:both']);
    for (const nobody of [
      { ...audience, communes: [] },
      { ...audience, topics: [] },
    ])
      expect(await subscribers.reach(nobody, {})).toEqual([]);
  });

  it('forgets a person everywhere, and only the totals remember that somebody was there', async () => {
    const { subscribers, outbox } = await open();
    for (const chat of ['telegram:1', 'telegram:2']) await subscribers.put(subscriber(chat));
    await outbox.publish('a', { kind: 'subscribers', audience: { kind: 'everyone' } }, { least: 2, most: 2 });
    await subscribers.forget('telegram:1');
    expect(await subscribers.get('telegram:1')).toBeUndefined();
    const open_ = [{ announcement: 'a', ranks: Number.MAX_SAFE_INTEGER }];
    expect((await outbox.claim('telegram', 10, 1_000, open_)).map(({ chat }) => chat)).toEqual(['telegram:2']);
    expect(await outbox.tally('a', Number.MAX_SAFE_INTEGER)).toMatchObject([{ total: 2, left: 1, leased: 1 }]);
  });
}
