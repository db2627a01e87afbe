import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataFolder } from '../../../src/stores/embedded/data-folder.ts';
import { openInboxJournal } from '../../../src/stores/embedded/inbox-journal.ts';
import { StoreFileError } from '../../../src/stores/files.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';

/** Opens the folder with an inbox in it, and lets both go. */
async function visit(path: string): Promise<void> {
  const folder = await openDataFolder(path);
  try {
    const { inbox } = await folder.open('inbox.journal', (file, create) =>
      openInboxJournal({ path: file, create, now: () => new Date() }),
    );
    await inbox.close();
  } finally {
    folder.release();
  }
}

describe('the data folder', () => {
  it('H-8: is made for its owner only, and so are its files', async () => {
    const path = join(temporaryFolder(), 'data');
    await visit(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    for (const name of ['inbox.journal', 'contents.json']) expect(statSync(join(path, name)).mode & 0o777).toBe(0o600);
    await visit(path);
  });

  it('E-6: is not taken for a new one when a file it held is missing', async () => {
    const path = temporaryFolder();
    await visit(path);
    rmSync(join(path, 'inbox.journal'));
    await expect(visit(path)).rejects.toThrow(
      /inbox\.journal is missing, although this folder has been used before.*cutri restore/,
    );
    // The lock is free again: the next attempt gets the same answer.
    await expect(visit(path)).rejects.toThrow(StoreFileError);
  });

  it('E-4: refuses a list it cannot read and leaves it as it is', async () => {
    const path = temporaryFolder();
    await visit(path);
    writeFileSync(join(path, 'contents.json'), '{"cutri":"data","ver');
    await expect(visit(path)).rejects.toThrow(/contents\.json cannot be read as the list/);
    expect(readFileSync(join(path, 'contents.json'), 'utf8')).toBe('{"cutri":"data","ver');
  });

  it('E-7: says what is wrong where it may not write', () => {
    const parent = temporaryFolder();
    chmodSync(parent, 0o755);
    mkdirSync(join(parent, 'data'), { mode: 0o555 });
    const module = join(import.meta.dirname, '../../../src/stores/embedded/data-folder.ts');
    const program = `import(${JSON.stringify(module)})
      .then(({ openDataFolder }) => openDataFolder(${JSON.stringify(join(parent, 'data'))}))
      .then(() => console.log('opened'), (error) => console.log(error.name + ': ' + error.message))`;
    // root may write anywhere; anybody else is told
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    expect(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8', ...nobody })).toMatch(
      /^StoreFileError: .*lock cannot be locked .*must exist and be writable for this user/,
    );
  });
});
