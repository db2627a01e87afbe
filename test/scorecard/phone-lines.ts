/**
 * Letters in a line of a message on a phone 360 px wide: an assumption. A bubble is about 315 px wide inside, a letter of Vietnamese at 16 px
 * about 7.5 px.
 */
const lettersPerLine = 42;

/** How many lines a text takes, broken after words; an empty line counts. */
export function phoneLines(text: string, longest = lettersPerLine): number {
  return text.split('\n').reduce((lines, line) => lines + wrapped(line, longest), 0);
}

function wrapped(line: string, longest: number): number {
  let [lines, filled] = [1, 0];
  for (const word of line.split(' ')) {
    if (filled > 0 && filled + 1 + word.length > longest) {
      lines += 1;
      filled = word.length;
    } else filled += (filled > 0 ? 1 : 0) + word.length;
  }
  return lines;
}
