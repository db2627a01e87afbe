import type { Child } from 'hono/jsx';
import type { PackVersion, Proposal } from '../../conversations/proposals/proposal.ts';
import { ConsoleForm, ConsolePage, type ConsolePageProps, consolePath } from './layout.tsx';
import { editName, tryWords, proposalWords as words } from './words-knowing.ts';

type Page = Omit<ConsolePageProps, 'title' | 'children' | 'formToken'> & { formToken: string };

function ProposalLink({ proposal }: { proposal: Proposal }) {
  const { id, edit, by, day, state } = proposal;
  return (
    <li>
      <a href={`${consolePath}/de-xuat/${id}`}>{editName(edit)}</a> ({by}, {day.split('-').reverse().join('/')}
      {state === 'open' ? '' : `, ${words[state]}`})
    </li>
  );
}

export function ProposalsPage(props: Page & { proposals: Proposal[]; versions: PackVersion[] }) {
  const { proposals, versions, ...page } = props;
  const heaps = [
    [words.open, proposals.filter(({ state }) => state === 'open')],
    [words.ended, proposals.filter(({ state }) => state !== 'open')],
  ] as const;
  return (
    <ConsolePage {...page} title={words.title}>
      {proposals.length === 0 && <p class="card">{words.none}</p>}
      {heaps.map(
        ([name, held]) =>
          held.length > 0 && (
            <section class="card">
              <h2>{name}</h2>
              <ul class="list">
                {held.map((proposal) => (
                  <ProposalLink proposal={proposal} />
                ))}
              </ul>
            </section>
          ),
      )}
      <section class="card">
        <h2>{words.versions}</h2>
        {versions.length === 0 && <p>{words.noVersions}</p>}
        <ul class="list">
          {versions.map(({ id, number, file, publishedBy, at }) => (
            <li>
              {number}. {file.split('/').slice(-2).join('/')} ({publishedBy}, {at.slice(0, 10).split('-').reverse().join('/')})
              <ConsoleForm path={`/phien-ban/${id}/ve-truoc`} formToken={page.formToken}>
                <button type="submit" class="choice" aria-label={`${words.goBack}: ${number}`}>
                  {words.goBack}
                </button>
              </ConsoleForm>
            </li>
          ))}
        </ul>
      </section>
    </ConsolePage>
  );
}

/** `changes`: the lines that change, each with `+` or `-`. */
export function ProposalPage(
  props: Page & { proposal: Proposal; changes: string[]; isOwn: boolean; mayTry: boolean; trial?: Child },
) {
  const { proposal, changes, isOwn, mayTry, trial, ...page } = props;
  const { id, edit, by, day, state } = proposal;
  const { formToken } = page;
  return (
    <ConsolePage {...page} title={editName(edit)}>
      <p>
        {words.by}: {by}, {day.split('-').reverse().join('/')}
      </p>
      {changes.length > 0 && (
        <section class="card">
          <h2>{words.changes}</h2>
          <pre class="scroll" tabindex={0}>
            {changes.join('\n')}
          </pre>
        </section>
      )}
      {trial}
      {state === 'open' && mayTry && trial === undefined && edit.kind !== 'restore' && (
        <ConsoleForm path={`/de-xuat/${id}/xem-thu`} formToken={formToken}>
          <button type="submit" class="choice">
            {tryWords.look}
          </button>
          <p class="hint">{tryWords.waits}</p>
        </ConsoleForm>
      )}
      {state === 'open' ? (
        <section class="actions">
          {isOwn ? (
            <p>{words.own}</p>
          ) : (
            <ConsoleForm path={`/de-xuat/${id}/dang`} formToken={formToken}>
              <button type="submit">{words.publish}</button>
            </ConsoleForm>
          )}
          <ConsoleForm path={`/de-xuat/${id}/bo`} formToken={formToken}>
            <button type="submit" class="choice">
              {words.drop}
            </button>
          </ConsoleForm>
        </section>
      ) : (
        <p class="card">{words[state]}</p>
      )}
    </ConsolePage>
  );
}
