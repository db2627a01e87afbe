/** The parts of a message as plain text. */
import type { MessageParts } from './message.ts';

/** One line after the other; what is to be kept in mind goes on in the line of the last sentence, unless that is a row of a list. */
export function plainText(parts: MessageParts): string {
  const [answer = [], ...rest] = blocksOf(parts);
  const last = answer.at(-1);
  const goesOn = last !== undefined && !last.startsWith(row) && remark(parts) !== '';
  if (!goesOn) return [answer, ...rest].flat().join('\n');
  return [...answer.slice(0, -1), `${last} ${remark(parts)}`, ...rest.slice(1).flat()].join('\n');
}

/** How a row of a list begins. */
const row = '• ';

/** A longer headline is a sentence: bold from end to end it would shout. */
const longestBold = 80;

/** Whether a channel shows a headline in bold. */
export const isBold = ({ headline }: MessageParts): boolean => Boolean(headline) && headline!.length <= longestBold;

/** With a blank line between the answer, what is to be kept in mind, and the source: for a channel whose only means is white space. */
export const spacedText = (parts: MessageParts): string =>
  blocksOf(parts)
    .map((block) => block.join('\n'))
    .join('\n\n');

/** What is to be kept in mind and done, in one line; empty where there is nothing. */
export const remark = ({ notes, nextStep }: MessageParts): string => [...notes, nextStep].filter(Boolean).join(' ');

/** What stands together: the answer, what is to be kept in mind and done, the source. */
function blocksOf(parts: MessageParts): string[][] {
  const { headline, sentences, source } = parts;
  return [[headline, ...sentences], [remark(parts)], [source]]
    .map((block) => block.filter((line): line is string => Boolean(line)))
    .filter((block) => block.length > 0);
}
