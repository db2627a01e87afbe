import { type Official, roles } from '../../announcements/people/officials.ts';
import type { ConsoleRoute, OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { consolePath } from '../views/layout.tsx';
import { browserName } from './browser.ts';
import { mostPasskeys, type PasskeyBegun, type Passkeys } from './passkeys.ts';
import { NewPasskeyPage, PasskeysPage } from './passkeys-page.tsx';
import { passkeyWords as words } from './words-passkeys.ts';

export interface PasskeyRoutesDeps {
  passkeys: Passkeys;
  /** Browsers make passkeys for this address. */
  isOpen: boolean;
  /** The account as it is now: the visit's is of when it began. */
  find(id: string): Promise<Official | undefined>;
  show: Show;
}

const path = '/tai-khoan';
const longestName = 60;

function beginningProblem(begun: Exclude<PasskeyBegun, { kind: 'options' }>): string {
  switch (begun.kind) {
    case 'code-wrong':
      return words.codeWrong;
    case 'code-locked':
      return words.codeLocked(begun.until);
    case 'too-many':
      return words.tooMany(mostPasskeys);
    case 'off':
      return words.off;
  }
}

/** "My account": own passkeys. */
export function createPasskeyRoutes({ passkeys, isOpen, find, show }: PasskeyRoutesDeps): ConsoleRoute[] {
  async function look(visit: OfficialVisit, said: { problem?: string; notice?: string | undefined } = {}): Promise<Response> {
    const { c, formToken, session } = visit;
    const official = (await find(visit.official.id)) ?? visit.official;
    const typedName = nameOf(visit);
    const props = { formToken, official, isOpen, current: session.passkey, typedName, ...said };
    return show(c, PasskeysPage, props, said.problem === undefined ? 200 : 422);
  }

  const nameOf = ({ c, form }: OfficialVisit): string => {
    const typed = (form.get('name') ?? '').normalize('NFC').replace(/\p{C}/gu, '').trim().slice(0, longestName);
    return typed === '' ? browserName(c.req.header('user-agent')) : typed;
  };

  async function begin(visit: OfficialVisit): Promise<Response> {
    const { c, official, formToken, form } = visit;
    const begun = await passkeys.begin(official, form.get('code') ?? '', formToken);
    if (begun.kind !== 'options') return look(visit, { problem: beginningProblem(begun) });
    return show(c, NewPasskeyPage, { formToken, official, options: begun.options, name: nameOf(visit) });
  }

  async function add(visit: OfficialVisit): Promise<Response> {
    const { c, official, formToken, form } = visit;
    switch (await passkeys.add(official, form.get('credential') ?? '', nameOf(visit), formToken)) {
      case 'added':
        return c.redirect(`${consolePath}${path}?da=them`, 303);
      case 'refused':
        return look(visit, { problem: words.refused });
      case 'too-many':
        return look(visit, { problem: words.tooMany(mostPasskeys) });
    }
  }

  async function remove(visit: OfficialVisit): Promise<Response> {
    const { c, form, official, session } = visit;
    const id = form.get('passkey') ?? '';
    const isGone = await passkeys.remove(official, id);
    if (!isGone) return look(visit, { problem: words.wasGone });
    return c.redirect(id === session.passkey ? `${consolePath}/vao?vi=da-bo-khoa` : `${consolePath}${path}?da=xoa`, 303);
  }

  const notices: Readonly<Record<string, string>> = { them: words.wasAdded, xoa: words.wasRemoved };
  return [
    { method: 'GET', path, may: roles, run: (visit) => look(visit, { notice: notices[visit.c.req.query('da') ?? ''] }) },
    { method: 'POST', path: `${path}/khoa/moi`, may: roles, run: begin },
    { method: 'POST', path: `${path}/khoa`, may: roles, run: add },
    { method: 'POST', path: `${path}/khoa/xoa`, may: roles, run: remove },
  ];
}
