/** Cuts a text into messages a platform takes, where a reader would pause. */

/** What to cut after, best first. A full stop ends no sentence in `1.972`, in `TP. Lào Cai` and after the number of a line. */
const pauses: readonly RegExp[] = [
  /\n[^\S\n]*\n\s*/gu,
  /\n\s*/gu,
  /(?<!^\s{0,9}\d{1,2})(?<!(?:^|[\s(])\p{Lu}{1,3})[.!?…]{1,9}["”’)\]]{0,5}\s{1,9}/gmu,
  /[;,]\s+/gu,
  /\s+/gu,
];

/** A cut this early would make a message of a few words; a worse place further on is better. */
const earliest = 0.5;

/**
 * Parts of at most `maxLength` UTF-16 code units in reading order, none empty, in NFC. Cut at the end of a paragraph, else a line, a sentence,
 * a clause, a word; never inside a character. Only white space between parts is lost.
 */
export function splitText(text: string, maxLength: number): string[] {
  const parts: string[] = [];
  let rest = text.normalize('NFC').trim();
  while (rest.length > maxLength) {
    const end = cutAt(rest, maxLength);
    const part = rest.slice(0, end).trimEnd();
    if (part !== '') parts.push(part);
    rest = rest.slice(end).trimStart();
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

/** Where the first part ends, white space after it included where that fits. */
function cutAt(text: string, maxLength: number): number {
  // One code unit more: a pause right behind the last one that fits is white space, which is not sent.
  const reach = text.slice(0, maxLength + 1);
  for (const pause of pauses) {
    let last = 0;
    for (const { index, 0: found } of reach.matchAll(pause)) {
      if (index + found.trimEnd().length <= maxLength) last = index + found.length;
    }
    if (last >= maxLength * earliest || (pause === pauses.at(-1) && last > 0)) return last;
  }
  return wholeCharacters(text, maxLength);
}

/** The longest end up to `maxLength` that separates neither a surrogate pair nor a mark from its letter. */
function wholeCharacters(text: string, maxLength: number): number {
  for (let end = maxLength; end > maxLength - 16 && end > 0; end -= 1) {
    if (!/^[\uDC00-\uDFFF\p{M}\u200d]/u.test(text.slice(end, end + 2)) && !/[\uD800-\uDBFF]$/.test(text.slice(0, end)))
      return end;
  }
  return /[\uD800-\uDBFF]$/.test(text.slice(0, maxLength)) && maxLength > 1 ? maxLength - 1 : maxLength;
}

/** Parts of a text of at most `maxLength` UTF-16 code units, with an ending (a menu) that stays in one piece at the end of the last part, or follows as a part of its own. */
export function splitWithEnding(text: string, ending: string, maxLength: number): string[] {
  const parts = splitText(text, maxLength);
  const last = parts.at(-1);
  const together = `${last}\n\n${ending}`;
  if (last === undefined || together.length > maxLength) return [...parts, ...splitText(ending, maxLength)];
  return [...parts.slice(0, -1), together];
}
