import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { lockFolder } from '../../../src/stores/embedded/lock.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A process that locks the folder and lives on. */
async function startHolder(folder: string): Promise<ChildProcess> {
  const module = join(import.meta.dirname, '../../../src/stores/embedded/lock.ts');
  const program = `import(${JSON.stringify(module)}).then(({ lockFolder }) => {
    globalThis.lock = lockFolder(${JSON.stringify(folder)});
    console.log('held');
    setInterval(() => {}, 1000);
  })`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout!, 'data');
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

const inUse = /is in use by another cutri process.*CUTRI_DATA.*DATABASE_URL/;

describe('the lock of a data folder', () => {
  it('B-9, E-8: is refused while another process lives, in words that say what to do, and free the moment it is dead', async () => {
    const folder = temporaryFolder();
    const holder = await startHolder(folder);
    expect(() => lockFolder(folder)).toThrow(inUse);
    await killed(holder);
    lockFolder(folder).release();
  });

  it('B-10: is not taken from a process that merely stands still', async () => {
    const folder = temporaryFolder();
    const holder = await startHolder(folder);
    holder.kill('SIGSTOP');
    expect(() => lockFolder(folder)).toThrow(inUse);
    await killed(holder);
    lockFolder(folder).release();
  });

  it('is held once within a process too, and can be taken again after release', () => {
    const folder = temporaryFolder();
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(inUse);
    lock.release();
    lockFolder(folder).release();
  });

  it('E-7: says what is wrong with a folder that is missing', () => {
    expect(() => lockFolder(join(temporaryFolder(), 'nowhere'))).toThrow(/cannot be locked .* must exist and be writable/);
  });
});
