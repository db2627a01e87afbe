/** Where sentences end in Vietnamese news and encyclopaedia prose. */

/** A sentence as a span of its text, in UTF-16 code units, surrounding white space excluded. */
export interface Sentence {
  start: number;
  end: number;
}

/** Abbreviations that end in a full stop without ending the sentence; compared in lower case, without the last stop. */
const abbreviations = new Set(
  (
    'tp tx tt q p h x đ đ/c d/c ô ts ths pgs gs bs ks cn ncs nsnd nsưt đt sđt st tr vd v.v tp.hcm tt.huế hđnd ubnd no nxb cty ' +
    'mr mrs ms dr jr sr st vs inc ltd co corp no vol fig prof gen col lt capt sgt rev gov sen rep e.g i.e u.s a.m p.m ca cf'
  ).split(' '),
);

const closers = new Set(['"', '”', '’', ')', ']', '»', "'"]);
const openers = /["“‘([«'–—-]/u;
const startsSentence = /[\p{Lu}\p{Lt}\p{Nd}\p{Lo}]/u;
const wordBefore = /(?<![\p{L}\p{M}\p{N}./])[\p{L}\p{M}\p{N}./]*$/u;
/** Longest stretch looked back for an abbreviation. */
const abbreviationReach = 12;

function endsAbbreviation(text: string, stopAt: number): boolean {
  const before = wordBefore.exec(text.slice(Math.max(0, stopAt - abbreviationReach), stopAt))![0];
  if (before === '') return false;
  // An initial ("J. K. Rowling", "U.S."), but not a lower-case syllable such as "ở.".
  if (/(?:^|\.)\p{Lu}$/u.test(before)) return true;
  return abbreviations.has(before.normalize('NFC').toLowerCase());
}

/** Sentences of a text in order. A line break always ends one; every non-blank character belongs to exactly one. */
export function sentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  let start = 0;
  const close = (end: number): void => {
    let from = start;
    let to = end;
    while (from < to && text.charCodeAt(from) <= 32) from++;
    while (to > from && text.charCodeAt(to - 1) <= 32) to--;
    if (to > from) found.push({ start: from, end: to });
    start = end;
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === '\n') close(i);
    else if (char === '.' || char === '!' || char === '?' || char === '…') {
      let end = i + 1;
      while (end < text.length && (text[end] === '.' || text[end] === '!' || text[end] === '?' || text[end] === '…')) end++;
      const stops = end - i;
      while (end < text.length && closers.has(text[end]!)) end++;
      if (end < text.length && !/\s/u.test(text[end]!)) continue;
      let next = end;
      while (next < text.length && /[^\S\n]/u.test(text[next]!)) next++;
      while (next < text.length && openers.test(text[next]!)) next++;
      const last = next >= text.length || text[next] === '\n';
      if (!last && !startsSentence.test(text[next]!)) continue;
      if (!last && char === '.' && stops === 1 && endsAbbreviation(text, i)) continue;
      close(end);
      i = end - 1;
    }
  }
  close(text.length);
  return found;
}
