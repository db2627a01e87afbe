import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { WebEnv } from '../../../src/web/http/context.ts';
import { sendFile } from '../../../src/web/page/message.ts';

async function downloaded(mediaType: string) {
  const app = new Hono<WebEnv>().get('/', (c) => sendFile(c, { name: 'lịch.ics', mediaType, body: 'BEGIN' }));
  const response = await app.request('/');
  return { text: await response.text(), headers: Object.fromEntries(response.headers) };
}

describe('the file of an answer', () => {
  it('is a download under its own name that no cache keeps', async () => {
    expect(await downloaded('text/calendar; charset=utf-8')).toMatchObject({
      text: 'BEGIN',
      headers: {
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('lịch.ics')}`,
        'cache-control': 'no-store',
      },
    });
  });

  it.each([
    ['text/calendar; charset=utf-8', 'text/calendar; charset=utf-8'],
    ['text/html', 'application/octet-stream'],
    ['image/svg+xml', 'application/octet-stream'],
    ['x-text/calendar', 'application/octet-stream'],
  ])('of the type %s is given as %s: a calendar alone may be opened at once', async (mediaType, given) => {
    expect((await downloaded(mediaType)).headers['content-type']).toBe(given);
  });
});
