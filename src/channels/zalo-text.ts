/** What Zalo shows of a message: plain text, with white space as its only means. */
import type { OutgoingMessage } from '../messaging/message.ts';
import { spacedText } from '../messaging/parts.ts';
import { zaloWords } from './words-zalo.ts';

/** The text with blank lines between its parts. Where it rests on several sources, of which a line names one, it says how to see them all. */
export function zaloText({ parts, text, sources = [] }: Pick<OutgoingMessage, 'text' | 'parts' | 'sources'>): string {
  if (!parts) return text;
  const several = new Set(sources.map(({ title, date }) => `${title} ${date}`)).size > 1;
  return several && parts.source ? `${spacedText(parts)} ${zaloWords.allSources}` : spacedText(parts);
}
