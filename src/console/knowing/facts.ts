import type { Reply } from '../../answering/reply/reply.ts';
import type { Proposing } from '../../conversations/proposals/proposing.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { pageOf } from '../paging.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { FactDetailPage, FactsPage } from '../views/facts.tsx';
import { consolePath, NoticePage } from '../views/layout.tsx';
import { consoleWords } from '../views/words.ts';
import { factListWords as words } from '../views/words-knowing.ts';
import { createFactSearch } from './fact-search.ts';
import { proposalProblem } from './proposals.ts';

const mostTried = 5;

/** What the service knows, looked through by editors. */
export function createFacts(deps: {
  pack: () => KnowledgePack;
  answer(text: string): Reply | Promise<Reply>;
  proposing: Proposing;
  show: Show;
}): {
  list(visit: OfficialVisit): Promise<Response>;
  look(visit: OfficialVisit, problem?: string): Promise<Response>;
  wording(visit: OfficialVisit): Promise<Response>;
} {
  const { pack, answer, proposing, show } = deps;
  const search = createFactSearch();

  async function look(visit: OfficialVisit, problem?: string): Promise<Response> {
    const { c, official, formToken } = visit;
    const fact = pack().facts.find(({ id }) => id === c.req.param('fact'));
    if (!fact) return show(c, NoticePage, { title: consoleWords.name, text: words.gone, official, formToken }, 404);
    const tried = await Promise.all(
      fact.asks.slice(0, mostTried).map(async (question) => ({ question, answer: (await answer(question)).text })),
    );
    const asks = pageOf(fact.asks, c.req.query('trang'));
    return show(c, FactDetailPage, { official, formToken, fact, asks, tried, problem }, problem === undefined ? 200 : 422);
  }

  return {
    look,
    async list({ c, official, formToken }) {
      const looked = (c.req.query('tim') ?? '').slice(0, 100);
      const found = pageOf(search(pack().facts, looked), c.req.query('trang'));
      return show(c, FactsPage, { official, formToken, looked, found });
    },
    async wording(visit) {
      const { c, form, official } = visit;
      const wording = (form.get('wording') ?? '').trim().slice(0, 300);
      const outcome = await proposing.propose(official, { kind: 'wording', fact: c.req.param('fact') ?? '', wording });
      if (outcome.kind !== 'proposed') return look(visit, proposalProblem(outcome));
      return c.redirect(`${consolePath}/de-xuat/${outcome.proposal.id}?da=luu`, 303);
    },
  };
}
