import { type Announcement, type AnnouncementQuery, states } from '../../announcements/announcement.ts';
import { behalvesFor } from '../../announcements/people/delegation.ts';
import type { Officials } from '../../announcements/people/officials.ts';
import { type Progress, progressCsvCounts } from '../../announcements/progress.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import { audienceName, kindName, refusalText, stateName, vietnamTime } from '../../announcements/words.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';
import type { Unanswered } from '../../conversations/unanswered/question-group.ts';
import type { PackStanding } from '../../elections/pack/standing.ts';
import { vietnamDate, vietnamOffsetMs } from '../../elections/tense.ts';
import type { ChannelStatus } from '../../messaging/channel-status.ts';
import { csvHeaders, csvOf } from '../csv.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { HomePage, ListPage } from '../views/listing.tsx';
import { csvHead } from '../views/words-listing.ts';
import { createOpenQuestions } from './open-questions.ts';
import { workList } from './work-list.ts';

type Run = (visit: OfficialVisit) => Promise<Response>;

/** Lists of announcements. Never all of them are read for one page. */
export type Listing = Record<'home' | 'list' | 'csv', Run>;

export interface ListingDeps {
  publishing: Pick<Publishing, 'page' | 'progressOfAll'>;
  communes: Pick<CommuneNames, 'title'>;
  health: () => readonly ChannelStatus[];
  standing: () => PackStanding;
  unanswered: Pick<Unanswered, 'groups'>;
  officials: Pick<Officials, 'list'>;
  now: () => Date;
  show: Show;
}

const pageSize = 50;
const mostCsvRows = 500;
/** Of what is unfinished; more than anybody has at once. */
const mostOpen = 300;
const recent = 10;
const unfinished = ['draft', 'submitted', 'approved', 'scheduled', 'sending', 'paused', 'missed'] as const;
const over = ['finished', 'stopped', 'expired'] as const;
const audiences = ['everyone', 'topics', 'communes', 'communes-and-topics', 'officials', 'reached'] as const;

/** What the list is narrowed to, as it stands in the address; what makes no sense is left out. */
export interface ListFilter {
  state: string;
  audience: string;
  author: string;
  month: string;
}

export function filterOf(query: (name: string) => string | undefined): ListFilter {
  const [state = '', audience = '', author = '', month = ''] = ['trang-thai', 'nguoi-nhan', 'nguoi-soan', 'thang'].map(query);
  return {
    state: states.some((one) => one === state) ? state : '',
    audience: audiences.some((one) => one === audience) ? audience : '',
    author: /^[a-z0-9-]{1,32}$/u.test(author) ? author : '',
    month: /^\d{4}-(?:0[1-9]|1[0-2])$/u.test(month) ? month : '',
  };
}

/** The first moment of a month in Vietnam. `ahead`: so many months later. */
function monthStart(month: string, ahead: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + ahead, 1) - vietnamOffsetMs).toISOString();
}

export function queryOf({ state, audience, author, month }: ListFilter): Omit<AnnouncementQuery, 'limit'> {
  return {
    ...(state === '' ? {} : { states: states.filter((one) => one === state) }),
    ...(audience === '' ? {} : { audience: audiences.find((one) => one === audience)! }),
    ...(author === '' ? {} : { author }),
    ...(month === '' ? {} : { from: monthStart(month, 0), until: monthStart(month, 1) }),
  };
}

export function createListing({
  publishing,
  communes,
  health,
  standing,
  unanswered,
  officials,
  now,
  show,
}: ListingDeps): Listing {
  const open = createOpenQuestions(unanswered, now);
  const found = async ({ actor }: OfficialVisit, query: AnnouncementQuery): Promise<Announcement[]> => {
    const outcome = await publishing.page(actor, query);
    return outcome.kind === 'done' ? outcome.value : [];
  };

  function csvRow(announcement: Announcement, counts: Progress | undefined): (string | number)[] {
    const { number, kind, state, author, createdAt, content } = announcement;
    return [
      number,
      kindName(kind),
      stateName(state),
      audienceName(content.audience, communes.title),
      vietnamTime(createdAt),
      author,
      content.text.trim().split('\n')[0] ?? '',
      ...(counts ? progressCsvCounts(counts) : []),
    ];
  }

  return {
    async home(visit) {
      const { c, official, formToken, actor } = visit;
      const held = await publishing.page(actor, { states: unfinished, limit: mostOpen });
      const all = held.kind === 'done' ? [...held.value, ...(await found(visit, { states: over, limit: recent }))] : [];
      const problem = held.kind === 'refused' ? refusalText(held.refusal) : undefined;
      const everybody = await officials.list();
      const nowIso = now().toISOString();
      const heaps = workList(official, all.reverse(), (one) => behalvesFor(official, one, everybody, nowIso).length > 0);
      const state = { health: health(), standing: standing(), open: await open(), today: vietnamDate(now()) };
      return show(c, HomePage, { formToken, official, heaps, any: all.length > 0, ...state, problem });
    },
    async list(visit) {
      const { c, official, formToken } = visit;
      const filter = filterOf((name) => c.req.query(name));
      const typed = Number(c.req.query('truoc') ?? Number.NaN);
      const before = Number.isSafeInteger(typed) && typed > 0 ? { before: Math.min(typed, 2_000_000_000) } : {};
      const rest = await found(visit, { ...queryOf(filter), ...before, limit: pageSize + 1 });
      const shown = rest.slice(0, pageSize);
      const olderThan = rest.length > pageSize ? shown.at(-1)?.number : undefined;
      return show(c, ListPage, { formToken, official, shown, filter, olderThan });
    },
    async csv(visit) {
      const { c } = visit;
      const all = await found(visit, { ...queryOf(filterOf((name) => c.req.query(name))), limit: mostCsvRows });
      const begun = await publishing.progressOfAll(
        visit.actor,
        all.filter(({ startedAt }) => startedAt !== undefined),
      );
      const counts = new Map(begun.kind === 'done' ? begun.value.map((one) => [one.announcement.id, one]) : []);
      const rows = all.map((announcement) => csvRow(announcement, counts.get(announcement.id)));
      return c.body(csvOf([csvHead, ...rows]), 200, csvHeaders('thong-bao.csv'));
    },
  };
}
