/** Everything the server answers, put together. */
import { type Context, Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { quickChoices } from '../answering/reply/words-talk.ts';
import type { ProvinceProfile } from '../elections/pack/province.ts';
import type { Channel } from '../messaging/channel.ts';
import type { ReadImage } from '../messaging/image.ts';
import type { Choice } from '../messaging/message.ts';
import type { PagePush } from '../messaging/page-push.ts';
import { createHealthRoutes, type HealthDeps } from './health.ts';
import { assetsVersion, loadAssets, sendAsset } from './http/assets.ts';
import type { WebEnv } from './http/context.ts';
import { securityHeaders } from './http/security-headers.ts';
import { createFirstPage } from './page/beginning.ts';
import { type ChatRoutesDeps, createChatRoutes } from './page/chat.ts';
import { createImageRoutes } from './page/images.ts';
import { createInstallRoutes } from './page/installing.ts';
import { noticePage, type PageFrame } from './page/page.ts';
import { createPushRoutes } from './page/pushing.ts';
import { pageRefusalText } from './page/question.ts';
import { createWidgetRoutes } from './page/widget.ts';
import type { PageRefusal } from './page/words.ts';
import { mountWebhooks, type WebhookDeps } from './webhooks.ts';

export interface SiteDeps extends WebhookDeps, HealthDeps, Omit<ChatRoutesDeps, 'frame' | 'firstPage'> {
  /** Origins whose pages may show ours in a frame. */
  widgetOrigins: readonly string[];
  /** What the pack in use says of its province. */
  about?: () => ProvinceProfile | undefined;
  /** What can be asked today, as buttons. */
  menu?: (() => readonly Choice[]) | undefined;
  /** Announcements while the page is closed, where that is on. */
  push?: PagePush | undefined;
  /** Pictures of announcements that were sent. */
  readImage: ReadImage;
  /** The officials' console, where it is on. */
  console?: { path: string; app: Hono<WebEnv>; close(): void } | undefined;
}

export async function createSite(deps: SiteDeps): Promise<Hono<WebEnv>> {
  const { logger, metrics } = deps;
  const assets = loadAssets(new URL('./page/public/', import.meta.url));
  const version = assetsVersion(assets);
  const frame = (): PageFrame => ({
    assets: `/assets/${version}`,
    about: deps.about?.(),
    choices: deps.menu?.() ?? quickChoices(deps.about?.()),
  });
  const firstPage = await createFirstPage(frame);
  const headers = Object.entries(securityHeaders(deps.publicUrl));
  const framedHeaders = Object.entries(securityHeaders(deps.publicUrl, deps.widgetOrigins));
  const routeName = routeNames(deps.channels, deps.console?.path);
  const app = new Hono<WebEnv>();

  app.use(async (c, next) => {
    const startedMs = performance.now();
    await next();
    metrics.httpServed(routeName(c), c.res.status, performance.now() - startedMs);
  });
  // Proxies and we might each believe another one.
  app.use(async (c, next) => (namesTwoHosts(c.env.incoming.rawHeaders) ? c.text('bad request', 400) : next()));
  // Before the page's own layers: platforms need none of them, and every microsecond counts in a flood.
  mountWebhooks(app, deps);

  app.use(async (c, next) => {
    for (const [name, value] of framedPaths.has(c.req.path) ? framedHeaders : headers) c.header(name, value);
    await next();
  });
  if (deps.console) app.route(deps.console.path, deps.console.app);
  deps.closing.addEventListener('abort', () => deps.console?.close());
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => say(c, 'method-not-allowed', 405, { allow: methods.join(', ') }),
    }),
  );
  app.route('/', createChatRoutes({ ...deps, frame, firstPage }));
  if (deps.push) app.route('/', createPushRoutes({ ...deps, push: deps.push }));
  app.route('/', createInstallRoutes({ assets, frame, firstPage }));
  app.route('/', createWidgetRoutes(assets, deps.widgetOrigins));
  app.route('/', createImageRoutes(deps.readImage, deps.pace));
  app.route('/', createHealthRoutes(deps));
  app.get('/assets/:version/:name', (c) => {
    const found = assets.get(c.req.param('name'));
    if (!found) return c.notFound();
    // A page from before an upgrade asks by the old version: it gets today's file, but may not keep it under that name.
    return sendAsset(c, found, c.req.param('version') === version ? 'public, max-age=31536000, immutable' : 'no-cache');
  });
  app.notFound((c) => say(c, 'not-found', 404));
  app.onError((err, c) => {
    logger.error({ err, route: routeName(c) }, 'a request failed');
    return say(c, 'broken', 500);
  });
  return app;

  /** One sentence, as a page for a person and as JSON for a program. */
  async function say(
    c: Context,
    refusal: PageRefusal,
    status: 404 | 405 | 500,
    extra: Record<string, string> = {},
  ): Promise<Response> {
    const message = pageRefusalText(refusal);
    const wantsPage = c.req.header('accept')?.includes('text/html');
    return wantsPage
      ? c.html(String(await noticePage(frame(), message)), status, extra)
      : c.json({ error: { code: refusal, message } }, status, extra);
  }
}

/** What a frame on an allowed site shows; everything else, the console above all, is in no frame. */
const framedPaths = new Set(['/', '/answers']);

function namesTwoHosts(rawHeaders: readonly string[]): boolean {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.length === 4 && rawHeaders[at]?.toLowerCase() === 'host') hosts += 1;
  }
  return hosts > 1;
}

/** Names for the metrics. Never the path itself: a webhook's may hold a secret. */
function routeNames(channels: readonly Channel[], consolePath: string | undefined): (c: Context) => string {
  const names = new Map([
    ['/', 'page'],
    ['/answers', 'page'],
    ['/manifest.webmanifest', 'asset'],
    ['/sw.js', 'asset'],
    ['/widget.js', 'asset'],
    ['/api/chat', 'chat'],
    ['/api/chat/events', 'events'],
    ['/api/push', 'push'],
    ['/healthz', 'health'],
    ['/readyz', 'health'],
    ['/metrics', 'metrics'],
  ]);
  for (const { name, receiver } of channels) if (receiver.kind === 'webhook') names.set(receiver.path, `webhook-${name}`);
  const isConsole = (path: string) => consolePath !== undefined && (path === consolePath || path.startsWith(`${consolePath}/`));
  return ({ req: { path } }) =>
    isConsole(path)
      ? 'console'
      : (names.get(path) ??
        (path.startsWith('/assets/')
          ? 'asset'
          : path.startsWith('/images/')
            ? 'image'
            : path.startsWith('/api/chat/files/')
              ? 'file'
              : 'other'));
}
