/**
 * Makes the chat page quick: questions go out without a new page, late replies and announcements come in by themselves.
 * Everything works without this file too, through the page's plain forms.
 *
 * @typedef {import('./conversation.js').Message} Message
 * @typedef {{ asked: string } | { message: Message }} Entry
 * @typedef {{ id: string, shown: string, body: { text: string } | { choice: string }, item: HTMLElement, tries: number, isAccepted?: boolean }} Question
 */

import { element, log, maxLength as max, say, showAsked, showMessage } from './conversation.js';

const form = /** @type {HTMLFormElement} */ (document.getElementById('ask'));
const box = /** @type {HTMLTextAreaElement} */ (document.getElementById('question'));
const problem = /** @type {HTMLElement} */ (document.getElementById('problem'));

const storeKey = 'cutri';
const keptEntries = 40;
const maxTries = 5;
const reconnectSeconds = 3;
const relistenMs = 10_000;
const lateMs = 30_000;
/** A second tap within this time was meant to be the first. */
const doubleTapMs = 800;

/** @type {Entry[]} */
let entries = [];
/** @type {string | undefined} */
let lastId;
/** Not answered yet, in the order they are sent: one after the other. @type {Question[]} */
const queue = [];
/** The first of the queue, while it is being answered. @type {Question | undefined} */
let waiting;
/** What was asked last, and when. */
let last = { value: '', atMs: 0 };
/** @type {EventSource | undefined} */
let stream;
let hasListened = false;
const isTop = window === window.top;
/** Announcements while the page is closed: only those who agreed, or are asked, load what it takes. */
const pushing = () => import('./push.js');
const hasAgreed = () => 'Notification' in window && Notification.permission === 'granted';
const showArrived = async () => receive(await (await pushing()).collect());
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {Entry} entry */
function remember(entry) {
  entries = [...entries, entry].slice(-keptEntries);
  store();
}

/** The conversation stays in this tab only: a phone that reloads the page shows it again, a closed tab is forgotten. */
function store() {
  try {
    const unsent = queue.map(({ id, shown, body }) => ({ id, shown, body }));
    sessionStorage.setItem(storeKey, JSON.stringify({ entries, unsent }));
  } catch {
    // Private browsing or a full store: the conversation just does not survive a reload.
  }
}

function restore() {
  /** @type {{ entries: Entry[], unsent: Pick<Question, 'id' | 'shown' | 'body'>[] }} */
  let stored;
  try {
    stored = JSON.parse(sessionStorage.getItem(storeKey) ?? '');
    if (!stored.entries) return;
  } catch {
    return;
  }
  log.setAttribute('aria-live', 'off'); // not read out again
  const linked = [...log.children];
  for (const entry of stored.entries) {
    if ('asked' in entry) showAsked(entry.asked);
    else {
      showMessage(entry.message);
      lastId = entry.message.id;
    }
  }
  log.append(...linked); // what a link asked is what the person came for
  entries = stored.entries;
  for (const { shown, ...question } of stored.unsent) queue.push({ ...question, shown, item: showQueued(shown), tries: 0 });
  log.lastElementChild?.scrollIntoView({ block: 'end' });
  setTimeout(() => log.setAttribute('aria-live', 'polite'), 500);
  next();
}

/**
 * @param {Message[]} messages
 * @param {Question} [asked] what they were sent in answer to; unknown of the stream, where only a question that arrived can be answered
 */
function receive(messages, asked = queue[0]?.isAccepted ? queue[0] : undefined) {
  let question = asked;
  for (const message of messages) {
    // An announcement answers nobody.
    if (question && !message.announcement) {
      settle();
      if (Object.values(question.body)[0] === '/xoa') forgetEntries(question);
      question = undefined;
    }
    if (log.querySelector(`[data-id="${CSS.escape(message.id)}"]`)) continue;
    const item = showMessage(message, queue[waiting ? 1 : 0]?.item);
    lastId = message.id;
    remember({ message });
    if (message.subscribed && isTop) void pushing().then(({ offer }) => offer(item));
    bringIntoView(asked?.item ?? item);
  }
  next();
}

/** After "forget me" only that exchange, and what waits after it, stays on the screen. @param {Question} question */
function forgetEntries(question) {
  entries = [];
  const kept = [question, ...queue].map(({ item }) => item);
  for (const item of [...log.children]) if (!kept.includes(/** @type {HTMLElement} */ (item))) item.remove();
  if (hasAgreed()) void pushing().then(({ forget }) => forget());
}

/** @param {HTMLElement} item */
function bringIntoView(item) {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  item.scrollIntoView({ block: 'start', behavior: still ? 'auto' : 'smooth' });
}

/** @param {string} shown @param {{ text: string } | { choice: string }} body */
function ask(shown, body) {
  const value = Object.values(body)[0] ?? '';
  const isSecondTap = Date.now() - last.atMs < doubleTapMs && (value === last.value || value === '');
  if (isSecondTap || ('choice' in body && queue.some((question) => Object.values(question.body)[0] === value))) return;
  if (shown.trim() === '') return tell(say('empty'));
  if (shown.length > max) return tell(say('tooLong', { n: shown.length, max }));
  tell('');
  last = { value, atMs: Date.now() };
  if ('text' in body) box.value = '';
  if (matchMedia('(pointer: coarse)').matches) box.blur(); // puts the keyboard away: the answer needs the room
  // It arrived and nothing came back for long: it stays asked, and holds up no other.
  if (queue[0]?.isAccepted && !waiting) settle();
  const item = queue.length > 0 ? showQueued(shown) : showAsked(shown);
  queue.push({ id: newId(), shown, body, item, tries: 0 });
  store();
  bringIntoView(item);
  sendAgain();
}

/** A question that waits for the one before it. @param {string} shown */
function showQueued(shown) {
  const item = showAsked(shown);
  item.append(element('p', { class: 'note' }, say('queued')));
  return item;
}

/** Sends the first question of the queue, unless one is on its way. */
function next() {
  const [question] = queue;
  if (!question || waiting || question.tries > 0) return;
  question.item.querySelector('.note')?.remove();
  void send(question);
}

/** Random enough to be unique; `randomUUID` is missing where the page comes over plain http. */
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends a question, or sends it again: the same id is asked only once. @param {Question} question */
async function send(question) {
  clearState();
  waiting = question;
  question.tries += 1;
  state('waiting', say('sending'));
  /** @type {Response} */
  let response;
  /** @type {any} */
  let answer;
  try {
    response = await fetch(`/api/chat${new URL(form.action).search}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: question.id, ...question.body, after: lastId }),
      signal: AbortSignal.timeout(20_000),
    });
    answer = await response.json();
  } catch {
    // No connection, or a proxy's error page: the server may be starting again.
    if (waiting === question) tryLater(question, reconnectSeconds);
    return;
  }
  if (waiting === question) react(question, response.status, answer);
  else if (response.ok) receive(answer.messages);
}

/** @param {Question} question @param {number} status @param {any} answer */
function react(question, status, answer) {
  if (status === 200) {
    question.isAccepted = true;
    listen();
    receive(answer.messages, question);
    if (waiting !== question) return;
    state('waiting', say('slow'));
    timer = setTimeout(() => fail(say('unanswered')), lateMs);
    return;
  }
  const n = answer.retryAfterSeconds ?? reconnectSeconds;
  if (status === 503) tryLater(question, n);
  else if (status === 429) tryLater(question, n, 'tooFast');
  else {
    // Sent again it would be refused again: those behind it go on.
    settle();
    state('failed', answer.error?.message ?? say('failed'));
    next();
  }
}

/** @param {Question} question @param {number} n seconds @param {string} [why] */
function tryLater(question, n, why = 'reconnecting') {
  if (!navigator.onLine) return fail(say('offline'));
  if (question.tries >= maxTries) return fail(say('failed'));
  state('waiting', say(why, { n }));
  timer = setTimeout(() => send(question), n * 1000);
}

/** The question stays the first of the queue, until the network is back or somebody presses the button. @param {string} text */
function fail(text) {
  stopWaiting();
  const item = state('failed', text);
  const again = element('button', { type: 'button' }, say('retry'));
  again.addEventListener('click', sendAgain);
  item.append(again);
  again.scrollIntoView({ block: 'nearest' });
}

/** Sends the first question of the queue as often as a new one, unless it is on its way. */
function sendAgain() {
  const [question] = queue;
  if (waiting || !question) return;
  question.tries = 0;
  next();
}

/** The line under the conversation that says how the question stands. @param {string} name @param {string} text */
function state(name, text) {
  clearState();
  const item = element('p', { class: name, 'data-state': '' }, text);
  log.insertBefore(item, queue[1]?.item ?? null);
  item.scrollIntoView({ block: 'nearest' });
  return item;
}

function clearState() {
  clearTimeout(timer);
  for (const item of log.querySelectorAll('[data-state]')) item.remove();
}

function stopWaiting() {
  waiting = undefined;
  clearState();
}

/** The first question is answered, or refused for good. */
function settle() {
  stopWaiting();
  const question = queue.shift();
  if (question) remember({ asked: question.shown });
}

/** @param {string} text */
function tell(text) {
  problem.textContent = text;
  if (text) box.focus();
}

/** Announcements and late replies. The browser reconnects by itself, and says which message it saw last. */
function listen() {
  if (stream && stream.readyState !== EventSource.CLOSED) return;
  stream = new EventSource(`/api/chat/events${lastId ? `?after=${encodeURIComponent(lastId)}` : ''}`);
  stream.addEventListener('message', (event) => receive([JSON.parse(event.data)]));
  stream.addEventListener('open', () => {
    hasListened = true;
  });
  // A proxy's error page makes the browser give up for good; "no conversation yet" (204) is meant to.
  stream.addEventListener(
    'error',
    () => hasListened && stream?.readyState === EventSource.CLOSED && setTimeout(listen, relistenMs),
  );
}

document.addEventListener('submit', (event) => {
  event.preventDefault();
  const { submitter } = event;
  if (submitter instanceof HTMLButtonElement && submitter.name) {
    ask(submitter.name === 'choice' ? (submitter.textContent ?? '').trim() : submitter.value, pressed(submitter));
  } else ask(box.value, { text: box.value });
});

/** @param {HTMLButtonElement} button */
function pressed({ name, value }) {
  return name === 'choice' ? { choice: value } : { text: value };
}

box.addEventListener('keydown', (event) => {
  // While a Vietnamese keyboard is composing a letter, Enter belongs to it.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
box.addEventListener('input', () => tell(box.value.length > max ? say('tooLong', { n: box.value.length, max }) : ''));
document.addEventListener('visibilitychange', () => document.hidden || listen());
addEventListener('online', () => {
  tell('');
  listen();
  sendAgain();
});
addEventListener('offline', noNetwork);

/** Said beside the box, without taking the focus from where it is. */
function noNetwork() {
  problem.textContent = say('noNetwork');
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('a.share');
  if (!(link instanceof HTMLAnchorElement) || !(navigator.share ?? navigator.clipboard)) return; // opened as a link
  event.preventDefault();
  void share(link);
});

/** @param {HTMLAnchorElement} link */
async function share(link) {
  try {
    if (navigator.share) await navigator.share({ title: document.title, url: link.href });
    else {
      await navigator.clipboard.writeText(link.href);
      link.after(element('span', { role: 'status' }, ` ${say('copied')}`));
    }
  } catch (error) {
    // Closing the dialogue is no failure; where sharing is not allowed the link is opened, to be copied from the address bar.
    if (!(error instanceof DOMException && error.name === 'AbortError')) location.assign(link.href);
  }
}

form.noValidate = true;
restore();
listen();
if (!navigator.onLine) noNetwork();
// A link that was followed without a network shows the page as it was kept: what it asks stands in the box.
const asked = new URLSearchParams(location.search).get('q');
if (asked && !log.querySelector('[data-id="link"]') && !box.value) box.value = asked;
// Not in a frame of another site: nobody opens that without it.
if (isTop) {
  navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
  navigator.serviceWorker?.addEventListener('message', () => void showArrived());
  if (hasAgreed()) {
    void showArrived();
    void pushing().then(({ renew }) => renew());
  }
}
