import { describe, expect, it, vi } from 'vitest';
import { builtExpressions, filesThatBuild } from './built.ts';
import { checked } from './checking.ts';
import { literalsOf, type RegexLiteral, regexLiterals, written } from './literals.ts';
import { isOf, reviewed, reviewedBuilt } from './reviewed.ts';
import { nameOf, readVerdicts, statusOf, verdictsCommand } from './verdicts.ts';

// Expressions are put together while a module is loaded, and other test files of this worker may have loaded it.
vi.resetModules();
const literals = regexLiterals();
const built = await builtExpressions(filesThatBuild());
const all = [...literals, ...built];
const verdicts = readVerdicts();
const lookedAt = new Set(reviewed.flatMap(({ expressions }) => expressions));

const ofReviewed = (one: RegexLiteral) => reviewedBuilt.filter((other) => isOf(other, one));

/** An expression without a verdict is told by the test below. */
function isSafe(one: RegexLiteral): boolean {
  const verdict = verdicts.get(nameOf(one));
  return verdict === undefined || statusOf(verdict) === 'safe';
}

describe('the regular expressions of src/', () => {
  it('D-5: have each been checked, and nothing else has', () => {
    const names = new Set(all.map(nameOf));
    const unchecked = all.filter((one) => !verdicts.has(nameOf(one))).map(written);
    const gone = [...verdicts.keys()].filter((name) => !names.has(name));
    expect(unchecked, `new expressions: run \`${verdictsCommand}\` and commit test/regex/verdicts.json`).toEqual([]);
    expect(gone, `verdicts of expressions that are gone: run \`${verdictsCommand}\` and commit test/regex/verdicts.json`).toEqual(
      [],
    );
  });

  it('D-5: take time in proportion to the text, except those somebody has looked at', () => {
    expect(new Set(literals.map(written)).size).toBeGreaterThan(300);
    expect(literals.filter((one) => !lookedAt.has(written(one)) && !isSafe(one)).map(written)).toEqual([]);
  });

  it('D-5: take time in proportion to the text where they are put together from parts, except those somebody has looked at', () => {
    expect(built.length).toBeGreaterThan(30);
    expect(built.filter((one) => ofReviewed(one).length === 0 && !isSafe(one)).map(written)).toEqual([]);
  });

  it('D-5: are all still there that somebody has looked at, each once', () => {
    const there = new Set(literals.map(written));
    expect([...lookedAt].filter((expression) => !there.has(expression))).toEqual([]);
    expect(reviewed.flatMap(({ expressions }) => expressions)).toHaveLength(lookedAt.size);
    expect(built.flatMap(ofReviewed)).toHaveLength(reviewedBuilt.length);
    expect(new Set(built.flatMap(ofReviewed)).size).toBe(reviewedBuilt.length);
  });

  it('D-5: are found wherever they stand, and one that blows up is found out', async () => {
    const text =
      'const a = /(a+)+$/u.test(x) ? 1 / 2 : "/no/"; // /b/\nexport const c = (s: string): string[] => s.split(/\\s*,\\s*/);\n';
    const found = literalsOf('src/x.ts', text);
    expect(found.map(written)).toEqual(['src/x.ts: /(a+)+$/u', 'src/x.ts: /\\s*,\\s*/']);
    expect((await Promise.all(found.map(checked))).map(statusOf)).toEqual(['vulnerable', 'vulnerable']);
  });
});
