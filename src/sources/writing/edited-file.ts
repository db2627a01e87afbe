import { createHash } from 'node:crypto';
import { join, relative, resolve } from 'node:path';
import type { EditedFile, EditRefusal, FactWritten, PackEdit } from '../../elections/pack/edit.ts';
import { newList, readYaml, withEntry } from '../../elections/pack/yaml-text.ts';
import { filesIn, readPackFile } from '../pack-files.ts';

/** What is added at the console goes to files of this name, so that nobody's own order is disturbed. */
const added = 'added-at-the-console.yaml';

/** A hash of something as it was seen. */
export const fingerprint = (seen: string): string => createHash('sha256').update(seen).digest('hex');

const read = async (file: string): Promise<string> => (await readPackFile(file, [])) ?? '';

/** Where an entry of this id stands, and what it says. */
interface Found {
  file: string;
  text: string;
  path: PropertyKey[];
  /** Without its ways of asking: more of them may have been added meanwhile. */
  entry: string;
  asks: readonly unknown[];
}

async function findEntry(folders: readonly string[], id: string): Promise<Found | undefined> {
  for (const folder of folders.toReversed())
    for (const file of await filesIn(join(folder, 'facts'), '.yaml', [])) {
      const text = await read(file);
      const lists = readYaml(text, file, { scalars: 'text' }).value as
        | Record<string, { id?: string; asks?: unknown[] }[] | undefined>
        | undefined;
      for (const list of ['facts', 'milestones']) {
        const entries = lists?.[list];
        const at = Array.isArray(entries) ? entries.findIndex((one) => one?.id === id) : -1;
        if (at < 0) continue;
        const { asks = [], ...entry } = entries![at]!;
        return { file, text, path: [list, at, 'asks'], entry: JSON.stringify(entry), asks };
      }
    }
  return undefined;
}

const written = ({ source, article, asks, ...fact }: FactWritten): object => ({
  ...fact,
  sources: [
    {
      ...(source.startsWith('news:') ? { document: source.slice('news:'.length) } : { key: source }),
      ...(article === undefined ? {} : { article }),
    },
  ],
  asks,
});

/** An entry put at the end of the console's own file of the uppermost pack. */
async function appended(file: string, key: string | undefined, entry: unknown): Promise<EditedFile> {
  const before = await read(file);
  const comment =
    'Written at the officials’ console: proposed by one person, published by another. May be edited by hand like any other file.';
  const after = before.trim() === '' ? newList(comment, key, entry) : withEntry(before, key === undefined ? [] : [key], entry);
  return { file, before, after: after ?? before };
}

const isWithin = (folders: readonly string[], file: string): boolean =>
  folders.some((folder) => {
    const path = relative(resolve(folder), resolve(file));
    return path !== '' && !path.startsWith('..') && /\.(?:ya?ml|csv|md)$/u.test(path);
  });

/** What an edit makes of the file it is about, and the fingerprint of what it is about. */
export async function editedFile(
  folders: readonly string[],
  edit: PackEdit,
): Promise<{ kind: 'edited'; seen: string; edited: EditedFile } | EditRefusal> {
  const top = folders.at(-1)!;
  switch (edit.kind) {
    case 'wording': {
      const found = await findEntry(folders, edit.fact);
      if (!found) return { kind: 'conflict', why: 'gone' };
      if (found.asks.includes(edit.wording)) return { kind: 'conflict', why: 'there-already' };
      const after = withEntry(found.text, found.path, edit.wording);
      if (after === undefined) return { kind: 'conflict', why: 'changed' };
      return { kind: 'edited', seen: fingerprint(found.entry), edited: { file: found.file, before: found.text, after } };
    }
    case 'fact': {
      const edited = await appended(join(top, 'facts', added), 'facts', written(edit.fact));
      return (await findEntry(folders, edit.fact.id))
        ? { kind: 'conflict', why: 'there-already' }
        : { kind: 'edited', seen: fingerprint(''), edited };
    }
    case 'unknown': {
      const edited = await appended(join(top, 'questions', 'unknown', added), undefined, edit.unknown);
      return { kind: 'edited', seen: fingerprint(''), edited };
    }
    case 'restore': {
      if (!isWithin(folders, edit.file)) return { kind: 'conflict', why: 'foreign-file' };
      const before = await read(edit.file);
      if (fingerprint(before) !== edit.is) return { kind: 'conflict', why: 'changed' };
      return { kind: 'edited', seen: edit.is, edited: { file: edit.file, before, after: edit.text } };
    }
  }
}
