import type { Managing } from '../../announcements/managing.ts';
import type { AuditLog } from '../../announcements/people/audit.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { placeTitle } from '../../elections/places.ts';
import { pageOf } from '../paging.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { consolePath, NoticePage } from '../views/layout.tsx';
import { consoleWords, failureText } from '../views/words.ts';
import { approversAmong, authorityOf, communeIn, createAccountSteps, fewApprovers, rolesIn } from './account-steps.ts';
import { AccountPage, AccountsPage } from './accounts-page.tsx';
import { accountDone, accountProblem, peopleWords as words } from './words.ts';

type Run = (visit: OfficialVisit) => Promise<Response>;

export interface AccountsDeps {
  managing: Managing;
  audit: Pick<AuditLog, 'latest'>;
  pack: () => KnowledgePack;
  show: Show;
}

/** Accounts of officials. Every rule is behind `Managing`; here is only asked whether somebody means it. */
export function createAccountPages({ managing, audit, pack, show }: AccountsDeps) {
  const communes = () => pack().communes.map((one) => ({ code: one.code, title: placeTitle(one) }));

  const lastSignIn = async (id: string): Promise<string | undefined> => {
    const [entry] = await audit.latest({ who: id, action: 'console-sign-in', limit: 1 });
    return entry?.at;
  };

  async function all(visit: OfficialVisit, problem?: string): Promise<Response> {
    const { c, official, formToken } = visit;
    const held = await managing.list();
    const page = pageOf(held, c.req.query('trang'));
    const shown = await Promise.all(page.shown.map(async (account) => ({ account, lastSignIn: await lastSignIn(account.id) })));
    const accounts = { ...page, shown };
    const approvers = approversAmong(held);
    const few = approvers.length < fewApprovers ? words.warnFew(approvers.length) : undefined;
    return show(
      c,
      AccountsPage,
      { official, formToken, accounts, communes: communes(), few, problem },
      problem === undefined ? 200 : 422,
    );
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
    const props = { official, formToken, account, communes: communes(), lastSignIn: await lastSignIn(id), problem, notice };
    return show(c, AccountPage, props, problem === undefined ? 200 : 422);
  }

  return {
    all: (visit: OfficialVisit) => all(visit),
    one: (visit: OfficialVisit) => one(visit),
    async add(visit: OfficialVisit) {
      const typed = (name: string) => (visit.form.get(name) ?? '').trim();
      const id = typed('id');
      const official = {
        id,
        person: typed('person'),
        name: typed('name').slice(0, 100),
        roles: rolesIn(visit),
        ...communeIn(visit),
      };
      const outcome = await managing.add(authorityOf(visit), official);
      if (outcome.kind === 'refused') return all(visit, accountProblem(outcome.refusal));
      return visit.c.redirect(`${consolePath}/can-bo/${id}`, 303);
    },
    ...createAccountSteps({ managing, show, one }),
  } satisfies Record<string, Run>;
}
