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

  it('stays one chain when many add at once', async () => {
    const audit = await open();
    await Promise.all(Array.from({ length: 20 }, (_, i) => audit.append(someRecord(`a${i}`))));
    expect(await verifyAudit(audit.entries())).toMatchObject({ kind: 'intact', entries: 20 });
  });
}
