/** Keeps the page for when there is no network. Answers are never kept: what was true yesterday may be wrong today. */

/** What the server fills in: what the page is today, and its addresses. @type {{ version: string, kept: string[], icon: string }} */
const { version, kept, icon } = JSON.parse('__GIVEN__');
const worker = /** @type {any} */ (self);
const name = `cutri-${version}`;
/** What came while the page was closed, until it is opened. */
const arrived = 'cutri-arrived';
const longestNotice = 300;

worker.addEventListener('install', (/** @type {any} */ event) => {
  event.waitUntil(
    caches
      .open(name)
      .then((cache) => cache.addAll(kept))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (/** @type {any} */ event) => {
  const old = (/** @type {string[]} */ names) => names.filter((other) => other !== name && other !== arrived);
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

worker.addEventListener('push', (/** @type {any} */ event) => {
  event.waitUntil(tell(event.data.json()));
});

/** @param {{ message: { id: string, text: string, announcement: { title: string } }, isWhole: boolean }} pushed */
async function tell({ message, isWhole }) {
  const { id, text, announcement } = message;
  if (isWhole) await (await caches.open(arrived)).put(`/arrived/${id}`, Response.json(message));
  for (const page of await pages()) page.postMessage('arrived');
  await worker.registration.showNotification(announcement.title, {
    body: text.length > longestNotice ? `${text.slice(0, longestNotice)} …` : text,
    icon,
    lang: 'vi',
    tag: id, // sent twice, it is shown once
  });
}

worker.addEventListener('notificationclick', (/** @type {any} */ event) => {
  event.notification.close();
  event.waitUntil(pages().then(([page]) => (page ? page.focus() : worker.clients.openWindow('/'))));
});

/** The open pages with the conversation; the officials' console is none. @returns {Promise<any[]>} */
async function pages() {
  const all = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return all.filter((/** @type {any} */ { url }) => ['/', '/answers'].includes(new URL(url).pathname));
}
