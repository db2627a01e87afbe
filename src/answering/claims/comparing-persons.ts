import type { FactValue } from '../../elections/fact.ts';
import { foldedFunctionWords } from '../../vietnamese/function-words.ts';
import { syllables } from '../../vietnamese/text.ts';
import { officesIn } from '../question/offices.ts';
import { type Comparison, claimedWords, confirming, type FactText, reporting, wordsOf } from './comparison.ts';

/** What stands between a person and the office: `làm thủ tướng`, `giờ đang giữ chức bí thư`. */
const holding = new Set(['lam', 'giu', 'chuc', 'moi', 'nay', 'gio', 'hien', 'dang', 'van']);
/** Said before a name. */
const titles: ReadonlySet<string> = new Set(['ong', 'ba', 'anh', 'chi', 'co', 'chu', 'bac', 'dong', 'vi']);

/** Whether a folded word is said before a name: `ông`, `đồng chí`. */
export const isTitle = (folded: string): boolean => titles.has(folded);

/** Where a name stands among folded words; -1 where it does not. */
export const nameAt = (words: readonly string[], name: readonly string[]): number =>
  words.findIndex((_, i) => name.every((part, j) => words[i + j] === part));
/** Words of an office that a question must begin with: `thủ tướng` is enough, `chủ tịch` may be of anything. */
const leastRun = 2;

/**
 * Whether the person whom a question names holds the very office that the fact says: either the office begins as the fact's does (`phó chủ tịch` is no
 * `chủ tịch`) and what follows stands in the fact; or the fact says of no office, the claim names none, and nothing it says is in none of the fact's words. Never "wrong": another name may
 * be a slip of the same one.
 */
export function comparePerson(text: string, values: readonly FactValue[], { about, asks }: FactText): Comparison {
  const words = claimedWords(wordsOf(text));
  while (confirming.has(words.at(-1) ?? '')) words.pop();
  if (words.includes('khong') || words.includes('chua')) return undefined;
  const said = new Set(wordsOf(about));
  const known = new Set([...said, ...wordsOf(asks)]);
  const offices = officesIn(about, '');
  const namesOther = [...officesIn(text, '')].some((office) => !offices.has(office));
  const holds = values.some((value) => {
    if (value.kind !== 'person') return false;
    const rest = withoutName(words, wordsOf(value.is));
    if (!rest) return false;
    const run = wordsOf(value.of).findIndex((word, i) => rest[i] !== word);
    const shared = run < 0 ? wordsOf(value.of).length : run;
    if (shared >= leastRun && rest.slice(shared).every((word) => said.has(word))) return true;
    const isOfficeHeld = officesIn(value.of, '').size > 0;
    return !isOfficeHeld && !namesOther && rest.length >= leastRun && rest.every((word) => known.has(word));
  });
  return holds ? 'right' : undefined;
}

/** Words of a name written with capitals, and without: `ông hàng xóm` is nobody's name. */
const nameLength = { capital: 2, small: 3 };

/** Whether a claim names a person, after `ông`, `bà` or `đồng chí`, of whom the words of a fact know nothing: whatever else of it is right, it may be said of somebody else. */
export function namesStranger(text: string, known: string): boolean {
  const held = new Set(wordsOf(known));
  const words = syllables(text);
  const isCapital = ({ start }: { start: number }): boolean => /^\p{Lu}/u.test(text.slice(start));
  // `Văn` of a name is not `vẫn`.
  const isPlain = (folded: string): boolean =>
    foldedFunctionWords.has(folded) || holding.has(folded) || reporting.has(folded) || /\d/.test(folded);
  return words.some(({ folded }, i) => {
    if (!isTitle(folded)) return false;
    const rest = words.slice(folded === 'dong' ? i + 2 : i + 1);
    const end = rest.findIndex((word) => held.has(word.folded) || (!isCapital(word) && isPlain(word.folded)));
    const length = end < 0 ? rest.length : end;
    return length >= (rest[0] && isCapital(rest[0]) ? nameLength.capital : nameLength.small);
  });
}

/** What else a claim says of a person; `undefined` where it does not name them. */
function withoutName(words: readonly string[], name: readonly string[]): string[] | undefined {
  const at = nameAt(words, name);
  if (at < 0) return undefined;
  const from = isTitle(words[at - 1] ?? '') ? at - 1 : at;
  return words
    .toSpliced(from, at - from + name.length)
    .filter((word) => !foldedFunctionWords.has(word) && !holding.has(word) && !reporting.has(word));
}
