import { Secret, TOTP, URI } from 'otpauth';
import { describe, expect, it } from 'vitest';
import type { Totp } from '../../../src/announcements/people/officials.ts';
import { checkCode, newTotp, totpAddress } from '../../../src/announcements/people/totp.ts';
import { official } from '../../contracts/officials.ts';

const nowMs = Date.parse('2026-03-01T08:00:00.000Z');
const minuteMs = 60_000;
const { totp } = official('lan');
const codeAt = (ms: number) => new TOTP({ secret: Secret.fromBase32(totp.secret) }).generate({ timestamp: ms });

/** What is kept after so many wrong codes in a row, none of which met a lock. */
function afterWrong(times: number, held: Totp = totp, { ms = nowMs, place }: { ms?: number; place?: string } = {}): Totp {
  return Array.from({ length: times }).reduce<Totp>((before) => {
    const check = checkCode(before, 'abcdef', ms, place);
    if (check.kind !== 'wrong') throw new Error(`expected a wrong code, it was ${check.kind}`);
    return check.totp;
  }, held);
}
/** What is kept after a right code. */
function afterRight(held: Totp, ms: number, place?: string): Totp {
  const check = checkCode(held, codeAt(ms), ms, place);
  if (check.kind !== 'right') throw new Error(`expected a right code, it was ${check.kind}`);
  return check.totp;
}

describe('the authenticator of an official', () => {
  it('is made of the random bytes it is given, and no app has shown a code of it yet', () => {
    const bytes = Uint8Array.from({ length: 20 }, (_, i) => i);
    const made = newTotp(bytes);
    expect(Secret.fromBase32(made.secret).bytes).toEqual(bytes);
    expect(made).toMatchObject({ lastStep: 0, failures: 0 });
  });

  it('is read by an app from its address, under our name and that of the account', () => {
    const read = URI.parse(totpAddress(totp, 'minh')) as TOTP;
    expect(read).toMatchObject({ issuer: 'Cử Tri', label: 'minh' });
    expect(read.generate({ timestamp: nowMs })).toBe(codeAt(nowMs));
  });

  it('takes a code with the blank that apps show in its middle, and none with a digit too many', () => {
    const code = codeAt(nowMs);
    expect(checkCode(totp, ` ${code.slice(0, 3)} ${code.slice(3)}`, nowMs).kind).toBe('right');
    for (const typed of [`0${code}`, `${code}0`]) expect(checkCode(totp, typed, nowMs).kind).toBe('wrong');
  });
});

describe('wrong codes of an official at a place of their own', () => {
  it('are forgotten with a right one, of which only the step is kept that it used up', () => {
    const right = afterRight(afterWrong(4), nowMs);
    expect(right).toEqual({ ...totp, lastStep: Math.floor(nowMs / 30_000) });
    expect(checkCode(afterWrong(4, right), codeAt(nowMs + minuteMs), nowMs + minuteMs).kind).toBe('right');
  });

  it('lock for a quarter of an hour from the fifth, and then there are five tries again', () => {
    const locked = afterWrong(5);
    const until = new Date(nowMs + 15 * minuteMs).toISOString();
    expect(checkCode(locked, codeAt(nowMs), nowMs)).toEqual({ kind: 'locked', until });
    const later = nowMs + 15 * minuteMs;
    expect(checkCode(locked, codeAt(later - 1), later - 1).kind).toBe('locked');
    expect(checkCode(afterWrong(4, locked, { ms: later }), codeAt(later), later).kind).toBe('right');
    expect(checkCode(afterWrong(5, locked, { ms: later }), codeAt(later), later).kind).toBe('locked');
  });

  it('E-12: lock no longer than that where the clock was set back since', () => {
    const back = nowMs - 60 * minuteMs;
    expect(checkCode(afterWrong(5), codeAt(back), back).kind).toBe('right');
  });

  it('keep what strangers tried elsewhere in mind, and nothing where nobody did', () => {
    const stranger = { place: 'pts/7' };
    expect(afterWrong(1)).toEqual({ ...totp, failures: 1 });
    const held = afterWrong(1, afterWrong(1, afterWrong(4, totp, stranger)), stranger);
    expect(checkCode(held, codeAt(nowMs), nowMs, 'pts/7').kind).toBe('locked');
  });

  it('say until when where the secret cannot be read: as it was locked, or a quarter of an hour', () => {
    const unread = { ...totp, secret: '' };
    const lockedUntil = '2026-03-01T08:05:00.000Z';
    expect(checkCode({ ...unread, lockedUntil }, '000000', nowMs)).toEqual({ kind: 'locked', until: lockedUntil });
    expect(checkCode(unread, '000000', nowMs)).toEqual({ kind: 'locked', until: '2026-03-01T08:15:00.000Z' });
  });
});

describe('codes typed where nobody is known to be the official', () => {
  const stranger = { place: 'pts/7' };

  it('are forgotten at that place with a right one, and only there', () => {
    const right = afterRight(afterWrong(4, totp, stranger), nowMs, 'pts/7');
    expect(right).toEqual({ ...totp, lastStep: Math.floor(nowMs / 30_000) });
    const elsewhere = afterRight(afterWrong(4, totp, stranger), nowMs, 'pts/8');
    const held = afterWrong(1, elsewhere, stranger);
    expect(checkCode(held, codeAt(nowMs + minuteMs), nowMs + minuteMs, 'pts/7').kind).toBe('locked');
  });

  it('give the official neither tries back nor the end of a lock, when right', () => {
    const later = nowMs + minuteMs;
    expect(checkCode(afterWrong(1, afterRight(afterWrong(4), nowMs, 'pts/7')), codeAt(later), later).kind).toBe('locked');
    expect(checkCode(afterRight(afterWrong(5), nowMs, 'pts/7'), codeAt(later), later).kind).toBe('locked');
  });

  it('lock until a quarter of an hour after the last of them', () => {
    const early = afterWrong(2, totp, { place: 'pts/8' });
    const held = afterWrong(5, early, { ms: nowMs + minuteMs, place: 'pts/7' });
    const until = new Date(nowMs + 16 * minuteMs).toISOString();
    expect(checkCode(held, codeAt(nowMs), nowMs + 2 * minuteMs, 'pts/7')).toEqual({ kind: 'locked', until });
  });
});
