import { fold, syllables } from '../../vietnamese/text.ts';
import { functionWords } from './function-words.ts';

/**
 * Rewrites every phrase of a synonym group to the group's first phrase, so that `đi bầu` and `bỏ phiếu` meet. Marks count where they were typed.
 * @param isOnlyForm whether a folded syllable is written this way only: a lone syllable without marks is `bản` only where nothing is called `ban`.
 */
export function createSynonyms(
  groups: string[][],
  isOnlyForm: (folded: string, text: string) => boolean = () => true,
): (text: string) => string {
  const rules = new Map<string, { phrase: string[]; standard: string }>();
  for (const [standard, ...others] of groups) {
    for (const other of others) rules.set(fold(other), { phrase: syllables(other).map((s) => s.text), standard: standard! });
  }
  const longest = Math.max(1, ...[...rules.values()].map((rule) => rule.phrase.length));
  const isMeant = (typed: readonly { text: string; folded: string }[], phrase: readonly string[]): boolean => {
    if (typed.some(({ text, folded }, i) => text !== folded && text !== phrase[i])) return false;
    const [only] = phrase;
    return phrase.length > 1 || typed[0]!.text === only || functionWords.has(only!) || isOnlyForm(typed[0]!.folded, only!);
  };
  return (text) => {
    const words = syllables(text);
    const out: string[] = [];
    for (let at = 0; at < words.length; ) {
      let taken = 0;
      for (let length = Math.min(longest, words.length - at); length > 0 && !taken; length--) {
        const typed = words.slice(at, at + length);
        const rule = rules.get(typed.map((w) => w.folded).join(' '));
        if (!rule || !isMeant(typed, rule.phrase)) continue;
        out.push(rule.standard);
        taken = length;
      }
      if (!taken) out.push(words[at]!.text);
      at += taken || 1;
    }
    return out.join(' ');
  };
}
