import { describe, expect, it } from 'vitest';
import { createWebChat } from '../../../src/channels/web/chat.ts';
import type { Accept } from '../../../src/messaging/channel.ts';
import type { IncomingMessage } from '../../../src/messaging/message.ts';
import { plainText } from '../../../src/messaging/parts.ts';

const minuteMs = 60_000;

function openChat(options: { accept?: Accept; maxVisitors?: number; run?: string } = {}) {
  const clock = { ms: Date.parse('2026-03-01T00:00:00Z') };
  const returned: string[] = [];
  const received: IncomingMessage[] = [];
  const chat = createWebChat({
    now: () => new Date(clock.ms),
    run: options.run ?? 'run',
    returned: (key) => void returned.push(key),
    ...(options.maxVisitors ? { maxVisitors: options.maxVisitors } : {}),
  });
  const stop = new AbortController();
  if (chat.receiver.kind === 'polling')
    void chat.receiver.run(options.accept ?? (async (message) => void received.push(message)), stop.signal);
  const pass = (ms: number) => {
    clock.ms += ms;
  };
  const ask = (visitor: string, id = 'q1') => chat.submit(visitor, id, { kind: 'text', text: 'Ngày bầu cử?' });
  const read = (visitor: string, after?: string) => chat.next(visitor, after, AbortSignal.timeout(50));
  return { chat, pass, ask, read, stop, returned, received };
}

describe('the web page as a channel', () => {
  it('hands on what a visitor wrote, under a chat key of their own', async () => {
    const { ask, received } = openChat();
    expect(await ask('an')).toMatchObject({ kind: 'accepted' });
    expect(received).toMatchObject([
      { chat: 'web:an', content: { kind: 'text', text: 'Ngày bầu cử?' }, receivedAt: '2026-03-01T00:00:00.000Z' },
    ]);
  });

  it('names a repeated question by the same id, another visitor’s by another, and never by the visitor', async () => {
    const { ask, received } = openChat();
    await ask('visitor-an', 'q1');
    await ask('visitor-an', 'q1');
    await ask('visitor-an', 'q2');
    await ask('visitor-binh', 'q1');
    const [first, repeated, second, other] = received.map(({ id }) => id);
    expect(repeated).toBe(first);
    expect(new Set([first, second, other]).size).toBe(3);
    expect(first).not.toContain('visitor-an');
  });

  it('is unavailable before it runs, after it stops and when nothing can be accepted', async () => {
    const { ask, stop } = openChat();
    stop.abort();
    expect(await ask('an')).toEqual({ kind: 'unavailable' });
    const full = openChat({ accept: () => Promise.reject(new Error('the inbox is full')) });
    expect(await full.ask('an')).toEqual({ kind: 'unavailable' });
  });

  it('gives a waiting page the reply at once, and one that comes later too', async () => {
    const { chat, ask, read } = openChat();
    const asked = await ask('an');
    const waiting = chat.next('an', asked.kind === 'accepted' ? asked.after : undefined, new AbortController().signal);
    expect(await chat.send('web:an', { text: 'Ngày 15/03/2026.' })).toEqual({ kind: 'sent', messageId: 'run-1' });
    expect(await waiting).toEqual([{ id: 'run-1', text: 'Ngày 15/03/2026.' }]);
    await chat.send('web:an', { text: 'Thông báo.' });
    expect(await read('an', 'run-1')).toEqual([{ id: 'run-2', text: 'Thông báo.' }]);
  });

  it('without a place to continue from, gives what no page has shown yet', async () => {
    const { chat, ask, read } = openChat();
    await ask('an');
    await chat.send('web:an', { text: 'một' });
    expect(await read('an')).toHaveLength(1);
    expect(await read('an')).toHaveLength(0);
    await chat.send('web:an', { text: 'hai' });
    expect(await read('an')).toMatchObject([{ text: 'hai' }]);
  });

  it('gives a page left open over a restart everything of the new run', async () => {
    const { chat, ask, read } = openChat({ run: 'second' });
    await ask('an');
    await chat.send('web:an', { text: 'Trả lời sau khi khởi động lại.' });
    expect(await read('an', 'first-7')).toMatchObject([{ id: 'second-1' }]);
  });

  it('right after a start asks to try again, because open pages have not reconnected yet', async () => {
    const { chat, pass } = openChat();
    expect(await chat.send('web:an', { text: 'Chào.' })).toEqual({ kind: 'unavailable' });
    pass(3 * minuteMs);
    expect(await chat.send('web:an', { text: 'Chào.' })).toEqual({ kind: 'outside-window' });
  });

  it('sends nothing to a page closed a while ago, and says when its visitor is back', async () => {
    const { chat, ask, read, pass, returned } = openChat();
    await ask('an');
    pass(3 * minuteMs);
    expect(await chat.send('web:an', { text: 'Thông báo.' })).toEqual({ kind: 'outside-window' });
    expect(returned).toEqual(['web:an']);
    await read('an');
    expect(returned).toEqual(['web:an', 'web:an']);
    expect(await chat.send('web:an', { text: 'Thông báo.' })).toMatchObject({ kind: 'sent' });
  });

  it('keeps a page open for as long as it waits', async () => {
    const { chat, ask, pass } = openChat();
    await ask('an');
    const waiting = chat.next('an', undefined, new AbortController().signal);
    pass(20 * minuteMs);
    expect(await chat.send('web:an', { text: 'Thông báo.' })).toMatchObject({ kind: 'sent' });
    expect(await waiting).toHaveLength(1);
  });

  it('forgets messages half an hour after the last contact', async () => {
    const { chat, ask, read, pass } = openChat();
    await ask('an');
    await chat.send('web:an', { text: 'Cũ.' });
    pass(31 * minuteMs);
    await ask('binh');
    expect(await read('an', 'run-0')).toEqual([]);
  });

  it('A-6: holds no more visitors than it may, the one seen longest ago goes first', async () => {
    const { chat, ask } = openChat({ maxVisitors: 100 });
    for (let i = 0; i < 5_000; i += 1) await ask(`visitor-${i}`);
    expect(await chat.send('web:visitor-4899', { text: 'x' })).toEqual({ kind: 'unavailable' });
    expect(await chat.send('web:visitor-4900', { text: 'x' })).toMatchObject({ kind: 'sent' });
  });

  it('A-6: a flood of visitors does not push out a page that is waiting', async () => {
    const { chat, ask } = openChat({ maxVisitors: 100 });
    await ask('an');
    const waiting = chat.next('an', undefined, new AbortController().signal);
    for (let i = 0; i < 1_000; i += 1) await ask(`visitor-${i}`);
    expect(await chat.send('web:an', { text: 'Trả lời.' })).toMatchObject({ kind: 'sent' });
    expect(await waiting).toMatchObject([{ text: 'Trả lời.' }]);
  });

  it('keeps the last twenty messages of a visitor', async () => {
    const { chat, ask, read } = openChat();
    await ask('an');
    for (let i = 1; i <= 30; i += 1) await chat.send('web:an', { text: String(i) });
    const kept = await read('an', 'run-0');
    expect(kept).toHaveLength(20);
    expect(kept.at(-1)?.text).toBe('30');
  });

  it.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['\u00a0', 'empty'],
  ])('rejects text it cannot show (%#)', async (text, code) => {
    const { chat, ask } = openChat();
    await ask('an');
    expect(await chat.send('web:an', { text })).toEqual({ kind: 'rejected', code });
  });

  it('shows sources as data and drops only the lines at the end that name them', async () => {
    const { chat, ask, read } = openChat();
    await ask('an');
    const sources = [{ title: 'Nghị quyết 199', publisher: 'Quốc hội', date: '2025-06-24', quote: 'Ngày 15/3/2026 …' }];
    await chat.send('web:an', {
      text: '15/03/2026\n“Ngày 15/3/2026 …”\n\nNguồn: Nghị quyết 199 (Quốc hội, 24/06/2025).',
      sources,
    });
    await chat.send('web:an', { text: 'Nguồn: Nghị quyết 199 (Quốc hội, 24/06/2025).', sources });
    const [answer, sourceOnly] = await read('an', 'run-0');
    expect(answer).toMatchObject({ text: '15/03/2026\n“Ngày 15/3/2026 …”', sources: [{ ...sources[0], quote: '' }] });
    expect(sourceOnly?.text).toContain('Nguồn');
  });

  it('names a source once, and gives a quote only where neither the text nor a source before it says so', async () => {
    const { chat, ask, read } = openChat();
    await ask('an');
    const law = { title: 'Luật 85', publisher: 'Quốc hội', date: '2015-06-25', quote: 'Đủ 18 tuổi được bầu cử.' };
    const paper = { title: 'Bài báo', publisher: 'Báo', date: '2026-01-01', quote: 'Đủ 18 tuổi được bầu cử.' };
    const parts = { headline: '18 tuổi.', sentences: [], notes: [], source: 'Nguồn: Luật 85 và 1 nguồn khác.' };
    await chat.send('web:an', { text: plainText(parts), parts, sources: [law, paper, law] });
    const [answer] = await read('an', 'run-0');
    expect(answer).toEqual({ id: 'run-1', text: '18 tuổi.', parts, sources: [law, { ...paper, quote: '' }] });
  });

  it('holds a file for its visitor only', async () => {
    const { chat, ask } = openChat();
    await ask('an');
    const file = { name: 'lich.ics', mediaType: 'text/calendar', body: 'BEGIN:VCALENDAR' };
    await chat.send('web:an', { text: 'Lịch', file });
    expect(chat.file('an', 'run-1')).toEqual(file);
    expect(chat.file('binh', 'run-1')).toBeUndefined();
  });
});
