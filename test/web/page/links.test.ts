import { parseHTML } from 'linkedom';
import { afterEach, describe, expect, it } from 'vitest';
import { onlyInConversation, webPage } from '../../../src/web/page/words.ts';
import { startVoterSite, type VoterSite, type VoterSiteOptions } from '../../fakes/voter-site.ts';

let site: VoterSite;
afterEach(() => site.close());

const file = { name: 'lich.ics', mediaType: 'text/calendar; charset=utf-8', body: 'BEGIN:VCALENDAR' };

async function start(options: VoterSiteOptions = {}) {
  site = await startVoterSite({
    answerAlone: async (question) =>
      question.startsWith('/xoa') ? undefined : { id: 'link', text: `Đáp: ${question}`, asks: question, file },
    ...options,
  });
}

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${site.address}${path}`, { headers });
async function open(path: string) {
  const response = await get(path);
  return { response, document: parseHTML(await response.text()).document };
}
const asked = (question: string) => open(`/?q=${encodeURIComponent(question)}`);

describe('a link that asks', () => {
  it('is answered on the page it opens, without scripts, with a link to the same answer', async () => {
    await start();
    const { response, document } = await asked('Ngày bầu cử là ngày nào?');
    expect(response.status).toBe(200);
    expect(document.querySelector('.asked p')?.textContent).toBe('Ngày bầu cử là ngày nào?');
    expect(document.querySelector('.answered')?.textContent).toContain('Đáp: Ngày bầu cử là ngày nào?');
    const link = document.querySelector('a.share')?.getAttribute('href') ?? '';
    expect(new URL(link, site.address).searchParams.get('q')).toBe('Ngày bầu cử là ngày nào?');
  });

  it('leaves nothing behind: no cookie, no question of anybody’s, nothing for search engines', async () => {
    await start();
    const { response } = await asked('a');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-robots-tag')).toBe('noindex');
    expect(site.received).toHaveLength(0);
  });

  it('G-15: does nothing for the person who follows it: what only they may say stands in the box, unsent', async () => {
    await start();
    const { document } = await asked('/xoa');
    expect(document.querySelectorAll('.answered')).toHaveLength(0);
    expect(document.querySelector('#question')?.textContent).toBe('/xoa');
    expect(document.querySelector('#problem')?.textContent).toBe(onlyInConversation);
    expect(site.received).toHaveLength(0);
  });

  it('gives the file of its answer too', async () => {
    await start();
    const { document } = await asked('lịch & mốc');
    const href = document.querySelector('a.button')?.getAttribute('href') ?? '';
    const response = await get(href);
    expect(response.headers.get('content-type')).toContain('text/calendar');
    expect(await response.text()).toBe(file.body);
  });

  it.each([
    ['nothing', '/?q='],
    ['blanks', '/?q=%20%20'],
  ])('with %s in it is the first page', async (_, path) => {
    await start();
    const { response, document } = await open(path);
    expect(response.status).toBe(200);
    expect(document.querySelectorAll('.asked, .answered')).toHaveLength(0);
  });

  it.each([
    ['half a character', '/?q=%E1%BA', 200],
    ['markup', `/?q=${encodeURIComponent('<script>alert(1)</script>')}`, 200],
    ['far too much', `/?q=${'a'.repeat(3_000)}`, 400],
  ])('with %s is shown as text', async (_, path, status) => {
    await start();
    const { response, document } = await open(path);
    expect(response.status).toBe(status);
    expect(document.querySelectorAll('script:not([src])')).toHaveLength(0);
    expect(document.querySelector('#question')).not.toBeNull();
  });

  it('counts against the pace of its network address, and keeps what was asked', async () => {
    const often = { points: 100, windowMs: 60_000 };
    await start({ limits: { visitor: often, address: { points: 1, windowMs: 60_000 } } });
    await asked('một');
    const { response, document } = await asked('hai');
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(document.querySelector('#question')?.textContent).toBe('hai');
  });

  it('A-10: counts as several where it is long, and more than the page takes is said to be too long', async () => {
    const often = { points: 100, windowMs: 60_000 };
    await start({ limits: { visitor: often, address: { points: 3, windowMs: 60_000 } } });
    expect((await asked('dài '.repeat(300))).response.status).toBe(400);
    const long = 'dài '.repeat(150);
    expect([(await asked(long)).response.status, (await asked(long)).response.status]).toEqual([200, 429]);
  });
});

describe('something to put on a home screen', () => {
  it('has a manifest with icons that are there', async () => {
    await start();
    const response = await get('/manifest.webmanifest');
    expect(response.headers.get('content-type')).toContain('application/manifest+json');
    const manifest = (await response.json()) as { name: string; start_url: string; icons: { src: string; type: string }[] };
    expect([manifest.name, manifest.start_url]).toEqual([webPage.title, '/']);
    expect(manifest.icons).toHaveLength(3);
    for (const { src, type } of manifest.icons) {
      const icon = await get(src);
      expect([icon.status, icon.headers.get('content-type')]).toEqual([200, type]);
    }
  });

  it('has a worker that keeps the page and all it loads, and is another one when the page is', async () => {
    await start();
    const worker = await (await get('/sw.js')).text();
    const given = JSON.parse(JSON.parse(/JSON\.parse\((".*")\)/.exec(worker)?.[1] ?? '')) as { version: string; kept: string[] };
    const { document } = await open('/');
    for (const node of document.querySelectorAll('link[rel=stylesheet], link[rel=modulepreload], script[src]'))
      expect(given.kept).toContain(node.getAttribute('href') ?? node.getAttribute('src'));
    for (const path of given.kept) expect((await get(path)).status).toBe(200);
    await site.close();
    const page = { title: 'Cử tri tỉnh Khác', subtitle: 'Khác' };
    await start({ about: () => ({ page, contacts: [], questions: [] }) as never });
    expect(await (await get('/sw.js')).text()).not.toContain(given.version);
  });
});

describe('the page on another site', () => {
  const portal = 'https://portal.example.vn';

  it('G-15: may be framed by nobody, and has no script to do so, unless a site is allowed', async () => {
    await start();
    expect((await get('/widget.js')).status).toBe(404);
    const { headers } = await get('/?embed');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('G-15: may be framed by the sites that are named, and nothing but the page may', async () => {
    await start({ widgetOrigins: [portal, 'https://other.example.vn'] });
    for (const path of ['/', '/?embed', '/?q=a', '/answers?after=x']) {
      const { headers } = await fetch(`${site.address}${path}`, { redirect: 'manual' });
      expect(headers.get('content-security-policy')).toContain(`frame-ancestors ${portal} https://other.example.vn`);
      expect(headers.get('x-frame-options')).toBeNull();
    }
    for (const path of ['/healthz', '/nope', '/api/chat'])
      expect((await get(path)).headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('comes with a script that another site may load', async () => {
    await start({ widgetOrigins: [portal] });
    const response = await get('/widget.js');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(await response.text()).not.toContain('__GIVEN__');
  });

  it('keeps its forms within the frame, and knows its visitor by a cookie of that site alone', async () => {
    await start({ widgetOrigins: [portal], publicUrl: 'https://cutri.example.vn' });
    const { document } = await open('/?embed');
    const actions = [...document.querySelectorAll('form')].map((form) => form.getAttribute('action'));
    expect(new Set(actions)).toEqual(new Set(['/?embed']));
    const send = (cookie?: string) =>
      fetch(`${site.address}/?embed`, {
        method: 'POST',
        body: new URLSearchParams({ text: 'a' }),
        headers: cookie ? { cookie } : {},
      });
    const cookies = (await send()).headers.getSetCookie();
    const framed = cookies.find((cookie) => cookie.includes('Partitioned')) ?? '';
    expect(framed).toMatch(/^__Host-.*HttpOnly.*Secure.*SameSite=None.*Partitioned/);
    await send(framed.split(';')[0]);
    expect(new Set(site.received.map(({ chat }) => chat)).size).toBe(1);
  });

  it('gives no such cookie to a page that stands by itself', async () => {
    await start({ widgetOrigins: [portal], publicUrl: 'https://cutri.example.vn' });
    const response = await fetch(site.address, { method: 'POST', body: new URLSearchParams({ text: 'a' }) });
    expect(response.headers.getSetCookie().join()).not.toContain('Partitioned');
  });
});
