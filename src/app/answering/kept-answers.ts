import type { Reply } from '../../answering/reply/reply.ts';
import { inboxWords } from '../../answering/reply/words-talk.ts';
import { vietnamDate } from '../../elections/tense.ts';
import { dropOldest } from '../../messaging/recent.ts';

const mostKept = 500;

/**
 * Answers worked out once for each question, until the pack or the day is another: for questions of the pack, whose answers are shown on pages that are
 * looked at again and again. Not for what people ask, which is nobody's to keep.
 */
export function createKeptAnswers(
  answer: (text: string) => Promise<Reply>,
  { pack, now }: { pack: () => unknown; now: () => Date },
): (text: string) => Promise<Reply> {
  const kept = new Map<string, Promise<Reply>>();
  let of: { pack: unknown; day: string } = { pack: undefined, day: '' };

  return (text) => {
    const current = { pack: pack(), day: vietnamDate(now()) };
    if (of.pack !== current.pack || of.day !== current.day) kept.clear();
    of = current;
    const known = kept.get(text);
    if (known) return known;
    const reply = answer(text);
    kept.set(text, reply);
    dropOldest(kept, mostKept);
    const drop = () => void (kept.get(text) === reply && kept.delete(text));
    // Whoever had no time to think did not answer.
    reply.then((said) => said.text === inboxWords.busy && drop(), drop);
    return reply;
  };
}
