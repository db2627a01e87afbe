import type { ProvinceProfile } from '../elections/pack/province.ts';
import type { Logger } from '../logger.ts';
import type { Accept, Channel } from '../messaging/channel.ts';
import type { ChannelStatus } from '../messaging/channel-status.ts';
import type { PageChat } from '../messaging/page-chat.ts';
import type { PagePush } from '../messaging/page-push.ts';
import { type ClientPatience, type Door, openDoor } from './door.ts';
import type { StoreHealth } from './health.ts';
import type { PrometheusMetrics } from './metrics.ts';
import { createPace, type PaceRules, usualLimits } from './page/limits.ts';
import { createVisitors } from './page/visitor.ts';
import { createSite, type SiteDeps } from './site.ts';

export interface ServerDeps {
  /** Held already, or where to open one: port 0 picks a free one. */
  door: Door | { host: string; port: number };
  /** The address people reach the service at, e.g. `https://cutri.example.vn`; cookies are `Secure` when it is https. */
  publicUrl?: string | undefined;
  /** How many reverse proxies stand in front; 0 = `X-Forwarded-For` is not believed. */
  trustedProxies: number;
  metricsToken?: string | undefined;
  chat: PageChat;
  /** Announcements while the page is closed, where that is on. */
  push?: PagePush | undefined;
  /** What the pack in use says of its province; without it the page names none. */
  about?: () => ProvinceProfile | undefined;
  /** What can be asked today, as buttons of the page. */
  menu?: SiteDeps['menu'];
  /** Answers the question of a link; without it none is asked by a link. */
  answerAlone?: SiteDeps['answerAlone'];
  /** Origins whose pages may show ours in a frame; default: none. */
  widgetOrigins?: readonly string[];
  /** Pictures of announcements that were sent; default: there are none. */
  readImage?: SiteDeps['readImage'];
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
  /** Of a door that is opened here. */
  patience?: ClientPatience;
}

export interface WebServer {
  /** Where it listens, e.g. `http://127.0.0.1:8080`. */
  address: string;
  /** Refuses new connections at once, lets requests in progress finish for at most `graceMs` (default 10 s), then cuts them. */
  close(graceMs?: number): Promise<void>;
}

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
    visitors: createVisitors(deps.publicUrl, (deps.widgetOrigins ?? []).length > 0),
    widgetOrigins: deps.widgetOrigins ?? [],
    readImage: deps.readImage ?? (async () => undefined),
    answerAlone: deps.answerAlone ?? (async () => undefined),
    pace: createPace({ limits: { ...usualLimits, ...deps.limits }, trustedProxies: deps.trustedProxies }),
    clockJump: deps.clockJump ?? (() => undefined),
    answerWaitMs: deps.answerWaitMs ?? 8_000,
    ...(deps.webhookDeadlineMs === undefined ? {} : { deadlineMs: deps.webhookDeadlineMs }),
    closing: closing.signal,
  });

  const door = 'serve' in deps.door ? deps.door : await openDoor({ ...deps.door, patience: deps.patience });
  door.serve(site.fetch);
  return {
    address: door.address,
    close(graceMs = 10_000) {
      closing.abort();
      return door.close(graceMs);
    },
  };
}
