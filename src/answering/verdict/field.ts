import type { AnswerType } from '../question/question.ts';
import { isLight, startsWithDigit } from './grams.ts';
import type { Spelt, SpeltCandidate } from './spelt.ts';

/** What a candidate is made of, for comparing word by word. */
export interface CandidateWords {
  /** Folded words and ideas of its wordings. */
  asked: ReadonlySet<string>;
  /** The same of its statement. */
  stated: ReadonlySet<string>;
  /** The words of both as they are written, with their marks. */
  written: ReadonlySet<string>;
}

/** The words of all candidates together: how much each tells. */
export interface Field {
  contents: readonly CandidateWords[];
  /** Candidates that hold the folded word. */
  holders(folded: string): number;
  /** How rare a word or idea is among the candidates, whatever it is. */
  rarity(token: string): number;
  /** How much a folded word tells: little for grammar and figures, most for a word nobody wrote. */
  weight(folded: string): number;
  /** Share of all wordings that ask for this sort of value. */
  sortShare(sort: AnswerType): number;
}

const lightWeight = 0.12;
const figureWeight = 0.3;

/** @param candidates the words of each one's wordings, and of its statement. */
export function createField(candidates: readonly SpeltCandidate[]): Field {
  const contents = candidates.map(contentOf);
  // A closure over `candidates` would keep every word of every wording.
  const all = contents.length;
  const holders = new Map<string, number>();
  const count = (folded: string): number => holders.get(folded) ?? 0;
  const hold = (word: string): void => void holders.set(word, count(word) + 1);
  for (const { asked, stated } of contents) {
    for (const word of asked) hold(word);
    for (const word of stated) if (!asked.has(word)) hold(word);
  }
  const rarityOf = (held: number): number => Math.log(1 + all / (held + 0.5));
  const rarities = new Map([...holders].map(([token, held]) => [token, rarityOf(held)]));
  const highest = rarityOf(0);
  const shares = sortShares(candidates);
  const rarity = (token: string): number => rarities.get(token) ?? highest;
  return {
    contents,
    holders: count,
    rarity,
    sortShare: (sort) => shares.get(sort) ?? 0,
    weight: (folded) => (startsWithDigit(folded) ? figureWeight : rarity(folded) * (isLight(folded) ? lightWeight : 1)),
  };
}

function sortShares(candidates: readonly SpeltCandidate[]): Map<AnswerType, number> {
  const counts = new Map<AnswerType, number>();
  let all = 0;
  for (const { wordings } of candidates) {
    all += wordings.length;
    for (const { wants } of wordings) counts.set(wants, (counts.get(wants) ?? 0) + 1);
  }
  return new Map([...counts].map(([sort, count]) => [sort, count / all]));
}

function contentOf({ wordings, statement }: SpeltCandidate): CandidateWords {
  const written = new Set<string>();
  const wordsOf = (texts: readonly Spelt[]): Set<string> => {
    const all = new Set<string>();
    for (const { words, read } of texts) {
      for (const { text, folded } of words) {
        all.add(folded);
        written.add(text);
      }
      for (const { token } of read) all.add(token);
    }
    return all;
  };
  return { asked: wordsOf(wordings), stated: wordsOf([statement]), written };
}
