// Signs in with a passkey and makes new ones. Forms for it are hidden until it is known that the browser can.

const forms = document.querySelectorAll('form[data-passkey]');
/** Challenges hold ten minutes: an older page asks for another. */
const oldMs = 8 * 60_000;

/** @param {string} letters base64url */
const bytesOf = (letters) => Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));

/** @param {ArrayBuffer | null | undefined} buffer */
const lettersOf = (buffer) =>
  buffer
    ? btoa(String.fromCharCode(...new Uint8Array(buffer)))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', '')
    : undefined;

/** @param {any} options */
function create(options) {
  const publicKey = {
    ...options,
    challenge: bytesOf(options.challenge),
    user: { ...options.user, id: bytesOf(options.user.id) },
    excludeCredentials: options.excludeCredentials.map((/** @type {any} */ one) => ({ ...one, id: bytesOf(one.id) })),
  };
  return navigator.credentials.create({ publicKey });
}

/** @param {any} options */
const get = (options) => navigator.credentials.get({ publicKey: { ...options, challenge: bytesOf(options.challenge) } });

/** @param {HTMLFormElement} form */
async function optionsOf(form) {
  const shown = form.dataset.options ?? '{}';
  if (form.dataset.passkey !== 'get' || performance.now() < oldMs) return JSON.parse(shown);
  const response = await fetch(form.dataset.again ?? '', { credentials: 'same-origin' });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const next = page.querySelector('form[data-passkey=get]');
  return JSON.parse(next instanceof HTMLFormElement ? (next.dataset.options ?? shown) : shown);
}

/** What the device says, as letters. @param {HTMLFormElement} form */
async function answerOf(form) {
  const options = await optionsOf(form);
  const credential = await (form.dataset.passkey === 'get' ? get(options) : create(options));
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey');
  const response = /** @type {any} */ (credential.response);
  return JSON.stringify({
    id: credential.id,
    rawId: lettersOf(credential.rawId),
    type: credential.type,
    response: {
      clientDataJSON: lettersOf(response.clientDataJSON),
      attestationObject: lettersOf(response.attestationObject),
      authenticatorData: lettersOf(response.authenticatorData),
      signature: lettersOf(response.signature),
      userHandle: lettersOf(response.userHandle),
    },
  });
}

/** @param {HTMLFormElement} form */
function serve(form) {
  const [failed, button] = [form.querySelector('[role=alert]'), form.querySelector('button')];
  const field = form.querySelector('input[name=credential]');
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!(field instanceof HTMLInputElement) || !(failed instanceof HTMLElement) || !button) return;
    failed.hidden = true;
    button.disabled = true;
    answerOf(form)
      .then((answer) => {
        field.value = answer;
        form.submit();
      })
      .catch(() => {
        failed.hidden = false;
        button.disabled = false;
      });
  });
}

if (window.PublicKeyCredential && isSecureContext) for (const form of forms) if (form instanceof HTMLFormElement) serve(form);
for (const note of document.querySelectorAll('[data-no-passkeys]'))
  if (note instanceof HTMLElement) note.hidden = Boolean(window.PublicKeyCredential) && isSecureContext;
