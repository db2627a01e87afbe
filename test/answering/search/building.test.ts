import { expect, it } from 'vitest';
import { buildKnowledgeBase } from '../../../src/answering/search/building.ts';
import { emptyLexicon } from '../../../src/vietnamese/lexicon.ts';
import { article, newspaper, openNewspaper } from './corpus.ts';

const lexicon = emptyLexicon();

it('building says how far it is, from nothing to everything, and lets others have their turn', async () => {
  const documents = Array.from({ length: 300 }, (_, i) =>
    article(`d${i}`, `Bài ${i}`, '', `Đoạn một của bài ${i}.`, 'Đoạn hai.'),
  );
  const seen: [number, number][] = [];
  let breaths = 0;
  const base = await buildKnowledgeBase({
    documents,
    lexicon,
    progress: (done, total) => seen.push([done, total]),
    breathe() {
      breaths++;
      return Promise.resolve();
    },
  });
  expect(base.size).toBe(600);
  expect(seen[0]).toEqual([0, 600]);
  expect(seen.at(-1)).toEqual([600, 600]);
  expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).toSorted((a, b) => a - b));
  expect(new Set(seen.map(([, total]) => total))).toEqual(new Set([600]));
  expect(breaths).toBeGreaterThanOrEqual(10);
});

it('what is built answers like a base filled document by document', async () => {
  const base = await buildKnowledgeBase({ documents: newspaper, lexicon, breathe: () => Promise.resolve() });
  const question = 'Cầu Thác Bà dài bao nhiêu?';
  expect(base.ask(question)).toEqual(openNewspaper().ask(question));
});
