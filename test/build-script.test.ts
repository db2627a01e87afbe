import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './fakes/temporary-folder.ts';

const script = join(import.meta.dirname, '../scripts/build.js');

/** A tree as it is given out: built, with its sources, without a compiler. */
function builtTree(): string {
  const root = temporaryFolder();
  for (const folder of ['scripts', 'src', 'dist']) mkdirSync(join(root, folder));
  copyFileSync(script, join(root, 'scripts/build.js'));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(join(root, 'src/main.ts'), 'one');
  writeFileSync(join(root, 'dist/main.js'), 'one');
  writeFileSync(join(root, 'dist/built-from'), createHash('sha256').update('/main.ts\0one\0').digest('hex'));
  return root;
}

const startIn = (root: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/build.js'), '--if-needed'], {
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
};

describe('what npm start does first', () => {
  it('G-10: nothing in a built tree: no compiler, nothing written', () => {
    const root = builtTree();
    const before = readdirSync(root, { recursive: true });
    expect(startIn(root)).toEqual({ status: 0, said: '' });
    expect(readdirSync(root, { recursive: true })).toEqual(before);
    rmSync(join(root, 'src'), { recursive: true });
    expect(startIn(root)).toEqual({ status: 0, said: '' });
  });

  it('G-10: where sources changed and there is no compiler, one sentence says what to run', () => {
    const root = builtTree();
    writeFileSync(join(root, 'src/main.ts'), 'two');
    expect(startIn(root)).toMatchObject({
      status: 1,
      said: expect.stringMatching(/^cutri: dist\/ was built from other sources.*npm ci && npm run build\n$/),
    });
    rmSync(join(root, 'dist'), { recursive: true });
    expect(startIn(root)).toMatchObject({ status: 1, said: expect.stringMatching(/^cutri: this tree has not been built/) });
  });
});
