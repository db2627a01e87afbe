/** `/api/push`: a browser that agreed to hear of announcements while the page is closed. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { PagePush } from '../../messaging/page-push.ts';
import { readBody } from '../http/body.ts';
import type { WebEnv } from '../http/context.ts';
import { fromJson, notFromPage, type QuestionRules, refuse } from './question.ts';
import type { Visitors } from './visitor.ts';
import { pushWords } from './words.ts';

const maxBodyBytes = 4 * 1024;

const base64url = (bytes: number) => z.string().regex(new RegExp(`^[\\w-]{${Math.ceil((bytes * 4) / 3)}}=?$`, 'u'));
/** As `PushSubscription.toJSON` gives it: an uncompressed point of P-256, and 16 random bytes. */
const subscription = z.object({ endpoint: z.url().max(1_000), keys: z.object({ p256dh: base64url(65), auth: base64url(16) }) });

/** `GET` gives what a browser needs to agree, `POST` takes what it agreed to. Only of a visitor who is known, and subscribed. */
export function createPushRoutes({
  push,
  visitors,
  pace,
  publicUrl,
}: QuestionRules & { push: PagePush; visitors: Visitors }): Hono<WebEnv> {
  return new Hono<WebEnv>()
    .get('/api/push', (c) => c.json({ key: push.publicKey, words: pushWords }, 200, { 'cache-control': 'no-cache' }))
    .post('/api/push', async (c) => {
      c.header('cache-control', 'no-store');
      const foreign = notFromPage(c, 'json', publicUrl);
      if (foreign) return refuse(c, foreign);
      const retryAfterMs = await pace.waiting(c);
      if (retryAfterMs !== undefined) return refuse(c, { refusal: 'rate-limited', status: 429, retryAfterMs });
      const body = await readBody(c.env.incoming, maxBodyBytes);
      if (body.kind === 'too-large') return refuse(c, { refusal: 'too-large', status: 413 });
      const given = subscription.safeParse(body.kind === 'text' ? fromJson(body.text) : undefined);
      if (!given.success) return refuse(c, { refusal: 'bad-request', status: 400 });
      const visitor = visitors.known(c);
      const outcome = visitor === undefined ? 'not-subscribed' : await push.agree(visitor, given.data);
      switch (outcome) {
        case 'refused':
          return refuse(c, { refusal: 'not-a-browser', status: 400 });
        case 'not-subscribed':
          return refuse(c, { refusal: 'not-subscribed', status: 409 });
        case 'kept':
          // A browser that is told while the page is closed needs its cookie for as long as possible.
          visitors.welcome(c);
          return c.body(null, 204);
      }
    });
}
