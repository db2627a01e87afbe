import { isBareSyllable } from '../../vietnamese/bare-syllable.ts';
import type { EnglishLexicon } from '../../vietnamese/lexicon.ts';

/** Turns an English question into the Vietnamese words of the sources, so that it takes the same way as any other question. */
export interface EnglishReader {
  /** Vietnamese search words, or `undefined` where the text is not English. Words without an entry stay as typed. */
  read(text: string): string | undefined;
}

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’/.,:-][\p{L}\p{N}]+)*%?/gu;
const marked = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i;

/** Words that are English and not a Vietnamese syllable typed without diacritics. */
const unmistakable =
  /^(the|is|are|was|were|what|when|where|who|whom|which|how|does|did|many|much|should|would|could|can|will|vote|voting|voter|voters|voted|election|elections|electoral|ballot|ballots|polling|polls|candidates?|deputies|province|procedures?|administrative|reform|turnout|please|need|have|people|results?)$/;

export function createEnglishReader({ terms, functionWords }: EnglishLexicon): EnglishReader {
  const longest = Math.max(1, ...[...terms.keys()].map((term) => term.split(' ').length));
  const vocabulary = new Set([...terms.keys()].flatMap((term) => term.split(' ')).concat(...functionWords));
  /** A word of the lexicon that no Vietnamese syllable looks like. */
  const isEnglish = (word: string): boolean => unmistakable.test(word) || (vocabulary.has(word) && !isBareSyllable(word));
  return {
    read(text) {
      const words = [...text.replace(/[’‘]/g, "'").matchAll(wordPattern)].map((match) => match[0]);
      const plain = words.filter((word) => /^[a-z']+$/i.test(word));
      const english = plain.filter((word) => isEnglish(word.toLowerCase()));
      const vietnamese = words.filter((word, i) => marked.test(word) && !/^\p{Lu}/u.test(word) && i > 0);
      if (english.length < 2 || english.length * 4 < plain.length || vietnamese.length > english.length) return undefined;
      const out: string[] = [];
      for (let at = 0; at < words.length; ) {
        let taken = 0;
        for (let length = Math.min(longest, words.length - at); length > 0 && !taken; length--) {
          const phrase = words
            .slice(at, at + length)
            .join(' ')
            .toLowerCase();
          const term = terms.get(phrase);
          if (term === undefined && !(length === 1 && functionWords.has(phrase))) continue;
          if (term) out.push(term);
          taken = length;
        }
        if (!taken) out.push(words[at]!.replace(/'s$/i, ''));
        at += taken || 1;
      }
      return out.join(' ');
    },
  };
}
