/** An HTTP server that plays a platform: it keeps what it was asked, and can misbehave in every way a network can. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** How a platform (or what stands before it) can fail a request. */
export type Fault =
  /** The connection is reset before the request is looked at. */
  | 'reset'
  /** The request is carried out, then the connection is reset. */
  | 'reset-after'
  /** The answer is cut off in its middle. */
  | 'reset-amid'
  /** The request is carried out and never answered. */
  | 'hang'
  /** The answer comes a byte at a time. */
  | 'drip'
  /** 302 to `elsewhere`. */
  | 'redirect'
  /** An answer without an end. */
  | 'endless'
  /** 20 MiB that take 20 KiB on the wire. */
  | 'bomb'
  /** A page, with status 200. */
  | 'html'
  /** A page of a gateway, with status 502. */
  | 'bad-gateway'
  /** JSON that stops. */
  | 'broken-json'
  /** JSON that is no answer of the platform's. */
  | 'odd-json';

export const everyFault: readonly Fault[] = [
  'reset',
  'reset-after',
  'reset-amid',
  'hang',
  'drip',
  'redirect',
  'endless',
  'bomb',
  'html',
  'bad-gateway',
  'broken-json',
  'odd-json',
];

export interface PlatformRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** The same, byte for byte. */
  bytes: Buffer;
}

export interface PlatformAnswer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** What becomes of a request: an answer, or a fault; where the fault lets the request be carried out, `answer` does that. */
export type Reaction = { fault?: Fault | undefined; answer: () => PlatformAnswer | Promise<PlatformAnswer> };

export interface PlatformServer {
  /** `http://127.0.0.1:<port>` */
  root: string;
  requests: PlatformRequest[];
  /** Requests that followed a redirect: there should be none. */
  strayed: PlatformRequest[];
  close(): Promise<void>;
}

export async function startPlatform(react: (request: PlatformRequest) => Reaction): Promise<PlatformServer> {
  const requests: PlatformRequest[] = [];
  const strayed: PlatformRequest[] = [];
  const dripping = new Set<NodeJS.Timeout>();

  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('error', () => undefined);
    incoming.on('end', () => {
      const { method = '', url: path = '', headers } = incoming;
      const bytes = Buffer.concat(chunks);
      const request = { method, path, headers, body: bytes.toString('utf8'), bytes };
      if (path.startsWith('/elsewhere')) {
        strayed.push(request);
        response.end('{}');
        return;
      }
      requests.push(request);
      void misbehave(react(request), response);
    });
  });

  async function misbehave({ fault, answer }: Reaction, response: ServerResponse): Promise<void> {
    const json = (body: string, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).write(body);
    switch (fault) {
      case undefined: {
        const { status, body, headers } = await answer();
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
        return;
      }
      case 'reset':
        return void response.socket?.resetAndDestroy();
      case 'reset-after':
        await answer();
        return void response.socket?.resetAndDestroy();
      case 'reset-amid':
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write(JSON.stringify((await answer()).body));
        return void setImmediate(() => response.socket?.resetAndDestroy());
      case 'hang':
        return void (await answer());
      case 'drip': {
        await answer();
        json('{');
        const timer = setInterval(() => response.write(' '), 20);
        dripping.add(timer);
        return void response.on('close', () => clearInterval(timer));
      }
      case 'redirect':
        return void response.writeHead(302, { location: '/elsewhere' }).end();
      case 'endless':
        await answer();
        json('["');
        return endless(response);
      case 'bomb':
        await answer();
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
        return void response.end(gzipSync(JSON.stringify('x'.repeat(20 * 1024 * 1024))));
      case 'html':
        return void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Đăng nhập</title>');
      case 'bad-gateway':
        return void response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>');
      case 'broken-json':
        await answer();
        return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"error":0,"ok":tr');
      case 'odd-json':
        await answer();
        return void response.writeHead(200, { 'content-type': 'application/json' }).end('[7,null]');
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    strayed,
    async close() {
      for (const timer of dripping) clearInterval(timer);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function endless(response: ServerResponse): void {
  const chunk = 'x'.repeat(64 * 1024);
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}
