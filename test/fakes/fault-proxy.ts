/** A proxy that goes wrong on demand: everything passes to the real thing behind it, except what a fault was ordered for. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

export type Fault =
  | { kind: 'answer'; status: number; body: string; headers?: Record<string, string> }
  /** The connection is reset: before anything is read, in the middle of the answer, or after the real thing has done its work. */
  | { kind: 'cut'; when: 'before' | 'during' | 'after' }
  /** No answer, ever. */
  | { kind: 'silence' }
  /** The answer comes one byte at a time and never ends. */
  | { kind: 'drip' }
  | { kind: 'redirect'; to: string }
  /** A hundred megabytes of JSON. */
  | { kind: 'huge' }
  /** A few kilobytes that unpack to a hundred megabytes. */
  | { kind: 'bomb' };

export interface SeenRequest {
  /** Milliseconds since the proxy started. */
  atMs: number;
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** Which connection it came over, counted from 1. */
  connection: number;
}

export interface FaultProxy {
  address: string;
  seen: SeenRequest[];
  /** The next `times` requests whose path and body match go wrong. */
  order(fault: Fault, on?: { path?: RegExp; body?: RegExp; times?: number }): void;
  /** The connections there are now take everything and never say anything again, not even that they end; new ones work. */
  blackHole(): void;
  /** Everything works again; what was black-holed stays so. */
  clear(): void;
  close(): Promise<void>;
}

/** HTML as a captive portal or a carrier's block page shows it. */
export const blockPage: Fault = {
  kind: 'answer',
  status: 200,
  body: '<html><body><h1>Trang web bị chặn</h1></body></html>',
  headers: { 'content-type': 'text/html' },
};

const hundredMegabytes = 100 * 1024 * 1024;
let bomb: Buffer | undefined;

/** `upstream` may be known only when the first request comes. */
export async function startFaultProxy(upstream: string | (() => string)): Promise<FaultProxy> {
  const startedMs = performance.now();
  const seen: SeenRequest[] = [];
  let orders: { fault: Fault; path: RegExp; body: RegExp; left: number }[] = [];
  const connections = new Map<Socket, number>();
  const swallowed = new Set<number>();

  const server = createServer((incoming, outgoing) => {
    outgoing.on('error', () => undefined);
    void serve(incoming, outgoing).catch(() => incoming.socket.destroy());
  });

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const early = orders.find(({ fault, path: of }) => fault.kind === 'cut' && fault.when === 'before' && of.test(path));
    if (early) {
      used(early);
      return void incoming.socket.resetAndDestroy();
    }
    const raw = await bytesOf(incoming);
    const body = raw.toString('utf8');
    const connection = connections.get(incoming.socket) ?? 0;
    seen.push({ atMs: performance.now() - startedMs, method, path, headers, body, connection });
    if (swallowed.has(connection)) return;
    const order = orders.find((candidate) => candidate.path.test(path) && candidate.body.test(body));
    if (order) used(order);
    const fault = order?.fault;
    if (fault && !(fault.kind === 'cut' && fault.when !== 'before')) return misbehave(fault, outgoing);
    const answer = await forward(typeof upstream === 'string' ? upstream : upstream(), incoming, raw);
    if (fault) return cut(fault.when, answer, outgoing);
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  }

  function used(order: (typeof orders)[number]): void {
    order.left -= 1;
    orders = orders.filter(({ left }) => left > 0);
  }

  server.on('connection', (socket) => connections.set(socket, connections.size + 1));
  // Left alone, a server says goodbye to an idle connection, and a request never meets a dead one.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    order(fault, { path = /^/u, body = /^/u, times = 1 } = {}) {
      // Made beforehand: packing takes longer than some deadlines.
      if (fault.kind === 'bomb') bomb ??= gzipSync(Buffer.alloc(hundredMegabytes, ' '));
      orders.push({ fault, path, body, left: times });
    },
    blackHole: () => {
      for (const connection of connections.values()) swallowed.add(connection);
    },
    clear: () => {
      orders = [];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function misbehave(fault: Fault, outgoing: ServerResponse): void {
  switch (fault.kind) {
    case 'answer':
      outgoing.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers }).end(fault.body);
      return;
    case 'cut':
    case 'silence':
      return;
    case 'drip': {
      outgoing.writeHead(200, { 'content-type': 'application/json' });
      const drops = setInterval(() => outgoing.write(' '), 20);
      outgoing.on('close', () => clearInterval(drops));
      return;
    }
    case 'redirect':
      outgoing.writeHead(302, { location: fault.to }).end();
      return;
    case 'huge':
      outgoing.writeHead(200, { 'content-type': 'application/json' });
      outgoing.end(Buffer.alloc(hundredMegabytes, ' '));
      return;
    case 'bomb':
      outgoing.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb);
  }
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

function cut(when: 'before' | 'during' | 'after', answer: Answer, outgoing: ServerResponse): void {
  if (when === 'after') return void outgoing.socket?.resetAndDestroy();
  outgoing.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': answer.body.length + 1 });
  outgoing.write(answer.body, () => outgoing.socket?.resetAndDestroy());
}

function forward(upstream: string, incoming: IncomingMessage, raw: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { host: _, connection: __, 'transfer-encoding': ___, ...headers } = incoming.headers;
    const options = { method: incoming.method ?? 'GET', headers: { ...headers, 'content-length': raw.length } };
    const passed = request(new URL(incoming.url ?? '/', upstream), options, (response) => {
      bytesOf(response).then((body) => resolve({ status: response.statusCode ?? 502, headers: response.headers, body }), reject);
    });
    // One connection carries many requests: each takes its listener away again.
    const stop = () => passed.destroy();
    incoming.socket.once('close', stop);
    passed.once('close', () => incoming.socket.off('close', stop));
    passed.on('error', reject);
    passed.end(raw);
  });
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
