import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type { AuditLog } from '../announcements/people/audit.ts';
import type { Officials } from '../announcements/people/officials.ts';
import type { Tickets } from '../announcements/people/tickets.ts';
import type { StartingTextRecord } from '../announcements/starting-texts/keeping.ts';
import type { Records } from '../messaging/records.ts';
import { assetsVersion, loadAssets, sendAsset } from '../web/http/assets.ts';
import type { WebContext, WebEnv } from '../web/http/context.ts';
import { type AnnouncingRoutesDeps, createAnnouncingRoutes } from './announcing/routes.ts';
import { createEmergencyRoutes, type EmergencyRoutesDeps } from './emergency/routes.ts';
import { consoleHeaders, createGuard } from './guard.ts';
import { createKnowingRoutes, type KnowingRoutesDeps } from './knowing/routes.ts';
import { createNotes } from './notes.ts';
import { createOverviewRoutes, type OverviewRoutesDeps } from './overview/routes.ts';
import { createPeopleRoutes, type PeopleRoutesDeps } from './people/routes.ts';
import type { ConsoleRoute } from './route.ts';
import { createShow } from './showing.ts';
import { createAccepting } from './signing-in/accepting.ts';
import { createChallenges } from './signing-in/challenges.ts';
import { createConsoleCookies } from './signing-in/cookies.ts';
import { createEntering } from './signing-in/entering.ts';
import { createMarks } from './signing-in/marks.ts';
import { createPasskeyEntering } from './signing-in/passkey-entering.ts';
import { createPasskeyRoutes } from './signing-in/passkey-routes.ts';
import { createPasskeys } from './signing-in/passkeys.ts';
import { createPasswords, type Passwords } from './signing-in/passwords.ts';
import { createSigningInRoutes } from './signing-in/routes.ts';
import { createSessions } from './signing-in/sessions.ts';
import { createTries } from './signing-in/tries.ts';
import { passkeyPlace } from './signing-in/webauthn.ts';
import { createStartingTextRoutes, openStartingTexts } from './starting-texts/routes.ts';
import { consolePath, NoticePage } from './views/layout.tsx';
import { type ConsoleFailure, failureText, consoleWords as words } from './views/words.ts';

export interface ConsoleDeps
  extends Omit<AnnouncingRoutesDeps, 'show' | 'notes' | 'texts' | 'closing' | 'officials'>,
    Pick<EmergencyRoutesDeps, 'emergency'>,
    Omit<KnowingRoutesDeps, 'show'>,
    Omit<OverviewRoutesDeps, 'show'>,
    Omit<PeopleRoutesDeps, 'show' | 'publishing' | 'communes' | 'officials' | 'now'> {
  officials: Officials;
  tickets: Tickets;
  audit: Pick<AuditLog, 'append' | 'entries' | 'latest'>;
  /** What officials made of the texts to begin with. */
  startingTexts: Records<StartingTextRecord>;
  /** Made by a machine, not kept with the data, the same in every process. */
  key: string;
  publicUrl: string | undefined;
  trustedProxies: number;
  /** Where the voters' page has its styles. */
  pageAssets: string;
  passwords?: Passwords;
  pause: (ms: number) => Promise<unknown>;
}

export interface OfficialsConsole {
  /** To be mounted at `consolePath`. */
  app: Hono<WebEnv>;
  /** Every route there is, with who may. */
  routes: readonly ConsoleRoute[];
  /** Ends what streams to pages. */
  close(): void;
}

const failureStatus = {
  'not-found': 404,
  'not-permitted': 403,
  'foreign-form': 403,
  'old-form': 403,
  'too-large': 413,
  broken: 500,
} as const satisfies Record<ConsoleFailure, number>;

const newToken = (): string => randomBytes(32).toString('base64url');

/** The officials' console: a table of routes behind one guard. */
export function createConsole(deps: ConsoleDeps): OfficialsConsole {
  const { officials, tickets, publicUrl, trustedProxies, pageAssets, now, pause, report } = deps;
  const assets = loadAssets(new URL('./public/', import.meta.url));
  const version = assetsVersion(assets);
  const show = createShow({ assets: `${consolePath}/assets/${version}`, pageAssets });
  const marks = createMarks(deps.key);
  const passwords = deps.passwords ?? createPasswords();
  const cookies = createConsoleCookies(publicUrl);
  const sessions = createSessions({ tickets, officials: officials.list, marks, newToken, now });
  const tries = createTries({ tickets, marks, now });
  const notes = createNotes({ tickets, marks, now });
  const challenges = createChallenges({ tickets, marks, now });
  const place = passkeyPlace(publicUrl);
  const texts = openStartingTexts({ records: deps.startingTexts, audit: deps.audit, newId: newToken, now });
  const closing = new AbortController();
  const routes: ConsoleRoute[] = [
    ...createSigningInRoutes({
      entering: createEntering({ officials, passwords, tries, marks, now, pause }),
      passkeys: place && createPasskeyEntering({ officials, challenges, marks, tries, place, now, pause }),
      accepting: createAccepting({ officials, passwords, marks, now }),
      sessions,
      cookies,
      show,
    }),
    ...createPasskeyRoutes({
      passkeys: createPasskeys({ officials, challenges, marks, place, service: words.name, now }),
      isOpen: place !== undefined,
      find: async (id) => (await officials.list()).find((one) => one.id === id),
      show,
    }),
    ...createAnnouncingRoutes({ ...deps, show, notes, texts, closing: closing.signal }),
    ...createStartingTextRoutes({ texts, show }),
    ...createEmergencyRoutes({ ...deps, show }),
    ...createKnowingRoutes({ ...deps, show }),
    ...createOverviewRoutes({ ...deps, show }),
    ...createPeopleRoutes({ ...deps, show }),
  ];

  const refuse = (c: WebContext, failure: ConsoleFailure, seen: object = {}) =>
    show(c, NoticePage, { title: words.name, text: failureText(failure), ...seen }, failureStatus[failure]);
  const guarded = createGuard({ sessions, cookies, marks, newToken, publicUrl, trustedProxies, refuse });

  const app = new Hono<WebEnv>();
  app.use(consoleHeaders(publicUrl));
  for (const route of routes) app.on(route.method, route.path, guarded(route));
  app.get('/assets/:version/:name', (c) => {
    const found = assets.get(c.req.param('name'));
    if (!found) return c.notFound();
    return sendAsset(c, found, c.req.param('version') === version ? 'public, max-age=31536000, immutable' : 'no-cache');
  });
  app.all('*', (c) => refuse(c, 'not-found'));
  app.onError((error, c) => {
    // The pattern, never the path: an invitation stands in one.
    report(error, routes.find(({ path }) => c.req.routePath.endsWith(path))?.path ?? 'other');
    return refuse(c, 'broken');
  });
  return { app, routes, close: () => closing.abort() };
}
