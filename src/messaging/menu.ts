/** Choices as a numbered menu, for platforms without buttons: the number typed next picks one. */
import type { Choice } from './message.ts';

/** `1. …`, `2. …` below the heading. */
export function menuText(heading: string, choices: readonly Choice[]): string {
  return [heading, ...choices.map(({ label }, index) => `${index + 1}. ${label}`)].join('\n');
}

/** The same in one line, for what may be chosen and need not: `Hỏi tiếp: 1. … 2. …`; `first` is the first number. */
export const menuLine = (heading: string, choices: readonly Choice[], first = 1): string =>
  [heading, ...choices.map(({ label }, index) => `${index + first}. ${label}`)].join(' ');
