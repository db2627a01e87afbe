/** Keeps the page for when there is no network. Answers are never kept: what was true yesterday may be wrong today. */

/** What the server fills in: what the page is today, and its addresses. @type {{ version: string, kept: string[] }} */
const { version, kept } = JSON.parse('__GIVEN__');
const worker = /** @type {any} */ (self);
const name = `cutri-${version}`;

worker.addEventListener('install', (/** @type {any} */ event) => {
  event.waitUntil(
    caches
      .open(name)
      .then((cache) => cache.addAll(kept))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (/** @type {any} */ event) => {
  const old = (/** @type {string[]} */ names) => names.filter((other) => other !== name);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((other) => caches.delete(other)))));
});

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && (pathname === '/' || pathname === '/answers'))
    event.respondWith(fetch(request).catch(() => caches.match('/')));
  else if (kept.includes(pathname)) event.respondWith(caches.match(pathname).then((found) => found ?? fetch(request)));
});
