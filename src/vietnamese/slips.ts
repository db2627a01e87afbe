/** How far one typed word is from another, in slips of the hand and of the ear. */

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const neighbourPairs = new Set(
  rows.flatMap((row, y) =>
    Array.from(row).flatMap((key, x) =>
      [row[x + 1], rows[y + 1]?.[x], rows[y + 1]?.[x - 1]].flatMap((near) => (near ? [key + near, near + key] : [])),
    ),
  ),
);
/** Sounds that dialects merge and school spelling keeps apart, as single letters. */
const soundPairs = new Set(['ln', 'nl', 'sx', 'xs', 'iy', 'yi', 'dg', 'gd', 'ck', 'kc', 'tc', 'ct', 'vd', 'dv', 'dr', 'rd']);

export const slipCosts = { swap: 0.8, double: 0.8, missing: 1, extra: 1.1, neighbour: 0.9, sound: 0.9, other: 1.6 };

const width = 64;
const table = new Float64Array(width * width);

/**
 * Cost of typing `typed` for `meant` (folded words): the cheapest chain of dropped, doubled, added, swapped and replaced letters,
 * where a key beside the right one costs less than a far one. `Infinity` beyond `limit`, or for words over 60 letters.
 */
export function slipDistance(typed: string, meant: string, limit: number): number {
  if (typed.length > 60 || meant.length > 60 || Math.abs(typed.length - meant.length) * 0.8 > limit) return Infinity;
  for (let j = 0; j <= meant.length; j++) table[j] = j * slipCosts.missing;
  let leastBefore = 0;
  for (let i = 1; i <= typed.length; i++) {
    table[i * width] = i * slipCosts.extra;
    let least = table[i * width]!;
    for (let j = 1; j <= meant.length; j++) {
      const cost = cell(typed, meant, i, j);
      table[i * width + j] = cost;
      if (cost < least) least = cost;
    }
    // Swapped letters go on from the row before the last one.
    if (least > limit && leastBefore + slipCosts.swap > limit) return Infinity;
    leastBefore = least;
  }
  const distance = table[typed.length * width + meant.length]!;
  return distance > limit ? Infinity : distance;
}

function cell(typed: string, meant: string, i: number, j: number): number {
  const a = typed[i - 1]!;
  const b = meant[j - 1]!;
  const at = i * width + j;
  const withoutBoth = table[at - width - 1]!;
  const withoutTyped = table[at - width]!;
  if (a === b && withoutBoth <= withoutTyped) return withoutBoth;
  const doubled = a === b && a === typed[i - 2];
  const cost = Math.min(
    withoutBoth + (a === b ? 0 : replaced(a, b)),
    withoutTyped + (doubled ? slipCosts.double : slipCosts.extra),
    table[at - 1]! + slipCosts.missing,
  );
  const swapped = i > 1 && b === typed[i - 2] && a === meant[j - 2];
  return swapped ? Math.min(cost, table[at - 2 * width - 2]! + slipCosts.swap) : cost;
}

/** Cost of each letter typed for each other one, `replacedCosts[typed * letters + meant]`, both counted from `a`. */
const letters = 26;
const letterNumber = (char: string): number => char.charCodeAt(0) - 97;
const replacedCosts = new Float64Array(letters * letters).fill(slipCosts.other);
for (const [pairs, cost] of [
  [soundPairs, slipCosts.sound],
  [neighbourPairs, slipCosts.neighbour],
] as const) {
  for (const [typed, meant] of pairs) replacedCosts[letterNumber(typed!) * letters + letterNumber(meant!)] = cost;
}

function replaced(a: string, b: string): number {
  const typed = letterNumber(a);
  const meant = letterNumber(b);
  const known = typed >= 0 && typed < letters && meant >= 0 && meant < letters;
  return known ? replacedCosts[typed * letters + meant]! : slipCosts.other;
}
