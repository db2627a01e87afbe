import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../elections/pack/problem.ts';
import { packText, sizeProblem } from '../elections/pack/text.ts';

/** A table or a file of facts is a few hundred kilobytes at most. */
const maxBytes = 4 * 1024 * 1024;

/** Text of a pack file; `undefined` where there is no such file (that is fine) or it cannot be read (then `problems` says why). */
export async function readPackFile(file: string, problems: Problem[]): Promise<string | undefined> {
  try {
    const tooLarge = sizeProblem((await stat(file)).size, file, maxBytes);
    if (tooLarge) {
      problems.push(tooLarge);
      return undefined;
    }
    const read = packText(await readFile(file), file, maxBytes);
    if (read.kind === 'problem') problems.push(read.problem);
    else if (read.text.trim() === '') problems.push({ file, message: 'the file is empty', fix: 'fill it in, or remove it' });
    else return read.text;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    problems.push({ file, message: `the file cannot be read: ${code ?? message}`, fix: 'check that you may read it' });
  }
  return undefined;
}

/**
 * Files of a folder with one of the endings, in order; none where there is no such folder. Anything else in it that is not a README is
 * reported: a file nobody reads is a mistake that would stay unseen.
 */
export async function filesIn(folder: string, ending: string, problems: Problem[]): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.') || /^readme\.md$/iu.test(entry.name)) continue;
    if (!entry.isDirectory() && entry.name.endsWith(ending)) names.push(entry.name);
    else {
      const fix = `name it with the ending ${ending}, or move it elsewhere`;
      problems.push({ file: join(folder, entry.name), message: `only files ending in ${ending} are read here`, fix });
    }
  }
  return names.sort().map((name) => join(folder, name));
}
