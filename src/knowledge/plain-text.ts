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

/** Takes Markdown and HTML marks off a line: headings, emphasis, links (their text stays), images, tags, comments. */
function withoutMarks(line: string): string {
  return line
    .replace(/^\s{0,3}#{1,6}\s+/u, '')
    .replace(/^\s{0,3}>\s?/u, '')
    .replace(/!\[[^\]]*\]\([^)]*\)/gu, '')
    .replace(/\[([^\]]+)\]\([^)\s]+\)/gu, '$1')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/gu, '$2')
    .replace(/<!--.*?-->|<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>/giu, '');
}

/**
 * The paragraphs of an article body. A line that was only wrapped is joined to the next; list items and lines that
 * end a sentence keep their line break, which ends a sentence for whoever reads on.
 */
export function plainParagraphs(body: string): string[] {
  return body
    .split(/\n[^\S\n]*\n/u)
    .map((block) => {
      const lines = block.split('\n').map((line) => plainLine(withoutMarks(line)));
      return lines
        .filter((line) => line !== '' && !/^([-*_=])(?:\s?\1){2,}$/u.test(line))
        .reduce((joined, line) => {
          if (joined === '') return line;
          const last = joined.slice(joined.lastIndexOf('\n') + 1);
          const wrapped = last.length >= wrappedLine && !endsSentence.test(last) && !listItem.test(line);
          return joined + (wrapped ? ' ' : '\n') + line;
        }, '');
    })
    .filter((paragraph) => paragraph !== '');
}
