import type { Passage, SourceDocument } from '../../elections/pack/document.ts';
import { type Syllable, syllables } from '../../vietnamese/text.ts';
import { createCandidateFinder } from './candidates.ts';
import { type Inspection, inspect, pairsWithin } from './inspection.ts';
import { createLexicalCore, type LexicalCore, type LexicalState } from './lexical-core.ts';
import { createMatcher } from './match.ts';
import { type PackedTexts, packed, unpacked } from './packed-texts.ts';
import { passagesOf } from './passage.ts';
import { createFormTables, type Everyday, type PreparedQuery, prepareQuery } from './prepared-query.ts';
import type { Query } from './query.ts';
import { rankScore } from './ranking.ts';

export interface Hit {
  passage: Passage;
  score: number;
}

/** A hit with the signals its score was made of. */
export interface ScoredHit extends Hit {
  slot: number;
  signals: Float64Array;
}

/** One question put to the index. The prepared question and `inspect` are only good until `consult` returns. */
export interface Consultation {
  prepared: PreparedQuery;
  /** Best first. */
  hits: ScoredHit[];
  inspect(hit: ScoredHit): Inspection;
  /** Different pairs of the question inside sentences `from`…`to` of a hit. */
  pairsWithin(hit: ScoredHit, from: number, to: number): number;
  /** Rarity of a word nobody wrote: the highest there is. */
  rarest: number;
}

export interface PassageIndex {
  /** Adds a document, or puts it in the place of the one with the same id; `words` is handed the words of every passage. */
  add(document: SourceDocument, words?: (passage: readonly Syllable[]) => void): void;
  /** Removes a document; false if there is none of that id. */
  remove(id: string): boolean;
  /** Number of passages. */
  readonly size: number;
  readonly documents: number;
  /** Searches, and hands the result to `use` while the passages can still be compared with the question in detail. */
  consult<Result>(query: Query, limit: number, use: (consultation: Consultation) => Result, everyday?: Everyday): Result;
  readonly core: LexicalCore;
  /** What is indexed, as `createPassageIndex` takes it back; shares memory with it. */
  snapshot(): IndexState;
}

export interface IndexState {
  core: LexicalState;
  /** Slots of the passages of each document, by its id. */
  documents: Map<string, number[]>;
  titles: PackedTexts;
}

/** Passages that get the exact second look. */
const candidateCount = 24;

/** `restored`: what an index held before, and the documents it was made from. */
export function createPassageIndex(restored?: { state: IndexState; documents: readonly SourceDocument[] }): PassageIndex {
  const core = createLexicalCore(restored?.state.core);
  const finder = createCandidateFinder(core);
  const documents = new Map(restored?.state.documents);
  const passages: (Passage | undefined)[] = [];
  const titles = restored ? unpacked(restored.state.titles) : [];
  for (const document of restored?.documents ?? []) {
    const slots = documents.get(document.id)!;
    for (const [i, passage] of passagesOf(document).entries()) passages[slots[i]!] = passage;
  }
  let tables = createFormTables(0);

  function remove(id: string): boolean {
    const slots = documents.get(id);
    if (!slots) return false;
    documents.delete(id);
    core.remove(slots);
    for (const slot of slots) passages[slot] = undefined;
    return true;
  }

  function rank(query: Query, prepared: PreparedQuery, limit: number): ScoredHit[] {
    const matcher = createMatcher(core, prepared);
    const hits = finder.find(query.words, Math.max(candidateCount, limit)).map(({ slot }): ScoredHit => {
      const signals = matcher.match(core.textOf(slot), titles[slot]!).slice();
      return { slot, passage: passages[slot]!, signals, score: rankScore(signals) };
    });
    // Ties by id, so that the order never depends on the history of the index.
    return hits.sort((x, y) => y.score - x.score || (x.passage.id < y.passage.id ? -1 : 1)).slice(0, limit);
  }

  return {
    add(document, words) {
      remove(document.id);
      const title = core.encode(document.title);
      const slots = passagesOf(document).map((passage) => {
        const taken = syllables(passage.text);
        words?.(taken);
        const slot = core.add(passage.text, taken);
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
    consult(query, limit, use, everyday) {
      if (tables.place.length < core.words.size) tables = createFormTables(core.words.size * 2);
      const prepared = prepareQuery(core, query, tables, everyday);
      try {
        return use({
          prepared,
          hits: rank(query, prepared, limit),
          inspect: (hit) => inspect(prepared, core.textOf(hit.slot), titles[hit.slot]!),
          pairsWithin: (hit, from, to) => pairsWithin(prepared, core.textOf(hit.slot), from, to),
          rarest: core.idf(0),
        });
      } finally {
        prepared.release();
      }
    },
    core,
    snapshot: () => ({ core: core.snapshot(), documents, titles: packed(titles) }),
  };
}
