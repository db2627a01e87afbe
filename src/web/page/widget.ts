/** The script that puts the page on another site, for those that may have it. */
import { Hono } from 'hono';
import { type Asset, asset, sendAsset } from '../http/assets.ts';
import type { WebEnv } from '../http/context.ts';
import { filledScript } from './installing.ts';
import { widgetWords } from './words.ts';

/** `/widget.js`, where any site is allowed to show the page; without one there is no such file. */
export function createWidgetRoutes(assets: ReadonlyMap<string, Asset>, origins: readonly string[]): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  if (origins.length === 0) return routes;
  const script = filledScript(assets, 'widget.js', widgetWords);
  // In a function of its own: it shares the page with scripts that are not ours.
  const file = asset('text/javascript; charset=utf-8', `(() => {\n${script}})();\n`);
  return routes.get('/widget.js', (c) => {
    c.header('cross-origin-resource-policy', 'cross-origin');
    return sendAsset(c, file, 'public, max-age=3600');
  });
}
