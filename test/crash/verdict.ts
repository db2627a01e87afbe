import { mostSends } from '../../src/announcements/sending/outbox.ts';
import { isBlocked, type ProviderCall } from './provider-log.ts';
import type { Plan, Run } from './run.ts';
import { recipientsOf } from './victim.ts';

/** What a run proves, or what is wrong. */
export interface Verdict {
  kills: number;
  /** Recipients the platform never heard of, although the broadcast was over. */
  lost: number;
  /** Calls beyond the first one for a recipient. */
  duplicates: number;
  /** Possible duplicates in the books of the process, of those sent or uncertain. */
  possible: number;
  /** Of them: begun twice, of which the platform heard once or never, because the process was killed in between. */
  unheard: number;
  /** Most copies one person got. */
  mostCopies: number;
  /** Most messages repeated after one kill. */
  worstKill: number;
  /** Every promise that was broken, in words. */
  broken: string[];
}

/** How long an acknowledged order may take to be seen by who sends, on the process's own clock. */
const orderMs = 1_000;
/** Messages a second on that clock. */
export const perSecond = 100;
export const burst = 5;

/** Holds the books of the process against the log of the platform. */
export function judge(plan: Plan, run: Run): Verdict {
  const { calls, killed } = run;
  const meant = new Set(recipientsOf(plan));
  const byChat = Map.groupBy(calls, ({ chat }) => chat);
  const repeated = repeatedBy(calls);
  const worstKill = Math.max(0, ...repeated.values());
  const duplicates = calls.length - byChat.size;
  const { possible, unheard, uncertain, problems } = doubtsOf(plan, run, byChat);
  const mostCopies = Math.max(0, ...[...byChat.values()].map(({ length }) => length));
  const silent = [...meant].filter((chat) => !byChat.has(chat)).length;
  // Who was begun twice and never heard of is uncertain in the books: an official sees it.
  const lost = plan.act ? 0 : Math.max(0, silent - uncertain);
  const broken: string[] = [];
  const expect = (holds: boolean, otherwise: string) => void (holds || broken.push(otherwise));

  expect(run.completed, 'it did not come to its end');
  expect(lost === 0, `${lost} lost`);
  expect(worstKill <= plan.inFlight, `${worstKill} repeated after one kill, with ${plan.inFlight} in flight`);
  if (!isPlanted(plan)) expect(mostCopies <= mostSends, `somebody got it ${mostCopies} times`);
  const strange = calls.filter(({ chat }) => !meant.has(chat)).length;
  expect(strange === 0, `${strange} sent to somebody else`);
  expect(new Set(calls.map(({ text }) => text)).size <= 1, 'different texts were sent');
  const unkilled = [...repeated].filter(([sender, times]) => times > 0 && !killed.includes(sender));
  expect(unkilled.length === 0, 'a process that was not killed left messages to be repeated');
  broken.push(...unapproved(run), ...booksProblems(plan, run, byChat), ...problems);
  if (plan.act) broken.push(...disobedience(run));
  return { kills: killed.length, lost, duplicates, possible, unheard, mostCopies, worstKill, broken };
}

const isPlanted = ({ design }: Plan): boolean => design !== 'embedded' && design !== 'postgres';

/**
 * The possible duplicates of the books against what really came twice, exactly: they are those the platform heard twice and those that were begun
 * twice and killed in between. Only where a mark was being written at the kill can nobody tell from outside whether it is on disk.
 */
function doubtsOf(plan: Plan, { events }: Run, byChat: ReadonlyMap<string, readonly ProviderCall[]>) {
  const finished = events.map(({ event }) => event).find((event) => event.kind === 'finished');
  if (isPlanted(plan) || finished?.kind !== 'finished') return { possible: 0, unheard: 0, uncertain: 0, problems: [] };
  const { duplicates: possible, uncertain, open } = finished.totals;
  const times = { beginning: new Map<string, number>(), begun: new Map<string, number>() };
  for (const { event } of events) {
    if (event.kind !== 'beginning' && event.kind !== 'begun') continue;
    times[event.kind].set(event.chat, (times[event.kind].get(event.chat) ?? 0) + 1);
  }
  // Who has blocked the bot got nothing, and is a duplicate only where nobody ever heard so.
  const counts = (chat: string) => !isBlocked(chat) || uncertain > 0;
  const twiceIn = (marks: ReadonlyMap<string, number>) =>
    [...marks].filter(([chat, count]) => count >= mostSends && counts(chat)).map(([chat]) => chat);
  const least = twiceIn(times.begun).filter((chat) => !isBlocked(chat)).length - open;
  const most = twiceIn(times.beginning).length;
  const twice = [...byChat].filter(([chat, calls]) => calls.length >= mostSends && !isBlocked(chat)).length;
  const problems: string[] = [];
  if (possible < least || possible > most)
    problems.push(`the books know of ${possible} possible duplicates; ${least} to ${most} were begun twice`);
  if (possible < twice - open) problems.push(`${twice} came twice, the books know of ${possible}`);
  return { possible, unheard: Math.max(0, possible - twice), uncertain, problems };
}

/** Sender → how many of its calls somebody, itself included, made again. */
function repeatedBy(calls: readonly ProviderCall[]): Map<number, number> {
  const latest = new Map<string, number>();
  const repeated = new Map<number, number>();
  for (const { chat, sender } of calls) {
    const before = latest.get(chat);
    if (before !== undefined) repeated.set(before, (repeated.get(before) ?? 0) + 1);
    latest.set(chat, sender);
  }
  return repeated;
}

/** Ledger totals = provider totals, and everybody in exactly one end state. */
function booksProblems(plan: Plan, { events }: Run, byChat: ReadonlyMap<string, unknown>): string[] {
  const finished = events.map(({ event }) => event).find((event) => event.kind === 'finished');
  if (finished?.kind !== 'finished') return [];
  const { sent, blocked, cancelled, uncertain, open } = finished.totals;
  const reached = [...byChat.keys()];
  const problems: string[] = [];
  // Who is held back because an approval was lost waits for an official: that is no end, and right.
  const isHeld = plan.act?.what === 'disable';
  if (open !== 0 && !isHeld) problems.push(`${open} in no end state`);
  const total = sent + blocked + cancelled + uncertain + open;
  if (total !== plan.recipients) problems.push(`${total} in the books instead of ${plan.recipients}`);
  const blockedThere = reached.filter(isBlocked).length;
  // Of a broadcast that was called off, what was on its way at a kill may have arrived: the books must say exactly that.
  const unheard = uncertain + (isHeld ? Math.min(open, plan.inFlight) : 0);
  const sentThere = reached.length - blockedThere;
  if (sent > sentThere || sent + unheard < sentThere)
    problems.push(`the books say ${sent} sent (${uncertain} uncertain), the platform ${sentThere}`);
  if (blocked > blockedThere || blocked + unheard < blockedThere)
    problems.push(`the books say ${blocked} blocked, the platform ${blockedThere}`);
  return problems;
}

/** Whatever was begun, whenever the process was killed: with a valid approval, or not at all. */
function unapproved({ events }: Run): string[] {
  return events.flatMap(({ event }) =>
    event.kind === 'found' && event.flaw ? [`${event.state} without approval: ${event.flaw}`] : [],
  );
}

/** After an acknowledged order nobody starts to send again, and who was sending ends within a second. */
function disobedience({ calls, acknowledged }: Run): string[] {
  if (!acknowledged) return ['the order was never acknowledged'];
  const after = calls.filter(({ sender }) => sender !== acknowledged.sender).length;
  const same = calls.filter(({ sender, atMs }) => sender === acknowledged.sender && atMs > acknowledged.atMs).length;
  const most = perSecond * (orderMs / 1_000) + burst + 8;
  return [
    ...(after > 0 ? [`${after} sent after the order and the kill`] : []),
    ...(same > most ? [`${same} sent after the order`] : []),
  ];
}
