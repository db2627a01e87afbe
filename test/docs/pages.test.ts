import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli.ts';
import { leadsOf, unnamedCommands } from './pages.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const architecture = read('docs/architecture.md');

describe('docs/commands.md', () => {
  it('names every command and every script', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    expect(unnamedCommands(read('docs/commands.md'), createProgram(), scripts)).toEqual([]);
  });

  it('is held against all of them: one that is missing is found', () => {
    const program = new Command('cutri');
    program.command('ask').argument('[question]');
    const importing = program.command('import');
    importing.command('page');
    importing.command('rss');
    const scripts = { start: '', prestart: '', prepare: '', check: '', cutri: '' };
    const page = '`npx cutri ask "…"` and `npx cutri import page FILE`, `npm start`, `npm run -s cutri -- ask`';
    expect(unnamedCommands(page, program, scripts)).toEqual(['npx cutri import rss', 'npm run check']);
  });
});

describe('README.md', () => {
  it('is read in a minute: sixty lines at most, short ones', () => {
    const lines = read('README.md').trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(60);
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  it.each([
    'How is an unknown unit answered?',
    'How is a channel added?',
    'Why was a question declined?',
    'What may an official do now?',
  ])('leads from "%s" to the answer in at most five files', (question) => {
    const lead = leadsOf(architecture).find((row) => row.question === question);
    expect(lead?.files.length).toBeGreaterThan(0);
    expect(lead?.files.length).toBeLessThanOrEqual(5);
  });

  it('has a section for every house of src/', () => {
    const houses = readdirSync(join(root, 'src'), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? entry.name : [],
    );
    const described = [...architecture.matchAll(/^### `src\/(?<house>[\w-]+)\/`/gmu)].map(({ groups }) => groups!.house);
    expect(new Set(described)).toEqual(new Set(houses));
    expect(described).toHaveLength(houses.length);
  });

  it('reads the leads of a table, and only of that', () => {
    const page =
      '## Where is it?\n\n| question | files |\n|---|---|\n| A? | `src/a.ts`, `src/b.ts`, `word` |\n\n## Next\n\n| B? | `src/c.ts` |\n';
    expect(leadsOf(page)).toEqual([{ question: 'A?', files: ['src/a.ts', 'src/b.ts'] }]);
  });
});
