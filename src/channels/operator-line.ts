/** What an operator reads of a platform: in one line, with nothing in it that a platform could have made up to be read as something else. */

/** A platform's own words, cut and without line breaks. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').slice(0, 120);
}

/** Of an address only the host is said: other bots keep secrets in the path. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'another address';
}

/** What became of a call, in a word: `ok`, the platform's number, or why there is no answer. */
export function wordFor(answer: { kind: string; code?: number | string; why?: string }): string {
  if (answer.kind === 'refused') return String(answer.code);
  return answer.why ?? answer.kind;
}
