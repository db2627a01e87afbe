import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

const idPattern = /^[\w-]{22}$/;
const maxAgeSeconds = 90 * 24 * 60 * 60;

/** Whether a request comes from a page in a frame of another site. */
export const isEmbedded = (c: Context): boolean => c.req.query('embed') !== undefined;

/**
 * A browser's id: 128 random bits in a cookie scripts cannot read and other sites cannot send.
 * It is given out only with the first question: before that nothing is known about a visitor, and a visitor who
 * followed a link from elsewhere arrives without the cookie (`SameSite=Strict`) and must not be given a second id.
 * In a frame of another site no browser sends such a cookie: there it is one that counts on that site alone (`Partitioned`), only over https, and only
 * where a site is allowed (`isFramed`).
 */
export function createVisitors(publicUrl?: string, isFramed = false) {
  const secure = publicUrl?.startsWith('https://') ?? false;
  const name = secure ? '__Host-cutri' : 'cutri';
  const framedName = '__Host-cutri-framed';
  const kept = { path: '/', httpOnly: true, secure, maxAge: maxAgeSeconds };
  return {
    known(c: Context): string | undefined {
      const id = getCookie(c, name) ?? (isFramed ? getCookie(c, framedName) : undefined);
      return id !== undefined && idPattern.test(id) ? id : undefined;
    },
    /** The visitor's id, given a new one where there is none; the cookie's life starts again. */
    welcome(c: Context): string {
      const id = this.known(c) ?? randomBytes(16).toString('base64url');
      setCookie(c, name, id, { ...kept, sameSite: 'Strict' });
      if (isFramed && secure && isEmbedded(c)) setCookie(c, framedName, id, { ...kept, sameSite: 'None', partitioned: true });
      return id;
    },
  };
}

export type Visitors = ReturnType<typeof createVisitors>;
