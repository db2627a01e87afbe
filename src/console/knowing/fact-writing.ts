import type { PackVersionLine } from '../../conversations/proposals/proposal.ts';
import type { Proposing } from '../../conversations/proposals/proposing.ts';
import { plainQuestion, shownGroup, type Unanswered } from '../../conversations/unanswered/question-group.ts';
import type { FactThere, PackDesk, PackEdit } from '../../elections/pack/edit.ts';
import { factIn, writtenFact } from '../../elections/pack/written-fact.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import type { ChannelFace } from '../views/channel-face.ts';
import { consolePath, NoticePage } from '../views/layout.tsx';
import { consoleWords } from '../views/words.ts';
import { factListWords, factFormWords as words } from '../views/words-knowing.ts';
import { packProblemText } from '../views/words-problems.ts';
import { type FactFields, factOf, fieldsOf, typedFields } from './fact-fields.ts';
import { FactFormPage, type FactFormProps } from './fact-page.tsx';
import { proposalProblem } from './proposals.ts';
import { TrialAnswers } from './trial-answers.tsx';
import { type TryOut, tryEdit } from './trying.ts';

export interface FactWritingDeps {
  desk: Pick<PackDesk, 'fact' | 'sources'>;
  proposing: Proposing;
  tryOut: TryOut;
  unanswered: Unanswered;
  channels: readonly ChannelFace[];
  show: Show;
}

/** Of one fact, the latest. */
const mostVersions = 50;

type Run = (visit: OfficialVisit) => Promise<Response>;
type Refusal = Parameters<typeof proposalProblem>[0];

/** Keys that the form has a place for. */
const shownFields: ReadonlySet<string> = new Set([
  ...['statement', 'value', 'subject', 'measure', 'values', 'area', 'level', 'year', 'validFrom', 'validTo', 'sources'],
  ...['quote', 'confidence', 'nextStep', 'kinds', 'topic', 'id', 'asks'],
]);

const emptyFields: FactFields = { confidence: 'single-source', level: 'all', kind: 'what' };

/** What is wrong at each field, and in one sentence at the head of the page. */
function problemsOf(refusal: Refusal): { problem: string; problems: Map<string, string[]> } {
  const problems = new Map<string, string[]>();
  if (refusal.kind !== 'problems') return { problem: proposalProblem(refusal), problems };
  for (const problem of refusal.problems) {
    const field = problem.field !== undefined && shownFields.has(problem.field) ? problem.field : '';
    problems.set(field, [...new Set([...(problems.get(field) ?? []), packProblemText(problem)])]);
  }
  return { problem: [words.wrongFields, ...[...problems.values()].flat()].join('\n'), problems };
}

/** Every publication that was about a fact, latest first. */
async function versionsOf(proposing: Proposing, id: string): Promise<PackVersionLine[]> {
  const [versions, proposals] = await Promise.all([proposing.versions(), proposing.list()]);
  const about = proposals.filter(({ edit }) => {
    if (edit.kind === 'wording') return edit.fact === id;
    return (edit.kind === 'fact' || edit.kind === 'change') && edit.fact.id === id;
  });
  const ids = new Set(about.map((proposal) => proposal.id));
  return versions.filter(({ proposal }) => ids.has(proposal));
}

const listed = (versions: readonly PackVersionLine[]): NonNullable<FactFormProps['versions']> =>
  versions
    .slice(0, mostVersions)
    .map(({ id, number, publishedBy, at }) => ({ id, number, by: publishedBy, day: at.slice(0, 10) }));

/** Forms of facts: looked at as voters will see them, then proposed. */
export function createFactWriting(deps: FactWritingDeps): Record<'begin' | 'write' | 'open' | 'change', Run> {
  const { desk, proposing, tryOut, unanswered, channels, show } = deps;

  type Shown = Pick<FactFormProps, 'id' | 'is' | 'fields' | 'group' | 'trial' | 'problem' | 'notice' | 'versions'> &
    Partial<Pick<FactFormProps, 'problems'>>;
  async function form({ c, official, formToken }: OfficialVisit, shown: Shown, status: 200 | 409 | 422 = 200): Promise<Response> {
    const sources = await desk.sources();
    return show(c, FactFormPage, { official, formToken, sources, ...shown, problems: shown.problems ?? new Map() }, status);
  }

  const gone = ({ c, official, formToken }: OfficialVisit): Promise<Response> =>
    show(c, NoticePage, { title: consoleWords.name, text: factListWords.gone, official, formToken }, 404);

  /** Looks at what the form says, or proposes it. */
  async function done(
    visit: OfficialVisit,
    edit: PackEdit,
    shown: Pick<Shown, 'id' | 'is' | 'group' | 'versions'>,
  ): Promise<Response> {
    const fields = typedFields(visit.form);
    const wish = visit.form.get('do');
    if (wish === 'look') {
      const tried = await tryEdit(tryOut, edit, fields.questions ?? '');
      if (tried.kind !== 'tried') return form(visit, { ...shown, fields, ...problemsOf(tried) }, 422);
      return form(visit, { ...shown, fields, trial: TrialAnswers({ lines: tried.lines, channels }) });
    }
    const outcome = await proposing.propose(visit.official, edit, shown.group);
    if (outcome.kind === 'proposed') return visit.c.redirect(`${consolePath}/de-xuat/${outcome.proposal.id}?da=luu`, 303);
    return form(
      visit,
      { ...shown, fields, ...problemsOf(outcome) },
      outcome.kind === 'conflict' && outcome.why !== 'there-already' ? 409 : 422,
    );
  }

  return {
    async begin(visit) {
      const group = visit.c.req.query('cau-hoi');
      const found = group === undefined ? undefined : await unanswered.groups.get(group);
      const asks =
        (found &&
          shownGroup(found)
            ?.wordings.map((wording) => plainQuestion(wording))
            .join('\n')) ??
        '';
      return form(visit, { fields: { ...emptyFields, asks }, group: found?.id });
    },
    write: (visit) => done(visit, { kind: 'fact', fact: factOf(visit.form) }, { group: visit.form.get('group') ?? undefined }),
    async open(visit) {
      const id = visit.c.req.param('fact') ?? '';
      const there = await desk.fact(id);
      if (!there) return gone(visit);
      const versions = await versionsOf(proposing, id);
      const asked = versions.find((version) => version.id === visit.c.req.query('ban'));
      const whole = asked && (await proposing.version(asked.id));
      const before = whole && factIn(whole.after, id);
      const fields = fieldsOf(before ? writtenFact(before.entry) : there.fact);
      const notice = asked && before ? words.fromVersion(asked.number) : undefined;
      return form(visit, { id, is: there.is, fields, versions: listed(versions), notice });
    },
    async change(visit) {
      const id = visit.c.req.param('fact') ?? '';
      const there: FactThere | undefined = await desk.fact(id);
      if (!there) return gone(visit);
      const is = visit.form.get('is') ?? '';
      return done(
        visit,
        { kind: 'change', fact: factOf(visit.form, id), is },
        { id, is, versions: listed(await versionsOf(proposing, id)) },
      );
    },
  };
}
