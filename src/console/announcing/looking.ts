import type { Announcement } from '../../announcements/announcement.ts';
import { offersOf } from '../../announcements/offers.ts';
import { isSamePerson } from '../../announcements/people/officials.ts';
import type { Preview, Publishing } from '../../announcements/publishing.ts';
import { takesCode } from '../../announcements/running.ts';
import { refusalText } from '../../announcements/words.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';
import type { Notes } from '../notes.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { AnnouncementPage, ApprovePage } from '../views/announcing.tsx';
import type { ChannelFace } from '../views/channel-face.ts';
import { NoticePage } from '../views/layout.tsx';
import { failureText, consoleWords as words } from '../views/words.ts';
import { doneText } from '../views/words-announcing.ts';
import { changesSinceLooked, contentChanges } from './content-changes.ts';
import { type Beginning, expectedEnd } from './expected-end.ts';

/** Pages that show one announcement and change nothing. `problem`: why what was asked for was not done. */
export interface Looking {
  announcement(visit: OfficialVisit, problem?: string): Promise<Response>;
  approve(visit: OfficialVisit, problem?: string): Promise<Response>;
  /** The announcement of the address, or the page that says why there is none. */
  found(visit: OfficialVisit): Promise<Announcement | Response>;
  /** A page in place of what was asked for. */
  refused(visit: OfficialVisit, text: string): Promise<Response>;
}

export interface LookingDeps {
  publishing: Pick<Publishing, 'find' | 'preview'>;
  communes: Pick<CommuneNames, 'title'>;
  channels: readonly ChannelFace[];
  beginning: Beginning;
  notes: Notes;
  now: () => Date;
  show: Show;
}

export const statusOf = (problem: string | undefined): 200 | 409 => (problem === undefined ? 200 : 409);

export function createLooking(deps: LookingDeps): Looking {
  const { publishing, communes, channels, beginning, notes, now, show } = deps;

  const page = ({ c, official, formToken }: OfficialVisit, text: string, status: 403 | 404) =>
    show(c, NoticePage, { title: words.name, text, official, formToken }, status);
  const notFound = (visit: OfficialVisit) => page(visit, failureText('not-found'), 404);
  const refused = (visit: OfficialVisit, text: string) => page(visit, text, 403);

  async function found(visit: OfficialVisit): Promise<Announcement | Response> {
    const typed = visit.c.req.param('number') ?? '';
    if (!/^[1-9]\d{0,8}$/u.test(typed)) return notFound(visit);
    const outcome = await publishing.find(visit.actor, Number(typed));
    if (outcome.kind === 'done') return outcome.value;
    return outcome.refusal.code === 'unknown-announcement' ? notFound(visit) : refused(visit, refusalText(outcome.refusal));
  }

  async function previewed(visit: OfficialVisit): Promise<Preview | Response> {
    const announcement = await found(visit);
    if (announcement instanceof Response) return announcement;
    const outcome = await publishing.preview(visit.actor, announcement.id);
    return outcome.kind === 'done' ? outcome.value : refused(visit, refusalText(outcome.refusal));
  }

  /** What every page with a preview is given. */
  function shownWith(visit: OfficialVisit, preview: Preview, problem: string | undefined) {
    const { reviewed, content } = preview.announcement;
    return {
      formToken: visit.formToken,
      official: visit.official,
      preview,
      channels,
      communeName: communes.title,
      changes: reviewed && contentChanges(reviewed, content, communes.title),
      endsAt: expectedEnd(preview, channels, beginning, now()),
      problem,
      notice: problem === undefined ? doneText(visit.c.req.query('da')) : undefined,
    };
  }

  return {
    found,
    refused,
    async announcement(visit, problem) {
      const preview = await previewed(visit);
      if (preview instanceof Response) return preview;
      const { announcement } = preview;
      const { official } = visit;
      const props = {
        ...shownWith(visit, preview, problem),
        offers: offersOf(official, announcement, preview.behalves.length > 0),
        asksCode: takesCode(announcement),
        isOwn: isSamePerson(official.person, announcement.writers),
        hasChat: official.chat !== undefined,
      };
      return show(visit.c, AnnouncementPage, props, statusOf(problem));
    },
    async approve(visit, problem) {
      const preview = await previewed(visit);
      if (preview instanceof Response) return preview;
      const { official } = visit;
      const mine = await changesSinceLooked(notes, official.id, preview.announcement, { communeName: communes.title, now });
      const props = shownWith(visit, preview, problem);
      return show(visit.c, ApprovePage, { ...props, changes: mine ?? props.changes ?? ('first' as const) }, statusOf(problem));
    },
  };
}
