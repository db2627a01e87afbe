import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Subscriber } from '../../../src/announcements/sending/subscribers.ts';
import { openDocumentFile } from '../../../src/stores/document-file.ts';
import { openDataFolder } from '../../../src/stores/embedded/data-folder.ts';
import { storeFiles } from '../../../src/stores/embedded/layout.ts';
import { openEmbeddedStore } from '../../../src/stores/embedded/store.ts';
import { openSubscriberJournal } from '../../../src/stores/embedded/subscriber-journal.ts';
import { diskFiles, type Files } from '../../../src/stores/files.ts';
import { subscriber } from '../../contracts/subscribers.ts';
import { createFaultyFiles } from '../../fakes/faulty-files.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';

const people = ['telegram:1', 'zalo-oa:2', 'telegram:3'].map((chat) => subscriber(chat));
const now = () => new Date('2026-03-01T08:00:00Z');

/** The file earlier versions kept subscribers in. */
async function writeDocument(path: string): Promise<void> {
  const file = await openDocumentFile<{ subscribers: Subscriber[] }>({
    ...{ path, files: diskFiles, kind: 'subscribers', version: 1, create: true },
    schema: z.any(),
    empty: { subscribers: people },
  });
  await file.close();
}

/** A folder as an earlier version left it. */
async function earlierFolder(): Promise<string> {
  const folder = temporaryFolder();
  await withStore(folder, async () => undefined);
  rmSync(join(folder, storeFiles.subscribers));
  const list = join(folder, 'contents.json');
  writeFileSync(list, readFileSync(list, 'utf8').replace('subscribers.journal', 'subscribers.json'));
  await writeDocument(join(folder, 'subscribers.json'));
  return folder;
}

async function withStore<Result>(
  folder: string,
  run: (store: Awaited<ReturnType<typeof openEmbeddedStore>>) => Promise<Result>,
): Promise<Result> {
  const data = await openDataFolder(folder);
  try {
    const store = await openEmbeddedStore({ data, now });
    try {
      return await run(store);
    } finally {
      await store.close();
    }
  } finally {
    data.release();
  }
}

const openIn = (folder: string, { files = diskFiles, create = true }: { files?: Files; create?: boolean } = {}) =>
  openSubscriberJournal({
    path: join(folder, 'subscribers.journal'),
    document: join(folder, 'subscribers.json'),
    documentExpected: false,
    ...{ create, files },
  });

describe('the journal of subscribers', () => {
  it('takes over the file of earlier versions, which is gone then, and goes on from there', async () => {
    const folder = await earlierFolder();
    await withStore(folder, async (store) => {
      expect([...store.contents().subscribers.values()]).toEqual(people);
      await store.subscribers.remove('telegram:1');
    });
    expect(existsSync(join(folder, 'subscribers.json'))).toBe(false);
    await withStore(folder, async (store) =>
      expect([...store.contents().subscribers.keys()]).toEqual(['zalo-oa:2', 'telegram:3']),
    );
  });

  it('a takeover that was interrupted once the journal stood does not bring back who left since', async () => {
    const folder = await earlierFolder();
    await withStore(folder, (store) => store.subscribers.remove('telegram:1'));
    // As it is where the old file could not be removed any more.
    await writeDocument(join(folder, 'subscribers.json'));
    await withStore(folder, async (store) => expect(store.contents().subscribers.size).toBe(2));
    expect(existsSync(join(folder, 'subscribers.json'))).toBe(false);
  });

  it('E-6: refuses to begin with nobody where the file of earlier versions was and is gone', async () => {
    const folder = await earlierFolder();
    rmSync(join(folder, 'subscribers.json'));
    await expect(withStore(folder, async () => undefined)).rejects.toThrow(/subscribers\.json is missing.*cutri restore/u);
  });

  it.each(['ENOSPC', 'EIO', 'short write'] as const)('loses nobody when taking over fails anywhere with %s', async (fault) => {
    const counted = createFaultyFiles();
    const whole = temporaryFolder();
    await writeDocument(join(whole, 'subscribers.json'));
    await (await openIn(whole, { files: counted })).subscribers.close();
    expect(counted.operations()).toBeGreaterThan(4);
    for (let at = 1; at <= counted.operations(); at += 1) {
      const folder = temporaryFolder();
      await writeDocument(join(folder, 'subscribers.json'));
      const files = createFaultyFiles();
      files.fail(fault, at);
      await openIn(folder, { files }).then(
        ({ subscribers }) => subscribers.close().catch(() => undefined),
        () => undefined,
      );
      const { subscribers } = await openIn(folder);
      expect([...subscribers.held().values()]).toEqual(people);
      await subscribers.close();
    }
  });

  it.each(['ENOSPC', 'EIO', 'short write'] as const)(
    'who is told that they are subscribed still is after a crash, whatever fails with %s',
    async (fault) => {
      for (let at = 1; at <= 8; at += 1) {
        const folder = temporaryFolder();
        const files = createFaultyFiles();
        const { subscribers } = await openIn(folder, { files });
        const promised = new Map<string, boolean>();
        files.fail(fault, files.operations() + at);
        for (const { chat } of people) {
          await subscribers.put(subscriber(chat)).then(
            () => promised.set(chat, true),
            () => undefined,
          );
        }
        await subscribers.remove('telegram:1').then(
          () => promised.set('telegram:1', false),
          () => promised.delete('telegram:1'),
        );
        await subscribers.tidy(now()).catch(() => undefined);
        // Crashed: nothing is closed.
        const { subscribers: found } = await openIn(folder, { create: false });
        for (const [chat, is] of promised) expect([chat, found.held().has(chat)]).toEqual([chat, is]);
        await found.close();
        await subscribers.close().catch(() => undefined);
      }
    },
  );

  it('H-5: who is forgotten is gone from the disk at once, who left by the next tidying', async () => {
    const folder = temporaryFolder();
    const { subscribers } = await openIn(folder);
    for (const one of people) await subscribers.put(one);
    const bytes = () => readFileSync(join(folder, 'subscribers.journal'), 'latin1');
    await subscribers.forget('telegram:1');
    expect(bytes()).not.toContain('telegram:1');
    await subscribers.remove('zalo-oa:2');
    await subscribers.tidy(now());
    expect(bytes()).not.toContain('zalo-oa:2');
    expect(bytes()).toContain('telegram:3');
    await subscribers.close();
  });

  it('does not grow with what changes: an hour of contacts leaves it within twice what it holds', async () => {
    const folder = temporaryFolder();
    const { subscribers } = await openIn(folder);
    const chats = Array.from({ length: 500 }, (_, i) => `telegram:${i}`);
    await Promise.all(chats.map((chat) => subscribers.put(subscriber(chat))));
    for (let round = 0; round < 30; round += 1) await Promise.all(chats.map((chat) => subscribers.put(subscriber(chat))));
    await subscribers.tidy(now());
    expect(readFileSync(join(folder, 'subscribers.journal')).length).toBeLessThan(250 * chats.length);
    await subscribers.close();
  });
});
