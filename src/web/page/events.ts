/** The stream of messages to an open page (server-sent events, WHATWG HTML 9.2). */
import { streamSSE } from 'hono/streaming';
import type { PageChat } from '../../messaging/page-chat.ts';
import type { WebContext } from '../http/context.ts';
import { shown } from './message.ts';
import { refuse } from './question.ts';

const maxStreams = 2_000;
const maxStreamsPerVisitor = 4;
/** Many phones share an address, but none may hold the streams of all the others. */
const maxStreamsPerAddress = 200;
/** A stream ends after this and the browser reconnects by itself: half-dead connections do not pile up. */
const streamLifeMs = 10 * 60_000;
const heartbeatMs = 20_000;
/** A client that reads nothing for so long, heartbeats included, is gone. */
const stalledMs = 60_000;

/** Opens a visitor's stream; at most four for one browser, 200 for one network address and 2,000 in all. Streams end when `closing` aborts. */
export function createEventStreams(
  chat: PageChat,
  closing: AbortSignal,
  client: (c: WebContext) => string,
  limits = { perVisitor: maxStreamsPerVisitor, perAddress: maxStreamsPerAddress, inAll: maxStreams },
) {
  const [byVisitor, byAddress] = [new Map<string, number>(), new Map<string, number>()];
  let openStreams = 0;

  function count(streams: Map<string, number>, key: string, change: 1 | -1) {
    const own = (streams.get(key) ?? 0) + change;
    if (own > 0) streams.set(key, own);
    else streams.delete(key);
  }

  function opened(visitor: string, address: string, change: 1 | -1) {
    openStreams += change;
    count(byVisitor, visitor, change);
    count(byAddress, address, change);
  }

  return (c: WebContext, visitor: string): Response => {
    const address = client(c);
    if ((byVisitor.get(visitor) ?? 0) >= limits.perVisitor || (byAddress.get(address) ?? 0) >= limits.perAddress) {
      return refuse(c, { refusal: 'rate-limited', status: 429, retryAfterMs: 30_000 });
    }
    if (openStreams >= limits.inAll || closing.aborted) {
      return refuse(c, { refusal: 'unavailable', status: 503, retryAfterMs: 10_000 });
    }
    opened(visitor, address, 1);
    c.env.outgoing.setTimeout(stalledMs);
    c.header('x-accel-buffering', 'no'); // nginx would hold messages back until a buffer is full
    return streamSSE(c, async (stream) => {
      const gone = new AbortController();
      stream.onAbort(() => gone.abort());
      const heartbeat = setInterval(() => void stream.write(':\n\n'), heartbeatMs);
      try {
        const ending = AbortSignal.any([gone.signal, closing, AbortSignal.timeout(streamLifeMs)]);
        await stream.write('retry: 2000\n\n');
        let after = c.req.header('last-event-id') ?? c.req.query('after');
        while (!ending.aborted) {
          for (const message of await chat.next(visitor, after, ending)) {
            await stream.writeSSE({ id: message.id, event: 'message', data: JSON.stringify(shown(message)) });
            after = message.id;
          }
        }
      } finally {
        clearInterval(heartbeat);
        opened(visitor, address, -1);
      }
    });
  };
}
