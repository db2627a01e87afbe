import type { OutgoingMessage } from '../../messaging/message.ts';
import { type ShownPart, shownParts } from '../../messaging/shown-part.ts';
import { splitText, splitWithEnding } from '../../messaging/splitting.ts';
import { zaloMenu, zaloText } from '../zalo-text.ts';

/** Of one message and of a caption; what happens beyond is not documented. UTF-16 code units. */
export const botMaxTextLength = 2_000;

/** What somebody sees of a message of a Zalo bot: it has no buttons, so they are a numbered menu. */
export function botParts(
  message: Pick<OutgoingMessage, 'text' | 'choices' | 'choicesAre' | 'firstNumber' | 'language' | 'parts' | 'sources'>,
): ShownPart[] {
  const { choices } = message;
  const text = zaloText(message);
  if (!choices?.length) return shownParts(splitText(text, botMaxTextLength));
  return shownParts(splitWithEnding(text, zaloMenu(message, choices), botMaxTextLength));
}
