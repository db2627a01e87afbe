// Makes pages quicker that are complete without it: numbers come by themselves, and what is typed is checked and kept.

/** Puts the parts of a page that came as HTML in the place of those that stand there. @param {string} html @param {string[]} ids */
function take(html, ids) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const id of ids) {
    const [next, shown] = [page.getElementById(id), document.getElementById(id)];
    if (next && shown && next.innerHTML !== shown.innerHTML) shown.replaceChildren(...next.childNodes);
  }
}

const live = document.querySelector('[data-live]');
if (live instanceof HTMLElement && live.dataset.live) {
  const events = new EventSource(live.dataset.live);
  events.addEventListener('look', ({ data }) => {
    const next = new DOMParser().parseFromString(data, 'text/html').body;
    live.replaceChildren(...next.childNodes);
  });
  // It is over: what may be done now is another thing, so the whole page is shown anew.
  events.addEventListener('over', () => {
    events.close();
    location.replace(location.pathname);
  });
  addEventListener('pagehide', () => events.close());
}

/** What a plan was refused for may be mended by now: what is said of its days is newer. @param {HTMLFormElement} form */
function letGoOfProblems(form) {
  const said = form.querySelectorAll('.plan .wrong:not([hidden])');
  for (const one of said)
    if (one instanceof HTMLElement) {
      one.hidden = true;
      one.textContent = '';
    }
  for (const field of form.querySelectorAll('.plan [aria-invalid]')) field.removeAttribute('aria-invalid');
  if (said.length > 0) document.querySelector('main > [role=alert]')?.remove();
}

const quietMs = 900;
const form = document.querySelector('form[data-keeps]');

if (form instanceof HTMLFormElement) checkWhileTyping(form);

/** @param {HTMLFormElement} form */
function checkWhileTyping(form) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let asked = 0;

  /** @param {string} wish @param {string[]} ids */
  async function look(wish, ids) {
    clearTimeout(waiting);
    asked += 1;
    const mine = asked;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    body.set('do', wish);
    const response = await fetch(form.action, { method: 'POST', body, credentials: 'same-origin', redirect: 'error' });
    // Somebody has typed on since: a later answer is on its way.
    if (response.ok && mine === asked) {
      take(await response.text(), ids);
      letGoOfProblems(form);
    }
  }

  const checked = ['look', 'kept', 'phones', 'plan-days'];
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void look('look', checked).catch(() => undefined), quietMs);
  });
  form.addEventListener('submit', (event) => {
    const { submitter } = event;
    const wish = submitter instanceof HTMLButtonElement && submitter.name === 'do' ? submitter.value : '';
    if (wish !== 'look' && wish !== 'find') return;
    event.preventDefault();
    const ids = wish === 'find' ? ['chips', ...checked] : checked;
    look(wish, ids).catch(() => form.submit());
  });
}

if (document.querySelector('form[data-passkey]')) void import('./passkeys.js');
