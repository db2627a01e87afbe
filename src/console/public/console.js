// Makes pages quicker that are complete without it: what is marked as live is looked at again without reloading the page.
const everyMs = 2_000;
const live = document.querySelector('[data-live]');

async function look() {
  const shown = document.getElementById('live');
  if (!shown || document.hidden) return true;
  const response = await fetch(location.pathname, { credentials: 'same-origin', redirect: 'error' });
  if (!response.ok) return false;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const next = page.getElementById('live');
  if (!next) return false;
  if (next.innerHTML !== shown.innerHTML) shown.replaceChildren(...next.childNodes);
  if (next.hasAttribute('data-live')) return true;
  // It is over: what may be done now is another thing, so the whole page is shown anew.
  location.replace(location.pathname);
  return false;
}

function again() {
  setTimeout(async () => {
    if (await look().catch(() => true)) again();
  }, everyMs);
}

if (live) again();
