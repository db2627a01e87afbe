import type { OutgoingMessage } from '../../messaging/message.ts';
import { type ShownPart, shownParts } from '../../messaging/shown-part.ts';
import { splitText, splitWithEnding } from '../../messaging/splitting.ts';
import { zaloMenu, zaloText } from '../zalo-text.ts';

/** Longer texts are refused, not cut. UTF-16 code units. */
export const oaMaxTextLength = 2_000;
/** Of one message. */
export const oaMaxButtons = 5;

/** What somebody sees of a message of a Zalo Official Account. `hasButtons`: as the account may send them; else, and for many, a numbered menu. */
export function oaParts(
  message: Pick<OutgoingMessage, 'text' | 'choices' | 'choicesAre' | 'firstNumber' | 'language' | 'parts' | 'sources'>,
  { hasButtons }: { hasButtons: boolean },
): ShownPart[] {
  const { choices = [] } = message;
  const text = zaloText(message);
  const isMenu = choices.length > 0 && (!hasButtons || choices.length > oaMaxButtons);
  if (isMenu) return shownParts(splitWithEnding(text, zaloMenu(message, choices), oaMaxTextLength));
  return shownParts(splitText(text, oaMaxTextLength), choices);
}
