/** Mounts what a channel receives by webhook: the raw body, bounded in size and time, and answers that give nothing away. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Hono } from 'hono';
import type { ContentfulStatusCode, StatusCode } from 'hono/utils/http-status';
import { InboxRefusal } from '../conversations/inbox/admission.ts';
import type { Logger } from '../logger.ts';
import type { Accept, Channel } from '../messaging/channel.ts';
import { readBody } from './http/body.ts';
import type { WebEnv } from './http/context.ts';

export interface WebhookDeps {
  channels: readonly Channel[];
  accept: Accept;
  logger: Pick<Logger, 'error'>;
  /** Default 64 KiB: the largest updates of the platforms are a tenth of it. */
  maxBytes?: number;
  /** `webhookDeadlineMs` unless given. */
  deadlineMs?: number;
}

/** Zalo gives up after two seconds, and a late 503 would be no answer at all. In milliseconds. */
export const webhookDeadlineMs = 1_800;

const repeatLater = { 'retry-after': '5' };

/** Platforms repeat what got no 2xx: whatever was not durably accepted in time is answered 503, and duplicates are dropped later by id. */
export function mountWebhooks(
  app: Hono<WebEnv>,
  { channels, accept, logger, maxBytes = 64 * 1024, deadlineMs = webhookDeadlineMs }: WebhookDeps,
): void {
  for (const { name, receiver } of channels) {
    if (receiver.kind !== 'webhook') continue;
    app.post(receiver.path, async (c) => {
      const body = await readBody(c.env.incoming, maxBytes);
      if (body.kind === 'too-large') return c.text('too large', 413, { connection: 'close' });
      if (body.kind !== 'text') return c.text('bad request', 400);
      try {
        const handled = receiver.handle({ headers: singleHeaders(c.env.incoming.headers), rawBody: body.text }, accept);
        const answer = await within(handled, deadlineMs);
        if (answer === 'late') return c.text('busy', 503, repeatLater);
        return answer.body === undefined
          ? c.body(null, answer.status as StatusCode)
          : c.body(answer.body, answer.status as ContentfulStatusCode);
      } catch (err) {
        // The inbox says itself, now and then, that it is full: a line for each would be a flood of its own.
        if (err instanceof InboxRefusal) return c.text('busy', 503, repeatLater);
        logger.error({ err, channel: name }, 'a webhook request was not accepted; the platform will repeat it');
        return c.text('busy', 503, repeatLater);
      }
    });
  }
}

/** Node joins repeated headers into one string; the only one it lists, `set-cookie`, has no business in a request. */
function singleHeaders(headers: IncomingHttpHeaders): Record<string, string | undefined> {
  const single: Record<string, string | undefined> = Object.create(null);
  for (const name in headers) {
    const value = headers[name];
    if (typeof value === 'string') single[name] = value;
  }
  return single;
}

/** What `work` comes to, or `late`. */
function within<T>(work: Promise<T>, deadlineMs: number): Promise<T | 'late'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, deadlineMs, 'late');
    // After the deadline there is nobody left to tell, of a failure neither.
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
