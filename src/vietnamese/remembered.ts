/**
 * The same function with its results kept by word: texts and people repeat their words. Never holds more than `most` of them; forgetting
 * costs time only.
 */
export function remembered<Result>(most: number, work: (word: string) => Result): (word: string) => Result {
  const known = new Map<string, Result>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined || known.has(word)) return before!;
    const result = work(word);
    // Words of any length arrive here; the long ones never come back.
    if (word.length > 40) return result;
    if (known.size >= most) known.clear();
    known.set(word, result);
    return result;
  };
}
