import type { ContraryPair, Lexicon } from '../../vietnamese/lexicon.ts';
import { createIdeas, type WrittenWord } from './ideas.ts';

/** A side a text takes: of the most or of the least, of who was elected or of who was not. */
export interface Side {
  /** Unique; `3+` and `3-` are contraries. */
  name: string;
  contrary: string;
  /** It goes without saying: that a thing does not speak of it means nothing. */
  isUsual: boolean;
}

/** Phrases that turn a question into its opposite. */
export interface Contraries {
  /** The sides a text takes, each once. */
  sides(words: readonly WrittenWord[]): Side[];
}

/** Where a lexicon names none. */
export const noContraries: Contraries = { sides: () => [] };

const denials = ['không', 'chưa', 'chẳng'];
const denied = (phrases: readonly string[]): string[] =>
  denials.flatMap((denial) => phrases.map((phrase) => `${denial} ${phrase}`));

/** A denied phrase of one side is the other's; a longer phrase of some idea (`tạm giam`) is no side (`giảm`, typed without marks). */
export function createContraries({ contraries, ideas }: Pick<Lexicon, 'contraries' | 'ideas'>): Contraries {
  const sides = new Map<string, Side>();
  const phrases = new Map<string, readonly string[]>(ideas);
  const add = (name: string, contrary: string, said: readonly string[], isUsual: boolean): void => {
    sides.set(`@${name}`, { name, contrary, isUsual });
    phrases.set(name, said);
  };
  contraries.forEach(({ one, other, usual }: ContraryPair, i) => {
    add(`${i}+`, `${i}-`, [...one, ...denied(other)], usual === 'one');
    add(`${i}-`, `${i}+`, [...other, ...denied(one)], usual === 'other');
  });
  // A phrase that is an idea and a side is a side.
  const known = createIdeas(new Map([...phrases].reverse()));
  return {
    sides: (words) => [...new Set(known.read(words).flatMap(({ token }) => sides.get(token) ?? []))],
  };
}
