import { describe, expect, it } from 'vitest';
import { builtExpressions, filesThatBuild } from '../regex/built.ts';
import { type RegexLiteral, regexLiterals, written } from '../regex/literals.ts';
import { isOf, reviewed, reviewedBuilt } from '../regex/reviewed.ts';
import { nameOf, readVerdicts } from '../regex/verdicts.ts';

const longest = 20_000;
const slowestMs = 20;
/** Beginnings of what an expression looks for, again and again, and no end. */
const begun = ['who is best ', 'nhan dan ', 'theo luat ', 'ong ', 'không phải ', '-e', '0,00', 'ba\t', '3thang \t '].map(
  (words) => words.repeat(longest / words.length),
);
/** What lengthens most repetitions there are: words, figures, blanks with signs. */
const crafted = [...begun, 'không '.repeat(longest / 6), '1.0/'.repeat(longest / 4), ' ,\t'.repeat(longest / 3)];

const verdicts = readVerdicts();

const longestOfLiterals = new Map(reviewed.flatMap((one) => one.expressions.map((expression) => [expression, one.longest])));

function longestOf(expression: RegexLiteral): number | undefined {
  const built = reviewedBuilt.find((one) => isOf(one, expression));
  return built?.longest ?? longestOfLiterals.get(written(expression));
}

/** Processor time, the best of three: what else the machine does is not the expression's fault. */
function durationMs({ pattern, flags }: RegexLiteral, text: string): number {
  const expression = new RegExp(pattern, flags.replaceAll('y', ''));
  const durations = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    text.replace(expression, '');
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...durations);
}

/** The text recheck finds worst, so long. */
function attack(literal: RegexLiteral, length: number): string | undefined {
  const found = verdicts.get(nameOf(literal));
  if (typeof found !== 'object') return undefined;
  const { pumps, suffix } = found.attack;
  const each = (length - suffix.length) / pumps.length;
  return (
    pumps.map(({ prefix, pump }) => prefix + pump.repeat(Math.max(1, (each - prefix.length) / pump.length))).join('') + suffix
  );
}

describe('the regular expressions of src/', () => {
  it(`D-5: are done with ${longest} crafted characters, or the most they ever see, within ${slowestMs} ms`, async () => {
    const slow: string[] = [];
    let worst = { ms: 0, of: '' };
    for (const literal of [...regexLiterals(), ...(await builtExpressions(filesThatBuild()))]) {
      const most = longestOf(literal);
      const texts = crafted.map((text) => text.slice(0, most));
      const found = most === undefined ? undefined : attack(literal, most);
      for (const text of found === undefined ? texts : [...texts, found]) {
        const ms = durationMs(literal, text);
        if (ms > worst.ms) worst = { ms, of: written(literal) };
        if (ms > slowestMs) slow.push(`${ms.toFixed(0)} ms ${written(literal)} on ${JSON.stringify(text.slice(0, 30))}…`);
      }
    }
    console.log(`D-5: slowest ${worst.ms.toFixed(1)} ms: ${worst.of}`);
    expect(slow).toEqual([]);
  });
});
