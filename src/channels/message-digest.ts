import { createHash } from 'node:crypto';

/** What a message is known by: ids of platforms are unique within a chat only. A digest, which is kept for a day without keeping the person with it. */
export function messageDigest(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(parts.join(' ')).digest('base64url').slice(0, 22);
}

/**
 * A mark that two texts share when they are the same to a reader: white space, invisible characters and forms of the same letter aside. Two bytes, so
 * that nobody can find out from it what was written.
 */
export function textMark(text: string): string {
  const seen = text
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\s]+/gu, ' ')
    .trim();
  return createHash('sha256').update(seen).digest('hex').slice(0, 4);
}
