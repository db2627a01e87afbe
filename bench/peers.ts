/** The JavaScript search libraries our ranking is compared with: documented options, folded where that is best for them. */
import { create, insertMultiple, search as searchOrama } from '@orama/orama';
import FlexSearch from 'flexsearch';
import Fuse from 'fuse.js';
import lunr from 'lunr';
import MiniSearch from 'minisearch';
import okapi from 'okapibm25';
import winkBm25 from 'wink-bm25-text-search';
import { fold } from '../src/vietnamese/text.ts';

export interface PeerDocument {
  id: string;
  text: string;
}

/** A library with the documents indexed; returns ids, best first. */
export interface Peer {
  name: string;
  package: string;
  /** Questions it is asked at most: some need a second each. */
  mostQuestions: number;
  open(documents: PeerDocument[]): Promise<(question: string) => Promise<string[]> | string[]>;
}

/** Letters and digits together, so that raw VNI keystrokes stay one word. */
const words = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const folded = (text: string): string => words(text).join(' ');
const all = Number.POSITIVE_INFINITY;
const found = 10;

const fuse = (name: string, options: object, prepare: (text: string) => string): Peer => ({
  name,
  package: 'fuse.js',
  mostQuestions: 40,
  async open(documents) {
    const index = new Fuse(
      documents.map(({ id, text }) => ({ id, text: prepare(text) })),
      { keys: ['text'], ...options },
    );
    return (question) => index.search(prepare(question), { limit: found }).map(({ item }) => item.id);
  },
});

const mini = (name: string, prepare: (term: string) => string): Peer => ({
  name,
  package: 'minisearch',
  mostQuestions: all,
  async open(documents) {
    const index = new MiniSearch({ fields: ['text'], processTerm: prepare });
    index.addAll(documents);
    return (question) =>
      index
        .search(question)
        .slice(0, found)
        .map((result) => String(result.id));
  },
});

export const peers: Peer[] = [
  fuse('Fuse.js, default', {}, (text) => text),
  fuse('Fuse.js, token search, threshold 0.2, folded', { useTokenSearch: true, threshold: 0.2 }, fold),
  mini('MiniSearch, default', (term) => term.toLowerCase()),
  mini('MiniSearch, folded', fold),
  {
    name: 'FlexSearch, context, folded',
    package: 'flexsearch',
    mostQuestions: all,
    async open(documents) {
      const index = new FlexSearch.Index({ tokenize: 'strict', context: true, encode: words } as object);
      documents.forEach(({ text }, i) => void index.add(i, text));
      return (question) => (index.search(question, { limit: found, suggest: true }) as number[]).map((i) => documents[i]!.id);
    },
  },
  {
    name: 'Orama, folded',
    package: '@orama/orama',
    mostQuestions: 150,
    async open(documents) {
      const index = create({ schema: { key: 'string', text: 'string' } as const });
      await insertMultiple(
        index,
        documents.map(({ id, text }) => ({ key: id, text: folded(text) })),
      );
      return async (question) =>
        (await searchOrama(index, { term: folded(question), properties: ['text'], limit: found })).hits.map(
          (hit) => hit.document.key,
        );
    },
  },
  {
    name: 'lunr, folded',
    package: 'lunr',
    mostQuestions: all,
    async open(documents) {
      const index = lunr(function () {
        this.pipeline.reset();
        this.searchPipeline.reset();
        this.ref('id');
        this.field('text');
        for (const { id, text } of documents) this.add({ id, text: folded(text) });
      });
      return (question) =>
        index
          .query((query) => {
            for (const word of words(question)) query.term(word, {});
          })
          .slice(0, found)
          .map(({ ref }) => ref);
    },
  },
  {
    name: 'wink BM25, folded',
    package: 'wink-bm25-text-search',
    mostQuestions: all,
    async open(documents) {
      const index = winkBm25();
      index.defineConfig({ fldWeights: { text: 1 } });
      index.definePrepTasks([words]);
      for (const [i, { text }] of documents.entries()) index.addDoc({ text }, i);
      index.consolidate();
      return (question) => index.search(question, found).map(([i]) => documents[Number(i)]!.id);
    },
  },
  {
    name: 'okapibm25, folded',
    package: 'okapibm25',
    mostQuestions: 150,
    async open(documents) {
      const texts = documents.map(({ text }) => folded(text));
      return (question) => {
        const scores = okapi.default(texts, words(question)) as number[];
        const order = scores.map((score, i) => ({ score, i })).sort((a, b) => b.score - a.score);
        return order.slice(0, found).map(({ i }) => documents[i]!.id);
      };
    },
  },
];
