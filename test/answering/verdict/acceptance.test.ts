import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import fittedTrees from '../../../src/answering/verdict/acceptance.json' with { type: 'json' };
import {
  type Acceptance,
  type AcceptanceSignal,
  accept,
  acceptanceSignals,
  acceptanceSignalsOf,
  type TreeNode,
} from '../../../src/answering/verdict/acceptance.ts';
import { pairSignals, questionSignals } from '../../fakes/candidates.ts';

const standing = {
  features: pairSignals({ first: 0.9, missing: 0.1 }),
  question: questionSignals({ bias: 1 }),
  probability: 0.8,
  own: 0.6,
  none: 0.1,
  rival: undefined,
};
const nothing = acceptanceSignalsOf({ ...standing, features: pairSignals(), probability: 0.5, none: 0.5 });

describe('how sure the first choice is', () => {
  it('without trees: as sure as its probability', () => {
    expect(accept({ trees: [] }, acceptanceSignalsOf(standing)).probability).toBeCloseTo(0.8, 9);
  });

  it('every tree adds what the leaf says where its signals lead, and each signal its part of it', () => {
    const trees: TreeNode[] = [
      { on: 'missing', at: 0.5, value: 0.1, below: 0.4, from: { on: 'none', at: 0.3, value: -1, below: -0.5, from: -2 } },
    ];
    const { probability, adds } = accept({ trees }, { ...nothing, missing: 0.5, none: 0.3 });
    expect(Math.log(probability / (1 - probability))).toBeCloseTo(-2, 9);
    expect(adds).toEqual([
      { name: 'missing', value: 0.5, adds: expect.closeTo(-1.1, 9) },
      { name: 'none', value: 0.3, adds: expect.closeTo(-1, 9) },
    ]);
    expect(accept({ trees }, { ...nothing, missing: 0.49 }).adds).toEqual([
      { name: 'missing', value: 0.49, adds: expect.closeTo(0.3, 9) },
    ]);
  });

  it('the next that is not alike is what it is compared with', () => {
    const signals = acceptanceSignalsOf({
      ...standing,
      rival: { features: pairSignals({ first: 0.7, isUnknown: 1 }), probability: 0.15 },
    });
    expect(signals).toMatchObject({ firstMore: expect.closeTo(0.2, 9), rival: 0.15, rivalUnknown: 1, missingMore: 0.1 });
    expect(signals.odds).toBeCloseTo(Math.log(4), 9);
    expect(signals.ownOdds).toBeCloseTo(Math.log(6), 9);
  });

  it('certainty stays a number', () => {
    const { odds, ownOdds } = acceptanceSignalsOf({ ...standing, probability: 1, own: 1, none: 0 });
    expect([Number.isFinite(odds), Number.isFinite(ownOdds)]).toEqual([true, true]);
  });
});

describe('the fitted trees', () => {
  const fitted = fittedTrees as Acceptance;
  const nodes = function* (node: TreeNode): Iterable<Exclude<TreeNode, number>> {
    if (typeof node === 'number') return;
    yield node;
    yield* nodes(node.below);
    yield* nodes(node.from);
  };

  it('ask for signals there are, and are not empty', () => {
    expect(fitted.trees.length).toBeGreaterThan(0);
    for (const tree of fitted.trees) for (const { on } of nodes(tree)) expect(acceptanceSignals).toContain(on);
  });

  const values = fc.record(
    Object.fromEntries(acceptanceSignals.map((name) => [name, fc.double({ min: -2, max: 2, noNaN: true })])) as Record<
      AcceptanceSignal,
      fc.Arbitrary<number>
    >,
  );
  const against = ['missing', 'missingStated', 'strange', 'otherForm', 'rival', 'none', 'partial', 'sideOther'] as const;
  const speakFor = ['first', 'covered', 'coveredAll', 'wording', 'nearestSays', 'lead'] as const;

  it('whatever is missing, strange or other never makes a choice surer; what is found never less sure', () => {
    fc.assert(
      fc.property(
        values,
        fc.constantFrom(...against, ...speakFor),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (signals, name, more) => {
          const before = accept(fitted, signals).probability;
          const after = accept(fitted, { ...signals, [name]: signals[name] + more }).probability;
          if ((against as readonly string[]).includes(name)) expect(after).toBeLessThanOrEqual(before + 1e-12);
          else expect(after).toBeGreaterThanOrEqual(before - 1e-12);
        },
      ),
    );
  });
});
