import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Channel } from '../../src/messaging/channel.ts';
import type { WebEnv } from '../../src/web/http/context.ts';
import { mountWebhooks } from '../../src/web/webhooks.ts';

type Handle = Extract<Channel['receiver'], { kind: 'webhook' }>['handle'];

/** What a platform is answered that posts `body`, and what is logged. */
async function posted(handle: Handle, body: string | Buffer = '{}', deadlineMs?: number) {
  const logged: unknown[][] = [];
  const channel = { name: 'post', receiver: { kind: 'webhook', path: '/hooks/post', handle } } as unknown as Channel;
  const app = new Hono<WebEnv>();
  const logger = { error: (...line: unknown[]) => void logged.push(line) } as never;
  mountWebhooks(app, {
    channels: [channel],
    accept: async () => undefined as never,
    logger,
    maxBytes: 10,
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  });
  const incoming = Object.assign(Readable.from([Buffer.from(body)]), { headers: {} });
  const response = await app.request('/hooks/post', { method: 'POST' }, { incoming } as never);
  return { status: response.status, text: await response.text(), headers: Object.fromEntries(response.headers), logged };
}

const taken: Handle = async () => ({ status: 200 });

describe('the answer to a webhook', () => {
  it('says of a body that is too large what is wrong, and ends the connection on which the rest would come', async () => {
    expect(await posted(taken, 'a'.repeat(11))).toMatchObject({
      status: 413,
      text: 'too large',
      headers: { connection: 'close' },
    });
  });

  it('says of bytes that are no text what is wrong', async () => {
    expect(await posted(taken, Buffer.from([0xff, 0xfe]))).toMatchObject({ status: 400, text: 'bad request' });
  });

  it('asks to repeat what failed, gives nothing away, and logs why and of which channel', async () => {
    const err = new Error('disk full');
    const { status, text, headers, logged } = await posted(() => Promise.reject(err));
    expect([status, text, headers['retry-after']]).toEqual([503, 'busy', '5']);
    expect(logged).toEqual([[{ err, channel: 'post' }, expect.stringContaining('platform will repeat it')]]);
  });

  it('asks to repeat what is not taken in time, and says nothing of what becomes of it then', async () => {
    const turn = Promise.withResolvers<{ status: number }>();
    const { status, text, headers, logged } = await posted(() => turn.promise, '{}', 1);
    turn.reject(new Error('too late to matter'));
    await turn.promise.catch(() => undefined);
    expect([status, text, headers['retry-after'], logged]).toEqual([503, 'busy', '5', []]);
  });

  it('leaves nothing waiting for a deadline that was kept', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    await posted(taken);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is without a type where the channel gives no body', async () => {
    const { status, text, headers } = await posted(taken);
    expect({ status, text, headers }).toEqual({ status: 200, text: '', headers: {} });
  });
});
