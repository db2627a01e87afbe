/** How often clients may ask and wait. */
import { clientAddress, clientKey } from './client-address.ts';
import type { WebContext } from './context.ts';
import { createRateLimit } from './rate-limit.ts';

export interface PaceRules {
  /** Questions a minute of one browser, and of one network address (many phones may share one); connections opened to wait. */
  perMinute: { visitor: number; address: number; waiting: number };
  /** How many reverse proxies stand in front. */
  trustedProxies: number;
}

export const usualPerMinute = { visitor: 20, address: 300, waiting: 600 };

const minuteMs = 60_000;

/** Milliseconds a client has to wait before a question, or before it may wait for answers; `undefined` = go on. */
export function createPace({ perMinute, trustedProxies }: PaceRules) {
  const limit = (points: number) => createRateLimit({ points, windowMs: minuteMs, maxKeys: 50_000 });
  const visitors = limit(perMinute.visitor);
  const addresses = limit(perMinute.address);
  const waiting = limit(perMinute.waiting);
  const client = (c: WebContext) =>
    clientKey(clientAddress(c.env.incoming.socket.remoteAddress, c.req.header('x-forwarded-for'), trustedProxies));
  return {
    async question(c: WebContext, visitor: string | undefined): Promise<number | undefined> {
      return (visitor === undefined ? undefined : await visitors(visitor)) ?? (await addresses(client(c)));
    },
    /** Each wait may stand for a made-up visitor, for whom a mailbox is held. */
    waiting: (c: WebContext): Promise<number | undefined> => waiting(client(c)),
  };
}

export type Pace = ReturnType<typeof createPace>;
