import { Secret, TOTP } from 'otpauth';
import type { Totp } from './officials.ts';

const stepMs = 30_000;
const lockedAfter = 5;
const strangersLockedAfter = 20;
const lockMs = 15 * 60_000;

const generator = (secret: string, label = 'cutri') =>
  new TOTP({ issuer: 'Cử Tri', label, algorithm: 'SHA1', digits: 6, period: stepMs / 1_000, secret: Secret.fromBase32(secret) });

/** A new authenticator secret from 20 random bytes; while its last step is 0 nobody has shown that they have it. */
export function newTotp(random: Uint8Array<ArrayBuffer>): Totp {
  return { secret: new Secret({ buffer: random.buffer }).base32, lastStep: 0, failures: 0 };
}

/** What an authenticator app reads (`otpauth://…`), to be shown once. */
export function totpAddress({ secret }: Totp, label: string): string {
  return generator(secret, label).toString();
}

export type CodeCheck = { kind: 'right' | 'wrong'; totp: Totp } | { kind: 'locked'; until: string };

/**
 * Checks a code of the current 30 seconds or of the 30 before (typing takes time) and gives what to keep: each works once, none that is
 * older than one used already, also when the clock is set back. Five wrong ones lock for 15 minutes: the account, where they were typed by
 * whoever is known to be its owner; else, with `stranger` naming the place, that place only. Twenty wrong ones of strangers within 15
 * minutes lock every place where nobody is known.
 */
export function checkCode(totp: Totp, code: string, nowMs: number, stranger?: string): CodeCheck {
  // Without a secret everybody could compute the codes.
  if (totp.secret === '') return { kind: 'locked', until: totp.lockedUntil ?? new Date(nowMs + lockMs).toISOString() };
  const doors = (totp.doors ?? []).filter(({ at }) => isWithin(Date.parse(at), nowMs));
  const until = lockOf(totp, doors, nowMs, stranger);
  if (until !== undefined) return { kind: 'locked', until };
  const step = matchingStep(totp.secret, code.replace(/\s/gu, ''), nowMs);
  const elsewhere = doors.filter(({ place }) => place !== stranger);
  const { secret, lastStep, failures, lockedUntil } = totp;
  const kept = { secret, lastStep, failures, ...(lockedUntil === undefined ? {} : { lockedUntil }) };
  if (step !== undefined && step > lastStep) {
    const { lockedUntil: _, ...rest } = kept;
    const open = stranger === undefined ? { ...rest, failures: 0 } : kept;
    return { kind: 'right', totp: { ...open, lastStep: step, ...(elsewhere.length > 0 ? { doors: elsewhere } : {}) } };
  }
  const at = new Date(nowMs).toISOString();
  if (stranger !== undefined) {
    const before = doors.find(({ place }) => place === stranger)?.failures ?? 0;
    return { kind: 'wrong', totp: { ...kept, doors: [...elsewhere, { place: stranger, failures: before + 1, at }] } };
  }
  const counted = (lockedUntil === undefined ? failures : 0) + 1;
  const locks = counted >= lockedAfter;
  return {
    kind: 'wrong',
    totp: {
      secret,
      lastStep,
      failures: counted,
      ...(locks ? { lockedUntil: new Date(nowMs + lockMs).toISOString() } : {}),
      ...(doors.length > 0 ? { doors } : {}),
    },
  };
}

/** The step, current or last, whose code this is. */
function matchingStep(secret: string, typed: string, nowMs: number): number | undefined {
  if (!/^\d{6}$/u.test(typed)) return undefined;
  const delta = [0, -1].find(
    (earlier) => generator(secret).validate({ token: typed, timestamp: nowMs + earlier * stepMs, window: 0 }) === 0,
  );
  return delta === undefined ? undefined : Math.floor(nowMs / stepMs) + delta;
}

/** A lock holds 15 minutes at most, whatever has become of the clock since. */
const isWithin = (fromMs: number, nowMs: number): boolean => Math.abs(nowMs - fromMs) < lockMs;

function lockOf(
  { lockedUntil }: Totp,
  doors: NonNullable<Totp['doors']>,
  nowMs: number,
  stranger: string | undefined,
): string | undefined {
  if (stranger === undefined) {
    const leftMs = lockedUntil === undefined ? 0 : Date.parse(lockedUntil) - nowMs;
    return leftMs > 0 && leftMs <= lockMs ? lockedUntil : undefined;
  }
  const here = doors.find(({ place }) => place === stranger);
  const all = doors.reduce((sum, { failures }) => sum + failures, 0);
  if ((here?.failures ?? 0) < lockedAfter && all < strangersLockedAfter) return undefined;
  const lastMs = Math.max(...doors.map(({ at }) => Date.parse(at)));
  return new Date(lastMs + lockMs).toISOString();
}
