import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { type ChannelAbilities, describeChannel, type OpenedChannel } from '../contracts/channel.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/how-to/add-a-channel.md'), 'utf8');
const pieces = [...page.matchAll(/^<!-- file: (?<file>\S+) -->\n```ts\n(?<code>[\s\S]*?)^```$/gmu)].map(({ groups }) => ({
  file: groups!.file!,
  code: groups!.code!,
}));

/** The files of the page in a folder of their own; what they import of the repository is found there. */
function writtenOut(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cutri-page-'));
  const given = pieces.map(({ file }) => file);
  for (const { file, code } of pieces) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    const imported = (specifier: string) => {
      const target = join(dirname(file), specifier);
      return given.includes(target) ? specifier : relative(dirname(path), join(root, target));
    };
    writeFileSync(
      path,
      code
        .replace(/from '(?<specifier>\.[^']+)'/gu, (_, specifier: string) => `from '${imported(specifier)}'`)
        .replace(/from 'zod'/u, `from '${relative(dirname(path), join(root, 'node_modules/zod/index.js'))}'`),
    );
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  return folder;
}

const folder = writtenOut();
afterAll(() => rmSync(folder, { recursive: true }));

describe('the page that says how to add a channel', () => {
  it('shows the channel and its test', () => {
    expect(pieces.map(({ file }) => file)).toEqual(['src/channels/loa.ts', 'test/channels/loa.test.ts']);
  });

  it('shows code that compiles under the rules of this repository', async () => {
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { noEmit: true, rootDir: '/', typeRoots: [join(root, 'node_modules/@types')], incremental: false },
      include: [join(folder, '**/*.ts')],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const { stdout } = await promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['-p', folder]).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });
});

describe('the channel of that page keeps the contract', async () => {
  const { abilities, openLoa } = (await import(join(folder, 'test/channels/loa.test.ts'))) as {
    abilities: ChannelAbilities;
    openLoa: () => Promise<OpenedChannel>;
  };
  describeChannel(abilities, openLoa);
});
