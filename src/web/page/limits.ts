/** How often clients may ask and wait. */
import { clientAddress, clientKey } from '../http/client-address.ts';
import type { WebContext } from '../http/context.ts';
import { createRateLimit } from '../http/rate-limit.ts';

interface Limit {
  points: number;
  windowMs: number;
}

export interface PaceRules {
  /** Questions of one browser; questions from one network address (many phones may share one); connections it opens to wait for answers; pictures it looks at. */
  limits: { visitor: Limit; address: Limit; waiting: Limit; picture: Limit };
  /** How many reverse proxies stand in front. */
  trustedProxies: number;
}

/** A browser is stopped here, with the time to wait, before the inbox would drop what it sends as a flood. */
export const usualLimits: PaceRules['limits'] = {
  visitor: { points: 6, windowMs: 30_000 },
  address: { points: 300, windowMs: 60_000 },
  waiting: { points: 600, windowMs: 60_000 },
  picture: { points: 600, windowMs: 60_000 },
};

/** UTF-16 code units of what counts as one question; hardly anybody writes more. */
const lengthOfOne = 250;

/** Milliseconds a client has to wait before a question, or before it may wait for answers; `undefined` = go on. */
export function createPace({ limits, trustedProxies }: PaceRules) {
  const limit = (of: Limit) => createRateLimit({ ...of, maxKeys: 50_000 });
  const visitors = limit(limits.visitor);
  const addresses = limit(limits.address);
  const waiting = limit(limits.waiting);
  const pictures = limit(limits.picture);
  const client = (c: WebContext) =>
    clientKey(clientAddress(c.env.incoming.socket.remoteAddress, c.req.header('x-forwarded-for'), trustedProxies));
  return {
    /** Whom a request is counted against. */
    client,
    async question(c: WebContext, visitor: string | undefined): Promise<number | undefined> {
      return (visitor === undefined ? undefined : await visitors(visitor)) ?? (await addresses(client(c)));
    },
    /** A long question takes the place of several: what it costs beyond the one that was counted when it came. */
    async length(c: WebContext, visitor: string | undefined, length: number): Promise<number | undefined> {
      const more = Math.floor(length / lengthOfOne);
      if (more === 0) return undefined;
      return (visitor === undefined ? undefined : await visitors(visitor, more)) ?? (await addresses(client(c), more));
    },
    /** Each wait may stand for a made-up visitor, for whom a mailbox is held. */
    waiting: (c: WebContext): Promise<number | undefined> => waiting(client(c)),
    picture: (c: WebContext): Promise<number | undefined> => pictures(client(c)),
  };
}

export type Pace = ReturnType<typeof createPace>;
