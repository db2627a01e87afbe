import { type Role, roles } from '../../announcements/people/officials.ts';
import type { ConsoleRoute, OfficialVisit } from '../route.ts';
import { createFactWriting, type FactWritingDeps } from './fact-writing.ts';
import { createFacts } from './facts.ts';
import { keptProposals } from './kept-proposals.ts';
import { createNews, type NewsDeps } from './news.ts';
import { createProposals } from './proposals.ts';
import { createQuestions, type QuestionsDeps } from './questions.ts';
import { createSettings, type SettingsDeps } from './settings.ts';
import { createStations, type StationsDeps } from './stations.ts';

export interface KnowingRoutesDeps extends QuestionsDeps, FactWritingDeps, NewsDeps, SettingsDeps, StationsDeps {
  desk: FactWritingDeps['desk'] & SettingsDeps['desk'];
}

const editors: readonly Role[] = ['editor'];
/** A commune officer only for what is of their commune: `isWithinBounds`. */
const withCommunes: readonly Role[] = ['editor', 'commune'];

/** What voters ask in vain, and changes of the pack. */
export function createKnowingRoutes(given: KnowingRoutesDeps): ConsoleRoute[] {
  const deps = { ...given, proposing: keptProposals(given.proposing, given.now) };
  const questions = createQuestions(deps);
  const facts = createFacts(deps);
  const proposals = createProposals(deps);
  const writing = createFactWriting(deps);
  const news = createNews(deps);
  const stations = createStations(deps);
  const settings = createSettings(deps);
  type Run = (visit: OfficialVisit) => Promise<Response>;
  const get = (path: string, may: readonly Role[], run: Run): ConsoleRoute => ({ method: 'GET', path, may, run });
  const post = (path: string, run: Run, may = editors): ConsoleRoute => ({ method: 'POST', path, may, run });
  const upload = (path: string, run: Run, may = editors): ConsoleRoute => ({ ...post(path, run, may), uploads: true });
  const one = '/cau-hoi/:group';
  return [
    get('/cau-hoi', editors, questions.list),
    get(one, editors, questions.look),
    post(`${one}/cach-hoi`, questions.wording),
    post(`${one}/khong-tra-loi`, questions.notOurs),
    post(`${one}/nhan-viec`, questions.assign),
    post(`${one}/xong`, questions.done),
    get('/su-kien', editors, facts.list),
    get('/su-kien/moi', editors, writing.begin),
    post('/su-kien/moi', writing.write),
    get('/su-kien/:fact', editors, (visit) => facts.look(visit)),
    post('/su-kien/:fact/cach-hoi', facts.wording),
    get('/su-kien/:fact/sua', editors, writing.open),
    post('/su-kien/:fact/sua', writing.change),
    get('/tin', editors, news.list),
    upload('/tin', news.read),
    upload('/tin/bai', news.article),
    get('/moc', editors, settings.milestones),
    get('/moc/:milestone', editors, settings.openMilestone),
    upload('/moc/:milestone', settings.changeMilestone),
    get('/tinh', editors, settings.openProvince),
    upload('/tinh', settings.changeProvince),
    get('/noi-bo-phieu', withCommunes, stations.list),
    get('/noi-bo-phieu/mau.csv', withCommunes, stations.template),
    upload('/noi-bo-phieu', stations.read, withCommunes),
    upload('/noi-bo-phieu/danh-sach', stations.step, withCommunes),
    get('/de-xuat', roles, proposals.list),
    get('/de-xuat/:proposal', roles, proposals.look),
    post('/de-xuat/:proposal/dang', proposals.publish),
    post('/de-xuat/:proposal/bo', proposals.drop, withCommunes),
    post('/de-xuat/:proposal/xem-thu', proposals.tryOut, withCommunes),
    post('/phien-ban/:version/ve-truoc', proposals.goBack),
  ];
}
