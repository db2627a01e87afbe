import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Context } from 'hono';

const mediaTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Something served from memory: compressed once, named by its content. */
export interface Asset {
  mediaType: string;
  body: Uint8Array<ArrayBuffer>;
  gzipped: Uint8Array<ArrayBuffer>;
  /** Changes exactly when the content does. */
  version: string;
}

export function asset(mediaType: string, content: Uint8Array | string): Asset {
  const body = Uint8Array.from(typeof content === 'string' ? Buffer.from(content) : content);
  const version = createHash('sha256').update(body).digest('base64url').slice(0, 12);
  return { mediaType, body, gzipped: Uint8Array.from(gzipSync(body, { level: 9 })), version };
}

/** The files of a folder, by name. Throws for a file of a kind it does not know how to serve. */
export function loadAssets(folder: URL): Map<string, Asset> {
  return new Map(
    readdirSync(folder).map((name) => {
      const mediaType = mediaTypes[extname(name)];
      if (mediaType === undefined) throw new Error(`${folder.pathname}${name}: no media type is known for this kind of file`);
      return [name, asset(mediaType, readFileSync(new URL(name, folder)))];
    }),
  );
}

/** Changes when any of the assets does. Part of their addresses, so browsers may keep them for a year, modules they import included. */
export function assetsVersion(assets: ReadonlyMap<string, Asset>): string {
  const versions = [...assets].map(([name, { version }]) => `${name} ${version}`).sort();
  return createHash('sha256').update(versions.join()).digest('base64url').slice(0, 12);
}

/** Answers with an asset: 304 where the browser has it, gzip where it takes it. */
export function sendAsset(c: Context, found: Asset, cacheControl: string): Response {
  const etag = `W/"${found.version}"`; // weak: the same for both encodings
  const headers = { etag, 'cache-control': cacheControl, vary: 'accept-encoding' };
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
  const gzip = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
  return c.body(gzip ? found.gzipped : found.body, 200, {
    ...headers,
    'content-type': found.mediaType,
    ...(gzip ? { 'content-encoding': 'gzip' } : {}),
  });
}
