import { fold } from '../vietnamese/text.ts';

/** What two printings of a headline (or a name) have in common: its words without case, diacritics and punctuation. */
export function headlineKey(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
