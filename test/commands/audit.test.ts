import { describe, expect, it } from 'vitest';
import type { AuditEntry, AuditLog } from '../../src/announcements/audit.ts';
import { runAuditExport, runAuditList, runAuditVerify } from '../../src/commands/audit.ts';
import { entriesOf, someRecord } from '../contracts/announcement-store.ts';
import { createAnnouncementsMemory } from '../fakes/announcements-memory.ts';
import { terminal } from '../fakes/terminal.ts';

async function log(entries: number): Promise<AuditLog> {
  const { audit } = createAnnouncementsMemory(() => new Date('2026-03-01T08:00:00Z'));
  for (let i = 1; i <= entries; i += 1) await audit.append(someRecord(`official-${i}`, 'approve'));
  return audit;
}

/** A log somebody had their hands on. */
const forged = (entries: AuditEntry[]): AuditLog => ({
  append: () => Promise.reject(new Error('read only')),
  async *entries() {
    yield* entries;
  },
});

describe('cutri audit', () => {
  it('says that the log is intact, and gives a head that proves its end later', async () => {
    const { said, io } = terminal();
    const audit = await log(3);
    expect(await runAuditVerify({}, { audit, io })).toBe(0);
    expect(said.out).toContain('intact: 3 entries');
    const head = /Head: (\S+)/u.exec(said.out)![1]!;
    expect(await runAuditVerify({ head }, { audit, io })).toBe(0);
    expect(await runAuditVerify({ head }, { audit: await log(2), io })).toBe(1);
    expect(said.err).toContain('the end was cut off');
  });

  it('names the entry that was changed, or that is missing', async () => {
    const entries = await entriesOf(await log(3));
    const { said, io } = terminal();
    const changed = entries.map((entry) => (entry.number === 2 ? { ...entry, outcome: 'code-wrong' } : entry));
    expect(await runAuditVerify({}, { audit: forged(changed), io })).toBe(1);
    expect(said.err).toMatch(/BROKEN: entry 2 was changed/u);
    expect(await runAuditVerify({ json: true }, { audit: forged([entries[0]!, entries[2]!]), io })).toBe(1);
    expect(JSON.parse(said.out)).toEqual({ kind: 'broken', entry: 2, why: 'missing-or-moved' });
  });

  it('lists the latest and exports all', async () => {
    const audit = await log(4);
    const listed = terminal();
    await runAuditList({ last: 2 }, { audit, io: listed.io });
    expect(listed.said.out).toMatch(/^3 {2}.*official-3.*\n4 {2}.*official-4.*\n2 of 4 entries\.\n$/u);
    const objects = terminal();
    await runAuditList({ last: 1, json: true }, { audit, io: objects.io });
    expect(JSON.parse(objects.said.out)).toMatchObject({ number: 4, who: expect.any(String) });
    const exported = terminal();
    await runAuditExport({ audit, io: exported.io });
    expect(
      exported.said.out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as AuditEntry).number),
    ).toEqual([1, 2, 3, 4]);
    const empty = terminal();
    await runAuditList({}, { audit: await log(0), io: empty.io });
    expect(empty.said.out).toBe('Nothing has been done yet.\n');
  });
});
