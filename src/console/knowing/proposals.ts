import type { Child } from 'hono/jsx';
import { communeBoundOf, holds, isSamePerson } from '../../announcements/people/officials.ts';
import type { Proposal } from '../../conversations/proposals/proposal.ts';
import { isWithinBounds, type ProposalRefusal, type Proposing } from '../../conversations/proposals/proposing.ts';
import type { EditTried } from '../../elections/pack/edit.ts';
import { pageOf, pageOfLines } from '../paging.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import type { ChannelFace } from '../views/channel-face.ts';
import { consolePath, NoticePage } from '../views/layout.tsx';
import { ProposalPage, ProposalsPage } from '../views/proposals.tsx';
import { consoleWords } from '../views/words.ts';
import { editRefusalTexts, proposalWords as words } from '../views/words-knowing.ts';
import { TrialAnswers } from './trial-answers.tsx';
import { type TryOut, tryEdit } from './trying.ts';

type Run = (visit: OfficialVisit) => Promise<Response>;

/** Why a step was not taken, in sentences. */
export function proposalProblem(refusal: ProposalRefusal): string {
  switch (refusal.kind) {
    case 'problems':
    case 'conflict':
      return editRefusalTexts(refusal).join(' ');
    case 'not-an-editor':
      return words.notAnEditor;
    case 'other-commune':
      return words.otherCommune;
    case 'unsealed':
    case 'altered':
      return words.doubts[refusal.kind];
    case 'own':
      return words.own;
    case 'ended':
      return words.wasEnded;
    case 'unknown':
      return words.unknown;
  }
}

/** Lines that are only in one of two texts, `-` before `+`; what stays is left out. */
function lineChanges(tried: EditTried | undefined): string[] {
  if (tried?.kind !== 'fits') return [];
  const [before, after] = [tried.before.split('\n'), tried.after.split('\n')];
  const [had, has] = [new Set(before), new Set(after)];
  return [
    ...before.filter((line) => !has.has(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !had.has(line)).map((line) => `+ ${line}`),
  ];
}

/** Changes of the pack: proposed by one editor, published by another. */
export function createProposals(deps: {
  proposing: Proposing;
  tryOut: TryOut;
  channels: readonly ChannelFace[];
  show: Show;
}): Record<'list' | 'look' | 'publish' | 'drop' | 'goBack' | 'tryOut', Run> {
  const { proposing, tryOut, channels, show } = deps;

  async function list({ c, official, formToken }: OfficialVisit, problem?: string, notice?: string): Promise<Response> {
    const [held, published] = await Promise.all([proposing.list(), proposing.versions()]);
    const all = held.filter(({ edit }) => isWithinBounds(official, edit));
    const isBound = communeBoundOf(official) !== undefined;
    const isOpen = ({ state }: Proposal) => state === 'open';
    const inOrder = [...all.filter(isOpen), ...all.filter((one) => !isOpen(one))];
    const lists = {
      proposals: pageOf(inOrder, c.req.query('trang')),
      versions: pageOf(isBound ? [] : published, c.req.query('lan')),
    };
    const may = { seeVersions: !isBound, goBack: holds(official, 'editor') };
    return show(c, ProposalsPage, { official, formToken, ...lists, may, problem, notice }, problem === undefined ? 200 : 409);
  }

  async function look(visit: OfficialVisit, said: { problem?: string; notice?: string; trial?: Child } = {}): Promise<Response> {
    const { c, official, formToken } = visit;
    const found = await proposing.look(c.req.param('proposal') ?? '');
    if (!found || !isWithinBounds(official, found.proposal.edit))
      return show(c, NoticePage, { title: consoleWords.name, text: words.unknown, official, formToken }, 404);
    const { proposal, tried } = found;
    const misfit = tried && tried.kind !== 'fits' ? proposalProblem(tried) : undefined;
    const doubt = proposal.state === 'open' && proposal.doubt ? words.doubts[proposal.doubt] : undefined;
    const problem = said.problem ?? doubt ?? misfit;
    const notice = said.notice ?? (c.req.query('da') === 'luu' ? words.saved : undefined);
    const isOwn = isSamePerson(official.person, [proposal.person]);
    const [isEditor, isBound] = [holds(official, 'editor'), communeBoundOf(official) !== undefined];
    const props = {
      ...{ official, formToken, proposal, notice: problem === undefined ? notice : undefined, problem },
      changes: pageOfLines(lineChanges(tried), c.req.query('trang')),
      isOwn,
      may: { try: isEditor || isBound, publish: isEditor && !isOwn && doubt === undefined, drop: isEditor || (isBound && isOwn) },
      trial: said.trial,
    };
    return show(c, ProposalPage, props, said.problem === undefined ? 200 : 409);
  }

  return {
    list: (visit) => list(visit),
    look: (visit) => look(visit),
    async publish(visit) {
      const made = await proposing.publish(visit.official, visit.c.req.param('proposal') ?? '');
      if (made.kind !== 'written') return look(visit, { problem: proposalProblem(made) });
      return look(visit, { notice: made.recorded === 'unrecorded' ? words.unrecorded : words.done });
    },
    async drop(visit) {
      const ended = await proposing.drop(visit.official, visit.c.req.param('proposal') ?? '');
      return look(visit, ended.kind === 'dropped' ? { notice: words.wasDropped } : { problem: proposalProblem(ended) });
    },
    async goBack(visit) {
      const outcome = await proposing.goBack(visit.official, visit.c.req.param('version') ?? '');
      if (outcome.kind !== 'proposed') return list(visit, proposalProblem(outcome));
      return visit.c.redirect(`${consolePath}/de-xuat/${outcome.proposal.id}?da=luu`, 303);
    },
    async tryOut(visit) {
      const found = await proposing.look(visit.c.req.param('proposal') ?? '');
      if (found?.proposal.state !== 'open' || !isWithinBounds(visit.official, found.proposal.edit)) return look(visit);
      const tried = await tryEdit(tryOut, found.proposal.edit, '');
      if (tried.kind !== 'tried') return look(visit, { problem: proposalProblem(tried) });
      return look(visit, { trial: TrialAnswers({ lines: tried.lines, channels }) });
    },
  };
}
