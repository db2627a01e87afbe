import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { counted, equivalents, type Measured, measured, mutantsOf, scoreOf } from './results.ts';
import { declarationsOf, sampled } from './sample.ts';
import { withTable } from './table.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const known = equivalents.parse(JSON.parse(read('test/mutation/equivalent.json')));
const source = `import { a } from './a.ts';\n\nexport interface B {\n  c: string;\n}\n\nconst d = 1;\n\nexport function e() {\n  return a < d;\n}\n`;

describe('mutants', () => {
  it.each(known)('$file: "$was" -> "$became", which nobody can notice, still stands in the code', ({ file, stands, was }) => {
    const lines = read(file)
      .split('\n')
      .map((line) => line.trim());
    expect(lines).toContain(stands);
    expect(read(file).replace(/\s+/gu, ' ')).toContain(was);
  });

  it('stand in the list each on its own: two that were merged into one would lose the first without a word', () => {
    expect(read('test/mutation/equivalent.json').match(/"file":/gu)).toHaveLength(known.length);
  });

  it('are counted in the table of docs/reliability.md as they were measured', () => {
    const page = read('docs/reliability.md');
    expect(withTable(page, measured.array().parse(JSON.parse(read('test/mutation/results.json'))))).toBe(page);
  });

  it('a sample is of whole declarations that do something, the same ones with the same seed', () => {
    const all = declarationsOf('src/x.ts', source);
    expect(all).toEqual([
      { file: 'src/x.ts', from: 7, to: 7 },
      { file: 'src/x.ts', from: 9, to: 11 },
    ]);
    const many = Array.from({ length: 100 }, (_, i) => ({ file: 'src/x.ts', from: 10 * i + 1, to: 10 * i + 5 }));
    const drawn = sampled(many, 50, 1);
    expect(drawn).toHaveLength(10);
    expect(sampled(many, 50, 1)).toEqual(drawn);
    expect(sampled(many, 50, 2)).not.toEqual(drawn);
    expect(sampled(many, 10_000, 1)).toEqual(many);
  });

  it('one that no test notices counts against the score unless it is known that nobody can', () => {
    const at = { start: { line: 10, column: 10 }, end: { line: 10, column: 15 } };
    const one = (status: string, replacement = 'a <= d') => ({
      mutatorName: 'EqualityOperator',
      replacement,
      status,
      location: at,
    });
    const mutants = mutantsOf({
      files: {
        'src/x.ts': {
          source,
          mutants: [one('Killed'), one('Timeout'), one('Survived'), one('NoCoverage', 'a >= d'), one('Ignored')],
        },
      },
    });
    expect(mutants[2]).toMatchObject({ was: 'a < d', range: 'src/x.ts:10:9-10:14', status: 'survived' });
    const { counts, left } = counted(mutants, []);
    expect(counts).toEqual({ killed: 2, survived: 1, untested: 1, static: 1, equivalent: 0 });
    expect(left).toHaveLength(2);
    expect(scoreOf(counts)).toBe(50);
    const why = 'both are never the same number';
    const less = counted(mutants, [{ file: 'src/x.ts', stands: 'return a < d;', was: 'a < d', became: 'a <= d', why }]).counts;
    expect([less.equivalent, scoreOf(less)]).toEqual([1, 66.7]);
  });

  it('nothing is said of a page that has lost the place of the table', () => {
    expect(() => withTable('# A page', [] satisfies Measured[])).toThrow('has lost the lines');
  });
});
