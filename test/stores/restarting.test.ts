import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/announcements/acting.ts';
import { verifyAudit } from '../../src/announcements/people/audit.ts';
import { restartAction } from '../../src/announcements/people/audit-anchor.ts';
import { newTotp } from '../../src/announcements/people/totp.ts';
import { checkArchives } from '../../src/announcements/retention/archives.ts';
import { openRestarting } from '../../src/app/office-desk.ts';
import { readArchive, writeArchive } from '../../src/commands/retention/archive.ts';
import { auditKeyOf } from '../../src/stores/sealing.ts';
import { logTampers } from '../bypass/log-attempts.ts';
import { approvalKey, lineOf, openWorld, recipients } from '../bypass/world.ts';
import { official } from '../contracts/officials.ts';
import { letGo, minh, valueIn } from '../fakes/announcing.ts';
import { createTestClock } from '../fakes/clock.ts';
import { type Body, keptInDatabase, keptInFiles } from '../fakes/kept-store.ts';
import { sharedPostgres } from '../fakes/postgres.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const postgres = await sharedPostgres();
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const root: Actor = { official: 'root', from: 'console' };
const reason = 'máy chủ bị người lạ vào ngày 1/3';

describe.each(['embedded', 'PostgreSQL'] as const)('F-41: a broken audit log is begun anew (%s)', (kind) => {
  async function office() {
    const clock = createTestClock();
    const deps = { key: approvalKey, clock, closing: closing as (() => Promise<void>)[] };
    if (kind === 'PostgreSQL' && !postgres) return undefined;
    const world = await openWorld(kind === 'embedded' ? keptInFiles(deps) : await keptInDatabase(deps, postgres!), clock);
    await world.officials((all) => [
      ...all.map((one) => (one.id === 'minh' ? { ...one, chat: 'telegram:900' as const } : one)),
      official('root', { roles: ['admin'], totp: newTotp(new Uint8Array(20).fill(9)) }),
      official('root-2', { roles: ['admin'], person: 'staff-root', totp: newTotp(new Uint8Array(20).fill(8)) }),
    ]);
    const told: string[] = [];
    const file = join(temporaryFolder(), 'hong.jsonl');
    async function restart(actor: Actor, given: { reason?: string; code?: string | undefined } = {}) {
      const { store } = world;
      const send = async (chat: string, { text }: { text: string }) => told.push(`${chat} ${text}`) > 0;
      const restarting = openRestarting({ store, approvalKey, send, now: clock.now });
      const code = 'code' in given ? given.code : await world.code(actor.official);
      const made = await restarting.restart(actor, { reason: given.reason ?? reason, code }, (all) => writeArchive(file, all));
      await clock.advance(30_000);
      return made;
    }
    const breakIt = async () => {
      await world.kept.tamper('audit', logTampers[0]!.change);
      await world.restart();
    };
    const verdict = () => verifyAudit(world.store.audit.entries(), { key: auditKeyOf(approvalKey) });
    return { world, told, file, restart, breakIt, verdict };
  }
  const refusal = (made: Awaited<ReturnType<NonNullable<Awaited<ReturnType<typeof office>>>['restart']>>) =>
    made.kind === 'refused' ? made.refusal.code : made.kind;

  it('by two persons: the old one is in a file, the new one says so, and every approval has to be given anew', async ({
    skip,
  }) => {
    const held = await office();
    if (!held) return skip('no PostgreSQL here');
    const { world, told, file, restart, breakIt, verdict } = held;
    const id = await world.approved();
    await breakIt();
    expect(refusal(await restart(root))).toBe('asked');
    expect(existsSync(file)).toBe(false);
    const refused = {
      at: world.clock.now().toISOString(),
      who: 'lan',
      roles: [],
      action: restartAction,
      outcome: 'not-permitted',
    };
    for (let i = 0; i < 60; i += 1) await world.store.audit.append({ ...refused, subject: 'audit', from: 'console' });
    const made = await restart(minh, { reason: '' });
    expect(made).toMatchObject({ kind: 'done', value: { calledOff: 1, askedBy: 'root' } });
    expect(await verdict()).toMatchObject({ kind: 'intact', entries: 1, restart: { who: 'minh', askedBy: 'root', reason } });
    expect(told).toEqual([expect.stringContaining('Nhật ký cán bộ bị hỏng đã được cất đi và lập lại')]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain('"outcome":"asked"');
    const archive = { name: 'hong', read: () => readArchive(file) };
    expect((await checkArchives(world.store.audit.entries(), [archive], [])).foreign).toEqual([]);
    expect(lineOf(await letGo(world, id))).not.toBe('done');
    expect(await world.work()).toBeUndefined();
    expect(world.accepted).toEqual([]);
    // And from then on the office works as before.
    valueIn(await letGo(world, await world.approved()));
    await world.work();
    expect(world.accepted.map(({ chat }) => chat).sort()).toEqual(recipients);
  });

  it('never by one person, without a code, without a reason, by who may not, or where nothing is broken', async ({ skip }) => {
    const held = await office();
    if (!held) return skip('no PostgreSQL here');
    const { world, restart, breakIt, verdict, file } = held;
    expect(refusal(await restart(root))).toBe('log-whole');
    await world.approved();
    await breakIt();
    expect(refusal(await restart(minh))).toBe('not-permitted');
    expect(refusal(await restart(root, { reason: ' ' }))).toBe('no-reason');
    expect(refusal(await restart(root, { code: undefined }))).toBe('code-needed');
    expect(refusal(await restart(root, { code: '000000' }))).toBe('code-wrong');
    expect(refusal(await restart(root))).toBe('asked');
    expect(refusal(await restart({ official: 'root-2', from: 'console' }))).toBe('asked');
    expect(refusal(await restart({ official: 'lan', from: 'console' }))).toBe('not-permitted');
    expect(refusal(await restart(minh, { code: '000000' }))).toBe('code-wrong');
    await world.clock.advance(31 * 60_000);
    expect(refusal(await restart(minh))).toBe('not-permitted');
    expect((await verdict()).kind).toBe('broken');
    expect(existsSync(file)).toBe(false);
  });

  it('not on a request that was written without the key', async ({ skip }) => {
    const held = await office();
    if (!held) return skip('no PostgreSQL here');
    const { world, restart, verdict } = held;
    await world.approved();
    const at = world.clock.now().toISOString();
    const asked = { at, who: 'root', roles: ['admin'], action: 'audit-restart', outcome: 'asked', subject: 'audit', from: 'cli' };
    await world.kept.tamper('audit', (log) => [
      ...log,
      { ...asked, detail: 'x', number: log.length + 1, previous: log.at(-1)!.chain, chain: 'a'.repeat(64) },
    ]);
    await world.restart();
    expect(refusal(await restart(minh))).toBe('not-permitted');
    expect((await verdict()).kind).toBe('broken');
  });

  it('what was approved before then is void also where it is put back as it was', async ({ skip }) => {
    const held = await office();
    if (!held) return skip('no PostgreSQL here');
    const { world, restart, breakIt } = held;
    const id = await world.approved();
    let kept: Body[] = [];
    await world.kept.tamper('announcements', (all) => {
      kept = all;
      return all;
    });
    await breakIt();
    await restart(root);
    expect(refusal(await restart(minh))).toBe('done');
    await world.kept.tamper('announcements', () => kept);
    await world.restart();
    expect(lineOf(await letGo(world, id))).toContain('trước khi nhật ký được lập lại');
    await world.work();
    expect(world.accepted).toEqual([]);
  });
});
