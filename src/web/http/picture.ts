import { imageName, type ReadImage } from '../../messaging/image.ts';
import { imageTypes } from '../../messaging/shown-image.ts';
import type { WebContext } from './context.ts';

/** Of what a browser is told: nothing is given under another type than it has. */
const firstByte = { 'image/jpeg': 0xff, 'image/png': 0x89 } as const;

/** The picture that the last part of the path names by its hash and type. Bytes that have changed are given to nobody. */
export async function sendPicture(c: WebContext, readImage: ReadImage, cacheControl: string): Promise<Response> {
  const name = c.req.param('name') ?? '';
  const sha256 = name.slice(0, 64);
  const mediaType = imageTypes.find((type) => name === imageName({ sha256, mediaType: type }));
  if (!mediaType || !/^[0-9a-f]{64}$/u.test(sha256)) return c.notFound();
  const bytes = await readImage(sha256);
  if (bytes?.[0] !== firstByte[mediaType]) return c.notFound();
  return c.body(Uint8Array.from(bytes), 200, {
    'content-type': mediaType,
    'content-disposition': 'inline',
    'cache-control': cacheControl,
  });
}
