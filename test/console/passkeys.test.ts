import { afterEach, describe, expect, it } from 'vitest';
import { withoutDevices } from '../../src/announcements/people/signing-in.ts';
import { passkeyPlace } from '../../src/console/signing-in/webauthn.ts';
import { entriesOf } from '../contracts/announcement-store.ts';
import { type Browser, type ConsoleSite, goodPassword, type Page, startConsoleSite } from '../fakes/console-site.ts';
import { createPasskeyDevice, type Lies, type PasskeyDevice } from '../fakes/passkey-device.ts';

const origin = 'https://cutri.example';
let site: ConsoleSite;
const start = async (options: Parameters<typeof startConsoleSite>[0] = { publicUrl: origin }) => {
  site = await startConsoleSite(options);
  return site;
};
afterEach(() => site.close());

const account = '/quan-tri/tai-khoan';
const optionsIn = ({ document }: Page): string =>
  document.querySelector('form[data-passkey]')?.getAttribute('data-options') ?? '';
const problemOf = ({ document }: Page) => document.querySelector('main > .wrong')?.textContent;
const passkeysOf = async (id: string) =>
  (await site.announcing.officials.list()).find((one) => one.id === id)?.access?.passkeys ?? [];
const said = async () => (await entriesOf(site.announcing.audit)).map(({ who, action, outcome }) => [who, action, outcome]);

/** The page on which the browser is to make a passkey: after a fresh code. */
async function begun(browser: Browser, id: string, name = 'Máy cơ quan'): Promise<Page> {
  await site.announcing.clock.advance(30_000);
  return browser.submit(account, { name, code: await site.announcing.code(id) }, `${account}/khoa/moi`);
}

/** Sends what the device answered with the form of the page. */
async function finished(browser: Browser, page: Page, credential: string): Promise<Page> {
  const field = (name: string) => page.document.querySelector(`form[data-passkey] input[name=${name}]`)?.getAttribute('value');
  return browser.post(`${account}/khoa`, { _form: field('_form') ?? '', name: field('name') ?? '', credential });
}

async function added(browser: Browser, id: string, name?: string): Promise<PasskeyDevice> {
  const device = createPasskeyDevice(origin);
  const page = await begun(browser, id, name);
  expect((await finished(browser, page, device.make(optionsIn(page)))).location).toBe(`${account}?da=them`);
  return device;
}

async function sent(browser: Browser, credential: string): Promise<Page> {
  return browser.submit('/quan-tri/vao', { credential }, '/quan-tri/vao/khoa');
}

async function entered(browser: Browser, device: PasskeyDevice, lies?: Lies): Promise<Page> {
  return sent(browser, device.use(optionsIn(await browser.get('/quan-tri/vao')), lies));
}
const isIn = async (browser: Browser) => (await browser.get('/quan-tri')).status === 200;

describe('a passkey', () => {
  it('F-60: is made after a fresh code, signs in without password and code, is listed with its last use, and stands in the log', async () => {
    const { signedIn, browser, announcing } = await start();
    const device = await added(await signedIn('lan'), 'lan');
    const elsewhere = browser();
    expect((await entered(elsewhere, device)).location).toBe('/quan-tri');
    expect(await isIn(elsewhere)).toBe(true);
    const page = await elsewhere.get(account);
    expect(page.document.querySelector('main li')?.textContent).toMatch(/Máy cơ quan \(phiên này.*Dùng lần cuối/u);
    expect(await said()).toEqual([
      ['lan', 'console-sign-in', 'done'],
      ['lan', 'console-passkey-add', 'done'],
      ['lan', 'console-sign-in', 'done'],
    ]);
    const details = (await entriesOf(announcing.audit)).map(({ detail }) => detail);
    expect(details).toEqual([undefined, 'Máy cơ quan', 'passkey: Máy cơ quan']);
  });

  it('asks the browser for a verified person, and names nobody to it', async () => {
    const { signedIn, browser } = await start();
    const hers = await signedIn('lan');
    await added(hers, 'lan');
    const making = JSON.parse(optionsIn(await begun(hers, 'lan')));
    expect(making.authenticatorSelection).toMatchObject({ residentKey: 'required', userVerification: 'required' });
    expect(making).toMatchObject({ rp: { id: 'cutri.example' }, attestation: 'none' });
    expect(making.excludeCredentials.map(({ id }: { id: string }) => id)).toEqual((await passkeysOf('lan')).map(({ id }) => id));
    expect(Buffer.from(making.user.id, 'base64url').toString()).not.toContain('lan');
    const asking = JSON.parse(optionsIn(await browser().get('/quan-tri/vao')));
    expect(asking).toMatchObject({ rpId: 'cutri.example', userVerification: 'required', allowCredentials: [] });
  });

  it('F-60: is not made with a code that is wrong or used up, and five wrong ones lock', async () => {
    const { signedIn, announcing } = await start();
    const browser = await signedIn('lan');
    const code = await announcing.code('lan');
    const begin = (typed: string) => browser.submit(account, { name: 'x', code: typed }, `${account}/khoa/moi`);
    expect(optionsIn(await begin(code))).not.toBe('');
    for (const typed of [code, '000000', '', '000000', '000000'])
      expect(problemOf(await begin(typed))).toContain('Mã xác thực không đúng');
    await announcing.clock.advance(30_000);
    expect(problemOf(await begin(await announcing.code('lan')))).toContain('Tạm khóa đến');
    expect((await said()).filter(([, action]) => action === 'console-passkey-add').length).toBe(6);
  });

  it.each<[string, Lies]>([
    ['wrong origin', { origin: 'https://cutri.example.evil.example' }],
    ['wrong relying party', { rpId: 'evil.example' }],
    ['a person who was not verified', { unverified: true }],
    ['an assertion in place of a creation', { type: 'webauthn.get' }],
    ['certificates we did not ask for', { certificates: true }],
  ])('F-60: is not made with %s', async (_, lies) => {
    const { signedIn } = await start();
    const browser = await signedIn('lan');
    const page = await begun(browser, 'lan');
    const refused = await finished(browser, page, createPasskeyDevice(origin).make(optionsIn(page), lies));
    expect([refused.status, problemOf(refused)]).toEqual([422, expect.stringContaining('Chưa thêm được khóa')]);
    expect(await passkeysOf('lan')).toEqual([]);
    expect((await said()).at(-1)).toEqual(['lan', 'console-passkey-add', 'refused']);
  });

  it('F-60: replayed challenge: options make one passkey, in the session they were given to, within ten minutes', async () => {
    const { signedIn, announcing } = await start();
    const [browser, again] = [await signedIn('lan'), await signedIn('lan')];
    const page = await begun(browser, 'lan');
    const make = () => createPasskeyDevice(origin).make(optionsIn(page));
    expect((await finished(browser, page, make())).status).toBe(303);
    expect((await finished(browser, page, make())).status).toBe(422);
    const [mine, others] = [await begun(browser, 'lan'), await begun(again, 'lan')];
    const swapped = await finished(browser, mine, createPasskeyDevice(origin).make(optionsIn(others)));
    expect(swapped.status).toBe(422);
    announcing.clock.pass(10 * 60_000);
    expect((await finished(browser, mine, createPasskeyDevice(origin).make(optionsIn(mine)))).status).toBe(422);
    const asking = optionsIn(await site.browser().get('/quan-tri/vao'));
    const { challenge } = JSON.parse(asking);
    const mixed = JSON.stringify({ ...JSON.parse(optionsIn(mine)), challenge });
    expect((await finished(browser, mine, createPasskeyDevice(origin).make(mixed))).status).toBe(422);
    expect((await passkeysOf('lan')).length).toBe(1);
  });

  it('F-60: of another account cannot be claimed: an id that is known is refused', async () => {
    const { signedIn } = await start();
    const device = await added(await signedIn('minh'), 'minh');
    const browser = await signedIn('lan');
    const page = await begun(browser, 'lan');
    const claimed = createPasskeyDevice(origin).make(optionsIn(page), { id: device.id });
    expect((await finished(browser, page, claimed)).status).toBe(422);
    expect(await passkeysOf('lan')).toEqual([]);
  });

  it('is called what its owner calls it, in sixty visible characters at most, or after the browser where nothing is typed', async () => {
    const { signedIn } = await start();
    const browser = await signedIn('lan');
    for (const name of [` ${'Máy'.normalize('NFD')}\u200b nhà `, 'x'.repeat(80), ' ']) await added(browser, 'lan', name);
    expect((await passkeysOf('lan')).map(({ name }) => name)).toEqual(['Máy nhà', 'x'.repeat(60), 'Firefox, Windows']);
  });

  it('is one of ten at most', async () => {
    const { signedIn, announcing } = await start();
    const browser = await signedIn('lan');
    const one = { publicKey: 'x', counter: 0, name: 'x', addedAt: '2026-03-01T08:00:00.000Z' };
    const passkeys = Array.from({ length: 10 }, (_, i) => ({ ...one, id: `k${i}` }));
    await announcing.officialsNow((held) =>
      held.map((it) => (it.id === 'lan' ? { ...it, access: { ...it.access, passkeys } } : it)),
    );
    expect(problemOf(await begun(browser, 'lan'))).toContain('nhiều nhất 10 khóa');
  });
});

describe('signing in with a passkey', () => {
  it.each<[string, Lies]>([
    ['wrong origin', { origin: 'http://cutri.example' }],
    ['wrong relying party', { rpId: 'example' }],
    ['a person who was not verified', { unverified: true }],
    ['a forged signature', { forged: true }],
    ['a counter that goes back, as a copy has', { counter: 0 }],
    ['a creation in place of an assertion', { type: 'webauthn.create' }],
    ['an unknown credential', { id: 'AAAA' }],
  ])('F-60: is refused with %s', async (_, lies) => {
    const { signedIn, browser } = await start();
    const device = await added(await signedIn('lan'), 'lan');
    // So that there is a count to go back behind.
    expect((await entered(browser(), device)).status).toBe(303);
    const page = await entered(browser(), device, lies);
    expect([page.status, problemOf(page)]).toEqual([
      403,
      expect.stringContaining('Không đăng nhập được bằng khóa này. Còn 4 lần'),
    ]);
    expect((await said()).at(-1)).toEqual(['unknown', 'console-sign-in', 'wrong']);
  });

  it('F-60: is refused with what no browser sends', async () => {
    const { browser } = await start();
    const empty = JSON.stringify({ id: 'a', rawId: 'a', type: 'public-key', response: {} });
    for (const credential of ['', 'x', '{}', empty, `"${'x'.repeat(40_000)}"`])
      expect((await sent(browser({ 'x-forwarded-for': `203.0.113.${credential.length % 250}` }), credential)).status).toBe(403);
    expect(site.errors).toEqual([]);
  });

  it('F-60: replayed challenge: an answer opens once, in the browser it was asked in, within ten minutes', async () => {
    const { signedIn, browser, announcing } = await start();
    const device = await added(await signedIn('lan'), 'lan');
    const [hers, thief] = [browser(), browser()];
    await thief.get('/quan-tri/vao');
    const answer = device.use(optionsIn(await hers.get('/quan-tri/vao')));
    expect((await sent(thief, answer)).status).toBe(403);
    expect((await sent(hers, answer)).status).toBe(303);
    await hers.submit('/quan-tri', {}, '/quan-tri/ra');
    expect((await sent(hers, answer)).status).toBe(403);
    const late = device.use(optionsIn(await hers.get('/quan-tri/vao')));
    announcing.clock.pass(10 * 60_000);
    expect((await sent(hers, late)).status).toBe(403);
  });

  it('F-60: replayed challenge: an answer sent twice at once opens once, and another process knows it was used', async () => {
    const { signedIn, browser, restart } = await start();
    const device = await added(await signedIn('lan'), 'lan');
    const one = browser();
    const page = await one.get('/quan-tri/vao');
    const _form = page.document.querySelector('input[name=_form]')!.getAttribute('value')!;
    const credential = device.use(optionsIn(page));
    const post = () => one.post('/quan-tri/vao/khoa', { _form, credential });
    const statuses = (await Promise.all([post(), post()])).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([303, 403]);
    await restart();
    expect((await post()).status).toBe(403);
  });

  it('F-60: other account’s credential: an answer that names another person than the passkey’s is refused', async () => {
    const { signedIn, browser } = await start();
    const hers = await added(await signedIn('lan'), 'lan');
    const his = await added(await signedIn('minh'), 'minh');
    const handle = (device: PasskeyDevice) => JSON.parse(device.use('{"challenge":"x","rpId":"x"}')).response.userHandle;
    expect((await entered(browser(), hers, { userHandle: handle(his) })).status).toBe(403);
    expect((await entered(browser(), hers, { id: his.id, userHandle: handle(his) })).status).toBe(403);
    const mine = browser();
    await entered(mine, his);
    expect((await mine.get(account)).document.querySelector('header')?.textContent).toContain('minh');
  });

  it('F-60: disabled official: a passkey opens nothing, and nothing again after enabling', async () => {
    const { signedIn, browser, announcing } = await start();
    const device = await added(await signedIn('lan'), 'lan');
    const set = (change: (one: Awaited<ReturnType<typeof announcing.officials.list>>[number]) => typeof one) =>
      announcing.officialsNow((held) => held.map((one) => (one.id === 'lan' ? change(one) : one)));
    await set((one) => ({ ...one, disabled: true }));
    expect((await entered(browser(), device)).status).toBe(403);
    await set((one) => ({ ...withoutDevices(one), disabled: false }));
    expect((await entered(browser(), device)).status).toBe(403);
  });

  it('F-60: removed key: it signs in no more, sessions begun with it are over, and others go on', async () => {
    const { signedIn, browser } = await start();
    const byPassword = await signedIn('lan');
    const device = await added(byPassword, 'lan');
    const byPasskey = browser();
    await entered(byPasskey, device);
    const gone = await byPassword.submit(account, { passkey: device.id }, `${account}/khoa/xoa`);
    expect(gone.location).toBe(`${account}?da=xoa`);
    expect([await isIn(byPassword), await isIn(byPasskey)]).toEqual([true, false]);
    expect((await entered(browser(), device)).status).toBe(403);
    expect((await said()).filter(([, action]) => action === 'console-passkey-remove')).toEqual([
      ['lan', 'console-passkey-remove', 'done'],
    ]);
  });

  it('F-60: removed key: whoever removes the one they are in with is told why they are out', async () => {
    const { signedIn, browser } = await start();
    const device = await added(await signedIn('lan'), 'lan');
    const hers = browser();
    await entered(hers, device);
    const gone = await hers.submit(account, { passkey: device.id }, `${account}/khoa/xoa`);
    expect(gone.location).toBe('/quan-tri/vao?vi=da-bo-khoa');
    expect((await hers.get(gone.location!)).document.querySelector('.done')?.textContent).toContain('Đã xóa khóa');
  });

  it('F-60: nobody removes another’s passkey', async () => {
    const { signedIn } = await start();
    const device = await added(await signedIn('minh'), 'minh');
    const browser = await signedIn('lan');
    await added(browser, 'lan');
    const page = await browser.submit(account, { passkey: device.id }, `${account}/khoa/xoa`);
    expect(problemOf(page)).toContain('không còn trong tài khoản');
    expect((await passkeysOf('minh')).length).toBe(1);
  });

  it('F-60: five wrong answers lock, that passkey from that address only, and not the password', async () => {
    const { signedIn, browser, announcing } = await start();
    const device = await added(await signedIn('lan'), 'lan');
    for (let i = 0; i < 5; i += 1) await entered(browser(), device, { forged: true });
    const locked = await entered(browser(), device);
    expect([locked.status, problemOf(locked)]).toEqual([429, expect.stringContaining('Tạm khóa đăng nhập đến')]);
    expect((await entered(browser({ 'x-forwarded-for': '198.51.100.9' }), device)).status).toBe(303);
    await announcing.clock.advance(30_000);
    const byPassword = { account: 'lan', password: goodPassword, code: await announcing.code('lan') };
    expect((await browser().submit('/quan-tri/vao', byPassword)).status).toBe(303);
    announcing.clock.pass(15 * 60_000);
    expect((await entered(browser(), device)).status).toBe(303);
  });

  it('F-60: gives a session a new token, and none to a form from elsewhere', async () => {
    const { signedIn, browser } = await start();
    const device = await added(await signedIn('lan'), 'lan');
    const one = browser();
    one.cookies.set('__Host-cutri-console', 'A'.repeat(43));
    await entered(one, device);
    expect(one.cookies.get('__Host-cutri-console')).not.toBe('A'.repeat(43));
    const victim = browser();
    const credential = device.use(optionsIn(await victim.get('/quan-tri/vao')));
    expect((await victim.post('/quan-tri/vao/khoa', { credential })).status).toBe(403);
    expect(await isIn(victim)).toBe(false);
  });

  it('F-60: opens no approval: that takes a code, whatever one is signed in with', async () => {
    const { signedIn, browser } = await start();
    const device = await added(await signedIn('quan'), 'quan');
    const admin = browser();
    await entered(admin, device);
    const page = await admin.submit('/quan-tri/can-bo/lan', {}, '/quan-tri/can-bo/lan/khoa');
    expect(page.status).toBe(422);
    expect((await site.announcing.officials.list()).find(({ id }) => id === 'lan')?.disabled).toBe(false);
  });
});

describe('where there can be no passkey', () => {
  it.each([
    [undefined, undefined],
    ['http://cutri.example', undefined],
    ['https://192.0.2.7', undefined],
    ['https://[2001:db8::7]', undefined],
    ['https://cutri.example:8443', { origin: 'https://cutri.example:8443', rpId: 'cutri.example' }],
    ['http://localhost:8080', { origin: 'http://localhost:8080', rpId: 'localhost' }],
  ])('of the address %s browsers think so', async (address, place) => {
    await start({});
    expect(passkeyPlace(address)).toEqual(place);
  });

  it('pages say so, signing in is as before, and what there is can be removed', async () => {
    const { signedIn, browser, announcing } = await start({});
    const hers = await signedIn('lan');
    const passkeys = [{ id: 'k', publicKey: 'x', counter: 0, name: 'Cũ', addedAt: '2026-03-01T08:00:00.000Z' }];
    await announcing.officialsNow((held) =>
      held.map((it) => (it.id === 'lan' ? { ...it, access: { ...it.access, passkeys } } : it)),
    );
    expect(optionsIn(await browser().get('/quan-tri/vao'))).toBe('');
    const page = await hers.get(account);
    expect(page.document.querySelector('main')?.textContent).toContain('người vận hành cần đặt CUTRI_PUBLIC_URL');
    await hers.submit(account, { passkey: 'k' }, `${account}/khoa/xoa`);
    expect(await passkeysOf('lan')).toEqual([]);
  });

  it('without scripts the form for passkeys is not shown, and the password’s is', async () => {
    const { browser } = await start();
    const { document } = await browser().get('/quan-tri/vao');
    expect(document.querySelector('form[data-passkey]')?.hasAttribute('hidden')).toBe(true);
    expect(document.querySelector('form[action="/quan-tri/vao"]')?.hasAttribute('hidden')).toBe(false);
  });
});
