import { describe, expect, it } from 'vitest';
import { createUnderstanding, ideasOf } from '../../../src/answering/verdict/understanding.ts';
import { emptyQuestions } from '../../../src/elections/pack/questions.ts';
import { autumn, questionReader, wordsOf } from '../../fakes/questions.ts';
import { smallPack } from '../../fakes/small-pack.ts';

const pack = {
  ...smallPack(),
  questions: {
    ...emptyQuestions(),
    courtesy: { openings: ['chào bác', 'cho em hỏi'], closings: ['em cảm ơn'] },
    talk: new Map([['thanks', ['cảm ơn', 'cảm ơn bác', 'em cảm ơn']]]),
    unknowns: [
      {
        id: 'strike-colour',
        about: 'màu mực',
        says: 'Nguồn không nói.',
        asks: ['gạch tên bằng bút màu gì', 'dùng bút màu nào gạch tên'],
      },
    ],
  },
};
const understanding = createUnderstanding(pack);
const read = questionReader(pack);
const decide = (text: string) => understanding.decide(read(text), autumn);
const said = (text: string) => {
  const verdict = decide(text);
  return verdict.kind === 'answer' ? verdict.best.candidate.id : verdict.kind;
};

describe('a question of the pack is understood as it was written', () => {
  it.each([
    ['bao nhiêu tuổi được bầu cử', 'voting-age'],
    ['bao nhiêu tuổi được ứng cử', 'standing-age'],
    ['ngày bầu cử là ngày nào', 'election-day'],
    ['gạch tên bằng bút màu gì', 'unknown/strike-colour'],
    ['em cảm ơn', 'talk/thanks'],
    ['Chào bác, cho em hỏi bao nhiêu tuổi được bầu cử? Em cảm ơn', 'voting-age'],
  ])('%s: %s', (text, id) => {
    expect(said(text)).toBe(id);
  });
});

it('another year is never answered with the year that is known', () => {
  expect(decide('năm 2023 có bao nhiêu thủ tục hành chính')).not.toMatchObject({ kind: 'answer' });
});

it('what has nothing to do with it is not answered', () => {
  expect(decide('máy bay bay nhanh cỡ nào hả trời').kind).not.toBe('answer');
});

it('the same question has the same verdict, also after another one and in an understanding made anew', () => {
  const before = JSON.stringify(decide('mấy tuổi được ứng cử'));
  decide('đi bầu mang gì');
  expect(JSON.stringify(decide('mấy tuổi được ứng cử'))).toBe(before);
  expect(JSON.stringify(createUnderstanding(pack).decide(read('mấy tuổi được ứng cử'), autumn))).toBe(before);
});

it('finds a candidate by its id', () => {
  expect(understanding.candidate('voter-card')?.subject.kind).toBe('fact');
  expect(understanding.candidate('unknown/strike-colour')?.subject.kind).toBe('unknown');
  expect(understanding.candidate('nobody')).toBeUndefined();
});

it('ideas are the ideas and the synonyms of the lexicon', () => {
  const ideas = ideasOf({ ideas: new Map([['elder', ['người già']]]), synonyms: [['cử tri', 'người đi bầu']] });
  expect(ideas.read(wordsOf('người già người đi bầu cử tri')).map(({ token }) => token)).toEqual([
    '@elder',
    '@cử tri',
    '@cử tri',
  ]);
});
