/**
 * `npm run test:mutation -- --room NAME | --files GLOB[,GLOB]`: plants mutants with StrykerJS, one at a time, and says which of them no test notices.
 * `--sample LINES [--seed N]` tries declarations drawn by chance, `--wide` tries survivors with all tests, `--tests GLOB[,GLOB]` names the nearest ones, `--save` keeps the counts for docs/reliability.md.
 */
import '../../src/node-guard.ts';
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { counted, equivalents, type Measured, type Mutant, measured, mutantsOf, report, scoreOf } from './results.ts';
import { nearestTests, rooms, target } from './rooms.ts';
import { declarationsOf, sampled } from './sample.ts';
import { writeTable } from './table.ts';

/** Of this run alone: two at once must not take each other's tree away. */
const work = `.cache/mutation/${process.pid}`;
const { values: given } = parseArgs({
  options: {
    ...{ room: { type: 'string' }, files: { type: 'string' }, tests: { type: 'string' }, sample: { type: 'string' } },
    ...{ seed: { type: 'string' }, wide: { type: 'boolean' }, save: { type: 'boolean' } },
  },
});

/** Runs Stryker on these places (files, or `file:from-to`) with these tests. */
function planted(places: readonly string[], tests: readonly string[], name: string): Mutant[] {
  const settings = {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'vitest.mutation.config.ts' },
    coverageAnalysis: 'perTest',
    // What takes effect as a module is loaded would need every test again: counted as not tried.
    ignoreStatic: true,
    concurrency: 1,
    timeoutMS: 20_000,
    // A room whose tests take a database runs longer than Stryker's five minutes where others use the machine.
    dryRunTimeoutMinutes: 30,
    mutate: places,
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: `${work}/${name}.json` },
    tempDirName: `${work}/sandbox`,
    ignorePatterns: ['dist', 'bench', '.cache', 'data', 'release'],
    // Stryker would rewrite tsconfig.json with TypeScript's compiler API, which TypeScript 7 has not; nothing here needs it.
    tsconfigFile: 'none.json',
    allowEmpty: true,
  };
  mkdirSync(work, { recursive: true });
  writeFileSync(`${work}/${name}-settings.json`, JSON.stringify(settings));
  const env = { ...process.env, TEST_MUTATION_FILES: tests.join(',') };
  const { status } = spawnSync('npx', ['--no-install', 'stryker', 'run', `${work}/${name}-settings.json`], {
    stdio: 'inherit',
    env,
  });
  if (status !== 0)
    throw new Error(
      `Stryker ended with ${status}: its message is above. A test that fails without any mutant has to be mended first.`,
    );
  return mutantsOf(report.parse(JSON.parse(readFileSync(`${work}/${name}.json`, 'utf8'))));
}

const key = ({ range, became, mutator }: Mutant) => `${range} ${mutator} ${became}`;

/** The same mutants, those that the nearest tests left tried once more with all tests. */
function widened(mutants: readonly Mutant[]): Mutant[] {
  const open = mutants.filter(({ status }) => status === 'survived' || status === 'untested');
  if (open.length === 0) return [...mutants];
  const again = new Map(
    planted([...new Set(open.map(({ range }) => range))], ['test/**/*.test.ts'], 'wide').map((one) => [key(one), one]),
  );
  return mutants.map((one) => (open.includes(one) ? (again.get(key(one)) ?? one) : one));
}

const patterns = given.files?.split(',') ?? (given.room && rooms[given.room] ? [`src/${given.room}/**/*.{ts,tsx}`] : undefined);
if (!patterns) throw new Error(`Give --files GLOB or --room, one of ${Object.keys(rooms).join(', ')}.`);
const files = globSync(patterns)
  .sort()
  .filter((file) => !/\/words[^/]*$/u.test(file));
if (files.length === 0) throw new Error(`No file matches ${patterns.join(', ')}.`);

const lines = given.sample === undefined ? undefined : Number(given.sample);
const seed = Number(given.seed ?? 1);
const drawn =
  lines === undefined
    ? undefined
    : sampled(
        files.flatMap((file) => declarationsOf(file, readFileSync(file, 'utf8'))),
        lines,
        seed,
      );
const places = drawn?.map(({ file, from, to }) => `${file}:${from}-${to}`) ?? files;
const touched = new Set(drawn?.map(({ file }) => file) ?? files);
console.log(`${touched.size} of ${files.length} files${drawn ? `, ${drawn.length} declarations, seed ${seed}` : ''}`);

const tests = given.tests?.split(',') ?? [...new Set(files.flatMap(nearestTests))];
const nearest = planted(places, tests, 'nearest');
const mutants = given.wide ? widened(nearest) : nearest;
const known = equivalents.parse(JSON.parse(readFileSync('test/mutation/equivalent.json', 'utf8')));
const { left, counts } = counted(mutants, known);
for (const { file, line, status, was, became } of left) console.log(`${status} ${file}:${line}\n    ${was}\n -> ${became}`);
const score = scoreOf(counts);
console.log(`\n${JSON.stringify(counts)}\n${score} % found out (target ${target} %)`);

if (given.save) {
  const what = given.room ?? given.files!;
  const run: Measured = {
    ...{ what, date: new Date().toISOString().slice(0, 10), files: touched.size, wide: given.wide ?? false, ...counts },
    ...(lines === undefined ? {} : { sample: { lines, seed } }),
  };
  const before = measured.array().parse(JSON.parse(readFileSync('test/mutation/results.json', 'utf8')));
  const all = [...before.filter((one) => one.what !== what), run].sort((a, b) => a.what.localeCompare(b.what));
  writeFileSync('test/mutation/results.json', `${JSON.stringify(all, null, 2)}\n`);
  writeTable(all);
}
process.exitCode = score >= target ? 0 : 1;
