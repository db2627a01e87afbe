import { roles } from '../../announcements/people/officials.ts';
import type { ConsoleRoute, GuestVisit, OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { consolePath } from '../views/layout.tsx';
import { AcceptingPage, EnteringPage, RecoveryPage, SessionsPage } from '../views/signing-in.tsx';
import { enteringWords, sessionWords, weakPasswordText, acceptingWords as words } from '../views/words-signing-in.ts';
import type { Accepted, Accepting } from './accepting.ts';
import { browserName } from './browser.ts';
import type { ConsoleCookies } from './cookies.ts';
import type { Entering } from './entering.ts';
import type { PasskeyEntering } from './passkey-entering.ts';
import type { Sessions } from './sessions.ts';

export interface SigningInRoutesDeps {
  entering: Entering;
  accepting: Accepting;
  /** `undefined`: browsers make no passkey for this address. */
  passkeys: PasskeyEntering | undefined;
  sessions: Sessions;
  cookies: ConsoleCookies;
  show: Show;
}

const notices: Readonly<Record<string, string>> = {
  'het-phien': enteringWords.over,
  'da-ra': enteringWords.left,
  'da-bo-khoa': enteringWords.keyRemoved,
};

/** Why a first sign-in has not come about. */
const acceptingProblem = (accepted: Exclude<Accepted, { kind: 'done' }>): string => {
  switch (accepted.kind) {
    case 'weak':
      return weakPasswordText(accepted.why);
    case 'not-twice':
      return words.notTwice;
    case 'code-wrong':
      return words.codeWrong;
    case 'no-invitation':
      return words.none;
  }
};

/** Signing in and out, the first time, and where one is signed in. */
export function createSigningInRoutes(deps: SigningInRoutesDeps): ConsoleRoute[] {
  const { entering, accepting, sessions, cookies, show } = deps;
  const { begin, showEntering, enterByPasskey } = createDoors(deps);

  async function enter(visit: GuestVisit): Promise<Response> {
    const { c, form, address } = visit;
    const typed = (name: string) => form.get(name) ?? '';
    const account = typed('account').slice(0, 64);
    const entered = await entering.enter({ account, password: typed('password'), code: typed('code'), address });
    switch (entered.kind) {
      case 'in':
        await begin(visit, entered.official);
        return c.redirect(consolePath, 303);
      case 'wrong':
        return showEntering(visit, { account, problem: enteringWords.wrong(entered.left) }, 403);
      case 'locked':
        return showEntering(visit, { account, problem: enteringWords.locked(entered.until) }, 429);
    }
  }

  async function lookAtInvitation(visit: GuestVisit, problem?: string): Promise<Response> {
    const { c, formToken } = visit;
    const token = c.req.param('invitation') ?? '';
    const invited = await accepting.look(token, formToken);
    if (!invited) return showEntering(visit, { problem: words.none }, 404);
    return show(c, AcceptingPage, { formToken, token, invited, problem }, problem === undefined ? 200 : 422);
  }

  async function accept(visit: GuestVisit): Promise<Response> {
    const { c, form, formToken } = visit;
    const typed = (name: string) => form.get(name) ?? '';
    const accepted = await accepting.accept(c.req.param('invitation') ?? '', {
      password: typed('password'),
      again: typed('again'),
      code: typed('code'),
      browser: formToken,
    });
    if (accepted.kind !== 'done') return lookAtInvitation(visit, acceptingProblem(accepted));
    await begin(visit, accepted.official);
    return show(c, RecoveryPage, { formToken, codes: accepted.recovery });
  }

  return [
    {
      method: 'GET',
      path: '/vao',
      may: 'guests',
      run: (visit) => showEntering(visit, { notice: notices[visit.c.req.query('vi') ?? ''] }, 200),
    },
    { method: 'POST', path: '/vao', may: 'guests', run: enter },
    { method: 'POST', path: '/vao/khoa', may: 'guests', run: enterByPasskey },
    { method: 'GET', path: '/moi/:invitation', may: 'guests', run: (visit) => lookAtInvitation(visit) },
    { method: 'POST', path: '/moi/:invitation', may: 'guests', run: accept },
    {
      method: 'POST',
      path: '/ra',
      may: roles,
      async run({ c, sessionToken }) {
        await sessions.end(sessionToken);
        cookies.leave(c);
        return c.redirect(`${consolePath}/vao?vi=da-ra`, 303);
      },
    },
    { method: 'GET', path: '/phien', may: roles, run: (visit) => listSessions(visit, { sessions, show }) },
    {
      method: 'POST',
      path: '/phien/ket-thuc',
      may: roles,
      async run({ c, form, official }) {
        const ended = await sessions.endOne(official, form.get('session') ?? '');
        return c.redirect(`${consolePath}/phien?ket-thuc=${ended ? 1 : 0}`, 303);
      },
    },
  ];
}

/** What every way of signing in begins and ends with, and the one by passkey. */
function createDoors({
  passkeys,
  sessions,
  cookies,
  show,
}: Pick<SigningInRoutesDeps, 'passkeys' | 'sessions' | 'cookies' | 'show'>) {
  type Said = { account?: string; notice?: string | undefined; problem?: string };

  function showEntering({ c, formToken }: GuestVisit, said: Said, status: 200 | 403 | 404 | 429): Promise<Response> {
    return show(c, EnteringPage, { formToken, passkey: passkeys?.options(formToken), ...said }, status);
  }

  /** A session never goes on under the token a browser had before. */
  async function begin({ c }: GuestVisit, official: Parameters<Sessions['begin']>[0], passkey?: string): Promise<void> {
    const before = cookies.session(c);
    if (before !== undefined) await sessions.end(before);
    const { token } = await sessions.begin(official, browserName(c.req.header('user-agent')), passkey);
    cookies.enter(c, token);
  }

  async function enterByPasskey(visit: GuestVisit): Promise<Response> {
    const { c, form, formToken, address } = visit;
    if (!passkeys) return showEntering(visit, { problem: enteringWords.noPasskeys }, 404);
    const entered = await passkeys.enter(form.get('credential') ?? '', formToken, address);
    switch (entered.kind) {
      case 'in':
        await begin(visit, entered.official, entered.passkey);
        return c.redirect(consolePath, 303);
      case 'wrong':
        return showEntering(visit, { problem: enteringWords.keyWrong(entered.left) }, 403);
      case 'locked':
        return showEntering(visit, { problem: enteringWords.locked(entered.until) }, 429);
    }
  }

  return { showEntering, begin, enterByPasskey };
}

/** Where the official is signed in. */
async function listSessions(
  { c, formToken, official, session }: OfficialVisit,
  { sessions, show }: Pick<SigningInRoutesDeps, 'sessions' | 'show'>,
): Promise<Response> {
  const listed = await sessions.list(official);
  const ended = c.req.query('ket-thuc');
  const notice = ended === undefined ? undefined : ended === '1' ? sessionWords.ended : sessionWords.notEnded;
  return show(c, SessionsPage, { formToken, official, sessions: listed, current: session.id, notice });
}
