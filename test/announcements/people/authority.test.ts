import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { type Authority, checkAuthority } from '../../../src/announcements/people/authority.ts';
import type { Official } from '../../../src/announcements/people/officials.ts';
import { official } from '../../contracts/officials.ts';

const nowMs = Date.parse('2026-03-01T08:00:00.000Z');
const admin = (id: string, changes: Partial<Official> = {}) => official(id, { roles: ['admin'], ...changes });
const quan = admin('quan');
const hoa = admin('hoa');
const { secret } = quan.totp;
const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: nowMs });
const word = (id: string, changes: Partial<Authority> = {}): Authority => ({ admin: id, code, ...changes });

function asked(held: readonly Official[], by: readonly Authority[], { person = 'staff-lan', strict = true } = {}) {
  return checkAuthority(held, by, { person, strict }, nowMs);
}
const refusal = (...given: Parameters<typeof asked>) => asked(...given).refusal;
const totpOf = (list: readonly Official[], id: string) => list.find((one) => one.id === id)!.totp;

describe('the word of administrators', () => {
  it('is of two persons for what weighs, of one for the rest', () => {
    expect(refusal([quan, hoa], [word('quan'), word('hoa')])).toBeUndefined();
    expect(refusal([quan, hoa], [word('quan')])).toEqual({ code: 'needs-admins', count: 2 });
    expect(refusal([quan, hoa], [word('quan')], { strict: false })).toBeUndefined();
    expect(refusal([quan, hoa], [], { strict: false })).toEqual({ code: 'needs-admins', count: 1 });
  });

  it('is of one where there is one, and of nobody where there is none yet', () => {
    expect(refusal([quan], [word('quan')])).toBeUndefined();
    expect(refusal([quan], [])).toEqual({ code: 'needs-admins', count: 1 });
    expect(refusal([official('lan')], [])).toBeUndefined();
  });

  it('counts a person once, with however many accounts', () => {
    const again = admin('quan-2', { person: 'Staff Quan' });
    expect(refusal([quan, again, hoa], [word('quan'), word('quan-2')])).toEqual({ code: 'needs-admins', count: 2 });
    expect(refusal([quan, again], [word('quan')])).toBeUndefined();
  });

  it('is not that of the person concerned, however written, unless nobody else is an administrator', () => {
    const concerned = { person: 'STAFF quan' };
    expect(refusal([quan, hoa], [word('quan')], concerned)).toEqual({ code: 'needs-admins', count: 1 });
    expect(refusal([quan, hoa], [word('quan'), word('hoa')], concerned)).toBeUndefined();
    expect(refusal([quan, hoa, admin('tam')], [word('quan'), word('hoa')], concerned)).toEqual({
      code: 'needs-admins',
      count: 2,
    });
    expect(refusal([quan], [word('quan')], concerned)).toBeUndefined();
    expect(refusal([quan], [], concerned)).toEqual({ code: 'needs-admins', count: 1 });
    expect(refusal([quan, hoa], [word('quan')], { ...concerned, strict: false })).toBeUndefined();
  });

  it.each([
    ['nobody', []],
    ['an author', [official('tam')]],
    ['a disabled administrator', [admin('tam', { disabled: true })]],
  ])('is not that of %s', (_, others) => {
    expect(refusal([quan, ...others], [word('tam')])).toEqual({ code: 'not-an-admin', id: 'tam' });
  });

  it('uses each code up, and leaves other accounts as they are', () => {
    const { list } = asked([quan, hoa], [word('quan')]);
    expect(refusal(list, [word('quan')])).toEqual({ code: 'code-wrong', id: 'quan' });
    expect(list[1]).toBe(hoa);
    const { list: after } = asked([quan, hoa], [word('quan')], { strict: false });
    expect(refusal(after, [word('quan')], { strict: false })).toEqual({ code: 'code-wrong', id: 'quan' });
  });

  it('with a wrong code is refused, and the code counted against the place where nobody is known', () => {
    const { list, refusal: why } = asked([quan, hoa], [word('quan', { code: 'abcdef', terminal: 'cutri pts/7' })]);
    expect(why).toEqual({ code: 'code-wrong', id: 'quan' });
    expect(totpOf(list, 'quan')).toMatchObject({ failures: 0, doors: [{ place: 'cutri pts/7', failures: 1 }] });
  });

  it('with a wrong code counts against the account where it is signed in, at a terminal or the console', () => {
    const here = { place: 'cutri pts/7', since: '2026-03-01T07:45:00.000Z' };
    const wrong = { code: 'abcdef', terminal: here.place };
    const atTerminal = asked([admin('quan', { terminals: [here] }), hoa], [word('quan', wrong)]).list;
    const atConsole = asked([quan, hoa], [word('quan', { ...wrong, from: 'console' })]).list;
    for (const list of [atTerminal, atConsole]) expect(totpOf(list, 'quan')).toEqual({ ...quan.totp, failures: 1 });
  });

  it('is not taken from a locked account, which is told until when', () => {
    const until = '2026-03-01T08:10:00.000Z';
    const locked = admin('quan', { totp: { ...quan.totp, lockedUntil: until } });
    expect(refusal([locked, hoa], [word('quan', { from: 'console' })])).toEqual({ code: 'code-locked', id: 'quan', until });
  });
});
