import { expect, it } from 'vitest';
import { type AuditLog, verifyAudit } from '../../src/announcements/people/audit.ts';
import { entriesOf, someRecord } from './announcement-store.ts';

/** What every audit log promises. `open` gives an empty one. */
export function describeAudit(open: () => Promise<AuditLog>): void {
  it('numbers and chains what is added, in order', async () => {
    const audit = await open();
    await audit.append(someRecord('a', 'create'));
    const last = await audit.append({ ...someRecord('a', 'approve'), hash: 'f'.repeat(64), detail: '120 người' });
    const entries = await entriesOf(audit);
    expect(entries.map(({ number, action }) => [number, action])).toEqual([
      [1, 'create'],
      [2, 'approve'],
    ]);
    expect(entries[1]).toEqual(last);
    expect(await verifyAudit(audit.entries())).toEqual({ kind: 'intact', entries: 2, head: last.chain });
  });

  it('gives the latest of those sought, the last first, and no more than asked', async () => {
    const audit = await open();
    for (const [subject, action, who] of [
      ['a', 'submit', 'lan'],
      ['b', 'approve', 'minh'],
      ['a', 'approve', 'minh'],
    ] as const)
      await audit.append({ ...someRecord(subject, action), who });
    const numbers = async (query: Parameters<AuditLog['latest']>[0]) => (await audit.latest(query)).map(({ number }) => number);
    expect(await numbers({ limit: 10 })).toEqual([3, 2, 1]);
    expect(await numbers({ limit: 2 })).toEqual([3, 2]);
    expect(await numbers({ limit: 9, before: 3 })).toEqual([2, 1]);
    expect(await numbers({ limit: 9, subject: 'a' })).toEqual([3, 1]);
    expect(await numbers({ limit: 9, who: 'minh', action: 'approve', subject: 'b' })).toEqual([2]);
    expect(await audit.latest({ limit: 1 })).toEqual((await entriesOf(audit)).slice(-1));
  });

  it('stays one chain when many add at once', async () => {
    const audit = await open();
    await Promise.all(Array.from({ length: 20 }, (_, i) => audit.append(someRecord(`a${i}`))));
    expect(await verifyAudit(audit.entries())).toMatchObject({ kind: 'intact', entries: 20 });
  });
}
