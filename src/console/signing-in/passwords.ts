import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { commonPasswords } from './common-passwords.ts';

/** Keeping passwords as nobody can read them (scrypt, RFC 7914). */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long where nothing is kept: who tries accounts learns nothing from the time. */
  verify(password: string, kept: string | undefined): Promise<boolean>;
}

/** Why a password is not taken. */
export type WeakPassword = 'short' | 'long' | 'common' | 'simple' | 'named';

const cost = { N: 2 ** 15, r: 8, p: 3 };
const keyBytes = 32;
const leastLength = 12;
const mostLength = 200;
const leastDifferent = 6;
/** 32 MB each: a crowd that tries passwords at once must not take the memory. */
const mostAtOnce = 2;

const normal = (password: string): string => password.normalize('NFKC');

/** What is wrong with a new password; `undefined`: nothing. `names`: what somebody who knows the person would try first. */
export function weakness(password: string, names: readonly string[]): WeakPassword | undefined {
  const typed = normal(password);
  const plain = typed.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (Array.from(typed).length < leastLength) return 'short';
  if (typed.length > mostLength) return 'long';
  if (commonPasswords.has(typed.toLowerCase()) || commonPasswords.has(plain)) return 'common';
  if (isRun(plain) || new Set(typed.toLowerCase()).size < leastDifferent) return 'simple';
  // A common word with something behind it is among the first that programs try.
  if (commonPasswords.has(withoutDigits(plain))) return 'common';
  const named = names.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')).filter(({ length }) => length >= 4);
  return named.some((name) => plain.replaceAll(name, '').length < leastLength / 2) ? 'named' : undefined;
}

/** Without the digits at its beginning and end. */
function withoutDigits(plain: string): string {
  const letters = Array.from(plain);
  const isDigit = (letter: string) => letter >= '0' && letter <= '9';
  const first = letters.findIndex((letter) => !isDigit(letter));
  return first < 0 ? '' : letters.slice(first, letters.findLastIndex((letter) => !isDigit(letter)) + 1).join('');
}

/** Whether every character follows the one before, up or down, or repeats it. */
function isRun(plain: string): boolean {
  const steps = Array.from(plain)
    .slice(1)
    .map((letter, i) => letter.charCodeAt(0) - plain.charCodeAt(i));
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1);
}

export function createPasswords(): Passwords {
  let running = 0;
  const waiting: (() => void)[] = [];

  async function inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
    if (running >= mostAtOnce) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  const derive = (password: string, salt: Buffer, { N, r, p }: typeof cost): Promise<Buffer> =>
    inTurn(
      () =>
        new Promise((resolve, reject) => {
          // As much memory as it needs, and a little.
          scrypt(normal(password), salt, keyBytes, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
            error ? reject(error) : resolve(key),
          );
        }),
    );

  const noSalt = Buffer.alloc(16);
  return {
    async hash(password) {
      const salt = randomBytes(16);
      const key = await derive(password, salt, cost);
      return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
    },
    async verify(password, kept) {
      const [, n, r, p, salt, key] = (kept ?? '').split('$');
      const typed = normal(password);
      if (typed.length > mostLength || salt === undefined || key === undefined) {
        await derive(typed.slice(0, mostLength), noSalt, cost);
        return false;
      }
      const expected = Buffer.from(key, 'base64url');
      const found = await derive(typed, Buffer.from(salt, 'base64url'), { N: Number(n), r: Number(r), p: Number(p) });
      return expected.length === found.length && timingSafeEqual(expected, found);
    },
  };
}
