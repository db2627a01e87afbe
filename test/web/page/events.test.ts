import { Hono } from 'hono';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PageChat } from '../../../src/messaging/page-chat.ts';
import type { WebEnv } from '../../../src/web/http/context.ts';
import { createEventStreams } from '../../../src/web/page/events.ts';

afterEach(() => void vi.useRealTimers());

/** Streams of a page on which nobody writes; each visitor has an address of their own. */
function opening(limits: { perVisitor: number; perAddress: number; inAll: number }) {
  const closing = new AbortController();
  const chat = {
    next: (_: string, __: string | undefined, ending: AbortSignal) =>
      new Promise((done) => (ending.aborted ? done([]) : ending.addEventListener('abort', () => done([])))),
  } as unknown as PageChat;
  const open = createEventStreams(chat, closing.signal, (c) => c.req.header('x-address') ?? '', limits);
  const app = new Hono<WebEnv>().get('/:visitor', (c) => open(c, c.req.param('visitor')));
  const outgoing = { setTimeout: () => undefined };
  return {
    close: () => closing.abort(),
    stream: (visitor: string) => app.request(`/${visitor}`, { headers: { 'x-address': visitor } }, { outgoing } as never),
  };
}

describe('event streams', () => {
  it('A-6: are bounded in all, whoever asks; one that ends makes room', async () => {
    const { stream } = opening({ perVisitor: 9, perAddress: 9, inAll: 2 });
    const [first, second] = [await stream('a'), await stream('b')];
    expect([first.status, second.status]).toEqual([200, 200]);
    const refused = await stream('c');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
    await first.body?.cancel();
    await vi.waitFor(async () => expect((await stream('c')).status).toBe(200));
    expect((await stream('d')).status).toBe(503);
  });

  it('leave nothing that ticks once they have ended, and none is opened while the service stops', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { stream, close } = opening({ perVisitor: 9, perAddress: 9, inAll: 9 });
    const body = (await stream('a')).text();
    expect(vi.getTimerCount()).toBe(1);
    close();
    await body;
    expect(vi.getTimerCount()).toBe(0);
    expect((await stream('b')).status).toBe(503);
  });
});
