import type { MiddlewareHandler } from 'hono';
import { clientAddress, clientKey } from '../web/http/client-address.ts';
import type { WebContext, WebEnv } from '../web/http/context.ts';
import { fromOwnPage } from '../web/http/same-origin.ts';
import { securityHeaders } from '../web/http/security-headers.ts';
import { type FormBody, readForm } from './form-body.ts';
import type { ConsoleRoute, GuestVisit } from './route.ts';
import type { ConsoleCookies } from './signing-in/cookies.ts';
import type { Marks } from './signing-in/marks.ts';
import type { Sessions } from './signing-in/sessions.ts';
import { consolePath } from './views/layout.tsx';
import type { ConsoleFailure } from './views/words.ts';

export interface GuardDeps {
  sessions: Sessions;
  cookies: ConsoleCookies;
  marks: Marks;
  newToken: () => string;
  publicUrl: string | undefined;
  trustedProxies: number;
  /** A page that says why there is none. */
  refuse(c: WebContext, failure: ConsoleFailure, official?: GuestVisit & { official: unknown }): Promise<Response>;
}

/** What every answer of the console carries, whatever it is mounted in. */
export function consoleHeaders(publicUrl: string | undefined): MiddlewareHandler<WebEnv> {
  const headers = Object.entries(securityHeaders(publicUrl));
  return async (c, next) => {
    for (const [name, value] of headers) c.header(name, value);
    await next();
  };
}

/** Lets a request through to a route of the table: the form is ours, the session holds, the role is one of the route's. */
export function createGuard(deps: GuardDeps): (route: ConsoleRoute) => (c: WebContext) => Promise<Response> {
  const { sessions, cookies, marks, newToken, publicUrl, trustedProxies, refuse } = deps;

  const addressOf = (c: WebContext): string =>
    clientKey(clientAddress(c.env.incoming.socket.remoteAddress, c.req.header('x-forwarded-for'), trustedProxies));

  /** Browsers name their page with every form they post; whoever names none is no browser. */
  function isOurs(c: WebContext): boolean {
    const origin = c.req.header('origin');
    const headers = { secFetchSite: c.req.header('sec-fetch-site'), origin, host: c.req.header('host') };
    return (
      origin !== undefined && fromOwnPage(headers, publicUrl) && fromOwnPage({ ...headers, secFetchSite: undefined }, publicUrl)
    );
  }

  const formOf = async (c: WebContext, route: ConsoleRoute): Promise<FormBody | ConsoleFailure> =>
    isOurs(c) ? readForm(c, route.uploads === true) : 'foreign-form';

  return (route) => async (c) => {
    const sessionToken = cookies.session(c);
    const found = sessionToken === undefined ? undefined : await sessions.find(sessionToken);
    if (route.may !== 'guests' && !found) {
      const before = sessionToken === undefined ? '' : '?vi=het-phien';
      return c.redirect(`${consolePath}/vao${before}`, 303);
    }
    let bound = found ? sessionToken : cookies.guest(c);
    if (bound === undefined) {
      // Nobody has a form of it yet: what is posted without a cookie is refused.
      bound = newToken();
      cookies.welcome(c, bound);
    }
    const visit: GuestVisit = {
      ...{ c, form: new URLSearchParams(), files: new Map() },
      ...{ formToken: marks.of('form', bound), address: addressOf(c) },
    };
    // Before a form is read: nobody else makes us keep a large one.
    if (route.may !== 'guests' && !route.may.some((role) => found!.official.roles.includes(role)))
      return refuse(c, 'not-permitted', { ...visit, official: found!.official });
    if (route.method === 'POST') {
      const body = await formOf(c, route);
      if (typeof body === 'string') return refuse(c, body);
      if (!marks.isOf('form', bound, body.form.get('_form') ?? '')) return refuse(c, 'old-form');
      Object.assign(visit, body);
    }
    if (route.may === 'guests') return route.run(visit);
    const { official, session } = found!;
    const actor = { official: official.id, from: 'console' } as const;
    return route.run({ ...visit, official, session, sessionToken: sessionToken!, actor });
  };
}
