import type { AuditEntry, AuditVerdict } from '../../announcements/people/audit.ts';
import { vietnamTime } from '../../announcements/words.ts';
import { TableHead } from '../table-head.tsx';
import { ConsoleForm, ConsolePage, type ConsolePageProps, consolePath, FormField } from '../views/layout.tsx';
import { logActions, logWords as words } from './words.ts';

/** One entry, and the number of the announcement it is about. */
export interface LogRow {
  entry: AuditEntry;
  about: number | undefined;
}

/** What the log is narrowed to; empty: everything. */
export interface LogFilter {
  number: string;
  who: string;
  action: string;
}

export interface LogPageProps extends Omit<ConsolePageProps, 'title' | 'children'> {
  formToken: string;
  rows: readonly LogRow[];
  filter: LogFilter;
  olderThan?: number | undefined;
  verdict: AuditVerdict;
  /** ISO 8601 UTC. */
  checkedAt: string;
}

export function LogPage({ rows, filter, olderThan, verdict, checkedAt, ...page }: LogPageProps) {
  const wanted = new URLSearchParams(
    [
      ['so', filter.number],
      ['ai', filter.who],
      ['viec', filter.action],
    ].filter(([, value]) => value !== '') as [string, string][],
  );
  return (
    <ConsolePage {...page} title={words.title}>
      {verdict.kind === 'broken' ? (
        <section class="broken" role="alert">
          <h2>{words.broken(verdict.entry, verdict.why)}</h2>
          <p>{words.whatToDo}</p>
        </section>
      ) : (
        <section class="card">
          <p>{words.intact(verdict.entries, checkedAt)}</p>
          {verdict.restart ? <p class="wrong">{words.restart(verdict.restart)}</p> : null}
          {verdict.cut ? <p>{words.cut(verdict.cut)}</p> : null}
          <p class="hint">
            {words.head}: <code class="long">{verdict.head}</code>
          </p>
        </section>
      )}
      <ConsoleForm path="/nhat-ky/kiem-tra" formToken={page.formToken}>
        <button type="submit" class="choice">
          {words.verify}
        </button>
      </ConsoleForm>
      <Filters filter={filter} />
      {rows.length === 0 ? <p class="card">{words.none}</p> : <Entries rows={rows} />}
      <p class="row">
        {olderThan === undefined ? null : (
          <a
            class="button"
            href={`${consolePath}/nhat-ky?${new URLSearchParams([...wanted, ['truoc', String(olderThan)]]).toString()}`}
          >
            {words.older}
          </a>
        )}
        <a class="button choice" href={`${consolePath}/nhat-ky.csv?${wanted.toString()}`}>
          {words.csv}
        </a>
        <a class="button choice" href={`${consolePath}/nhat-ky.jsonl`}>
          {words.whole}
        </a>
      </p>
    </ConsolePage>
  );
}

function Filters({ filter }: { filter: LogFilter }) {
  return (
    <form method="get" action={`${consolePath}/nhat-ky`} class="card" aria-label={words.filter}>
      <div class="row">
        <FormField name="so" label={words.number} value={filter.number} required={false} inputmode="numeric" maxlength={9} />
        <FormField name="ai" label={words.who} value={filter.who} required={false} maxlength={32} />
        <div class="field">
          <label for="viec">{words.action}</label>
          <select id="viec" name="viec">
            {[['', words.any] as const, ...logActions].map(([value, title]) => (
              <option value={value} selected={value === filter.action}>
                {title}
              </option>
            ))}
          </select>
        </div>
      </div>
      <button type="submit">{words.apply}</button>
    </form>
  );
}

function Entries({ rows }: { rows: readonly LogRow[] }) {
  return (
    <section class="wide" tabindex={0} aria-label={words.title}>
      <table>
        <TableHead columns={words.columns} />
        <tbody>
          {rows.map(({ entry, about }) => (
            <tr>
              <td>{entry.number}</td>
              <td>{vietnamTime(entry.at)}</td>
              <td>{entry.who === 'cutri' ? words.service : entry.who}</td>
              <td>{words.actionName(entry.action)}</td>
              <td>{entry.outcome === 'done' ? words.done : words.refusedBecause(entry.outcome)}</td>
              <td>
                {about === undefined ? (
                  entry.subject
                ) : (
                  <a href={`${consolePath}/thong-bao/${about}`}>{words.announcement(about)}</a>
                )}
              </td>
              <td>{entry.from}</td>
              <td>{entry.detail ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
