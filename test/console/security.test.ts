import { afterEach, describe, expect, it } from 'vitest';
import { entriesOf } from '../contracts/announcement-store.ts';
import { content, lan, submitted, valueIn } from '../fakes/announcing.ts';
import { type ConsoleSite, goodPassword, type Page, startConsoleSite } from '../fakes/console-site.ts';

let site: ConsoleSite;
const start = async (options: Parameters<typeof startConsoleSite>[0] = {}) => {
  site = await startConsoleSite(options);
  return site;
};
afterEach(() => site.close());

const problemOf = ({ document }: Page) => document.querySelector('.wrong')?.textContent?.trim();
const enter = async (browser: ReturnType<ConsoleSite['browser']>, account: string, password: string, code = '000000') =>
  browser.submit('/quan-tri/vao', { account, password, code });

describe('session fixation', () => {
  it('a token that a browser brings along is never the one that is signed in', async () => {
    const { admit, browser, announcing } = await start();
    await admit('lan');
    const planted = browser();
    planted.cookies.set('cutri-console', 'A'.repeat(43));
    const page = await enter(planted, 'lan', goodPassword, await announcing.code('lan'));
    expect(page.status).toBe(303);
    expect(planted.cookies.get('cutri-console')).not.toBe('A'.repeat(43));
    const attacker = site.browser();
    attacker.cookies.set('cutri-console', 'A'.repeat(43));
    expect((await attacker.get('/quan-tri')).location).toBe('/quan-tri/vao?vi=het-phien');
  });

  it('signing in again ends the session the browser had', async () => {
    const { signedIn, announcing } = await start();
    const browser = await signedIn('lan');
    const before = browser.cookies.get('cutri-console')!;
    await enter(browser, 'lan', goodPassword, await announcing.code('lan'));
    const old = site.browser();
    old.cookies.set('cutri-console', before);
    expect((await old.get('/quan-tri')).status).toBe(303);
    expect((await browser.get('/quan-tri')).status).toBe(200);
  });
});

describe('CSRF', () => {
  it.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another site that hides where it is', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a neighbour on the same domain', { origin: 'https://other.example.vn', 'sec-fetch-site': 'same-site' }],
    ['a browser that says it comes from elsewhere', { 'sec-fetch-site': 'same-site' }],
    ['a foreign origin that calls itself the same', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
  ])('a form of %s does nothing, even with the right token', async (_, headers) => {
    const { signedIn, announcing } = await start();
    const browser = await signedIn('lan');
    const token = (await browser.get('/quan-tri/soan')).document.querySelector('input[name=_form]')!.getAttribute('value')!;
    const page = await browser.post('/quan-tri/soan', { _form: token, kind: 'notice', text: 'x' }, headers);
    expect(page.status).toBe(403);
    expect(valueIn(await announcing.publishing.list(lan))).toEqual([]);
  });

  it('a form that names no page does nothing: whatever posts it is no browser', async () => {
    const { signedIn, announcing, address } = await start();
    const browser = await signedIn('lan');
    const token = (await browser.get('/quan-tri/soan')).document.querySelector('input[name=_form]')!.getAttribute('value')!;
    const page = await fetch(`${address}/quan-tri/soan`, {
      method: 'POST',
      headers: { cookie: [...browser.cookies].map((one) => one.join('=')).join('; '), 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ _form: token, kind: 'notice', text: 'x' }),
    });
    expect(page.status).toBe(403);
    expect(valueIn(await announcing.publishing.list(lan))).toEqual([]);
  });

  it.each(['', 'x', 'A'.repeat(43)])('F-16: a form with the token %j does nothing', async (token) => {
    const { signedIn, announcing } = await start();
    const browser = await signedIn('lan');
    const page = await browser.post('/quan-tri/soan', { _form: token, kind: 'notice', text: 'x' });
    expect(page.status).toBe(403);
    expect(valueIn(await announcing.publishing.list(lan))).toEqual([]);
  });

  it('a token of one session is worth nothing in another, nor one of before signing in', async () => {
    const { signedIn, browser, announcing } = await start();
    const tokenOf = async (one: ReturnType<typeof browser>, path: string) =>
      (await one.get(path)).document.querySelector('input[name=_form]')!.getAttribute('value')!;
    const [hers, his] = [await signedIn('lan'), await signedIn('both')];
    for (const token of [await tokenOf(his, '/quan-tri/soan'), await tokenOf(site.browser(), '/quan-tri/vao')])
      expect((await hers.post('/quan-tri/soan', { _form: token, text: 'x' })).status).toBe(403);
    expect(valueIn(await announcing.publishing.list(lan))).toEqual([]);
  });

  it('nobody can be signed in to somebody else’s account by a form from elsewhere', async () => {
    const { admit, browser, announcing } = await start();
    await admit('lan');
    const victim = browser();
    const fields = { account: 'lan', password: goodPassword, code: await announcing.code('lan') };
    expect((await victim.post('/quan-tri/vao', fields)).status).toBe(403);
    expect(victim.cookies.has('cutri-console')).toBe(false);
  });
});

describe('clickjacking', () => {
  it('no page can be put into a frame, run a foreign script or be kept by a cache, whatever route it is of', async () => {
    const { signedIn, announcing, routes } = await start();
    await announcing.subscribe(3);
    await submitted(announcing);
    await announcing.officialsNow((held) =>
      held.map((one) => (one.id === 'lan' ? { ...one, roles: ['author', 'approver', 'editor', 'auditor', 'admin'] } : one)),
    );
    const browser = await signedIn('lan');
    // An event stream has no end: its headers are looked at with those of the others, by who may not have it.
    const pages = routes.filter(({ method, path }) => method === 'GET' && !path.endsWith('/truc-tiep'));
    expect(pages.length).toBeGreaterThan(35);
    for (const { path } of [...pages, { path: '/nowhere' }]) {
      const { headers } = await browser.get(`/quan-tri${path === '/' ? '' : path.replace(':number', '1').replace(/:\w+/u, 'x')}`);
      const policy = headers.get('content-security-policy') ?? '';
      expect([path, policy.includes("frame-ancestors 'none'"), policy.includes("default-src 'none'")]).toEqual([
        path,
        true,
        true,
      ]);
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-frame-options')).toBe('DENY');
      // A picture is named by the hash of its bytes: nothing else is ever at its address.
      if (path !== '/hinh/:name') expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
    }
  });

  it('no page carries a script or a style of its own, or asks another host for anything', async () => {
    const { signedIn, announcing } = await start();
    await announcing.subscribe(3);
    await submitted(announcing);
    const browser = await signedIn('minh');
    for (const path of ['/vao', '', '/thong-bao/1', '/thong-bao/1/duyet']) {
      const { document, text } = await browser.get(`/quan-tri${path}`);
      expect([...document.querySelectorAll('script')].every((one) => one.getAttribute('src')?.startsWith('/'))).toBe(true);
      expect(document.querySelectorAll('style, [style], [onclick]').length).toBe(0);
      expect(text.match(/(?:src|href|action)="(?!\/|#)/gu)).toBeNull();
    }
  });
});

describe('user enumeration', () => {
  it('F-8: an account there is not, one without a password, a disabled one and a wrong password are answered alike, after the same work', async () => {
    const { admit, browser, announcing, passwords, pauses } = await start();
    await admit('lan');
    await admit('both');
    await announcing.officialsNow((held) => held.map((one) => (one.id === 'both' ? { ...one, disabled: true } : one)));
    const answers: unknown[] = [];
    for (const account of ['lan', 'nobody', 'minh', 'both']) {
      passwords.asked = 0;
      pauses.length = 0;
      const page = await enter(browser({ 'x-forwarded-for': `198.51.100.${account.length}` }), account, 'sai mật khẩu rồi');
      answers.push({ status: page.status, problem: problemOf(page), asked: passwords.asked, pauses: [...pauses] });
    }
    expect(answers).toEqual([answers[0], answers[0], answers[0], answers[0]]);
    expect(answers[0]).toMatchObject({ status: 403, asked: 1, pauses: [400] });
  });

  it('a right password with a wrong code is answered like a wrong password', async () => {
    const { admit, browser } = await start();
    await admit('lan');
    const right = await enter(browser({ 'x-forwarded-for': '198.51.100.1' }), 'lan', goodPassword);
    const wrong = await enter(browser({ 'x-forwarded-for': '198.51.100.2' }), 'lan', 'sai mật khẩu rồi');
    expect(problemOf(right)).toBe(problemOf(wrong));
  });

  it('locks an account there is not as it locks one there is', async () => {
    const { admit, browser } = await start();
    await admit('lan');
    const locked: (string | undefined)[] = [];
    for (const account of ['lan', 'nobody']) {
      const one = browser({ 'x-forwarded-for': `198.51.100.${account.length}` });
      for (let i = 0; i < 5; i += 1) await enter(one, account, 'sai mật khẩu rồi');
      locked.push(problemOf(await enter(one, account, 'sai mật khẩu rồi')));
    }
    expect(locked[0]).toContain('Tạm khóa đăng nhập đến 15:15 ngày 01/03/2026');
    expect(locked[1]).toBe(locked[0]);
  });
});

describe('brute force', () => {
  it('F-7: five wrong tries lock account and address for a quarter of an hour, and each page says how many are left', async () => {
    const { admit, browser, announcing } = await start();
    await admit('lan');
    const one = browser();
    const said: (string | undefined)[] = [];
    for (let i = 0; i < 5; i += 1) said.push(problemOf(await enter(one, 'lan', 'sai mật khẩu rồi')));
    expect(said.map((text) => /Còn (\d) lần/u.exec(text ?? '')?.[1])).toEqual(['4', '3', '2', '1', undefined]);
    expect(said[4]).toContain('Tạm khóa');
    const right = await enter(one, 'lan', goodPassword, await announcing.code('lan'));
    expect(right.status).toBe(429);
    await announcing.clock.advance(15 * 60_000);
    expect((await enter(one, 'lan', goodPassword, await announcing.code('lan'))).status).toBe(303);
  });

  it('somebody who tries elsewhere does not lock the owner out', async () => {
    const { admit, browser, announcing } = await start();
    await admit('lan');
    const stranger = browser({ 'x-forwarded-for': '198.51.100.9' });
    for (let i = 0; i < 6; i += 1) await enter(stranger, 'lan', 'sai mật khẩu rồi');
    expect((await enter(browser(), 'lan', goodPassword, await announcing.code('lan'))).status).toBe(303);
  });

  it('F-9: twenty tries at once are five tries', async () => {
    const { admit, browser, passwords } = await start();
    await admit('lan');
    const one = browser();
    const { document } = await one.get('/quan-tri/vao');
    const _form = document.querySelector('input[name=_form]')!.getAttribute('value')!;
    passwords.asked = 0;
    await Promise.all(
      Array.from({ length: 20 }, () => one.post('/quan-tri/vao', { _form, account: 'lan', password: 'sai rồi', code: '0' })),
    );
    expect(passwords.asked).toBe(5);
  });

  it('one address that goes through many accounts is locked, and one account that many addresses try as well', async () => {
    const { browser, announcing, passwords } = await start();
    const one = browser({ 'x-forwarded-for': '198.51.100.9' });
    for (let i = 0; i < 30; i += 1) await enter(one, `nobody-${i}`, 'x');
    expect((await enter(one, 'nobody-30', 'x')).status).toBe(429);
    passwords.asked = 0;
    for (let i = 0; i < 60; i += 1) await enter(browser({ 'x-forwarded-for': `203.0.113.${i}` }), 'minh', 'x');
    expect(passwords.asked).toBe(50);
    expect(announcing.clock.now().toISOString()).toBe('2026-03-01T08:00:00.000Z');
  });

  it('a code that was used once opens nothing a second time', async () => {
    const { admit, browser, announcing } = await start();
    await admit('lan');
    const code = await announcing.code('lan');
    expect((await enter(browser(), 'lan', goodPassword, code)).status).toBe(303);
    expect((await enter(browser(), 'lan', goodPassword, code)).status).toBe(403);
  });

  it('no file or log holds an address or an account that was typed', async () => {
    const { browser, tickets, announcing } = await start();
    await enter(browser({ 'x-forwarded-for': '198.51.100.77' }), 'mat-khau-go-nham', 'x');
    const kept = JSON.stringify([await tickets.ofOwner('tries'), await entriesOf(announcing.audit)]);
    expect(kept).not.toContain('198.51');
    expect(kept).not.toContain('mat-khau-go-nham');
    expect((await tickets.ofOwner('tries')).length).toBe(3);
  });
});

describe('what others wrote', () => {
  it('stored XSS: markup in a text, a note or a name is shown as text', async () => {
    const { signedIn, announcing } = await start();
    const evil = `"><img src=x onerror=alert(1)><script>alert(1)</script>`;
    await announcing.officialsNow((held) =>
      held.map((one) => (one.id === 'lan' ? { ...one, name: evil, roles: ['author', 'approver', 'admin'] } : one)),
    );
    const browser = await signedIn('lan');
    const { id } = valueIn(await announcing.publishing.draft(lan, 'notice', content({ text: evil })));
    valueIn(await announcing.publishing.stop(lan, id, evil));
    for (const path of [
      '',
      '/thong-bao',
      '/thong-bao/1',
      '/thong-bao/1/theo-doi',
      '/phien',
      '/uy-quyen',
      '/can-bo',
      '/can-bo/lan',
      '/nhat-ky',
      '/khan',
      `/vao?vi=${encodeURIComponent(evil)}`,
    ]) {
      const { document, text } = await browser.get(`/quan-tri${path}`);
      expect(document.querySelectorAll('img').length).toBe(0);
      expect(text).not.toContain('<script>alert');
    }
  });

  it.each(['0', '-1', '1e3', '999', '..%2f..', '%00', '1%2f..%2f2'])(
    'path traversal: an announcement %s does not exist',
    async (number) => {
      const { signedIn } = await start();
      const browser = await signedIn('lan');
      expect((await browser.get(`/quan-tri/thong-bao/${number}`)).status).toBe(404);
      expect(site.errors).toEqual([]);
    },
  );
});
