import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '../announcements/people/canonical-json.ts';
import { StoreFileError } from './files.ts';

/** Makes a text unreadable to whoever has the data folder (or a backup of it) without the secret, which is kept elsewhere. */
export interface Seal {
  close(text: string): string;
  /** `undefined`: sealed with another secret, or changed since. */
  open(sealed: string): string | undefined;
}

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM. `secret` has to be a key made by a machine, not a password; `purpose` keeps what is sealed for one use from another. */
export function createSeal(secret: string, purpose: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `cutri ${purpose}`, 32));
  return {
    close(text) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
        decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

/** Proves that a value was written by somebody with the secret, and not changed since. */
export interface Mac {
  /** HMAC-SHA-256, base64url. */
  of(value: unknown): string;
  isOf(value: unknown, given: string | undefined): boolean;
}

/** Key for one purpose, hexadecimal: `secret` has to be a key made by a machine. */
export const keyFor = (secret: string, purpose: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', `cutri ${purpose}`, 32)).toString('hex');

export function createMac(secret: string, purpose: string): Mac {
  const key = keyFor(secret, purpose);
  const of = (value: unknown): string => createHmac('sha256', key).update(canonicalJson(value)).digest('base64url');
  return {
    of,
    isOf(value, given) {
      const expected = Buffer.from(of(value));
      const found = Buffer.from(given ?? '');
      return expected.length === found.length && timingSafeEqual(expected, found);
    },
  };
}

/** Something kept was written without the approval key: nothing is sent, and no official can do anything, until a person has looked. */
export class BrokenSealError extends StoreFileError {
  constructor(what: string) {
    super(
      `${what} was changed by something other than cutri, or CUTRI_APPROVAL_KEY is not the key it was sealed with: no announcement is sent. Compare with a backup (docs/how-to/manage-officials.md, “When a seal is broken”).`,
    );
    this.name = 'StoreFileError';
  }
}
