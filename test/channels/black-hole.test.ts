import { setTimeout as pause } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { requestJson } from '../../src/channels/request-json.ts';
import { type FaultProxy, startFaultProxy } from '../fakes/fault-proxy.ts';
import { startPlatform } from '../fakes/platform-server.ts';
import { openZaloBot } from '../fakes/zalo-bot-channel.ts';
import { openZaloOa } from '../fakes/zalo-oa-channel.ts';

/** Short enough for a test, long enough for a busy machine to answer what is answered at all. */
const deadlineMs = 3_000;

/** Tells what is to be closed after the test: each waits for its own deadline, beside the others. */
type AtEnd = (end: () => Promise<void>) => void;

/** A server that answers everything with JSON, and the way to it. */
async function answering(atEnd: AtEnd): Promise<FaultProxy> {
  const server = await startPlatform(() => ({ answer: () => ({ status: 200, body: { ok: true } }) }));
  const proxy = await startFaultProxy(server.root);
  atEnd(server.close);
  atEnd(proxy.close);
  return proxy;
}

/** A connection is kept for the next call a moment after its answer. */
const kept = () => pause(20);

const ask = (proxy: FaultProxy) =>
  requestJson({ url: `${proxy.address}/send`, method: 'POST', body: '{"text":"Vâng"}', deadlineMs });

describe.concurrent('a connection that is kept alive and black-holed', () => {
  it('C-15: is noticed within the deadline; what is asked meanwhile and afterwards goes over another one', async ({
    expect,
    onTestFinished,
  }) => {
    const proxy = await answering(onTestFinished);
    for (let call = 0; call < 2; call += 1) {
      expect((await ask(proxy)).kind).toBe('answer');
      await kept();
    }
    expect(proxy.seen.map(({ connection }) => connection)).toEqual([1, 1]);

    proxy.blackHole();
    let over = false;
    const hanging = ask(proxy).finally(() => {
      over = true;
    });
    await expect.poll(() => proxy.seen.length).toBe(3);
    expect((await ask(proxy)).kind).toBe('answer');
    expect(over).toBe(false);
    await kept();
    expect(await hanging).toEqual({ kind: 'failed', reached: true, why: 'timeout' });
    expect((await ask(proxy)).kind).toBe('answer');
    expect(proxy.seen.map(({ connection }) => connection)).toEqual([1, 1, 1, 2, 2]);
  });

  it('C-15: of several that die together each costs one call at most, and none is used again', async ({
    expect,
    onTestFinished,
  }) => {
    const proxy = await answering(onTestFinished);
    await Promise.all(Array.from({ length: 2 }, () => ask(proxy)));
    await kept();
    const dead = new Set(proxy.seen.map(({ connection }) => connection));
    expect(dead.size).toBeGreaterThan(1);

    proxy.blackHole();
    const kinds: string[] = [];
    while (kinds.length <= dead.size && kinds.at(-1) !== 'answer') kinds.push((await ask(proxy)).kind);
    expect(kinds.at(-1)).toBe('answer');
    const onDead = proxy.seen.slice(2).flatMap(({ connection }) => (dead.has(connection) ? [connection] : []));
    expect(onDead).toHaveLength(kinds.length - 1);
    expect(new Set(onDead).size).toBe(onDead.length);
  });
});

describe.concurrent.for([
  ['zalo-oa', async (root: string) => openZaloOa({ settings: { apiRoot: root, deadlineMs } })],
  ['zalo-bot', async (root: string) => openZaloBot({ settings: { root, deadlineMs } })],
] as const)('a message of %s into a black hole', ([, open]) => {
  it('C-15: is uncertain, for it may have arrived; it is not sent twice, and the next one arrives', async ({
    expect,
    onTestFinished,
  }) => {
    let upstream = '';
    const proxy = await startFaultProxy(() => upstream);
    const { double, channel, newChat, close } = await open(proxy.address);
    upstream = double.root;
    onTestFinished(close);
    onTestFinished(proxy.close);
    const chat = newChat();
    const connections = () => proxy.seen.map(({ connection }) => connection);

    expect(await channel.send(chat, { text: 'Một.' })).toMatchObject({ kind: 'sent' });
    await kept();
    proxy.blackHole();
    expect(await channel.send(chat, { text: 'Hai.' })).toEqual({ kind: 'uncertain' });
    expect(connections()).toEqual([1, 1]);
    expect(await channel.send(chat, { text: 'Ba.' })).toMatchObject({ kind: 'sent' });

    expect(connections()).toEqual([1, 1, 2]);
    expect(
      double.shown(chat.slice(chat.indexOf(':') + 1)).map((shown) => (typeof shown === 'string' ? shown : shown.text)),
    ).toEqual(['Một.', 'Ba.']);
  });
});
