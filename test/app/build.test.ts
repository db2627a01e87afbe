import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildName } from '../../src/app/build.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const commit = '5c14edc0123456789abcdef0123456789abcdef0';

describe('the name of a build', () => {
  it('is the version, and what is known of the build: as given, as its file says, or the commit', () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'package.json'), '{"version":"1.2.3"}');
    expect(buildName(undefined, root)).toBe('1.2.3');
    mkdirSync(join(root, '.git/refs/heads'), { recursive: true });
    writeFileSync(join(root, '.git/HEAD'), 'ref: refs/heads/main\n');
    expect(buildName(undefined, root)).toBe('1.2.3');
    writeFileSync(join(root, '.git/refs/heads/main'), `${commit}\n`);
    expect(buildName(undefined, root)).toBe('1.2.3+5c14edc');
    writeFileSync(join(root, '.git/HEAD'), `${commit}\n`);
    expect(buildName(undefined, root)).toBe('1.2.3+5c14edc');
    writeFileSync(join(root, 'build-id'), 'release-9\n');
    expect(buildName(undefined, root)).toBe('1.2.3+release-9');
    expect(buildName('mine', root)).toBe('1.2.3+mine');
  });
});
