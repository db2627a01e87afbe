import { type Role, roles } from '../../announcements/people/officials.ts';
import type { ConsoleRoute, OfficialVisit } from '../route.ts';
import { type AccountsDeps, createAccountPages } from './accounts.ts';
import { createDelegationPages, type DelegationPagesDeps } from './delegations.ts';
import { createLogPages, type LogDeps } from './log.ts';
import { createRecordPage, type RecordDeps } from './record.ts';

export type PeopleRoutesDeps = AccountsDeps & DelegationPagesDeps & LogDeps & RecordDeps;

const admins: readonly Role[] = ['admin'];
const readers: readonly Role[] = ['auditor', 'admin'];
/** Whoever has to do with announcements. */
const recordReaders: readonly Role[] = ['author', 'approver', 'auditor', 'admin'];

/** Accounts of officials, and the log of what they did. */
export function createPeopleRoutes(deps: PeopleRoutesDeps): ConsoleRoute[] {
  const accounts = createAccountPages(deps);
  const delegations = createDelegationPages(deps);
  const log = createLogPages(deps);
  const one = '/can-bo/:id';
  type Run = (visit: OfficialVisit) => Promise<Response>;
  const get = (path: string, may: readonly Role[], run: Run): ConsoleRoute => ({ method: 'GET', path, may, run });
  const post = (path: string, may: readonly Role[], run: Run): ConsoleRoute => ({ method: 'POST', path, may, run });
  return [
    get('/can-bo', admins, accounts.all),
    post('/can-bo', admins, accounts.add),
    get(one, admins, accounts.one),
    post(`${one}/vai-tro`, admins, accounts.assign),
    post(`${one}/khoa`, admins, accounts.disable),
    post(`${one}/mo`, admins, accounts.enable),
    post(`${one}/xac-thuc`, admins, accounts.enrol),
    post(`${one}/moi`, admins, accounts.invite),
    post(`${one}/lien-ket`, admins, accounts.link),
    get('/uy-quyen', roles, delegations.page),
    post('/uy-quyen', ['approver'], delegations.delegate),
    post('/uy-quyen/thu-hoi', roles, delegations.revoke),
    get('/nhat-ky', readers, log.page),
    post('/nhat-ky/kiem-tra', readers, log.check),
    get('/nhat-ky.csv', readers, log.csv),
    get('/nhat-ky.jsonl', readers, log.whole),
    get('/thong-bao/:number/bien-ban', recordReaders, createRecordPage(deps)),
  ];
}
