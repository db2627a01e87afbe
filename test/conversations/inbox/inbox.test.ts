import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { InboxRefusal } from '../../../src/conversations/inbox/admission.ts';
import { createFlood } from '../../../src/conversations/inbox/flood.ts';
import { failureLabel, type Handle } from '../../../src/conversations/inbox/handling.ts';
import { createInbox, type InboxDeps, type InboxEvent } from '../../../src/conversations/inbox/inbox.ts';
import type { InboxLog } from '../../../src/conversations/inbox/log.ts';
import type { IncomingMessage } from '../../../src/messaging/message.ts';
import { noMetrics } from '../../../src/messaging/metrics.ts';
import { type InboxJournal, openInboxJournal } from '../../../src/stores/embedded/inbox-journal.ts';
import { text } from '../../contracts/inbox-log.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';

const opened: InboxJournal[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((log) => log.close()));
});

/** An inbox on a journal of its own, with everything it says and does written down. */
async function open(deps: Partial<InboxDeps> & { folder?: string; wrap?: (log: InboxLog) => InboxLog } = {}) {
  const clock = createTestClock();
  const { inbox: log } = await openInboxJournal({
    path: join(deps.folder ?? temporaryFolder(), 'inbox.journal'),
    now: () => clock.now(),
    create: true,
  });
  opened.push(log);
  const events: InboxEvent[] = [];
  const received: string[] = [];
  const apologies: string[] = [];
  const slowedDown: string[] = [];
  const inbox = createInbox({
    log: deps.wrap?.(log) ?? log,
    channels: ['telegram', 'zalo-oa'],
    flood: createFlood(),
    now: () => clock.now(),
    schedule: (afterMs, run) => clock.schedule(afterMs, run),
    metrics: { ...noMetrics, received: (channel, outcome) => void received.push(`${channel} ${outcome}`) },
    report: (event) => void events.push(event),
    apologise: async ({ chat }) => apologies.push(chat),
    slowDown: async ({ chat }) => slowedDown.push(chat),
    ...deps,
  });
  return { inbox, log, clock, events, received, apologies, slowedDown };
}

/** A handler that ends each message when told to. */
function byHand() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const handle: Handle = ({ id }) => {
    begun.push(id);
    return new Promise((resolve) => ends.set(id, () => resolve({ kind: 'done' })));
  };
  return { begun, handle, end: (id: string) => ends.get(id)!() };
}

const noting =
  (seen: IncomingMessage[]): Handle =>
  async (message) => {
    seen.push(message);
    return { kind: 'done' };
  };

/** Waits for something that happens by itself, as soon as the disk is done. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

describe('the inbox', () => {
  it('handles one chat in order and chats in parallel', async () => {
    const { inbox } = await open();
    const { begun, handle, end } = byHand();
    inbox.start(handle);
    for (const [chat, id] of [
      ['a', '1'],
      ['a', '2'],
      ['b', '3'],
    ] as const)
      await inbox.accept(text(`telegram:${chat}`, id));
    await until(() => begun.length === 2);
    expect(begun).toEqual(['1', '3']);
    end('1');
    await until(() => begun.length === 3);
    expect(begun).toEqual(['1', '3', '2']);
    end('2');
    end('3');
    await until(() => inbox.depth() === 0);
  });

  it('A-4: acknowledges while every handler hangs', async () => {
    const { inbox } = await open({ limits: { concurrency: 4 } });
    inbox.start(() => new Promise(() => undefined));
    for (let i = 0; i < 50; i += 1) await inbox.accept(text(`telegram:${i}`, String(i)));
    expect(inbox.depth()).toBe(50);
  });

  it('keeps a channel going while the handlers of another hang', async () => {
    const { inbox } = await open({ limits: { concurrency: 2 } });
    const seen: IncomingMessage[] = [];
    inbox.start((message) => (message.chat.startsWith('telegram') ? new Promise(() => undefined) : noting(seen)(message)));
    for (let i = 0; i < 10; i += 1) await inbox.accept(text(`telegram:${i}`, String(i)));
    await inbox.accept(text('zalo-oa:1', '1'));
    await until(() => seen.length === 1);
    expect(seen.map(({ chat }) => chat)).toEqual(['zalo-oa:1']);
  });

  it('handles no more messages at once than it may', async () => {
    const { inbox } = await open({ limits: { concurrency: 3 } });
    const { begun, handle, end } = byHand();
    inbox.start(handle);
    for (let i = 0; i < 9; i += 1) await inbox.accept(text(`telegram:${i}`, String(i)));
    await until(() => begun.length === 3);
    end('0');
    await until(() => begun.length === 4);
    expect(begun).toEqual(['0', '1', '2', '3']);
  });

  it('A-12: answers each message once however often and in whatever order it comes', async () => {
    const { inbox, received } = await open();
    const seen: IncomingMessage[] = [];
    inbox.start(noting(seen));
    const updates = [5, 1, 3, 1, 5, 2, 4, 3, 5, 1].map((id) => text(`telegram:${id}`, String(id)));
    await Promise.all(updates.map((update) => inbox.accept(update)));
    await until(() => inbox.depth() === 0);
    expect(seen.map(({ id }) => id).sort()).toEqual(['1', '2', '3', '4', '5']);
    expect(received.filter((entry) => entry === 'telegram duplicate')).toHaveLength(5);
  });

  it('A-13: a handler that throws makes a dead letter and an apology, and the person’s next message is answered', async () => {
    const { inbox, log, events, apologies } = await open();
    const seen: string[] = [];
    inbox.start(async ({ id }) => {
      if (id === '1') throw new TypeError('my phone is 0912345678');
      seen.push(id);
      return { kind: 'done' };
    });
    await inbox.accept(text('telegram:a', '1'));
    await inbox.accept(text('telegram:a', '2'));
    await until(() => inbox.depth() === 0);
    expect([seen, apologies]).toEqual([['2'], ['telegram:a']]);
    const [letter] = await log.deadLetters();
    expect(letter?.why).toMatch(/^TypeError at inbox\.test\.ts:\d+$/);
    expect(events).toEqual([{ kind: 'dead-letter', channel: 'telegram', why: letter?.why }]);
  });

  it('a handler that does not come back in time counts as failed and frees its place', async () => {
    const { inbox, clock, apologies } = await open({ limits: { concurrency: 1 } });
    const seen: IncomingMessage[] = [];
    inbox.start((message) => (message.id === '1' ? new Promise(() => undefined) : noting(seen)(message)));
    await inbox.accept(text('telegram:a', '1'));
    await inbox.accept(text('telegram:b', '2'));
    await clock.advance(30_000);
    await until(() => seen.length === 1 && apologies.length === 1);
    expect(seen.map(({ id }) => id)).toEqual(['2']);
  });

  it('tries again later when the reply could not leave, in order, and gives up when it is too old', async () => {
    const { inbox, clock, log } = await open();
    let tries = 0;
    const seen: string[] = [];
    inbox.start(async ({ id, chat }) => {
      tries += 1;
      if (chat === 'telegram:dead' || tries <= 2) return { kind: 'later', afterMs: 10_000 };
      seen.push(id);
      return { kind: 'done' };
    });
    await inbox.accept(text('telegram:a', '1'));
    await inbox.accept(text('telegram:a', '2'));
    await until(() => tries === 1);
    await clock.advance(9_000);
    expect(tries).toBe(1);
    await clock.advance(12_000);
    await until(() => seen.length === 2);
    expect(seen).toEqual(['1', '2']);
    await inbox.accept(text('telegram:dead', '3'));
    for (let hour = 0; hour < 6 * 60; hour += 1) await clock.advance(60_000);
    await until(() => inbox.depth() === 0);
    expect((await log.deadLetters()).map(({ key, why }) => [key, why])).toEqual([
      ['telegram:3', 'the reply could not be delivered in time'],
    ]);
  });

  it('A-3: refuses what is too much, so that the platform repeats it, and takes it when there is room', async () => {
    const { inbox, received, events } = await open({ limits: { maxWaiting: 3 } });
    const attempts = await Promise.allSettled(
      Array.from({ length: 5 }, (_, i) => inbox.accept(text(`telegram:${i}`, String(i)))),
    );
    expect(attempts.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected']);
    expect(attempts[3]).toMatchObject({ reason: expect.any(InboxRefusal) });
    inbox.start(noting([]));
    await until(() => inbox.depth() === 0);
    await inbox.accept(text('telegram:4', '4'));
    expect(received.filter((entry) => entry === 'telegram refused')).toHaveLength(2);
    // One line for the operator, not one for each.
    expect(events).toEqual([{ kind: 'refused', channel: 'telegram', why: 'full' }]);
  });

  it('A-5: a flooder gets one notice, is acknowledged and not kept; leaving and commands still count', async () => {
    const { inbox, events, slowedDown, received } = await open();
    const seen: IncomingMessage[] = [];
    inbox.start(noting(seen));
    for (let i = 0; i < 100; i += 1) await inbox.accept(text('telegram:a', String(i)));
    await inbox.accept(text('telegram:a', 'stop', '/huy'));
    await inbox.accept({ ...text('telegram:a', 'left'), content: { kind: 'left' } });
    await until(() => inbox.depth() === 0);
    expect(seen).toHaveLength(8 + 2);
    expect([slowedDown, events]).toEqual([['telegram:a'], [{ kind: 'flood', channel: 'telegram' }]]);
    expect(received.filter((entry) => entry === 'telegram flood')).toHaveLength(92);
  });

  it('a message delivered again costs nothing of what the person may still ask', async () => {
    const { inbox, received, slowedDown } = await open();
    inbox.start(noting([]));
    for (let i = 0; i < 10; i += 1) await inbox.accept(text('zalo-oa:a', 'same'));
    for (let i = 0; i < 7; i += 1) await inbox.accept(text('zalo-oa:a', `new ${i}`));
    expect(slowedDown).toEqual([]);
    expect(received.filter((entry) => entry === 'zalo-oa duplicate')).toHaveLength(9);
  });

  it('joining again and again is a flood like any other', async () => {
    const { inbox, received } = await open();
    inbox.start(noting([]));
    for (let i = 0; i < 12; i += 1) await inbox.accept({ ...text('zalo-oa:a', `joined ${i}`), content: { kind: 'joined' } });
    expect(received.filter((entry) => entry === 'zalo-oa flood')).toHaveLength(4);
  });

  it('never writes a position down: it is answered from memory, and after a restart the person is asked again', async () => {
    const folder = temporaryFolder();
    const first = await open({ folder });
    const location: IncomingMessage = {
      ...text('telegram:a', '1'),
      content: { kind: 'location', latitude: 22.48, longitude: 103.97 },
    };
    await first.inbox.accept(location);
    const second = await open({ folder });
    const afterRestart: IncomingMessage[] = [];
    second.inbox.start(noting(afterRestart));
    await until(() => afterRestart.length === 1);
    expect(afterRestart[0]?.content).toEqual({ kind: 'unreadable', what: 'other' });
    const seen: IncomingMessage[] = [];
    first.inbox.start(noting(seen));
    await until(() => seen.length === 1);
    expect(seen).toEqual([location]);
  });

  it('A-14: takes nothing new while it stops, finishes what it began and leaves the rest for the next start', async () => {
    const folder = temporaryFolder();
    const { inbox } = await open({ folder, limits: { concurrency: 1 } });
    const { begun, handle, end } = byHand();
    inbox.start(handle);
    for (const id of ['1', '2']) await inbox.accept(text(`telegram:${id}`, id));
    await until(() => begun.length === 1);
    const drained = inbox.drain();
    await expect(inbox.accept(text('telegram:3', '3'))).rejects.toThrow(InboxRefusal);
    end('1');
    await drained;
    const next = await open({ folder });
    const seen: IncomingMessage[] = [];
    next.inbox.start(noting(seen));
    await until(() => next.inbox.depth() === 0);
    expect(seen.map(({ id }) => id)).toEqual(['2']);
  });

  it('E-2: refuses what the store cannot keep, and answers once although the answer could not be noted at first', async () => {
    let full = true;
    const { inbox, clock, events } = await open({
      wrap: (log) => ({
        ...log,
        append: (message) => (full && message.id === '2' ? Promise.reject(new Error('ENOSPC')) : log.append(message)),
        settle: (message, result) => (full ? Promise.reject(new Error('ENOSPC')) : log.settle(message, result)),
      }),
    });
    const seen: IncomingMessage[] = [];
    inbox.start(noting(seen));
    await inbox.accept(text('telegram:a', '1'));
    await expect(inbox.accept(text('telegram:a', '2'))).rejects.toThrow('ENOSPC');
    await until(() => events.length === 1);
    await clock.advance(5_000);
    full = false;
    await clock.advance(5_000);
    await until(() => inbox.depth() === 0);
    expect(seen).toHaveLength(1);
    expect(events.every(({ kind }) => kind === 'store-failed')).toBe(true);
  });
});

describe('the label of a failure', () => {
  it.each<[string, unknown, RegExp]>([
    ['an error', new RangeError('secret'), /^RangeError at inbox\.test\.ts:\d+$/],
    ['an error without a stack', Object.assign(new Error('secret'), { stack: undefined }), /^Error$/],
    ['anything else', 'secret', /^something was thrown that is no error$/],
  ])('of %s never holds its message', (_, thrown, label) => {
    expect(failureLabel(thrown)).toMatch(label);
  });
});
