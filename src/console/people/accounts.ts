import type { Managed, Managing, OfficialSummary } from '../../announcements/managing.ts';
import type { AuditLog } from '../../announcements/people/audit.ts';
import type { Authority } from '../../announcements/people/authority.ts';
import { personKey, type Role, roles } from '../../announcements/people/officials.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { consolePath, NoticePage } from '../views/layout.tsx';
import { consoleWords, failureText } from '../views/words.ts';
import { AccountPage, AccountsPage, type Given, GivenPage } from './accounts-page.tsx';
import { type AccountStep, accountDone, accountProblem, peopleWords as words } from './words-people.ts';

type Run = (visit: OfficialVisit) => Promise<Response>;

export interface AccountsDeps {
  managing: Managing;
  audit: Pick<AuditLog, 'latest'>;
  show: Show;
}

/** So few people who may approve are too few. */
const fewApprovers = 2;

/** Accounts of officials. Every rule is behind `Managing`; here is only asked whether somebody means it. */
export function createAccountPages({ managing, audit, show }: AccountsDeps) {
  /** Whoever is signed in gives their word with a fresh code, and a second administrator may stand beside them. */
  function word({ form, official, address }: OfficialVisit): Authority[] {
    const own: Authority = { admin: official.id, code: form.get('code') ?? '', from: 'console' };
    const second = (form.get('second') ?? '').trim().toLowerCase();
    if (second === '' || second === official.id) return [own];
    return [own, { admin: second, code: form.get('secondCode') ?? '', terminal: `web ${address}` }];
  }

  const lastSignIn = async (id: string): Promise<string | undefined> => {
    const [entry] = await audit.latest({ who: id, action: 'console-sign-in', limit: 1 });
    return entry?.at;
  };

  async function all(visit: OfficialVisit, problem?: string): Promise<Response> {
    const { c, official, formToken } = visit;
    const held = await managing.list();
    const accounts = await Promise.all(held.map(async (account) => ({ account, lastSignIn: await lastSignIn(account.id) })));
    const approvers = approversAmong(held);
    const few = approvers.length < fewApprovers ? words.warnFew(approvers.length) : undefined;
    return show(c, AccountsPage, { official, formToken, accounts, few, problem }, problem === undefined ? 200 : 422);
  }

  async function one(visit: OfficialVisit, problem?: string): Promise<Response> {
    const { c, official, formToken } = visit;
    const id = c.req.param('id') ?? '';
    const account = (await managing.list()).find((held) => held.id === id);
    if (!account) {
      const text = failureText('not-found');
      return show(c, NoticePage, { title: consoleWords.name, text, official, formToken }, 404);
    }
    const notice = problem === undefined ? accountDone(c.req.query('da')) : undefined;
    const props = { official, formToken, account, lastSignIn: await lastSignIn(id), problem, notice };
    return show(c, AccountPage, props, problem === undefined ? 200 : 422);
  }

  /** Too few would be left who may approve, and nobody has said that they mean it. */
  async function notMeant({ c, form }: OfficialVisit, keeps: (account: OfficialSummary) => boolean): Promise<string | undefined> {
    const held = await managing.list();
    const account = held.find(({ id }) => id === c.req.param('id'));
    if (!account || !isApprover(account) || keeps(account) || form.get('understood') === 'on') return undefined;
    const left = approversAmong(held.filter(({ id }) => id !== account.id)).length;
    return left < fewApprovers ? words.fewApprovers(left) : undefined;
  }

  /** Changes the account of the address and says so there. */
  const step =
    (
      did: AccountStep,
      act: (visit: OfficialVisit, id: string) => Promise<Managed<unknown>>,
      keeps?: (visit: OfficialVisit) => boolean,
    ): Run =>
    async (visit) => {
      const doubt = keeps && (await notMeant(visit, () => keeps(visit)));
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
      const outcome = await act(word(visit), id);
      if (outcome.kind === 'refused') return one(visit, accountProblem(outcome.refusal));
      const account = (await managing.list()).find((held) => held.id === id)!;
      const { c, official, formToken } = visit;
      return show(c, GivenPage, { official, formToken, account, given: given(outcome.value, account) });
    };

  const rolesIn = ({ form }: OfficialVisit): Role[] => roles.filter((role) => form.get(`role:${role}`) === 'on');

  return {
    all: (visit: OfficialVisit) => all(visit),
    one: (visit: OfficialVisit) => one(visit),
    async add(visit: OfficialVisit) {
      const typed = (name: string) => (visit.form.get(name) ?? '').trim();
      const id = typed('id');
      const official = { id, person: typed('person'), name: typed('name').slice(0, 100), roles: rolesIn(visit) };
      const outcome = await managing.add(word(visit), official);
      if (outcome.kind === 'refused') return all(visit, accountProblem(outcome.refusal));
      return visit.c.redirect(`${consolePath}/can-bo/${id}`, 303);
    },
    assign: step(
      'vai-tro',
      (visit, id) => managing.assign(word(visit), id, rolesIn(visit)),
      (visit) => rolesIn(visit).includes('approver'),
    ),
    disable: step(
      'khoa',
      (visit, id) => managing.disable(word(visit), id),
      () => false,
    ),
    enable: step('mo', (visit, id) => managing.enable(word(visit), id)),
    enrol: giving(managing.enrol, ({ address }, { name }) => ({ text: words.enrolDone(name), secret: address, isQr: true })),
    invite: giving(managing.invite, ({ address, expiresAt }, { name }) => ({
      text: words.inviteDone(name, expiresAt),
      secret: address,
      isQr: true,
    })),
    link: giving(managing.link, ({ code, expiresAt }, { name, id }) => ({
      text: words.linkDone(name, id, code, expiresAt),
      secret: `/lienket ${id} ${code}`,
      isQr: false,
    })),
  } satisfies Record<string, Run>;
}

const isApprover = ({ roles: held, disabled }: OfficialSummary): boolean => !disabled && held.includes('approver');

/** Persons, not accounts: one person with two accounts is one. */
const approversAmong = (accounts: readonly OfficialSummary[]): string[] => [
  ...new Set(accounts.filter(isApprover).map(({ person }) => personKey(person))),
];
