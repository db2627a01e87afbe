import type { Choice } from './message.ts';

/** One of the messages that a channel makes of an outgoing message, as a person sees it: previews and sending are made of the same. */
export interface ShownPart {
  text: string;
  /** Buttons below it, where the channel has any; elsewhere a numbered menu stands in the text. */
  buttons: readonly Choice[];
}

/** Texts as parts, the buttons below the last. */
export function shownParts(texts: readonly string[], buttons: readonly Choice[] = []): ShownPart[] {
  return texts.map((text, at) => ({ text, buttons: at === texts.length - 1 ? buttons : [] }));
}
