import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../src/announcements/people/audit.ts';
import { createAuditTrimming } from '../../../src/announcements/retention/audit-trimming.ts';
import { runAuditVerify } from '../../../src/commands/audit.ts';
import { readArchive, writeArchive } from '../../../src/commands/retention/archive.ts';
import { runAuditTrim } from '../../../src/commands/retention/trim.ts';
import { someRecord } from '../../contracts/announcement-store.ts';
import { official } from '../../contracts/officials.ts';
import { createAnnouncing } from '../../fakes/announcing.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';
import { terminal } from '../../fakes/terminal.ts';

async function office() {
  const cutri = await createAnnouncing();
  const since = cutri.clock.now().toISOString();
  await cutri.officialsNow((held) => [...held, official('root', { roles: ['admin'], terminals: [{ place: 'pts/1', since }] })]);
  for (const at of ['2023-01-31T16:59:59.999Z', '2023-01-31T17:00:00.000Z', '2025-12-01T00:00:00.000Z'])
    await cutri.audit.append({ ...someRecord('a'), at });
  const log = { audit: cutri.audit, auditKey: undefined, approvedHeads: async () => [], readArchive };
  const trimming = createAuditTrimming({ ...cutri, ...log, now: cutri.clock.now });
  const run = async (options: Partial<Parameters<typeof runAuditTrim>[0]>) => {
    const { said, io } = terminal();
    const code = options.code ?? (await cutri.code('root'));
    const exit = await runAuditTrim(
      { before: '01/02/2023', as: 'root', code, ...options },
      { trimming, io: { ...io, terminal: 'pts/1' } },
    );
    return { exit, ...said };
  };
  const verify = async (options: Parameters<typeof runAuditVerify>[0]) => {
    const { said, io } = terminal();
    return { exit: await runAuditVerify(options, { ...log, io }), ...said };
  };
  const archive = join(temporaryFolder(), 'nhat-ky.jsonl');
  return { cutri, run, verify, archive };
}

const linesOf = (path: string): AuditEntry[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as AuditEntry);

describe('F-43: cutri audit trim', () => {
  it('keeps what goes in a file of its owner alone, then says what is left and the head to note; days are those of Vietnam', async () => {
    const { cutri, run, verify, archive } = await office();
    const head = (await cutri.audit.latest({ limit: 1, before: 2 }))[0]!.chain;
    const made = await run({ archive });
    expect(made).toMatchObject({ exit: 0, err: '' });
    expect(made.out).toContain(`Đã cất 1 dòng trước ngày 01/02/2023 vào tệp ${archive}`);
    expect(made.out).toContain(await cutri.audit.head());
    expect(linesOf(archive)).toMatchObject([{ number: 1 }]);
    expect(statSync(archive).mode & 0o777).toBe(0o600);
    const plain = await verify({});
    expect(plain.exit).toBe(0);
    expect(plain.out).toContain('1 entries of before 01/02/2023 were archived and removed on');
    expect(plain.out).toContain('by root; what stays is joined to a signed mark');
    expect((await verify({ against: [head] })).exit).toBe(1);
    expect(await verify({ against: [head], archive: [archive] })).toMatchObject({ exit: 0, err: '' });
  });

  it('says that a file is not what was removed', async () => {
    const { run, verify, archive } = await office();
    await run({ archive });
    const [entry] = linesOf(archive);
    writeFileSync(archive, `${JSON.stringify({ ...entry, who: 'minh' })}\n`);
    const changed = await verify({ archive: [archive] });
    expect(changed.exit).toBe(1);
    expect(changed.err).toContain(`${archive} is not what was removed from this log`);
    writeFileSync(archive, 'no entry\n');
    const torn = await verify({ archive: [archive] });
    expect(torn.exit).toBe(1);
    expect(torn.err).toContain(`${archive} holds no entry of the audit log in line 1: give the file that cutri audit trim wrote`);
    expect((await verify({ archive: [`${archive}-2`] })).err).toContain('cannot be read (ENOENT)');
  });

  it('only says how many with --dry-run', async () => {
    const { cutri, run } = await office();
    const looked = await run({ dryRun: true, before: '2023-02-01' });
    expect(looked.exit).toBe(0);
    expect(looked.out).toContain('Sẽ bỏ 1 dòng trước ngày 01/02/2023');
    expect(JSON.parse((await run({ dryRun: true, json: true })).out)).toMatchObject({ ok: true, dryRun: true, entries: 1 });
    expect((await cutri.audit.latest({ limit: 9 })).at(-1)!.number).toBe(1);
  });

  it('takes no other file’s place, and says what is missing or wrong', async () => {
    const { cutri, run, archive } = await office();
    expect((await run({})).err).toContain('Thiếu --archive');
    expect((await run({ archive, before: '31/02/2023' })).err).toContain('“31/02/2023” không đọc được');
    writeFileSync(archive, 'mine');
    const there = await run({ archive });
    expect(there.exit).toBe(1);
    expect(there.err).toContain(`Tệp ${archive} đã có`);
    expect(there.err).toContain('Chưa bỏ dòng nào');
    expect(readFileSync(archive, 'utf8')).toBe('mine');
    await cutri.clock.advance(60_000);
    const nowhere = join(archive, 'x.jsonl');
    expect((await run({ archive: nowhere })).err).toContain(`Không ghi được tệp ${nowhere} (ENOTDIR)`);
    expect((await run({ archive, before: '2026-02-01' })).err).toContain('365 ngày gần nhất luôn được giữ');
    expect((await cutri.audit.latest({ limit: 99 })).at(-1)!.number).toBe(1);
  });

  it('leaves no half a file where it cannot go on', async () => {
    const { archive } = await office();
    async function* breaking(): AsyncGenerator<AuditEntry> {
      yield { ...someRecord('a'), number: 1, previous: '', chain: '' };
      throw Object.assign(new Error('planned'), { code: 'ENOSPC' });
    }
    expect(await writeArchive(archive, breaking())).toContain('(ENOSPC)');
    expect(() => statSync(archive)).toThrow('ENOENT');
  });
});
