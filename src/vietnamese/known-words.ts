import { everydayPhrases } from './everyday.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** How much one everyday phrase counts beside one mention in the texts. */
const everydayWeight = 4;

/** What a reader knows: the words of the texts and, beside them, everyday words no corpus of news has enough of. Reads only. */
export type KnownWords = Omit<Vocabulary, 'add' | 'remove'>;

export function withEverydayWords(texts: Vocabulary): KnownWords {
  const everyday = createVocabulary();
  for (const phrase of everydayPhrases) everyday.add(phrase);
  return {
    count: (exact) => texts.count(exact) + everydayWeight * everyday.count(exact),
    countFolded: (folded) => texts.countFolded(folded) + everydayWeight * everyday.countFolded(folded),
    countPair: (left, right) => texts.countPair(left, right) + everydayWeight * everyday.countPair(left, right),
    countExactPair: (left, right) => texts.countExactPair(left, right) + everydayWeight * everyday.countExactPair(left, right),
    forms: (folded) => [...new Set([...texts.forms(folded), ...everyday.forms(folded)])],
    near(folded, maxEdits) {
      const inTexts = texts.near(folded, maxEdits);
      const more = everyday.near(folded, maxEdits).filter(({ folded: word }) => texts.countFolded(word) === 0);
      return more.length === 0 ? inTexts : [...inTexts, ...more].sort((a, b) => a.distance - b.distance);
    },
    get size() {
      return texts.size + everydayWeight * everyday.size;
    },
  };
}
