import { randomBytes } from 'node:crypto';
import { spokenCode } from '../../announcements/people/linking.ts';
import type { Marks } from './marks.ts';

const howMany = 10;

/** Ten codes of 50 bits, each good once in place of the authenticator. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: howMany }, () => spokenCode(new Uint8Array(randomBytes(10))));

/** What is kept of one. */
export const recoveryMark = (marks: Marks, id: string, typed: string): string =>
  marks.of('recovery code', JSON.stringify([id, typed.toUpperCase().replace(/[^A-Z0-9]/gu, '')]));
