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

/** A word as it may stand in a dictionary: `voters` as `voter`, `living` as `live`, `sealed` as `seal`. The word itself comes first. */
function formsOf(word: string): string[] {
  const forms = [word];
  const cut = (ending: string, by: string): void =>
    void (word.endsWith(ending) && forms.push(word.slice(0, -ending.length) + by));
  cut("'s", '');
  cut('ies', 'y');
  cut('es', '');
  cut('s', '');
  cut('ied', 'y');
  cut('ed', '');
  cut('ed', 'e');
  cut('ing', '');
  cut('ing', 'e');
  // The doubled letter of `dropped` and `running`.
  const stem = /^(.+([bdgklmnprt]))\2(?:ed|ing)$/.exec(word)?.[1];
  if (stem !== undefined) forms.push(stem);
  return forms.filter((form) => form.length > 1);
}

const ordinal = /^(\d{1,2})(?:st|nd|rd|th)$/i;

export function createEnglishReader({ terms, functionWords }: EnglishLexicon): EnglishReader {
  const longest = Math.max(1, ...[...terms.keys()].map((term) => term.split(' ').length));
  const vocabulary = new Set([...terms.keys()].flatMap((term) => term.split(' ')).concat(...functionWords));
  /** A word of the lexicon that no Vietnamese syllable looks like. */
  const isEnglish = (word: string): boolean => unmistakable.test(word) || (vocabulary.has(word) && !isBareSyllable(word));
  /** Of a phrase, which may end in another form than the dictionary's: `voter cards`. */
  const termOf = (phrase: readonly string[]): string | undefined => {
    const forms = phrase.length > 1 ? formsOf(phrase.at(-1)!) : phrase;
    return forms.map((form) => terms.get([...phrase.slice(0, -1), form].join(' '))).find((term) => term !== undefined);
  };
  /** What is counted by terms, as the dictionary has it: `the 16th National Assembly` is that of khóa 16. */
  const ofTerms = new Set(['national assembly', 'parliament', 'legislature', 'term'].map((term) => terms.get(term)));
  const isOfTerms = (words: readonly string[]): boolean => {
    const next = terms.get(words.slice(0, 2).join(' ')) ?? terms.get(words[0] ?? '');
    return next !== undefined && ofTerms.has(next);
  };

  /** A word that is in the dictionary in another form, a number with its ending, or the word as typed. */
  function wordAt(words: readonly string[], at: number): string {
    const word = words[at]!;
    const number = ordinal.exec(word)?.[1];
    const following = words.slice(at + 1, at + 3).map((one) => one.toLowerCase());
    if (number !== undefined) return `${isOfTerms(following) ? 'khóa' : 'thứ'} ${number}`;
    if (/^\p{Lu}/u.test(word) && at > 0) return word.replace(/'s$/i, '');
    const form = formsOf(word.toLowerCase()).find((one) => terms.has(one) || functionWords.has(one));
    return form === undefined ? word : (terms.get(form) ?? '');
  }

  return {
    read(text) {
      const words = [...text.replace(/[’‘]/g, "'").matchAll(wordPattern)].map((match) => match[0]);
      const plain = words.filter((word) => /^[a-z']+$/i.test(word));
      const english = plain.filter((word) => isEnglish(word.toLowerCase()));
      const vietnamese = words.filter((word, i) => marked.test(word) && !/^\p{Lu}/u.test(word) && i > 0);
      // `the` and `can` are Vietnamese syllables too: `di bau co can the cu tri khong`.
      if (
        english.length < 2 ||
        english.every((word) => isBareSyllable(word.toLowerCase())) ||
        english.length * 4 < plain.length ||
        vietnamese.length > english.length
      )
        return undefined;
      const out: string[] = [];
      for (let at = 0; at < words.length; ) {
        let taken = 0;
        for (let length = Math.min(longest, words.length - at); length > 0 && !taken; length--) {
          const phrase = words.slice(at, at + length).map((word) => word.toLowerCase());
          const term = termOf(phrase);
          if (term === undefined && !(length === 1 && functionWords.has(phrase[0]!))) continue;
          if (term) out.push(term);
          taken = length;
        }
        if (!taken) out.push(wordAt(words, at));
        at += taken || 1;
      }
      return out.filter((word) => word !== '').join(' ');
    },
  };
}
