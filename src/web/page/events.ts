/** The stream of messages to an open page (server-sent events, WHATWG HTML 9.2). */
import { streamSSE } from 'hono/streaming';
import type { PageChat } from '../../messaging/page-chat.ts';
import type { WebContext } from '../http/context.ts';
import { shown } from './message.ts';
import { refuse } from './question.ts';

const maxStreams = 2_000;
const maxStreamsPerVisitor = 4;
/** A stream ends after this and the browser reconnects by itself: half-dead connections do not pile up. */
const streamLifeMs = 10 * 60_000;
const heartbeatMs = 20_000;
/** A client that reads nothing for so long, heartbeats included, is gone. */
const stalledMs = 60_000;

/** Opens a visitor's stream; at most four for one browser and 2,000 in all. Streams end when `closing` aborts. */
export function createEventStreams(chat: PageChat, closing: AbortSignal) {
  const streams = new Map<string, number>();
  let openStreams = 0;

  function opened(visitor: string, change: 1 | -1) {
    openStreams += change;
    const own = (streams.get(visitor) ?? 0) + change;
    if (own > 0) streams.set(visitor, own);
    else streams.delete(visitor);
  }

  return (c: WebContext, visitor: string): Response => {
    if ((streams.get(visitor) ?? 0) >= maxStreamsPerVisitor) {
      return refuse(c, { refusal: 'rate-limited', status: 429, retryAfterMs: 30_000 });
    }
    if (openStreams >= maxStreams || closing.aborted) {
      return refuse(c, { refusal: 'unavailable', status: 503, retryAfterMs: 10_000 });
    }
    opened(visitor, 1);
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
        opened(visitor, -1);
      }
    });
  };
}
