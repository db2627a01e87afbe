import type { KnowledgePack } from '../elections/pack/pack.ts';
import type { Problem } from '../elections/pack/problem.ts';
import { createArticleCache } from './news.ts';
import { loadPack } from './pack.ts';
import { packStamp } from './pack-stamp.ts';

/** A pack as it stood on the disk, and the stamp it had before it was read. */
export interface PackReading {
  pack: KnowledgePack;
  problems: Problem[];
  stamp: string;
}

/** Reads the same pack again and again: an article whose file has not changed is not read twice. */
export interface PackReader {
  /** Its folder, or its folders (`foldersOf`). */
  stack: string;
  read(): Promise<PackReading>;
  /** See `packStamp`. */
  stamp(): Promise<string>;
}

export function createPackReader(stack: string): PackReader {
  const articles = createArticleCache();
  const stamp = (): Promise<string> => packStamp(stack);
  return {
    stack,
    stamp,
    async read() {
      const before = await stamp();
      return { ...(await loadPack(stack, articles)), stamp: before };
    },
  };
}
