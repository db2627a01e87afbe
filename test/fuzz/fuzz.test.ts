import { describe, expect, it } from 'vitest';
import { shippedKnowledge } from '../fakes/shipped.ts';
import { readQuestions } from '../scorecard/scorecard.ts';
import { examine, fault } from './examine.ts';
import { createFuzzer } from './inputs.ts';

/** A smoke run, some of each kind; `npm run test:fuzz` has all of them. */
const inputs = 210;

describe('whatever is typed', () => {
  it('neither crashes the dialogue nor comes back as markup', async () => {
    const dialogue = (await shippedKnowledge()).openDialogue();
    const input = createFuzzer(
      readQuestions(new URL('../scorecard/questions.jsonl', import.meta.url)).map(({ text }) => text),
      20260315,
    );
    const faults: string[] = [];
    for (let n = 0; n < inputs; n++) {
      const { kind, text } = input(n);
      const wrong = examine(dialogue, text, `fuzz:${n % 20}`).fault;
      if (wrong !== undefined) faults.push(`#${n} ${kind}: ${wrong}`);
    }
    expect(faults).toEqual([]);
  });

  it.each(['<b>x</b>', 'a\u202eb', '\ud800', 'a\u0301\u0301\u0301', 'https://xn--khong-co-that.invalid', '', '&lt;b'])(
    'a reply with %j in it would be noticed',
    (text) => {
      expect(fault({ kind: 'talk', text, citations: [] })).toBeDefined();
    },
  );
});
