import type { Managing, OfficialSummary } from '../../announcements/managing.ts';
import type { Authority } from '../../announcements/people/authority.ts';
import type { Managed } from '../../announcements/people/changing.ts';
import type { InvitationPass } from '../../announcements/people/inviting.ts';
import { personKey, type Role, roles } from '../../announcements/people/officials.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { consolePath } from '../views/layout.tsx';
import { type Given, GivenPage } from './accounts-page.tsx';
import { type AccountStep, accountProblem, peopleWords as words } from './words.ts';

type Run = (visit: OfficialVisit) => Promise<Response>;

/** So few people who may approve are too few. */
export const fewApprovers = 2;

/** What is done with one account. `one`: its page, with why something was not done. */
export function createAccountSteps(deps: {
  managing: Managing;
  show: Show;
  one(visit: OfficialVisit, problem: string): Promise<Response>;
}): Record<'assign' | 'disable' | 'enable' | 'enrol' | 'invite' | 'link', Run> {
  const { managing, show, one } = deps;

  /** Changes the account of the address and says so there. */
  const step =
    (
      did: AccountStep,
      act: (visit: OfficialVisit, id: string) => Promise<Managed<unknown>>,
      keeps?: (visit: OfficialVisit) => boolean,
    ): Run =>
    async (visit) => {
      const doubt = keeps && notMeant(visit, await managing.list(), keeps(visit));
      if (doubt !== undefined) return one(visit, doubt);
      const id = visit.c.req.param('id') ?? '';
      const outcome = await act(visit, id);
      if (outcome.kind === 'refused') return one(visit, accountProblem(outcome.refusal));
      return visit.c.redirect(`${consolePath}/can-bo/${encodeURIComponent(id)}?da=${did}`, 303);
    };

  /** Gives something out that is shown once. */
  const giving =
    <Result>(
      act: (by: Authority[], id: string) => Promise<Managed<Result>>,
      given: (result: Result, account: OfficialSummary) => Given,
    ): Run =>
    async (visit) => {
      const id = visit.c.req.param('id') ?? '';
      const outcome = await act(authorityOf(visit), id);
      if (outcome.kind === 'refused') return one(visit, accountProblem(outcome.refusal));
      const account = (await managing.list()).find((held) => held.id === id)!;
      const { c, official, formToken } = visit;
      return show(c, GivenPage, { official, formToken, account, given: given(outcome.value, account) });
    };

  return {
    assign: step(
      'vai-tro',
      (visit, id) => managing.assign(authorityOf(visit), id, rolesIn(visit), communeIn(visit).commune),
      (visit) => rolesIn(visit).includes('approver'),
    ),
    disable: step(
      'khoa',
      (visit, id) => managing.disable(authorityOf(visit), id),
      () => false,
    ),
    enable: step('mo', (visit, id) => managing.enable(authorityOf(visit), id)),
    enrol: giving(managing.enrol, (pass, { name }) => givenOf(pass, words.enrolDone(name, pass.expiresAt))),
    invite: giving(managing.invite, (pass, { name }) => givenOf(pass, words.inviteDone(name, pass.expiresAt))),
    link: giving(managing.link, ({ code, expiresAt }, { name, id }) => ({
      text: words.linkDone(name, id, code, expiresAt),
      secret: `/lienket ${id} ${code}`,
      isQr: false,
    })),
  };
}

const givenOf = (pass: InvitationPass, text: string): Given =>
  pass.kind === 'link' ? { text, secret: pass.address, isQr: true } : { text, secret: pass.code, isQr: false };

const isApprover = ({ roles: held, disabled }: OfficialSummary): boolean => !disabled && held.includes('approver');

/** Persons who may approve, not accounts: one person with two accounts is one. */
export const approversAmong = (accounts: readonly OfficialSummary[]): string[] => [
  ...new Set(accounts.filter(isApprover).map(({ person }) => personKey(person))),
];

/** Whoever is signed in gives their word with a fresh code, and a second administrator may stand beside them. */
export function authorityOf({ form, official, address }: OfficialVisit): Authority[] {
  const own: Authority = { admin: official.id, code: form.get('code') ?? '', from: 'console' };
  const second = (form.get('second') ?? '').trim().toLowerCase();
  if (second === '' || second === official.id) return [own];
  return [own, { admin: second, code: form.get('secondCode') ?? '', terminal: `web ${address}` }];
}

export const rolesIn = ({ form }: OfficialVisit): Role[] => roles.filter((role) => form.get(`role:${role}`) === 'on');

/** The commune that was chosen beside the roles, by its code. */
export function communeIn({ form }: OfficialVisit): { commune?: string } {
  const code = (form.get('commune') ?? '').trim().slice(0, 20);
  return code === '' ? {} : { commune: code };
}

/** Too few would be left who may approve, and nobody has said that they mean it. */
function notMeant({ c, form }: OfficialVisit, held: readonly OfficialSummary[], keeps: boolean): string | undefined {
  const account = held.find(({ id }) => id === c.req.param('id'));
  if (!account || !isApprover(account) || keeps || form.get('understood') === 'on') return undefined;
  const left = approversAmong(held.filter(({ id }) => id !== account.id)).length;
  return left < fewApprovers ? words.fewApprovers(left) : undefined;
}
