import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

const tokenPattern = /^[\w-]{43}$/u;

/** The console's cookies: the session's token, and for who is not signed in a value that forms are bound to. */
export interface ConsoleCookies {
  session(c: Context): string | undefined;
  guest(c: Context): string | undefined;
  enter(c: Context, token: string): void;
  leave(c: Context): void;
  /** Gives a browser without one a new one. */
  welcome(c: Context, token: string): void;
}

/** `publicUrl`: where it is https the cookies are `Secure`, and by their prefix no other host can set them. */
export function createConsoleCookies(publicUrl: string | undefined): ConsoleCookies {
  const secure = publicUrl?.startsWith('https://') ?? false;
  const prefix = secure ? '__Host-' : '';
  const names = { session: `${prefix}cutri-console`, guest: `${prefix}cutri-console-form` } as const;
  // No age: they go with the browser's window, and the store ends them earlier.
  const options = { path: '/', httpOnly: true, sameSite: 'Strict', secure } as const;
  const read = (c: Context, name: string): string | undefined => {
    const value = getCookie(c, name);
    return value !== undefined && tokenPattern.test(value) ? value : undefined;
  };
  return {
    session: (c) => read(c, names.session),
    guest: (c) => read(c, names.guest),
    enter: (c, token) => setCookie(c, names.session, token, options),
    leave: (c) => void deleteCookie(c, names.session, { path: '/', secure }),
    welcome: (c, token) => setCookie(c, names.guest, token, options),
  };
}
