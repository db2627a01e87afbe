import { createHash } from 'node:crypto';
import { dirname, join, relative, resolve } from 'node:path';
import { articleText, readArticle } from '../../elections/pack/article.ts';
import type { SourceDocument } from '../../elections/pack/document.ts';
import type { EditedFile, EditRefusal, PackEdit } from '../../elections/pack/edit.ts';
import { entryOf, type FactPlace, factAmong, factIn } from '../../elections/pack/written-fact.ts';
import { newList, withEntry } from '../../elections/pack/yaml-text.ts';
import { articleFilesIn } from '../news.ts';
import { filesIn, readPackFile } from '../pack-files.ts';
import { stationFile } from '../stations/table-file.ts';
import { yamlValue } from '../yaml-file.ts';
import { rewrittenFact } from './rewriting.ts';
import { type EntryThere, findMilestone, findProvince, rewrittenMilestone, rewrittenProvince } from './settings.ts';

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
      const lists = yamlValue(text) as Record<string, { id?: string; asks?: unknown[] }[] | undefined> | undefined;
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

/** The file and entry of a fact; the uppermost pack that has it. */
export async function findFact(
  folders: readonly string[],
  id: string,
): Promise<{ file: string; text: string; path: ['facts', number]; entry: Readonly<Record<string, unknown>> } | undefined> {
  for (const folder of folders.toReversed())
    for (const file of await filesIn(join(folder, 'facts'), '.yaml', [])) {
      const text = await read(file);
      const place = factAmong(yamlValue(text), id);
      if (place) return { file, text, ...place };
    }
  return undefined;
}

/** What a form of a fact was filled with. */
export const factFingerprint = (entry: object): string => fingerprint(JSON.stringify(entry));

/** An entry that was found, as `after` of it becomes. */
function changedEntry(found: EntryThere | undefined, is: string, rewritten: (there: EntryThere) => string | undefined): Edited {
  if (!found) return { kind: 'conflict', why: 'gone' };
  if (factFingerprint(found.entry) !== is) return { kind: 'conflict', why: 'changed' };
  const after = rewritten(found);
  if (after === undefined) return { kind: 'conflict', why: 'unclear-file' };
  if (after === found.text) return { kind: 'conflict', why: 'there-already' };
  return { kind: 'edited', seen: is, edited: { file: found.file, before: found.text, after }, path: found.path };
}

async function changedFact(folders: readonly string[], { fact, is }: Extract<PackEdit, { kind: 'change' }>): Promise<Edited> {
  return changedEntry(await findFact(folders, fact.id), is, (found) => rewrittenFact(found as FactPlace & EntryThere, fact));
}

/** The file of an article: where its id stands now, or a new one among the news of the uppermost pack. */
async function articleFile(folders: readonly string[], { id }: SourceDocument): Promise<string> {
  for (const folder of folders.toReversed())
    for (const file of await articleFilesIn(folder)) if (readArticle(await read(file), file).document?.id === id) return file;
  const top = folders.at(-1)!;
  // A pack of documents alone has them in its own folder: a folder `news` beside them would hide them all.
  const [beside] = await articleFilesIn(top);
  return join(beside === undefined ? join(top, 'news') : dirname(beside), `${id}.md`);
}

async function writtenArticle(folders: readonly string[], document: SourceDocument): Promise<Edited> {
  // It becomes the name of a file.
  if (!/^[\p{L}\p{N}-]{1,150}$/u.test(document.id)) return { kind: 'conflict', why: 'foreign-file' };
  const file = await articleFile(folders, document);
  const before = await read(file);
  const after = articleText(document);
  if (before === after) return { kind: 'conflict', why: 'there-already' };
  return { kind: 'edited', seen: fingerprint(before), edited: { file, before, after } };
}

const withoutGaps = (entry: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));

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

/** `path`: of the entry in the file as it becomes. */
type Edited = { kind: 'edited'; seen: string; edited: EditedFile; path?: PropertyKey[] } | EditRefusal;

/** What an edit makes of the file it is about, and the fingerprint of what it is about. */
export async function editedFile(folders: readonly string[], edit: PackEdit): Promise<Edited> {
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
      const edited = await appended(join(top, 'facts', added), 'facts', withoutGaps(entryOf(edit.fact)));
      const place = factIn(edited.after, edit.fact.id);
      return (await findEntry(folders, edit.fact.id))
        ? { kind: 'conflict', why: 'there-already' }
        : { kind: 'edited', seen: fingerprint(''), edited, ...(place ? { path: place.path } : {}) };
    }
    case 'change':
      return changedFact(folders, edit);
    case 'milestone':
      return changedEntry(await findMilestone(folders, edit.milestone.id), edit.is, (found) =>
        rewrittenMilestone(found, edit.milestone),
      );
    case 'province':
      return changedEntry(await findProvince(folders), edit.is, (found) => rewrittenProvince(found, edit.province));
    case 'article':
      return writtenArticle(folders, edit.document);
    case 'stations': {
      const { before, after, ...made } = await stationFile(folders, edit.commune, edit.rows);
      if (before === after) return { kind: 'conflict', why: 'there-already' };
      return { kind: 'edited', seen: fingerprint(made.rows), edited: { file: made.file, before, after } };
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
