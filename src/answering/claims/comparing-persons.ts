import type { FactValue } from '../../elections/fact.ts';
import { foldedFunctionWords } from '../../vietnamese/function-words.ts';
import { type Comparison, confirming, wordsOf } from './comparison.ts';

/** What stands between a person and the office: `làm thủ tướng`, `giữ chức bí thư`. */
const holding = new Set(['lam', 'giu', 'chuc']);
/** Words of an office that a question must begin with: `thủ tướng` is enough, `chủ tịch` may be of anything. */
const leastRun = 2;

/**
 * Whether the person whom a question names holds the very office that the fact says: the office begins as the fact's does (`phó chủ tịch` is no
 * `chủ tịch`), and what follows stands in the fact. Never "wrong": another name may be a slip of the same one.
 */
export function comparePerson(text: string, values: readonly FactValue[], about: string): Comparison {
  const words = wordsOf(text);
  while (confirming.has(words.at(-1) ?? '')) words.pop();
  if (words.includes('khong') || words.includes('chua')) return undefined;
  const said = new Set(wordsOf(about));
  const holds = values.some((value) => {
    if (value.kind !== 'person') return false;
    const name = wordsOf(value.is);
    const at = words.findIndex((_, i) => name.every((part, j) => words[i + j] === part));
    if (at < 0) return false;
    const office = words.toSpliced(at, name.length).filter((word) => !foldedFunctionWords.has(word) && !holding.has(word));
    const run = wordsOf(value.of).findIndex((word, i) => office[i] !== word);
    const shared = run < 0 ? wordsOf(value.of).length : run;
    return shared >= leastRun && office.slice(shared).every((word) => said.has(word));
  });
  return holds ? 'right' : undefined;
}
