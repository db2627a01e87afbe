import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from './knowledge.ts';

/** Version and build, e.g. `0.1.0+5c14edc`; the version alone where neither the settings nor a repository tell which build it is. */
export function buildName(given: string | undefined): string {
  const { version } = JSON.parse(readFileSync(packageFolder('package.json'), 'utf8')) as { version: string };
  const build = given ?? commitOf(packageFolder('.git'));
  return build === undefined ? version : `${version}+${build}`;
}

/** The short name of the commit a repository stands on. */
function commitOf(folder: string): string | undefined {
  try {
    const head = readFileSync(join(folder, 'HEAD'), 'utf8').trim();
    const commit = head.startsWith('ref: ') ? readFileSync(join(folder, head.slice(5)), 'utf8').trim() : head;
    return /^[0-9a-f]{40}$/u.test(commit) ? commit.slice(0, 7) : undefined;
  } catch {
    return undefined;
  }
}
