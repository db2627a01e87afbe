import { createPassageIndex, type PassageIndex } from '../src/answering/search/passage-index.ts';
import { type ReadQuery, readQuery } from '../src/answering/search/query-reading.ts';
import type { Lexicon } from '../src/vietnamese/lexicon.ts';
import { createTypingReader } from '../src/vietnamese/reading.ts';
import { createVocabulary } from '../src/vietnamese/vocabulary.ts';
import type { BenchPassage } from './data.ts';

/** An index with its typing reader, below the level of answers: what calibration looks into. */
export interface BenchCorpus {
  index: PassageIndex;
  read(text: string): ReadQuery;
  holds(passage: string): boolean;
}

/** Every passage as a document of its own. */
export function openCorpus(passages: BenchPassage[], lexicon: Lexicon): BenchCorpus {
  const index = createPassageIndex();
  const vocabulary = createVocabulary();
  for (const { id, title, text } of passages) {
    vocabulary.add(title);
    index.add({ id, title, publisher: '', published: '', body: text }, (words) => vocabulary.add(words));
  }
  const reader = createTypingReader({ vocabulary, lexicon });
  const held = new Set(passages.map((passage) => passage.id));
  return { index, read: (text) => readQuery(reader(text)), holds: (passage) => held.has(passage) };
}
