/**
 * Draws a conversation, as `page.ts` does on the server.
 *
 * @typedef {{ label: string, value: string }} Choice
 * @typedef {{ title: string, publisher: string, date: string, quote: string, url?: string }} Source
 * @typedef {{ headline?: string, bold: boolean, sentences: string[], notes: string[], nextStep?: string }} Parts
 * @typedef {{ id: string, text: string, parts?: Parts, choices?: Choice[], rating?: Choice[], sourceTitle?: string, sources?: Source[], file?: { name: string, url: string }, image?: { url: string, alt: string, width: number, height: number }, link?: string, announcement?: { title: string, at: string, time: string }, subscribed?: true }} Message
 */

export const log = /** @type {HTMLElement} */ (document.getElementById('log'));

const { dataset } = /** @type {HTMLElement} */ (document.getElementById('words'));
/** @type {Record<string, string>} */
const words = JSON.parse(dataset.words ?? '{}');
export const maxLength = Number(dataset.max);

/**
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 */
export function say(name, values = {}) {
  return (words[name] ?? '').replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** @param {string} text */
export function showAsked(text) {
  const item = element('div', { class: 'asked' }, element('h3', {}, say('youAsked')), element('p', {}, text));
  log.append(item);
  return item;
}

/** @param {string} text @param {string} [kind] */
const paragraph = (text, kind) => element('p', kind ? { class: kind } : {}, text);

/** Lines as paragraphs, the rows of a list as a list. @param {string[]} all */
function lines(all) {
  const rows = all.filter((line) => line.startsWith('• '));
  const list = element('ul', {}, ...rows.map((row) => element('li', {}, row.slice(2))));
  return all.flatMap((line) => (line === rows[0] ? [list] : rows.includes(line) ? [] : [paragraph(line)]));
}

/** @param {Message} message */
function body({ text, parts }) {
  if (!parts) return lines(text.split('\n').filter((line) => line.trim() !== ''));
  const { headline, bold, sentences, notes, nextStep } = parts;
  return [
    ...(headline ? [paragraph(headline, bold ? 'lead' : '')] : []),
    ...lines(sentences),
    ...(notes.length > 0 ? [paragraph(notes.join(' '), 'note')] : []),
    ...(nextStep ? [paragraph(nextStep, 'next')] : []),
  ];
}

/** @param {Message} message */
function sourceFold({ sourceTitle: title = '', sources = [] }) {
  if (title === '') return [];
  const details = element('details', {}, element('summary', {}, title));
  for (const { title: name, publisher, date, quote, url } of sources) {
    if (!title.includes(name))
      details.append(paragraph(`${name} (${publisher}${date ? `, ${date.split('-').reverse().join('/')}` : ''})`));
    if (quote) details.append(element('blockquote', {}, quote));
    if (url)
      details.append(element('p', {}, element('a', { href: url, rel: 'noreferrer', target: '_blank' }, say('openSource'))));
  }
  return [details.children.length > 1 ? details : paragraph(title, 'source')];
}

/** @param {Record<string, string>} attributes @param {string} text */
const link = (attributes, text) => element('p', {}, element('a', attributes, text));

/** Draws a message before `next`, or last. @param {Message} message @param {Element} [next] */
export function showMessage(message, next) {
  const { id, choices = [], rating = [], file, link: href, announcement, image } = message;
  const item = element('div', { class: 'answered', 'data-id': id }, element('h3', {}, say('answered')));
  if (announcement) {
    const { title, at, time } = announcement;
    item.append(element('p', { class: 'badge' }, element('b', {}, title), ' ', element('time', { datetime: at }, time)));
  }
  if (file) item.append(link({ class: 'button', href: file.url, download: file.name }, `${say('download')}: ${file.name}`));
  if (image) {
    const { url, alt, width, height } = image;
    const size = { width: String(width), height: String(height) };
    item.append(element('p', { class: 'picture' }, element('img', { src: url, alt, ...size, loading: 'lazy' })));
  }
  item.append(...body(message), ...sourceFold(message));
  if (href) item.append(link({ class: 'share', href }, say('share')));
  for (const [below, style] of /** @type {const} */ ([
    [choices, 'quick'],
    [rating, 'quick rating'],
  ])) {
    if (below.length === 0) continue;
    const buttons = below.map(({ label, value }) => element('button', { class: 'choice', name: 'choice', value }, label));
    item.append(element('form', { method: 'post', action: '/', class: style }, ...buttons));
  }
  log.insertBefore(item, next ?? null);
  return item;
}
