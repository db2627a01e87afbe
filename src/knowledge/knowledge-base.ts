import type { Lexicon } from '../vietnamese/lexicon.ts';
import { syllables } from '../vietnamese/text.ts';
import type { Passage, SourceDocument } from './document.ts';
import { createPassageIndex, type Hit, type QueryWord } from './passage-index.ts';
import { readQuestion } from './question.ts';
import { sentences } from './sentence.ts';

export interface Found {
  /** The shortest honest answer, e.g. `1.972 thủ tục`; missing where the sentence itself is the answer. */
  value?: string;
  /** The sentence or sentences the answer stands in: verbatim from the passage. */
  quote: string;
  passage: Passage;
}

/** What the corpus says to a question. */
export type PassageAnswer =
  | ({
      kind: 'answer' /** 0…1, calibrated. */;
      confidence: number /** Sources that say otherwise, newest first. */;
      also: Found[];
    } & Found)
  | {
      kind: 'none';
      why: 'uncovered' | 'no-value' | 'contradicted' | 'rival' | 'empty';
      /** Question words no passage accounts for, as typed. */
      missing: string[];
      /** The nearest passages, best first, for "did you mean". */
      near: Passage[];
    };

export interface KnowledgeBase {
  add(document: SourceDocument): void;
  remove(id: string): boolean;
  /** Number of passages. */
  readonly size: number;
  search(text: string, limit: number): Hit[];
  ask(text: string): PassageAnswer;
  /** Inverse passage frequency of a folded word. */
  idf(folded: string): number;
  knows(folded: string): boolean;
}

const enoughCovered = 0.75;

export function createKnowledgeBase({ lexicon: _lexicon }: { lexicon: Lexicon }): KnowledgeBase {
  const index = createPassageIndex();
  const queryOf = (text: string): QueryWord[] =>
    syllables(text).map((word) => ({
      text: word.text,
      readings: [{ folded: word.folded, agrees: (form) => word.text === word.folded || form === word.text, weight: 1 }],
    }));

  return {
    add: index.add,
    remove: index.remove,
    get size() {
      return index.size;
    },
    search: (text, limit) => index.search(queryOf(text), limit),
    idf: index.idf,
    knows: index.knows,
    ask(text) {
      const question = readQuestion(text);
      const hits = index.search(queryOf(text), 5);
      const near = hits.map((hit) => hit.passage);
      const subject = question.words.filter((word) => word.role === 'subject');
      const best = near[0];
      if (!best || subject.length === 0) return { kind: 'none', why: 'empty', missing: [], near };
      const weigh = (held: Set<string>): number => {
        let found = 0;
        for (const word of subject) if (held.has(word.folded)) found += index.idf(word.folded);
        return found;
      };
      const held = new Set(syllables(`${best.title} ${best.text}`).map((word) => word.folded));
      const all = subject.reduce((sum, word) => sum + index.idf(word.folded), 0);
      const missing = subject.filter((word) => !held.has(word.folded)).map((word) => word.text);
      if (weigh(held) < enoughCovered * all) return { kind: 'none', why: 'uncovered', missing, near };
      if (question.years.some((year) => !held.has(String(year)))) return { kind: 'none', why: 'contradicted', missing, near };
      const spans = sentences(best.text).map(({ start, end }) => best.text.slice(start, end));
      const scored = spans.map((span) => weigh(new Set(syllables(span).map((word) => word.folded))));
      const quote = spans[scored.indexOf(Math.max(...scored))]!;
      return { kind: 'answer', quote, passage: best, confidence: weigh(held) / all, also: [] };
    },
  };
}
