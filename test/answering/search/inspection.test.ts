import { describe, expect, it } from 'vitest';
import { inspect, pairsWithin } from '../../../src/answering/search/inspection.ts';
import { capitalBit, sentenceBreak } from '../../../src/answering/search/lexical-core.ts';
import type { PreparedQuery } from '../../../src/answering/search/prepared-query.ts';

/** A question of the words 1, 2 and 3, of which 1 2, 2 3 and 3 1 are its pairs. */
const place = Uint8Array.of(0, 1, 2, 3, 0, 0);
const pairAt = Uint8Array.of(0, 1, 0, 0, 0, 2, 3, 0, 0);
const question = {
  ...{ words: [{}, {}, {}], sharp: [1, 1, 2], sharpTotal: 4, pairIdf: [3, 1, 0], pairTotal: 4, pairAt },
  ...{ tables: { place, factor: Float64Array.of(0, 1, 1, 0.5, 0, 0) }, focusFirst: -1, focusLast: -1, query: { kind: 'what' } },
} as unknown as PreparedQuery;
const text = (...words: number[]) => Uint32Array.from(words);

describe('pairs of the question in some sentences', () => {
  const pairs = (words: number[], from = 0, to = 9) => pairsWithin(question, text(...words), from, to);

  it('are words that stand beside each other there as they do in the question, each once', () => {
    expect(pairs([1, 2, 3])).toBe(2);
    expect(pairs([1, 2, 4, 1, 2])).toBe(1);
    expect(pairs([3, 1])).toBe(1);
    expect(pairs([2, 1])).toBe(0);
    expect(pairs([3])).toBe(0);
    expect(pairs([3, 4])).toBe(0);
    expect(pairs([1, 4, 2])).toBe(0);
    expect(pairs([4, 5])).toBe(0);
    expect(pairs([1 | capitalBit, 2])).toBe(1);
  });

  it('stand in one sentence', () => {
    expect(pairs([1, sentenceBreak, 2])).toBe(0);
  });

  it('of other sentences do not count', () => {
    const three = [1, 2, sentenceBreak, 4, sentenceBreak, 2, 3];
    expect([pairs(three), pairs(three, 0, 1), pairs(three, 1, 2), pairs(three, 1, 1), pairs(three, 2, 2)]).toEqual([
      2, 1, 1, 0, 1,
    ]);
  });
});

describe('a look at a passage', () => {
  const look = (words: number[], title: number[] = []) => inspect(question, text(...words), text(...title));

  it('says of each sentence what of the question it has, and what is beside it', () => {
    const { sentences, found } = look([1, 2, sentenceBreak, 4, 3, sentenceBreak, 5]);
    expect(sentences).toMatchObject([
      { words: 0.5, pairs: 0.75, run: 0.5, fresh: 0, length: 2 },
      { words: 0.25, pairs: 0, run: 0.25, fresh: 1, length: 2 },
      { words: 0, pairs: 0, run: 0, fresh: 1, length: 1 },
    ]);
    expect([...found]).toEqual([1, 1, 0.5]);
  });

  it('counts a word and a pair that come again once, and a run only as long as it goes on', () => {
    const [sentence] = look([1, 2, 4, 1, 2]).sentences;
    expect(sentence).toMatchObject({ words: 0.5, pairs: 0.75, run: 0.5, fresh: 1, length: 5 });
  });

  it('finds words in the title too, apart from those of the text', () => {
    const { inTitle, found } = look([4], [2 | capitalBit, 5]);
    expect([[...inTitle], [...found]]).toEqual([
      [0, 1, 0],
      [0, 0, 0],
    ]);
  });
});
