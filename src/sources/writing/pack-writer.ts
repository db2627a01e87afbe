import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import type { EditedFile, EditMade, EditTried, PackEdit, PackWriter } from '../../elections/pack/edit.ts';
import type { Problem } from '../../elections/pack/problem.ts';
import { loadPack } from '../pack.ts';
import { readPackFile } from '../pack-files.ts';
import { foldersOf } from '../pack-stack.ts';
import { editedFile } from './edited-file.ts';

export interface PackWriterDeps {
  /** See `foldersOf`. */
  stack: string;
  /** Writes a file so that nobody ever sees half of it. */
  write(file: string, text: string): Promise<void>;
  /** One commit of this file where its folder is a repository. */
  record(file: string, message: string, by: string): Promise<'commit' | 'no-repository' | 'unrecorded'>;
}

/** What stands in the log of the repository. */
const messageOf = (edit: PackEdit): string => {
  switch (edit.kind) {
    case 'wording':
      return `knowledge: another way of asking for ${edit.fact}`;
    case 'fact':
      return `knowledge: ${edit.fact.id}`;
    case 'unknown':
      return `knowledge: ${edit.unknown.id} is known not to be known`;
    case 'restore':
      return 'knowledge: back to an earlier version';
  }
};

/** The problems the stack would have with the file changed: the same checks as `cutri check`, on a copy. */
async function problemsWithEdit(folders: readonly string[], { file, after }: EditedFile): Promise<Problem[]> {
  const copy = await mkdtemp(join(tmpdir(), 'cutri-edit-'));
  try {
    const copies = folders.map((_, i) => join(copy, String(i)));
    for (const [i, folder] of folders.entries()) await cp(folder, copies[i]!, { recursive: true });
    const at = folders.findLastIndex((folder) => !relative(resolve(folder), resolve(file)).startsWith('..'));
    const target = join(copies[at]!, relative(resolve(folders[at]!), resolve(file)));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, after);
    const { problems } = await loadPack(copies.join(';'));
    const named = (path: string) => folders.reduce((said, folder, i) => said.replaceAll(copies[i]!, folder), path);
    return problems.map((problem) => ({ ...problem, file: named(problem.file), message: named(problem.message) }));
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

export function createPackWriter({ stack, write, record }: PackWriterDeps): PackWriter {
  const folders = foldersOf(stack);
  let turn: Promise<unknown> = Promise.resolve();

  async function attempt(edit: PackEdit): Promise<EditTried> {
    const found = await editedFile(folders, edit);
    if (found.kind !== 'edited') return found;
    const { edited, seen } = found;
    if (edited.after === edited.before) return { kind: 'conflict', why: 'changed' };
    const problems = await problemsWithEdit(folders, edited);
    return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'fits', seen, ...edited };
  }

  async function make(edit: PackEdit, seen: string, by: string): Promise<EditMade> {
    const tried = await attempt(edit);
    if (tried.kind !== 'fits') return tried;
    if (tried.seen !== seen) return { kind: 'conflict', why: 'changed' };
    const { file, before, after } = tried;
    // Edited by hand while it was checked: what is there now was not looked at.
    if (((await readPackFile(file, [])) ?? '') !== before) return { kind: 'conflict', why: 'changed' };
    await mkdir(dirname(file), { recursive: true });
    await write(file, after);
    return { kind: 'written', file, before, after, recorded: await record(file, messageOf(edit), by) };
  }

  return {
    try: attempt,
    make(edit, seen, by) {
      // One after the other: two edits of one file must not each be checked without the other.
      const made = turn.then(() => make(edit, seen, by));
      turn = made.catch(() => undefined);
      return made;
    },
  };
}
