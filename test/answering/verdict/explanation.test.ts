import { describe, expect, it } from 'vitest';
import { explanationOf } from '../../../src/answering/verdict/explanation.ts';
import { decideOn } from '../../../src/answering/verdict/verdict.ts';
import { candidate, pairSignals, plainModel, readingOf, scalesOf, scored } from '../../fakes/candidates.ts';

const question = readingOf('mấy tuổi được bầu');
const model = { ...plainModel, pair: pairSignals({ first: 1, yearOther: -3 }) };
const explain = (...pairs: Parameters<typeof scalesOf>[0][string]) =>
  explanationOf(decideOn([question], scalesOf({ [question.text]: pairs }), plainModel), model);
const age = candidate('age', { wordings: ['mấy tuổi bầu'] });

describe('an explanation says why', () => {
  it('with the step that decided, the reading, and the candidates with what each signal adds', () => {
    expect(explain(scored(age, 2), scored(candidate('card'), 0))).toEqual({
      outcome: 'answer',
      decidedBy: 'answer',
      readings: [
        {
          text: question.text,
          kind: 'how-many',
          none: expect.closeTo(0.107, 3),
          sure: { is: 0.787, signals: [] },
          candidates: [
            { id: 'age', probability: 0.787, wording: 'mấy tuổi bầu', signals: [{ name: 'first', value: 2, adds: 2 }] },
            { id: 'card', probability: 0.107, wording: 'card', signals: [] },
          ],
        },
      ],
    });
  });

  it('naming what contradicts, strongest signal first', () => {
    const { outcome, decidedBy, readings } = explain(scored(age, 2, { yearOther: 1 }));
    expect([outcome, decidedBy]).toEqual(['decline', 'year']);
    expect(readings[0]!.candidates[0]).toMatchObject({
      clash: 'year',
      signals: [
        { name: 'yearOther', adds: -3 },
        { name: 'first', adds: 2 },
      ],
    });
  });

  it('of the first five candidates only', () => {
    const many = Array.from({ length: 9 }, (_, i) => scored(candidate(`c${i}`), i));
    expect(explain(...many).readings[0]!.candidates.map(({ id }) => id)).toEqual(['c8', 'c7', 'c6', 'c5', 'c4']);
  });
});
