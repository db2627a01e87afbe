import { request as plainRequest } from 'node:http';
import { Agent, request as tlsRequest } from 'node:https';
import { isIP } from 'node:net';
import { startDeadline } from '../deadline.ts';
import { publicLookup } from './push-endpoint.ts';

/** What a push service said; `undefined`: nothing, in time. */
export type PushAnswer = { status: number; retryAfterMs?: number } | undefined;

/** Sends what was made for an endpoint. Never rejects. */
export type PostPush = (endpoint: string, headers: Record<string, string>, body: Buffer) => Promise<PushAnswer>;

const deadlineMs = 10_000;
const agent = new Agent({ keepAlive: true, maxSockets: 20, timeout: 60_000, lookup: publicLookup() });

/** Over https, to public addresses only, following nowhere. `loopback`: for tests, also over http to this machine. */
export function createPostPush({ loopback = false }: { loopback?: boolean } = {}): PostPush {
  return (endpoint, headers, body) => {
    const isPlain = loopback && endpoint.startsWith('http://127.0.0.1:');
    if (!isPlain && !isNamed(endpoint)) return Promise.resolve(undefined);
    const deadline = startDeadline(deadlineMs);
    return new Promise<PushAnswer>((resolve) => {
      const options = { method: 'POST', headers, signal: deadline.signal };
      const outgoing = isPlain
        ? plainRequest(endpoint, { ...options, agent: false })
        : tlsRequest(endpoint, { ...options, agent });
      outgoing.on('error', () => resolve(undefined));
      outgoing.on('response', (response) => {
        // Nothing of the body is of use.
        response.on('error', () => undefined).resume();
        const retryAfter = Number(response.headers['retry-after']);
        resolve({
          status: response.statusCode ?? 0,
          ...(retryAfter > 0 ? { retryAfterMs: retryAfter * 1_000 } : {}),
        });
      });
      outgoing.end(body);
    }).finally(() => deadline.clear());
  };
}

/** Https to a name: an address in its place is never looked up, and so would not be looked at. */
function isNamed(endpoint: string): boolean {
  const { protocol, hostname } = new URL(endpoint);
  return protocol === 'https:' && isIP(hostname.replace(/^\[|\]$/gu, '')) === 0;
}
