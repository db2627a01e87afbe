import type { Delegating, DelegationOutcome } from '../../announcements/delegating/delegating.ts';
import { delegationRefusalText } from '../../announcements/delegating/words.ts';
import { isSamePerson, type Officials } from '../../announcements/people/officials.ts';
import { fieldInstant } from '../field-time.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { consolePath } from '../views/layout.tsx';
import { DelegationsPage } from './delegations-page.tsx';
import { type DelegationStep, delegationDone } from './words-delegations.ts';

export interface DelegationPagesDeps {
  delegating: Delegating;
  officials: Pick<Officials, 'list'>;
  show: Show;
}

const fields = ['to', 'from', 'until', 'reason'] as const;

/** Who approves in whose name. Every rule is behind `Delegating`. */
export function createDelegationPages({ delegating, officials, show }: DelegationPagesDeps) {
  async function page(visit: OfficialVisit, problem?: string): Promise<Response> {
    const { c, official, formToken, form } = visit;
    const others = (await officials.list()).filter((one) => !one.disabled && !isSamePerson(one.person, [official.person]));
    const typed = Object.fromEntries(fields.map((name) => [name, form.get(name) ?? '']));
    const props = {
      ...{ official, formToken, problem },
      notice: problem === undefined ? delegationDone(c.req.query('da')) : undefined,
      delegations: await delegating.delegations(),
      others: others.map(({ id, name }) => ({ id, name })),
      typed: typed as Record<(typeof fields)[number], string>,
    };
    return show(c, DelegationsPage, props, problem === undefined ? 200 : 422);
  }

  function after(visit: OfficialVisit, outcome: DelegationOutcome, did: DelegationStep): Response | Promise<Response> {
    if (outcome.kind === 'refused') return page(visit, delegationRefusalText(outcome.refusal));
    return visit.c.redirect(`${consolePath}/uy-quyen?da=${did}`, 303);
  }

  return {
    page: (visit: OfficialVisit) => page(visit),
    async delegate(visit: OfficialVisit) {
      const { form, actor } = visit;
      const typed = (name: string) => (form.get(name) ?? '').trim();
      const [from, until] = [fieldInstant(typed('from')), fieldInstant(typed('until'))];
      // A beginning that was left out means now; one that cannot be read does not.
      const unread = until === undefined || (from === undefined && typed('from') !== '');
      if (unread) return page(visit, delegationRefusalText({ code: 'delegation-order' }));
      const wish = { to: typed('to'), from: from ?? '', until, reason: typed('reason') };
      return after(visit, await delegating.delegate(actor, wish, typed('code')), 'uy-quyen');
    },
    async revoke(visit: OfficialVisit) {
      const { form, actor } = visit;
      return after(visit, await delegating.revokeDelegation(actor, form.get('delegation') ?? ''), 'thu-hoi');
    },
  };
}
