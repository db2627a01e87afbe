/** What Zalo shows of a message: plain text, with white space as its only means. */
import { menuLine, menuText } from '../messaging/menu.ts';
import type { Choice, OutgoingMessage } from '../messaging/message.ts';
import { spacedText } from '../messaging/parts.ts';
import { zaloWords } from './words-zalo.ts';

/** The text with blank lines between its parts. Where it rests on several sources, of which a line names one, it says how to see them all. */
export function zaloText({
  parts,
  text,
  sources = [],
  language,
}: Pick<OutgoingMessage, 'text' | 'parts' | 'sources' | 'language'>): string {
  if (!parts) return text;
  const several = new Set(sources.map(({ title, date }) => `${title} ${date}`)).size > 1;
  return several && parts.source ? `${spacedText(parts)} ${zaloWords[language ?? 'vi'].allSources}` : spacedText(parts);
}

/** Choices as a numbered menu: one line for what may be asked next. */
export const zaloMenu = (
  { choicesAre, firstNumber, language }: Pick<OutgoingMessage, 'choicesAre' | 'firstNumber' | 'language'>,
  choices: readonly Choice[],
): string =>
  choicesAre === 'next'
    ? menuLine(zaloWords[language ?? 'vi'].next, choices, firstNumber)
    : menuText(zaloWords[language ?? 'vi'].menu, choices);
