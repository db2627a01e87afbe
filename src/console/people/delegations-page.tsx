import type { DelegationSummary } from '../../announcements/delegating/delegating.ts';
import type { Official } from '../../announcements/people/officials.ts';
import { CodeField, ConsoleForm, ConsolePage, type ConsolePageProps, FormField, Labelled } from '../views/layout.tsx';
import { delegationsWords as words } from './words-delegations.ts';

type Page = Omit<ConsolePageProps, 'title' | 'children' | 'official'> & { formToken: string; official: Official };

interface Shown {
  /** The latest first. */
  delegations: readonly DelegationSummary[];
  /** Whom one may delegate to. */
  others: readonly { id: string; name: string }[];
  typed: Record<'to' | 'from' | 'until' | 'reason', string>;
}

const mostPast = 20;
const isOpen = ({ state }: DelegationSummary) => state === 'in-force' || state === 'to-come';

/** Who approves in whose name, with a form to let somebody approve in one's own. */
export function DelegationsPage({ delegations, others, typed, ...page }: Page & Shown) {
  const { official, formToken } = page;
  const open = delegations.filter(isOpen);
  const past = delegations.filter((one) => !isOpen(one)).slice(0, mostPast);
  return (
    <ConsolePage {...page} title={words.title}>
      <p>{words.how}</p>
      <section aria-labelledby="open">
        <h2 id="open">{words.open}</h2>
        {open.length === 0 && <p class="card">{words.none}</p>}
        <ul class="list">
          {open.map((one) => (
            <li class="card">
              <Said one={one} />
              {mayRevoke(official, one) && (
                <ConsoleForm path="/uy-quyen/thu-hoi" formToken={formToken}>
                  <input type="hidden" name="delegation" value={one.id} />
                  <p class="hint">{words.revokeHint}</p>
                  <button type="submit" class="danger">
                    {words.revoke(one.id)}
                  </button>
                </ConsoleForm>
              )}
            </li>
          ))}
        </ul>
      </section>
      {official.roles.includes('approver') ? (
        <NewDelegation others={others} typed={typed} formToken={formToken} />
      ) : (
        <p class="card">{words.onlyApprovers}</p>
      )}
      {past.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past">{words.past}</h2>
          <ul class="list">
            {past.map((one) => (
              <li class="card">
                <Said one={one} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </ConsolePage>
  );
}

const mayRevoke = ({ id, roles }: Official, { of, to }: DelegationSummary): boolean =>
  id === of.id || id === to.id || roles.includes('admin');

function Said({ one }: { one: DelegationSummary }) {
  return (
    <>
      <h3>{words.pair(one)}</h3>
      <p>
        {words.time(one)}: {words.state(one.state)} ({one.id}).
        {one.reason === undefined ? '' : ` ${words.reasonSaid(one.reason)}`}
      </p>
    </>
  );
}

function NewDelegation({ others, typed, formToken }: Pick<Shown, 'others' | 'typed'> & { formToken: string }) {
  if (others.length === 0) return <p class="card">{words.nobody}</p>;
  return (
    <section class="card narrow" aria-labelledby="add">
      <h2 id="add">{words.add}</h2>
      <p>{words.onlyApprovers}</p>
      <ConsoleForm path="/uy-quyen" formToken={formToken}>
        <Labelled name="to" label={words.to}>
          <select id="to" name="to" required>
            <option value="">{words.choose}</option>
            {others.map(({ id, name }) => (
              <option value={id} selected={typed.to === id}>
                {name} ({id})
              </option>
            ))}
          </select>
        </Labelled>
        <FormField
          name="from"
          label={words.from}
          hint={words.fromHint}
          type="datetime-local"
          value={typed.from}
          required={false}
        />
        <FormField name="until" label={words.until} hint={words.untilHint} type="datetime-local" value={typed.until} />
        <FormField name="reason" label={words.reason} value={typed.reason} required={false} maxlength={300} />
        <CodeField label={words.code} hint={words.codeHint} />
        <button type="submit">{words.button}</button>
      </ConsoleForm>
    </section>
  );
}
