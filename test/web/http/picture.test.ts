import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { WebEnv } from '../../../src/web/http/context.ts';
import { sendPicture } from '../../../src/web/http/picture.ts';

const hash = 'ab'.repeat(32);
const jpegBytes = Uint8Array.of(0xff, 0xd8, 1);
const pngBytes = Uint8Array.of(0x89, 0x50, 2);

/** What is answered to who asks for a picture by this name, where `bytes` are kept under every hash. */
async function asked(name: string, bytes: Uint8Array | undefined) {
  const read: string[] = [];
  const readImage = async (sha256: string) => {
    read.push(sha256);
    return bytes && Buffer.from(bytes);
  };
  const app = new Hono<WebEnv>().get('/images/:name?', (c) => sendPicture(c, readImage, 'private'));
  const response = await app.request(`/images/${name}`);
  return { response, status: response.status, read };
}

describe('a picture by its name', () => {
  it.each([
    [`${hash}.jpg`, jpegBytes, 'image/jpeg'],
    [`${hash}.png`, pngBytes, 'image/png'],
  ])('%s is given as what it is, to be looked at', async (name, bytes, mediaType) => {
    const { response, read } = await asked(name, bytes);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      ...{ 'content-type': mediaType, 'content-disposition': 'inline', 'cache-control': 'private' },
    });
    expect([response.status, new Uint8Array(await response.arrayBuffer()), read]).toEqual([200, bytes, [hash]]);
  });

  it.each([
    ['whose bytes are of another type than its name says', `${hash}.png`, jpegBytes],
    ['whose bytes have changed', `${hash}.jpg`, pngBytes],
    ['of which nothing is left', `${hash}.jpg`, new Uint8Array()],
    ['that is not kept', `${hash}.jpg`, undefined],
  ])('one %s is given to nobody', async (_, name, bytes) => expect((await asked(name, bytes)).status).toBe(404));

  it.each([
    '',
    hash,
    `${hash}.gif`,
    `x${hash.slice(1)}.png`,
    `${hash}0.png`,
    `${hash.slice(2)}.png`,
    `${hash.toUpperCase()}.png`,
  ])('no file is looked for by the name “%s”', async (name) =>
    expect(await asked(name, pngBytes)).toMatchObject({ status: 404, read: [] }),
  );
});
