/** Longest text a channel hands on, in UTF-16 code units; what is beyond is dropped before anything reads the text. */
export const maxIncomingLength = 4096;

// Control characters are nothing a person typed; tab and line feed may be.
const controls = /[^\P{Cc}\t\n]/gu;

/** Text as received → cut to `maxIncomingLength` without splitting a character, well-formed Unicode, no control characters, trimmed. */
export function incomingText(text: string): string {
  const cut = text.slice(0, maxIncomingLength);
  const whole = text.length > maxIncomingLength && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
  return whole.toWellFormed().replace(/\r\n?/g, '\n').replace(controls, '').trim();
}
