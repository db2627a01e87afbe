import type { UseCode } from '../../announcements/factor.ts';
import { type Role, roles } from '../../announcements/people/officials.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';
import type { ConsoleRoute, OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { createDeciding } from './deciding.ts';
import { createLooking } from './looking.ts';
import { createWriting } from './writing.ts';

export interface AnnouncingRoutesDeps {
  publishing: Publishing;
  /** For what `Publishing` asks no code of the console for. */
  useCode: UseCode;
  communes: CommuneNames;
  show: Show;
}

const writers: readonly Role[] = ['author'];
/** A drill may be approved by an author. */
const deciders: readonly Role[] = ['author', 'approver'];
const stoppers: readonly Role[] = ['author', 'approver', 'admin'];

/** Announcements from the first draft to the last recipient. */
export function createAnnouncingRoutes(deps: AnnouncingRoutesDeps): ConsoleRoute[] {
  const looking = createLooking(deps);
  const writing = createWriting({ ...deps, looking });
  const deciding = createDeciding({ ...deps, looking });
  const one = '/thong-bao/:number';
  const get = (path: string, may: readonly Role[], run: (visit: OfficialVisit) => Promise<Response>): ConsoleRoute => ({
    method: 'GET',
    path,
    may,
    run,
  });
  const post = (path: string, may: readonly Role[], run: (visit: OfficialVisit) => Promise<Response>): ConsoleRoute => ({
    method: 'POST',
    path,
    may,
    run,
  });
  return [
    get('/', roles, looking.home),
    get('/thong-bao', roles, looking.list),
    get('/soan', writers, writing.compose),
    post('/soan', writers, writing.draft),
    get(one, roles, (visit) => looking.announcement(visit)),
    get(`${one}/sua`, writers, writing.change),
    post(`${one}/sua`, writers, writing.save),
    post(`${one}/trinh`, writers, writing.submit),
    get(`${one}/duyet`, deciders, (visit) => looking.approve(visit)),
    post(`${one}/duyet`, deciders, deciding.approve),
    post(`${one}/tra-lai`, ['approver'], deciding.sendBack),
    post(`${one}/gui`, deciders, deciding.send),
    post(`${one}/hen-gio`, deciders, deciding.schedule),
    get(`${one}/theo-doi`, roles, (visit) => looking.watch(visit)),
    post(`${one}/tam-dung`, stoppers, deciding.pause),
    post(`${one}/gui-tiep`, deciders, deciding.resume),
    post(`${one}/dung`, stoppers, deciding.stop),
  ];
}
