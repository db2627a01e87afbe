import type { OutgoingMessage, SourceLine } from '../../messaging/message.ts';
import type { PageMessage } from '../../messaging/page-chat.ts';
import { plainText } from '../../messaging/parts.ts';

/** A message as a page shows it; `now` is when it came. */
export function pageMessage(
  id: string,
  { text, parts, sources = [], announcement, ...said }: OutgoingMessage,
  now: Date,
): PageMessage {
  // The page shows a picture itself, and no previews.
  const { imageLink: _, linkPreview: __, ...rest } = said;
  // The end of a message too long for one is shown as it is.
  const whole = parts !== undefined && plainText(parts).normalize('NFC').trim() === text ? parts : undefined;
  const shown = whole ? plainText({ ...whole, source: '' }) : withoutSourceLines(text, sources);
  return {
    ...rest,
    id,
    text: sources.length > 0 ? shown : text,
    ...(whole ? { parts: whole } : {}),
    ...(announcement === undefined ? {} : { announcement: { title: announcement, at: now.toISOString() } }),
    ...(sources.length > 0 ? { sources: toldOnce(sources, shown) } : {}),
  };
}

/** Each source once, without the quotes that are read elsewhere in the message. */
function toldOnce(sources: readonly SourceLine[], text: string): SourceLine[] {
  const quotes = new Set<string>();
  const named = sources.map(({ title, date, url }) => JSON.stringify([title, date, url]));
  const each = sources.filter((_, index) => named.indexOf(named[index]!) === index);
  return each.map(({ quote, ...source }) => {
    const isSaid = quotes.has(quote) || text.includes(quote);
    quotes.add(quote);
    return { ...source, quote: isSaid ? '' : quote };
  });
}

/** The text without the lines at its end that only name a source the page shows as data. */
function withoutSourceLines(text: string, sources: readonly SourceLine[]): string {
  const lines = text.trimEnd().split('\n');
  const namesSource = (line: string) => sources.some(({ title, publisher }) => line.includes(title) && line.includes(publisher));
  while (lines.length > 1 && namesSource(lines.at(-1) ?? '')) {
    lines.pop();
    while (lines.at(-1)?.trim() === '') lines.pop();
  }
  return lines.join('\n');
}
