import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairFeatures, questionFeatures } from '../../../src/answering/verdict/features.ts';
import fitted from '../../../src/answering/verdict/model.json' with { type: 'json' };
import { probabilities } from '../../../src/answering/verdict/model.ts';
import { pairSignals, plainModel, questionSignals } from '../../fakes/candidates.ts';

const signals = fc.double({ min: -1_000, max: 1_000, noNaN: true });

describe('probabilities', () => {
  it('sum to one, with "none", whatever the signals', () => {
    fc.assert(
      fc.property(fc.array(signals, { maxLength: 12 }), signals, (firsts, bias) => {
        const { each, none } = probabilities(
          plainModel,
          firsts.map((first) => pairSignals({ first })),
          questionSignals({ bias }),
        );
        expect(each.reduce((sum, one) => sum + one, none)).toBeCloseTo(1, 9);
        for (const one of [...each, none]) expect(one >= 0 && one <= 1).toBe(true);
      }),
    );
  });

  it('none is all there is where nothing is near', () => {
    expect(probabilities(plainModel, [], questionSignals())).toEqual({ each: [], none: 1 });
  });

  it('are in the order of the candidates, odds as the scores say', () => {
    const { each, none } = probabilities(
      plainModel,
      [Math.log(3), Math.log(6)].map((first) => pairSignals({ first })),
      questionSignals(),
    );
    expect(each.map((one) => one / none)).toEqual([expect.closeTo(3, 9), expect.closeTo(6, 9)]);
  });

  it('weigh every signal by its weight', () => {
    const model = { ...plainModel, pair: pairSignals({ bayes: 2, yearOther: -5 }) };
    const [one, other] = probabilities(
      model,
      [pairSignals({ bayes: 1 }), pairSignals({ bayes: 1, yearOther: 1 })],
      questionSignals(),
    ).each;
    expect(Math.log(one! / other!)).toBeCloseTo(5, 9);
  });
});

describe('the fitted model', () => {
  it('has a weight for every signal and for no other, and offers below what it says', () => {
    const { pair, question, thresholds } = fitted;
    expect(Object.keys(pair)).toEqual([...pairFeatures]);
    expect(Object.keys(question)).toEqual([...questionFeatures]);
    expect(thresholds.offer).toBeGreaterThan(0);
    expect(thresholds.near).toBeLessThan(thresholds.answer);
    expect(thresholds.offer).toBeLessThanOrEqual(thresholds.answer);
    expect(thresholds.answer).toBeLessThan(thresholds.article);
    expect(thresholds.article).toBeLessThan(1);
  });

  it('holds against another year, level, unit, round or reason, all else being equal', () => {
    const { pair } = fitted;
    for (const signal of ['yearOther', 'levelOther', 'unitOther', 'roundOther', 'timeOther', 'placeOther', 'whyMissing'] as const)
      expect([signal, pair[signal] < 0]).toEqual([signal, true]);
  });
});
