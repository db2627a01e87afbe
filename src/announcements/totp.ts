import { Secret, TOTP } from 'otpauth';
import type { Totp } from './officials.ts';

const stepMs = 30_000;
const lockedAfter = 5;
const lockMs = 15 * 60_000;

const generator = (secret: string, label = 'cutri') =>
  new TOTP({ issuer: 'Cử Tri', label, algorithm: 'SHA1', digits: 6, period: stepMs / 1_000, secret: Secret.fromBase32(secret) });

/** A new authenticator secret from 20 random bytes. */
export function newTotp(random: Uint8Array<ArrayBuffer>): Totp {
  return { secret: new Secret({ buffer: random.buffer }).base32, lastStep: 0, failures: 0 };
}

/** What an authenticator app reads (`otpauth://…`), to be shown once. */
export function totpAddress({ secret }: Totp, label: string): string {
  return generator(secret, label).toString();
}

export type CodeCheck = { kind: 'right' | 'wrong'; totp: Totp } | { kind: 'locked'; until: string };

/**
 * Checks a code of the current 30 seconds and gives what to keep: a code works once, an earlier step never again, also when the clock is
 * set back; five wrong ones lock for 15 minutes.
 */
export function checkCode(totp: Totp, code: string, nowMs: number): CodeCheck {
  if (totp.lockedUntil !== undefined && nowMs < Date.parse(totp.lockedUntil)) return { kind: 'locked', until: totp.lockedUntil };
  const step = Math.floor(nowMs / stepMs);
  const typed = code.replace(/\s/gu, '');
  const fits = /^\d{6}$/u.test(typed) && generator(totp.secret).validate({ token: typed, timestamp: nowMs, window: 0 }) === 0;
  if (fits && step > totp.lastStep) return { kind: 'right', totp: { secret: totp.secret, lastStep: step, failures: 0 } };
  const failures = (totp.lockedUntil === undefined ? totp.failures : 0) + 1;
  const { secret, lastStep } = totp;
  const locks = failures >= lockedAfter;
  return {
    kind: 'wrong',
    totp: { secret, lastStep, failures, ...(locks ? { lockedUntil: new Date(nowMs + lockMs).toISOString() } : {}) },
  };
}
