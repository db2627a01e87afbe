import { diffArrays } from 'diff';
import { type TranslationLanguage, type Translations, translationLanguages } from '../../announcements/translations/language.ts';
import { canonical, fold } from '../../vietnamese/text.ts';

/** Words that stand in the place of others; either side may be empty. */
export interface WordChange {
  before: string;
  after: string;
}

/** White space, letter case, the form of a diacritic and punctuation around a word are no difference. */
const bare = (word: string): string => canonical(word.replace(/^[^\p{L}\p{N}]+|(?<![^\p{L}\p{N}%])[^\p{L}\p{N}%]+$/gu, ''));

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .split(/\s+/u)
    .filter((word) => bare(word) !== '');

/** What was changed in the words of a text, in order. */
export function wordChanges(before: string, after: string): WordChange[] {
  return differences(before, after).map(({ before: was, after: is }) => ({ before: was, after: is }));
}

function differences(before: string, after: string): (WordChange & { atEdge: boolean })[] {
  const parts = diffArrays(wordsOf(before), wordsOf(after), { comparator: (a, b) => bare(a) === bare(b) });
  const changes: (WordChange & { atEdge: boolean })[] = [];
  let open: (WordChange & { atEdge: boolean }) | undefined;
  parts.forEach(({ added, removed, value }, i) => {
    if (!added && !removed) {
      open = undefined;
      return;
    }
    if (!open) {
      open = { before: '', after: '', atEdge: false };
      changes.push(open);
    }
    open.atEdge ||= i === 0 || i === parts.length - 1;
    open[added ? 'after' : 'before'] = value.join(' ');
  });
  return changes;
}

/** Words changed in a text or in one of its translations. */
export interface VersionChange extends WordChange {
  /** Absent: in the Vietnamese text. */
  language?: TranslationLanguage;
}

/** What was changed in the words of a content, language by language; a translation that is new or gone is one change. */
export function versionChanges(before: Versions, after: Versions): VersionChange[] {
  const translated = translationLanguages.flatMap((language) =>
    wordChanges(before.translations?.[language] ?? '', after.translations?.[language] ?? '').map((one) => ({ ...one, language })),
  );
  return [...wordChanges(before.text, after.text), ...translated];
}

interface Versions {
  text: string;
  translations?: Translations;
}

/** How a text that somebody has relates to the one it may be. */
export type Likeness =
  | { kind: 'same' }
  /** Nothing added or left out in between: a piece of it. */
  | { kind: 'part' }
  | { kind: 'altered'; changes: WordChange[] };

export function likenessOf(original: string, held: string): Likeness {
  const found = differences(original, held);
  if (found.length === 0) return { kind: 'same' };
  if (found.every(({ after, atEdge }) => after === '' && atEdge)) return { kind: 'part' };
  return { kind: 'altered', changes: found.map(({ before, after }) => ({ before, after })) };
}

const pairsOf = (text: string): Set<string> => {
  const words = wordsOf(text).map((word) => fold(bare(word)));
  return new Set(words.slice(1).map((word, i) => `${words[i]} ${word}`));
};

/** Hashes (32 bits, FNV-1a) of the pairs of neighbouring words, each once: enough to tell which texts are worth comparing. */
export function pairHashes(text: string): Uint32Array {
  const hashes = new Set<number>();
  for (const pair of pairsOf(text)) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < pair.length; at += 1) hash = Math.imul(hash ^ pair.charCodeAt(at), 0x01000193);
    hashes.add(hash >>> 0);
  }
  return Uint32Array.from(hashes);
}

/** `sharedPairs` of two texts by their hashes. */
export function sharedHashes(one: Uint32Array, other: ReadonlySet<number>): number {
  const fewer = Math.min(one.length, other.size);
  return fewer === 0 ? 0 : one.reduce((sum, hash) => sum + Number(other.has(hash)), 0) / fewer;
}

/** Share (0 to 1) of the pairs of neighbouring words that both have, of the shorter text's; without diacritics. */
export function sharedPairs(one: string, other: string): number {
  const pairs = pairsOf(one);
  const known = pairsOf(other);
  const fewer = Math.min(pairs.size, known.size);
  return fewer === 0 ? 0 : [...pairs].filter((pair) => known.has(pair)).length / fewer;
}
