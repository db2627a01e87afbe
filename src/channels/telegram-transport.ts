import { type ClientRequest, type IncomingMessage, Agent as PlainAgent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Socket } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { RequestFailure } from './request-json.ts';

/** What is known of one call while it runs. */
export interface CallState {
  /** The connection stood and the request may have left. */
  sent: boolean;
  /** What we refuse to read; `controller` is aborted then. */
  refused?: RequestFailure;
  controller: AbortController;
}

/**
 * Connections to Telegram's API for a library that follows redirects, reads bodies of any length and asks for compressed ones:
 * the agent made for a call watches its requests and ends it before any of that happens.
 */
export interface TelegramTransport {
  agentFor(call: CallState): PlainAgent;
  close(): void;
}

const maxAnswerBytes = 1024 * 1024;
const idleSocketMs = 30_000;

/** @param proxy address of an HTTP proxy everything goes through. */
export function createTelegramTransport(apiRoot: string, proxy?: string): TelegramTransport {
  const options = { keepAlive: true, maxSockets: 100, timeout: idleSocketMs * 4, scheduling: 'lifo' as const };
  const shared: PlainAgent = proxy
    ? new HttpsProxyAgent(proxy, options)
    : apiRoot.startsWith('http://')
      ? new PlainAgent(options)
      : new TlsAgent(options);
  const { addRequest } = shared as unknown as { addRequest(request: ClientRequest, options: object): void };
  return {
    agentFor: (call) =>
      ({
        addRequest(request: ClientRequest, options: object) {
          watch(request, call);
          addRequest.call(shared, request, options);
        },
      }) as unknown as PlainAgent,
    close: () => shared.destroy(),
  };
}

function watch(request: ClientRequest, call: CallState): void {
  // Without compression the length that arrives is the length there is: no small answer that unpacks to gigabytes.
  request.removeHeader('accept-encoding');
  request.once('socket', (socket) => {
    const sent = () => {
      call.sent = true;
    };
    if (!isConnecting(socket)) sent();
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', sent);
  });
  request.prependListener('response', (response: IncomingMessage) => {
    const refuse = (failure: Omit<RequestFailure, 'kind'>) => {
      call.refused ??= { kind: 'failed', ...failure };
      call.controller.abort();
    };
    const status = response.statusCode ?? 0;
    if (status >= 300 && status < 400) {
      // Without an address there is nothing to follow: ended alone, the library would begin to and leave a rejection nobody handles.
      delete response.headers.location;
      return refuse({ reached: false, why: 'redirect', code: String(status) });
    }
    if (status < 500 && !isPlainJson(response)) {
      const page = response.headers['content-type']?.startsWith('text/html') === true;
      return refuse({ reached: !page, why: 'not-json', code: String(status) });
    }
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxAnswerBytes) refuse({ reached: true, why: 'too-large' });
    });
  });
}

function isConnecting(socket: Socket): boolean {
  return socket.connecting || ('secureConnecting' in socket && socket.secureConnecting === true);
}

function isPlainJson({ headers }: IncomingMessage): boolean {
  const plain = headers['content-encoding'] === undefined || headers['content-encoding'] === 'identity';
  return plain && /^application\/json\b/iu.test(headers['content-type'] ?? '');
}
