import type { AuditLog } from '../../announcements/people/audit.ts';
import type { Role } from '../../announcements/people/officials.ts';
import {
  createStartingTexts,
  type StartingText,
  type StartingTextRecord,
  type StartingTexts,
  startingTextMark,
  type TextRefusal,
} from '../../announcements/starting-texts/keeping.ts';
import type { Records } from '../../messaging/records.ts';
import { pageOf } from '../paging.ts';
import type { ConsoleRoute, OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { consolePath, NoticePage } from '../views/layout.tsx';
import { consoleWords } from '../views/words.ts';
import { TextPage, TextsPage } from './pages.tsx';
import { originalTexts, textRefusalText, startingTextWords as words } from './words.ts';

/** Whoever keeps the words that officials begin with. */
const keepers: readonly Role[] = ['editor', 'admin'];
const textsOnPage = 10;

/** What the console offers to begin with. */
export const openStartingTexts = (deps: {
  records: Records<StartingTextRecord>;
  audit: Pick<AuditLog, 'append'>;
  newId: () => string;
  now: () => Date;
}): StartingTexts => createStartingTexts({ ...deps, originals: originalTexts });

/** Changing the texts that announcements are begun with. */
export function createStartingTextRoutes({ texts, show }: { texts: StartingTexts; show: Show }): ConsoleRoute[] {
  type Run = (visit: OfficialVisit) => Promise<Response>;
  const list = '/mau-soan';
  const one = `${list}/:starter`;
  const get = (path: string, run: Run): ConsoleRoute => ({ method: 'GET', path, may: keepers, run });
  const post = (path: string, run: Run): ConsoleRoute => ({ method: 'POST', path, may: keepers, run });
  const after = ({ c }: OfficialVisit, step: string): Response => c.redirect(`${consolePath}${list}?da=${step}`, 303);

  async function listed({ c, official, formToken }: OfficialVisit, problem?: string): Promise<Response> {
    const shown = pageOf(await texts.list(), c.req.query('trang'), textsOnPage);
    const notice = problem === undefined ? words.done[c.req.query('da') ?? ''] : undefined;
    const props = { official, formToken, texts: shown, removed: await texts.removed(), notice, problem };
    return show(c, TextsPage, props, problem === undefined ? 200 : 409);
  }

  /** `seen`: the mark of what it was when it was opened; none of a new one. */
  function form(
    { c, official, formToken }: OfficialVisit,
    filled: Omit<StartingText, 'id'>,
    { id, seen, refusal }: { id?: string; seen?: string; refusal?: TextRefusal } = {},
  ): Promise<Response> {
    const problem = refusal && textRefusalText(refusal);
    return show(c, TextPage, { official, formToken, filled, id, seen, refusal, problem }, problem === undefined ? 200 : 422);
  }

  const filledIn = ({ form: given }: OfficialVisit): Omit<StartingText, 'id'> => ({
    name: given.get('name') ?? '',
    text: (given.get('text') ?? '').replaceAll('\r\n', '\n'),
  });
  const idOf = ({ c }: OfficialVisit): string => c.req.param('starter') ?? '';
  const unknown = ({ c, official, formToken }: OfficialVisit) =>
    show(c, NoticePage, { title: consoleWords.name, text: textRefusalText('unknown'), official, formToken }, 404);

  return [
    get(list, (visit) => listed(visit)),
    get(`${list}/moi`, (visit) => form(visit, { name: '', text: '' })),
    post(`${list}/moi`, async (visit) => {
      const refusal = await texts.add(visit.official, filledIn(visit));
      return refusal ? form(visit, filledIn(visit), { refusal }) : after(visit, 'them');
    }),
    get(one, async (visit) => {
      const found = (await texts.list()).find(({ id }) => id === idOf(visit));
      return found ? form(visit, found, { id: found.id, seen: startingTextMark(found) }) : unknown(visit);
    }),
    post(one, async (visit) => {
      const [id, seen] = [idOf(visit), visit.form.get('seen') ?? ''];
      const refusal = await texts.change(visit.official, { id, ...filledIn(visit) }, seen);
      if (refusal === 'unknown') return unknown(visit);
      return refusal ? form(visit, filledIn(visit), { id, seen, refusal }) : after(visit, 'sua');
    }),
    post(`${one}/bo`, async (visit) => {
      const refusal = await texts.remove(visit.official, idOf(visit), visit.form.get('seen') ?? '');
      return refusal ? listed(visit, textRefusalText(refusal)) : after(visit, 'bo');
    }),
    post(`${one}/goc`, async (visit) => {
      const refusal = await texts.restore(visit.official, idOf(visit));
      return refusal ? listed(visit, textRefusalText(refusal)) : after(visit, 'goc');
    }),
  ];
}
