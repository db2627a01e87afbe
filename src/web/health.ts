/** What machines ask about the service: alive, ready, and the numbers. */
import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { ChannelStatus } from '../messaging/channel-status.ts';
import type { WebContext, WebEnv } from './http/context.ts';
import type { PrometheusMetrics } from './metrics.ts';

export interface HealthDeps {
  status: () => readonly ChannelStatus[];
  /** The last jump of the wall clock since the start. */
  clockJump: () => { byMs: number; agoMs: number } | undefined;
  /** Whether what people write can be kept. */
  store: () => StoreHealth;
  /** Version and build, e.g. `0.1.0+5c14edc`. */
  build: string;
  /** For `/.well-known/security.txt` (RFC 9116): `mailto:…` or `https://…`; without one there is none. */
  securityContact: string | undefined;
  now: () => Date;
  metrics: PrometheusMetrics;
  /** Bearer token for `/metrics`; without one only this machine may read them. */
  metricsToken: string | undefined;
  closing: AbortSignal;
}

/** How the store stands, in its own words. */
export interface StoreHealth {
  state: 'on' | 'unreachable';
  /** ISO 8601 UTC. */
  since?: string;
}

/** RFC 9116 recommends less than a year. */
const securityTextMs = 180 * 24 * 3_600_000;
const fresh = { 'cache-control': 'no-store' };

/**
 * `/healthz` says the process lives. `/readyz` says whether to send visitors here, and lists the channels: one that fails
 * does not make the service unready, because every channel fails alone; a store out of reach does, because nothing can be accepted. `/metrics` is for whoever runs the service.
 */
export function createHealthRoutes({
  status,
  store,
  clockJump,
  build,
  securityContact,
  now,
  metrics,
  metricsToken,
  closing,
}: HealthDeps): Hono<WebEnv> {
  return new Hono<WebEnv>()
    .get('/healthz', (c) => c.json({ status: 'alive', build }, 200, fresh))
    .get('/readyz', (c) => {
      const kept = store();
      const ready = !closing.aborted && kept.state === 'on';
      return c.json({ ready, store: kept, channels: status(), ...clock(clockJump()) }, ready ? 200 : 503, fresh);
    })
    .get('/.well-known/security.txt', (c) => {
      if (securityContact === undefined) return c.notFound();
      const expires = new Date(now().getTime() + securityTextMs).toISOString();
      return c.text(`Contact: ${securityContact}\nExpires: ${expires}\nPreferred-Languages: vi, en\n`, 200, fresh);
    })
    .get('/metrics', async (c) => {
      if (!mayReadMetrics(c, metricsToken)) return c.notFound();
      return c.body(await metrics.text(), 200, { ...fresh, 'content-type': metrics.contentType });
    });
}

/** Only where there is something to know. */
const clock = (jump: ReturnType<HealthDeps['clockJump']>) =>
  jump ? { clock: { jumpedBySeconds: Math.round(jump.byMs / 1_000), secondsAgo: Math.round(jump.agoMs / 1_000) } } : {};

function mayReadMetrics(c: WebContext, token: string | undefined): boolean {
  if (token !== undefined) {
    const given = Buffer.from(c.req.header('authorization') ?? '');
    const wanted = Buffer.from(`Bearer ${token}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
  // A reverse proxy on this machine also connects from loopback, but it says that it forwards for somebody.
  const forwarded =
    c.req.header('x-forwarded-for') ?? c.req.header('forwarded') ?? c.req.header('x-real-ip') ?? c.req.header('via');
  return forwarded === undefined && /^(127\.|::1$|::ffff:127\.)/.test(c.env.incoming.socket.remoteAddress ?? '');
}
