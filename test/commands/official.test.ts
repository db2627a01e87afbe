import { Readable } from 'node:stream';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { createManaging } from '../../src/announcements/managing.ts';
import { runInService } from '../../src/cli.ts';
import type { Store } from '../../src/stores/store.ts';
import { createAnnouncementsMemory } from '../fakes/announcements-memory.ts';
import { createTestClock } from '../fakes/clock.ts';

function office() {
  const clock = createTestClock();
  const memory = createAnnouncementsMemory(clock.now);
  let seed = 0;
  const managing = createManaging({
    officials: memory.officials,
    random: (bytes) =>
      Uint8Array.from({ length: bytes }, () => {
        seed = (seed * 5 + 7) % 256;
        return seed;
      }),
    notify: async () => undefined,
    now: clock.now,
  });
  async function cutri(argv: string[], typed?: string) {
    const said = { out: '', err: '' };
    const exit = await runInService(
      ['official', ...argv],
      {
        out: (words) => {
          said.out += words;
        },
        err: (words) => {
          said.err += words;
        },
        stdin: Readable.from(typed === undefined ? [] : [Buffer.from(typed)]),
        interactive: typed !== undefined,
      },
      { store: memory as unknown as Store, managing, desk: async () => undefined },
    );
    return { exit, ...said };
  }
  async function added(id: string, role: string, more: string[] = []) {
    const { exit, out, err } = await cutri(['add', id, '--person', id, '--name', id, '--role', role, '--json', ...more]);
    if (exit !== 0) throw new Error(`${out}${err}`);
    return new URL((JSON.parse(out) as { address: string }).address).searchParams.get('secret')!;
  }
  const code = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now().getTime() });
  return { clock, cutri, added, code, officials: memory.officials };
}

describe('cutri official', () => {
  it('asks for an administrator first, and says so where there is nobody', async () => {
    const { cutri } = office();
    expect((await cutri(['list'])).out).toContain('--role admin');
    const author = ['add', 'lan', '--person', 'p', '--name', 'Lan', '--role', 'author'];
    expect(await cutri(author)).toMatchObject({ exit: 1, err: expect.stringContaining('--role admin') });
  });

  it('shows what the authenticator app reads once, also for typing by hand', async () => {
    const { cutri } = office();
    const { exit, out } = await cutri(['add', 'quan', '--person', 'p', '--name', 'Quản', '--role', 'admin']);
    expect(exit).toBe(0);
    expect(out).toMatch(/otpauth:\/\/totp\/.*\nNhập tay: (?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}\n/u);
    const secret = /secret=([A-Z2-7]+)/u.exec(out)![1]!;
    expect((await cutri(['list', '--json'])).out).not.toContain(secret);
  });

  it('takes administrators’ codes as options, or asks for them', async () => {
    const { clock, cutri, added, code, officials } = office();
    const admin = await added('quan', 'admin');
    await added('lan', 'author', ['--by', 'quan', '--code', code(admin)]);
    await clock.advance(30_000);
    expect(await cutri(['disable', 'lan', '--by', 'quan'])).toMatchObject({ exit: 1, err: expect.stringContaining('--code') });
    const asked = await cutri(['disable', 'lan', '--by', 'quan'], `${code(admin)}\n`);
    expect(asked).toMatchObject({ exit: 0, err: 'Mã 6 số của quan: ' });
    expect((await officials.list()).find(({ id }) => id === 'lan')?.disabled).toBe(true);
  });

  it('gives a one-time code that links a chat', async () => {
    const { clock, cutri, added, code } = office();
    const admin = await added('quan', 'admin');
    await clock.advance(30_000);
    expect((await cutri(['link', 'quan', '--by', 'quan', '--code', code(admin)])).out).toMatch(
      /\/lienket quan [A-Z0-9]{5}-[A-Z0-9]{5}\n/u,
    );
  });

  it('refuses a wrong code, a used one, and the last administrator’s going', async () => {
    const { cutri, added, code } = office();
    const admin = await added('quan', 'admin');
    const disable = (typed: string) => cutri(['disable', 'quan', '--by', 'quan', '--code', typed, '--json']);
    expect(JSON.parse((await disable('000000')).out)).toMatchObject({ ok: false, refusal: { code: 'code-wrong', id: 'quan' } });
    expect(JSON.parse((await disable(code(admin))).out)).toMatchObject({ ok: false, refusal: { code: 'last-admin' } });
    expect(JSON.parse((await disable(code(admin))).out)).toMatchObject({ ok: false, refusal: { code: 'code-wrong' } });
  });

  it('knows no other roles', async () => {
    const { cutri } = office();
    const { exit, err } = await cutri(['add', 'lan', '--person', 'p', '--name', 'Lan', '--role', 'king']);
    expect(exit).not.toBe(0);
    expect(err).toContain('author, approver, auditor, admin');
  });
});
