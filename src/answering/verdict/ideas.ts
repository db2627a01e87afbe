import { syllables } from '../../vietnamese/text.ts';

/** A word of a question or of a wording, with and without its marks. */
export interface Word {
  text: string;
  folded: string;
}

/** One word, or the idea (`@idea`) that a phrase of several leads to; `from` and `to` (exclusive) count words. */
export interface Read {
  token: string;
  from: number;
  to: number;
}

/** Everyday phrases that lead to the same idea: they add a reading beside the words and never rewrite them. */
export interface Ideas {
  /** The words with every known phrase replaced by its idea; the longest phrase wins. */
  read(words: readonly Word[]): Read[];
}

/** @param groups idea → phrases, with diacritics. A phrase typed with other marks is another phrase: `giá` is not `già`. */
export function createIdeas(groups: ReadonlyMap<string, readonly string[]>): Ideas {
  const phrases = new Map<string, { idea: string; words: Word[] }[]>();
  let longest = 1;
  for (const [idea, written] of groups) {
    for (const phrase of written) {
      const words = syllables(phrase);
      const key = words.map(({ folded }) => folded).join(' ');
      phrases.set(key, [...(phrases.get(key) ?? []), { idea, words }]);
      longest = Math.max(longest, words.length);
    }
  }
  const isWritten = (typed: readonly Word[], phrase: readonly Word[]): boolean =>
    typed.every(({ text, folded }, i) => text === folded || text === phrase[i]!.text);

  /** The idea of the longest phrase that begins at a word, and how many words it takes. */
  function ideaAt(words: readonly Word[], at: number): { idea: string; length: number } | undefined {
    for (let length = Math.min(longest, words.length - at); length > 0; length--) {
      const typed = words.slice(at, at + length);
      const known = phrases.get(typed.map(({ folded }) => folded).join(' '))?.find((phrase) => isWritten(typed, phrase.words));
      if (known) return { idea: known.idea, length };
    }
    return undefined;
  }

  return {
    read(words) {
      const out: Read[] = [];
      for (let at = 0; at < words.length; ) {
        const found = ideaAt(words, at);
        const to = at + (found?.length ?? 1);
        out.push({ token: found ? `@${found.idea}` : words[at]!.folded, from: at, to });
        at = to;
      }
      return out;
    },
  };
}
