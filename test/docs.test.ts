import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../src/cli.ts';
import { settings } from '../src/config.ts';
import { brokenCommands, brokenPaths, codePieces, documents, type Known } from './docs/claims.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const bins = readdirSync(join(root, 'node_modules/.bin'));
const known: Known = { program: createProgram(), scripts, bins };

describe('.env.example', () => {
  const lines = read('.env.example').split('\n');
  const given = lines.flatMap((line, index) => {
    const [, name, value] = /^#? ?([A-Z][A-Z0-9_]+)=(.*)$/u.exec(line) ?? [];
    return name === undefined ? [] : [{ name, value: value ?? '', above: lines[index - 1] ?? '' }];
  });

  it('holds every setting the configuration reads, in its order, and no other', () => {
    expect(given.map(({ name }) => name)).toEqual(Object.keys(settings.shape));
  });

  it('shows the default of each; a setting without one is empty', () => {
    const defaults = Object.entries(settings.shape).map(([name, setting]) => {
      const value = setting.safeParse(undefined).data as string | number | boolean | undefined;
      return [name, value === undefined ? '' : String(value)];
    });
    expect(given.map(({ name, value }) => [name, value])).toEqual(defaults);
  });

  it('explains each in a comment above it', () => {
    for (const { name, above } of given) expect([name, above]).toEqual([name, expect.stringMatching(/^# \p{L}.{10,}/u)]);
  });
});

describe('what the documents say exists', () => {
  const checked = documents(root);

  it('is looked for in the README, docs/ and the READMEs of the pack', () => {
    expect(checked).toEqual(
      expect.arrayContaining(['README.md', 'docs/architecture.md', 'knowledge/README.md', 'knowledge/lao-cai/news/README.md']),
    );
  });

  it.each(checked)('%s names commands and options there are', (path) => {
    expect(brokenCommands(read(path), known)).toEqual([]);
  });

  it.each(checked)('%s names files there are', (path) => {
    expect(brokenPaths(read(path), path, root)).toEqual([]);
  });

  it('includes the commands the package promises: its bin and its scripts lead to files that are built', () => {
    const { bin } = JSON.parse(read('package.json')) as { bin: Record<string, string> };
    for (const target of [...Object.values(bin), ...(scripts.start?.match(/dist\/\S+/gu) ?? [])]) {
      expect(() => read(target.replace(/^(?:\.\/)?dist\/(.+)\.js$/u, 'src/$1.ts'))).not.toThrow();
    }
  });
});

describe('the check of the documents', () => {
  const program = new Command('cutri');
  program.command('ask').argument('[question]').option('--json').option('--now <iso>');
  program.command('import').command('page').argument('<file>').option('--dry-run');
  const sample: Known = { program, scripts: { start: '', check: '', cutri: '' }, bins: ['tsc'] };

  it.each([
    ['an unknown command', '`npx cutri aks "…"`', 'there is no command "aks"'],
    ['an unknown subcommand', '```sh\nnpx cutri import pages FILE\n```', 'there is no command "import pages"'],
    ['an unknown option', '`cutri ask --jason`', 'ask has no option --jason'],
    ['an option of another command', '    cutri ask "x" --dry-run', 'ask has no option --dry-run'],
    ['an option alone', 'add `--quiet`', 'no command has this option'],
    ['an unknown script', 'run `npm run chekc`', 'there is no script "chekc"'],
    ['a script that is gone', '`npm test`', 'there is no script "test"'],
    ['a call through npm', '`npm run -s cutri -- aks`', 'there is no command "aks"'],
    ['the second of two commands', '```\nnpm ci && npm run chekc\n```', 'there is no script "chekc"'],
    ['a tool nobody installed', '`npx tsx x.ts`', 'npx finds no "tsx"'],
  ])('finds %s', (_, markdown, expected) => {
    expect(brokenCommands(markdown, sample).join('\n')).toContain(expected);
  });

  it('lets right ones, placeholders and other programs pass', () => {
    const markdown =
      '`npx cutri ask "bầu --x"` `cutri` `cutri import page FILE --dry-run` `--now 2026-03-01` `npm run check` `npm ci --omit=dev`\n\n```sh\n$ npm run -s cutri -- ask --json # comment --no\ngit push --force\nnpx tsc\n```';
    expect(brokenCommands(markdown, sample)).toEqual([]);
    expect(codePieces(markdown)).toHaveLength(9);
  });

  it.each([
    ['a link', 'see [x](docs/nowhere.md#part)'],
    ['a path', '`src/conversations/nowhere.ts`'],
    ['a path shortened from src/', '`conversations/nowhere.ts`'],
    ['a built file', '`dist/nowhere.js`'],
    ['a pattern without a file', '`knowledge/nowhere/*.md`'],
    ['a file at the root', '`NOWHERE.md`'],
  ])('finds %s that leads nowhere', (_, markdown) => {
    expect(brokenPaths(markdown, 'README.md', root)).toHaveLength(1);
  });

  it('lets paths that exist, addresses and other words with a slash pass', () => {
    const markdown =
      '[a](docs/architecture.md) [b](https://example.org/x) [c](#part) `src/config.ts` `knowledge/lao-cai/news/*.md` `dist/config.js` `text/html` `data/x.json` `.env` `docs/decisions/NNNN-x.md`';
    expect(brokenPaths(markdown, 'README.md', root)).toEqual([]);
  });
});
