import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { withInvitation } from '../../../src/announcements/people/inviting.ts';
import { createAccepting } from '../../../src/console/signing-in/accepting.ts';
import { createMarks } from '../../../src/console/signing-in/marks.ts';
import { entriesOf } from '../../contracts/announcement-store.ts';
import { createAnnouncing } from '../../fakes/announcing.ts';

const long = 'một câu dài dễ nhớ';
const browser = 'a browser';

/** An account that is invited, with a passkey of before. */
async function invited() {
  const { officials, officialsNow, clock, audit } = await createAnnouncing();
  const passkeys = [{ id: 'k', publicKey: 'x', counter: 0, name: 'Cũ', addedAt: '2026-02-01T08:00:00.000Z' }];
  let token = '';
  await officialsNow((held) =>
    held.map((one) => {
      if (one.id !== 'minh') return one;
      const link = withInvitation({ ...one, access: { passkeys } }, new Uint8Array(32).fill(7), 'https://x.example', clock.now());
      token = link.result.kind === 'link' ? link.result.address.split('/').at(-1)! : '';
      return link.next;
    }),
  );
  const accepting = createAccepting({
    ...{ officials, marks: createMarks('a key for tests'), now: clock.now },
    passwords: { hash: async (password) => `kept ${password}`, verify: async () => false },
  });
  const secret = (await accepting.look(token, browser))!.secret;
  const code = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({ timestamp: clock.now().getTime() });
  return {
    accepting,
    secret,
    accept: (password = long, typed: { again?: string; code?: string; browser?: string } = {}) =>
      accepting.accept(token, { password, again: password, code, browser, ...typed }),
    look: (from = browser) => accepting.look(token, from),
    pass: clock.pass,
    minh: async () => (await officials.list()).find(({ id }) => id === 'minh')!,
    others: async () => (await officials.list()).filter(({ id }) => id !== 'minh'),
    log: () => entriesOf(audit),
  };
}

describe('an invitation', () => {
  it('shows a secret to type in groups of four, the same in every version of the service', async () => {
    expect((await invited()).secret).toBe('4RUD YENS JMIK V4EI OF7N HOKE OHFA EPE2');
  });

  it('shows whose it is and the address an authenticator reads, to each browser one of its own', async () => {
    const { look, minh, secret } = await invited();
    const shown = (await look())!;
    expect(shown.official).toEqual(await minh());
    expect(shown.address).toMatch(/^otpauth:\/\/totp\/.*minh/u);
    expect(new URL(shown.address).searchParams.get('secret')).toBe(secret.replaceAll(' ', ''));
    expect(await look()).toEqual(shown);
    expect((await look('another browser'))!.secret).not.toBe(secret);
  });

  it.each([
    ['the password was not typed twice', { again: `${long}!` }, 'not-twice'],
    ['the code is wrong', { code: '000000' }, 'code-wrong'],
    ['the authenticator was read in another browser', { browser: 'another browser' }, 'code-wrong'],
  ])('becomes nothing where %s, and can be used again', async (_, typed, kind) => {
    const { accept, minh, log } = await invited();
    const before = await minh();
    expect(await accept(long, typed)).toEqual({ kind });
    expect(await minh()).toEqual(before);
    expect(await log()).toEqual([]);
    expect(await accept()).toMatchObject({ kind: 'done' });
  });

  it('that is over is none any more', async () => {
    const { accept, look, pass } = await invited();
    pass(400 * 24 * 3_600_000);
    expect([await look(), await accept()]).toEqual([undefined, { kind: 'no-invitation' }]);
  });

  it('becomes a password and ten recovery codes in place of whatever the account had, and touches no other', async () => {
    const { accept, minh, others, log, secret } = await invited();
    const before = await others();
    const done = await accept();
    expect(done).toEqual({ kind: 'done', official: await minh(), recovery: expect.any(Array) });
    expect((await minh()).access).toEqual({ password: `kept ${long}`, recovery: expect.any(Array) });
    expect(new Set((await minh()).access?.recovery).size).toBe(10);
    expect((await minh()).totp).toMatchObject({ secret: secret.replaceAll(' ', ''), failures: 0 });
    expect(await others()).toEqual(before);
    const who = { who: 'minh', roles: ['approver'], subject: 'minh', from: 'console' };
    expect(await log()).toMatchObject([
      { at: '2026-03-01T08:00:00.000Z', ...who, action: 'console-first-sign-in', outcome: 'done' },
    ]);
  });

  it.each(['minh-minh-9ab', 'staff-minh-12ab', 'approver-12ab'])(
    'takes no password made of the account, the person or a role: %s',
    async (password) => expect(await (await invited()).accept(password)).toEqual({ kind: 'weak', why: 'named' }),
  );

  it('that is used is none any more, to look at or to use', async () => {
    const { accept, look } = await invited();
    const [first, second] = await Promise.all([accept(), accept()]);
    expect([first.kind, second.kind].toSorted()).toEqual(['done', 'no-invitation']);
    expect([await look(), await accept()]).toEqual([undefined, { kind: 'no-invitation' }]);
  });
});
