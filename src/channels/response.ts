/** The HTTP of one request, over connections that are kept and, where one of them turns out to be dead, over a fresh one. */
import { Agent, type IncomingMessage, request as plainRequest, type RequestOptions } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

export interface HttpRequest {
  url: string;
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  once?: boolean;
}

const kept = { keepAlive: true, maxSockets: 100, scheduling: 'lifo' as const, timeout: 60_000 };
const plainAgent = new Agent(kept);
const tlsAgent = new TlsAgent(kept);

/** A kept connection that the other side let go while it was idle. */
const letGo = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/**
 * Resolves with the answer's beginning. A request that fails on a reused connection before a byte of an answer came is repeated once on a
 * fresh one: servers let idle connections go without a word. Rejects with the connection's error.
 */
export async function openResponse(request: HttpRequest, signal: AbortSignal): Promise<IncomingMessage> {
  // What may be sent once only goes over a connection of its own to begin with.
  const first = await attempt(request, signal, request.once === true);
  if (first.kind === 'response') return first.response;
  if (!first.isReused || !letGo.has(codeOf(first.error)) || signal.aborted) throw first.error;
  const second = await attempt(request, signal, true);
  if (second.kind === 'response') return second.response;
  throw second.error;
}

type Attempt = { kind: 'response'; response: IncomingMessage } | { kind: 'failed'; error: unknown; isReused: boolean };

function attempt({ url, method, headers, body }: HttpRequest, signal: AbortSignal, fresh: boolean): Promise<Attempt> {
  const isTls = url.startsWith('https:');
  const options: RequestOptions = {
    method,
    headers: {
      accept: 'application/json',
      'accept-encoding': 'identity',
      ...headers,
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    },
    signal,
    agent: fresh ? false : isTls ? tlsAgent : plainAgent,
  };
  return new Promise((resolve) => {
    const outgoing = (isTls ? tlsRequest : plainRequest)(url, options);
    outgoing.on('error', (error) => resolve({ kind: 'failed', error, isReused: outgoing.reusedSocket }));
    outgoing.on('response', (response) => resolve({ kind: 'response', response }));
    outgoing.end(body);
  });
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The body as text, or `undefined` where it is longer, unpacked; the rest is not read. */
export async function boundedText(response: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) {
    response.destroy();
    return undefined;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of unpacked(response) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      response.destroy();
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** We ask for plain bodies; who packs all the same is understood. */
function unpacked(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding'];
  const unpacking =
    encoding === 'gzip'
      ? createGunzip()
      : encoding === 'br'
        ? createBrotliDecompress()
        : encoding === 'deflate'
          ? createInflate()
          : undefined;
  if (!unpacking) return response;
  response.on('error', (error) => unpacking.destroy(error));
  return response.pipe(unpacking);
}

/** The headers as fetch has them. */
export function headersOf({ headers }: IncomingMessage): Headers {
  const all = new Headers();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) all.set(name, [value].flat().join(', '));
  return all;
}
