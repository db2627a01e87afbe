/** The index of the documents in a file, so that a large pack is ready sooner. A copy, never the truth: any doubt and it is built anew. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { KnowledgeState } from '../answering/search/knowledge-base.ts';
import type { SourceDocument } from '../elections/pack/document.ts';
import { diskFiles, errorCode, readWhole, replaceFile } from './files.ts';

export type SavedIndex = { kind: 'usable'; state: KnowledgeState } | { kind: 'unusable' /** For the log. */; why: string };

/** First line of the file; what follows is the index. */
const headerShape = z.object({
  cutriIndex: z.literal(1),
  /** Which program, on which engine, made it from which documents. */
  program: z.string(),
  documents: z.string(),
  /** Of everything after the first line. */
  bytes: z.number(),
  sha256: z.string(),
});
type Header = z.infer<typeof headerShape>;

/** Folders whose code decides what the index looks like. */
const codeFolders = ['answering/search', 'answering/question', 'elections/pack', 'vietnamese'];

/** Reads the index of exactly these documents, as this very program saved it. Never throws for what is in the file. */
export async function readSavedIndex(path: string, documents: readonly SourceDocument[]): Promise<SavedIndex> {
  const unusable = (why: string): SavedIndex => ({ kind: 'unusable', why });
  let file: Buffer | undefined;
  try {
    file = await readWhole(diskFiles, path);
  } catch (error) {
    return unusable(`it cannot be read (${errorCode(error)})`);
  }
  if (!file) return unusable('there is none yet');
  const end = file.indexOf('\n');
  const header = headerOf(file.toString('utf8', 0, Math.max(0, end)));
  if (!header) return unusable('it is no saved index');
  const payload = file.subarray(end + 1);
  if (payload.length !== header.bytes || sha256(payload) !== header.sha256) return unusable('it is damaged');
  if (header.program !== (await programStamp())) return unusable('another version of the program saved it');
  if (header.documents !== documentsStamp(documents)) return unusable('the documents have changed since');
  return { kind: 'usable', state: deserialize(payload) as KnowledgeState };
}

/** Writes the index of these documents in one step: a crash leaves the file before, or this one, whole. Throws where it cannot be written. */
export async function saveIndex(path: string, documents: readonly SourceDocument[], state: KnowledgeState): Promise<void> {
  const payload = serialize(state);
  const header: Header = {
    cutriIndex: 1,
    program: await programStamp(),
    documents: documentsStamp(documents),
    bytes: payload.length,
    sha256: sha256(payload),
  };
  await replaceFile(diskFiles, path, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), payload]));
}

function headerOf(line: string): Header | undefined {
  try {
    return headerShape.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Every document with every field, in order: slots are given out in that order. */
function documentsStamp(documents: readonly SourceDocument[]): string {
  const hash = createHash('sha256');
  for (const document of documents) hash.update(`${JSON.stringify(document)}\n`);
  return hash.digest('hex');
}

/** The code that builds the index and the engine that wrote it: no version number that somebody could forget to raise. */
async function programStamp(): Promise<string> {
  const parts = [`node ${process.versions.node} ${process.arch}`];
  for (const folder of codeFolders) {
    const path = join(import.meta.dirname, '..', folder);
    for (const name of (await readdir(path)).sort()) {
      if (/\.[jt]s$/u.test(name) && !name.endsWith('.d.ts')) parts.push(name, await readFile(join(path, name), 'utf8'));
    }
  }
  return sha256(parts.join('\n'));
}
