import { communeBoundOf, type Official } from '../../announcements/people/officials.ts';
import type { Proposing } from '../../conversations/proposals/proposing.ts';
import type { PackDesk, PackEdit } from '../../elections/pack/edit.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import type { CommuneStations, StationLists, StationProblem } from '../../elections/pack/station-import.ts';
import { placeTitle } from '../../elections/places.ts';
import { csvHeaders, csvOf } from '../csv.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import type { ChannelFace } from '../views/channel-face.ts';
import { consolePath } from '../views/layout.tsx';
import { stationQuestion } from '../views/words-knowing.ts';
import { importFaultText } from '../views/words-problems.ts';
import { type PackedList, packList, unpackList } from './packed-list.ts';
import { proposalProblem } from './proposals.ts';
import { StationListPage, type StationListProps, StationsPage } from './stations-page.tsx';
import { TrialAnswers } from './trial-answers.tsx';
import { type TryOut, tryEdit } from './trying.ts';
import { templateRows, stationWords as words } from './words-stations.ts';

export interface StationsDeps {
  stations: StationLists;
  desk: Pick<PackDesk, 'fact' | 'sources'>;
  pack: () => KnowledgePack;
  proposing: Proposing;
  tryOut: TryOut;
  channels: readonly ChannelFace[];
  show: Show;
}

type Run = (visit: OfficialVisit) => Promise<Response>;

/** What was said of a list. */
interface Said {
  list: PackedList;
  columns: string[];
  commune: string;
  source: string;
}

/** The one commune whose stations this account may change, and whether the pack still has it. */
interface Bounds {
  code: string;
  title: string | undefined;
}

function boundsOf(official: Official, { communes }: Pick<KnowledgePack, 'communes'>): Bounds | undefined {
  const code = communeBoundOf(official);
  if (code === undefined) return undefined;
  const commune = communes.find((one) => one.code === code);
  return { code, title: commune && placeTitle(commune) };
}

const givenIn =
  (form: URLSearchParams) =>
  (name: string): string =>
    (form.get(name) ?? '').trim().slice(0, 200);

const saidOf = (list: PackedList, given: (name: string) => string): Said => ({
  list,
  columns: list.headings.map((_, column) => given(`column-${column}`)),
  commune: given('commune'),
  source: given('source'),
});

/** Communes of which everything is right; none while it is open whose a wrong row is. */
function readyCommunes(communes: readonly CommuneStations[], problems: readonly StationProblem[]): CommuneStations[] {
  if (problems.some(({ commune }) => commune === undefined)) return [];
  return communes.filter(({ code }) => !problems.some(({ commune }) => commune === code));
}

const editOf = ({ code, title, rows }: CommuneStations): PackEdit => ({
  kind: 'stations',
  commune: code,
  title,
  rows: rows.map((row) => ({ ...row })),
});

/** Lists of polling stations: read, mapped, checked, looked at, and proposed a commune at a time. */
export function createStations(deps: StationsDeps): Record<'list' | 'template' | 'read' | 'step', Run> {
  const { stations, desk, pack, proposing, tryOut, channels, show } = deps;

  function list({ c, official, formToken }: Pick<OfficialVisit, 'c' | 'official' | 'formToken'>, problem?: string) {
    const { communes, pollingStations } = pack();
    const bounds = boundsOf(official, pack());
    const there = communes
      .filter(({ code }) => bounds === undefined || code === bounds.code)
      .map((commune) => ({
        title: placeTitle(commune),
        count: pollingStations.filter(({ communeCode }) => communeCode === commune.code).length,
      }))
      .filter(({ count }) => count > 0);
    return show(c, StationsPage, { official, formToken, there, bounds, problem }, problem === undefined ? 200 : 422);
  }

  const checked = ({ list: rows, columns, commune, source }: Said, bounds: Bounds | undefined) =>
    stations.check(rows, columns, {
      commune: bounds?.code ?? (commune === '' ? undefined : commune),
      source: source === '' ? undefined : source,
      only: bounds?.code,
    });

  /** The page of a list, checked; `shown`: what else there is to see. */
  async function page(
    { c, official, formToken }: OfficialVisit,
    said: Said,
    shown: Pick<StationListProps, 'trial' | 'problem' | 'hamlet'> = {},
    status: 200 | 409 | 422 = 200,
  ): Promise<Response> {
    const packed = packList(said.list);
    if (packed === undefined) return list({ c, official, formToken }, words.tooLong);
    const bounds = boundsOf(official, pack());
    const { communes, problems } = await checked(said, bounds);
    const props = {
      ...{ official, formToken, packed, headings: said.list.headings, columns: said.columns, problems },
      ...{ commune: said.commune, source: said.source, ready: readyCommunes(communes, problems), found: communes },
      example: said.list.rows.slice(0, 2).map(({ cells }) => cells),
      bounds,
      communes: pack().communes.map((one) => ({ code: one.code, title: placeTitle(one) })),
      sources: await desk.sources(),
    };
    return show(c, StationListPage, { ...props, ...shown }, status);
  }

  return {
    list: (visit) => list(visit),
    template: async ({ c }) => c.body(csvOf(templateRows), 200, csvHeaders('mau-noi-bo-phieu.csv')),
    async read(visit) {
      const file = visit.files.get('file');
      if (!file) return list(visit, words.noFile);
      const sheet = (visit.form.get('sheet') ?? '').trim().slice(0, 100);
      const read = await stations.read(file.bytes, sheet === '' ? undefined : sheet);
      if (read.kind === 'sheets') return list(visit, words.sheets(read.names.slice(0, 20)));
      if (read.kind === 'refused') return list(visit, importFaultText(read.why));
      return page(visit, { list: read.list, columns: read.list.guessed, commune: '', source: '' });
    },
    async step(visit) {
      const { form, official, c } = visit;
      const rows = unpackList(form.get('list') ?? '');
      if (!rows) return list(visit, words.damaged);
      const given = givenIn(form);
      const said = saidOf(rows, given);
      const [wish = '', code = ''] = given('do').split(':');
      if (wish !== 'look' && wish !== 'propose') return page(visit, said);
      const { communes, problems } = await checked(said, boundsOf(official, pack()));
      const [of = '', hamlet = ''] = given('hamlet').split('|');
      const chosen = readyCommunes(communes, problems).find((one) => one.code === (wish === 'look' ? of : code));
      if (!chosen) return page(visit, said, {}, 422);
      if (wish === 'look') {
        const tried = await tryEdit(tryOut, editOf(chosen), stationQuestion(hamlet, chosen.title));
        if (tried.kind !== 'tried') return page(visit, said, { problem: proposalProblem(tried) }, 422);
        return page(visit, said, { trial: TrialAnswers({ lines: tried.lines, channels }), hamlet: given('hamlet') });
      }
      const outcome = await proposing.propose(official, editOf(chosen));
      if (outcome.kind === 'proposed') return c.redirect(`${consolePath}/de-xuat/${outcome.proposal.id}?da=luu`, 303);
      return page(visit, said, { problem: proposalProblem(outcome) }, outcome.kind === 'conflict' ? 409 : 422);
    },
  };
}
