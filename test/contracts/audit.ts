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

  it('of an empty log: has the head everybody knows, gives nothing, lets go of nothing, and begins anew where that head is named', async () => {
    const audit = await open();
    expect([await audit.head(), await entriesOf(audit), await audit.latest({ limit: 9 })]).toEqual(['0'.repeat(64), [], []]);
    expect(await audit.trim({ number: 1, chain: '0'.repeat(64) }, someRecord('audit', 'audit-trim'))).toBeUndefined();
    expect(await audit.restart('f'.repeat(64), someRecord('audit', 'audit-restart'))).toBeUndefined();
    expect(await entriesOf(audit)).toEqual([]);
    const first = await audit.restart('0'.repeat(64), someRecord('audit', 'audit-restart'));
    expect(first).toMatchObject({ number: 1, previous: '0'.repeat(64), action: 'audit-restart' });
    expect(await entriesOf(audit)).toEqual([first]);
    expect(await audit.head()).toBe(first!.chain);
  });

  it('gives those that follow an entry, and nothing after the last', async () => {
    const audit = await open();
    for (let i = 1; i <= 4; i += 1) await audit.append(someRecord(`a${i}`));
    const all = await entriesOf(audit);
    const after = async (number: number) => {
      const found = [];
      for await (const entry of audit.entries(number)) found.push(entry);
      return found;
    };
    expect(await after(0)).toEqual(all);
    expect(await after(2)).toEqual(all.slice(2));
    expect(await after(4)).toEqual([]);
    expect(await after(9)).toEqual([]);
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
    await audit.append({ ...someRecord('a', 'approve'), outcome: 'code-wrong' });
    expect(await numbers({ limit: 1, subject: 'a', action: 'approve' })).toEqual([4]);
    expect(await numbers({ limit: 1, subject: 'a', action: 'approve', outcome: 'done' })).toEqual([3]);
    expect(await numbers({ limit: 9, outcome: 'code-wrong' })).toEqual([4]);
    expect(await audit.latest({ limit: 1 })).toEqual((await entriesOf(audit)).slice(-1));
  });

  it('finds what is sought whatever was typed, in the reason of any entry or for an id', async () => {
    const audit = await open();
    const typed = { who: 'lan\0\0\ud800\\\0', subject: `${'ă'.repeat(3_000)}\\u0000`, detail: 'vì \0, \udc00 và \\u0000' };
    const held = await audit.append({ ...someRecord('a', 'return'), ...typed });
    await audit.append({ ...someRecord('a', 'return'), subject: 'ă'.repeat(2_999) });
    for (const query of [{ subject: typed.subject }, { who: typed.who }, { who: typed.who, action: 'return' }])
      expect(await audit.latest({ ...query, limit: 9 })).toEqual([held]);
    expect(await audit.latest({ action: 'return', limit: 9 })).toHaveLength(2);
  });

  it('lets go of the first entries and says so in a new one, both or neither; what is added later goes on from there', async () => {
    const audit = await open();
    for (let i = 1; i <= 4; i += 1) await audit.append(someRecord(`a${i}`));
    const before = await entriesOf(audit);
    const removal = { ...someRecord('audit', 'audit-trim'), hash: before[1]!.chain };
    const gone = await audit.trim({ number: 2, chain: 'f'.repeat(64) }, removal);
    expect(gone).toBeUndefined();
    expect(await entriesOf(audit)).toEqual(before);
    const added = await audit.trim({ number: 2, chain: before[1]!.chain }, removal);
    expect(added).toMatchObject({ number: 5, previous: before[3]!.chain, action: 'audit-trim' });
    expect(await entriesOf(audit)).toEqual([before[2], before[3], added]);
    expect(await audit.head()).toBe(added!.chain);
    expect(await audit.trim({ number: 2, chain: before[1]!.chain }, removal)).toBeUndefined();
    expect(await audit.append(someRecord('b'))).toMatchObject({ number: 6, previous: added!.chain });
    expect((await audit.latest({ limit: 9 })).map(({ number }) => number)).toEqual([6, 5, 4, 3]);
  });

  it('goes on numbering where every entry was let go of', async () => {
    const audit = await open();
    const only = await audit.append(someRecord('a'));
    const added = await audit.trim(only, someRecord('audit', 'audit-trim'));
    expect(await entriesOf(audit)).toEqual([added]);
    expect(added).toMatchObject({ number: 2, previous: only.chain });
  });

  it('begins anew with one entry in the place of all there are, numbered on, unless somebody has added one since', async () => {
    const audit = await open();
    for (let i = 1; i <= 3; i += 1) await audit.append(someRecord(`a${i}`));
    const before = await entriesOf(audit);
    const anew = { ...someRecord('audit', 'audit-restart'), outcome: 'done' };
    expect(await audit.restart(before[1]!.chain, anew)).toBeUndefined();
    expect(await entriesOf(audit)).toEqual(before);
    const first = await audit.restart(before[2]!.chain, anew);
    expect(first).toMatchObject({ number: 4, previous: '0'.repeat(64) });
    expect(await entriesOf(audit)).toEqual([first]);
    const next = await audit.append(someRecord('b'));
    expect(await verifyAudit(audit.entries())).toMatchObject({
      kind: 'intact',
      entries: 2,
      head: next.chain,
      restart: { entries: 3 },
    });
  });

  it('stays one chain when many add at once', async () => {
    const audit = await open();
    await Promise.all(Array.from({ length: 20 }, (_, i) => audit.append(someRecord(`a${i}`))));
    expect(await verifyAudit(audit.entries())).toMatchObject({ kind: 'intact', entries: 20 });
  });
}
