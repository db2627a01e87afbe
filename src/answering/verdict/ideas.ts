import { syllables } from '../../vietnamese/text.ts';

/** A word of a question or of a wording, with and without its marks. */
export interface WrittenWord {
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
  read(words: readonly WrittenWord[]): Read[];
}

/** The phrases that go on from some words: by the next word, and the ideas of those that end here. */
interface Branch {
  next: Map<string, Branch>;
  ends: { idea: string; phrase: WrittenWord[] }[];
}

/** @param groups idea → phrases, with diacritics. A phrase typed with other marks is another phrase: `giá` is not `già`. */
export function createIdeas(groups: ReadonlyMap<string, readonly string[]>): Ideas {
  const root: Branch = { next: new Map(), ends: [] };
  for (const [idea, written] of groups) {
    for (const phrase of written.map(syllables)) {
      let branch = root;
      for (const { folded } of phrase) {
        const next: Branch = branch.next.get(folded) ?? { next: new Map(), ends: [] };
        branch.next.set(folded, next);
        branch = next;
      }
      branch.ends.push({ idea, phrase });
    }
  }

  /** The idea of the longest phrase that begins at a word, and how many words it takes. */
  function ideaAt(words: readonly WrittenWord[], at: number): { idea: string; length: number } | undefined {
    const isWritten = (phrase: readonly WrittenWord[]): boolean =>
      phrase.every(({ text }, i) => words[at + i]!.text === words[at + i]!.folded || words[at + i]!.text === text);
    let longest: { idea: string; length: number } | undefined;
    let branch: Branch | undefined = root;
    for (let i = at; i < words.length; i++) {
      branch = branch.next.get(words[i]!.folded);
      if (!branch) break;
      const known = branch.ends.find(({ phrase }) => isWritten(phrase));
      if (known) longest = { idea: known.idea, length: i + 1 - at };
    }
    return longest;
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

/** The ideas of a text, each once. */
export const ideasIn = (read: readonly Read[]): string[] => [
  ...new Set(read.map(({ token }) => token).filter((token) => token.startsWith('@'))),
];
