import type { Child } from 'hono/jsx';
import { type CommuneStations, type StationProblem, stationMeanings } from '../../elections/pack/station-import.ts';
import { ChoiceField, LineField } from '../fields.tsx';
import { ConsoleForm, ConsolePage, type ConsolePageProps, consolePath } from '../views/layout.tsx';
import { columnName, packProblemText } from '../views/words-problems.ts';
import { stationWords as words } from './words-stations.ts';

type Page = Omit<ConsolePageProps, 'title' | 'children' | 'formToken'> & { formToken: string };

/** More are no help to whoever mends a list. */
const mostProblems = 100;
const mostRowsShown = 12;
const none = new Map<string, string[]>();

/** The commune whose stations alone may be changed; its title, where the pack has it. */
interface Bound {
  bounds?: { code: string; title: string | undefined } | undefined;
}

/** What there is, a template, and a form for a list. */
export function StationsPage({ there, bounds, ...page }: Page & Bound & { there: { title: string; count: number }[] }) {
  if (bounds && bounds.title === undefined)
    return (
      <ConsolePage {...page} title={words.title}>
        <p class="wrong" role="alert">
          {words.communeGone(bounds.code)}
        </p>
      </ConsolePage>
    );
  return (
    <ConsolePage {...page} title={words.title}>
      {bounds?.title !== undefined && <p class="card">{words.bound(bounds.title)}</p>}
      <p>{bounds ? words.howOfOne : words.how}</p>
      <p>
        <a class="button choice" href={`${consolePath}/noi-bo-phieu/mau.csv`}>
          {words.template}
        </a>
      </p>
      <ConsoleForm path="/noi-bo-phieu" formToken={page.formToken} uploads>
        <div class="field">
          <label for="file">{words.file}</label>
          <input id="file" name="file" type="file" accept=".xlsx,.csv,.txt,.tsv" required />
        </div>
        <LineField name="sheet" label={words.sheet} value="" problems={none} maxlength={100} />
        <button type="submit">{words.read}</button>
      </ConsoleForm>
      <section class="card">
        <h2>{words.there}</h2>
        {there.length === 0 && <p>{words.none}</p>}
        <ul>
          {there.map(({ title, count }) => (
            <li>
              {title}: {words.areas(count)}
            </li>
          ))}
        </ul>
      </section>
    </ConsolePage>
  );
}

export interface StationListProps extends Page, Bound {
  /** The list, as the form sends it back. */
  packed: string;
  headings: readonly string[];
  columns: readonly string[];
  /** The first rows. */
  example: readonly (readonly string[])[];
  /** Of all rows that do not say so themselves. */
  commune: string;
  source: string;
  communes: readonly { code: string; title: string }[];
  sources: readonly { key: string; title: string }[];
  problems: readonly StationProblem[];
  /** Communes of the list, and those of which nothing is wrong. */
  found: readonly CommuneStations[];
  ready: readonly CommuneStations[];
  hamlet?: string | undefined;
  trial?: Child;
}

/** A list on its way: its columns, what is wrong with it, what would be answered, and what may be proposed. */
export function StationListPage(props: StationListProps) {
  const {
    packed,
    headings,
    columns,
    example,
    commune,
    source,
    bounds,
    communes,
    sources,
    problems,
    found,
    ready,
    hamlet,
    trial,
    ...page
  } = props;
  return (
    <ConsolePage {...page} title={words.title}>
      {trial}
      <ConsoleForm path="/noi-bo-phieu/danh-sach" formToken={page.formToken} uploads>
        <input type="hidden" name="list" value={packed} />
        <Columns headings={headings} columns={columns} example={example} />
        {bounds ? (
          <p class="card">{words.bound(bounds.title ?? bounds.code)}</p>
        ) : (
          <ChoiceField
            name="commune"
            label={words.commune}
            hint={words.communeHint}
            value={commune}
            problems={none}
            options={{ '': words.ofColumn, ...Object.fromEntries(communes.map(({ code, title }) => [`${code} `.trim(), title])) }}
          />
        )}
        <LineField name="source" label={words.source} value={source} problems={none} list="sources" maxlength={200} />
        <datalist id="sources">
          {sources.map(({ key, title }) => (
            <option value={key}>{title}</option>
          ))}
        </datalist>
        <button type="submit" class="choice" name="do" value="check">
          {words.check}
        </button>
        <Problems problems={problems} />
        <Ready found={found} ready={ready} hamlet={hamlet} isBlocked={problems.some((one) => one.commune === undefined)} />
      </ConsoleForm>
    </ConsolePage>
  );
}

function Columns({ headings, columns, example }: Pick<StationListProps, 'headings' | 'columns' | 'example'>) {
  const options = { '': words.unused, ...Object.fromEntries(stationMeanings.map((meaning) => [meaning, columnName(meaning)])) };
  return (
    <fieldset>
      <legend>{words.columns}</legend>
      <p class="hint">{words.columnsHow}</p>
      <div class="row">
        {headings.map((heading, column) => {
          const cells = example.map((row) => row[column] ?? '').filter((cell) => cell !== '');
          return (
            <ChoiceField
              name={`column-${column}`}
              label={heading === '' ? words.unnamed(column + 1) : heading}
              {...(cells.length === 0 ? {} : { hint: words.example(cells.join(' / ').slice(0, 120)) })}
              value={columns[column] ?? ''}
              problems={none}
              options={options}
            />
          );
        })}
      </div>
    </fieldset>
  );
}

function Problems({ problems }: Pick<StationListProps, 'problems'>) {
  if (problems.length === 0) return <p role="status">{words.fine}</p>;
  const rows = problems.toSorted((a, b) => a.row - b.row).slice(0, mostProblems);
  return (
    <section class="card" aria-labelledby="problems">
      <h2 id="problems">{words.problems(problems.length)}</h2>
      <p>{words.problemsHow}</p>
      <ul>
        {rows.map((problem) => (
          <li>
            <strong>{words.row(problem.row)}</strong>: {packProblemText(problem)}
          </li>
        ))}
      </ul>
      {problems.length > rows.length && <p>{words.moreProblems(problems.length - rows.length)}</p>}
    </section>
  );
}

/** Communes of the list, each with its first rows and a button where nothing is wrong with it. */
function Ready(props: Pick<StationListProps, 'found' | 'ready' | 'hamlet'> & { isBlocked: boolean }) {
  const { found, ready, hamlet, isBlocked } = props;
  if (found.length === 0) return null;
  const hamlets = ready.flatMap(({ code, title, rows }) =>
    rows
      .flatMap((row) => (row.hamlets ?? '').split(';').map((name) => name.trim()))
      .filter(Boolean)
      .map((name) => [`${code}|${name}`, words.hamletOption(title, name)] as const),
  );
  return (
    <section class="card" aria-labelledby="ready">
      <h2 id="ready">{words.ready}</h2>
      {isBlocked && <p>{words.blocked}</p>}
      {hamlets.length > 0 && (
        <>
          <ChoiceField
            name="hamlet"
            label={words.hamlet}
            value={hamlet ?? ''}
            problems={none}
            options={Object.fromEntries(hamlets)}
          />
          <button type="submit" class="choice" name="do" value="look">
            {words.look}
          </button>
        </>
      )}
      {found.map(({ code, title, rows }) => (
        <section aria-label={title}>
          <h3>
            {title}: {words.areas(rows.length)}
          </h3>
          <section class="scroll" tabindex={0} aria-label={words.tableOf(title)}>
            <table>
              <thead>
                <tr>
                  {[words.area, words.place, words.address, words.hamlets, words.hours].map((name) => (
                    <th scope="col">{name}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.slice(0, mostRowsShown).map(({ area, name, address, hamlets: of, opens, closes }) => (
                  <tr>
                    <th scope="row">{area}</th>
                    <td>{name}</td>
                    <td>{address}</td>
                    <td>{of}</td>
                    <td>{opens === '' ? '' : `${opens}–${closes}`}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {ready.some((one) => one.code === code) ? (
            <button type="submit" name="do" value={`propose:${code}`}>
              {words.propose(title)}
            </button>
          ) : (
            !isBlocked && <p>{words.hasProblems}</p>
          )}
        </section>
      ))}
    </section>
  );
}
