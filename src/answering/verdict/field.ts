import { isLight } from './grams.ts';
import type { Ideas, WrittenWord } from './ideas.ts';

/** What a candidate is made of, for comparing word by word. */
export interface CandidateWords {
  /** Folded words and ideas of its wordings. */
  asked: ReadonlySet<string>;
  /** The same of its statement. */
  stated: ReadonlySet<string>;
  /** Folded word → the forms it is written in. */
  forms: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The words of a candidate. */
export interface Spelt {
  wordings: readonly (readonly WrittenWord[])[];
  statement: readonly WrittenWord[];
}

/** The words of all candidates together: how much each tells. */
export interface Field {
  contents: readonly CandidateWords[];
  /** Candidates that hold the folded word. */
  holders(folded: string): number;
  /** How rare a word or idea is among the candidates, whatever it is. */
  rarity(token: string): number;
  /** How much a word tells: little for grammar and figures, most for a word nobody wrote. */
  weight(word: WrittenWord): number;
}

const lightWeight = 0.12;
const figureWeight = 0.3;

/** @param candidates the words of each one's wordings, and of its statement. */
export function createField(candidates: readonly Spelt[], ideas: Ideas): Field {
  const contents = candidates.map((candidate) => contentOf(candidate, ideas));
  const holders = new Map<string, number>();
  for (const { asked, stated } of contents)
    for (const word of new Set([...asked, ...stated])) holders.set(word, (holders.get(word) ?? 0) + 1);
  const count = (folded: string): number => holders.get(folded) ?? 0;
  const rarity = (token: string): number => Math.log(1 + candidates.length / (count(token) + 0.5));
  return {
    contents,
    holders: count,
    rarity,
    weight({ folded }) {
      if (/^\d/.test(folded)) return figureWeight;
      return rarity(folded) * (isLight(folded) ? lightWeight : 1);
    },
  };
}

function contentOf({ wordings, statement }: Spelt, ideas: Ideas): CandidateWords {
  const forms = new Map<string, Set<string>>();
  const wordsOf = (texts: readonly (readonly WrittenWord[])[]): Set<string> => {
    const all = new Set<string>();
    for (const words of texts) {
      for (const { text: written, folded } of words) {
        all.add(folded);
        const known = forms.get(folded);
        if (known) known.add(written);
        else forms.set(folded, new Set([written]));
      }
      for (const { token } of ideas.read(words)) all.add(token);
    }
    return all;
  };
  return { asked: wordsOf(wordings), stated: wordsOf([statement]), forms };
}
