import { randomBytes } from 'node:crypto';
import type { Reply } from '../../answering/reply/reply.ts';
import type { Proposing } from '../../conversations/proposals/proposing.ts';
import { plainQuestion, type ShownGroup, shownGroup, type Unanswered } from '../../conversations/unanswered/question-group.ts';
import { isSettled } from '../../conversations/unanswered/telling.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { vietnamDate } from '../../elections/tense.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { consolePath, NoticePage } from '../views/layout.tsx';
import { QuestionPage, UnansweredPage } from '../views/unanswered.tsx';
import { consoleWords } from '../views/words.ts';
import { unansweredWords as words } from '../views/words-knowing.ts';
import { proposalProblem } from './proposals.ts';
import { createQuestionList } from './question-list.ts';

export interface QuestionsDeps {
  unanswered: Unanswered;
  proposing: Proposing;
  pack: () => KnowledgePack;
  /** What the service answers now, whoever asks. */
  answer(text: string): Reply | Promise<Reply>;
  now: () => Date;
  show: Show;
}

type Run = (visit: OfficialVisit) => Promise<Response>;

const typed = ({ form }: OfficialVisit, name: string): string => (form.get(name) ?? '').trim().slice(0, 600);

/** What voters ask in vain, and what an editor may do about it. */
export function createQuestions(deps: QuestionsDeps): Record<'list' | 'look' | 'wording' | 'notOurs' | 'assign' | 'done', Run> {
  const { unanswered, proposing, pack, answer, now, show } = deps;
  const list = createQuestionList(unanswered, now);

  async function found({ c }: OfficialVisit): Promise<ShownGroup | undefined> {
    const group = await unanswered.groups.get(c.req.param('group') ?? '');
    return group && shownGroup(group);
  }

  function gone({ c, official, formToken }: OfficialVisit): Promise<Response> {
    return show(c, NoticePage, { title: consoleWords.name, text: words.gone, official, formToken }, 404);
  }

  async function look(visit: OfficialVisit, problem?: string, status: 200 | 409 | 422 = 200): Promise<Response> {
    const group = await found(visit);
    if (!group) return gone(visit);
    const { c, official, formToken, form } = visit;
    const { facts, milestones } = pack();
    const nearest = group.nearest.flatMap((id) => {
      const fact = facts.find((one) => one.id === id);
      const milestone = milestones.find((one) => one.id === id);
      return fact ? [{ id, statement: fact.statement }] : milestone ? [{ id, statement: milestone.name }] : [];
    });
    const filled = Object.fromEntries(form);
    const notice = problem === undefined && c.req.query('da') !== undefined ? words.saved : undefined;
    const { text } = await answer(plainQuestion(group.wordings[0] ?? ''));
    return show(c, QuestionPage, { official, formToken, group, nearest, answer: text, filled, problem, notice }, status);
  }

  async function proposed(visit: OfficialVisit, outcome: Awaited<ReturnType<Proposing['propose']>>): Promise<Response> {
    if (outcome.kind !== 'proposed') return look(visit, proposalProblem(outcome), 422);
    return visit.c.redirect(`${consolePath}/de-xuat/${outcome.proposal.id}?da=luu`, 303);
  }

  async function changed(
    visit: OfficialVisit,
    change: { assigned: string } | { done: { day: string; by: string } },
  ): Promise<Response> {
    const group = await found(visit);
    if (!group) return gone(visit);
    await unanswered.groups.change(group.id, (held) => ({ next: held && { ...held, ...change }, result: undefined }));
    list.changed();
    return visit.c.redirect(`${consolePath}/cau-hoi/${group.id}?da=luu`, 303);
  }

  return {
    async list({ c, official, formToken }) {
      return show(c, UnansweredPage, { official, formToken, list: await list.page(c.req.query('trang')) });
    },
    look: (visit) => look(visit),
    async wording(visit) {
      const group = await found(visit);
      if (!group) return gone(visit);
      const edit = { kind: 'wording', fact: typed(visit, 'fact'), wording: typed(visit, 'wording') } as const;
      return proposed(visit, await proposing.propose(visit.official, edit, group.id));
    },
    async notOurs(visit) {
      const group = await found(visit);
      if (!group) return gone(visit);
      return proposed(
        visit,
        await proposing.propose(visit.official, { kind: 'unknown', unknown: unknownFrom(visit, group) }, group.id),
      );
    },
    assign: (visit) => changed(visit, { assigned: visit.official.id }),
    async done(visit) {
      const group = await found(visit);
      if (!group) return gone(visit);
      const replies = await Promise.all(group.wordings.map(async (wording) => answer(plainQuestion(wording))));
      if (!replies.some(isSettled)) return look(visit, words.notYet, 409);
      return changed(visit, { done: { day: vietnamDate(now()), by: visit.official.id } });
    },
  };
}

/** What the sources do not answer, as the form says it; its ways of asking are those of the group. */
function unknownFrom(visit: OfficialVisit, { wordings }: ShownGroup) {
  const nextStep = typed(visit, 'nextStep');
  return {
    id: `console-${randomBytes(4).toString('hex')}`,
    about: typed(visit, 'about'),
    says: typed(visit, 'says'),
    ...(nextStep === '' ? {} : { nextStep }),
    asks: wordings.map((wording) => plainQuestion(wording).replace(/[{}|]/gu, ' ').trim()).filter((way) => way !== ''),
  };
}
