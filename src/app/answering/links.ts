import { pageMessage } from '../../channels/web/chat.ts';
import type { PatientDialogue } from '../../conversations/dialogue.ts';
import { messageOf } from '../../conversations/responding.ts';
import type { Metrics } from '../../messaging/metrics.ts';
import type { PageMessage } from '../../messaging/page-chat.ts';

/**
 * Answers what links to the web page ask. They wait their turn: answers given one after the other would keep messages from being acknowledged.
 *
 * @param nextTurn resolves in a later turn of the event loop.
 */
export function createLinkAnswers(deps: {
  dialogue: Pick<PatientDialogue, 'alone'>;
  metrics: Pick<Metrics, 'answered'>;
  nextTurn(): Promise<unknown>;
  now: () => Date;
  nowMs: () => number;
}): (question: string) => Promise<PageMessage | undefined> {
  let last: Promise<unknown> = Promise.resolve();
  return async (question) => {
    last = last.then(deps.nextTurn);
    await last;
    const startedMs = deps.nowMs();
    const now = deps.now();
    const reply = await deps.dialogue.alone(question, now);
    if (!reply) return undefined;
    deps.metrics.answered('web', reply.kind, deps.nowMs() - startedMs);
    return pageMessage('link', messageOf(reply, undefined), now);
  };
}
