import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type JsonRequest, outcomeOfFailure, provesUnsent, requestJson } from '../../src/channels/request-json.ts';
import { blockPage, type Fault, type FaultProxy, startFaultProxy } from '../fakes/fault-proxy.ts';

const token = 'CANARY-token';
let platform: FaultProxy;
beforeAll(async () => {
  // Nobody behind it: every test says what is answered.
  platform = await startFaultProxy('http://127.0.0.1:1');
});
afterEach(() => platform.clear());
afterAll(() => platform.close());

const ask = (options: Partial<JsonRequest> = {}) =>
  requestJson({ url: `${platform.address}/bot${token}/send`, method: 'POST', body: '{}', deadlineMs: 5_000, ...options });
const answer = (body: string, status = 200): Fault => ({ kind: 'answer', status, body });

describe('a request to a platform', () => {
  it.each([
    [200, '{"ok":true}', { ok: true }],
    [400, '{"error":-216}', { error: -216 }],
    [200, '"Vâng 😀"', 'Vâng 😀'],
    [500, 'null', null],
  ])('hands on the JSON of any status (%i %s)', async (status, body, expected) => {
    platform.order(answer(body, status));
    expect(await ask()).toMatchObject({ kind: 'answer', status, body: expected });
  });

  it('sends what it was given', async () => {
    platform.order(answer('{}'));
    await ask({ body: '{"text":"Vâng"}', headers: { 'x-key': 'k' } });
    expect(platform.seen.at(-1)).toMatchObject({ method: 'POST', body: '{"text":"Vâng"}', headers: { 'x-key': 'k' } });
  });

  it.each([
    ['C-6: no answer', { kind: 'silence' } as const, 'timeout', true],
    ['C-13: one byte at a time', { kind: 'drip' } as const, 'timeout', true],
    ['C-13: a hundred megabytes', { kind: 'huge' } as const, 'too-large', true],
    ['C-13: a gzip bomb', { kind: 'bomb' } as const, 'too-large', true],
    ['C-13: a page in the platform’s place', blockPage, 'not-json', false],
    ['C-13: a gateway that waited in vain', answer('<html>', 504), 'not-json', true],
    ['C-13: broken JSON', answer('{"ok":'), 'not-json', true],
    ['C-14: a redirect', { kind: 'redirect', to: 'http://127.0.0.1:1/' } as const, 'redirect', false],
    ['C-7: a connection cut before the answer', { kind: 'cut', when: 'before' } as const, 'cut-off', true],
  ] as const)('%s is a failure that says whether the request may have been carried out', async (_, fault, why, reached) => {
    platform.order(fault);
    const failure = await ask({ deadlineMs: why === 'timeout' ? 200 : 5_000 });
    expect(failure).toMatchObject({ kind: 'failed', why, reached });
    expect(JSON.stringify(failure)).not.toContain('CANARY');
    if (failure.kind === 'failed') expect(outcomeOfFailure(failure)).toEqual({ kind: reached ? 'uncertain' : 'unavailable' });
  });

  it('C-16: a server nobody reaches was not asked', async () => {
    const gone = await startFaultProxy('http://127.0.0.1:1');
    await gone.close();
    expect(await ask({ url: `${gone.address}/${token}` })).toEqual({
      kind: 'failed',
      reached: false,
      why: 'unreachable',
      code: 'ECONNREFUSED',
    });
    expect(await ask({ url: `http://nowhere.invalid/${token}` })).toMatchObject({ reached: false, why: 'unreachable' });
  });

  it('C-16: a server that speaks no TLS was not asked', async () => {
    const server = createServer((socket) => void socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await ask({ url: `https://127.0.0.1:${port}/${token}` })).toMatchObject({ reached: false, why: 'unreachable' });
    server.close();
  });

  it('stops when told to, and does not begin afterwards', async () => {
    platform.order({ kind: 'silence' });
    const stop = new AbortController();
    const waiting = ask({ signal: stop.signal });
    await expect.poll(() => platform.seen.length).toBeGreaterThan(0);
    stop.abort();
    expect(await waiting).toEqual({ kind: 'failed', reached: true, why: 'stopped' });
    expect(await ask({ signal: stop.signal })).toEqual({ kind: 'failed', reached: false, why: 'stopped' });
  });

  it('takes only codes of connections that never stood for proof', () => {
    for (const code of [
      'ECONNREFUSED',
      'ENOTFOUND',
      'EAI_AGAIN',
      'UND_ERR_CONNECT_TIMEOUT',
      'CERT_HAS_EXPIRED',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
    ])
      expect([code, provesUnsent(code)]).toEqual([code, true]);
    for (const code of [undefined, 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT'])
      expect([code, provesUnsent(code)]).toEqual([code, false]);
  });
});

describe('a kept connection that the server let go', () => {
  /** Answers the first request of a connection and resets it at the second, `dead` times in all. */
  async function lettingGo(dead: number) {
    const seen: string[] = [];
    let left = dead;
    const server = createServer((socket) => {
      let served = 0;
      socket.on('error', () => undefined);
      socket.on('data', () => {
        seen.push(served === 0 ? 'fresh' : 'reused');
        served += 1;
        if (served > 1 && left > 0) {
          left -= 1;
          socket.resetAndDestroy();
          return;
        }
        socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`, close: () => server.close() };
  }

  it('costs no message: it is sent once more over a fresh one', async () => {
    const { seen, url, close } = await lettingGo(1);
    expect([await ask({ url }), await ask({ url })]).toMatchObject([{ kind: 'answer' }, { kind: 'answer' }]);
    expect(seen).toEqual(['fresh', 'reused', 'fresh']);
    close();
  });

  it('is not met with a second sending of what may be sent once only', async () => {
    const { seen, url, close } = await lettingGo(1);
    expect([await ask({ url }), await ask({ url, once: true })]).toMatchObject([{ kind: 'answer' }, { kind: 'answer' }]);
    expect(seen).toEqual(['fresh', 'fresh']);
    close();
  });

  it('that is fresh and reset all the same is no reason to send again', async () => {
    const seen: string[] = [];
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        seen.push('reset');
        socket.resetAndDestroy();
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`;
    expect(await ask({ url })).toMatchObject({ kind: 'failed', reached: true, why: 'cut-off' });
    expect(seen).toEqual(['reset']);
    server.close();
  });
});
