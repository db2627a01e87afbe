import type { AuditEntry, AuditLog, AuditQuery, AuditVerdict } from '../../announcements/people/audit.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import { vietnamTime } from '../../announcements/words.ts';
import { csvHeaders, csvOf } from '../csv.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { consolePath } from '../views/layout.tsx';
import { type LogFilter, LogPage, type LogRow } from './log-page.tsx';
import { logActions, logWords as words } from './words.ts';

type Run = (visit: OfficialVisit) => Promise<Response>;

export interface LogDeps {
  audit: Pick<AuditLog, 'latest' | 'entries'>;
  /** Checks the whole chain. */
  verify(): Promise<AuditVerdict>;
  /** Public number behind an id; `undefined` where it is no announcement's. */
  numberOf(id: string): Promise<number | undefined>;
  publishing: Pick<Publishing, 'find'>;
  now: () => Date;
  show: Show;
}

const pageSize = 100;
const mostRows = 20_000;
/** A check reads everything: pages share one that is this old at most. */
const verdictHoldsMs = 5 * 60_000;

/** The log of what officials did: shown, checked, taken away. */
export function createLogPages(deps: LogDeps): Record<'page' | 'check' | 'csv' | 'whole', Run> {
  const { audit, publishing, now, show } = deps;
  const numberOf = remembered(deps.numberOf);
  let last: { atMs: number; verdict: Promise<AuditVerdict> } | undefined;

  function verdict(afresh: boolean): { atMs: number; verdict: Promise<AuditVerdict> } {
    const nowMs = now().getTime();
    if (afresh || !last || nowMs - last.atMs >= verdictHoldsMs || nowMs < last.atMs) {
      last = { atMs: nowMs, verdict: deps.verify() };
      // One that failed says nothing: the next page asks again.
      last.verdict.catch(() => {
        last = undefined;
      });
    }
    return last;
  }

  const rowOf = async (entry: AuditEntry): Promise<LogRow> => ({ entry, about: await numberOf(entry.subject) });

  /** `undefined`: nothing can be meant. */
  async function queryOf(
    visit: OfficialVisit,
    { number, who, action }: LogFilter,
  ): Promise<Omit<AuditQuery, 'limit'> | undefined> {
    const found = number === '' ? undefined : await publishing.find(visit.actor, Number(number));
    if (found?.kind === 'refused') return undefined;
    return {
      ...(found ? { subject: found.value.id } : {}),
      ...(who === '' ? {} : { who }),
      ...(action === '' ? {} : { action }),
    };
  }

  async function entries(
    visit: OfficialVisit,
    filter: LogFilter,
    more: { before?: number; limit: number },
  ): Promise<AuditEntry[]> {
    const query = await queryOf(visit, filter);
    return query ? audit.latest({ ...query, ...more }) : [];
  }

  return {
    async page(visit) {
      const { c, official, formToken } = visit;
      const filter = logFilter((name) => c.req.query(name));
      const typed = Number(c.req.query('truoc') ?? Number.NaN);
      const before = Number.isSafeInteger(typed) && typed > 0 ? { before: Math.min(typed, 2_000_000_000) } : {};
      const found = await entries(visit, filter, { ...before, limit: pageSize + 1 });
      const rows = await Promise.all(found.slice(0, pageSize).map(rowOf));
      const olderThan = found.length > pageSize ? rows.at(-1)?.entry.number : undefined;
      const checked = verdict(false);
      const checkedAt = new Date(checked.atMs).toISOString();
      return show(c, LogPage, { official, formToken, rows, filter, olderThan, verdict: await checked.verdict, checkedAt });
    },
    async check({ c }) {
      await verdict(true).verdict;
      return c.redirect(`${consolePath}/nhat-ky`, 303);
    },
    async csv(visit) {
      const found = await entries(
        visit,
        logFilter((name) => visit.c.req.query(name)),
        { limit: mostRows },
      );
      const rows = (await Promise.all(found.map(rowOf))).map(csvRow);
      return visit.c.body(csvOf([words.columns, ...rows]), 200, csvHeaders('nhat-ky.csv'));
    },
    whole: async ({ c }) =>
      c.body(linesOf(audit.entries()), 200, {
        ...csvHeaders('nhat-ky.jsonl'),
        'content-type': 'application/x-ndjson; charset=utf-8',
      }),
  };
}

function csvRow({ entry, about }: LogRow): (string | number)[] {
  return [
    entry.number,
    vietnamTime(entry.at),
    entry.who,
    words.actionName(entry.action),
    entry.outcome === 'done' ? words.done : words.refusedBecause(entry.outcome),
    about === undefined ? entry.subject : words.announcement(about),
    entry.from,
    entry.detail ?? '',
  ];
}

/** One JSON object a line, as it is read. */
function linesOf(entries: AsyncIterable<AuditEntry>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const lines = entries[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
    },
  });
}

/** What the log is narrowed to, as it stands in the address; what makes no sense is left out. */
function logFilter(query: (name: string) => string | undefined): LogFilter {
  const [number = '', who = '', action = ''] = ['so', 'ai', 'viec'].map(query);
  return {
    number: /^[1-9]\d{0,8}$/u.test(number) ? number : '',
    who: /^[a-z0-9-]{1,32}$/u.test(who) ? who : '',
    action: logActions.some(([name]) => name === action) ? action : '',
  };
}

const mostRemembered = 5_000;

/** A number never changes, so it is asked for once. */
function remembered(numberOf: LogDeps['numberOf']): LogDeps['numberOf'] {
  const held = new Map<string, Promise<number | undefined>>();
  return (id) => {
    const known = held.get(id);
    if (known) return known;
    if (held.size >= mostRemembered) held.clear();
    const asked = numberOf(id);
    held.set(id, asked);
    asked.then(
      (number) => number === undefined && held.delete(id),
      () => held.delete(id),
    );
    return asked;
  };
}
