/** Text as a voter may be shown it: one Unicode form, nothing invisible, no mark-up. */

/** Controls, soft hyphens, zero-width and direction marks: invisible, and able to make two equal texts differ. */
const invisible = /(?!\s)[\p{Cc}\p{Cf}]/gu;

/** One line: NFC, invisible characters dropped, white space (also `\n` and no-break spaces) collapsed to single spaces. */
export function plainLine(text: string): string {
  return text.toWellFormed().replace(invisible, '').replace(/\s+/gu, ' ').trim().normalize('NFC');
}

const listItem = /^(?:[-*+•]|\d{1,3}[.)])\s/u;
const endsSentence = /[.!?…:;]["”’)\]»]*$/u;
/** A line shorter than this was ended on purpose, not by the width of an editor. In UTF-16 code units. */
const wrappedLine = 50;

/** Takes Markdown and HTML marks off a line: headings, emphasis, links (their text stays), images, tags, comments. Lengths are bounded: time stays linear. */
function withoutMarks(line: string): string {
  return line
    .replace(/^\s{0,3}#{1,6}\s+/u, '')
    .replace(/^\s{0,3}>\s?/u, '')
    .replace(/!\[[^[\]]{0,300}\]\([^()]{0,2000}\)/gu, '')
    .replace(/\[([^[\]]{1,300})\]\([^()\s]{1,2000}\)/gu, '$1')
    .replace(/(\*\*|__)(?=\S)([^*_]{1,500})(?<=\S)\1/gu, '$2')
    .replace(/<!--.{0,2000}?-->|<\/?[a-z][a-z0-9-]{0,30}(?:\s[^<>]{0,2000})?\/?>/giu, '');
}

/**
 * The paragraphs of an article body. A line that was only wrapped is joined to the next; list items and lines that
 * end a sentence keep their line break, which ends a sentence for whoever reads on.
 */
export function plainParagraphs(body: string): string[] {
  return body
    .split(/\n[^\S\n]*\n/u)
    .map((block) => {
      const lines: string[][] = [];
      let last = '';
      for (const raw of block.split('\n')) {
        const line = plainLine(withoutMarks(raw));
        if (line === '' || isRule(line)) continue;
        if (isWrapped(last, line)) lines.at(-1)?.push(line);
        else lines.push([line]);
        last = line;
      }
      return lines.map((pieces) => pieces.join(' ')).join('\n');
    })
    .filter((paragraph) => paragraph !== '');
}

/** A line of `---` or `***` between paragraphs. */
function isRule(line: string): boolean {
  return /^([-*_=])(?:\s?\1){2,}$/u.test(line);
}

function isWrapped(line: string, next: string): boolean {
  return line.length >= wrappedLine && !endsSentence.test(line.slice(-8)) && !listItem.test(next);
}
