import type { Reply } from '../../answering/reply/reply.ts';
import type { SendOutcome } from '../../messaging/channel.ts';
import type { ChatKey, OutgoingMessage } from '../../messaging/message.ts';
import { type Asker, plainQuestion, type Unanswered } from './question-group.ts';
import { askingWords } from './words-asking.ts';

/** Tells who asked officials what the answer is: what the sources answer by now, never words written for one person. */
export interface TellingAskers {
  /** Tells those whose question is seen to; answers how many were told. To be called every half minute or so. */
  tell(): Promise<number>;
  /** Somebody wrote: their messaging window is open. */
  contacted(chat: ChatKey): Promise<void>;
}

/** A send of which nobody knows the end is made once more, and no third time. */
const mostTries = 2;
const leaseMs = 10 * 60_000;
const againMs = 60_000;
/** Until they write. */
const atContact = '9999-12-31T00:00:00.000Z';

/** Whether a reply settles a question: an answer, or that it is known not to be known. */
export const isSettled = (reply: Reply): boolean => reply.kind === 'answer' || (reply.about?.startsWith('unknown/') ?? false);

export function createTellingAskers(deps: {
  unanswered: Unanswered;
  /** What the service answers now, whoever asks. */
  answer(text: string): Reply | Promise<Reply>;
  send(chat: ChatKey, message: OutgoingMessage): Promise<SendOutcome>;
  now: () => Date;
}): TellingAskers {
  const { unanswered, answer, send, now } = deps;
  const { groups, askers } = unanswered;
  const later = (ms: number): string => new Date(now().getTime() + ms).toISOString();
  const drop = (id: string): Promise<void> => askers.change(id, () => ({ next: undefined, result: undefined }));

  /** Nobody else tells them meanwhile; `undefined`: somebody else does, or they have been tried often enough. */
  const take = (id: string): Promise<Asker | undefined> =>
    askers.change(id, (held) => {
      if (!held || (held.notBefore ?? '') > now().toISOString()) return { next: held, result: undefined };
      if (held.tries >= mostTries) return { next: undefined, result: undefined };
      const next = { ...held, tries: held.tries + 1, notBefore: later(leaseMs) };
      return { next, result: next };
    });

  /** It did not leave: the try does not count. */
  const putOff = (id: string, notBefore: string): Promise<void> =>
    askers.change(id, (held) => ({ next: held && { ...held, tries: held.tries - 1, notBefore }, result: undefined }));

  async function settle(id: string, outcome: SendOutcome): Promise<boolean> {
    switch (outcome.kind) {
      case 'sent':
      case 'uncertain':
        await drop(id);
        return true;
      case 'unreachable':
      case 'rejected':
        await drop(id);
        return false;
      case 'outside-window':
        await putOff(id, atContact);
        return false;
      case 'rate-limited':
        await putOff(id, later(outcome.retryAfterMs));
        return false;
      case 'unavailable':
      case 'unauthorised':
        await putOff(id, later(againMs));
        return false;
    }
  }

  async function tellOne({ id, text }: Asker): Promise<boolean> {
    const reply = await answer(plainQuestion(text));
    // Another process has published it, and this one has not taken it over yet.
    if (!isSettled(reply)) return false;
    const taken = await take(id);
    if (!taken) return false;
    return settle(id, await send(taken.chat, { text: askingWords.answered(taken.text, reply.text) }));
  }

  return {
    async tell() {
      const waiting = await askers.all();
      if (waiting.length === 0) return 0;
      const done = new Set((await groups.all()).flatMap((group) => (group.done ? [group.id] : [])));
      let told = 0;
      for (const asker of waiting) if (done.has(asker.group) && (await tellOne(asker))) told += 1;
      return told;
    },
    async contacted(chat) {
      for (const { id, notBefore } of (await askers.all()).filter((one) => one.chat === chat && one.notBefore === atContact))
        await askers.change(id, (held) => ({
          next: held && held.notBefore === notBefore ? { ...held, notBefore: now().toISOString() } : held,
          result: undefined,
        }));
    },
  };
}
