import { createHmac, timingSafeEqual } from 'node:crypto';

/** Hashes that only this installation can make: what is kept of a secret, and what proves that we wrote something. */
export interface Marks {
  /** HMAC-SHA-256, base64url. `purpose` keeps one use from another. */
  of(purpose: string, value: string): string;
  /** Compared in constant time. */
  isOf(purpose: string, value: string, given: string): boolean;
}

/** `key`: made by a machine and not kept with the data. */
export function createMarks(key: string): Marks {
  const of = (purpose: string, value: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, value]))
      .digest('base64url');
  return {
    of,
    isOf(purpose, value, given) {
      const [expected, found] = [Buffer.from(of(purpose, value)), Buffer.from(given)];
      return expected.length === found.length && timingSafeEqual(expected, found);
    },
  };
}
