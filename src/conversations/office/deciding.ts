import type { Announcement } from '../../announcements/announcement.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import { type ApprovingExpectation, createOfficialApproving } from './approving.ts';
import { type Ask, askingBy, saidOf } from './asking.ts';
import { askFor, type Verb } from './grammar.ts';
import { createOfficialLettingGo, type LettingGoExpectation } from './letting-go.ts';
import { ifShown, type Step } from './steps.ts';
import { type OfficialViews, said, saidNo, type Visit } from './views.ts';
import { neverMindChoice, officialLabels, officialWords as words } from './words.ts';
import type { WritingVerb } from './writing.ts';

type ReasonExpectation = { by: 'deciding'; what: 'return' | 'stop'; number: number };

/** What the next message is taken for while somebody decides. */
export type DecidingExpectation = ApprovingExpectation | LettingGoExpectation | ReasonExpectation;

export type DecidingVerb = Exclude<Verb, WritingVerb>;

export interface OfficialDeciding {
  steps: Record<DecidingVerb, Step>;
  /** What was typed after being asked. */
  take(visit: Visit, expected: DecidingExpectation, text: string): Promise<Reply>;
}

export interface DecidingDeps {
  publishing: Publishing;
  views: OfficialViews;
  expect(visit: Visit, expected: DecidingExpectation): void;
  /** Sends the official the message as people would get it, marked as a trial; whether it arrived. */
  tryOut(visit: Visit, announcement: Announcement): Promise<boolean>;
  /** Shows this chat from now on how far the sending has come. */
  follow(visit: Visit, announcement: Announcement): void;
}

export function createOfficialDeciding(deps: DecidingDeps): OfficialDeciding {
  const { publishing, views, tryOut, follow } = deps;
  const ask = askingBy(deps.expect);
  const approving = createOfficialApproving({ ...deps, ask });
  const lettingGo = createOfficialLettingGo({ ...deps, ask });

  return {
    steps: {
      look: (visit, announcement) => views.look(visit, announcement),
      async status(visit, announcement) {
        if (announcement.state === 'sending') follow(visit, announcement);
        return views.status(visit, announcement);
      },
      test: async (visit, announcement) => said((await tryOut(visit, announcement)) ? words.tested : words.notTested),
      approve: approving.approve,
      return: ifShown(deps, async (visit, { number }) =>
        ask(visit, { by: 'deciding', what: 'return', number }, words.askReturnReason(number)),
      ),
      ...lettingGo.steps,
      pause: async (visit, { id, number }, { argument }) =>
        saidOf(await publishing.pause(visit.actor, id, argument || words.pausedBy(visit.official.name)), () =>
          words.paused(number),
        ),
      async resume(visit, announcement) {
        const outcome = await publishing.resume(visit.actor, announcement.id);
        if (outcome.kind === 'done') follow(visit, announcement);
        return saidOf(outcome, ({ number }) => words.resumed(number));
      },
      stop: (visit, announcement, { argument }) => stop(publishing, ask, visit, announcement, argument),
    },
    async take(visit, expected, text) {
      const { number } = expected;
      const found = await publishing.find(visit.actor, number);
      if (found.kind === 'refused') return saidNo(found.refusal);
      const { id } = found.value;
      switch (expected.what) {
        case 'phrase':
        case 'code':
          return approving.take(visit, found.value, expected, text);
        case 'send':
        case 'schedule':
          return lettingGo.take(visit, found.value, expected, text);
        case 'return':
          return saidOf(await publishing.return(visit.actor, id, text), () => words.returned(number));
        case 'stop':
          return saidOf(await publishing.stop(visit.actor, id, text), () => words.stopped(number));
      }
    },
  };
}

/** Stops it for good where a reason was given with it; otherwise nothing more goes out while they think about one. */
async function stop(
  publishing: Pick<Publishing, 'stop' | 'pause'>,
  ask: Ask<ReasonExpectation>,
  visit: Visit,
  { id, number, state }: Announcement,
  reason: string,
): Promise<Reply> {
  if (reason !== '') return saidOf(await publishing.stop(visit.actor, id, reason), () => words.stopped(number));
  const held = state === 'sending' && (await publishing.pause(visit.actor, id, words.pausedBy(visit.official.name)));
  if (held && held.kind === 'refused') return saidNo(held.refusal);
  const resume = held ? [askFor(officialLabels.resume, { number, verb: 'resume' })] : [];
  return ask(visit, { by: 'deciding', what: 'stop', number }, words.askStopReason(number, Boolean(held)), [
    neverMindChoice,
    ...resume,
  ]);
}
