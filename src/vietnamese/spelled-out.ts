import { isBareSyllable } from './bare-syllable.ts';
import type { Lexicon } from './lexicon.ts';
import { markDistance } from './marks.ts';
import { fold } from './text.ts';

/**
 * Chat spelling written out, each word by the likeliest of what it stands for: `bn tuổi dc bầu` is `bao nhiêu tuổi được bầu`. What may be a
 * syllable typed without marks (`kho`), is written in capitals (`TT`) or carries other marks than its long form stays as it is.
 */
export function spelledOut(text: string, chat: Lexicon['chat']): string {
  return text.replace(/[\p{L}\p{M}]+/gu, (word) => {
    const folded = fold(word);
    const [full] = chat.get(folded) ?? [];
    if (full === undefined || isBareSyllable(folded) || word === word.toUpperCase()) return word;
    return folded === word.toLowerCase() || markDistance(word.toLowerCase(), full) === 0 ? full : word;
  });
}
