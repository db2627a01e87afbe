/** How a message leaves for a page, as data and as a file. */
import { vietnamOffsetMs } from '../../elections/tense.ts';
import { imagePath } from '../../messaging/image.ts';
import type { AttachedFile, MessageParts, SourceLine } from '../../messaging/message.ts';
import type { PageMessage } from '../../messaging/page-chat.ts';
import { isBold } from '../../messaging/parts.ts';
import type { MessageImage } from '../../messaging/shown-image.ts';
import type { WebContext } from '../http/context.ts';
import { webPage } from './words.ts';

/** `2022-12-13` → `13/12/2022`. */
export function shortDate(date: string): string {
  return date.split('-').reverse().join('/');
}

/** Only web addresses become links: a source file must not be able to smuggle in a script. */
export function safeLink(url: string | undefined): boolean {
  return url !== undefined && /^https?:\/\//i.test(url);
}

/** Where a question is asked by opening a page: the link to its answer. */
export const questionPath = (question: string): string => `/?q=${encodeURIComponent(question)}`;

/** `2026-03-01T01:05:00Z` → `08:05, 01/03/2026`, the time in Vietnam. */
export function arrivalTime(at: string): string {
  const there = new Date(Date.parse(at) + vietnamOffsetMs).toISOString();
  return `${there.slice(11, 16)}, ${shortDate(there.slice(0, 10))}`;
}

/** How the rows of a list begin. */
export const rowMark = '• ';

export function filePath(messageId: string): string {
  return `/api/chat/files/${encodeURIComponent(messageId)}`;
}

/** What the fold of the sources is called: the source line of the reply; of a message without one the source, or how many there are. */
export function sourcesTitle(parts: MessageParts | undefined, sources: readonly SourceLine[]): string {
  if (parts?.source) return parts.source;
  const [first, ...others] = sources;
  if (!first) return '';
  if (others.length > 0) return webPage.sources(sources.length);
  return `${webPage.source}: ${first.title} (${first.publisher}${first.date ? `, ${shortDate(first.date)}` : ''})`;
}

/** A picture as the page draws it; its bytes are ours to give (`images.ts`). */
export const shownImage = (image: MessageImage) => ({
  url: imagePath(image),
  alt: image.alt,
  width: image.width,
  height: image.height,
});

/** A message in the JSON of `/api/chat` (`docs/web-api.md`): a file becomes an address, links that are not web addresses are left out. */
export function shown({ file, sources, parts, asks, announcement, image, ...message }: PageMessage) {
  const sourceTitle = sourcesTitle(parts, sources ?? []);
  return {
    ...message,
    ...(parts ? { parts: { ...parts, bold: isBold(parts) } } : {}),
    ...(sourceTitle ? { sourceTitle } : {}),
    ...(sources ? { sources: sources.map(({ url, ...source }) => (safeLink(url) ? { ...source, url } : source)) } : {}),
    ...(asks === undefined ? {} : { link: questionPath(asks) }),
    ...(announcement ? { announcement: { ...announcement, time: arrivalTime(announcement.at) } } : {}),
    ...(image ? { image: shownImage(image) } : {}),
    ...(file ? { file: { name: file.name, url: filePath(message.id) } } : {}),
  };
}

/** What goes to a browser whose page is closed: the message as the page reads it, to be shown when it is opened if it is whole. */
export const pushed = (message: PageMessage, isWhole: boolean): string => JSON.stringify({ message: shown(message), isWhole });

/** The file as a download. Only a calendar keeps its type, so that phones offer to add it; anything else is bytes to save. */
export function sendFile(c: WebContext, file: AttachedFile): Response {
  return c.body(file.body, 200, {
    'content-type': file.mediaType.startsWith('text/calendar') ? file.mediaType : 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'cache-control': 'no-store',
  });
}
