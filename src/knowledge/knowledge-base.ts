import type { Lexicon } from '../vietnamese/lexicon.ts';
import { syllables } from '../vietnamese/text.ts';
import type { Passage, SourceDocument } from './document.ts';
import { createPassageIndex, type Hit } from './passage-index.ts';
import type { Query, QueryWord } from './query.ts';
import { type Question, readQuestion } from './question.ts';
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
  const { core } = index;

  function queryOf(text: string, question: Question): Query {
    const words = question.words.map((word, i): QueryWord => {
      const written = text.slice(word.start, word.start + 1);
      return {
        text: word.text,
        role: word.role,
        capital: i > 0 && written !== written.toLowerCase(),
        digit: /^\d/.test(word.text),
        readings: [
          { text: word.text, folded: word.folded, agrees: (form) => word.text === word.folded || form === word.text, weight: 1 },
        ],
      };
    });
    return {
      words,
      kind: question.kind,
      wants: question.wants,
      focus: question.focus,
      marked: question.words.some((w) => w.text !== w.folded),
    };
  }
  const holders = (folded: string): number => {
    const number = core.words.foldedNumber(folded);
    return number < 0 ? 0 : core.wordPostings.count(number);
  };
  const idf = (folded: string): number => core.idf(holders(folded));

  return {
    add: (document) => index.add(document),
    remove: (id) => index.remove(id),
    get size() {
      return index.size;
    },
    search: (text, limit) =>
      index.search(queryOf(text, readQuestion(text)), limit).map(({ passage, score }) => ({ passage, score })),
    idf,
    knows: (folded) => holders(folded) > 0,
    ask(text) {
      const question = readQuestion(text);
      const near = index.search(queryOf(text, question), 5).map((hit) => hit.passage);
      const subject = question.words.filter((word) => word.role === 'subject');
      const best = near[0];
      if (!best || subject.length === 0) return { kind: 'none', why: 'empty', missing: [], near };
      const weigh = (held: Set<string>): number => {
        let found = 0;
        for (const word of subject) if (held.has(word.folded)) found += idf(word.folded);
        return found;
      };
      const held = new Set(syllables(`${best.title} ${best.text}`).map((word) => word.folded));
      const all = subject.reduce((sum, word) => sum + idf(word.folded), 0);
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
