import { describe, expect, it } from 'vitest';
import type { AuditEntry, AuditLog } from '../../src/announcements/people/audit.ts';
import { runAuditExport, runAuditList, runAuditVerify } from '../../src/commands/audit.ts';
import { entriesOf, someRecord } from '../contracts/announcement-store.ts';
import { createAnnouncementsMemory } from '../fakes/announcements-memory.ts';
import { terminal } from '../fakes/terminal.ts';

async function log(entries: number): Promise<AuditLog> {
  const { audit } = createAnnouncementsMemory(() => new Date('2026-03-01T08:00:00Z'));
  for (let i = 1; i <= entries; i += 1) await audit.append(someRecord(`official-${i}`, 'approve'));
  return audit;
}

const noArchive = () => {
  throw new Error('not asked for');
};
const plain = { auditKey: undefined, approvedHeads: async () => [], readArchive: noArchive };

/** A log somebody had their hands on. */
const forged = (entries: AuditEntry[]): AuditLog => ({
  append: () => Promise.reject(new Error('read only')),
  restart: async () => undefined,
  trim: () => Promise.reject(new Error('read only')),
  latest: async () => [],
  head: () => Promise.reject(new Error('not asked for')),
  async *entries() {
    yield* entries;
  },
});

describe('cutri audit', () => {
  it('says that the log is intact, and gives a head that proves its end later', async () => {
    const { said, io } = terminal();
    const audit = await log(3);
    expect(await runAuditVerify({}, { ...plain, audit, io })).toBe(0);
    expect(said.out).toContain('intact: 3 entries');
    const head = /Head: (\S+)/u.exec(said.out)![1]!;
    expect(await runAuditVerify({ head }, { ...plain, audit, io })).toBe(0);
    expect(await runAuditVerify({ head }, { ...plain, audit: await log(2), io })).toBe(1);
    expect(said.err).toContain('the end was cut off');
  });

  it('names the entry that was changed, or that is missing', async () => {
    const entries = await entriesOf(await log(3));
    const { said, io } = terminal();
    const changed = entries.map((entry) => (entry.number === 2 ? { ...entry, outcome: 'code-wrong' } : entry));
    expect(await runAuditVerify({}, { ...plain, audit: forged(changed), io })).toBe(1);
    expect(said.err).toMatch(/BROKEN: entry 2 was changed/u);
    expect(await runAuditVerify({ json: true }, { ...plain, audit: forged([entries[0]!, entries[2]!]), io })).toBe(1);
    expect(JSON.parse(said.out)).toEqual({ kind: 'broken', entry: 2, why: 'missing-or-moved' });
  });

  it('F-41: finds out a log that was cut off or replaced by another one, by the heads in approvals and --against', async () => {
    const { said, io } = terminal();
    const audit = await log(3);
    const head = await audit.head();
    const approved = [{ head, at: '2026-03-01T08:00:00.000Z' }];
    const cut = await log(2);
    expect(await runAuditVerify({}, { ...plain, audit, io, approvedHeads: async () => approved })).toBe(0);
    expect(await runAuditVerify({}, { ...plain, audit: cut, io, approvedHeads: async () => approved })).toBe(1);
    expect(await runAuditVerify({ against: [head] }, { ...plain, audit: cut, io })).toBe(1);
    expect(said.err).toContain('kept in an approval, is not in it');
  });

  it('F-41: takes no log that somebody without the key chained anew', async () => {
    const { io } = terminal();
    expect(await runAuditVerify({}, { ...plain, audit: await log(3), auditKey: 'a key', io })).toBe(1);
  });

  it('lists the latest and exports all', async () => {
    const audit = await log(4);
    const listed = terminal();
    await runAuditList({ last: 2 }, { ...plain, audit, io: listed.io });
    expect(listed.said.out).toMatch(/^3 {2}.*official-3.*\n4 {2}.*official-4.*\n2 of 4 entries\.\n$/u);
    const objects = terminal();
    await runAuditList({ last: 1, json: true }, { ...plain, audit, io: objects.io });
    expect(JSON.parse(objects.said.out)).toMatchObject({ number: 4, who: expect.any(String) });
    const exported = terminal();
    await runAuditExport({ ...plain, audit, io: exported.io });
    expect(
      exported.said.out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as AuditEntry).number),
    ).toEqual([1, 2, 3, 4]);
    const empty = terminal();
    await runAuditList({}, { ...plain, audit: await log(0), io: empty.io });
    expect(empty.said.out).toBe('Nothing has been done yet.\n');
  });
});
