import { chatsOf, holds, isSamePerson, type Official, type Officials } from '../../announcements/people/officials.ts';
import type { ChatKey } from '../../messaging/message.ts';
import type { Proposal, ProposalStore } from './proposal.ts';
import type { Proposing } from './proposing.ts';
import { createUntold, type ToldStore, untoldKeyOf } from './untold.ts';
import { proposalNewsWords as words } from './words.ts';

export interface ProposalNewsDeps {
  officials: Pick<Officials, 'list'>;
  proposals: Pick<ProposalStore['proposals'], 'get'>;
  /** Whom it was told, and what nobody was told of yet. */
  told: ToldStore;
  /** Says it until it is taken, each text to its chat. Never rejects. */
  say(news: readonly { chat: ChatKey; text: string }[]): Promise<void>;
  report(error: unknown): void;
  /** Address of the console: proposals are made and published nowhere else. */
  console: string;
  now: () => Date;
}

/** Tells officials in their linked chats what became of their proposals, and editors what waits for them. Nothing here ever fails whoever calls it. */
export interface ProposalNews {
  /** Somebody proposed it: editors who may publish it hear of it, at most once an hour, what came meanwhile in one line. */
  proposed(proposal: Proposal): Promise<void>;
  /** Somebody published or dropped it: whoever proposed it hears of it, unless it was themselves. */
  ended(id: string, how: 'published' | 'dropped', by: Official): Promise<void>;
  /** Says what has waited for an hour; to be called every few seconds. */
  tick(): Promise<void>;
}

/** Of several processes, and after a restart, one tells; what a process had taken to tell when it was killed stands in the console. */
export function createProposalNews({ officials, proposals, told, say, report, console, now }: ProposalNewsDeps): ProposalNews {
  const untold = createUntold(told, now);

  const chatsOfEditors = (all: readonly Official[], { person }: Pick<Proposal, 'person'>): ChatKey[] =>
    all.filter((one) => holds(one, 'editor') && !isSamePerson(one.person, [person])).flatMap(chatsOf);

  /** Of what this chat has not been told what still waits for its owner: others may have ended it, or the owner be no editor any more. */
  async function waitingFor(chat: ChatKey, ids: Iterable<string>, all: readonly Official[]): Promise<Proposal[]> {
    const held = await Promise.all([...ids].map((id) => proposals.get(id)));
    const mayBePublished = ({ state, doubt }: Proposal) => state === 'open' && doubt === undefined;
    return held.filter(
      (one): one is Proposal => one !== undefined && mayBePublished(one) && chatsOfEditors(all, one).includes(chat),
    );
  }

  async function tellWaiting(): Promise<void> {
    const due = await untold.due();
    if (due.length === 0) return;
    const all = await officials.list();
    const chats = new Map(all.flatMap((one) => chatsOf(one).map((chat) => [untoldKeyOf(chat), chat] as const)));
    const news: { chat: ChatKey; text: string }[] = [];
    for (const { key, untold: ids } of due) {
      const chat = chats.get(key) ?? '';
      const isWorthIt = (await waitingFor(chat, ids, all)).length > 0;
      // Nobody's hour is quiet for what was ended meanwhile.
      if (!isWorthIt) await untold.letGo(key, ids);
      const edits = isWorthIt ? (await waitingFor(chat, await untold.take(key), all)).map(({ edit }) => edit) : [];
      if (edits.length > 0) news.push({ chat, text: words.waiting(edits, console) });
    }
    if (news.length > 0) await say(news);
  }

  const safely = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      report(error);
    }
  };

  return {
    proposed: (proposal) =>
      safely(async () => {
        for (const chat of chatsOfEditors(await officials.list(), proposal)) await untold.wait(chat, proposal.id);
        await tellWaiting();
      }),
    ended: (id, how, by) =>
      safely(async () => {
        const proposal = await proposals.get(id);
        if (!proposal || isSamePerson(by.person, [proposal.person])) return;
        const proposer = (await officials.list()).find((one) => one.id === proposal.by && !one.disabled);
        const text = words.ended(proposal, how, by.name, console);
        if (proposer) await say(chatsOf(proposer).map((chat) => ({ chat, text })));
      }),
    tick: () => safely(tellWaiting),
  };
}

/** Proposing after whose steps officials hear of them; nobody's page waits for that. */
export function withProposalNews(proposing: Proposing, news: Pick<ProposalNews, 'proposed' | 'ended'>): Proposing {
  const proposed =
    <Given extends unknown[]>(propose: (...given: Given) => ReturnType<Proposing['propose']>) =>
    async (...given: Given) => {
      const outcome = await propose(...given);
      if (outcome.kind === 'proposed') void news.proposed(outcome.proposal);
      return outcome;
    };
  return {
    ...proposing,
    propose: proposed(proposing.propose),
    goBack: proposed(proposing.goBack),
    async publish(official, id) {
      const outcome = await proposing.publish(official, id);
      if (outcome.kind === 'written') void news.ended(id, 'published', official);
      return outcome;
    },
    async drop(official, id) {
      const outcome = await proposing.drop(official, id);
      if (outcome.kind === 'dropped') void news.ended(id, 'dropped', official);
      return outcome;
    },
  };
}
