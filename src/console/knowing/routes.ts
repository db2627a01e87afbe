import { type Role, roles } from '../../announcements/people/officials.ts';
import type { ConsoleRoute, OfficialVisit } from '../route.ts';
import { createFacts } from './facts.ts';
import { createProposals } from './proposals.ts';
import { createQuestions, type QuestionsDeps } from './questions.ts';

export type KnowingRoutesDeps = QuestionsDeps;

const editors: readonly Role[] = ['editor'];

/** What voters ask in vain, and changes of the pack. */
export function createKnowingRoutes(deps: KnowingRoutesDeps): ConsoleRoute[] {
  const questions = createQuestions(deps);
  const facts = createFacts(deps);
  const proposals = createProposals(deps);
  type Run = (visit: OfficialVisit) => Promise<Response>;
  const get = (path: string, may: readonly Role[], run: Run): ConsoleRoute => ({ method: 'GET', path, may, run });
  const post = (path: string, run: Run): ConsoleRoute => ({ method: 'POST', path, may: editors, run });
  const one = '/cau-hoi/:group';
  return [
    get('/cau-hoi', editors, questions.list),
    get(one, editors, questions.look),
    post(`${one}/cach-hoi`, questions.wording),
    post(`${one}/khong-tra-loi`, questions.notOurs),
    post(`${one}/nhan-viec`, questions.assign),
    post(`${one}/xong`, questions.done),
    get('/su-kien', editors, facts.list),
    get('/su-kien/moi', editors, proposals.newFact),
    post('/su-kien/moi', proposals.proposeFact),
    get('/su-kien/:fact', editors, (visit) => facts.look(visit)),
    post('/su-kien/:fact/cach-hoi', facts.wording),
    get('/de-xuat', roles, proposals.list),
    get('/de-xuat/:proposal', roles, proposals.look),
    post('/de-xuat/:proposal/dang', proposals.publish),
    post('/de-xuat/:proposal/bo', proposals.drop),
    post('/phien-ban/:version/ve-truoc', proposals.goBack),
  ];
}
