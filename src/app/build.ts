import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from './knowledge.ts';

/**
 * Version and build, e.g. `0.1.0+5c14edc`: as `given`, else as the file `build-id` says, else the commit of the repository; the version alone
 * where none of them tells. `root` is the folder of the package.
 */
export function buildName(given: string | undefined, root: string = packageFolder('.')): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const build = given ?? textOf(join(root, 'build-id')) ?? commitOf(join(root, '.git'));
  return build === undefined ? version : `${version}+${build}`;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The short name of the commit a repository stands on. */
function commitOf(folder: string): string | undefined {
  const head = textOf(join(folder, 'HEAD'));
  const commit = head?.startsWith('ref: ') ? textOf(join(folder, head.slice(5))) : head;
  return commit !== undefined && /^[0-9a-f]{40}$/u.test(commit) ? commit.slice(0, 7) : undefined;
}
