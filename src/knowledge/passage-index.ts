import { type Candidate, createCandidateFinder } from './candidates.ts';
import type { Passage, SourceDocument } from './document.ts';
import { createLexicalCore, type LexicalCore } from './lexical-core.ts';
import { createMatcher, type FormTables } from './match.ts';
import { passagesOf } from './passage.ts';
import type { Query } from './query.ts';
import { rankScore } from './ranking.ts';

export interface Hit {
  passage: Passage;
  score: number;
}

/** A hit with what the evidence needs. */
export interface ScoredHit extends Hit {
  slot: number;
  signals: Float64Array;
}

export interface PassageIndex {
  /** Adds a document, or puts it in the place of the one with the same id. */
  add(document: SourceDocument): void;
  /** Removes a document; false if there is none of that id. */
  remove(id: string): boolean;
  /** Number of passages. */
  readonly size: number;
  readonly documents: number;
  /** The passages that fit best, best first. */
  search(query: Query, limit: number): ScoredHit[];
  readonly core: LexicalCore;
}

/** Passages that get the exact second look. */
const candidateCount = 40;

export function createPassageIndex(): PassageIndex {
  const core = createLexicalCore();
  const finder = createCandidateFinder(core);
  const documents = new Map<string, number[]>();
  const passages: (Passage | undefined)[] = [];
  const titles: Uint32Array[] = [];
  let tables: FormTables = { slot: new Uint8Array(0), exact: new Uint8Array(0), factor: new Float32Array(0) };

  function remove(id: string): boolean {
    const slots = documents.get(id);
    if (!slots) return false;
    documents.delete(id);
    core.remove(slots);
    for (const slot of slots) passages[slot] = undefined;
    return true;
  }

  function secondLook(query: Query, candidates: Candidate[]): ScoredHit[] {
    if (tables.slot.length < core.words.size) {
      const size = core.words.size * 2;
      tables = { slot: new Uint8Array(size), exact: new Uint8Array(size), factor: new Float32Array(size) };
    }
    const matcher = createMatcher(core, query, tables);
    const hits = candidates.map(({ slot }) => {
      const signals = matcher.match(core.textOf(slot), titles[slot]!).slice();
      return { slot, passage: passages[slot]!, signals, score: rankScore(signals) };
    });
    matcher.release();
    return hits.sort((x, y) => y.score - x.score || (x.passage.id < y.passage.id ? -1 : 1));
  }

  return {
    add(document) {
      remove(document.id);
      const title = core.encode(document.title);
      const slots = passagesOf(document).map((passage) => {
        const slot = core.add(passage.text);
        passages[slot] = passage;
        titles[slot] = title;
        return slot;
      });
      documents.set(document.id, slots);
    },
    remove,
    get size() {
      return core.size;
    },
    get documents() {
      return documents.size;
    },
    search: (query, limit) => secondLook(query, finder.find(query.words, Math.max(candidateCount, limit))).slice(0, limit),
    core,
  };
}
