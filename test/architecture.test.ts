import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { brokenRules, type Finding, idleExceptions, ruleNames } from './architecture/rules.ts';
import { sourceFiles } from './architecture/source-file.ts';

const repository = join(import.meta.dirname, '..');
const trees: string[] = [];

/** Writes a source tree (path from `src/` → text) to a folder of its own. */
function tree(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'cutri-architecture-'));
  trees.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, 'src', path)), { recursive: true });
    writeFileSync(join(root, 'src', path), text);
  }
  return root;
}

afterEach(() => {
  for (const root of trees.splice(0)) rmSync(root, { recursive: true });
});

describe('the code of this repository', () => {
  it('keeps every rule of the house', () => {
    expect(brokenRules(repository)).toEqual([]);
  });

  it('needs every exception that is listed', () => {
    expect(idleExceptions(repository)).toEqual([]);
  });

  it('is what the rules look at', () => {
    const files = sourceFiles(repository);
    expect(files.length).toBeGreaterThan(40);
    expect(files.find(({ path }) => path === 'config.ts')?.imports.map(({ specifier }) => specifier)).toEqual([
      'node:fs',
      'dotenv',
      'zod',
    ]);
  });
});

/** Rule → source trees that break it (and nothing else), with the file to blame. */
const broken: Record<Finding['rule'], [what: string, blamed: string, files: Record<string, string>][]> = {
  place: [
    ['a folder nobody named', 'services/x.ts', { 'services/x.ts': 'export const x = 1;' }],
    ['a new file beside app/app.ts', 'server.ts', { 'server.ts': 'export const x = 1;' }],
  ],
  direction: [
    [
      'elections that know of conversations',
      'elections/a.ts',
      { 'elections/a.ts': "import { b } from '../conversations/b.ts';\nexport const a = b;" },
    ],
    [
      'vietnamese that knows of elections, as a type',
      'vietnamese/a.ts',
      { 'vietnamese/a.ts': "import type { B } from '../elections/b.ts';\nexport const a: B = 1;" },
    ],
    [
      'messaging that knows of announcements',
      'messaging/a.ts',
      { 'messaging/a.ts': "export type { B } from '../announcements/b.ts';\nexport const a = 1;" },
    ],
    [
      'a subject that knows of an edge',
      'conversations/a.ts',
      { 'conversations/a.ts': "import { b } from '../stores/b.ts';\nexport const a = b;" },
    ],
    [
      'a subject that knows of the configuration',
      'conversations/a.ts',
      { 'conversations/a.ts': "import {\n  b,\n} from '../config.ts';\nexport const a = b;" },
    ],
    [
      'a subject that loads an edge when needed',
      'answering/a.ts',
      { 'answering/a.ts': "export const a = () => import('../sources/b.ts');" },
    ],
    [
      'a subject that imports for the effect',
      'answering/a.ts',
      { 'answering/a.ts': "import '../sources/b.ts';\nexport const a = 1;" },
    ],
  ],
  depth: [['a room inside a room', 'web/page/parts/a.ts', { 'web/page/parts/a.ts': 'export const a = 1;' }]],
  circle: [
    [
      'two files that know each other, as types',
      'elections/a.ts',
      {
        'elections/a.ts': "import type { B } from './b.ts';\nexport interface A {\n  b: B;\n}",
        'elections/b.ts': "import type { A } from './a.ts';\nexport interface B {\n  a: A;\n}",
      },
    ],
    [
      'three files in a ring',
      'elections/c.ts',
      {
        'elections/a.ts': "import { b } from './b.ts';\nexport const a = () => b;",
        'elections/b.ts': "import { c } from './c.ts';\nexport const b = () => c;",
        'elections/c.ts': "import { a } from './a.ts';\nexport const c = () => a;",
      },
    ],
  ],
  rooms: [
    [
      'a question that knows the reply',
      'answering/question/a.ts',
      { 'answering/question/a.ts': "import { b } from '../reply/b.ts';\nexport const a = b;" },
    ],
    [
      'sending that knows who decides',
      'announcements/sending/a.ts',
      { 'announcements/sending/a.ts': "import type { B } from '../b.ts';\nexport type A = B;" },
    ],
    ['a room nobody named', 'answering/more/a.ts', { 'answering/more/a.ts': 'export const a = 1;' }],
  ],
  door: [
    [
      'another room’s own business',
      'conversations/a.ts',
      { 'conversations/a.ts': "import { b } from '../answering/search/lexical-core.ts';\nexport const a = b;" },
    ],
  ],
  'room size': [
    [
      'a room of 26 files',
      'elections/file-10.ts',
      Object.fromEntries(Array.from({ length: 26 }, (_, i) => [`elections/file-${i + 10}.ts`, `export const n${i} = ${i};`])),
    ],
  ],
  'unique names': [
    [
      'two things of one name',
      'elections/b.ts',
      { 'vietnamese/a.ts': 'export const same = 1;', 'elections/b.ts': 'export interface same {\n  a: 1;\n}' },
    ],
  ],
  words: [
    ['a sentence in the middle of the rules', 'conversations/a.ts', { 'conversations/a.ts': "export const a = 'Xin lỗi bác.';" }],
    ['a sentence in a template', 'web/a.ts', { 'web/a.ts': 'export const a = (n: number) => `Còn $' + '{n} ngày nữa`;' }],
  ],
  patterns: [
    ['a pattern with diacritics', 'answering/reply/a.ts', { 'answering/reply/a.ts': 'export const a = /đơn vị/u;' }],
    ['a pattern over folded text', 'conversations/a.ts', { 'conversations/a.ts': 'export const a = /\\bdon vi nao\\b/u;' }],
  ],
  factories: [
    [
      'a factory of 81 lines',
      'conversations/a.ts',
      { 'conversations/a.ts': `export function createA() {\n${'  a();\n'.repeat(79)}}` },
    ],
  ],
  'edge to edge': [
    [
      'a channel that knows a store',
      'channels/a.ts',
      { 'channels/a.ts': "import { b } from '../stores/b.ts';\nexport const a = b;" },
    ],
    [
      'a command that knows a source, as a type',
      'commands/a.ts',
      { 'commands/a.ts': "import type { B } from '../sources/b.ts';\nexport const a: B = 1;" },
    ],
    [
      'a command that takes values from app/app.ts',
      'commands/a.ts',
      { 'commands/a.ts': "import { type A, b } from '../app/app.ts';\nexport const a: A = b;" },
    ],
    [
      'an edge that knows app/app.ts',
      'web/a.ts',
      { 'web/a.ts': "import type { A } from '../app/app.ts';\nexport const a: A = 1;" },
    ],
  ],
  composition: [
    [
      'a part of app/app.ts that knows the command line',
      'app/a.ts',
      { 'app/a.ts': "import { b } from '../cli.ts';\nexport const a = b;" },
    ],
    ['main.ts with an edge of its own', 'main.ts', { 'main.ts': "import { b } from './web/b.ts';\nb();" }],
    ['cli.ts with an edge besides the commands', 'cli.ts', { 'cli.ts': "import { b } from './importing/b.ts';\nb();" }],
    [
      'a configuration that knows the application',
      'config.ts',
      { 'config.ts': "import { b } from './app/app.ts';\nexport const a = b;" },
    ],
  ],
  'one importer': [
    [
      'two files with one library',
      'stores/b.ts',
      {
        'stores/a.ts': "import { Pool } from 'pg';\nexport const a = Pool;",
        'stores/b.ts': "import type { Pool } from 'pg';\nexport type B = Pool;",
      },
    ],
    [
      'two entries of one library',
      'web/b.ts',
      {
        'stores/a.ts': "import { a } from 'lowdb';\nexport const b = a;",
        'web/b.ts': "import { c } from 'lowdb/node';\nexport const d = c;",
      },
    ],
    [
      'a web framework outside web/',
      'channels/a.ts',
      { 'channels/a.ts': "import { html } from 'hono/html';\nexport const a = html;" },
    ],
    ['zod inside a subject', 'conversations/a.ts', { 'conversations/a.ts': "import { z } from 'zod';\nexport const a = z;" }],
    [
      'commander outside the command line',
      'web/a.ts',
      { 'web/a.ts': "import { Command } from 'commander';\nexport const a = Command;" },
    ],
  ],
  'pure subjects': [
    ['files', 'answering/a.ts', { 'answering/a.ts': "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;" }],
    [
      'a whole built-in',
      'answering/a.ts',
      { 'answering/a.ts': "import * as crypto from 'node:crypto';\nexport const a = crypto;" },
    ],
    [
      'random bytes',
      'conversations/a.ts',
      { 'conversations/a.ts': "import { createHash, randomBytes } from 'node:crypto';\nexport const a = [createHash];" },
    ],
    ['the clock', 'elections/a.ts', { 'elections/a.ts': 'export const a = () => Date.now();' }],
    ['the clock as a date', 'elections/a.ts', { 'elections/a.ts': 'export const a = () => new Date();' }],
    ['the clock as a date without brackets', 'elections/a.ts', { 'elections/a.ts': 'export const a = () => new Date;' }],
    [
      'the clock inside a template',
      'elections/a.ts',
      { 'elections/a.ts': 'export const a = () => `today: $' + '{new Date()}`;' },
    ],
    ['a stop watch', 'conversations/a.ts', { 'conversations/a.ts': 'export const a = () => performance.now();' }],
    ['chance', 'announcements/a.ts', { 'announcements/a.ts': 'export const a = () => Math.random();' }],
    ['a random id', 'announcements/a.ts', { 'announcements/a.ts': 'export const a = () => crypto.randomUUID();' }],
    ['a timer', 'conversations/a.ts', { 'conversations/a.ts': 'export const a = () => setTimeout(a, 1);' }],
    ['the network', 'conversations/a.ts', { 'conversations/a.ts': "export const a = () => fetch('https://example.org');" }],
    ['the terminal', 'conversations/a.ts', { 'conversations/a.ts': "export const a = () => console.log('x');" }],
  ],
  environment: [['an edge that reads a setting', 'stores/a.ts', { 'stores/a.ts': 'export const a = process.env.HOME;' }]],
  length: [
    ['a file of 251 lines', 'conversations/a.ts', { 'conversations/a.ts': `export const a = 1;\n${'// more\n'.repeat(250)}` }],
  ],
  name: [
    ['a drawer for everything', 'conversations/utils.ts', { 'conversations/utils.ts': 'export const a = 1;' }],
    ['types apart from what they describe', 'conversations/types.ts', { 'conversations/types.ts': 'export const a = 1;' }],
    ['a name that is not kebab-case', 'conversations/myFile.ts', { 'conversations/myFile.ts': 'export const a = 1;' }],
    [
      'a file that repeats its folder',
      'channels/telegram/telegram-sending.ts',
      { 'channels/telegram/telegram-sending.ts': 'export const a = 1;' },
    ],
    [
      'a file that repeats its house',
      'answering/search/answering-words.ts',
      { 'answering/search/answering-words.ts': 'export const a = 1;' },
    ],
    ['JSX', 'web/page.tsx', { 'web/page.tsx': 'export const a = 1;' }],
  ],
  barrel: [
    [
      'a file that passes everything on',
      'conversations/all.ts',
      { 'conversations/all.ts': "export * from './a.ts';\nexport const b = 1;" },
    ],
    [
      'a file that passes names on',
      'conversations/all.ts',
      { 'conversations/all.ts': "export { a } from './a.ts';\nexport type { B } from './b.ts';" },
    ],
  ],
  'named exports': [['a default export', 'conversations/a.ts', { 'conversations/a.ts': 'export default 1;' }]],
  'error classes': [
    ['a class that is no error', 'conversations/a.ts', { 'conversations/a.ts': 'export class Chat extends Map {\n}' }],
  ],
  'literal imports': [
    ['a computed import', 'web/a.ts', { 'web/a.ts': 'export const a = (name: string) => import(`./$' + '{name}.ts`);' }],
    ['require', 'web/a.ts', { 'web/a.ts': "export const a = require('pg');" }],
  ],
};

describe('a broken rule is found', () => {
  it('for every rule there is', () => {
    expect(Object.keys(broken).sort()).toEqual([...ruleNames].sort());
  });

  for (const [rule, cases] of Object.entries(broken)) {
    it.each(cases)(`${rule}: %s`, (_, blamed, files) => {
      const findings = brokenRules(tree(files));
      expect(findings.map((finding) => finding.rule)).toContain(rule);
      expect(findings.filter((finding) => finding.rule === rule).map((finding) => finding.file)).toContain(blamed);
    });
  }
});

describe('what keeps the rules is left in peace', () => {
  it.each<[string, Record<string, string>]>([
    [
      'the direction of the subjects',
      {
        'conversations/a.ts':
          "import { b } from '../answering/answering.ts';\nimport { c } from './c.ts';\nexport const a = [b, c];",
      },
    ],
    [
      'a command with a type of app/app.ts',
      {
        'commands/a.ts':
          "import type { A } from '../app/app.ts';\nimport { type B } from '../app/app.ts';\nexport const a: A & B = 1;",
      },
    ],
    [
      'app/app.ts with every edge',
      {
        'app/app.ts': "import { a } from '../web/server.ts';\nimport { b } from '../stores/store.ts';\nexport const c = [a, b];",
      },
    ],
    [
      'a pure hash in a subject',
      { 'announcements/a.ts': "import { createHash } from 'node:crypto';\nexport const a = createHash;" },
    ],
    ['a date made from a value', { 'elections/a.ts': 'export const a = (now: string) => new Date(now);' }],
    [
      'zod at an edge, hono in web/',
      {
        'web/a.ts': "import { z } from 'zod';\nimport { html } from 'hono/html';\nexport const a = [z, html];",
        'web/b.ts': "import { Hono } from 'hono';\nexport const b = Hono;",
      },
    ],
    [
      'words in comments, strings and regular expressions',
      {
        'conversations/a.ts':
          "// import { x } from '../web/x.ts' and Date.now()\n/* process.env */\nexport const a = ['Date.now()', `import('pg')`, /console.log|Math.random/u, \"it's\"];\n",
      },
    ],
    ['an error class', { 'conversations/a.ts': 'export class ChatError extends Error {\n}' }],
  ])('%s', (_, files) => {
    expect(brokenRules(tree(files))).toEqual([]);
  });
});
