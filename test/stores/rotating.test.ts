import { afterEach, describe, expect, it } from 'vitest';
import { type AuditEntry, auditDigest, rotationAction, verifyAudit } from '../../src/announcements/people/audit.ts';
import { openDataFolder } from '../../src/stores/embedded/data-folder.ts';
import { openEmbeddedStore } from '../../src/stores/embedded/store.ts';
import { openPostgresStore } from '../../src/stores/postgres/store.ts';
import { rotateSeals } from '../../src/stores/rotating.ts';
import { auditKeyOf, sealedStore } from '../../src/stores/sealing.ts';
import type { Store } from '../../src/stores/store.ts';
import { draftAnnouncement, someRecord } from '../contracts/announcement-store.ts';
import { official } from '../contracts/officials.ts';
import { createTestClock } from '../fakes/clock.ts';
import { sharedPostgres } from '../fakes/postgres.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const [first, second, third] = ['1', '2', '3'].map((digit) => digit.repeat(40)) as [string, string, string];
const { now } = createTestClock();
const postgres = await sharedPostgres();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Opens the same store under a key, again and again. */
type Opens = (key: string) => Promise<Store>;

async function embedded(): Promise<Opens> {
  const folder = temporaryFolder();
  let close = async (): Promise<void> => undefined;
  closing.push(() => close());
  return async (key) => {
    await close();
    const data = await openDataFolder(folder);
    const store = await openEmbeddedStore({ data, now, auditKey: auditKeyOf(key) });
    close = async () => {
      close = async () => undefined;
      await store.close();
      data.release();
    };
    return store;
  };
}

async function database(): Promise<Opens | undefined> {
  if (!postgres) return undefined;
  const url = await postgres.createDatabase();
  return async (key) => {
    const store = await openPostgresStore({ url, now, home: 'a', homeChannels: new Set<string>(), auditKey: auditKeyOf(key) });
    closing.push(store.close);
    return store;
  };
}

async function fill(store: Store, key: string): Promise<void> {
  const sealed = sealedStore(store, key);
  await sealed.officials.update(() => ({
    officials: [official('lan'), official('minh', { roles: ['approver'] })],
    records: [someRecord('lan', 'official-add')],
    result: undefined,
  }));
  await sealed.announcements.create(draftAnnouncement('a'), someRecord('a', 'draft'));
}

const verdict = (store: Store, key: string) => verifyAudit(store.audit.entries(), { key: auditKeyOf(key) });

describe.each([
  ['embedded', embedded],
  ['PostgreSQL', database],
] as const)('replacing the approval key (%s)', (_, make) => {
  it('G-12: everything is read under the new key, nothing under the old one, and the log is proved without it, twice', async (test) => {
    const open = await make();
    if (!open) return test.skip();
    await fill(await open(first), first);
    for (const [key, old] of [
      [second, first],
      [third, second],
    ] as const) {
      const store = await open(key);
      await expect(sealedStore(store, key).officials.list()).rejects.toThrow(/CUTRI_APPROVAL_KEY/);
      expect(await rotateSeals(store, key, [old], now)).toBe(true);
      expect(await rotateSeals(store, key, [old], now)).toBe(false);
      const sealed = sealedStore(store, key);
      expect((await sealed.officials.list()).map(({ totp }) => totp.secret)).toEqual([
        official('lan').totp.secret,
        official('minh').totp.secret,
      ]);
      expect(await sealed.announcements.get('a')).toMatchObject({ content: draftAnnouncement('a').content });
      await expect(sealedStore(store, old).officials.list()).rejects.toThrow();
      await expect(sealedStore(store, old).announcements.get('a')).rejects.toThrow();
      expect(await verdict(store, key)).toMatchObject({ kind: 'intact' });
      await sealed.officials.update((held) => ({
        officials: [...held],
        records: [someRecord('lan', 'later')],
        result: undefined,
      }));
      expect(await verdict(store, key)).toMatchObject({ kind: 'intact' });
    }
  });

  it('G-12: a key that is neither changes nothing', async (test) => {
    const open = await make();
    if (!open) return test.skip();
    await fill(await open(first), first);
    const store = await open(third);
    expect(await rotateSeals(store, third, [second], now)).toBe(false);
    expect(await sealedStore(store, first).officials.list()).toHaveLength(2);
  });
});

describe('the audit log after the key was replaced', () => {
  async function replaced() {
    const open = await embedded();
    await fill(await open(first), first);
    const store = await open(second);
    await rotateSeals(store, second, [first], now);
    const entries: AuditEntry[] = [];
    for await (const entry of store.audit.entries()) entries.push(entry);
    return entries;
  }
  const check = (entries: Awaited<ReturnType<typeof replaced>>) =>
    verifyAudit(
      (async function* () {
        yield* entries;
      })(),
      { key: auditKeyOf(second) },
    );

  it('G-12: an old entry that was changed, or one put in without a key, is found', async () => {
    const entries = await replaced();
    const at = entries.findIndex(({ action }) => action === rotationAction);
    expect(at).toBeGreaterThan(1);
    expect(await check(entries)).toMatchObject({ kind: 'intact' });
    const changed = entries.map((entry, i) => (i === 0 ? { ...entry, who: 'somebody-else' } : entry));
    expect(await check(changed)).toEqual({ kind: 'broken', entry: 1, why: 'changed' });
    expect(await check(entries.slice(0, at))).toEqual({ kind: 'broken', entry: 1, why: 'changed' });
    const forged = { ...entries.at(-1)!, number: entries.length + 1, previous: entries.at(-1)!.chain, chain: 'f'.repeat(64) };
    expect(await check([...entries, forged])).toEqual({ kind: 'broken', entry: entries.length + 1, why: 'changed' });
  });

  it('G-12: a log that was changed before is not made a right one', async () => {
    const open = await embedded();
    await fill(await open(first), first);
    // Chained with another key in between, as by somebody who has none.
    await (await open(third)).audit.append(someRecord('lan', 'forged'));
    const store = await open(second);
    await rotateSeals(store, second, [first], now);
    expect(await verdict(store, second)).toMatchObject({ kind: 'broken', entry: 1 });
    expect(await auditDigest(store.audit.entries())).toMatch(/^entries 1-\d+ sha256 [0-9a-f]{64}$/);
  });
});
