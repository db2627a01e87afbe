import { describe, expect, test } from 'vitest';
import { createAskableIndex } from '../../../src/answering/verdict/askable-index.ts';
import { createSynonyms } from '../../../src/answering/verdict/synonyms.ts';

describe('a synonym', () => {
  const standard = createSynonyms(
    [
      ['bỏ phiếu', 'đi bầu'],
      ['thôn', 'bản'],
      ['bao nhiêu', 'mấy'],
    ],
    (folded) => folded !== 'ban',
  );
  test.each([
    ['khi nào đi bầu', 'khi nào bỏ phiếu', 'with its marks'],
    ['khi nao di bau', 'khi nao bỏ phiếu', 'without any'],
    ['hòm đi báu', 'hòm đi báu', 'not with other marks: that is another word'],
    ['ban bau cu', 'ban bau cu', 'not as one bare syllable that several words look like'],
    ['bản tôi', 'thôn tôi', 'as one syllable with its marks'],
    ['co may nguoi', 'co bao nhiêu nguoi', 'as a bare question word'],
  ])('%s → %s: %s', (typed, expected) => {
    expect(standard(typed)).toBe(expected);
  });
});

test('a word typed with other marks than the wording has is another word', () => {
  const index = createAskableIndex([
    { key: 'fine', wordings: ['không đi bầu có bị phạt không'], background: '' },
    { key: 'handout', wordings: ['ai phát thẻ cử tri'], background: '' },
  ]);
  expect(index.match('ai phạt thẻ cử tri', 9).find(({ key }) => key === 'handout')?.missing).toContain('phạt');
  expect(index.match('ai phat the cu tri', 9)[0]).toMatchObject({ key: 'handout', missing: [] });
});
