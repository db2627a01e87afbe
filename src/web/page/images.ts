/** Pictures of announcements, from our own origin. */
import { Hono } from 'hono';
import { imageName, type ReadImage } from '../../messaging/image.ts';
import { imageTypes } from '../../messaging/shown-image.ts';
import type { WebEnv } from '../http/context.ts';

/** Of what a browser is told: nothing is given under another type than it has. */
const firstByte = { 'image/jpeg': 0xff, 'image/png': 0x89 } as const;

/** The name says which bytes it is: they never change, and bytes that have changed are given to nobody. */
export const createImageRoutes = (readImage: ReadImage): Hono<WebEnv> =>
  new Hono<WebEnv>().get('/images/:name', async (c) => {
    const name = c.req.param('name');
    const sha256 = name.slice(0, 64);
    const mediaType = imageTypes.find((type) => name === imageName({ sha256, mediaType: type }));
    if (!mediaType || !/^[0-9a-f]{64}$/u.test(sha256)) return c.notFound();
    const bytes = await readImage(sha256);
    if (bytes?.[0] !== firstByte[mediaType]) return c.notFound();
    return c.body(Uint8Array.from(bytes), 200, {
      'content-type': mediaType,
      'content-disposition': 'inline',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });
