import type { Child } from 'hono/jsx';
import type { PackVersionLine, Proposal } from '../../conversations/proposals/proposal.ts';
import { ConsoleForm, ConsolePage, type ConsolePageProps, consolePath, type PageOf, Pages } from './layout.tsx';
import { editName, tryWords, proposalWords as words } from './words-knowing.ts';

type Page = Omit<ConsolePageProps, 'title' | 'children' | 'formToken'> & { formToken: string };

/** In a list; the page of one has all of it. */
const longestName = 200;
const shortName = (text: string): string => (text.length > longestName ? `${text.slice(0, longestName - 1)}…` : text);

function ProposalLink({ proposal }: { proposal: Proposal }) {
  const { id, edit, by, day, state } = proposal;
  return (
    <li>
      <a href={`${consolePath}/de-xuat/${id}`}>{shortName(editName(edit))}</a> ({by}, {day.split('-').reverse().join('/')}
      {state === 'open' ? '' : `, ${words[state]}`}
      {proposal.doubt === undefined ? '' : `, ${words.doubted}`})
    </li>
  );
}

/** A page of the proposals, the open ones first, and a page of what was published; each is turned over without the other. */
export function ProposalsPage(
  props: Page & {
    proposals: PageOf<Proposal>;
    versions: PageOf<PackVersionLine>;
    may: { seeVersions: boolean; goBack: boolean };
  },
) {
  const { proposals, versions, may, ...page } = props;
  const heaps = [
    [words.open, proposals.shown.filter(({ state }) => state === 'open')],
    [words.ended, proposals.shown.filter(({ state }) => state !== 'open')],
  ] as const;
  const at = (name: string, { page: number }: { page: number }) => ({ [name]: number === 1 ? '' : String(number) });
  return (
    <ConsolePage {...page} title={words.title}>
      {proposals.total === 0 && <p class="card">{words.none}</p>}
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
      <Pages of={proposals} path="/de-xuat" kept={at('lan', versions)} counted={words.proposals} />
      {may.seeVersions && (
        <section class="card">
          <h2>{words.versions}</h2>
          {versions.total === 0 && <p>{words.noVersions}</p>}
          <ul class="list">
            {versions.shown.map((version) => (
              <li>
                <Version version={version} {...(may.goBack ? { formToken: page.formToken } : {})} />
              </li>
            ))}
          </ul>
          <Pages of={versions} path="/de-xuat" kept={at('trang', proposals)} name="lan" counted={words.publications} />
        </section>
      )}
    </ConsolePage>
  );
}

/** A publication; with a form token, the way back to before it. */
function Version({ version, formToken }: { version: PackVersionLine; formToken?: string }) {
  const { id, number, file, publishedBy, at } = version;
  return (
    <>
      {number}. {file.split('/').slice(-2).join('/')} ({publishedBy}, {at.slice(0, 10).split('-').reverse().join('/')})
      {formToken !== undefined && (
        <ConsoleForm path={`/phien-ban/${id}/ve-truoc`} formToken={formToken}>
          <button type="submit" class="choice" aria-label={`${words.goBack}: ${number}`}>
            {words.goBack}
          </button>
        </ConsoleForm>
      )}
    </>
  );
}

/** `changes`: a page of the lines that change, each with `+` or `-`. */
export function ProposalPage(
  props: Page & {
    proposal: Proposal;
    changes: PageOf<string>;
    isOwn: boolean;
    may: Record<'try' | 'publish' | 'drop', boolean>;
    trial?: Child;
  },
) {
  const { proposal, changes, isOwn, may, trial, ...page } = props;
  const { id, edit, by, day, state } = proposal;
  const { formToken } = page;
  return (
    <ConsolePage {...page} title={editName(edit)}>
      <p>
        {words.by}: {by}, {day.split('-').reverse().join('/')}
      </p>
      {changes.total > 0 && (
        <section class="card">
          <h2>{words.changes}</h2>
          <pre class="scroll" tabindex={0}>
            {changes.shown.join('\n')}
          </pre>
          <Pages of={changes} path={`/de-xuat/${id}`} counted={words.lines} />
        </section>
      )}
      {trial}
      {state === 'open' && may.try && trial === undefined && edit.kind !== 'restore' && (
        <ConsoleForm path={`/de-xuat/${id}/xem-thu`} formToken={formToken}>
          <button type="submit" class="choice">
            {tryWords.look}
          </button>
          <p class="hint">{tryWords.waits}</p>
        </ConsoleForm>
      )}
      {state === 'open' ? (
        <section class="actions">
          {!may.publish && proposal.doubt === undefined && <p>{isOwn ? words.own : words.editorsPublish}</p>}
          {may.publish && (
            <ConsoleForm path={`/de-xuat/${id}/dang`} formToken={formToken}>
              <button type="submit">{words.publish}</button>
            </ConsoleForm>
          )}
          {may.drop && (
            <ConsoleForm path={`/de-xuat/${id}/bo`} formToken={formToken}>
              <button type="submit" class="choice">
                {words.drop}
              </button>
            </ConsoleForm>
          )}
        </section>
      ) : (
        <p class="card">{words[state]}</p>
      )}
    </ConsolePage>
  );
}
