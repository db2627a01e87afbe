import type { OutgoingMessage } from '../../messaging/message.ts';
import { type ShownPart, shownParts } from '../../messaging/shown-part.ts';
import { splitText } from '../../messaging/splitting.ts';

/** https://core.telegram.org/bots/api#sendmessage; UTF-16 code units. */
export const telegramMaxTextLength = 4096;

/** What somebody on Telegram sees of a message: buttons below the last part. */
export const telegramParts = ({ text, choices }: Pick<OutgoingMessage, 'text' | 'choices'>): ShownPart[] =>
  shownParts(splitText(text, telegramMaxTextLength), choices);
