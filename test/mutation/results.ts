import { z } from 'zod';

const place = z.object({ line: z.number(), column: z.number() });
/** What we read of Stryker's report (schema: mutation-testing-report-schema). */
export const report = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.string(),
      mutants: z.array(
        z.object({
          mutatorName: z.string(),
          replacement: z.string().default(''),
          status: z.string(),
          location: z.object({ start: place, end: place }),
        }),
      ),
    }),
  ),
});

/** One change of the code: what stood there (white space made one blank), and what stood there instead. */
export interface Mutant {
  file: string;
  line: number;
  /** `file:line:column-line:column`, as Stryker takes it. */
  range: string;
  was: string;
  became: string;
  /** The line it begins on. */
  stands: string;
  mutator: string;
  status: 'killed' | 'survived' | 'untested' | 'static' | 'broken';
}

/** A change that nobody can notice: by file, the line it begins on and text, so that it moves with the code and is looked at again when the line changes. */
export const equivalents = z.array(
  z.object({ file: z.string(), stands: z.string(), was: z.string(), became: z.string(), why: z.string().min(20) }),
);
export type Equivalent = z.infer<typeof equivalents>[number];

const flat = (text: string) => text.replace(/\s+/gu, ' ').trim();

const statuses: Record<string, Mutant['status']> = {
  Killed: 'killed',
  // It ran into a limit counted from the unmutated run: it never ended, which somebody would notice.
  Timeout: 'killed',
  Survived: 'survived',
  NoCoverage: 'untested',
  Ignored: 'static',
};

/** Every mutant of a report. */
export function mutantsOf(read: z.infer<typeof report>): Mutant[] {
  return Object.entries(read.files).flatMap(([file, { source, mutants }]) => {
    const starts = [0];
    for (const line of source.split('\n')) starts.push(starts.at(-1)! + line.length + 1);
    return mutants.map(({ location: { start, end }, replacement, status, mutatorName }) => ({
      file,
      line: start.line,
      range: `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`,
      was: flat(source.slice(starts[start.line - 1]! + start.column - 1, starts[end.line - 1]! + end.column - 1)),
      became: flat(replacement),
      stands: source.split('\n')[start.line - 1]!.trim(),
      mutator: mutatorName,
      status: statuses[status] ?? 'broken',
    }));
  });
}

/** What was measured of one room or list of files. `static`: not tried, it takes effect only where a module is loaded. */
export const measured = z.object({
  what: z.string(),
  date: z.string(),
  files: z.number(),
  /** Lines drawn, with the seed; absent where everything was tried. */
  sample: z.object({ lines: z.number(), seed: z.number() }).optional(),
  wide: z.boolean(),
  killed: z.number(),
  survived: z.number(),
  untested: z.number(),
  static: z.number(),
  equivalent: z.number(),
});
export type Measured = z.infer<typeof measured>;

/** Counts the mutants of a run; `broken` ones (they do not run at all) are nobody's. */
export function counted(mutants: readonly Mutant[], known: readonly Equivalent[]) {
  const open = mutants.filter(({ status }) => status === 'survived' || status === 'untested');
  const isKnown = ({ file, stands, was, became }: Mutant) =>
    known.some((one) => one.file === file && one.stands === stands && one.was === was && one.became === became);
  const left = open.filter((mutant) => !isKnown(mutant));
  const of = (status: Mutant['status'], among = mutants) => among.filter((mutant) => mutant.status === status).length;
  return {
    left,
    counts: {
      killed: of('killed'),
      survived: of('survived', left),
      untested: of('untested', left),
      static: of('static'),
      equivalent: open.length - left.length,
    },
  };
}

/** Percent of the mutants somebody could notice that a test noticed. */
export const scoreOf = ({ killed, survived, untested }: Pick<Measured, 'killed' | 'survived' | 'untested'>): number =>
  Math.round((1000 * killed) / Math.max(1, killed + survived + untested)) / 10;

/** The table of `docs/reliability.md`. */
export function tableOf(all: readonly Measured[]): string {
  const head =
    '| what | files | sample | tests | mutants | found out | survived | no test runs them | nobody can notice | not tried | score |\n|---|---|---|---|---|---|---|---|---|---|---|';
  const rows = all.map((one) => {
    const sample = one.sample ? `about ${one.sample.lines} lines, seed ${one.sample.seed}` : 'every line';
    const mutants = one.killed + one.survived + one.untested + one.equivalent + one.static;
    const tests = one.wide ? 'nearest, then all' : 'nearest';
    return `| ${[one.what, one.files, sample, tests, mutants, one.killed, one.survived, one.untested, one.equivalent, one.static, `${scoreOf(one)} %`].join(' | ')} |`;
  });
  return [head, ...rows].join('\n');
}
