import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { ProvinceProfile } from '../elections/pack/province.ts';
import type { Logger } from '../logger.ts';
import type { Accept, Channel } from '../messaging/channel.ts';
import type { ChannelStatus } from '../messaging/channel-status.ts';
import type { PageChat } from '../messaging/page-chat.ts';
import type { StoreHealth } from './health.ts';
import type { PrometheusMetrics } from './metrics.ts';
import { createPace, type PaceRules, usualLimits } from './page/limits.ts';
import { createVisitors } from './page/visitor.ts';
import { createSite, type SiteDeps } from './site.ts';

export interface ServerDeps {
  host: string;
  /** 0 picks a free one. */
  port: number;
  /** The address people reach the service at, e.g. `https://cutri.example.vn`; cookies are `Secure` when it is https. */
  publicUrl?: string | undefined;
  /** How many reverse proxies stand in front; 0 = `X-Forwarded-For` is not believed. */
  trustedProxies: number;
  metricsToken?: string | undefined;
  chat: PageChat;
  /** What the pack in use says of its province; without it the page names none. */
  about?: () => ProvinceProfile | undefined;
  /** The officials' console, where it is on. */
  console?: SiteDeps['console'];
  /** Those that receive by webhook are mounted at their paths. */
  channels: readonly Channel[];
  accept: Accept;
  status: () => readonly ChannelStatus[];
  /** The last jump of the wall clock since the start, ms. */
  clockJump?: () => { byMs: number; agoMs: number } | undefined;
  store: () => StoreHealth;
  /** Version and build; default: unknown. */
  build?: string;
  securityContact?: string | undefined;
  now?: () => Date;
  metrics: PrometheusMetrics;
  logger: Pick<Logger, 'error'>;
  /** How long a question waits for its answer before the event stream takes over. Default 8 s. */
  answerWaitMs?: number;
  /** See `webhooks.ts`. */
  webhookDeadlineMs?: number;
  /** How often clients may ask; the usual is in `pace.ts`. */
  limits?: Partial<PaceRules['limits']>;
  /** How long a client may take for its headers and for a whole request. Node's own defaults are a minute and five. */
  patience?: { headersMs: number; requestMs: number; checkEveryMs: number };
}

export interface WebServer {
  /** Where it listens, e.g. `http://127.0.0.1:8080`. */
  address: string;
  /** Refuses new connections at once, lets requests in progress finish for at most `graceMs` (default 10 s), then cuts them. */
  close(graceMs?: number): Promise<void>;
}

const usualPatience = { headersMs: 5_000, requestMs: 10_000, checkEveryMs: 1_000 };

/** Starts the web server. Rejects when the address cannot be listened on. */
export async function createServer(deps: ServerDeps): Promise<WebServer> {
  const closing = new AbortController();
  const site = await createSite({
    ...deps,
    publicUrl: deps.publicUrl,
    metricsToken: deps.metricsToken,
    build: deps.build ?? 'unknown',
    securityContact: deps.securityContact,
    now: deps.now ?? (() => new Date()),
    visitors: createVisitors(deps.publicUrl),
    pace: createPace({ limits: { ...usualLimits, ...deps.limits }, trustedProxies: deps.trustedProxies }),
    clockJump: deps.clockJump ?? (() => undefined),
    answerWaitMs: deps.answerWaitMs ?? 8_000,
    ...(deps.webhookDeadlineMs === undefined ? {} : { deadlineMs: deps.webhookDeadlineMs }),
    closing: closing.signal,
  });

  const patience = deps.patience ?? usualPatience;
  const server = createAdaptorServer({
    fetch: site.fetch,
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
    server.listen(deps.port, deps.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { address, family, port } = server.address() as AddressInfo;

  return {
    address: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    async close(graceMs = 10_000) {
      closing.abort();
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
