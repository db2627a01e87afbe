import { describe, expect, it } from 'vitest';
import { type AuditEntry, type AuditLog, chained } from '../../../src/announcements/people/audit.ts';
import { createLogGuard } from '../../../src/announcements/people/log-guard.ts';
import { someRecord } from '../../contracts/announcement-store.ts';
import { codeOf, content, createAnnouncing, lan, letGo, minh, valueIn } from '../../fakes/announcing.ts';
import { createTestClock } from '../../fakes/clock.ts';

const key = 'a key made by a machine';

/** A log in memory that others may write too, and how many of its entries were read. */
function countedLog(size: number) {
  const log: AuditEntry[] = [];
  const add = () => void log.push(chained(log.at(-1), { ...someRecord('a'), at: '2026-03-01T08:00:00.000Z' }, key));
  for (let i = 0; i < size; i += 1) add();
  const clock = createTestClock();
  const read = { entries: 0 };
  const said: unknown[] = [];
  let broken: Error | undefined;
  const audit: Pick<AuditLog, 'entries'> = {
    async *entries(after = 0) {
      if (broken) throw broken;
      for (let at = log.findIndex(({ number }) => number > after); at >= 0 && at < log.length; at += 1) {
        read.entries += 1;
        yield log[at]!;
      }
    },
  };
  const approved: { head: string; at: string }[] = [];
  const guard = createLogGuard({
    audit,
    auditKey: key,
    approvedHeads: async () => approved,
    now: clock.now,
    rest: async () => undefined,
    report: (flaw) => void said.push(flaw),
    failed: (error) => void said.push(error),
  });
  return {
    ...{ log, add, approved, clock, said, guard },
    fail: (error: Error | undefined) => {
      broken = error;
    },
    /** How many entries were read for it. */
    async reads(run: () => unknown): Promise<number> {
      const before = read.entries;
      await run();
      await guard.settled();
      return read.entries - before;
    },
  };
}

describe('the audit log stops sending where it is broken', () => {
  it('F-41: reads a log of 100,000 entries once: a later look reads what was added, and the one before', async () => {
    const held = countedLog(100_000);
    expect(await held.reads(() => held.guard.flaw())).toBe(100_000);
    for (let i = 0; i < 7; i += 1) held.add();
    expect(await held.reads(() => held.guard.flaw())).toBe(8);
    expect(await held.reads(() => held.guard.flaw())).toBe(1);
    expect(await held.reads(() => held.guard.known())).toBe(0);
    expect(await held.guard.flaw()).toBeUndefined();
    expect(held.said).toEqual([]);
  }, 60_000);

  it('looks once a minute while something is sent, however often it is asked, and at all of it every ten minutes', async () => {
    const held = countedLog(500);
    await held.guard.flaw();
    expect(await held.reads(() => held.guard.watch(true))).toBe(0);
    held.clock.pass(60_000);
    expect(await held.reads(() => held.guard.watch(false))).toBe(0);
    expect(await held.reads(() => [held.guard.watch(true), held.guard.watch(true)])).toBe(1);
    expect(await held.reads(() => held.guard.watch(true))).toBe(0);
    held.clock.pass(540_000);
    expect(await held.reads(() => held.guard.watch(false))).toBe(500);
  });

  it('finds what was changed among entries it has read before, within ten minutes, and says so once', async () => {
    const held = countedLog(20);
    await held.guard.flaw();
    const right = held.log[4]!;
    held.log[4] = { ...right, who: 'ke-gian' };
    held.clock.pass(600_000);
    held.guard.watch(false);
    await held.guard.settled();
    expect(await held.guard.known()).toEqual({ kind: 'broken', entry: 5, why: 'changed' });
    expect(held.guard.standing()).toBe('broken');
    for (let i = 0; i < 3; i += 1) expect(await held.guard.flaw()).toMatchObject({ entry: 5 });
    expect(held.said).toEqual([{ kind: 'broken', entry: 5, why: 'changed' }]);
    held.log[4] = right;
    expect(await held.guard.flaw()).toBeUndefined();
    expect(held.said.slice(1)).toEqual([undefined]);
  });

  it.each([
    ['the end cut off', (log: AuditEntry[]): void => void log.splice(12), 'cut-off'],
    [
      'the end cut off and others written in its place',
      (log: AuditEntry[]): void => {
        log.splice(12);
        for (let i = 0; i < 12; i += 1) log.push(chained(log.at(-1), someRecord('b')));
      },
      'changed',
    ],
    ['all of it', (log: AuditEntry[]): void => void log.splice(0), 'cut-off'],
  ] as const)('finds %s at once, without any approval that tells of it', async (_, happens, why) => {
    const held = countedLog(20);
    await held.guard.flaw();
    happens(held.log);
    expect(await held.guard.flaw()).toMatchObject({ kind: 'broken', why });
  });

  it('asks for the head of an approval that was given since, and takes one that was given before as known', async () => {
    const held = countedLog(20);
    held.approved.push({ head: held.log[3]!.chain, at: '2026-03-01T08:00:00.000Z' });
    await held.guard.flaw();
    held.add();
    held.approved.push({ head: held.log[20]!.chain, at: '2026-03-01T08:01:00.000Z' });
    expect(await held.reads(() => held.guard.flaw())).toBe(2);
    expect(await held.reads(() => held.guard.flaw())).toBe(1);
    held.approved.push({ head: 'f'.repeat(64), at: '2026-03-01T08:02:00.000Z' });
    expect(await held.guard.flaw()).toEqual({ kind: 'broken', entry: 22, why: 'cut-off' });
  });

  it('lets nothing go where the log cannot be read, and goes on once it can', async () => {
    const held = countedLog(3);
    held.fail(new Error('out of reach'));
    await expect(held.guard.flaw()).rejects.toThrow('out of reach');
    await expect(held.guard.known()).rejects.toThrow('out of reach');
    expect(held.guard.standing()).toBe('unchecked');
    held.fail(undefined);
    expect(await held.guard.known()).toBeUndefined();
    expect(held.guard.standing()).toBe('whole');
  });
});

describe('an announcement that is being sent when the log is broken', () => {
  it('is paused within a minute, with the line that says why', async () => {
    const cutri = await createAnnouncing({ canary: 1, holdMs: 3_600_000 });
    await cutri.subscribe(3);
    async function approved(changes: Parameters<typeof content>[0]) {
      const { id } = valueIn(await cutri.publishing.draft(lan, 'notice', content(changes)));
      valueIn(await cutri.publishing.submit(lan, id, {}));
      const { hash, phrase = '' } = valueIn(await cutri.publishing.preview(minh, id));
      valueIn(
        await cutri.publishing.approve(minh, id, { hash, phrase, code: await codeOf(cutri.officials, 'minh', cutri.clock) }),
      );
      await cutri.clock.advance(30_000);
      return id;
    }
    const sending = await approved({});
    valueIn(await letGo(cutri, sending));
    await cutri.run(10_000);
    expect(cutri.accepted).toHaveLength(1);
    // Somebody else takes the end away, beside the service.
    const last = (await cutri.audit.latest({ limit: 1 }))[0]!;
    await cutri.audit.trim(last, someRecord('audit'));
    await cutri.run(61_000);
    const held = (await cutri.announcements.get(sending))!;
    expect([held.state, held.note]).toEqual(['paused', expect.stringMatching(/^nhật ký cán bộ đã hỏng: .*cutri audit verify$/u)]);
    expect(cutri.incidents.map(({ what, detail }) => [what, detail])).toEqual([['approval-lost', held.note]]);
    expect(cutri.accepted).toHaveLength(1);
  });
});
