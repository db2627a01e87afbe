/** Strings that look like a secret somebody left behind. */

/** A bot token of Telegram or Zalo: https://core.telegram.org/bots/api#authorizing-your-bot */
const botToken = /\d{6,}:[A-Za-z0-9_-]{30,}/gu;
/** Anything a generator of keys could have made. */
const generated = /[A-Za-z0-9+/_=-]{32,}/gu;
/** Bits a character from which letters and figures are no words any more. */
const leastEntropy = 4.4;
/** Made for a test that looks for it in what a service writes. */
const planted = /canary/iu;

/** Shannon entropy in bits a character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** A key mixes small and capital letters with figures; a path or a name does so rarely, and has its signs. */
const looksGenerated = (text: string): boolean =>
  /[a-z]/u.test(text) && /[A-Z]/u.test(text) && (text.match(/\d/gu)?.length ?? 0) >= 2 && entropy(text) >= leastEntropy;

export function secretsIn(text: string): string[] {
  return [...(text.match(botToken) ?? []), ...(text.match(generated) ?? []).filter(looksGenerated)].filter(
    (found) => !planted.test(found),
  );
}
