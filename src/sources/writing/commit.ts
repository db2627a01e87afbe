import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const deadlineMs = 20_000;

/** Commits one file where its folder is a git repository, and nothing else that may lie there; the author is an official's id. */
export async function commitFile(file: string, message: string, by: string): Promise<'commit' | 'no-repository' | 'unrecorded'> {
  const git = (...args: string[]) => run('git', ['-C', dirname(file), ...args], { timeout: deadlineMs });
  const inside = await git('rev-parse', '--is-inside-work-tree').then(
    ({ stdout }) => stdout.trim() === 'true',
    () => false,
  );
  if (!inside) return 'no-repository';
  const name = basename(file);
  const who = ['-c', `user.name=${by}`, '-c', 'user.email=console@localhost', '-c', 'commit.gpgsign=false'];
  try {
    await git('add', '--', name);
    await git(...who, 'commit', '--quiet', '--no-verify', '-m', message, '--', name);
    return 'commit';
  } catch {
    return 'unrecorded';
  }
}
