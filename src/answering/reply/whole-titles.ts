import type { SourceDocument } from '../../elections/pack/document.ts';
import type { Asked } from '../question/asked.ts';
import type { KnowledgeBase } from '../search/knowledge-base.ts';
import { haveSameWords, wordSet } from './offers.ts';

/**
 * Finds the article whose whole title a question is. Nearly no question is one: the words of all titles are compared first, and only
 * where one is the same the titles are looked through as somebody may remember or mistype them.
 */
export function createWholeTitles(
  base: Pick<KnowledgeBase, 'documents' | 'titled'>,
): (asked: Pick<Asked, 'text' | 'typed'>) => SourceDocument | undefined {
  const known = new WeakMap<SourceDocument, ReadonlySet<string>>();
  function wordsOf(document: SourceDocument): ReadonlySet<string> {
    const words = known.get(document) ?? wordSet(document.title);
    known.set(document, words);
    return words;
  }
  return ({ text, typed }) => {
    const asked = wordSet(text);
    const isTitle = (document: SourceDocument): boolean => haveSameWords(asked, wordsOf(document));
    for (const document of base.documents()) {
      if (!isTitle(document)) continue;
      const [best] = base.titled(typed, 1);
      return best && isTitle(best) ? best : undefined;
    }
    return undefined;
  };
}
