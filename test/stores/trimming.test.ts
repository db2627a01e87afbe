import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type AuditEntry, verifyAudit } from '../../src/announcements/people/audit.ts';
import { openDataFolder } from '../../src/stores/embedded/data-folder.ts';
import { openEmbeddedStore } from '../../src/stores/embedded/store.ts';
import { openDatabase, sql } from '../../src/stores/postgres/database.ts';
import { openPostgresStore } from '../../src/stores/postgres/store.ts';
import { auditKeyOf, sealedStore } from '../../src/stores/sealing.ts';
import type { Store } from '../../src/stores/store.ts';
import { entriesOf, someRecord } from '../contracts/announcement-store.ts';
import { official } from '../contracts/officials.ts';
import { createTestClock } from '../fakes/clock.ts';
import { sharedPostgres } from '../fakes/postgres.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';
import { everyCase } from '../setup/seed.ts';

const approvalKey = '1'.repeat(40);
const key = auditKeyOf(approvalKey);
const { now } = createTestClock();
const postgres = await sharedPostgres();
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function inFolder<Result>(folder: string, run: (store: Store) => Promise<Result>): Promise<Result> {
  const data = await openDataFolder(folder);
  const store = await openEmbeddedStore({ data, now, auditKey: key });
  try {
    return await run(store);
  } finally {
    await store.close();
    data.release();
  }
}

async function fill({ audit }: Store): Promise<AuditEntry[]> {
  for (let i = 1; i <= 6; i += 1) await audit.append(someRecord(`a${i}`));
  return entriesOf(audit);
}

function victim(where: string, last: AuditEntry | undefined, times = 0, how: 'trim' | 'restart' = 'trim'): ChildProcess {
  const argv = [join(import.meta.dirname, 'trim-victim.ts'), where, key, JSON.stringify(last), String(times), how];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  closing.push(() => child.kill('SIGKILL'));
  return child;
}

/** How it ended: what it said, or the signal that ended it. */
async function endOf(child: ChildProcess): Promise<string> {
  let said = '';
  child.stdout!.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  return signal ?? said;
}

/** Which of both it is; anything else fails. */
async function oldOrNew(store: Store, before: readonly AuditEntry[]): Promise<'old' | 'new'> {
  const entries = await entriesOf(store.audit);
  if (entries.length === before.length) {
    expect(entries).toEqual(before);
    expect(await verifyAudit(store.audit.entries(), { key })).toMatchObject({ kind: 'intact', entries: 6 });
    return 'old';
  }
  if (entries.length === 1) {
    expect(entries[0]).toMatchObject({ number: 7, action: 'audit-restart', previous: '0'.repeat(64) });
    expect(await verifyAudit(store.audit.entries(), { key })).toMatchObject({
      kind: 'intact',
      entries: 1,
      restart: { entries: 6 },
    });
    return 'new';
  }
  expect(entries.slice(0, -1)).toEqual(before.slice(4));
  expect(entries.at(-1)).toMatchObject({ number: 7, action: 'audit-trim', hash: before[3]!.chain });
  return 'new';
}

describe('F-43: entries that are removed from the audit log', () => {
  it.each([
    ['are all there or all gone', 'trim', 3],
    ['are all there or all in the place of one new beginning', 'restart', 5],
  ] as const)('%s, at whatever write of the embedded store it is killed', async (_, how, last) => {
    const folder = temporaryFolder();
    const before = await inFolder(folder, fill);
    const found: string[] = [];
    for (let times = 1; ; times += everyCase ? 1 : 5) {
      const copy = join(temporaryFolder(), 'data');
      cpSync(folder, copy, { recursive: true });
      const end = await endOf(victim(copy, before[last], times, how));
      found.push(await inFolder(copy, (store) => oldOrNew(store, before)));
      if (end !== 'SIGKILL') break;
    }
    expect(found.length).toBeGreaterThan(3);
    expect(found[0]).toBe('old');
    expect(found.at(-1)).toBe('new');
    expect(found).toEqual([...found].sort().reverse());
  });

  it.runIf(postgres).each([
    ['removed', 'trim', 3],
    ['begun anew', 'restart', 5],
  ] as const)('are all there where the process is killed in the middle of being %s in the database', async (_, how, last) => {
    const url = await postgres!.createDatabase();
    const store = await openPostgresStore({ url, now, home: 'a', homeChannels: new Set<string>(), auditKey: key });
    closing.push(store.close);
    const before = await fill(store);
    const { db, close } = await openDatabase({ url });
    closing.push(close);
    // Somebody else has the entry for the moment: the victim comes as far as removing it, and waits.
    await db.transaction().execute(async (other) => {
      await sql`select 1 from audit where number = 2 for update`.execute(other);
      const child = victim(url, before[last], 0, how);
      const ended = endOf(child);
      for (;;) {
        const { rows } = await sql`select 1 from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like 'delete from audit%'`.execute(db);
        if (rows.length > 0) break;
        expect(child.exitCode).toBeNull();
      }
      child.kill('SIGKILL');
      expect(await ended).toBe('SIGKILL');
    });
    // Whoever waits for the turn of the dead one gets it once the database has let go of it.
    const added = await store.audit.append(someRecord('later'));
    expect(added.number).toBe(7);
    expect((await entriesOf(store.audit)).slice(0, 6)).toEqual(before);
    expect(await verifyAudit(store.audit.entries(), { key })).toMatchObject({ kind: 'intact', entries: 7 });
  });

  it('leave a list of officials that was emptied refused, also where nobody’s beginning is in the log any more', async () => {
    const folder = temporaryFolder();
    await inFolder(folder, async (kept) => {
      const { officials, audit } = sealedStore(kept, approvalKey);
      await officials.update(() => ({
        officials: [official('root', { roles: ['admin'] })],
        records: [someRecord('root', 'official-add')],
        result: undefined,
      }));
      const [first] = await entriesOf(audit);
      await audit.trim(first!, someRecord('audit', 'audit-trim'));
      await kept.officials.update(() => ({ officials: [], records: [], result: undefined }));
      await expect(officials.list()).rejects.toThrow('The list of officials was changed');
    });
  });
});
