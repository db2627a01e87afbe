/** What makes the page something to put on a home screen, and to open without a network. */
import { Hono } from 'hono';
import { type Asset, asset, assetsVersion, sendAsset } from '../http/assets.ts';
import type { WebEnv } from '../http/context.ts';
import type { FirstPage } from './beginning.ts';
import type { PageFrame } from './page.ts';
import { webPage } from './words.ts';

/** What is shown without a network: the page, with what it loads. */
const keptNames = ['chat.css', 'chat.js', 'conversation.js', 'icon.svg'];

/** `assets`: the files of the page, by name. `/manifest.webmanifest` and `/sw.js`, each of today: browsers ask for them every time. */
export function createInstallRoutes(deps: {
  assets: ReadonlyMap<string, Asset>;
  frame(): PageFrame;
  firstPage: FirstPage;
}): Hono<WebEnv> {
  const { assets, frame, firstPage } = deps;
  return new Hono<WebEnv>()
    .get('/manifest.webmanifest', (c) =>
      sendAsset(c, asset('application/manifest+json', JSON.stringify(manifest(frame()))), 'no-cache'),
    )
    .get('/sw.js', async (c) => {
      const kept = ['/', ...keptNames.map((name) => `${frame().assets}/${name}`)];
      const version = assetsVersion(new Map([...assets, ['/', await firstPage()]]));
      const script = filledScript(assets, 'sw.js', { version, kept, icon: `${frame().assets}/icon-192.png` });
      return sendAsset(c, asset('text/javascript; charset=utf-8', script), 'no-cache');
    });
}

/** A script that the server fills in. Throws where there is none of that name: a broken build. */
export function filledScript(assets: ReadonlyMap<string, Asset>, name: string, given: object): string {
  const found = assets.get(name);
  if (!found) throw new Error(`${name} is missing beside the page's scripts`);
  return new TextDecoder().decode(found.body).replace("'__GIVEN__'", () => JSON.stringify(JSON.stringify(given)));
}

/** W3C Application Manifest. */
function manifest({ assets, about }: PageFrame) {
  return {
    id: '/',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    lang: 'vi',
    name: about?.page.title ?? webPage.title,
    short_name: webPage.name,
    description: webPage.description,
    theme_color: '#0b5563',
    background_color: '#f2f5f7',
    icons: [
      { src: `${assets}/icon.svg`, sizes: 'any', type: 'image/svg+xml' },
      { src: `${assets}/icon-192.png`, sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: `${assets}/icon-512.png`, sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
}
