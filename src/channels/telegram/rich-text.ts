/** A message in its parts as Telegram's HTML (https://core.telegram.org/bots/api#html-style). */
import type { OutgoingMessage, SourceLine } from '../../messaging/message.ts';
import { isBold, plainText, remark } from '../../messaging/parts.ts';

/** The message as HTML, its sources folded; `undefined` where it has no parts, or would be longer than `longest` once shown. */
export function richText({ parts, sources = [] }: OutgoingMessage, longest: number): string | undefined {
  if (!parts) return undefined;
  const listed = sources.length > 1 ? sources.map(shownSource) : [];
  const shown = plainText(parts).length + listed.reduce((sum, { text }) => sum + text.length + 1, 0);
  if (shown > longest) return undefined;
  const { headline = '', sentences, source = '' } = parts;
  const noted = remark(parts);
  const fold = [link(source, sources.length === 1 ? sources[0] : undefined), ...listed.map(({ html }) => html)].filter(Boolean);
  return [
    isBold(parts) ? `<b>${escaped(headline)}</b>` : escaped(headline),
    ...sentences.map(escaped),
    noted && `<i>${escaped(noted)}</i>`,
    fold.length > 0 && `<blockquote expandable>${fold.join('\n')}</blockquote>`,
  ]
    .filter(Boolean)
    .join('\n')
    .normalize('NFC');
}

function shownSource(source: SourceLine): { text: string; html: string } {
  const text = `• ${source.title} (${[source.publisher, source.date.split('-').reverse().join('/')].filter(Boolean).join(', ')})`;
  return { text, html: link(text, source) };
}

/** What sources and people wrote is never markup; only a web address of the publisher becomes a link. */
function link(text: string, source: Pick<SourceLine, 'url'> | undefined): string {
  const url = source?.url;
  return url === undefined || !/^https?:\/\//iu.test(url) ? escaped(text) : `<a href="${escaped(url)}">${escaped(text)}</a>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/gu, (character) => entities[character]!);
