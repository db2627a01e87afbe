import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/announcements/people/audit.ts';
import { makeBackup } from '../../../src/stores/embedded/backup.ts';
import { decodeBackup } from '../../../src/stores/embedded/backup-file.ts';
import { openDataFolder, restoringMark } from '../../../src/stores/embedded/data-folder.ts';
import { storeFiles } from '../../../src/stores/embedded/layout.ts';
import { rehearseRestore, restoreBackup } from '../../../src/stores/embedded/restore.ts';
import { type EmbeddedStore, openEmbeddedStore } from '../../../src/stores/embedded/store.ts';
import { draftAnnouncement, entriesOf, someRecord } from '../../contracts/announcement-store.ts';
import { text } from '../../contracts/inbox-log.ts';
import { official } from '../../contracts/officials.ts';
import { anyNumber, everyRank } from '../../contracts/outbox.ts';
import { subscriber } from '../../contracts/subscribers.ts';
import { besideTheOffice, keepBesideTheOffice } from '../../fakes/beside-the-office.ts';
import { createTestClock, type TestClock } from '../../fakes/clock.ts';
import { png } from '../../fakes/pictures.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Opened extends EmbeddedStore {
  stop(): Promise<void>;
}

async function open(folder: string, clock: TestClock): Promise<Opened> {
  const data = await openDataFolder(folder);
  const store = await openEmbeddedStore({ data, now: clock.now });
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    await store.close();
    data.release();
  };
  closing.push(stop);
  return { ...store, stop };
}

interface Place {
  root: string;
  folder: string;
  clock: TestClock;
  backup(name?: string): Promise<string>;
  restore(file: string, force?: boolean): ReturnType<typeof restoreBackup>;
}

function place(clock = createTestClock()): Place {
  const root = temporaryFolder();
  const folder = join(root, 'data');
  const rehearse = (file: string) => rehearseRestore(file, clock.now);
  return {
    root,
    folder,
    clock,
    async backup(name = 'backup') {
      const file = join(root, name);
      await makeBackup({ folder, file, now: clock.now, rehearse });
      return file;
    },
    restore: (file, force = false) => restoreBackup({ file, folder, now: clock.now, force }),
  };
}

const everyone = { kind: 'subscribers', audience: { kind: 'everyone' } } as const;
const openings = (...ids: string[]) => ids.map((announcement) => ({ announcement, ranks: everyRank }));
const everyByte = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => readFileSync(join(one.parentPath, one.name), 'latin1'))
    .join('\n');

describe('backup and restore of the embedded store', () => {
  it('holds the pictures of announcements, and a restore puts them back', async () => {
    const { folder, clock, backup, restore } = place();
    const store = await open(folder, clock);
    const picture = png();
    const sha256 = createHash('sha256').update(picture).digest('hex');
    await store.images.put(sha256, picture);
    await store.stop();
    const file = await backup();
    rmSync(join(folder, `image-${sha256}.bin`));
    await restore(file, true);
    expect(await (await open(folder, clock)).images.isIntact(sha256)).toBe(true);
  });

  it('G-18: bring everything back, on another machine too; sign-ins at the console end', async () => {
    const here = place();
    const store = await open(here.folder, here.clock);
    await store.subscribers.put(subscriber('telegram:1'));
    await store.officials.update(() => ({ officials: [official('lan')], records: [someRecord('lan')], result: undefined }));
    await store.announcements.create(draftAnnouncement('a'), someRecord('a'));
    await store.inbox.append(text('telegram:1', 'm1'));
    await keepBesideTheOffice(store);
    const file = await here.backup();
    expect(await rehearseRestore(file, here.clock.now)).toEqual({
      subscribers: 1,
      announcements: 1,
      held: { chats: 1, unanswered: 1, askers: 1, counts: 1, proposals: 1, versions: 1, texts: 1, tickets: 2 },
    });

    const there = place(here.clock);
    expect(await there.restore(file)).toEqual({
      madeAt: here.clock.now().toISOString(),
      subscribers: 1,
      announcements: 1,
      forgotten: 0,
      left: 0,
      disabled: [],
      calledOff: 0,
      heeded: true,
    });
    const restored = await open(there.folder, there.clock);
    expect(await restored.subscribers.get('telegram:1')).toEqual(subscriber('telegram:1'));
    expect(await restored.officials.list()).toEqual([official('lan')]);
    expect(await restored.announcements.get('a')).toEqual(await store.announcements.get('a'));
    expect(await restored.inbox.append(text('telegram:1', 'm1'))).toBe('duplicate');
    expect(restored.inbox.waiting()).toBe(1);
    const { session, ...others } = await besideTheOffice(restored);
    expect({ ...others, session }).toEqual({ ...(await besideTheOffice(store)), session: undefined });
    expect(readdirSync(there.folder).filter((name) => name.startsWith('.') || name === restoringMark)).toEqual([]);
  });

  it('G-18: leaves out what was kept of a conversation, and that somebody waits for an answer, where they asked to be forgotten', async () => {
    const here = place();
    const store = await open(here.folder, here.clock);
    await keepBesideTheOffice(store);
    const file = await here.backup();
    await here.clock.advance(1_000);
    await store.forget('telegram:1');
    await store.stop();
    expect(await here.restore(file, true)).toMatchObject({ forgotten: 1 });
    expect(everyByte(here.folder)).not.toContain('telegram:1');
  });

  it('E-13: never brings back a disabled official, nor subscribes again who said /huy; who came back stays', async () => {
    const here = place();
    const store = await open(here.folder, here.clock);
    for (const chat of ['telegram:1', 'telegram:2', 'telegram:3']) await store.subscribers.put(subscriber(chat));
    await store.officials.update(() => ({
      officials: [official('lan', { chat: 'telegram:9' }), official('minh'), official('thu', { disabled: true })],
      records: [],
      result: undefined,
    }));
    const file = await here.backup();
    await here.clock.advance(1_000);
    await store.subscribers.remove('telegram:1');
    await store.subscribers.remove('telegram:2');
    await store.subscribers.put(subscriber('telegram:2'));
    const disable = (id: string, disabled: boolean) =>
      store.officials.update((all) => ({
        officials: all.map((one) => (one.id === id ? { ...one, disabled } : one)),
        records: [],
        result: undefined,
      }));
    await disable('lan', true);
    await disable('minh', true);
    await disable('minh', false);
    await store.stop();

    expect(await here.restore(file, true)).toMatchObject({ left: 1, disabled: ['lan'], subscribers: 2 });
    const restored = await open(here.folder, here.clock);
    expect(await restored.subscribers.get('telegram:1')).toBeUndefined();
    expect(await restored.subscribers.get('telegram:2')).toEqual(subscriber('telegram:2'));
    expect((await restored.officials.list()).map(({ id, disabled, term }) => [id, disabled, term])).toEqual([
      ['lan', true, 1],
      ['minh', false, undefined],
      ['thu', true, undefined],
    ]);
    expect((await restored.officials.list())[0]).not.toHaveProperty('chat');
    // And once more: what is known of the earlier restore is not lost.
    await restored.stop();
    expect(await here.restore(file, true)).toMatchObject({ left: 1, disabled: ['lan'] });
  });

  it('E-9: a backup taken while the store is written to is whole: what was there before it is in it', async () => {
    const here = place();
    const store = await open(here.folder, here.clock);
    let put = 0;
    let going = true;
    const writing = (async () => {
      while (going) {
        await store.subscribers.put(subscriber(`telegram:${put}`));
        await store.inbox.append(text(`telegram:${put}`, `m${put}`));
        put += 1;
        if (put % 20 === 0) await store.tidy();
      }
    })();
    const files: [string, number][] = [];
    for (let i = 0; i < 4; i += 1) {
      const before = put;
      files.push([await here.backup(`backup-${i}`), before]);
    }
    going = false;
    await writing;
    for (const [file, before] of files) {
      const there = place(here.clock);
      const { subscribers } = await there.restore(file);
      expect(subscribers).toBeGreaterThanOrEqual(before);
      const restored = await open(there.folder, there.clock);
      for (let i = 0; i < before; i += 1) expect(await restored.inbox.append(text(`telegram:${i}`, `m${i}`))).toBe('duplicate');
    }
  });

  it('H-3, E-13: who was forgotten after the backup stays forgotten, in every byte', async () => {
    const here = place();
    const store = await open(here.folder, here.clock);
    for (const i of [1, 2]) {
      await store.subscribers.put(subscriber(`telegram:55500${i}`));
      await store.inbox.append(text(`telegram:55500${i}`, `m${i}`));
    }
    await store.outbox.publish('a', everyone, anyNumber);
    const file = await here.backup();
    await here.clock.advance(60_000);
    await store.forget('telegram:555001');
    await store.stop();

    expect(await here.restore(file, true)).toMatchObject({ subscribers: 1, forgotten: 1 });
    expect(everyByte(here.folder)).not.toContain('telegram:555001');
    expect(everyByte(here.folder)).toContain('telegram:555002');
    const restored = await open(here.folder, here.clock);
    expect(await restored.outbox.tally('a', everyRank)).toMatchObject([{ total: 2, left: 1 }]);
  });

  it('E-13: nothing goes out a second time: what was approved needs a new approval, what was being sent is stopped, and the audit log says so', async () => {
    const here = place();
    const store = await open(here.folder, here.clock);
    await store.subscribers.put(subscriber('telegram:1'));
    const states = ['draft', 'submitted', 'approved', 'scheduled', 'sending', 'paused', 'finished'] as const;
    for (const state of states) {
      const draft = draftAnnouncement(state);
      const begun = state === 'sending' || state === 'paused' || state === 'finished';
      await store.announcements.create({ ...draft, state, ...(begun ? { phase: { kind: 'all' } } : {}) }, someRecord(state));
      if (begun) await store.outbox.publish(state, everyone, anyNumber);
    }
    await store.outbox.record([{ announcement: 'finished', chat: 'telegram:1', next: { kind: 'deferred' } }]);
    const file = await here.backup();
    await store.stop();
    await here.clock.advance(86_400_000);
    expect(await here.restore(file, true)).toMatchObject({ calledOff: 4 });

    const restored = await open(here.folder, here.clock);
    const after = await Promise.all(states.map(async (id) => (await restored.announcements.get(id))!.state));
    expect(after).toEqual(['draft', 'submitted', 'draft', 'draft', 'stopped', 'stopped', 'finished']);
    expect(await restored.outbox.releaseDeferred('telegram:1')).toBe(0);
    expect(await restored.outbox.claim('telegram', 9, 1_000, openings(...states))).toEqual([]);
    expect(await verifyAudit(restored.audit.entries())).toMatchObject({ kind: 'intact' });
    expect((await entriesOf(restored.audit)).at(-1)).toMatchObject({ who: 'cutri', action: 'restore', outcome: 'done' });
  });

  it('refuse to take the place of anything unasked', async () => {
    const here = place();
    const store = await open(here.folder, here.clock);
    const file = await here.backup();
    await expect(here.backup()).rejects.toThrow(/exists: a backup never takes the place of another/);
    await expect(here.restore(file, true)).rejects.toThrow(/in use by another cutri process/);
    await store.stop();
    await expect(here.restore(file)).rejects.toThrow(/holds data: give --force/);
    await expect(
      makeBackup({
        ...here,
        file: join(here.folder, 'b'),
        now: here.clock.now,
        rehearse: (made) => rehearseRestore(made, here.clock.now),
      }),
    ).rejects.toThrow(/lies in the data folder/);
    mkdirSync(join(here.root, 'empty'));
    await expect(
      makeBackup({
        folder: join(here.root, 'empty'),
        file: join(here.root, 'b'),
        now: here.clock.now,
        rehearse: (made) => rehearseRestore(made, here.clock.now),
      }),
    ).rejects.toThrow(/holds nothing to back up/);
  });

  it('E-5: a damaged backup is refused, whichever bit is wrong and wherever it is cut off, and nothing is touched', async () => {
    const here = place();
    const store = await open(here.folder, here.clock);
    for (let i = 0; i < 20; i += 1) await store.subscribers.put(subscriber(`telegram:${i}`));
    const whole = readFileSync(await here.backup());
    await store.stop();
    const damaged = join(here.root, 'damaged');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(7), (at, bit) => {
        const bytes = Buffer.from(whole);
        bytes[at]! ^= 1 << bit;
        expect(() => decodeBackup(bytes, damaged)).toThrow(/Nothing was changed/);
        expect(() => decodeBackup(whole.subarray(0, at), damaged)).toThrow(/Nothing was changed/);
      }),
      { numRuns: 1_000 },
    );
    writeFileSync(damaged, whole.subarray(0, -1));
    const before = everyByte(here.folder);
    await expect(here.restore(damaged, true)).rejects.toThrow(/damaged or cut off/);
    expect(everyByte(here.folder)).toBe(before);
  });

  it('E-4: nothing is backed up that could not be restored', async () => {
    const here = place();
    const store = await open(here.folder, here.clock);
    await store.stop();
    writeFileSync(join(here.folder, storeFiles.subscribers), '{"subscribers":[]}');
    await expect(here.backup()).rejects.toThrow(/subscribers\.journal is not a journal of cutri/);
    expect(existsSync(join(here.root, 'backup'))).toBe(false);
  });

  it('E-4: a store that cannot be opened any more is replaced, and what is known of forgotten people is told', async () => {
    const here = place();
    const store = await open(here.folder, here.clock);
    await store.subscribers.put(subscriber('telegram:1'));
    const file = await here.backup();
    await store.stop();
    for (const name of Object.values(storeFiles)) writeFileSync(join(here.folder, name), 'x');
    expect(await here.restore(file, true)).toMatchObject({ subscribers: 1, heeded: false });
    expect(await (await open(here.folder, here.clock)).subscribers.get('telegram:1')).toBeDefined();
  });

  it('E-6: nothing starts on a folder in which a restore was interrupted, until it is done again', async () => {
    const here = place();
    const store = await open(here.folder, here.clock);
    const file = await here.backup();
    await store.stop();
    writeFileSync(join(here.folder, restoringMark), '');
    mkdirSync(join(here.folder, '.restore-abc'));
    await expect(open(here.folder, here.clock)).rejects.toThrow(/a restore into .* was interrupted/);
    await here.restore(file, true);
    await open(here.folder, here.clock);
    expect(existsSync(join(here.folder, '.restore-abc'))).toBe(false);
  });
});
