import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { unusedImageMs } from '../../../src/announcements/images/kept.ts';
import { verifyAudit } from '../../../src/announcements/people/audit.ts';
import { openDataFolder } from '../../../src/stores/embedded/data-folder.ts';
import { storeFiles } from '../../../src/stores/embedded/layout.ts';
import { openEmbeddedStore, type StoreNotice } from '../../../src/stores/embedded/store.ts';
import type { Files } from '../../../src/stores/files.ts';
import type { Store } from '../../../src/stores/store.ts';
import { describeAnnouncementStore, draftAnnouncement, someRecord } from '../../contracts/announcement-store.ts';
import { describeAudit } from '../../contracts/audit.ts';
import { describeChats } from '../../contracts/chats.ts';
import { describeCounts } from '../../contracts/counts.ts';
import { describeForgetting } from '../../contracts/forgetting.ts';
import { describeImageStore } from '../../contracts/image-store.ts';
import { text } from '../../contracts/inbox-log.ts';
import { describeIntake } from '../../contracts/intake.ts';
import { describeKeptOfChat } from '../../contracts/kept-of-chat.ts';
import { describeOfficials, official } from '../../contracts/officials.ts';
import { anyNumber, describeOutbox, everyRank } from '../../contracts/outbox.ts';
import { describePaceStore } from '../../contracts/pace-store.ts';
import { describePushing } from '../../contracts/pushing.ts';
import { describeUnanswered } from '../../contracts/records.ts';
import { describeStartingTexts } from '../../contracts/starting-texts.ts';
import { describeSubscribers, subscriber } from '../../contracts/subscribers.ts';
import { describeTickets } from '../../contracts/tickets.ts';
import { createTestClock, type TestClock } from '../../fakes/clock.ts';
import { createFaultyFiles } from '../../fakes/faulty-files.ts';
import { png } from '../../fakes/pictures.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Opened extends Store {
  clock: TestClock;
  folder: string;
  notices: StoreNotice[];
  /** Ends it as a process that stops does. */
  stop(): Promise<void>;
}

async function open(options: { folder?: string; files?: Files; clock?: TestClock } = {}): Promise<Opened> {
  const { folder = temporaryFolder(), files, clock = createTestClock() } = options;
  const notices: StoreNotice[] = [];
  const data = await openDataFolder(folder, files);
  try {
    const store = await openEmbeddedStore({
      data,
      now: clock.now,
      notice: (one) => void notices.push(one),
      ...(files ? { files } : {}),
    });
    let stopped = false;
    const stop = async (): Promise<void> => {
      if (stopped) return;
      stopped = true;
      await store.close();
      data.release();
    };
    closing.push(stop);
    return { ...store, clock, folder, notices, stop };
  } catch (error) {
    data.release();
    throw error;
  }
}

/** Every byte of every file in the folder. */
const everyByte = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');

const everyone = { kind: 'subscribers', audience: { kind: 'everyone' } } as const;
const openings = (...ids: string[]) => ids.map((announcement) => ({ announcement, ranks: everyRank }));

describe('the embedded store', () => {
  describe('subscribers', () => describeSubscribers(open));
  describe('many who join', () => describeIntake(open));
  describe('what is kept of a chat', () => describeKeptOfChat(open));
  describe('forgetting', () => describeForgetting(open));
  describe('outbox', () => describeOutbox(open));
  describe('announcements', () => describeAnnouncementStore(open));
  describe('officials', () => describeOfficials(open));
  describe('audit', () => describeAudit(async () => (await open()).audit));
  describe('pace', () => describePaceStore(async () => (await open()).pace));
  describe('tickets', () => describeTickets(open));
  describe('pictures', () => describeImageStore(open));
  describe('chats', () => describeChats(open));
  describe('unanswered questions', () => describeUnanswered(open));
  describe('counts', () => describeCounts(open));
  describe('texts to begin with', () => describeStartingTexts(async () => ({ records: (await open()).startingTexts })));
  describe('browsers of visitors', () =>
    describePushing(async () => {
      const store = await open();
      return { ...store, expire: store.tidy };
    }));

  it('keeps the tickets of the console over a restart, and drops them when they are over', async () => {
    const first = await open();
    const one = { key: 'a', owner: 'session lan', expiresAt: '2026-03-01T20:00:00.000Z', body: '' };
    await first.tickets.change('a', () => ({ next: one, result: undefined }));
    await first.stop();
    const second = await open({ folder: first.folder, clock: first.clock });
    expect(await second.tickets.get('a')).toEqual(one);
    second.clock.pass(12 * 3_600_000);
    await second.tidy();
    expect(await second.tickets.get('a')).toBeUndefined();
  });

  it('keeps the menu of a chat over a restart, rewrites what grew out of date, and writes nothing down of a visitor', async () => {
    const first = await open();
    const menu = { choices: [{ label: 'Có', value: 'co' }], shownAt: '2026-03-01T08:00:00.000Z', asks: false };
    for (const chat of ['telegram:1', 'web:1']) await first.chats.change(chat, () => ({ chat, menu }));
    expect(await first.chats.get('web:1')).toEqual({ chat: 'web:1', menu });
    expect(everyByte(first.folder)).not.toContain('web:1');
    const long = { ...menu, choices: [{ label: 'x'.repeat(300), value: 'y'.repeat(300) }] };
    for (let i = 0; i < 500; i += 1)
      await first.chats.change('telegram:2', () => ({ chat: 'telegram:2', menu: { ...long, asks: i % 2 === 0 } }));
    await first.tidy();
    expect(everyByte(first.folder).split('telegram:2')).toHaveLength(2);
    await first.stop();
    const second = await open({ folder: first.folder, clock: first.clock });
    expect(await second.chats.get('telegram:1')).toEqual({ chat: 'telegram:1', menu });
    expect(await second.chats.get('web:1')).toBeUndefined();
  });

  it('H-4: what is kept of a conversation leaves the disk when it is over', async () => {
    const store = await open();
    await store.chats.change('telegram:903', () => ({ chat: 'telegram:903', greetedAt: store.clock.now().toISOString() }));
    await store.clock.advance(6 * 3_600_000 - 1);
    await store.tidy();
    expect(everyByte(store.folder)).toContain('telegram:903');
    await store.clock.advance(1);
    await store.tidy();
    expect(everyByte(store.folder)).not.toContain('telegram:903');
  });

  it('gives everything back after a restart', async () => {
    const first = await open();
    await first.subscribers.put(subscriber('telegram:1'));
    await first.officials.update(() => ({ officials: [official('lan')], records: [someRecord('lan')], result: undefined }));
    await first.announcements.create(draftAnnouncement('a'), someRecord('a'));
    await first.outbox.publish('a', everyone, anyNumber);
    await first.outbox.record([{ announcement: 'a', chat: 'telegram:1', next: { kind: 'deferred' } }]);
    await first.stop();

    const second = await open({ folder: first.folder, clock: first.clock });
    expect(second.notices).toEqual([]);
    expect(await second.subscribers.get('telegram:1')).toEqual(subscriber('telegram:1'));
    expect(await second.officials.list()).toEqual([official('lan')]);
    expect(await second.announcements.get('a')).toMatchObject({ number: 1, version: 1 });
    expect(await verifyAudit(second.audit.entries())).toMatchObject({ kind: 'intact', entries: 2 });
    expect(await second.outbox.tally('a', everyRank)).toMatchObject([{ total: 1, deferred: 1 }]);
    expect(await second.outbox.releaseDeferred('telegram:1')).toBe(1);
  });

  it('B-1: what was claimed when the process died is tried again at once; only what was begun is a possible duplicate, and comes last', async () => {
    const first = await open();
    for (const i of [1, 2]) await first.subscribers.put(subscriber(`telegram:${i}`));
    await first.outbox.publish('a', everyone, anyNumber);
    const claimed = await first.outbox.claim('telegram', 2, 60_000, openings('a'));
    expect(claimed).toMatchObject([
      { rank: 0, uncertain: 0 },
      { rank: 1, uncertain: 0 },
    ]);
    expect(await first.outbox.hold(claimed.slice(0, 1), 60_000, 'begin')).toEqual([true]);
    await first.stop();

    const second = await open({ folder: first.folder, clock: first.clock });
    expect(await second.outbox.claim('telegram', 9, 60_000, openings('a'))).toMatchObject([
      { rank: 1, uncertain: 0 },
      { rank: 0, uncertain: 1 },
    ]);
  });

  it('C-23: starts again no faster than it stopped', async () => {
    const first = await open();
    await first.pace.update('telegram', () => ({ state: { usedUpMs: 5_000, pausedUntilMs: 7_000 }, result: undefined }));
    await first.stop();
    const second = await open({ folder: first.folder, clock: first.clock });
    await second.pace.update('telegram', (state) => {
      expect(state!.usedUpMs).toBeGreaterThanOrEqual(5_000);
      expect(state!.usedUpMs).toBeLessThan(8_000);
      expect(state!.pausedUntilMs).toBe(7_000);
      return { state: state!, result: undefined };
    });
  });

  it('C-23: one write serves the sends of two seconds, and what a platform refused is written down at once', async () => {
    const files = createFaultyFiles();
    const first = await open({ files });
    const use = (usedUpMs: number, more = {}) =>
      first.pace.update('telegram', () => ({ state: { usedUpMs, pausedUntilMs: 0, ...more }, result: files.operations() }));
    await use(1_000);
    const before = files.operations();
    for (const usedUpMs of [1_500, 2_000, 3_000]) await use(usedUpMs);
    expect(files.operations()).toBe(before);
    await use(3_001);
    const again = files.operations();
    expect(again).toBeGreaterThan(before);
    await use(3_002, { refused: { atMs: 7, perSecond: 5 } });
    const refused = files.operations();
    expect(refused).toBeGreaterThan(again);
    await use(3_003, { refused: { atMs: 7, perSecond: 6 } });
    await use(3_004, { refused: { atMs: 8, perSecond: 6 }, pausedUntilMs: 9 });
    await first.stop();
    const second = await open({ folder: first.folder, clock: first.clock });
    await second.pace.update('telegram', (state) => {
      expect(state).toMatchObject({ refused: { atMs: 8, perSecond: 6 }, pausedUntilMs: 9 });
      expect(state!.usedUpMs).toBeGreaterThanOrEqual(3_004);
      return { state: state!, result: undefined };
    });
  });

  it('a picture nothing refers to is let go a day after the first look of the process, and what an interrupted write left at once', async () => {
    const picture = png();
    const sha256 = createHash('sha256').update(picture).digest('hex');
    const first = await open();
    await first.images.put(sha256, picture);
    const own = join(first.folder, `image-${sha256}.bin`);
    expect(readFileSync(own).equals(picture)).toBe(true);
    await first.clock.advance(2 * unusedImageMs);
    await first.stop();
    const others = ['image-abc.bin', `image-${sha256}.bin.bak`, 'abc.tmp'].map((name) => join(first.folder, name));
    const left = `${own}.0123456789ab.tmp`;
    for (const path of [left, ...others]) writeFileSync(path, 'x');
    const second = await open({ folder: first.folder, clock: first.clock });
    expect(existsSync(left)).toBe(false);
    await second.tidy();
    await second.clock.advance(unusedImageMs - 1);
    await second.tidy();
    expect(await second.images.isIntact(sha256)).toBe(true);
    await second.clock.advance(1);
    await second.tidy();
    expect(existsSync(own)).toBe(false);
    expect(others.filter((path) => !existsSync(path))).toEqual([]);
    for (const name of ['../office', sha256.slice(1), `${sha256}0`, sha256.toUpperCase().replaceAll(/\d/gu, 'A')])
      await expect(second.images.get(name)).rejects.toThrow('named by the SHA-256');
  });

  it('H-3: who is forgotten is in no byte of any file, and only the totals remember that somebody was there', async () => {
    const store = await open();
    const chat = 'telegram:777000777';
    for (const one of [chat, 'telegram:1']) await store.subscribers.put(subscriber(one));
    await store.inbox.append(text(chat, 'm1'));
    await store.chats.change(chat, () => ({ chat, greetedAt: '2026-03-01T08:00:00.000Z' }));
    await store.announcements.create(draftAnnouncement('a'), someRecord('a'));
    await store.outbox.publish('a', everyone, anyNumber);
    await store.outbox.record([
      {
        announcement: 'a',
        chat,
        next: { kind: 'sent', at: store.clock.now().toISOString(), messageId: '424242', duplicate: false },
      },
    ]);
    expect(everyByte(store.folder)).toContain('777000777');

    await store.forget(chat);
    expect(everyByte(store.folder)).not.toContain('777000777');
    expect(everyByte(store.folder)).not.toContain('424242');
    expect(await store.outbox.tally('a', everyRank)).toMatchObject([{ total: 2, sent: 1, pending: 1 }]);
    expect(await store.outbox.claim('telegram', 9, 1_000, openings('a'))).toMatchObject([{ chat: 'telegram:1' }]);
  });

  it('H-4: a week after its last change an announcement keeps its totals and nobody’s name', async () => {
    const store = await open();
    for (const i of [1, 2]) await store.subscribers.put(subscriber(`telegram:90${i}`));
    await store.outbox.publish('a', everyone, anyNumber);
    await store.outbox.record([{ announcement: 'a', chat: 'telegram:901', next: { kind: 'failed', reason: 'blocked' } }]);
    await store.outbox.record([{ announcement: 'a', chat: 'telegram:902', next: { kind: 'deferred' } }]);
    for (const i of [1, 2]) await store.subscribers.remove(`telegram:90${i}`);
    await store.clock.advance(6 * 24 * 3_600_000);
    await store.tidy();
    expect(everyByte(store.folder)).toContain('telegram:901');
    await store.clock.advance(25 * 3_600_000);
    await store.tidy();
    expect(everyByte(store.folder)).not.toContain('telegram:901');
    // Who still waits for their delivery is not let go.
    expect(everyByte(store.folder)).toContain('telegram:902');
    expect(await store.outbox.tally('a', everyRank)).toMatchObject([{ total: 2, deferred: 1, failed: { blocked: 1 } }]);
  });

  it('E-6: a file that was there and is gone is no new installation', async () => {
    const first = await open();
    await first.stop();
    rmSync(join(first.folder, storeFiles.subscribers));
    await expect(open({ folder: first.folder })).rejects.toThrow(/subscribers\.journal is missing.*cutri restore/u);
  });

  it.each(Object.values(storeFiles))('E-4: a %s that is no file of ours is refused and left as it is', async (name) => {
    const first = await open();
    await first.stop();
    const path = join(first.folder, name);
    writeFileSync(path, '{"subscribers":[]}');
    await expect(open({ folder: first.folder })).rejects.toThrow(name);
    expect(readFileSync(path, 'utf8')).toBe('{"subscribers":[]}');
  });

  it('says that a journal ended in the middle of a line, and goes on without it', async () => {
    const first = await open();
    await first.subscribers.put(subscriber('telegram:1'));
    await first.outbox.publish('a', everyone, anyNumber);
    await first.stop();
    appendFileSync(join(first.folder, storeFiles.outbox), '12345678 99 {"is":"publ');
    const second = await open({ folder: first.folder });
    expect(second.notices).toEqual([{ kind: 'torn', file: storeFiles.outbox, bytes: 23 }]);
    expect(await second.outbox.tally('a', everyRank)).toMatchObject([{ total: 1 }]);
  });

  it('E-1: whichever operation of the disk fails, what was promised is there and what failed can be done again', async () => {
    const scenario = async (store: Opened): Promise<void> => {
      await store.subscribers.put(subscriber('telegram:1'));
      await store.announcements.create(draftAnnouncement('a'), someRecord('a'));
      await store.outbox.publish('a', everyone, anyNumber);
      await store.outbox.claim('telegram', 1, 1_000, openings('a'));
      await store.outbox.record([{ announcement: 'a', chat: 'telegram:1', next: { kind: 'deferred' } }]);
    };
    const counting = createFaultyFiles();
    const counted = await open({ files: counting });
    const before = counting.operations();
    await scenario(counted);
    const steps = counting.operations() - before;
    expect(steps).toBeGreaterThan(12);

    for (let n = 1; n <= steps; n += 1) {
      const files = createFaultyFiles();
      const store = await open({ files });
      files.fail('ENOSPC', files.operations() + n);
      const failed = await scenario(store).then(
        () => false,
        () => true,
      );
      expect(failed, `operation ${n} of ${steps}`).toBe(true);
      // The disk is whole again: the same is done to its end, and nothing is there twice.
      await store.subscribers.put(subscriber('telegram:1'));
      if (!(await store.announcements.get('a'))) await store.announcements.create(draftAnnouncement('a'), someRecord('a'));
      expect(await store.outbox.publish('a', everyone, anyNumber)).toMatchObject({ total: 1 });
      await store.outbox.record([{ announcement: 'a', chat: 'telegram:1', next: { kind: 'deferred' } }]);
      await store.stop();
      const again = await open({ folder: store.folder });
      expect(await again.announcements.list(['draft'])).toHaveLength(1);
      expect(await again.outbox.tally('a', everyRank)).toMatchObject([{ total: 1, deferred: 1 }]);
      expect(await verifyAudit(again.audit.entries())).toMatchObject({ kind: 'intact', entries: 1 });
      await again.stop();
    }
  });

  it.each([
    // Making it takes the same few steps for every file: a part of them is enough.
    ['made', false, 7],
    ['opened again', true, 1],
  ])('E-11: whichever operation of the disk fails while it is %s, no file stays open', async (_, used, every) => {
    const prepared = async (): Promise<string> => {
      const folder = temporaryFolder();
      if (!used) return folder;
      const store = await open({ folder });
      // Opening has something to erase.
      await store.inbox.append(text('telegram:1', 'm1'));
      const [message] = await store.inbox.claim('telegram', 1, 1_000);
      await store.inbox.settle(message!, { kind: 'handled' });
      await store.stop();
      return folder;
    };
    const counting = createFaultyFiles();
    const whole = await open({ folder: await prepared(), files: counting });
    const steps = counting.operations();
    await whole.stop();
    expect(counting.openFiles()).toBe(0);
    expect(steps).toBeGreaterThan(12);
    for (let n = 1; n <= steps; n += every) {
      const files = createFaultyFiles();
      files.fail('ENOSPC', n);
      await open({ folder: await prepared(), files }).then(
        // Some failures are made good at once.
        (store) => store.stop(),
        () => undefined,
      );
      expect(files.openFiles(), `operation ${n} of ${steps}`).toBe(0);
    }
  });

  it('G-2: says that nothing can be written, and finds out by itself that it can again', async () => {
    const files = createFaultyFiles();
    const store = await open({ files });
    files.fail('ENOSPC', files.operations() + 1, 100);
    await expect(store.inbox.append(text('telegram:1', 'm1'))).rejects.toThrow();
    expect(store.state()).toEqual({ state: 'unreachable', since: store.clock.now().toISOString() });
    await expect(store.tidy()).rejects.toThrow();
    expect(store.state().state).toBe('unreachable');
    files.fail('ENOSPC', 0, 0);
    await store.tidy();
    expect(store.state()).toEqual({ state: 'on' });
  });

  it('G-7: a visitor of the page who was there once is kept for a week, one who came back for three months, others until they leave', async () => {
    const store = await open();
    const at = (days: number) => new Date(store.clock.now().getTime() + days * 86_400_000).toISOString();
    const put = (chat: string, subscribedAt: string, lastContactAt: string) =>
      store.subscribers.put(subscriber(chat, { subscribedAt, lastContactAt }));
    await put('web:once', at(0), at(0));
    await put('web:back', at(-1), at(0));
    await put('telegram:1', at(0), at(0));
    const left = async () => {
      const all = ['web:once', 'web:back', 'telegram:1'];
      const found = await Promise.all(all.map((chat) => store.subscribers.get(chat)));
      return all.filter((_, i) => found[i] !== undefined);
    };
    await store.clock.advance(6.9 * 86_400_000);
    await store.tidy();
    expect(await left()).toEqual(['web:once', 'web:back', 'telegram:1']);
    await store.clock.advance(0.2 * 86_400_000);
    await store.tidy();
    expect(await left()).toEqual(['web:back', 'telegram:1']);
    await store.clock.advance(83 * 86_400_000);
    await store.tidy();
    expect(await left()).toEqual(['telegram:1']);
  });

  it('G-7: nothing is written down for a visitor of whom nothing is kept; of one who subscribed it is', async () => {
    const store = await open();
    const before = readFileSync(join(store.folder, storeFiles.tombstones));
    for (let i = 0; i < 20; i += 1) await store.forget(`web:made-up-${i}`);
    expect(readFileSync(join(store.folder, storeFiles.tombstones))).toEqual(before);
    await store.subscribers.put(subscriber('web:real'));
    await store.forget('web:real');
    expect(readFileSync(join(store.folder, storeFiles.tombstones))).not.toEqual(before);
  });
});
