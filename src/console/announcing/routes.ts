import {
  communeBoundOf,
  type Official,
  type Officials,
  officeRoles,
  type Role,
  roles,
} from '../../announcements/people/officials.ts';
import type { Progress } from '../../announcements/progress.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import type { StartingTexts } from '../../announcements/starting-texts/keeping.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';
import type { Unanswered } from '../../conversations/unanswered/question-group.ts';
import type { PackStanding } from '../../elections/pack/standing.ts';
import type { ChannelStatus } from '../../messaging/channel-status.ts';
import type { ReadImage } from '../../messaging/image.ts';
import type { OutgoingMessage } from '../../messaging/message.ts';
import { sendPicture } from '../../web/http/picture.ts';
import type { Notes } from '../notes.ts';
import type { ConsoleRoute, OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import type { ChannelFace } from '../views/channel-face.ts';
import { consolePath } from '../views/layout.tsx';
import { createComposing } from './composing.ts';
import { createDeciding } from './deciding.ts';
import type { Beginning } from './expected-end.ts';
import { createFollowingUp } from './following.ts';
import { createListing } from './listing.ts';
import { createLiveFeed } from './live-feed.ts';
import { createLooking } from './looking.ts';
import { createWatching } from './watching.ts';
import { createWriting } from './writing.ts';

export interface AnnouncingRoutesDeps {
  publishing: Publishing;
  communes: CommuneNames;
  /** Those in use. */
  channels: readonly ChannelFace[];
  beginning: Beginning;
  health: () => readonly ChannelStatus[];
  /** How the knowledge pack stands. */
  standing: () => PackStanding;
  unanswered: Unanswered;
  officials: Pick<Officials, 'list'>;
  /** How far a sending has come, whoever looks: only asked for those who may. */
  progress(id: string): Promise<Progress | undefined>;
  /** To an official's own chat; whether it was taken. */
  trial(official: Official, message: OutgoingMessage): Promise<boolean>;
  /** Pictures of announcements, sent or not. */
  readImage: ReadImage;
  notes: Notes;
  /** What is offered to begin with. */
  texts: Pick<StartingTexts, 'list'>;
  show: Show;
  now: () => Date;
  schedule(afterMs: number, run: () => void): () => void;
  report(error: unknown, route: string): void;
  /** Every stream ends then. */
  closing: AbortSignal;
}

const writers: readonly Role[] = ['author'];
/** A drill may be approved by an author. */
const deciders: readonly Role[] = ['author', 'approver'];
const stoppers: readonly Role[] = ['author', 'approver', 'admin'];

/** Announcements from the first draft to the last recipient. */
export function createAnnouncingRoutes(deps: AnnouncingRoutesDeps): ConsoleRoute[] {
  const { progress, schedule, report } = deps;
  const looking = createLooking(deps);
  const listing = createListing(deps);
  const writing = createWriting({ ...deps, looking, composing: createComposing(deps) });
  const feed = createLiveFeed({ progress, schedule, report: (error) => report(error, 'live') });
  const watching = createWatching({ ...deps, feed, looking });
  const deciding = createDeciding({ ...deps, looking, watching });
  const following = createFollowingUp({ ...deps, looking });
  const one = '/thong-bao/:number';
  type Run = (visit: OfficialVisit) => Promise<Response>;
  const get = (path: string, may: readonly Role[], run: Run): ConsoleRoute => ({ method: 'GET', path, may, run });
  const post = (path: string, may: readonly Role[], run: Run): ConsoleRoute => ({ method: 'POST', path, may, run });
  return [
    // Who is bound to a commune has one page of work.
    get('/', roles, async (visit) =>
      communeBoundOf(visit.official) === undefined ? listing.home(visit) : visit.c.redirect(`${consolePath}/noi-bo-phieu`, 303),
    ),
    get('/thong-bao', officeRoles, listing.list),
    get('/thong-bao.csv', officeRoles, listing.csv),
    // Of a draft, too: nobody else is given these.
    get('/hinh/:name', officeRoles, ({ c }) => sendPicture(c, deps.readImage, 'private, max-age=600')),
    get('/soan', writers, writing.compose),
    { ...post('/soan', writers, writing.draft), uploads: true },
    get(one, officeRoles, (visit) => looking.announcement(visit)),
    get(`${one}/sua`, writers, writing.change),
    { ...post(`${one}/sua`, writers, writing.save), uploads: true },
    post(`${one}/trinh`, writers, writing.submit),
    post(`${one}/gui-thu`, deciders, deciding.trial),
    // Somebody of any role may approve in the name of who delegates to them.
    get(`${one}/duyet`, officeRoles, (visit) => looking.approve(visit)),
    post(`${one}/duyet`, officeRoles, deciding.approve),
    post(`${one}/tra-lai`, officeRoles, deciding.sendBack),
    post(`${one}/gui`, deciders, deciding.send),
    post(`${one}/hen-gio`, deciders, deciding.schedule),
    get(`${one}/theo-doi`, officeRoles, (visit) => watching.page(visit)),
    get(`${one}/truc-tiep`, officeRoles, watching.stream),
    get(`${one}/bang.csv`, officeRoles, watching.csv),
    post(`${one}/tam-dung`, stoppers, deciding.pause),
    post(`${one}/gui-tiep`, deciders, deciding.resume),
    post(`${one}/dung`, stoppers, deciding.stop),
    get(`${one}/dinh-chinh`, writers, following.page('correction')),
    { ...post(`${one}/dinh-chinh`, writers, following.draft('correction')), uploads: true },
    get(`${one}/thu-hoi`, writers, following.page('retraction')),
    { ...post(`${one}/thu-hoi`, writers, following.draft('retraction')), uploads: true },
  ];
}
