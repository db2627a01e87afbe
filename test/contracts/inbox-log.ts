import { expect, it } from 'vitest';
import { type InboxLog, rememberedMs } from '../../src/conversations/inbox/log.ts';
import type { IncomingMessage } from '../../src/messaging/message.ts';
import { createTestClock, type TestClock } from '../fakes/clock.ts';

/** One process's hold on an inbox; `reopen` ends it without a word, as a kill does, and opens the same inbox again. */
export interface OpenedLog {
  log: InboxLog;
  reopen(): Promise<InboxLog>;
}

export function text(chat: string, id: string, words = `question ${id}`): IncomingMessage {
  return { chat, id, content: { kind: 'text', text: words }, receivedAt: '2026-03-01T08:00:00.000Z' };
}

/** What every inbox log promises. Call inside a `describe`; `open` gives an empty one. */
export function testInboxLog(open: (clock: TestClock) => Promise<OpenedLog>): void {
  const ids = (messages: IncomingMessage[]) => messages.map(({ id }) => id);
  const claim = async (log: InboxLog, limit = 10, channel = 'telegram') => ids(await log.claim(channel, limit, 60_000));

  it('hands out the oldest message of each chat, and the next one only when that is settled', async () => {
    const { log } = await open(createTestClock());
    for (const [chat, id] of [
      ['a', '1'],
      ['a', '2'],
      ['b', '3'],
    ] as const)
      await log.append(text(`telegram:${chat}`, id));
    const claimed = await log.claim('telegram', 10, 60_000);
    expect(ids(claimed)).toEqual(['1', '3']);
    expect(await claim(log)).toEqual([]);
    await log.settle(claimed[0]!, { kind: 'handled' });
    expect(await claim(log)).toEqual(['2']);
    expect(log.waiting()).toBe(2);
  });

  it('hands out no more than asked for, and only what is of the channel', async () => {
    const { log } = await open(createTestClock());
    for (const chat of ['telegram:a', 'telegram:b', 'zalo-oa:c']) await log.append(text(chat, chat));
    expect(await claim(log, 1)).toEqual(['telegram:a']);
    expect(await claim(log, 10, 'zalo-oa')).toEqual(['zalo-oa:c']);
    expect(await claim(log, 10, 'zalo-bot')).toEqual([]);
  });

  it('keeps every kind of content exactly, ids beyond 2^53 and Vietnamese included', async () => {
    const { log } = await open(createTestClock());
    const contents: IncomingMessage['content'][] = [
      { kind: 'text', text: 'Ảnh này là gì?', beside: 'picture' },
      { kind: 'text', text: 'Xã Hợp Thành\nở đâu? "\\ \u0000 😀' },
      { kind: 'choice', value: '/lich' },
      { kind: 'joined' },
      { kind: 'left' },
      { kind: 'unreadable', what: 'voice' },
    ];
    const messages = contents.map((content, i) => ({
      ...text(`zalo-oa:90071992547409930${i}`, `9007199254740993${i}`),
      content,
    }));
    for (const message of messages) await log.append(message);
    expect(await log.claim('zalo-oa', 10, 60_000)).toEqual(messages);
  });

  it('A-12, F-3: drops a repeat of an id for 24 hours, handled or not, and over a restart; another channel may use the id', async () => {
    const clock = createTestClock();
    const { log, reopen } = await open(clock);
    const message = text('telegram:a', '1');
    expect(await Promise.all([log.append(message), log.append(message), log.append(message)])).toEqual(
      expect.arrayContaining(['accepted', 'duplicate', 'duplicate']),
    );
    await log.claim('telegram', 1, 60_000);
    await log.settle(message, { kind: 'handled' });
    const again = await reopen();
    await clock.advance(rememberedMs - 1_000);
    expect(await again.append(text('telegram:b', '1'))).toBe('duplicate');
    expect(await again.append(text('zalo-oa:b', '1'))).toBe('accepted');
    expect(again.waiting()).toBe(1);
  });

  it('A-9: has after a kill whatever it said it had, and hands it out again unless it was settled', async () => {
    const clock = createTestClock();
    const { log, reopen } = await open(clock);
    for (let i = 0; i < 6; i += 1) await log.append(text(`telegram:${i % 3}`, String(i)));
    const claimed = await log.claim('telegram', 10, 1_000);
    await log.settle(claimed[0]!, { kind: 'handled' });
    const again = await reopen();
    await clock.advance(1_001);
    expect((await claim(again)).sort()).toEqual(['1', '2', '3']);
  });

  it('leaves a chat alone as long as it was put off, and keeps its order', async () => {
    const clock = createTestClock();
    const { log } = await open(clock);
    await log.append(text('telegram:a', '1'));
    await log.append(text('telegram:a', '2'));
    const [first] = await log.claim('telegram', 10, 60_000);
    await log.settle(first!, { kind: 'later', afterMs: 5_000 });
    await clock.advance(4_999);
    expect(await claim(log)).toEqual([]);
    await clock.advance(1);
    expect(await claim(log)).toEqual(['1']);
  });

  it('A-13: keeps a dead letter for a day, over a restart, and lets it be handled again when asked', async () => {
    const clock = createTestClock();
    const { log, reopen } = await open(clock);
    for (const id of ['1', '2']) {
      await log.append(text('telegram:a', id));
      const [message] = await log.claim('telegram', 1, 60_000);
      await log.settle(message!, { kind: 'dead', why: 'TypeError at dialogue.ts:1' });
    }
    const again = await reopen();
    expect(await again.deadLetters()).toEqual([
      {
        key: 'telegram:1',
        message: text('telegram:a', '1'),
        why: 'TypeError at dialogue.ts:1',
        diedAt: clock.now().toISOString(),
      },
      expect.objectContaining({ key: 'telegram:2' }),
    ]);
    expect([await claim(again), again.waiting()]).toEqual([[], 0]);
    expect(await again.replay(['telegram:2', 'telegram:unknown'])).toBe(1);
    expect(await claim(again)).toEqual(['2']);
    expect(await again.replay()).toBe(1);
    expect(await again.deadLetters()).toEqual([]);
  });

  it('counts what waits, over a restart too: what is put off waits, what died does not before it is replayed', async () => {
    const clock = createTestClock();
    const { log, reopen } = await open(clock);
    for (const id of ['1', '2', '3', '4']) await log.append(text(`telegram:${id}`, id));
    const claimed = await log.claim('telegram', 3, 60_000);
    expect(log.waiting()).toBe(4);
    await log.settle(claimed[0]!, { kind: 'handled' });
    await log.settle(claimed[1]!, { kind: 'dead', why: 'TypeError' });
    await log.settle(claimed[2]!, { kind: 'later', afterMs: 5_000 });
    expect(log.waiting()).toBe(2);
    expect(await log.replay(['telegram:unknown'])).toBe(0);
    expect(log.waiting()).toBe(2);
    const again = await reopen();
    expect(again.waiting()).toBe(2);
    expect(await again.replay()).toBe(1);
    expect(again.waiting()).toBe(3);
    await again.append(text('telegram:1', '1'));
    expect(again.waiting()).toBe(3);
  });

  it('A-13: what is replayed can be taken at once, and one that dies a second time says why it died then', async () => {
    const clock = createTestClock();
    const { log } = await open(clock);
    await log.append(text('telegram:a', '1'));
    for (const why of ['TypeError', 'RangeError']) {
      const [message] = await log.claim('telegram', 1, 60_000);
      await log.settle(message!, { kind: 'dead', why });
      expect(await log.deadLetters()).toMatchObject([{ why, diedAt: clock.now().toISOString() }]);
      await log.replay();
    }
    expect(await claim(log)).toEqual(['1']);
  });

  it('A-12: lets go of ids and of dead letters after 24 hours, at the next start at the latest', async () => {
    const clock = createTestClock();
    const { log, reopen } = await open(clock);
    for (const id of ['1', '2']) await log.append(text(`telegram:${id}`, id));
    const [handled, dead] = await log.claim('telegram', 2, 60_000);
    await log.settle(handled!, { kind: 'handled' });
    await log.settle(dead!, { kind: 'dead', why: 'TypeError' });
    await clock.advance(rememberedMs - 1);
    expect(await (await reopen()).deadLetters()).toHaveLength(1);
    await clock.advance(1);
    const again = await reopen();
    expect(await again.deadLetters()).toEqual([]);
    expect([await again.append(text('telegram:3', '1')), again.waiting()]).toEqual(['accepted', 1]);
  });

  it('takes settling what is already settled, or was forgotten meanwhile, without a word', async () => {
    const { log } = await open(createTestClock());
    const message = text('telegram:a', '1');
    await log.append(message);
    await log.claim('telegram', 1, 60_000);
    await log.settle(message, { kind: 'handled' });
    await log.settle(message, { kind: 'handled' });
    expect(log.waiting()).toBe(0);
  });
}
