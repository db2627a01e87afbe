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
  metrics: PrometheusMetrics;
  /** Bearer token for `/metrics`; without one only this machine may read them. */
  metricsToken: string | undefined;
  closing: AbortSignal;
}

const fresh = { 'cache-control': 'no-store' };

/**
 * `/healthz` says the process lives. `/readyz` says whether to send visitors here, and lists the channels: one that fails
 * does not make the service unready, because every channel fails alone. `/metrics` is for whoever runs the service.
 */
export function createHealthRoutes({ status, clockJump, metrics, metricsToken, closing }: HealthDeps): Hono<WebEnv> {
  return new Hono<WebEnv>()
    .get('/healthz', (c) => c.json({ status: 'alive' }, 200, fresh))
    .get('/readyz', (c) =>
      c.json({ ready: !closing.aborted, channels: status(), ...clock(clockJump()) }, closing.aborted ? 503 : 200, fresh),
    )
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
