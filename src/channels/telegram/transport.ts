import { type ClientRequest, type IncomingMessage, Agent as PlainAgent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { failureCode, type RequestFailure } from '../request-json.ts';

/** What is known of one call while it runs. */
export interface CallState {
  /** The connection stood and the request may have left. */
  sent: boolean;
  /** The connection had served another call before. */
  reused: boolean;
  /** What the library is not shown; `controller` is aborted then. */
  ended?: RequestFailure | ServerFailure;
  controller: AbortController;
}

/** An answer from 500 on: of those only the status counts. */
export interface ServerFailure {
  kind: 'server-failed';
  code: number;
}

/**
 * Connections to Telegram's API for a library that follows redirects, reads bodies of any length and asks for compressed ones:
 * the agent made for a call watches its requests and ends it before any of that happens.
 */
export interface TelegramTransport {
  /** `fresh`: over a connection of its own, opened for it. */
  agentFor(call: CallState, fresh?: boolean): PlainAgent;
  /** The shared connections themselves, watched by nobody. */
  readonly agent: PlainAgent;
  close(): void;
}

const maxAnswerBytes = 1024 * 1024;
const idleSocketMs = 30_000;

/** @param proxy address of an HTTP proxy everything goes through. */
export function createTelegramTransport(apiRoot: string, proxy?: string): TelegramTransport {
  const options = { keepAlive: true, maxSockets: 100, timeout: idleSocketMs * 4, scheduling: 'lifo' as const };
  const agentWith = (kept: object): PlainAgent => {
    if (proxy) return new HttpsProxyAgent(proxy, kept);
    return apiRoot.startsWith('http://') ? new PlainAgent(kept) : new TlsAgent(kept);
  };
  const shared = agentWith(options);
  return {
    agent: shared,
    agentFor(call, fresh = false) {
      const agent = fresh ? agentWith({ keepAlive: false }) : shared;
      const { addRequest } = agent as unknown as { addRequest(request: ClientRequest, options: object): void };
      return {
        addRequest(request: ClientRequest, options: object) {
          watch(request, call);
          addRequest.call(agent, request, options);
        },
      } as unknown as PlainAgent;
    },
    close: () => shared.destroy(),
  };
}

function watch(request: ClientRequest, call: CallState): void {
  // Without compression the length that arrives is the length there is: no small answer that unpacks to gigabytes.
  request.removeHeader('accept-encoding');
  request.once('socket', (socket) => {
    call.reused = request.reusedSocket;
    const sent = () => {
      call.sent = true;
    };
    if (!isConnecting(socket)) sent();
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', sent);
  });
  const emit = request.emit.bind(request);
  const end = (how: RequestFailure | ServerFailure) => {
    call.ended ??= how;
    call.controller.abort();
  };
  // The library is shown an answer once it is whole and one we accept. Whatever goes wrong before that ends the call as if none had come:
  // of a body that fails halfway it would keep a timer running for minutes, and a redirect it would follow.
  request.emit = (event: string | symbol, ...args: unknown[]) => {
    if (event !== 'response') return emit(event, ...args);
    hold(args[0] as IncomingMessage, end, (whole) => emit('response', whole));
    return true;
  };
}

function hold(
  response: IncomingMessage,
  end: (how: RequestFailure | ServerFailure) => void,
  show: (whole: IncomingMessage) => void,
): void {
  const unwanted = unwantedAnswer(response);
  response.on('error', (error) => end({ kind: 'failed', reached: true, why: 'cut-off', ...codeOf(error) }));
  if (unwanted) {
    end(unwanted);
    return;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxAnswerBytes) end({ kind: 'failed', reached: true, why: 'too-large' });
    else chunks.push(chunk);
  });
  response.on('end', () => show(wholeAnswer(response, Buffer.concat(chunks))));
}

/** What is known before the body is read. */
function unwantedAnswer(response: IncomingMessage): RequestFailure | ServerFailure | undefined {
  const { statusCode = 0, headers } = response;
  const code = String(statusCode);
  if (statusCode >= 500) return { kind: 'server-failed', code: statusCode };
  if (statusCode >= 300 && statusCode < 400) return { kind: 'failed', reached: false, why: 'redirect', code };
  if (isPlainJson(response)) return undefined;
  const page = headers['content-type']?.startsWith('text/html') === true;
  return { kind: 'failed', reached: !page, why: 'not-json', code };
}

/**
 * The same answer with its whole body at hand: as much of an `IncomingMessage` as the library reads. No longer said to be chunked: of a chunked
 * answer the library looks at the connection to see whether it broke off, and that may serve another call by now.
 */
function wholeAnswer({ statusCode, statusMessage }: IncomingMessage, body: Buffer): IncomingMessage {
  const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
  return Object.assign(Readable.from([body]), { statusCode, statusMessage, headers }) as IncomingMessage;
}

function codeOf(error: unknown): { code?: string } {
  const code = failureCode(error);
  return code === undefined ? {} : { code };
}

function isConnecting(socket: Socket): boolean {
  return socket.connecting || ('secureConnecting' in socket && socket.secureConnecting === true);
}

function isPlainJson({ headers }: IncomingMessage): boolean {
  const plain = headers['content-encoding'] === undefined || headers['content-encoding'] === 'identity';
  return plain && /^application\/json\b/iu.test(headers['content-type'] ?? '');
}
