import { describe, expect, it } from 'vitest';
import { checked, literalsOf, type RegexLiteral, regexLiterals, written } from './literals.ts';
import { reviewed } from './reviewed.ts';

const status = (literal: RegexLiteral) => checked(literal).status;
const all = regexLiterals();
const looked = new Set(reviewed.flatMap(({ expressions }) => expressions));

describe('the regular expressions of src/', () => {
  it('D-5: take time in proportion to the text, except those somebody has looked at', { timeout: 120_000 }, () => {
    const unknown = new Map(all.filter((literal) => !looked.has(written(literal))).map((literal) => [written(literal), literal]));
    expect(unknown.size).toBeGreaterThan(300);
    expect([...unknown.values()].filter((literal) => status(literal) !== 'safe').map(written)).toEqual([]);
  });

  it('D-5: are all still there that somebody has looked at, each once', () => {
    const there = new Set(all.map(written));
    expect([...looked].filter((expression) => !there.has(expression))).toEqual([]);
    expect(reviewed.flatMap(({ expressions }) => expressions)).toHaveLength(looked.size);
  });

  it('D-5: are found wherever they stand, and one that blows up is found out', () => {
    const text =
      'const a = /(a+)+$/u.test(x) ? 1 / 2 : "/no/"; // /b/\nexport const c = (s: string): string[] => s.split(/\\s*,\\s*/);\n';
    const found = literalsOf('src/x.ts', text);
    expect(found.map(written)).toEqual(['src/x.ts: /(a+)+$/u', 'src/x.ts: /\\s*,\\s*/']);
    expect(found.map(status)).toEqual(['vulnerable', 'vulnerable']);
  });
});
