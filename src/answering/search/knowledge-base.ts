import type { SourceDocument } from '../../elections/pack/document.ts';
import type { Lexicon } from '../../vietnamese/lexicon.ts';
import { createTypingReader, type TypedText } from '../../vietnamese/reading.ts';
import { createVocabulary, type Vocabulary, type VocabularyState } from '../../vietnamese/vocabulary.ts';
import { decide, type PassageAnswer } from './decision.ts';
import { passagesOf } from './passage.ts';
import { createPassageIndex, type Hit, type IndexState, type PassageIndex } from './passage-index.ts';
import type { Everyday } from './prepared-query.ts';
import { type ReadQuery, readQuery } from './query-reading.ts';
import { createTitleLookup } from './title-lookup.ts';

/** The documents the bot may quote from, ready to be searched and asked. Every change counts for the very next question. */
export interface KnowledgeBase {
  /** Adds a document, or puts it in the place of the one with the same id. */
  add(document: SourceDocument): void;
  /** Removes a document; false if there is none of that id. */
  remove(id: string): boolean;
  /** Number of passages. */
  readonly size: number;
  /** The document of an id. */
  document(id: string): SourceDocument | undefined;
  /** All documents, in the order they were added or last changed. */
  documents(): IterableIterator<SourceDocument>;
  /** Documents whose title the words very likely name, best first. */
  titled(text: string | TypedText, limit: number): SourceDocument[];
  /** Reads abbreviations and chat spelling by another lexicon from now on. */
  useLexicon(lexicon: Lexicon): void;
  /** Finds what is likely, where nothing is sure, by the rarity of words in what people ask as well: few passages say little about which words are rare. */
  useEveryday(rarity: (folded: string) => number): void;
  /** Passages that fit a question best, best first. */
  search(text: string | TypedText, limit: number): Hit[];
  /** The answer the passages give, or why they give none. */
  ask(text: string | TypedText): PassageAnswer;
  /** A typed message with every word in its possible readings, repaired towards the words of the documents. */
  read(text: string): TypedText;
  /** Inverse passage frequency of a folded word; of a word nobody wrote, the highest there is. */
  idf(folded: string): number;
  /** Whether any passage holds the folded word. */
  knows(folded: string): boolean;
  readonly vocabulary: Vocabulary;
  /** What is indexed, as `createKnowledgeBase` takes it back; shares memory with the base: to be written down at once. */
  snapshot(): KnowledgeState;
}

export interface KnowledgeState {
  index: IndexState;
  vocabulary: VocabularyState;
}

/** Fewer passages say little about which words are rare. */
const fewPassages = 500;
/** Passages compared before deciding. */
const considered = 20;
/** Titles looked through one by one (16 µs each); of more documents, only those of the passages nearest to the words. */
const mostTitles = 300;

/** Empty, or with `restored`: what a base held before, and the very documents it was made from. */
export function createKnowledgeBase({
  lexicon,
  restored,
}: {
  lexicon: Lexicon;
  restored?: { state: KnowledgeState; documents: readonly SourceDocument[] };
}): KnowledgeBase {
  const index = createPassageIndex(restored && { state: restored.state.index, documents: restored.documents });
  const vocabulary = createVocabulary(restored?.state.vocabulary);
  let read = createTypingReader({ vocabulary, lexicon });
  const documents = new Map(restored?.documents.map((document) => [document.id, document]));
  const titles = createTitleLookup();
  let everyday: Everyday | undefined;
  /** All documents as the title lookup last saw them; dropped with every change. */
  let listed: SourceDocument[] | undefined;
  const holders = (folded: string): number => {
    const number = index.core.words.foldedNumber(folded);
    return number < 0 ? 0 : index.core.wordPostings.count(number);
  };
  const typed = (text: string | TypedText): TypedText => (typeof text === 'string' ? read(text) : text);

  function remove(id: string): boolean {
    const document = documents.get(id);
    if (!document) return false;
    documents.delete(id);
    listed = undefined;
    vocabulary.remove(document.title);
    for (const passage of passagesOf(document)) vocabulary.remove(passage.text);
    return index.remove(id);
  }

  const search = (text: string | TypedText, limit: number): Hit[] =>
    index.consult(readQuery(typed(text)).query, limit, ({ hits }) => hits.map(({ passage, score }) => ({ passage, score })));

  /** Where the titles are too many to look through: the documents of the nearest passages. */
  function candidates(text: TypedText): SourceDocument[] {
    if (documents.size <= mostTitles) {
      listed ??= [...documents.values()];
      return listed;
    }
    const near = new Set(search(text, mostTitles).map(({ passage }) => passage.document));
    return [...near].map((id) => documents.get(id)!);
  }

  return {
    add(document) {
      remove(document.id);
      documents.set(document.id, document);
      listed = undefined;
      vocabulary.add(document.title);
      index.add(document, (words) => vocabulary.add(words));
    },
    remove,
    get size() {
      return index.size;
    },
    document: (id) => documents.get(id),
    documents: () => documents.values(),
    titled(text, limit) {
      const words = typed(text);
      return titles.find(words, candidates(words), limit);
    },
    useLexicon(next) {
      read = createTypingReader({ vocabulary, lexicon: next });
    },
    useEveryday(rarity) {
      everyday = rarity;
    },
    search,
    ask: (text) => answerOf(index, readQuery(typed(text)), everyday),
    read: (text) => read(text),
    idf: (folded) => index.core.idf(holders(folded)),
    knows: (folded) => holders(folded) > 0,
    vocabulary,
    snapshot: () => ({ index: index.snapshot(), vocabulary: vocabulary.snapshot() }),
  };
}

/** What the passages say; of few of them, where nothing is sure, what is likely by the rarity of words in everything people ask. */
function answerOf(index: PassageIndex, question: ReadQuery, everyday: Everyday | undefined): PassageAnswer {
  const ask = (rarity?: Everyday): PassageAnswer =>
    index.consult(question.query, considered, (consultation) => decide(consultation, question), rarity);
  const found = ask();
  if (found.kind === 'answer' || index.size >= fewPassages || !everyday) return found;
  const again = ask(everyday);
  const likely = again.kind === 'answer' ? again : again.likely;
  return likely ? { ...found, likely } : found;
}
