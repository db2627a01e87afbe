/** Longest text a channel hands on, in UTF-16 code units; what is beyond is dropped before anything reads the text. */
export const maxIncomingLength = 4096;

// Everything a keyboard cannot mean: C0 and C1 controls except tab and line feed.
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is what this is for
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/** Text as received → cut to `maxIncomingLength` without splitting a character, well-formed Unicode, no control characters, trimmed. */
export function incomingText(text: string): string {
  const cut = text.slice(0, maxIncomingLength);
  const whole = text.length > maxIncomingLength && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
  return whole.toWellFormed().replace(/\r\n?/g, '\n').replace(controls, '').trim();
}
