import type { OutgoingMessage } from '../../messaging/message.ts';
import { type ShownPart, shownParts } from '../../messaging/shown-part.ts';
import { splitText } from '../../messaging/splitting.ts';

/** UTF-16 code units. */
export const webMaxTextLength = 8_000;

/** What somebody on our own page sees of a message. */
export const webParts = ({ text, choices }: Pick<OutgoingMessage, 'text' | 'choices'>): ShownPart[] =>
  shownParts(splitText(text, webMaxTextLength), choices);
