import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CallState, createTelegramTransport } from '../../../src/channels/telegram/transport.ts';

const most = 1024 * 1024;
const json = { 'content-type': 'application/json' };

/** One call to a server that answers like this: what the library would be shown of it, and what is known of the call in the end. */
async function called(answer: (response: ServerResponse) => void) {
  const server = createServer((_, response) => answer(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const transport = createTelegramTransport(address);
  onTestFinished(() => {
    transport.close();
    server.closeAllConnections();
    server.close();
  });
  const call: CallState = { sent: false, reused: false, controller: new AbortController() };
  const shown = await new Promise<IncomingMessage | undefined>((resolve) => {
    const outgoing = request(address, { agent: transport.agentFor(call), signal: call.controller.signal });
    outgoing.on('response', resolve);
    outgoing.on('error', () => resolve(undefined));
    call.controller.signal.addEventListener('abort', () => resolve(undefined));
    outgoing.end();
  });
  return { call, shown: shown && { status: shown.statusCode, headers: shown.headers, body: await text(shown) } };
}

describe('what the library is shown of an answer of Telegram', () => {
  it('is the whole of it, with its length, in however many pieces it came', async () => {
    const { call, shown } = await called((response) => {
      response.writeHead(400, json);
      response.write('{"ok":');
      setImmediate(() => response.end('false}'));
    });
    expect(shown).toEqual({ status: 400, headers: { ...json, 'content-length': '12' }, body: '{"ok":false}' });
    expect(call).toMatchObject({ sent: true, reused: false });
    expect(call.ended).toBeUndefined();
  });

  it('is everything up to a megabyte, and nothing of what is longer', async () => {
    const longest = await called((response) => response.writeHead(200, json).end('a'.repeat(most)));
    expect(longest.shown?.body).toHaveLength(most);
    const longer = await called((response) => response.writeHead(200, json).end('a'.repeat(most + 1)));
    expect(longer.shown).toBeUndefined();
    expect(longer.call.ended).toEqual({ kind: 'failed', reached: true, why: 'too-large' });
  });

  it.each([
    ['fails', 503, json, { kind: 'server-failed', code: 503 }],
    ['points elsewhere', 302, json, { kind: 'failed', reached: false, why: 'redirect', code: '302' }],
    ['shows a page', 200, { 'content-type': 'text/html' }, { kind: 'failed', reached: false, why: 'not-json', code: '200' }],
    [
      'answers in another form',
      200,
      { 'content-type': 'text/plain' },
      { kind: 'failed', reached: true, why: 'not-json', code: '200' },
    ],
  ])('is nothing where the server %s, whatever else comes', async (_, status, headers, ended) => {
    const { call, shown } = await called((response) => response.writeHead(status, headers).end('{"ok":true}'));
    expect(shown).toBeUndefined();
    expect(call.ended).toEqual(ended);
    expect(call.controller.signal.aborted).toBe(true);
  });

  it('is nothing where it breaks off', async () => {
    const { call, shown } = await called((response) => {
      response.writeHead(200, { ...json, 'content-length': '100' });
      response.write('{"ok":', () => response.destroy());
    });
    expect(shown).toBeUndefined();
    expect(call.ended).toEqual({ kind: 'failed', reached: true, why: 'cut-off', code: 'ECONNRESET' });
  });
});
