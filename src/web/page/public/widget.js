/**
 * A button on another site's page, and the page of questions in a frame that it opens.
 * Nothing is loaded and nobody is counted before the button is pressed.
 */

/** What the server fills in. @type {{ open: string, close: string }} */
const words = JSON.parse('__GIVEN__');
const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);

/** A host page with rules of its own for buttons and frames changes nothing in here. */
const host = document.createElement('div');
const root = host.attachShadow({ mode: 'open' });

/** Set one by one: a policy against inline styles forbids a style attribute. @param {HTMLElement} node @param {Record<string, string>} rules */
const style = (node, rules) => Object.assign(node.style, rules);

const corner = { position: 'fixed', right: '16px', bottom: '16px', zIndex: '2147483000' };
const button = document.createElement('button');
button.type = 'button';
button.textContent = words.open;
button.setAttribute('aria-expanded', 'false');
style(button, {
  ...corner,
  minHeight: '48px',
  padding: '0 20px',
  border: '2px solid #fff',
  borderRadius: '24px',
  background: '#0b5563',
  color: '#fff',
  font: '600 17px/1.3 system-ui, sans-serif',
  cursor: 'pointer',
});

/** @type {HTMLIFrameElement | undefined} */
let frame;

function openFrame() {
  const made = document.createElement('iframe');
  made.title = words.open;
  made.src = new URL('/?embed', src).href;
  made.allow = 'clipboard-write; web-share';
  style(made, {
    ...corner,
    bottom: '80px',
    width: 'min(400px, calc(100vw - 32px))',
    height: 'min(640px, calc(100dvh - 96px))',
    border: '1px solid #6a7985',
    borderRadius: '12px',
    background: '#f2f5f7',
  });
  root.append(made);
  return made;
}

/** @param {boolean} isOpen */
function show(isOpen) {
  if (isOpen) frame ??= openFrame();
  if (frame) frame.style.display = isOpen ? 'block' : 'none';
  button.textContent = isOpen ? words.close : words.open;
  button.setAttribute('aria-expanded', String(isOpen));
  if (isOpen) frame?.focus();
  else button.focus();
}

button.addEventListener('click', () => show(button.getAttribute('aria-expanded') === 'false'));
addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && button.getAttribute('aria-expanded') === 'true') show(false);
});
root.append(button);

/** The script may stand in the head, before there is a body. */
const put = () => document.body.append(host);
if (document.body) put();
else addEventListener('DOMContentLoaded', put);
