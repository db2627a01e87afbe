/**
 * Draws a conversation, as `page.ts` does on the server.
 *
 * @typedef {{ label: string, value: string }} Choice
 * @typedef {{ title: string, publisher: string, date: string, quote: string, url?: string }} Source
 * @typedef {{ id: string, text: string, choices?: Choice[], sources?: Source[], file?: { name: string, url: string } }} Message
 */

export const log = /** @type {HTMLOListElement} */ (document.getElementById('log'));

const { dataset } = /** @type {HTMLElement} */ (document.getElementById('words'));
/** @type {Record<string, string>} */
const words = JSON.parse(dataset.words ?? '{}');
export const maxLength = Number(dataset.max);
const maxLeadLength = Number(dataset.lead);

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

/** @param {Message} message */
export function showMessage({ id, text, choices = [], sources = [], file }) {
  const item = element('li', { class: 'answered', 'data-id': id }, element('h3', {}, say('answered')));
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const hasLead = sources.length > 0 && lines.length > 1 && (lines[0]?.length ?? 0) <= maxLeadLength;
  item.append(...lines.map((line, i) => element('p', i === 0 && hasLead ? { class: 'lead' } : {}, line)));
  for (const { title, publisher, date, quote, url } of sources) {
    const named = `${say('source')}: ${title} (${publisher}${date ? `, ${date.split('-').reverse().join('/')}` : ''})`;
    const details = element('details', {}, element('summary', {}, named), element('blockquote', {}, quote));
    if (url)
      details.append(element('p', {}, element('a', { href: url, rel: 'noreferrer', target: '_blank' }, say('openSource'))));
    item.append(details);
  }
  if (file) {
    item.append(
      element(
        'p',
        {},
        element('a', { class: 'button', href: file.url, download: file.name }, `${say('download')}: ${file.name}`),
      ),
    );
  }
  if (choices.length > 0) {
    const buttons = choices.map(({ label, value }) => element('button', { class: 'choice', name: 'choice', value }, label));
    item.append(element('form', { method: 'post', action: '/', class: 'quick' }, ...buttons));
  }
  log.append(item);
}
