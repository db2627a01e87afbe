import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDocumentFile, readDocument } from '../../src/stores/document-file.ts';
import { diskFiles, type Files, StoreFileError, StoreWriteError } from '../../src/stores/files.ts';
import { createFaultyFiles } from '../fakes/faulty-files.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';
import { sampleOf } from '../setup/seed.ts';

const schema = z.record(z.string(), z.number());

async function open(path: string, { files = diskFiles, create = true }: { files?: Files; create?: boolean } = {}) {
  const file = await openDocumentFile({ path, files, create, kind: 'numbers', version: 2, schema, empty: {} });
  const put = (key: string, value: number) => file.update((data) => ({ data: { ...data, [key]: value }, result: key }));
  return { ...file, put };
}

const newPath = () => join(temporaryFolder(), 'numbers.json');

describe('a document file', () => {
  it('has, when opened again, every change it said it has, and is for its owner only', async () => {
    const path = newPath();
    const first = await open(path);
    expect(await Promise.all([first.put('a', 1), first.put('b', 2)])).toEqual(['a', 'b']);
    expect((await open(path)).current()).toEqual({ a: 1, b: 2 });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(path, '..'))).toEqual(['numbers.json']);
  });

  it('merges what arrives during a write, and keeps nobody waiting for those who come later', async () => {
    const files = createFaultyFiles();
    const file = await open(newPath(), { files });
    const before = files.operations();
    await file.put('first', 0);
    const oneWrite = files.operations() - before;
    const ends: number[] = [];
    const first = file.put('a', 1).then(() => ends.push(1));
    const more: Promise<number>[] = [];
    for (let i = 2; i < 200; i += 1) more.push(file.put('a', i).then(() => ends.push(i)));
    await first;
    expect(ends[0]).toBe(1);
    await Promise.all(more);
    expect(files.operations() - before).toBeLessThanOrEqual(3 * oneWrite);
    expect(file.current()).toEqual({ first: 0, a: 199 });
  });

  it('does not write where nothing changed, and fails only the change that throws', async () => {
    const files = createFaultyFiles();
    const file = await open(newPath(), { files });
    const before = files.operations();
    expect(await file.update((data) => ({ data, result: 'same' }))).toBe('same');
    expect(files.operations()).toBe(before);
    const [bad, good] = await Promise.allSettled([
      file.update(() => {
        throw new RangeError('no');
      }),
      file.put('a', 1),
    ]);
    expect([bad.status, good.status, file.current()]).toEqual(['rejected', 'fulfilled', { a: 1 }]);
  });

  it.each(['ENOSPC', 'EIO', 'EROFS', 'short write'] as const)(
    'E-1, E-3: %s at any operation leaves the old or the new document, and what was refused is not seen',
    async (fault) => {
      for (let at = 1; at <= 8; at += 1) {
        const path = newPath();
        const files = createFaultyFiles();
        const file = await open(path, { files });
        await file.put('a', 1);
        files.fail(fault, files.operations() + at);
        const kept = await file.put('a', 2).catch((error: unknown) => error);
        if (kept instanceof StoreWriteError) expect(file.current()).toEqual({ a: 1 });
        else expect(kept).toBe('a');
        expect([{ a: 1 }, { a: 2 }]).toContainEqual((await open(path)).current());
        if (kept === 'a') expect((await open(path)).current()).toEqual({ a: 2 });
        files.fail(fault, 0, 0);
        await file.put('a', 3);
        expect((await open(path)).current()).toEqual({ a: 3 });
      }
    },
  );

  const whole = (kind: string, version: number, data: string, crc32 = 0) =>
    `{"cutri":"document","kind":"${kind}","version":${version},"crc32":${crc32},"data":${data}}\n`;
  it.each<[string, string | Buffer, RegExp]>([
    ['empty', '', /is damaged, or is not a file of cutri/],
    ['zeros', Buffer.alloc(100), /is damaged/],
    ['torn', whole('numbers', 2, '{"a":1}').slice(0, -5), /is damaged/],
    ['a list', '[]', /is damaged/],
    ['of another kind', whole('people', 2, '{}'), /holds people, not numbers/],
    ['of a later version', whole('numbers', 3, '{}'), /written by a newer cutri \(version 3\)/],
    ['of a wrong checksum', whole('numbers', 2, '{"a":1}'), /its checksum does not fit/],
  ])('E-4: a file that is %s is refused, never replaced', async (_, content, message) => {
    const path = newPath();
    writeFileSync(path, content);
    await expect(open(path)).rejects.toThrow(message);
    expect(readFileSync(path)).toEqual(Buffer.from(content));
  });

  it('E-5: one flipped bit anywhere is found', async () => {
    const path = newPath();
    const file = await open(path);
    for (let i = 0; i < 20; i += 1) await file.put(`telegram:${i}`, i);
    const bytes = readFileSync(path);
    let refused = 0;
    const bits = sampleOf(bytes.length * 8, 500);
    for (const bit of bits) {
      const damaged = Buffer.from(bytes);
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      writeFileSync(path, damaged);
      const found = await open(path).then(
        (opened) => opened.current(),
        (error: unknown) => error,
      );
      if (found instanceof StoreFileError) refused += 1;
      // White space at the end is the one place where a changed bit means nothing.
      else expect(found).toEqual(file.current());
    }
    // A line of white space has eight bits at most.
    expect(refused).toBeGreaterThanOrEqual(bits.length - 8);
  });

  it('E-4: says where a document holds what no document of its kind holds', async () => {
    for (const [data, where] of [
      ['{"a":1,"b":{"c":2}}', 'at b'],
      ['7', 'at its top'],
    ] as const) {
      const path = newPath();
      writeFileSync(path, whole('numbers', 2, data, crc32(data)));
      await expect(open(path)).rejects.toThrow(`${path} holds something unexpected ${where}. Nothing was changed.`);
    }
  });

  it('E-6: a missing file is refused where there was one', async () => {
    const path = newPath();
    const refused = open(path, { create: false });
    await expect(refused).rejects.toThrow(`${path} is missing, although this folder has been used before`);
    await expect(refused).rejects.toThrow(StoreFileError);
    expect(readdirSync(join(path, '..'))).toEqual([]);
  });

  it('is there as soon as it is opened, and a later start that may not make one finds it', async () => {
    const path = newPath();
    await open(path);
    expect((await open(path, { create: false })).current()).toEqual({});
  });

  it('E-1: one that cannot be made where nothing can be written says so', async () => {
    const path = newPath();
    const files: Files = {
      ...diskFiles,
      async open(name, flags, mode) {
        if (flags !== 'r') throw Object.assign(new Error('read-only'), { code: 'EROFS' });
        return diskFiles.open(name, flags, mode);
      },
    };
    const refused = open(path, { files });
    await expect(refused).rejects.toThrow(StoreFileError);
    await expect(refused).rejects.toThrow(`${path} cannot be created (EROFS)`);
  });

  it('E-1: what was refused while the disk was full is not written with what comes after it', async () => {
    const path = newPath();
    const files = createFaultyFiles();
    const file = await open(path, { files });
    files.fail('ENOSPC', files.operations() + 1, 100);
    const refused = file.put('a', 1);
    await expect(refused).rejects.toThrow(StoreWriteError);
    await expect(refused).rejects.toThrow(path);
    files.fail('ENOSPC', 0, 0);
    await file.put('b', 2);
    expect((await open(path)).current()).toEqual({ b: 2 });
  });

  it('is closed when all it had taken is on disk, and takes nothing after that', async () => {
    const path = newPath();
    const file = await open(path);
    const [first, second] = [file.put('a', 1), file.put('b', 2)];
    await file.close();
    expect((await open(path)).current()).toEqual({ a: 1, b: 2 });
    await Promise.all([first, second]);
    await expect(file.put('c', 3)).rejects.toThrow(StoreWriteError);
    expect((await open(path)).current()).toEqual({ a: 1, b: 2 });
  });

  it('can be looked at while another process has it: as it is on disk, nothing where there is none, never a damaged one', async () => {
    const path = newPath();
    const look = () => readDocument({ path, files: diskFiles, kind: 'numbers', version: 2, schema });
    expect(await look()).toBeUndefined();
    expect(readdirSync(join(path, '..'))).toEqual([]);
    await (await open(path)).put('a', 1);
    expect(await look()).toEqual({ a: 1 });
    writeFileSync(path, '');
    await expect(look()).rejects.toThrow(StoreFileError);
  });
});
