/**
 * Announcements while the page is closed, for whoever agrees. Loaded only by those it concerns.
 *
 * @typedef {import('./conversation.js').Message} Message
 * @typedef {{ key: string, words: Record<'offer' | 'agree' | 'agreed' | 'denied' | 'failed', string> }} Offer
 */

import { element } from './conversation.js';

/** Where the service worker puts what came. */
const arrived = 'cutri-arrived';

/** @returns {Promise<Offer | undefined>} nothing where the service has it switched off */
async function offered() {
  const response = await fetch('/api/push');
  return response.ok ? response.json() : undefined;
}

const isAble = () => 'PushManager' in window && 'Notification' in window && 'serviceWorker' in navigator;

/** @param {string} text base64url */
const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

/** The browser's own address for this page, made with today's key. @param {string} key */
async function subscription(key) {
  const { pushManager } = await navigator.serviceWorker.ready;
  const held = await pushManager.getSubscription();
  const heldKey = held?.options.applicationServerKey;
  if (held && heldKey && String(new Uint8Array(heldKey)) === String(bytes(key))) return held;
  await held?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
}

/** @param {string} key @returns {Promise<number>} the status of the answer */
async function agree(key) {
  const made = await subscription(key);
  const { status } = await fetch('/api/push', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(made),
  });
  // The subscription is over: nothing may come any more.
  if (status === 409) await made.unsubscribe();
  return status;
}

/** The offer under the message that says "subscribed". @param {HTMLElement} item */
export async function offer(item) {
  const found = isAble() ? await offered().catch(() => undefined) : undefined;
  if (!found) return;
  const { key, words } = found;
  const line = element('p', { class: 'note', role: 'status' }, words.offer);
  const button = /** @type {HTMLButtonElement} */ (element('button', { type: 'button' }, words.agree));
  const row = element('div', { class: 'quick' }, button);
  const pressed = async () => {
    button.disabled = true;
    const said = await answerOf(key);
    line.textContent = words[said];
    button.disabled = false;
    if (said === 'agreed') row.remove();
  };
  button.addEventListener('click', () => void pressed());
  item.append(line, row);
  row.scrollIntoView({ block: 'nearest' });
  if (Notification.permission === 'granted') button.click();
}

/** @param {string} key @returns {Promise<'agreed' | 'denied' | 'failed'>} */
async function answerOf(key) {
  try {
    if ((await Notification.requestPermission()) !== 'granted') return 'denied';
    return (await agree(key)) === 204 ? 'agreed' : 'failed';
  } catch {
    return 'failed';
  }
}

/** Of a browser that agreed before: says so again, because keys and addresses change. */
export async function renew() {
  if (!isAble()) return;
  const held = await (await navigator.serviceWorker.ready).pushManager.getSubscription();
  const found = held && (await offered());
  if (found) await agree(found.key);
}

/** After "forget me": nothing comes any more, and nothing that came stays. */
export async function forget() {
  await caches.delete(arrived);
  const registration = await navigator.serviceWorker.ready;
  for (const notification of await registration.getNotifications()) notification.close();
  await (await registration.pushManager.getSubscription())?.unsubscribe();
}

/** What came while the page was closed, the oldest first; each is given out once. @returns {Promise<Message[]>} */
export async function collect() {
  const cache = await caches.open(arrived);
  /** @type {Message[]} */
  const messages = [];
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (response && (await cache.delete(request))) messages.push(await response.json());
  }
  return messages;
}
