import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/announcements/acting.ts';
import {
  type ApprovedHead,
  type AuditEntry,
  type AuditLog,
  auditDigest,
  chained,
  rotationAction,
  verifyAudit,
} from '../../../src/announcements/people/audit.ts';
import { anchorOf, anchorText } from '../../../src/announcements/people/audit-anchor.ts';
import { checkArchives } from '../../../src/announcements/retention/archives.ts';
import { createAuditTrimming } from '../../../src/announcements/retention/audit-trimming.ts';
import { someRecord } from '../../contracts/announcement-store.ts';
import { official } from '../../contracts/officials.ts';
import { createAnnouncing } from '../../fakes/announcing.ts';

const root: Actor = { official: 'root', from: 'console' };
const key = 'the key of the log';

/** A log under a key, as a store keeps it. */
function keyedLog(): AuditLog & { held: AuditEntry[]; key: string } {
  const log = {
    held: [] as AuditEntry[],
    key,
    async append(record: Parameters<AuditLog['append']>[0]) {
      const entry = chained(log.held.at(-1), record, log.key);
      log.held = [...log.held, entry];
      return entry;
    },
    async trim({ number, chain }: Pick<AuditEntry, 'number' | 'chain'>, record: Parameters<AuditLog['append']>[0]) {
      if (!log.held.some((one) => one.number === number && one.chain === chain)) return undefined;
      const entry = await log.append(record);
      log.held = log.held.filter((one) => one.number > number);
      return entry;
    },
    restart: async () => undefined,
    head: async () => log.held.at(-1)?.chain ?? '0'.repeat(64),
    latest: async () => [],
    async *entries() {
      yield* [...log.held];
    },
  };
  return log;
}

/** Ten entries, a month apart from 15 January 2024 on; it is two years later. */
async function office() {
  const cutri = await createAnnouncing();
  await cutri.officialsNow((held) => [...held, official('root', { roles: ['admin'] })]);
  const audit = keyedLog();
  const approved: ApprovedHead[] = [];
  for (let month = 1; month <= 10; month += 1)
    await audit.append({ ...someRecord(`a${month}`), at: new Date(Date.UTC(2024, month - 1, 15)).toISOString() });
  const trimming = createAuditTrimming({
    ...cutri,
    audit,
    auditKey: key,
    approvedHeads: async () => approved,
    now: cutri.clock.now,
  });
  const archived: AuditEntry[] = [];
  const archive = async (entries: AsyncIterable<AuditEntry>) => {
    for await (const entry of entries) archived.push(entry);
    return undefined;
  };
  const trim = async (before: string) => {
    // A code counts once.
    await cutri.clock.advance(60_000);
    return trimming.trim(root, { before, code: await cutri.code('root') }, archive);
  };
  const check = (entries: readonly AuditEntry[] = audit.held, more: Parameters<typeof verifyAudit>[1] = {}) =>
    verifyAudit(from(entries), { key: audit.key, ...more });
  return { cutri, audit, approved, trimming, archived, archive, trim, check };
}

async function* from(entries: readonly AuditEntry[]): AsyncGenerator<AuditEntry> {
  yield* entries;
}

const spring = '2024-04-01T00:00:00.000Z';

describe('F-43: shortening the audit log', () => {
  it('removes what is older than the day, after it has been kept elsewhere; the rest verifies and says what is gone', async () => {
    const { audit, archived, trim, check } = await office();
    const before = [...audit.held];
    const made = await trim(spring);
    expect(made).toMatchObject({ kind: 'done', value: { entries: 3, kept: 7, last: { number: 3 } } });
    expect(archived).toEqual(before.slice(0, 3));
    expect(audit.held.slice(0, 7)).toEqual(before.slice(3));
    expect(await check()).toEqual({
      kind: 'intact',
      entries: 8,
      head: await audit.head(),
      cut: { entries: 3, before: spring, at: audit.held.at(-1)!.at, who: 'root' },
    });
  });

  it('may be done again: only the last cut counts, and an earlier one is part of the log like anything else', async () => {
    const { audit, archived, trim, check } = await office();
    await trim(spring);
    await audit.append(someRecord('later'));
    await trim('2024-07-01T00:00:00.000Z');
    expect(archived.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await check()).toMatchObject({ kind: 'intact', cut: { entries: 6 } });
  });

  it('takes a log that was cut by hand, more or less than was said, for a broken one', async () => {
    const { audit, trim, check } = await office();
    const whole = [...audit.held];
    expect(await check(whole.slice(3))).toMatchObject({ kind: 'broken', why: 'missing-or-moved' });
    await trim(spring);
    expect(await check(audit.held.slice(1))).toMatchObject({ kind: 'broken', why: 'missing-or-moved' });
    expect(await check(audit.held.slice(0, -1))).toMatchObject({ kind: 'broken', why: 'missing-or-moved' });
    expect(await check([...audit.held.slice(0, 2), ...audit.held.slice(3)])).toMatchObject({ kind: 'broken', entry: 6 });
  });

  it('takes a mark that was edited, or that somebody without the key wrote, for a broken log', async () => {
    const { audit, trim, check } = await office();
    const whole = [...audit.held];
    await trim(spring);
    const [mark] = audit.held.slice(-1) as [AuditEntry];
    for (const change of [
      { who: 'minh' },
      { at: '2025-01-01T00:00:00.000Z' },
      { hash: whole[4]!.chain },
      { detail: mark.detail!.replace(spring, '2024-06-01T00:00:00.000Z') },
    ])
      expect(await check([...audit.held.slice(0, -1), { ...mark, ...change }])).toMatchObject({ kind: 'broken', why: 'changed' });
    const said = anchorOf(mark.detail)!;
    const detail = anchorText({ ...said, removed: said.removed.replace('1-3', '1-5') });
    const forged = chained(whole.at(-1), { ...mark, hash: whole[4]!.chain, detail }, 'another key');
    expect(await check([...whole.slice(5), forged])).toMatchObject({ kind: 'broken', why: 'changed' });
    const ofOthers = chained(whole.at(-1), { ...mark, action: 'edit', hash: whole[2]!.chain }, key);
    expect(await check([...whole.slice(3), ofOthers])).toMatchObject({ kind: 'broken', why: 'missing-or-moved' });
  });

  it('still finds heads noted since, and those kept in approvals; of what was removed no approval has to be found', async () => {
    const { audit, approved, trim, check } = await office();
    const whole = [...audit.held];
    approved.push({ head: whole[0]!.chain, at: '2024-02-01T00:00:00.000Z' });
    approved.push({ head: whole[7]!.chain, at: '2024-09-01T00:00:00.000Z' });
    await trim(spring);
    expect(await check(audit.held, { approved, heads: [whole[5]!.chain] })).toMatchObject({ kind: 'intact' });
    const late = { head: 'e'.repeat(64), at: '2024-05-01T00:00:00.000Z' };
    expect(await check(audit.held, { approved: [...approved, late] })).toMatchObject({ kind: 'broken', why: 'cut-off' });
    expect(await check(audit.held, { heads: ['e'.repeat(64)] })).toMatchObject({ kind: 'broken', why: 'cut-off' });
    expect(await check([], { approved })).toMatchObject({ kind: 'broken', why: 'cut-off' });
  });

  it('leaves the entry that a later approval was given at', async () => {
    const { audit, approved, trim } = await office();
    approved.push({ head: audit.held[1]!.chain, at: '2024-05-01T00:00:00.000Z' });
    expect(await trim(spring)).toMatchObject({ kind: 'done', value: { entries: 1 } });
  });

  it('proves the file of what was removed, and heads in it; one that was changed proves nothing', async () => {
    const { audit, archived, trim } = await office();
    const head = audit.held[1]!.chain;
    await trim(spring);
    const first = [...archived.splice(0)];
    await audit.append(someRecord('later'));
    await trim('2024-07-01T00:00:00.000Z');
    const archives = (some: readonly AuditEntry[]) => [
      { name: 'first', read: () => from(some) },
      { name: 'second', read: () => from(archived) },
    ];
    const seen = await checkArchives(from(audit.held), archives(first), [head, 'e'.repeat(64)]);
    expect(seen).toEqual({ foreign: [], found: new Set([head]) });
    const edited = first.map((entry) => (entry.number === 2 ? { ...entry, outcome: 'code-wrong' } : entry));
    expect(await checkArchives(from(audit.held), archives(edited), [head])).toEqual({ foreign: ['first'], found: new Set() });
  });

  it('holds when the approval key is replaced, before and after', async () => {
    const { audit, check, trim } = await office();
    await trim(spring);
    audit.key = 'the next key';
    await audit.append({ ...someRecord('approval-key', rotationAction), detail: await auditDigest(audit.entries()) });
    expect(await check()).toMatchObject({ kind: 'intact', cut: { entries: 3 } });
    const edited = audit.held.map((entry) => (entry.number === 6 ? { ...entry, who: 'minh' } : entry));
    expect(await check(edited)).toMatchObject({ kind: 'broken', why: 'changed' });
    // What the entry of the replacement proved is proved by the mark once that entry itself is gone.
    const kept = await auditDigest(from(audit.held.slice(4)));
    const mark = anchorText({ before: '2024-08-01T00:00:00.000Z', removed: 'entries 4-7 sha256 0', kept });
    await audit.trim(audit.held[3]!, { ...someRecord('audit', 'audit-trim'), hash: audit.held[3]!.chain, detail: mark });
    const without = audit.held.filter(({ action }) => action !== rotationAction);
    expect(without).toHaveLength(audit.held.length - 1);
    expect(await check()).toMatchObject({ kind: 'intact', cut: { entries: 7 } });
  });

  it('is for administrators with a fresh code, never for the last year, and never for a log that is broken', async () => {
    const { cutri, audit, trimming, trim, archive, archived } = await office();
    const code = (await cutri.code('root')) === '000000' ? '000001' : '000000';
    const asked = (actor: Actor, given: { before?: string; code?: string }) =>
      trimming.trim(actor, { before: spring, code: undefined, ...given }, archive);
    const refusedWith = (wanted: string) => ({ kind: 'refused', refusal: { code: wanted } });
    expect(await asked({ official: 'thu', from: 'console' }, { code })).toMatchObject(refusedWith('not-permitted'));
    expect(await trimming.plan({ official: 'minh', from: 'telegram' }, spring)).toMatchObject(refusedWith('not-permitted'));
    expect(await asked({ official: 'root', from: 'cli', terminal: 'pts/9' }, { code })).toMatchObject(
      refusedWith('not-signed-in'),
    );
    expect(await asked(root, {})).toMatchObject(refusedWith('code-needed'));
    expect(await asked(root, { code })).toMatchObject(refusedWith('code-wrong'));
    const lately = new Date(cutri.clock.now().getTime() - 364 * 86_400_000).toISOString();
    expect(await asked(root, { before: lately })).toMatchObject(refusedWith('kept-a-year'));
    expect(await asked(root, { before: '2024-01-01T00:00:00.000Z' })).toMatchObject(refusedWith('nothing-so-old'));
    audit.held = audit.held.map((entry) => (entry.number === 9 ? { ...entry, who: 'minh' } : entry));
    expect(await trim(spring)).toMatchObject(refusedWith('log-broken'));
    expect(audit.held[0]!.number).toBe(1);
    expect(archived).toEqual([]);
    expect(audit.held.filter(({ action }) => action === 'audit-trim').map(({ outcome }) => outcome)).toEqual(
      expect.arrayContaining(['not-permitted', 'code-needed', 'code-wrong', 'kept-a-year', 'nothing-so-old', 'log-broken']),
    );
  });

  it('removes nothing where it could not be kept elsewhere, and nothing twice', async () => {
    const { cutri, audit, trimming, trim } = await office();
    const whole = [...audit.held];
    const code = await cutri.code('root');
    const full = await trimming.trim(root, { before: spring, code }, async () => 'The disk is full.');
    expect(full).toMatchObject({ kind: 'refused', refusal: { code: 'not-archived', why: 'The disk is full.' } });
    expect(audit.held.slice(0, 10)).toEqual(whole);
    await trim(spring);
    expect(await trim(spring)).toMatchObject({ kind: 'refused', refusal: { code: 'nothing-so-old' } });
  });

  it('removes nothing where somebody else removed some of it while it was being kept elsewhere', async () => {
    const { cutri, audit, trimming } = await office();
    const whole = [...audit.held];
    const code = await cutri.code('root');
    const beaten = await trimming.trim(root, { before: spring, code }, async () => {
      await audit.trim(whole[0]!, someRecord('audit', 'audit-trim'));
      return undefined;
    });
    expect(beaten).toMatchObject({ kind: 'refused', refusal: { code: 'changed-meanwhile' } });
    expect(audit.held[0]).toEqual(whole[1]);
  });

  it('says what it would remove, and removes nothing', async () => {
    const { audit, trimming } = await office();
    const whole = [...audit.held];
    expect(await trimming.plan(root, spring)).toMatchObject({ kind: 'done', value: { entries: 3, kept: 7 } });
    expect(audit.held).toEqual(whole);
  });
});
