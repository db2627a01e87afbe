import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAuditRestarting } from '../../../src/announcements/retention/audit-restarting.ts';
import { runAuditVerify } from '../../../src/commands/audit.ts';
import { readArchive } from '../../../src/commands/retention/archive.ts';
import { runAuditRestart } from '../../../src/commands/retention/restart.ts';
import { someRecord } from '../../contracts/announcement-store.ts';
import { official } from '../../contracts/officials.ts';
import { createAnnouncing } from '../../fakes/announcing.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';
import { terminal } from '../../fakes/terminal.ts';

async function office() {
  const cutri = await createAnnouncing();
  const since = cutri.clock.now().toISOString();
  const terminals = [{ place: 'pts/1', since }];
  await cutri.officialsNow((held) => [
    ...held.map((one) => (one.id === 'minh' ? { ...one, terminals } : one)),
    official('root', { roles: ['admin'], terminals }),
  ]);
  for (let i = 1; i <= 3; i += 1) await cutri.audit.append(someRecord(`a${i}`));
  const audit = { ...cutri.audit };
  const log = { audit, auditKey: undefined, approvedHeads: async () => [], readArchive };
  const restarting = createAuditRestarting({
    ...{ ...cutri, ...log, now: cutri.clock.now },
    rest: async () => undefined,
    tell: async () => undefined,
  });
  const archive = join(temporaryFolder(), 'hong.jsonl');
  async function run(as: string, options: { reason?: string; code?: string } = {}) {
    const { said, io } = terminal();
    const code = options.code ?? (await cutri.code(as));
    const exit = await runAuditRestart({ archive, as, code, ...options }, { restarting, io: { ...io, terminal: 'pts/1' } });
    await cutri.clock.advance(30_000);
    return { exit, ...said };
  }
  const verify = async (options: Parameters<typeof runAuditVerify>[0]) => {
    const { said, io } = terminal();
    return { exit: await runAuditVerify(options, { ...log, io }), ...said };
  };
  /** Somebody takes the second entry out. */
  function breakIt() {
    const { entries, restart } = cutri.audit;
    let isBroken = true;
    audit.entries = async function* without(after) {
      for await (const entry of entries(after)) if (!isBroken || entry.number !== 2) yield entry;
    };
    audit.restart = async (head, record) => {
      const made = await restart(head, record);
      if (made) isBroken = false;
      return made;
    };
  }
  return { run, verify, breakIt, archive };
}

describe('F-41: cutri audit restart', () => {
  it('is asked for by one and confirmed by another; verify tells who, and proves the file', async () => {
    const { run, verify, breakIt, archive } = await office();
    breakIt();
    expect((await verify({})).exit).toBe(1);
    const asked = await run('root', { reason: 'máy chủ bị người lạ vào' });
    expect(asked).toMatchObject({ exit: 0, err: '' });
    expect(asked.out).toContain('trong 30 phút, một quản trị viên hoặc người duyệt khác');
    expect(existsSync(archive)).toBe(false);
    const made = await run('minh');
    expect(made).toMatchObject({ exit: 0, err: '' });
    expect(made.out).toContain(`vào tệp ${archive} và lập nhật ký mới, theo yêu cầu của root`);
    const { exit, out } = await verify({ archive: [archive] });
    expect(exit).toBe(0);
    expect(out).toContain(
      'in the place of a BROKEN log (up to entry 4): asked for by root, confirmed by minh. Reason: máy chủ bị người lạ vào',
    );
    expect(out).toContain('Files that hold exactly what was removed: 1.');
  });

  it('says why it is refused: nothing broken, no reason, no code', async () => {
    const { run, breakIt } = await office();
    expect((await run('root', { reason: 'x' })).err).toContain('Nhật ký còn nguyên vẹn');
    breakIt();
    expect((await run('root')).err).toContain('Hãy ghi lý do');
    expect((await run('root', { reason: 'x', code: '000000' })).err).toContain('Mã xác thực không đúng');
    expect((await run('minh')).err).toContain('Bạn không có quyền');
  });
});
