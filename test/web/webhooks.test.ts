import { request } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { InboxRefusal } from '../../src/conversations/inbox/admission.ts';
import type { Channel, WebhookRequest } from '../../src/messaging/channel.ts';
import { webhookDeadlineMs } from '../../src/web/webhooks.ts';
import { anyText } from '../fakes/random.ts';
import { startVoterSite, type VoterSite, type VoterSiteOptions } from '../fakes/voter-site.ts';
import { rawRequest } from './raw-http.ts';

type Handle = Extract<Channel['receiver'], { kind: 'webhook' }>['handle'];

const secret = 'canary-secret-1234567890';
let site: VoterSite;
afterEach(() => site.close());

/** A channel whose platform posts to `/hooks/post`. */
async function start(handle: Handle, options: VoterSiteOptions = {}) {
  const channel: Channel = {
    name: 'post',
    maxTextLength: 100,
    sendsPerSecond: 1,
    receiver: { kind: 'webhook', path: '/hooks/post', handle },
    send: async () => ({ kind: 'sent' }),
  };
  site = await startVoterSite({ channels: [channel], ...options });
}

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${site.address}/hooks/post`, { method: 'POST', body, headers });

describe('a mounted webhook', () => {
  it('gets the headers and the body exactly as they came, byte-order mark included', async () => {
    const requests: WebhookRequest[] = [];
    await start(async (received) => {
      requests.push(received);
      return { status: 200, body: 'ok' };
    });
    const body = '\ufeff{"text":"hòa ạ – 9007199254740993"}';
    const response = await post(body, { 'x-signature': 'mac=abc', 'content-type': 'application/json' });
    expect([response.status, await response.text()]).toEqual([200, 'ok']);
    expect(requests[0]).toMatchObject({ rawBody: body, headers: { 'x-signature': 'mac=abc' } });
  });

  it('answers with no body where the channel gives none', async () => {
    await start(async () => ({ status: 204 }));
    const response = await post('{}');
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  it('F-1: gets a header sent twice as one value that equals neither', async () => {
    let seen: string | undefined;
    await start(async ({ headers }) => {
      seen = headers['x-secret'];
      return { status: 401 };
    });
    const status = await new Promise((resolve) => {
      const sent = request(
        `${site.address}/hooks/post`,
        { method: 'POST', headers: { 'x-secret': ['right', 'right'] } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      sent.end('{}');
    });
    expect([status, seen]).toEqual([401, 'right, right']);
  });

  it('A-15: survives a header named __proto__', async () => {
    let polluted: unknown;
    await start(async ({ headers }) => {
      polluted = [({} as { admin?: unknown }).admin, headers.constructor];
      return { status: 200 };
    });
    const answer = await rawRequest(
      site.address,
      'POST /hooks/post HTTP/1.1\r\nHost: x\r\n__proto__: admin\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(polluted).toEqual([undefined, undefined]);
  });

  it.each<[string, string | Uint8Array<ArrayBuffer>, number]>([
    ['64 KiB', 'a'.repeat(65_536), 200],
    ['64 KiB + 1', 'a'.repeat(65_537), 413],
    ['10 MB', 'a'.repeat(10_000_000), 413],
    ['bytes that are not UTF-8', new Uint8Array([0xff, 0xfe, 0x00]), 400],
    ['a surrogate in UTF-8', new Uint8Array([0xed, 0xa0, 0x80]), 400],
    ['nothing', '', 200],
  ])('D-2, D-3: a body of %s is answered', async (_, body, status) => {
    await start(async () => ({ status: 200 }));
    // A refusal can reach the sender as a reset while it is still writing ten megabytes.
    const answered = await post(body).then(
      (response) => response.status,
      () => 413,
    );
    expect(answered).toBe(status);
  });

  it('A-8: an endless chunked body ends at the limit', async () => {
    await start(async () => ({ status: 200 }));
    const chunk = `1000\r\n${'a'.repeat(4_096)}\r\n`;
    const answer = await rawRequest(
      site.address,
      `POST /hooks/post HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(40)}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('D-1: whatever arrives, the answer is the channel’s', async () => {
    await start(async ({ rawBody }) => ({ status: rawBody.startsWith('{') ? 200 : 400 }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyText(), fc.json()), async (text) => {
        const body = text.toWellFormed();
        expect((await post(body)).status).toBe(body.startsWith('{') ? 200 : 400);
      }),
      { numRuns: 200 },
    );
  });

  it('C-6: what could not be accepted is answered 503 with a time to repeat it, without a word about why', async () => {
    await start(async () => {
      throw new Error(`journal failed, token ${secret}`);
    });
    const response = await post('{}');
    expect([response.status, response.headers.get('retry-after'), await response.text()]).toEqual([503, '5', 'busy']);
    expect(site.logged).toHaveLength(1);
  });

  it('an inbox that is full is answered 503 with a time to repeat it, and no line of ours: it speaks for itself', async () => {
    await start(async () => {
      throw new InboxRefusal('full');
    });
    const response = await post('{}');
    expect([response.status, response.headers.get('retry-after'), site.logged]).toEqual([503, '5', []]);
  });

  it('a channel that does not come back in time is answered before the platform gives up', async () => {
    await start(() => new Promise(() => undefined), { webhookDeadlineMs: 50 });
    expect((await post('{}')).status).toBe(503);
    // Zalo waits for two seconds.
    expect(webhookDeadlineMs).toBeLessThan(2_000);
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('A-15: %s is not allowed', async (method) => {
    await start(async () => ({ status: 200 }));
    const response = await fetch(`${site.address}/hooks/post`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('its path is in no metric', async () => {
    await start(async () => ({ status: 200 }));
    await post('{}');
    const metrics = await (await fetch(`${site.address}/metrics`)).text();
    expect(metrics).toContain('route="webhook-post"');
    expect(metrics).not.toContain('hooks');
  });
});
