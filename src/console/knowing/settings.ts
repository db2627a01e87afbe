import type { PackVersion, Proposal } from '../../conversations/proposals/proposal.ts';
import type { ProposalRefusal, Proposing } from '../../conversations/proposals/proposing.ts';
import type { ContactWritten, MilestoneWritten, PackDesk, PackEdit, ProvinceWritten } from '../../elections/pack/edit.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { contactKeys, milestoneIn, provinceIn } from '../../elections/pack/written-settings.ts';
import type { FieldProblems } from '../fields.tsx';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import type { ChannelFace } from '../views/channel-face.ts';
import { consolePath, NoticePage } from '../views/layout.tsx';
import { consoleWords } from '../views/words.ts';
import { packProblemText } from '../views/words-problems.ts';
import { proposalProblem } from './proposals.ts';
import { MilestonePage, MilestonesPage, ProvincePage, type SettingsFormProps } from './settings-page.tsx';
import { TrialAnswers } from './trial-answers.tsx';
import { type TryOut, tryEdit } from './trying.ts';
import { settingsWords as words } from './words-settings.ts';

export interface SettingsDeps {
  desk: Pick<PackDesk, 'milestone' | 'province' | 'sources'>;
  pack: () => KnowledgePack;
  proposing: Proposing;
  tryOut: TryOut;
  channels: readonly ChannelFace[];
  show: Show;
}

type Run = (visit: OfficialVisit) => Promise<Response>;
type Shown = Pick<SettingsFormProps, 'is' | 'trial' | 'problem' | 'notice' | 'versions'> & { problems?: FieldProblems };

/** Of one entry, the latest. */
const mostVersions = 50;
/** So many sources or contacts one form may have. */
const mostRows = 20;
/** Fields of the forms that problems are shown at; of all others they stand at the head. */
const shownFields: ReadonlySet<string> = new Set([
  'name',
  'date',
  'sources',
  'short',
  'title',
  'subtitle',
  'contacts',
  'questions',
]);

const typedIn =
  ({ form }: OfficialVisit) =>
  (name: string): string =>
    (form.get(name) ?? '').replace(/\s+/gu, ' ').trim().slice(0, 600);

function milestoneOf(visit: OfficialVisit, id: string): MilestoneWritten {
  const typed = typedIn(visit);
  const sources = Array.from({ length: mostRows }, (_, at) => ({
    source: typed(`source-${at}`),
    article: typed(`article-${at}`),
  }))
    .filter(({ source }) => source !== '')
    .map(({ source, article }) => ({ source, ...(article === '' ? {} : { article }) }));
  return { id, name: typed('name'), date: typed('date'), sources };
}

/** Contacts keep their places: an empty one in the middle is one that was taken out. */
function provinceOf(visit: OfficialVisit): ProvinceWritten {
  const typed = typedIn(visit);
  const contacts = Array.from(
    { length: mostRows },
    (_, at) => Object.fromEntries(contactKeys.map((key) => [key, typed(`contact-${at}-${key}`)])) as unknown as ContactWritten,
  );
  const last = contacts.findLastIndex(({ name }) => name !== '');
  const questions = (visit.form.get('questions') ?? '').split(/\r\n?|\n/u).map((line) => line.trim());
  return {
    ...{ short: typed('short'), title: typed('title'), subtitle: typed('subtitle') },
    contacts: contacts.slice(0, last + 1),
    questions: questions.filter((line) => line !== ''),
  };
}

/** What is wrong at each field, and in one text at the head of the page. */
function problemsOf(refusal: ProposalRefusal): { problem: string; problems: FieldProblems } {
  const problems = new Map<string, string[]>();
  if (refusal.kind !== 'problems') return { problem: proposalProblem(refusal), problems };
  for (const problem of refusal.problems) {
    const named = /^"page\.(\w{1,20})"/u.exec(problem.message)?.[1] ?? problem.field;
    const field = named !== undefined && shownFields.has(named) ? named : '';
    problems.set(field, [...new Set([...(problems.get(field) ?? []), packProblemText(problem)])]);
  }
  return { problem: [words.wrongFields, ...[...problems.values()].flat()].join('\n'), problems };
}

/** Publications of one entry, and one of them whole. */
async function versionsOf(proposing: Proposing, isAbout: (edit: PackEdit) => boolean, asked: string | undefined) {
  const [versions, proposals] = await Promise.all([proposing.versions(), proposing.list()]);
  const ids = new Set(proposals.filter(({ edit }: Proposal) => isAbout(edit)).map(({ id }) => id));
  const about = versions.filter(({ proposal }) => ids.has(proposal));
  const found = about.find(({ id }) => id === asked);
  const whole: PackVersion | undefined = found && (await proposing.version(found.id));
  const listed = about
    .slice(0, mostVersions)
    .map(({ id, number, publishedBy, at }) => ({ id, number, by: publishedBy, day: at.slice(0, 10) }));
  return { listed, whole };
}

/** Forms of milestones and of what the province says of itself: proposed by one person, published by another. */
export function createSettings(
  deps: SettingsDeps,
): Record<'milestones' | 'openMilestone' | 'changeMilestone' | 'openProvince' | 'changeProvince', Run> {
  const { desk, pack, proposing, tryOut, channels, show } = deps;

  const gone = ({ c, official, formToken }: OfficialVisit): Promise<Response> =>
    show(c, NoticePage, { title: consoleWords.name, text: words.gone, official, formToken }, 404);

  type Status = 200 | 409 | 422;
  type Form = (shown: Shown, status: Status) => Promise<Response>;

  /** Looks at what the form says, or proposes it. */
  async function done(visit: OfficialVisit, edit: PackEdit, shown: Shown, form: Form): Promise<Response> {
    if (visit.form.get('do') === 'look') {
      const tried = await tryEdit(tryOut, edit, '');
      if (tried.kind !== 'tried') return form({ ...shown, ...problemsOf(tried) }, 422);
      return form({ ...shown, trial: TrialAnswers({ lines: tried.lines, channels }) }, 200);
    }
    const outcome = await proposing.propose(visit.official, edit);
    if (outcome.kind === 'proposed') return visit.c.redirect(`${consolePath}/de-xuat/${outcome.proposal.id}?da=luu`, 303);
    return form({ ...shown, ...problemsOf(outcome) }, outcome.kind === 'conflict' && outcome.why !== 'there-already' ? 409 : 422);
  }

  const milestoneForm =
    ({ c, official, formToken }: OfficialVisit, milestone: MilestoneWritten): Form =>
    async (shown, status) =>
      show(
        c,
        MilestonePage,
        { official, formToken, milestone, sources: await desk.sources(), ...shown, problems: shown.problems ?? new Map() },
        status,
      );
  const provinceForm =
    ({ c, official, formToken }: OfficialVisit, province: ProvinceWritten): Form =>
    (shown, status) =>
      show(c, ProvincePage, { official, formToken, province, ...shown, problems: shown.problems ?? new Map() }, status);

  const ofMilestone = (visit: OfficialVisit, id: string) =>
    versionsOf(proposing, (edit) => edit.kind === 'milestone' && edit.milestone.id === id, visit.c.req.query('ban'));
  const ofProvince = (visit: OfficialVisit) =>
    versionsOf(proposing, (edit) => edit.kind === 'province', visit.c.req.query('ban'));
  const noticeOf = (whole: PackVersion | undefined) => (whole ? { notice: words.fromVersion(whole.number) } : {});

  return {
    milestones({ c, official, formToken }) {
      const milestones = pack().milestones.toSorted((a, b) => (a.date < b.date ? -1 : 1));
      return show(c, MilestonesPage, { official, formToken, milestones });
    },
    async openMilestone(visit) {
      const id = visit.c.req.param('milestone') ?? '';
      const there = await desk.milestone(id);
      if (!there) return gone(visit);
      const { listed, whole } = await ofMilestone(visit, id);
      const before = whole && milestoneIn(whole.after, id);
      return milestoneForm(visit, before ?? there.milestone)({ is: there.is, versions: listed, ...noticeOf(whole) }, 200);
    },
    async changeMilestone(visit) {
      const id = visit.c.req.param('milestone') ?? '';
      if (!(await desk.milestone(id))) return gone(visit);
      const [is, milestone] = [visit.form.get('is') ?? '', milestoneOf(visit, id)];
      const shown = { is, versions: (await ofMilestone(visit, id)).listed };
      return done(visit, { kind: 'milestone', milestone, is }, shown, milestoneForm(visit, milestone));
    },
    async openProvince(visit) {
      const there = await desk.province();
      if (!there) return gone(visit);
      const { listed, whole } = await ofProvince(visit);
      const province = whole ? provinceIn(whole.after) : there.province;
      return provinceForm(visit, province)({ is: there.is, versions: listed, ...noticeOf(whole) }, 200);
    },
    async changeProvince(visit) {
      const [is, province] = [visit.form.get('is') ?? '', provinceOf(visit)];
      const shown = { is, versions: (await ofProvince(visit)).listed };
      return done(visit, { kind: 'province', province, is }, shown, provinceForm(visit, province));
    },
  };
}
