import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

const idPattern = /^[\w-]{22}$/;
const maxAgeSeconds = 90 * 24 * 60 * 60;

/**
 * A browser's id: 128 random bits in a cookie scripts cannot read and other sites cannot send.
 * It is given out only with the first question: before that nothing is known about a visitor, and a visitor who
 * followed a link from elsewhere arrives without the cookie (`SameSite=Strict`) and must not be given a second id.
 */
export function createVisitors(publicUrl?: string) {
  const secure = publicUrl?.startsWith('https://') ?? false;
  const name = secure ? '__Host-cutri' : 'cutri';
  return {
    known(c: Context): string | undefined {
      const id = getCookie(c, name);
      return id !== undefined && idPattern.test(id) ? id : undefined;
    },
    /** The visitor's id, given a new one where there is none; the cookie's life starts again. */
    welcome(c: Context): string {
      const id = this.known(c) ?? randomBytes(16).toString('base64url');
      setCookie(c, name, id, { path: '/', httpOnly: true, sameSite: 'Strict', secure, maxAge: maxAgeSeconds });
      return id;
    },
  };
}

export type Visitors = ReturnType<typeof createVisitors>;
