/**
 * Makes the chat page quick: questions go out without a new page, late replies and announcements come in by themselves.
 * Everything works without this file too, through the page's plain forms.
 *
 * @typedef {import('./conversation.js').Message} Message
 * @typedef {{ asked: string } | { message: Message }} Entry
 * @typedef {{ id: string, shown: string, body: { text: string } | { choice: string }, after?: string, item: HTMLElement, tries: number }} Question
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

/** @type {Entry[]} */
let entries = [];
/** @type {string | undefined} */
let lastId;
/** @type {Question | undefined} */
let waiting;
/** @type {EventSource | undefined} */
let stream;
let hasListened = false;
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
    sessionStorage.setItem(storeKey, JSON.stringify(entries));
  } catch {
    // Private browsing or a full store: the conversation just does not survive a reload.
  }
}

function restore() {
  /** @type {Entry[]} */
  let stored = [];
  try {
    stored = JSON.parse(sessionStorage.getItem(storeKey) ?? '[]');
  } catch {
    return;
  }
  if (stored.length === 0) return;
  log.setAttribute('aria-live', 'off'); // not read out again
  for (const entry of stored) {
    if ('asked' in entry) showAsked(entry.asked);
    else {
      showMessage(entry.message);
      lastId = entry.message.id;
    }
  }
  entries = stored;
  log.lastElementChild?.scrollIntoView({ block: 'end' });
  setTimeout(() => log.setAttribute('aria-live', 'polite'), 500);
}

/** @param {Message[]} messages */
function receive(messages) {
  for (const message of messages) {
    if (log.querySelector(`[data-id="${CSS.escape(message.id)}"]`)) continue;
    const question = waiting;
    settle();
    if (question && 'body' in question && Object.values(question.body)[0] === '/xoa') forgetEntries(question);
    showMessage(message);
    lastId = message.id;
    remember({ message });
    bringIntoView(question?.item ?? /** @type {HTMLElement} */ (log.lastElementChild));
  }
}

/** After "forget me" only that exchange stays on the screen. @param {Question} question */
function forgetEntries(question) {
  entries = [];
  for (const item of [...log.children]) if (item !== question.item) item.remove();
}

/** @param {HTMLElement} item */
function bringIntoView(item) {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  item.scrollIntoView({ block: 'start', behavior: still ? 'auto' : 'smooth' });
}

/** @param {string} shown @param {{ text: string } | { choice: string }} body */
function ask(shown, body) {
  if (waiting) return;
  if (shown.trim() === '') return tell(say('empty'));
  if (shown.length > max) return tell(say('tooLong', { n: shown.length, max }));
  tell('');
  if ('text' in body) box.value = '';
  if (matchMedia('(pointer: coarse)').matches) box.blur(); // puts the keyboard away: the answer needs the room
  const item = showAsked(shown);
  remember({ asked: shown });
  bringIntoView(item);
  void send({ id: newId(), shown, body, item, tries: 0, ...(lastId ? { after: lastId } : {}) });
}

/** Random enough to be unique; `randomUUID` is missing where the page comes over plain http. */
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends a question, or sends it again: the same id is asked only once. @param {Question} question */
async function send(question) {
  waiting = question;
  question.tries += 1;
  document.body.classList.add('busy');
  state('waiting', say('sending'));
  /** @type {Response} */
  let response;
  /** @type {any} */
  let answer;
  try {
    response = await fetch('/api/chat', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: question.id, ...question.body, after: question.after }),
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
    listen();
    receive(answer.messages);
    if (waiting !== question) return;
    state('waiting', say('slow'));
    timer = setTimeout(() => fail(question, say('unanswered')), lateMs);
    return;
  }
  const n = answer.retryAfterSeconds ?? reconnectSeconds;
  if (status === 503) tryLater(question, n);
  else if (status === 429) fail(question, say('tooFast', { n }), n * 1000);
  else fail(question, answer.error?.message ?? say('failed'));
}

/** @param {Question} question @param {number} n seconds */
function tryLater(question, n) {
  if (!navigator.onLine) return fail(question, say('offline'));
  if (question.tries >= maxTries) return fail(question, say('failed'));
  state('waiting', say('reconnecting', { n }));
  timer = setTimeout(() => send(question), n * 1000);
}

/** @param {Question} question @param {string} text @param {number} [waitMs] before it may be sent again */
function fail(question, text, waitMs = 0) {
  settle();
  const item = state('failed', text);
  const again = element('button', { type: 'button' }, say('retry'));
  again.addEventListener('click', () => {
    if (!waiting) void send(question);
  });
  setTimeout(() => {
    item.append(again);
    if (item.isConnected) again.scrollIntoView({ block: 'nearest' });
  }, waitMs);
}

/** The line under the conversation that says how the question stands. @param {string} name @param {string} text */
function state(name, text) {
  clearState();
  const item = element('li', { class: name, 'data-state': '' }, text);
  log.append(item);
  item.scrollIntoView({ block: 'nearest' });
  return item;
}

function clearState() {
  clearTimeout(timer);
  for (const item of log.querySelectorAll('[data-state]')) item.remove();
}

function settle() {
  waiting = undefined;
  document.body.classList.remove('busy');
  clearState();
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
addEventListener('online', listen);

form.noValidate = true;
restore();
listen();
