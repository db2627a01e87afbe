import type { Role } from '../../announcements/people/officials.ts';
import type { ConsoleRoute, OfficialVisit } from '../route.ts';
import { createEmergencySending } from './sending.ts';
import { createTemplatePages } from './templates.ts';

export type EmergencyRoutesDeps = Parameters<typeof createTemplatePages>[0] &
  Omit<Parameters<typeof createEmergencySending>[0], 'templates'>;

const writers: readonly Role[] = ['author'];
const senders: readonly Role[] = ['approver'];
/** Whoever has to do with announcements. */
const readers: readonly Role[] = ['author', 'approver', 'auditor', 'admin'];

/** Emergency templates, and sending from one. */
export function createEmergencyRoutes(deps: EmergencyRoutesDeps): ConsoleRoute[] {
  const templates = createTemplatePages(deps);
  const sending = createEmergencySending({ ...deps, templates });
  type Run = (visit: OfficialVisit) => Promise<Response>;
  const get = (path: string, may: readonly Role[], run: Run): ConsoleRoute => ({ method: 'GET', path, may, run });
  const post = (path: string, may: readonly Role[], run: Run): ConsoleRoute => ({ method: 'POST', path, may, run });
  return [
    get('/khan', readers, templates.list),
    get('/khan/moi', writers, templates.compose),
    post('/khan/moi', writers, templates.draft),
    get('/khan/:number/sua', writers, templates.change),
    post('/khan/:number/sua', writers, templates.save),
    get('/khan/:number', senders, sending.fill),
    post('/khan/:number', senders, sending.look),
    post('/khan/:number/gui', senders, sending.send),
  ];
}
