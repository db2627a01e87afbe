/** How a message leaves for a page, as data and as a file. */
import type { AttachedFile } from '../../messaging/message.ts';
import type { PageMessage } from '../../messaging/page-chat.ts';
import type { WebContext } from '../http/context.ts';

/** `2022-12-13` → `13/12/2022`. */
export function shortDate(date: string): string {
  return date.split('-').reverse().join('/');
}

/** Only web addresses become links: a source file must not be able to smuggle in a script. */
export function safeLink(url: string | undefined): boolean {
  return url !== undefined && /^https?:\/\//i.test(url);
}

export function filePath(messageId: string): string {
  return `/api/chat/files/${encodeURIComponent(messageId)}`;
}

/** A message in the JSON of `/api/chat` (`docs/web-api.md`): a file becomes an address, links that are not web addresses are left out. */
export function shown({ file, sources, ...message }: PageMessage) {
  return {
    ...message,
    ...(sources ? { sources: sources.map(({ url, ...source }) => (safeLink(url) ? { ...source, url } : source)) } : {}),
    ...(file ? { file: { name: file.name, url: filePath(message.id) } } : {}),
  };
}

/** The file as a download. Only a calendar keeps its type, so that phones offer to add it; anything else is bytes to save. */
export function sendFile(c: WebContext, file: AttachedFile): Response {
  return c.body(file.body, 200, {
    'content-type': file.mediaType.startsWith('text/calendar') ? file.mediaType : 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'cache-control': 'no-store',
  });
}
