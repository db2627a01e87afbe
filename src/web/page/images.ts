/** Pictures of announcements, from our own origin. */
import { Hono } from 'hono';
import type { ReadImage } from '../../messaging/image.ts';
import type { WebEnv } from '../http/context.ts';
import { sendPicture } from '../http/picture.ts';
import type { Pace } from './limits.ts';
import { refuse } from './question.ts';

/** The name says which bytes it is: they never change. `readImage`: of pictures that were sent to people, no others. */
export const createImageRoutes = (readImage: ReadImage, pace: Pick<Pace, 'picture'>): Hono<WebEnv> =>
  new Hono<WebEnv>().get('/images/:name', async (c) => {
    const retryAfterMs = await pace.picture(c);
    if (retryAfterMs !== undefined) return refuse(c, { refusal: 'rate-limited', status: 429, retryAfterMs });
    return sendPicture(c, readImage, 'public, max-age=31536000, immutable');
  });
