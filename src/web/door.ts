import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch'];

/** The address the service listens on, held before there is anything to show there. */
export interface Door {
  /** Where it listens, e.g. `http://127.0.0.1:8080`. */
  address: string;
  /** Answers every request from now on; until then they are told to come back in a second (503). */
  serve(fetch: Fetch): void;
  /** Refuses new connections at once, lets requests in progress finish for at most `graceMs`, then cuts them. */
  close(graceMs: number): Promise<void>;
}

/** How long a client may take for its headers and for a whole request. Node's own defaults are a minute and five. */
export interface ClientPatience {
  headersMs: number;
  requestMs: number;
  checkEveryMs: number;
}

/** Slow clients are cut after this unless something else is asked for. */
export const usualPatience: ClientPatience = { headersMs: 5_000, requestMs: 10_000, checkEveryMs: 1_000 };

const starting: Fetch = () =>
  new Response('starting\n', {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1', 'cache-control': 'no-store' },
  });

/** Listens. `port` 0 picks a free one. Rejects when the address cannot be listened on. */
export async function openDoor({
  host,
  port: wanted,
  patience = usualPatience,
}: {
  host: string;
  port: number;
  patience?: ClientPatience | undefined;
}): Promise<Door> {
  let answering = starting;
  const server = createAdaptorServer({
    fetch: (request, env) => answering(request, env),
    createServer: createHttpServer,
    serverOptions: {
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: patience.checkEveryMs,
      // Longer than a reverse proxy keeps its connections, so that it never sends into one we are closing.
      keepAliveTimeout: 65_000,
    },
  }) as ReturnType<typeof createHttpServer>;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { address, family, port } = server.address() as AddressInfo;
  return {
    address: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    serve(fetch) {
      answering = fetch;
    },
    async close(graceMs) {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      // A connection that was answering is only idle afterwards: look again until all are gone.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearInterval(idle);
      clearTimeout(cut);
    },
  };
}
