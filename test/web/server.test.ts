import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startVoterSite, type VoterSite } from '../fakes/voter-site.ts';
import { rawRequest } from './raw-http.ts';

let site: VoterSite | undefined;
afterEach(() => site?.close());

const impatient = { headersMs: 1_000, requestMs: 2_000, checkEveryMs: 20 };
const asking = (address: string) =>
  fetch(`${address}/api/chat`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"a"}' });

describe.concurrent('clients that make us wait', () => {
  it('A-7: a client that drips its headers is cut, and others are served meanwhile', async ({ expect, onTestFinished }) => {
    const site = await startVoterSite({ patience: impatient });
    onTestFinished(() => site.close());
    const { hostname, port } = new URL(site.address);
    const slow = Array.from({ length: 50 }, () => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      const drip = setInterval(() => socket.write('a'), 10);
      return new Promise<void>((resolve) => socket.on('close', () => resolve(clearInterval(drip))));
    });
    expect((await fetch(site.address)).status).toBe(200);
    await Promise.all(slow);
  });

  it('A-8: a body that never comes is given up', async ({ expect, onTestFinished }) => {
    const site = await startVoterSite({ patience: impatient });
    onTestFinished(() => site.close());
    const head = 'POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 6000\r\n\r\n{';
    const answer = await rawRequest(site.address, head);
    expect(answer === '' || /^HTTP\/1\.1 4\d\d /.test(answer)).toBe(true);
    expect(site.received).toHaveLength(0);
  });
});

describe('odd clients', () => {
  it.each([
    ['a megabyte of header', `GET / HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(1_000_000)}\r\n\r\n`, /^(HTTP\/1\.1 431 |$)/],
    ['ten thousand headers', `GET / HTTP/1.1\r\nHost: x\r\n${'a: b\r\n'.repeat(10_000)}\r\n`, /^(HTTP\/1\.1 431 |$)/],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b<>\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['TRACE', 'TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 40[45] /],
    ['CONNECT', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n', /^$/],
    [
      'both length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      /^HTTP\/1\.1 400 /,
    ],
    ['not HTTP at all', '\x16\x03\x01\x02\x00\x01', /^HTTP\/1\.1 400 /],
    ['a backslash path', 'GET /..\\..\\etc HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 40[04] /],
  ])('A-15: %s is refused and the server lives on', async (_, bytes, expected) => {
    site = await startVoterSite({ patience: impatient });
    expect(await rawRequest(site.address, bytes)).toMatch(expected);
    expect((await fetch(site.address)).status).toBe(200);
  });

  it('A-15: pipelined requests and Expect: 100-continue are answered', async () => {
    site = await startVoterSite();
    const two = await rawRequest(
      site.address,
      'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    );
    expect(two.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
    const body = '{"text":"a"}';
    const expecting = await rawRequest(
      site.address,
      `POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`,
      body,
    );
    expect(expecting).toMatch(/^HTTP\/1\.1 100 Continue[\s\S]*HTTP\/1\.1 200 /);
  });
});

describe('starting and stopping', () => {
  it('says where it listens', async () => {
    site = await startVoterSite();
    expect(site.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('fails to start where another server listens', async () => {
    site = await startVoterSite();
    await expect(startVoterSite({ door: { host: '127.0.0.1', port: Number(new URL(site.address).port) } })).rejects.toMatchObject(
      { code: 'EADDRINUSE' },
    );
  });

  it('A-14: finishes what it is answering, refuses anything new, and ends open streams', async () => {
    let answer = () => {};
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const stopping = await startVoterSite({ bot: () => slow.then(() => [{ text: 'Xong.' }]) });
    const inProgress = asking(stopping.address);
    await expect.poll(() => stopping.received.length).toBe(1);
    const [{ chat } = { chat: '' }] = stopping.received;
    const stream = await fetch(`${stopping.address}/api/chat/events`, {
      headers: { cookie: `cutri=${chat.slice('web:'.length)}` },
    });
    const closed = stopping.close(60_000);
    await stream.text();
    await expect(fetch(stopping.address)).rejects.toThrow();
    answer();
    expect(await (await inProgress).json()).toMatchObject({ messages: [{ text: 'Xong.' }] });
    await closed;
  });

  it('cuts what does not finish in time', async () => {
    const stuck = await startVoterSite({ bot: () => new Promise(() => undefined) });
    const inProgress = asking(stuck.address);
    await expect.poll(() => stuck.received.length).toBe(1);
    const cut = expect(inProgress).rejects.toThrow();
    await stuck.close(20);
    await cut;
  });
});
