import { vietnamDate } from '../elections/tense.ts';
import { putLast } from '../messaging/recent.ts';
import type { Answering } from './answering.ts';
import type { Asked } from './question/asked.ts';
import type { Reply } from './reply/reply.ts';

/** Whatever keeps the latest questions, so that a crowd asking the same thing waits for one answer. */
export interface RememberedAnswering extends Pick<Answering, 'read' | 'answer'> {
  /** To be called whenever what is answered from changes. */
  clear(): void;
}

/** Questions kept: a few thousand ways of asking come again and again, and each weighs some ten kilobytes. */
const mostKept = 2_000;
/** UTF-16 code units; what is longer is a story told once. */
const longestKept = 120;
/** A telephone or identity number belongs to somebody: such a message is not kept even in memory. */
const longNumber = /(?:\d[ .-]?){8}/u;

/** An answer depends on the words, the day and the sources alone: it is worked out once, and again when the day or the sources change. */
export function rememberAnswers({ read, answer }: Pick<Answering, 'read' | 'answer'>): RememberedAnswering {
  const asked = new Map<string, Asked>();
  let replies = new WeakMap<Asked, Reply>();
  let today = '';

  function clear(): void {
    asked.clear();
    replies = new WeakMap();
  }

  function onlyOf(now: Date): void {
    const day = vietnamDate(now);
    if (day !== today) clear();
    today = day;
  }

  function keep(text: string, question: Asked): Asked {
    putLast(asked, text, question, mostKept);
    return question;
  }

  return {
    clear,
    read(text, now) {
      onlyOf(now);
      const known = asked.get(text);
      if (known) return keep(text, known);
      const question = read(text, now);
      return text.length > longestKept || longNumber.test(text) ? question : keep(text, question);
    },
    answer(question, now) {
      onlyOf(now);
      const known = replies.get(question);
      if (known) return known;
      const reply = answer(question, now);
      replies.set(question, reply);
      return reply;
    },
  };
}
