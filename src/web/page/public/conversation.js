/**
 * Draws a conversation, as `page.ts` does on the server.
 *
 * @typedef {{ label: string, value: string }} Choice
 * @typedef {{ title: string, publisher: string, date: string, quote: string, url?: string }} Source
 * @typedef {{ headline?: string, bold: boolean, sentences: string[], notes: string[], nextStep?: string }} Parts
 * @typedef {{ id: string, text: string, parts?: Parts, choices?: Choice[], rating?: Choice[], sourceTitle?: string, sources?: Source[], file?: { name: string, url: string } }} Message
 */

export const log = /** @type {HTMLOListElement} */ (document.getElementById('log'));

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
  const item = element('li', { class: 'asked' }, element('h3', {}, say('youAsked')), element('p', {}, text));
  log.append(item);
  return item;
}

/** @param {string} text @param {string} [kind] */
const paragraph = (text, kind) => element('p', kind ? { class: kind } : {}, text);

/** @param {Message} message */
function body({ text, parts }) {
  if (!parts) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.map((line) => paragraph(line));
  }
  const { headline, bold, sentences, notes, nextStep } = parts;
  return [
    ...(headline ? [paragraph(headline, bold ? 'lead' : '')] : []),
    ...sentences.map((sentence) => paragraph(sentence)),
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

/** @param {Message} message */
export function showMessage(message) {
  const { id, choices = [], rating = [], file } = message;
  const item = element('li', { class: 'answered', 'data-id': id }, element('h3', {}, say('answered')));
  item.append(...body(message), ...sourceFold(message));
  if (file) {
    item.append(
      element(
        'p',
        {},
        element('a', { class: 'button', href: file.url, download: file.name }, `${say('download')}: ${file.name}`),
      ),
    );
  }
  for (const [below, style] of /** @type {const} */ ([
    [choices, 'quick'],
    [rating, 'quick rating'],
  ])) {
    if (below.length === 0) continue;
    const buttons = below.map(({ label, value }) => element('button', { class: 'choice', name: 'choice', value }, label));
    item.append(element('form', { method: 'post', action: '/', class: style }, ...buttons));
  }
  log.append(item);
}
