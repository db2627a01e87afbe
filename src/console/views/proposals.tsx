import type { PackVersion, Proposal } from '../../conversations/proposals/proposal.ts';
import { ConsoleForm, ConsolePage, type ConsolePageProps, consolePath, FormField } from './layout.tsx';
import { editName, factFormWords, proposalWords as words } from './words-knowing.ts';

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
export function ProposalPage(props: Page & { proposal: Proposal; changes: string[]; isOwn: boolean }) {
  const { proposal, changes, isOwn, ...page } = props;
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

function Select({
  name,
  label,
  options,
  value,
}: {
  name: string;
  label: string;
  options: Record<string, string>;
  value?: string | undefined;
}) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {Object.entries(options).map(([key, text]) => (
          <option value={key} {...(key === value ? { selected: true } : {})}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A form for one fact; `group`: the unanswered question it is for. */
export function FactPage({ filled, group, ...page }: Page & { filled: Record<string, string>; group?: string | undefined }) {
  const field = (name: Exclude<keyof typeof factFormWords, 'levels' | 'kinds' | 'confidences'>, required = true) => (
    <FormField name={name} label={factFormWords[name]} value={filled[name] ?? ''} required={required} maxlength={600} />
  );
  return (
    <ConsolePage {...page} title={factFormWords.title}>
      <p>{factFormWords.how}</p>
      <ConsoleForm path="/su-kien/moi" formToken={page.formToken}>
        {group === undefined ? null : <input type="hidden" name="group" value={group} />}
        {field('statement')}
        {field('value', false)}
        {field('measure')}
        {field('area')}
        <Select name="level" label={factFormWords.level} options={factFormWords.levels} value={filled.level} />
        {field('year', false)}
        {field('source')}
        {field('article', false)}
        {field('quote', false)}
        <Select
          name="confidence"
          label={factFormWords.confidence}
          options={factFormWords.confidences}
          value={filled.confidence}
        />
        <Select name="kind" label={factFormWords.kind} options={factFormWords.kinds} value={filled.kind} />
        {field('topic')}
        {field('id')}
        <div class="field">
          <label for="asks">{factFormWords.asks}</label>
          <textarea id="asks" name="asks" rows={6} required maxlength={4000}>
            {filled.asks ?? ''}
          </textarea>
        </div>
        <button type="submit">{words.title}</button>
      </ConsoleForm>
    </ConsolePage>
  );
}
