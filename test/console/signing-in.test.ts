import { Secret, TOTP } from 'otpauth';
import { afterEach, describe, expect, it } from 'vitest';
import { withInvitation } from '../../src/announcements/people/inviting.ts';
import { entriesOf } from '../contracts/announcement-store.ts';
import { type Browser, type ConsoleSite, goodPassword, startConsoleSite } from '../fakes/console-site.ts';

let site: ConsoleSite;
const start = async (options: Parameters<typeof startConsoleSite>[0] = {}) => {
  site = await startConsoleSite(options);
  return site;
};
afterEach(() => site.close());

const minuteMs = 60_000;
const password = 'một câu dài dễ nhớ';

/** Path of a link for the first sign-in of an account. */
async function invite(id: string): Promise<string> {
  let path = '';
  await site.announcing.officialsNow((held) =>
    held.map((one) => {
      if (one.id !== id) return one;
      const { next, result } = withInvitation(
        one,
        new Uint8Array(32).fill(7),
        'https://x.example/quan-tri',
        site.announcing.clock.now(),
      );
      path = result.kind === 'link' ? new URL(result.address).pathname : '';
      return next;
    }),
  );
  return path;
}

async function accept(browser: Browser, path: string, changes: Record<string, string> = {}) {
  const page = await browser.get(path);
  const secret = page.document.querySelector('code')?.textContent?.replaceAll(' ', '') ?? '';
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: site.announcing.clock.now().getTime() });
  return browser.submit(path, { password, again: password, code, ...changes });
}

describe('the first sign-in', () => {
  it('turns a one-time link into a password, an authenticator, ten recovery codes and a session', async () => {
    const { browser, announcing } = await start();
    const path = await invite('minh');
    const hers = browser();
    const look = await hers.get(path);
    expect(look.document.querySelector('svg[role=img]')?.getAttribute('aria-label')).toBeTruthy();
    const done = await accept(hers, path);
    expect([...done.document.querySelectorAll('.codes code')].length).toBe(10);
    expect((await hers.get('/quan-tri')).status).toBe(200);
    expect((await entriesOf(announcing.audit)).map(({ action, who }) => [action, who])).toEqual([
      ['console-first-sign-in', 'minh'],
    ]);

    await announcing.clock.advance(minuteMs);
    const elsewhere = browser();
    const code = await announcing.code('minh');
    expect((await elsewhere.submit('/quan-tri/vao', { account: 'minh', password, code })).location).toBe('/quan-tri');
  });

  it('G-16: uses a link up; a browser that opens it again sees the same authenticator, another browser another one', async () => {
    const { browser, announcing } = await start();
    const path = await invite('minh');
    const secretOf = async (seenBy: Browser) => (await seenBy.get(path)).document.querySelector('code')?.textContent;
    const hers = browser();
    const seen = await secretOf(hers);
    expect(await secretOf(hers)).toBe(seen);
    expect(await secretOf(browser())).not.toBe(seen);
    await accept(hers, path);
    expect((await announcing.officials.list()).find(({ id }) => id === 'minh')?.totp.secret).toBe(seen?.replaceAll(' ', ''));
    const again = await browser().get(path);
    expect(again.status).toBe(404);
    expect(again.document.querySelector('svg')).toBeNull();
  });

  it('lets two who use one link at the same time in once', async () => {
    const { browser } = await start();
    const path = await invite('minh');
    const pages = await Promise.all([accept(browser(), path), accept(browser(), path)]);
    expect(pages.map(({ document }) => document.querySelectorAll('.codes code').length).sort((a, b) => a - b)).toEqual([0, 10]);
  });

  it('holds for 24 hours, and not for a disabled account', async () => {
    const { browser, announcing } = await start();
    const path = await invite('minh');
    await announcing.officialsNow((held) => held.map((one) => ({ ...one, disabled: one.id === 'minh' })));
    expect((await browser().get(path)).status).toBe(404);
    await announcing.officialsNow((held) => held.map((one) => ({ ...one, disabled: false })));
    announcing.clock.pass(24 * 60 * minuteMs - 1);
    expect((await browser().get(path)).status).toBe(200);
    announcing.clock.pass(1);
    expect((await browser().get(path)).status).toBe(404);
  });

  it.each([
    ['a short password', { password: 'ngắn quá', again: 'ngắn quá' }, 'ít nhất 12 ký tự'],
    ['a common one', { password: 'matkhau12345', again: 'matkhau12345' }, 'quá phổ biến'],
    ['two that differ', { again: 'một câu khác hẳn' }, 'không giống nhau'],
    ['a wrong code', { code: '000000' }, 'Mã sáu chữ số không đúng'],
  ])('refuses %s and leaves the link as it is', async (_, typed, said) => {
    const { browser } = await start();
    const path = await invite('minh');
    const page = await accept(browser(), path, typed);
    expect([page.status, page.document.querySelector('.wrong')?.textContent]).toEqual([422, expect.stringContaining(said)]);
    expect((await accept(browser(), path)).status).toBe(200);
  });

  it('F-11: takes each recovery code once in place of the authenticator', async () => {
    const { browser } = await start();
    const done = await accept(browser(), await invite('minh'));
    const code = done.document.querySelector('.codes code')!.textContent!.toLowerCase();
    const enter = () => browser().submit('/quan-tri/vao', { account: 'minh', password, code });
    expect((await enter()).status).toBe(303);
    expect((await enter()).status).toBe(403);
  });

  it('keeps no password, code or link in the clear', async () => {
    const { browser, announcing } = await start();
    const path = await invite('minh');
    const done = await accept(browser(), path);
    const kept = JSON.stringify([await announcing.officials.list(), await site.tickets.ofOwner('session minh')]);
    const code = done.document.querySelector('.codes code')!.textContent!;
    for (const secret of [password, code, code.replace('-', ''), path.split('/').at(-1)!]) expect(kept).not.toContain(secret);
  });
});

describe('a session', () => {
  const isIn = async (browser: Browser) => (await browser.get('/quan-tri')).status === 200;

  it('ends after 30 minutes in which nothing is done, and after 12 hours whatever is done', async () => {
    const { signedIn, announcing } = await start();
    const [idle, busy] = [await signedIn('lan'), await signedIn('both')];
    announcing.clock.pass(29 * minuteMs - 30_000);
    expect(await isIn(idle)).toBe(true);
    announcing.clock.pass(30 * minuteMs);
    expect(await isIn(idle)).toBe(false);
    const again = await signedIn('both');
    for (let passed = 0; passed < 12 * 60 - 20; passed += 20) {
      announcing.clock.pass(20 * minuteMs);
      expect(await isIn(again)).toBe(true);
    }
    announcing.clock.pass(20 * minuteMs);
    expect(await isIn(again)).toBe(false);
    expect(await isIn(busy)).toBe(false);
  });

  it('outlives a restart, and holds in any process', async () => {
    const { signedIn, restart } = await start();
    const browser = await signedIn('lan');
    await restart();
    expect(await isIn(browser)).toBe(true);
  });

  it.each([
    ['a new role', { roles: ['author', 'approver'] as const }],
    ['a role taken away', { roles: ['auditor'] as const }],
    ['disabling', { disabled: true }],
    ['disabling and enabling again', { term: 1 }],
    ['a new authenticator', { totp: { secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', lastStep: 0, failures: 0 } }],
    ['a new password', { access: { password: 'another' } }],
  ])('F-12: ends at once with %s', async (_, changes) => {
    const { signedIn, announcing } = await start();
    const browser = await signedIn('lan');
    expect(await isIn(browser)).toBe(true);
    await announcing.officialsNow((held) => held.map((one) => (one.id === 'lan' ? { ...one, ...changes } : one)));
    expect(await isIn(browser)).toBe(false);
  });

  it('can be listed and ended by whose it is, and by nobody else', async () => {
    const { signedIn } = await start();
    const [first, second, stranger] = [await signedIn('lan'), await signedIn('lan'), await signedIn('both')];
    const { document } = await first.get('/quan-tri/phien');
    const ids = [...document.querySelectorAll('input[name=session]')].map((one) => one.getAttribute('value')!);
    expect(ids.length).toBe(2);
    expect(document.querySelector('main')?.textContent).toContain('Firefox, Windows');
    for (const session of ids) await stranger.submit('/quan-tri/phien', { session }, '/quan-tri/phien/ket-thuc');
    expect(await isIn(second)).toBe(true);
    const rows = [...document.querySelectorAll('li.card')];
    const other = rows.find((row) => !row.textContent?.includes('phiên này'))!.querySelector('input[name=session]')!;
    const ended = await first.submit('/quan-tri/phien', { session: other.getAttribute('value')! }, '/quan-tri/phien/ket-thuc');
    expect(ended.location).toBe('/quan-tri/phien?ket-thuc=1');
    expect([await isIn(first), await isIn(second)]).toEqual([true, false]);
    expect(await isIn(stranger)).toBe(true);
  });

  it('is over after signing out, for whoever kept the cookie too', async () => {
    const { signedIn, browser } = await start();
    const hers = await signedIn('lan');
    const token = hers.cookies.get('cutri-console')!;
    await hers.submit('/quan-tri', {}, '/quan-tri/ra');
    expect(hers.cookies.has('cutri-console')).toBe(false);
    const thief = browser();
    thief.cookies.set('cutri-console', token);
    expect(await isIn(thief)).toBe(false);
  });

  it('cannot be written by somebody who has the data and not the key', async () => {
    const { signedIn, tickets } = await start();
    const browser = await signedIn('lan');
    const [held] = await tickets.ofOwner('session lan');
    const body = JSON.stringify({ ...JSON.parse(held!.body), official: 'quan' });
    await tickets.change(held!.key, (one) => ({ next: { ...one!, body }, result: undefined }));
    expect(await isIn(browser)).toBe(false);
  });

  it('F-15: has a cookie that is HttpOnly, strict, of this host only, and Secure where the address is https', async () => {
    const { browser, admit, announcing } = await start({ publicUrl: 'https://cutri.example' });
    await admit('lan');
    const fields = { account: 'lan', password: goodPassword, code: await announcing.code('lan') };
    const { headers } = await browser().submit('/quan-tri/vao', fields);
    const set = headers.getSetCookie().find((one) => one.startsWith('__Host-cutri-console='));
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) expect(set).toContain(part);
    expect(set).not.toContain('Domain');
  });

  it('F-15: has a cookie that goes as it came, and counts for nothing where it is none of ours', async () => {
    const { signedIn, browser } = await start({ publicUrl: 'https://cutri.example' });
    const { headers } = await (await signedIn('lan')).submit('/quan-tri', {}, '/quan-tri/ra');
    const gone = headers.getSetCookie().find((one) => one.startsWith('__Host-cutri-console=;'));
    for (const part of ['Max-Age=0', 'Secure', 'Path=/']) expect(gone).toContain(part);
    const stranger = browser();
    for (const token of ['x', 'A'.repeat(44), `${'A'.repeat(42)}=`]) {
      stranger.cookies.set('__Host-cutri-console', token);
      expect((await stranger.get('/quan-tri')).location).toBe('/quan-tri/vao');
    }
  });
});
