/** Choices as a numbered menu, for platforms without buttons: the number typed next picks one. */
import type { ChatKey, Choice, IncomingMessage } from './message.ts';

/** `1. …`, `2. …` below the heading. */
export function menuText(heading: string, choices: readonly Choice[]): string {
  return [heading, ...choices.map(({ label }, index) => `${index + 1}. ${label}`)].join('\n');
}

/** The menus last shown, each live for half an hour; in memory only, those of the chats shown one longest ago dropped. */
export interface Menus {
  /** What the chat was shown last; only a newer menu takes an earlier one's place. */
  shown(chat: ChatKey, choices: readonly Choice[] | undefined): void;
  /** The value a typed number stands for, e.g. `2` or `2.`. */
  picked(chat: ChatKey, text: string): string | undefined;
  /** The message, as the choice it stands for if it is one. */
  withChoice(message: IncomingMessage): IncomingMessage;
}

const liveMs = 30 * 60_000;

export function createMenus(now: () => Date, maxChats = 10_000): Menus {
  const menus = new Map<ChatKey, { choices: readonly Choice[]; atMs: number }>();

  function picked(chat: ChatKey, text: string): string | undefined {
    const number = /^(\d{1,2})\s*[.)]?$/u.exec(text.trim())?.[1];
    const menu = menus.get(chat);
    if (number === undefined || !menu || Math.abs(now().getTime() - menu.atMs) > liveMs) return undefined;
    return menu.choices[Number(number) - 1]?.value;
  }

  return {
    picked,
    withChoice(message) {
      const value = message.content.kind === 'text' ? picked(message.chat, message.content.text) : undefined;
      return value === undefined ? message : { ...message, content: { kind: 'choice', value } };
    },
    shown(chat, choices) {
      if (!choices?.length) return;
      menus.delete(chat);
      menus.set(chat, { choices, atMs: now().getTime() });
      if (menus.size > maxChats) menus.delete(menus.keys().next().value!);
    },
  };
}
