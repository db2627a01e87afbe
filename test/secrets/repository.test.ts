import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { secretsIn } from './findings.ts';

const root = join(import.meta.dirname, '../..');
const git = (...argv: string[]) => execFileSync('git', argv, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 29 });
const isCheckout = spawnSync('git', ['rev-parse', '--git-dir'], { cwd: root }).status === 0;

/** Stores for tests, made by `make.ts` beside them under the key that stands there: seals and hashes look like secrets. */
const keptStores = 'test/fixtures/stores/layout-';

/** What looks like a secret and is none: check sums of packages, the public half of a browser's key pair, and seals and marks made under the key beside them, in tests. */
const madeForTests = [
  'r4OhwlGPe8fJ8StKStXgXtIvrZLZT6XD5dkWDQAoECtF3II_yw',
  'Ra2fnCKmtVoM2dsovC6D25lZycJvti0SvWLnFoKLB0U',
  'BLnVyOMlWZmlkEdBYKVqOeFO1SKKD1y92V8BZJ2nk2gWUwkSHoeVqYjKQDZVHWvrjTTR4GxzRSjCSA61V4hUMnE',
  'IQn2ZKy68lIelxTnNKwFug_V0QVbZFsM9BtZRk0kmMM',
  'bXHT8p9Q6FNj_PHz9KvD9MOXa5AXDKHTNpjJYG6tBYc',
  '34p-Jvs3EZluBakfuVZ5YVKCUeuiDa9wlXZoWvcDv1I',
  'jFtCy96hJVtN1AN6PNrwysL2VU_LpUtJBUNA00uaC44',
  'Gyb2-0He2lnBpC_djq5VbBnKceyk2CYbwOsSUzTPT5Q',
  'GtDSS1MA5HmCb7Aw54lCYxMa8Hw6o4VOHGTwmOX6l0E',
  '5hzrl8EfdhA-D_Tcwln8vjlGLGbHDXW0N3qPvmyQYSg',
  'uobarxiCnaTVJPrhiUgbiSj_MgZW10BdXZUJ258eHDQ',
];
const noSecret = new RegExp([String.raw`"integrity": "sha\d+-[^"]+"`, ...madeForTests].join('|'), 'gu');

describe('looking for secrets', () => {
  it('F-51: finds a bot token and a key among words, and nothing in names, paths and hashes', () => {
    const token = `${123_456_789}:${randomBytes(30).toString('base64url')}`;
    expect(secretsIn(`CUTRI_TELEGRAM_TOKEN=${token}`)).toContain(token);
    const keys = Array.from({ length: 1_000 }, () => randomBytes(36).toString('base64'));
    const found = keys.filter((key) => secretsIn(`secret: "${key}",`).includes(key));
    expect(found.length).toBeGreaterThan(970);
    expect(secretsIn('docs/decisions/0026-telegram-through-telegraf.md createElectoralUnitsOfEveryProvince2026')).toEqual([]);
    expect(secretsIn('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')).toEqual([]);
  });
});

describe.runIf(isCheckout)('the repository', () => {
  it('F-51: holds no secret in any file, screenshots and snapshots of tests included', () => {
    const files = git('ls-files', '-z')
      .split('\0')
      .filter((file) => file !== '' && !file.startsWith(keptStores));
    expect(files.length).toBeGreaterThan(400);
    const found = files.flatMap((file) => {
      const text = readFileSync(join(root, file), 'latin1').replace(noSecret, '');
      return file.endsWith('.png') ? [] : secretsIn(text).map((secret) => `${file}: ${secret}`);
    });
    expect(found).toEqual([]);
  });

  it('F-51: never held one: no line that was ever added has any', () => {
    const added = git(
      'log',
      '--all',
      '--patch',
      '--unified=0',
      '--no-color',
      '--no-ext-diff',
      '--format=',
      '--',
      '.',
      `:(exclude)${keptStores}*`,
    )
      .split('\n')
      .filter((line) => line.startsWith('+') && !line.startsWith('+++'))
      .join('\n')
      .replace(noSecret, '');
    expect(added.length).toBeGreaterThan(100_000);
    expect([...new Set(secretsIn(added))]).toEqual([]);
  });
});
