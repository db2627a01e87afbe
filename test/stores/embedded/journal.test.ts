import { randomUUID } from 'node:crypto';
import { appendFileSync, copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openJournal } from '../../../src/stores/embedded/journal.ts';
import { diskFiles, type Files, StoreFileError, StoreWriteError } from '../../../src/stores/files.ts';
import { createFaultyFiles } from '../../fakes/faulty-files.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';
import { sampleOf } from '../../setup/seed.ts';

const entry = z.strictObject({ key: z.string(), value: z.number() });

/** A journal that keeps the last value of each key. */
async function open(path: string, { files = diskFiles, create = true }: { files?: Files; create?: boolean } = {}) {
  const state = new Map<string, number>();
  const { journal, torn } = await openJournal({
    path,
    files,
    create,
    kind: 'test',
    parse: (value) => entry.parse(value),
    apply: ({ key, value }) => void state.set(key, value),
    snapshot: () => [...state].map(([key, value]) => ({ key, value })),
  });
  opened.push(journal);
  return { journal, torn, state, put: (key: string, value: number) => journal.append({ key, value }) };
}

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((journal) => journal.close()));
});

const newPath = () => join(temporaryFolder(), 'test.journal');

/** What a file of these bytes loads as. */
async function load(bytes: Uint8Array, folder: string) {
  const path = join(folder, `copy-${randomUUID()}.journal`);
  writeFileSync(path, bytes);
  const opened = await open(path, { create: false });
  await opened.journal.close();
  return opened;
}

describe('a journal', () => {
  it('has, when opened again, every record it said it has', async () => {
    const path = newPath();
    const first = await open(path);
    await Promise.all(Array.from({ length: 500 }, (_, i) => first.put(`chat:${i}`, i)));
    await first.put('chat:7', -7);
    const again = await open(path);
    expect(again.state).toEqual(first.state);
    expect(again.state.get('chat:7')).toBe(-7);
    await first.journal.close();
    await again.journal.close();
  });

  it('syncs many records at once', async () => {
    const files = createFaultyFiles();
    const { put, journal } = await open(newPath(), { files });
    const before = files.operations();
    await Promise.all(Array.from({ length: 1_000 }, (_, i) => put('a', i)));
    expect(files.operations() - before).toBeLessThanOrEqual(4);
    await journal.close();
  });

  it('compacts to what is left, with records arriving meanwhile, and can be read by its owner only', async () => {
    const path = newPath();
    const { put, journal, state } = await open(path);
    for (let i = 0; i < 300; i += 1) void put('private-key', i);
    await put('private-key', 300);
    const before = statSync(path).size;
    const writes = [journal.compact(), put('b', 1), put('c', 2), journal.compact(), put('d', 3)];
    await Promise.all(writes);
    expect(statSync(path).size).toBeLessThan(before / 10);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await journal.close();
    const again = await open(path);
    expect(again.state).toEqual(state);
    expect(readdirSync(join(path, '..'))).toEqual(['test.journal']);
    await again.journal.close();
  });

  it('refuses records after it was closed', async () => {
    const { put, journal } = await open(newPath());
    await journal.close();
    await expect(put('a', 1)).rejects.toThrow(StoreWriteError);
  });
});

describe('a journal whose end an interrupted write tore', () => {
  it('B-6: cut at any byte of its end, it loads every whole record and says what it dropped', async () => {
    const path = newPath();
    const { put } = await open(path);
    for (let i = 0; i < 60; i += 1) await put(`key-${i}`, i);
    const bytes = readFileSync(path);
    const folder = temporaryFolder();
    const lineEnds = [...bytes.keys()].filter((at) => bytes[at] === 0x0a).map((at) => at + 1);
    for (const cut of sampleOf(400, 80)) {
      const length = bytes.length - 1 - cut;
      const { state, torn } = await load(bytes.subarray(0, length), folder);
      const whole = lineEnds.filter((end) => end <= length);
      expect([state.size, torn]).toEqual([whole.length - 2, length - (whole.at(-1) ?? 0)]);
    }
  });

  it('B-6: with zeros, or its last line twice, at the end it loads what was whole', async () => {
    const path = newPath();
    const { put } = await open(path);
    // One group that was never synced as far as anyone can tell.
    await Promise.all(Array.from({ length: 40 }, (_, i) => put(`key-${i}`, i)));
    const bytes = readFileSync(path);
    const folder = temporaryFolder();
    const zeroed = await load(Buffer.concat([bytes.subarray(0, -512), Buffer.alloc(512)]), folder);
    expect(zeroed.state.size).toBeGreaterThan(10);
    expect(zeroed.torn).toBeGreaterThanOrEqual(512);
    const lastLine = bytes.subarray(bytes.lastIndexOf(0x0a, -2) + 1);
    const repeated = await load(Buffer.concat([bytes, lastLine]), folder);
    expect([repeated.state.size, repeated.torn]).toEqual([40, lastLine.length]);
  });

  it('goes on after the cut as if nothing had been there', async () => {
    const path = newPath();
    const first = await open(path);
    await first.put('a', 1);
    appendFileSync(path, 'half a li');
    const second = await open(path);
    expect(second.torn).toBe(9);
    await second.put('b', 2);
    const third = await open(path);
    expect([...third.state.keys(), third.torn]).toEqual(['a', 'b', 0]);
  });
});

describe('a damaged journal', () => {
  it('E-5: one flipped bit anywhere is found: refused where it was safe once, cut where the write may not have ended', async () => {
    const path = newPath();
    const { put, state } = await open(path);
    for (let i = 0; i < 40; i += 1) await Promise.all([put(`a-${i}`, i), put(`b-${i}`, i)]);
    const bytes = readFileSync(path);
    const folder = temporaryFolder();
    let refused = 0;
    const rounds = sampleOf(1_000, 200);
    for (const round of rounds) {
      const at = Math.floor((round / 1_000) * bytes.length);
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 1 << (at % 8);
      const loaded = await load(damaged, folder).catch((error: unknown) => error);
      if (loaded instanceof StoreFileError) {
        expect(loaded.message).toMatch(/damaged at byte \d+|not a journal/);
        refused += 1;
        continue;
      }
      const { state: found, torn } = loaded as Awaited<ReturnType<typeof load>>;
      expect(torn).toBeGreaterThan(0);
      for (const [key, value] of found) expect(state.get(key)).toBe(value);
      expect(found.size).toBeGreaterThanOrEqual(state.size - 2);
    }
    expect(refused / rounds.length).toBeGreaterThan(0.9);
  });

  it('E-5: after a clean end, damage to a record is always refused, never taken for a torn write', async () => {
    const path = newPath();
    const { put, journal } = await open(path);
    await put('only', 1);
    await journal.close();
    const bytes = readFileSync(path);
    bytes[bytes.indexOf('only')]! ^= 1;
    await expect(load(bytes, temporaryFolder())).rejects.toThrow(
      /damaged at byte \d+: .* Restore the latest backup with cutri restore/,
    );
  });

  it.each<[string, (path: string) => void, RegExp]>([
    ['empty', (path) => writeFileSync(path, ''), /is not a journal of cutri. Nothing was changed/],
    ['full of zeros', (path) => writeFileSync(path, Buffer.alloc(4_096)), /is not a journal/],
    ['some JSON', (path) => writeFileSync(path, '[]\n'), /is not a journal/],
    ['another journal', (path) => copyFileSync(path.replace('test.journal', 'other.journal'), path), /holds other, not test/],
    [
      'a later version',
      (path) => copyFileSync(path.replace('test.journal', 'later.journal'), path),
      /written by a newer cutri \(format 2\)/,
    ],
  ])('E-4: a file that is %s is refused and left as it is', async (_, write, message) => {
    const path = newPath();
    for (const [name, first] of [
      ['other', { cutri: 'journal', kind: 'other', version: 1 }],
      ['later', { cutri: 'journal', kind: 'test', version: 2 }],
    ] as const) {
      const { encodeLine } = await import('../../../src/stores/embedded/journal-line.ts');
      writeFileSync(path.replace('test.journal', `${name}.journal`), encodeLine(0, 0, JSON.stringify(first)));
    }
    write(path);
    const before = readFileSync(path);
    await expect(open(path)).rejects.toThrow(message);
    expect(readFileSync(path)).toEqual(before);
  });

  it('E-6: a missing file is refused where there was one', async () => {
    await expect(open(newPath(), { create: false })).rejects.toThrow(/is missing, although this folder has been used before/);
  });
});

describe('a journal on a failing disk', () => {
  /** Eighteen steps; returns what was acknowledged. */
  async function scenario(path: string, files: Files): Promise<Map<string, number>> {
    const kept = new Map<string, number>();
    const { put, journal } = await open(path, { files });
    for (let step = 0; step < 18; step += 1) {
      const key = `key-${step % 7}`;
      const work = step % 6 === 5 ? journal.compact() : put(key, step).then(() => void kept.set(key, step));
      await work.catch((error: unknown) => expect(error).toBeInstanceOf(StoreWriteError));
    }
    await journal.close().catch(() => undefined);
    return kept;
  }

  it.each(['ENOSPC', 'EIO', 'EMFILE', 'EROFS', 'short write'] as const)(
    'E-1, E-3: %s at any single operation loses nothing acknowledged, and the refusal reaches the caller',
    async (fault) => {
      const folder = temporaryFolder();
      const perfect = createFaultyFiles();
      await scenario(join(folder, 'perfect.journal'), perfect);
      const operations = perfect.operations();
      const everyOperation = Array.from({ length: operations }, (_, i) => i + 1);
      await Promise.all(
        everyOperation.map(async (at) => {
          const path = join(folder, `${at}.journal`);
          const files = createFaultyFiles();
          files.fail(fault, at);
          const kept = await scenario(path, files).catch((error: unknown) => error);
          if (kept instanceof StoreFileError) return; // could not start: said so
          const again = await open(path);
          for (const [key, value] of kept as Map<string, number>) expect(again.state.get(key)).toBe(value);
        }),
      );
    },
  );

  it('E-2: refuses while the disk is full, names the file, and goes on by itself when there is room', async () => {
    const path = newPath();
    const files = createFaultyFiles();
    const { put, state } = await open(path, { files });
    await put('before', 1);
    files.fail('short write', files.operations() + 1, 20);
    await expect(put('lost', 2)).rejects.toThrow(/test\.journal could not be written \(ENOSPC\)/);
    await expect(put('lost', 3)).rejects.toThrow(StoreWriteError);
    files.fail('ENOSPC', 0, 0);
    await put('after', 4);
    expect([...state.keys()]).toEqual(['before', 'after']);
    const again = await open(path);
    expect([again.torn, ...again.state.keys()]).toEqual([0, 'before', 'after']);
  });

  it('E-9: a folder that cannot be synced after a compaction stops writing until it can', async () => {
    const path = newPath();
    const files = createFaultyFiles();
    const { put, journal } = await open(path, { files });
    await put('a', 1);
    const before = files.operations();
    await journal.compact();
    const operations = files.operations() - before;
    // The last operation of a compaction is the folder's sync; it fails now, and with the next append once more.
    files.fail('EIO', files.operations() + operations, 2);
    await expect(journal.compact()).rejects.toThrow(StoreWriteError);
    await expect(put('b', 2)).rejects.toThrow(StoreWriteError);
    await put('c', 3);
    expect([...(await open(path)).state.keys()]).toEqual(['a', 'c']);
  });
});
