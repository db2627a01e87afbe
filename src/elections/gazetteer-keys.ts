/** Names by the letters they are spelled with, whatever is typed of their diacritics. */
import { isBareSyllable } from '../vietnamese/bare-syllable.ts';
import { agrees } from '../vietnamese/marks.ts';
import { canonical, fold } from '../vietnamese/text.ts';
import { nameKey } from './gazetteer-names.ts';
import type { Word } from './place-mention.ts';

interface KeyedName<Item> {
  forms: string[];
  items: Item[];
}

/** Names under their letters without spaces. */
export type NamesByKey<Item> = Map<string, KeyedName<Item>[]>;

/** Letters from which a name typed without its spaces is told from a word. */
export const longEnoughJoined = 5;

/**
 * Names spelled by the words, whose diacritics do not contradict what was typed; those with the very diacritics go before the others. What was
 * typed without any is, where `bare` says so, as much the one as the other: `ba dinh` is Ba Đình and Ba Dinh.
 */
export function namesAt<Item>(
  byKey: NamesByKey<Item>,
  words: Word[],
  bare: 'any' | 'exact-first' = 'exact-first',
): { items: Item[]; exact: boolean } | undefined {
  const names = (byKey.get(words.map((word) => word.folded).join('')) ?? []).filter((name) => fits(words, name.forms));
  if (names.length === 0) return undefined;
  const isBare = bare === 'any' && words.every((word) => word.text === word.folded);
  const exact = names.filter((name) => name.forms.join('') === words.map((word) => word.text).join(''));
  return { items: (exact.length > 0 && !isBare ? exact : names).flatMap((name) => name.items), exact: exact.length > 0 };
}

/** Adds what goes by a name. */
export function addName<Item>(byKey: NamesByKey<Item>, name: string, item: Item): void {
  const forms = (name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(canonical);
  const key = nameKey(forms.join(' '));
  const same = byKey.get(key) ?? [];
  byKey.set(key, same);
  const known = same.find((one) => one.forms.join(' ') === forms.join(' '));
  if (!known) same.push({ forms, items: [item] });
  else if (!known.items.some((one) => JSON.stringify(one) === JSON.stringify(item))) known.items.push(item);
}

function fits(words: Word[], forms: string[]): boolean {
  const pairs: [string, string][] =
    words.length === forms.length
      ? words.map((word, i) => [word.text, forms[i]!])
      : [[words.map((w) => w.text).join(''), forms.join('')]];
  if (words.length === 1 && forms.length > 1 && isJoinedByChance(words[0]!.folded)) return false;
  return pairs.every(([typed, meant]) => {
    if (typed === meant || /^[a-z]*$/.test(typed)) return true;
    return agrees({ text: typed, folded: fold(typed), marked: true }, { text: meant, folded: fold(meant) }) !== 'no';
  });
}

/** Short letters that are a syllable of their own are not two joined ones: `sapa` is a name, `tam` is not `Ta M`. */
const isJoinedByChance = (folded: string): boolean =>
  folded.length < longEnoughJoined && (folded.length < 4 || isBareSyllable(folded));
