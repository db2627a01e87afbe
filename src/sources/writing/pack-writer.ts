import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type {
  EditedFile,
  EditMade,
  EditRefusal,
  EditTried,
  FieldProblem,
  PackDesk,
  PackEdit,
} from '../../elections/pack/edit.ts';
import type { Problem } from '../../elections/pack/problem.ts';
import { writtenFact } from '../../elections/pack/written-fact.ts';
import { writtenMilestone, writtenProvince } from '../../elections/pack/written-settings.ts';
import { readYaml } from '../../elections/pack/yaml-text.ts';
import { loadPack } from '../pack.ts';
import { readPackFile } from '../pack-files.ts';
import { foldersOf } from '../pack-stack.ts';
import { sourcesIn } from '../registry.ts';
import { editedFile, factFingerprint, findFact } from './edited-file.ts';
import { findMilestone, findProvince } from './settings.ts';

export interface PackWriterDeps {
  /** See `foldersOf`. */
  stack: string;
  /** Writes a file so that nobody ever sees half of it. */
  write(file: string, text: string): Promise<void>;
  /** One commit of this file where its folder is a repository. */
  record(file: string, message: string, by: string): Promise<'commit' | 'no-repository' | 'unrecorded'>;
  /** What is wrong with a stack; by default it is read where we are. */
  check?(stack: string): Promise<Problem[]>;
}

/** What stands in the log of the repository. */
const messageOf = (edit: PackEdit): string => {
  switch (edit.kind) {
    case 'wording':
      return `knowledge: another way of asking for ${edit.fact}`;
    case 'fact':
    case 'change':
      return `knowledge: ${edit.fact.id}`;
    case 'milestone':
      return `knowledge: ${edit.milestone.id}`;
    case 'province':
      return 'knowledge: what the province says of itself';
    case 'article':
      return `knowledge: news ${edit.document.id}`;
    case 'stations':
      return `knowledge: polling stations of ${edit.commune}`;
    case 'unknown':
      return `knowledge: ${edit.unknown.id} is known not to be known`;
    case 'restore':
      return 'knowledge: back to an earlier version';
  }
};

/** Does something with a copy of the stack in which the file is changed; problems are named by the files they are copies of. */
async function onCopy<Result>(
  folders: readonly string[],
  { file, after }: EditedFile,
  use: (stack: string) => Promise<{ problems: Problem[]; result: Result }>,
): Promise<{ problems: Problem[]; result: Result }> {
  const copy = await mkdtemp(join(tmpdir(), 'cutri-edit-'));
  try {
    const copies = folders.map((_, i) => join(copy, String(i)));
    for (const [i, folder] of folders.entries()) await cp(folder, copies[i]!, { recursive: true, filter: isKnowledge });
    const at = folders.findLastIndex((folder) => !relative(resolve(folder), resolve(file)).startsWith('..'));
    const target = join(copies[at]!, relative(resolve(folders[at]!), resolve(file)));
    await mkdir(dirname(target), { recursive: true });
    await (after === '' ? rm(target, { force: true }) : writeFile(target, after));
    const { problems, result } = await use(copies.join(';'));
    const named = (path: string) => folders.reduce((said, folder, i) => said.replaceAll(copies[i]!, folder), path);
    return {
      problems: problems.map((problem) => ({ ...problem, file: named(problem.file), message: named(problem.message) })),
      result,
    };
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** A repository's own files may be many, and are none of the pack. */
const isKnowledge = (path: string): boolean => basename(path) !== '.git';

/** Problems of one entry with its keys: named in the message, else by the line they stand on. */
function withFields(problems: readonly Problem[], { file, after }: EditedFile, path: PropertyKey[] | undefined): FieldProblem[] {
  if (path === undefined) return [...problems];
  const yaml = readYaml(after, file, { scalars: 'text' });
  const entry = path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], yaml.value);
  const keys = Object.keys((entry ?? {}) as object).map((key) => ({ key, line: yaml.lineOf([...path, key]) }));
  return problems.map((problem) => {
    const { line } = problem;
    if (line === undefined || resolve(problem.file) !== resolve(file) || line < (keys[0]?.line ?? Infinity)) return problem;
    const named = /^"(\w{1,20})[".]/u.exec(problem.message)?.[1];
    return { ...problem, field: named ?? keys.findLast((one) => one.line <= line)!.key };
  });
}

const loadedProblems = async (stack: string): Promise<Problem[]> => (await loadPack(stack)).problems;

export function createPackWriter({ stack, write, record, check = loadedProblems }: PackWriterDeps): PackDesk {
  const folders = foldersOf(stack);
  let turn: Promise<unknown> = Promise.resolve();

  async function tried<Result>(
    edit: PackEdit,
    use: (stack: string) => Promise<{ problems: Problem[]; result: Result }>,
  ): Promise<{ kind: 'tried'; seen: string; edited: EditedFile; result: Result } | EditRefusal> {
    const found = await editedFile(folders, edit);
    if (found.kind !== 'edited') return found;
    const { edited, seen, path } = found;
    if (edited.after === edited.before) return { kind: 'conflict', why: 'changed' };
    const { problems, result } = await onCopy(folders, edited, use);
    return problems.length > 0
      ? { kind: 'problems', problems: withFields(problems, edited, path) }
      : { kind: 'tried', seen, edited, result };
  }

  async function attempt(edit: PackEdit): Promise<EditTried> {
    const outcome = await tried(edit, async (copy) => ({ problems: await check(copy), result: undefined }));
    return outcome.kind === 'tried' ? { kind: 'fits', seen: outcome.seen, ...outcome.edited } : outcome;
  }

  async function make(edit: PackEdit, seen: string, by: string): Promise<EditMade> {
    const tried = await attempt(edit);
    if (tried.kind !== 'fits') return tried;
    if (tried.seen !== seen) return { kind: 'conflict', why: 'changed' };
    const { file, before, after } = tried;
    // Edited by hand while it was checked: what is there now was not looked at.
    if (((await readPackFile(file, [])) ?? '') !== before) return { kind: 'conflict', why: 'changed' };
    await mkdir(dirname(file), { recursive: true });
    // Back to before it was there.
    await (after === '' ? rm(file, { force: true }) : write(file, after));
    return { kind: 'written', file, before, after, recorded: await record(file, messageOf(edit), by) };
  }

  return {
    try: attempt,
    async tryOut(edit, use) {
      const outcome = await tried(edit, use);
      return outcome.kind === 'tried' ? { kind: 'tried', result: outcome.result } : outcome;
    },
    async fact(id) {
      const found = await findFact(folders, id);
      return found && { fact: writtenFact(found.entry), is: factFingerprint(found.entry) };
    },
    async milestone(id) {
      const found = await findMilestone(folders, id);
      return found && { milestone: writtenMilestone(found.entry), is: factFingerprint(found.entry) };
    },
    async province() {
      const found = await findProvince(folders);
      return found && { province: writtenProvince(found.entry), is: factFingerprint(found.entry) };
    },
    sources: () => sourcesIn(folders.map((folder) => join(folder, 'facts', 'sources.yaml'))),
    make(edit, seen, by) {
      // One after the other: two edits of one file must not each be checked without the other.
      const made = turn.then(() => make(edit, seen, by));
      turn = made.catch(() => undefined);
      return made;
    },
  };
}
