/** The parts of a message as plain text. */
import type { MessageParts } from './message.ts';

/** One line after the other. */
export const plainText = (parts: MessageParts): string => blocksOf(parts).flat().join('\n');

/** With a blank line between the answer, what is to be kept in mind, and the source: for a channel whose only means is white space. */
export const spacedText = (parts: MessageParts): string =>
  blocksOf(parts)
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');

/** What stands together: the answer, what is to be kept in mind and done, the source. */
function blocksOf({ headline, sentences, notes, nextStep, source }: MessageParts): string[][] {
  return [[headline ?? '', ...sentences], [...notes, nextStep ?? ''], [source ?? '']].map((block) => block.filter(Boolean));
}
