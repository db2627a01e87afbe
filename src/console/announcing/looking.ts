import type { Announcement } from '../../announcements/announcement.ts';
import { offersOf } from '../../announcements/offers.ts';
import { isSamePerson } from '../../announcements/people/officials.ts';
import type { Preview, Publishing } from '../../announcements/publishing.ts';
import { refusalText } from '../../announcements/words.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';
import { wordChanges } from '../../conversations/text-difference.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { AnnouncementPage, ApprovePage, HomePage, ListPage } from '../views/announcing.tsx';
import { NoticePage } from '../views/layout.tsx';
import { WatchingPage } from '../views/watching.tsx';
import { failureText, consoleWords as words } from '../views/words.ts';
import { doneText } from '../views/words-announcing.ts';
import { workList } from './work-list.ts';

/** Pages that show and change nothing. `problem`: why what was asked for was not done. */
export interface Looking {
  home(visit: OfficialVisit): Promise<Response>;
  list(visit: OfficialVisit): Promise<Response>;
  announcement(visit: OfficialVisit, problem?: string): Promise<Response>;
  approve(visit: OfficialVisit, problem?: string): Promise<Response>;
  watch(visit: OfficialVisit, problem?: string): Promise<Response>;
  /** The announcement of the address, or the page that says why there is none. */
  found(visit: OfficialVisit): Promise<Announcement | Response>;
}

const pageSize = 50;

export function createLooking(deps: {
  publishing: Pick<Publishing, 'find' | 'list' | 'preview' | 'progress'>;
  communes: Pick<CommuneNames, 'title'>;
  show: Show;
}): Looking {
  const { publishing, communes, show } = deps;

  const { notFound, refusedPage } = createNotices(show);
  const statusOf = (problem: string | undefined) => (problem === undefined ? 200 : 409);

  async function found(visit: OfficialVisit): Promise<Announcement | Response> {
    const typed = visit.c.req.param('number') ?? '';
    if (!/^[1-9]\d{0,8}$/u.test(typed)) return notFound(visit);
    const outcome = await publishing.find(visit.actor, Number(typed));
    if (outcome.kind === 'done') return outcome.value;
    return outcome.refusal.code === 'unknown-announcement' ? notFound(visit) : refusedPage(visit, refusalText(outcome.refusal));
  }

  async function previewed(visit: OfficialVisit): Promise<Preview | Response> {
    const announcement = await found(visit);
    if (announcement instanceof Response) return announcement;
    const outcome = await publishing.preview(visit.actor, announcement.id);
    return outcome.kind === 'done' ? outcome.value : refusedPage(visit, refusalText(outcome.refusal));
  }

  return {
    found,
    async home({ c, official, formToken, actor }) {
      const all = await publishing.list(actor);
      const held = all.kind === 'done' ? all.value : [];
      const problem = all.kind === 'refused' ? refusalText(all.refusal) : undefined;
      return show(c, HomePage, { formToken, official, heaps: workList(official, held), any: held.length > 0, problem });
    },
    async list({ c, official, formToken, actor }) {
      const outcome = await publishing.list(actor);
      const all = outcome.kind === 'done' ? outcome.value.toReversed() : [];
      const before = Number(c.req.query('truoc') ?? Number.NaN);
      const rest = Number.isSafeInteger(before) ? all.filter(({ number }) => number < before) : all;
      const shown = rest.slice(0, pageSize);
      const olderThan = rest.length > pageSize ? shown.at(-1)?.number : undefined;
      return show(c, ListPage, { formToken, official, shown, total: all.length, olderThan });
    },
    async announcement(visit, problem) {
      const preview = await previewed(visit);
      if (preview instanceof Response) return preview;
      const { announcement } = preview;
      const props = {
        ...shownWith(visit, preview, communes, problem),
        offers: offersOf(visit.official, announcement),
        asksCode: announcement.content.audience?.kind === 'everyone',
        isOwn: isSamePerson(visit.official.person, announcement.writers),
      };
      return show(visit.c, AnnouncementPage, props, statusOf(problem));
    },
    async approve(visit, problem) {
      const preview = await previewed(visit);
      if (preview instanceof Response) return preview;
      return show(visit.c, ApprovePage, shownWith(visit, preview, communes, problem), statusOf(problem));
    },
    async watch(visit, problem) {
      const announcement = await found(visit);
      if (announcement instanceof Response) return announcement;
      const outcome = await publishing.progress(visit.actor, announcement.id);
      if (outcome.kind === 'refused') return refusedPage(visit, refusalText(outcome.refusal));
      const { c, official, formToken } = visit;
      const offers = offersOf(official, outcome.value.announcement);
      const notice = problem === undefined ? doneText(c.req.query('da')) : undefined;
      return show(c, WatchingPage, { formToken, official, progress: outcome.value, offers, problem, notice }, statusOf(problem));
    },
  };
}

/** What every page with a preview is given. */
function shownWith(visit: OfficialVisit, preview: Preview, communes: Pick<CommuneNames, 'title'>, problem: string | undefined) {
  const { reviewed, content } = preview.announcement;
  return {
    formToken: visit.formToken,
    official: visit.official,
    preview,
    communeName: communes.title,
    changes: reviewed && wordChanges(reviewed.text, content.text),
    problem,
    notice: problem === undefined ? doneText(visit.c.req.query('da')) : undefined,
  };
}

/** Pages in place of what was asked for. */
function createNotices(show: Show) {
  const page = ({ c, official, formToken }: OfficialVisit, text: string, status: 403 | 404) =>
    show(c, NoticePage, { title: words.name, text, official, formToken }, status);
  return {
    notFound: (visit: OfficialVisit) => page(visit, failureText('not-found'), 404),
    refusedPage: (visit: OfficialVisit, text: string) => page(visit, text, 403),
  };
}
