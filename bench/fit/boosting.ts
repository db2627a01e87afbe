/** Gradient boosted trees (Friedman 2001) for one yes or no, with signals that may only speak for it or only against it. Deterministic: chance comes from a seed. */
import type { AcceptanceSignal, TreeNode } from '../../src/answering/verdict/acceptance.ts';
import { createRandom } from './typing.ts';

/** One decision: its signals, the log odds it starts from, whether it was right, and how often it counts. */
export interface Judged {
  signals: Float64Array;
  odds: number;
  right: boolean;
  weight: number;
}

const trees = 400;
const leaves = 4;
const rate = 0.1;
/** Added to the curvature of a leaf: a leaf of few decisions says little. */
const ridge = 5;
const fewestInLeaf = 40;
const mostBins = 48;
const shareOfRows = 0.8;
const shareOfSignals = 0.7;

interface Leaf {
  rows: Uint32Array;
  /** What it may say at least and at most. */
  from: number;
  to: number;
  value: number;
  best: Split | undefined;
}

interface Split {
  signal: number;
  bin: number;
  gain: number;
  below: number;
  above: number;
}

interface Binned {
  /** Bounds of the bins of each signal, rising: a value below the first bound is in bin 0. */
  bounds: number[][];
  /** The bin of each row, a column a signal. */
  columns: Uint8Array[];
}

/**
 * Trees whose sum, added to the odds a decision starts from, says how likely it is right.
 * @param ways of each signal: 1 where more of it may only speak for, -1 only against, 0 either.
 */
export function boost(judged: readonly Judged[], names: readonly AcceptanceSignal[], ways: readonly number[]): TreeNode[] {
  const binned = binsOf(judged, names.length);
  const odds = Float64Array.from(judged, (one) => one.odds);
  const slopes = new Float64Array(judged.length);
  const curves = new Float64Array(judged.length);
  const random = createRandom(11);
  const all: TreeNode[] = [];
  for (let round = 0; round < trees; round++) {
    judged.forEach(({ right, weight }, i) => {
      const likely = 1 / (1 + Math.exp(-odds[i]!));
      slopes[i] = weight * (likely - (right ? 1 : 0));
      curves[i] = weight * likely * (1 - likely);
    });
    const rows = Uint32Array.from([...judged.keys()].filter(() => random() < shareOfRows));
    const signals = [...names.keys()].filter(() => random() < shareOfSignals);
    const tree = grow({ rows, signals, binned, slopes, curves, names, ways });
    if (!tree) continue;
    all.push(tree.node);
    for (let i = 0; i < odds.length; i++) odds[i]! += tree.say(i);
  }
  return all;
}

function binsOf(judged: readonly Judged[], size: number): Binned {
  const bounds = Array.from({ length: size }, (_, signal) => {
    const values = Float64Array.from(judged, ({ signals }) => signals[signal]!).sort();
    const different = [...new Set(values)];
    const cuts =
      different.length <= mostBins
        ? different.slice(1).map((value, i) => (value + different[i]!) / 2)
        : Array.from({ length: mostBins - 1 }, (_, i) => values[Math.floor(((i + 1) * values.length) / mostBins)]!);
    return [...new Set(cuts.map((cut) => Math.round(cut * 1e4) / 1e4))];
  });
  const columns = bounds.map((cuts, signal) =>
    Uint8Array.from(judged, ({ signals }) => {
      let bin = 0;
      while (bin < cuts.length && signals[signal]! >= cuts[bin]!) bin++;
      return bin;
    }),
  );
  return { bounds, columns };
}

interface Growing {
  rows: Uint32Array;
  signals: readonly number[];
  binned: Binned;
  slopes: Float64Array;
  curves: Float64Array;
  names: readonly AcceptanceSignal[];
  ways: readonly number[];
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

/** One tree, the leaf with most to gain divided first; nothing where no leaf can be divided. */
function grow(growing: Growing): { node: TreeNode; say(row: number): number } | undefined {
  const { binned, slopes, curves, names } = growing;
  const settled = (rows: Uint32Array): number => {
    let slope = 0;
    let curve = 0;
    for (const row of rows) {
      slope += slopes[row]!;
      curve += curves[row]!;
    }
    return -slope / (curve + ridge);
  };
  const leafOf = (rows: Uint32Array, from: number, to: number, value: number): Leaf => {
    const leaf: Leaf = { rows, from, to, value, best: undefined };
    leaf.best = bestSplit(leaf, growing);
    return leaf;
  };
  const root = leafOf(growing.rows, -Infinity, Infinity, settled(growing.rows));
  const open = [root];
  const inner = new Map<Leaf, { split: Split; below: Leaf; above: Leaf }>();
  while (open.length < leaves) {
    const leaf = open.reduce((most, one) => ((one.best?.gain ?? 0) > (most.best?.gain ?? 0) ? one : most));
    const split = leaf.best;
    if (!split) break;
    const column = binned.columns[split.signal]!;
    const way = growing.ways[split.signal]!;
    const middle = (split.below + split.above) / 2;
    const below = leafOf(
      leaf.rows.filter((row) => column[row]! <= split.bin),
      way < 0 ? middle : leaf.from,
      way > 0 ? middle : leaf.to,
      split.below,
    );
    const above = leafOf(
      leaf.rows.filter((row) => column[row]! > split.bin),
      way > 0 ? middle : leaf.from,
      way < 0 ? middle : leaf.to,
      split.above,
    );
    inner.set(leaf, { split, below, above });
    open.splice(open.indexOf(leaf), 1, below, above);
  }
  if (inner.size === 0) return undefined;
  const nodeOf = (leaf: Leaf): TreeNode => {
    const divided = inner.get(leaf);
    const value = rounded(rate * leaf.value);
    return divided
      ? {
          on: names[divided.split.signal]!,
          at: binned.bounds[divided.split.signal]![divided.split.bin]!,
          value,
          below: nodeOf(divided.below),
          from: nodeOf(divided.above),
        }
      : value;
  };
  const say = (row: number): number => {
    let leaf = root;
    for (let divided = inner.get(leaf); divided; divided = inner.get(leaf))
      leaf = binned.columns[divided.split.signal]![row]! <= divided.split.bin ? divided.below : divided.above;
    return rounded(rate * leaf.value);
  };
  return { node: nodeOf(root), say };
}

/** The division of a leaf that gains most and keeps to what its signals may say. */
function bestSplit({ rows, from, to }: Leaf, { signals, binned, slopes, curves, ways }: Growing): Split | undefined {
  if (rows.length < 2 * fewestInLeaf) return undefined;
  let best: Split | undefined;
  const slope = new Float64Array(mostBins + 1);
  const curve = new Float64Array(mostBins + 1);
  const count = new Uint32Array(mostBins + 1);
  const worth = (g: number, h: number, value: number): number => -(g * value + 0.5 * (h + ridge) * value * value);
  const within = (value: number): number => Math.min(to, Math.max(from, value));
  for (const signal of signals) {
    const column = binned.columns[signal]!;
    const bins = binned.bounds[signal]!.length + 1;
    if (bins < 2) continue;
    slope.fill(0);
    curve.fill(0);
    count.fill(0);
    for (const row of rows) {
      const bin = column[row]!;
      slope[bin]! += slopes[row]!;
      curve[bin]! += curves[row]!;
      count[bin]!++;
    }
    let [allSlope, allCurve] = [0, 0];
    for (let bin = 0; bin < bins; bin++) {
      allSlope += slope[bin]!;
      allCurve += curve[bin]!;
    }
    const whole = worth(allSlope, allCurve, within(-allSlope / (allCurve + ridge)));
    let [g, h, n] = [0, 0, 0];
    for (let bin = 0; bin < bins - 1; bin++) {
      g += slope[bin]!;
      h += curve[bin]!;
      n += count[bin]!;
      if (n < fewestInLeaf) continue;
      if (rows.length - n < fewestInLeaf) break;
      const below = within(-g / (h + ridge));
      const above = within(-(allSlope - g) / (allCurve - h + ridge));
      if (ways[signal]! * (above - below) < 0) continue;
      const gain = worth(g, h, below) + worth(allSlope - g, allCurve - h, above) - whole;
      if (gain > (best?.gain ?? 1e-6)) best = { signal, bin, gain, below, above };
    }
  }
  return best;
}
