import { get as httpGet, type IncomingHttpHeaders } from 'node:http';
import { parseHTML } from 'linkedom';
import { afterEach, describe, expect, it } from 'vitest';
import { plainText } from '../../src/messaging/parts.ts';
import { webPage } from '../../src/web/page/words.ts';
import { startVoterSite, type VoterSite, type VoterSiteOptions } from '../fakes/voter-site.ts';

let site: VoterSite;
const start = async (options: VoterSiteOptions = {}) => {
  site = await startVoterSite(options);
  return site;
};
afterEach(() => site.close());

const get = (path: string, init: RequestInit = {}) => fetch(`${site.address}${path}`, init);

async function open(path: string, init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {}) {
  const response = await get(path, { ...init, headers: { accept: 'text/html', ...init.headers } });
  const { document } = parseHTML(await response.text());
  return { response, document };
}

/** As it comes over the wire: `fetch` would unpack it. */
function getRaw(url: string): Promise<{ status: number | undefined; headers: IncomingHttpHeaders; bytes: number }> {
  return new Promise((resolve, reject) => {
    httpGet(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, bytes }));
    }).on('error', reject);
  });
}

const submit = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  open('/', { method: 'POST', body: new URLSearchParams(fields), headers });

describe('the first page', () => {
  it('says within 400 characters that this is a machine, what it answers from, what is kept and how to delete it', () => {
    expect(webPage.introduction.length).toBeLessThanOrEqual(400);
    for (const said of ['máy', 'nguồn', 'không lưu', '/xoa']) expect(webPage.introduction).toContain(said);
    return start();
  });

  it('is at most 15 KB on the way with everything it loads, all of it from here', async () => {
    await start();
    const { document } = await open('/');
    const loaded = [...document.querySelectorAll('link[href], script[src]')].map(
      (node) => node.getAttribute('href') ?? node.getAttribute('src') ?? '',
    );
    const sent = async (path: string) => {
      const { status, headers, bytes } = await getRaw(`${site.address}${path}`);
      expect([status, headers['content-encoding']]).toEqual([200, 'gzip']);
      return bytes;
    };
    expect(loaded.every((path) => /^\/(?:assets\/|manifest\.webmanifest$)/.test(path))).toBe(true);
    expect(loaded).toHaveLength(5);
    const weights = await Promise.all(['/', ...loaded].map(sent));
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThan(15_000);
  });

  it('has no inline script or style, so that the policy needs none', async () => {
    await start();
    const { document, response } = await open('/');
    expect(document.querySelectorAll('script:not([src]), style, [style]')).toHaveLength(0);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('gives no cookie before a question is asked', async () => {
    await start();
    expect((await get('/')).headers.get('set-cookie')).toBeNull();
  });
});

describe('caching', () => {
  it('asks every time for the page, a year never for its files, and sends neither twice', async () => {
    await start();
    const { document, response } = await open('/');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const script = document.querySelector('script')?.getAttribute('src') ?? '';
    const file = await get(script);
    expect(file.headers.get('cache-control')).toContain('immutable');
    for (const path of ['/', script]) {
      const etag = (await get(path)).headers.get('etag') ?? '';
      const again = await get(path, { headers: { 'if-none-match': etag } });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
  });

  it('gives a page from before an upgrade today’s file, but not to keep', async () => {
    await start();
    const file = await get('/assets/of-yesterday/chat.js');
    expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'no-cache']);
  });

  it.each([
    ['gzip, br', 'gzip'],
    ['identity', null],
  ])('compresses for a client that takes %s', async (accepted, used) => {
    await start();
    expect((await get('/', { headers: { 'accept-encoding': accepted } })).headers.get('content-encoding')).toBe(used);
  });
});

describe('what is not there', () => {
  it.each([
    '/nope',
    '/assets/x/nope.js',
    '/assets/x/..%2f..%2fpackage.json',
    '/assets/x/server.ts',
    '/.env',
    '/api/chat/files/run-1',
  ])('%s is a page of its own for a person and JSON for a program', async (path) => {
    await start();
    const { response, document } = await open(path);
    expect(response.status).toBe(404);
    expect(document.querySelector('[role=alert]')?.textContent).toMatch(/Không có/);
    expect(await (await get(path, { headers: { accept: '*/*' } })).json()).toMatchObject({ error: { code: 'not-found' } });
  });

  it.each([
    ['PUT', '/', 'GET, HEAD, POST'],
    ['DELETE', '/api/chat', 'POST'],
    ['GET', '/api/chat', 'POST'],
    ['POST', '/healthz', 'GET, HEAD'],
  ])('%s %s says which methods are allowed', async (method, path, allowed) => {
    await start();
    const response = await get(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')?.split(', ').sort().join(', ')).toBe(allowed);
  });

  it.each(['/', '/healthz', '/readyz', '/metrics', '/api/chat/events'])('HEAD %s is GET without the body', async (path) => {
    await start();
    const response = await get(path, { method: 'HEAD' });
    expect(response.status).toBeLessThan(300);
    expect(await response.text()).toBe('');
  });

  it('F-17: every answer carries the security headers', async () => {
    await start();
    for (const path of ['/', '/nope', '/healthz', '/api/chat']) {
      const { headers } = await get(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('content-security-policy')).toBeTruthy();
    }
  });

  it('an error of ours says nothing about its cause, and is logged', async () => {
    await start({
      status: () => {
        throw new Error('password=hunter2');
      },
    });
    const response = await get('/readyz');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('hunter2');
    expect(site.logged).toHaveLength(1);
  });
});

describe('without scripts', () => {
  it('a question sent by the form comes back as a whole page with the answer, its sources and its choices', async () => {
    const source = {
      title: 'Nghị quyết 199',
      publisher: 'Quốc hội',
      date: '2025-06-24',
      quote: 'Ngày 15/3/2026 …',
      url: 'https://example.vn/a',
    };
    await start({
      bot: () => [{ text: '15/03/2026.', sources: [source], choices: [{ label: 'Mấy giờ?', value: 'gio' }] }],
    });
    const { response, document } = await submit({ text: 'Ngày bầu cử?' });
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toContain('HttpOnly');
    expect(document.querySelector('.asked p')?.textContent).toBe('Ngày bầu cử?');
    expect(document.querySelector('.answered > p')?.textContent).toBe('15/03/2026.');
    expect(document.querySelector('summary')?.textContent).toBe('Nguồn: Nghị quyết 199 (Quốc hội, 24/06/2025)');
    expect(document.querySelector('blockquote')?.textContent).toBe(source.quote);
    expect(document.querySelector('.answered button')?.getAttribute('value')).toBe('gio');
  });

  it('thumbs stand below everything else, each a form of its own', async () => {
    const rating = [{ label: '👍 Đúng ý', value: 'Đúng ý #a' }];
    await start({ bot: () => [{ text: '15/03/2026.', choices: [{ label: 'Mấy giờ?', value: 'gio' }], rating }] });
    const { document } = await submit({ text: 'Ngày bầu cử?' });
    const values = [...document.querySelectorAll('.answered .quick')].map((row) =>
      row.querySelector('button')?.getAttribute('value'),
    );
    expect(values).toEqual(['gio', 'Đúng ý #a']);
    expect(document.querySelector('.answered .rating button')?.textContent).toBe('👍 Đúng ý');
  });

  it.each([
    ['a value', '15/03/2026.', true],
    ['a sentence', `${'Ngày bầu cử là Chủ nhật, '.repeat(4)}.`, false],
  ])('a headline that is %s stands out, or does not, by what it is', async (_, headline, isLead) => {
    const parts = { headline, sentences: ['Ngắn.'], notes: [], source: 'Nguồn: Luật.' };
    await start({ bot: () => [{ text: plainText(parts), parts }] });
    const { document } = await submit({ text: 'Ngày bầu cử?' });
    expect(document.querySelectorAll('.answered .lead')).toHaveLength(isLead ? 1 : 0);
    expect([...document.querySelectorAll('.answered p')].map((node) => node.textContent)).toEqual([
      headline,
      'Ngắn.',
      'Nguồn: Luật.',
    ]);
  });

  it('a pressed choice is shown by its label', async () => {
    await start();
    const { document } = await submit({ choice: 'don-vi:tinh', label: 'HĐND tỉnh' });
    expect(document.querySelector('.asked p')?.textContent).toBe('HĐND tỉnh');
    expect(site.received[0]?.content).toEqual({ kind: 'choice', value: 'don-vi:tinh' });
  });

  it('what is a list is drawn as one, with the calendar to take home before it', async () => {
    const file = { name: 'lich.ics', mediaType: 'text/calendar', body: 'BEGIN:VCALENDAR' };
    await start({ bot: () => [{ text: 'Các mốc:\n• một\n• hai', file }] });
    const { document } = await submit({ text: '/lich' });
    expect([...document.querySelectorAll('.answered li')].map((node) => node.textContent)).toEqual(['một', 'hai']);
    const order = [...document.querySelectorAll('.answered a, .answered ul')].map((node) => node.tagName);
    expect(order).toEqual(['A', 'UL']);
  });

  it('an announcement is marked as one, with its number and the time it came, in Vietnam', async () => {
    const now = () => new Date('2026-03-01T23:05:00Z');
    await start({ now, bot: () => [{ text: 'Điểm bỏ phiếu đổi chỗ.', announcement: 'Thông báo số 12' }] });
    const { document } = await submit({ text: 'a' });
    expect(document.querySelector('.badge')?.textContent).toBe('Thông báo số 12 06:05, 02/03/2026');
    expect(document.querySelector('time')?.getAttribute('datetime')).toBe('2026-03-01T23:05:00.000Z');
  });

  it('a reply in parts comes back whole', async () => {
    await start({ bot: () => [{ text: 'Phần một.' }, { text: 'Phần hai.' }] });
    const { document } = await submit({ text: 'a' });
    expect([...document.querySelectorAll('.answered p')].map((node) => node.textContent)).toEqual(['Phần một.', 'Phần hai.']);
  });

  it('what a person typed and what a source says are text, never markup', async () => {
    const evil = '<img src=x onerror=alert(1)>"&amp;';
    await start({
      bot: () => [
        {
          text: evil,
          sources: [{ title: evil, publisher: evil, date: '2026-01-01', quote: `${evil} ${evil}`, url: 'javascript:alert(1)' }],
        },
      ],
    });
    const { document } = await submit({ text: evil });
    expect(document.querySelectorAll('img, a[href^="javascript"]')).toHaveLength(0);
    expect(document.querySelector('.asked p')?.textContent).toBe(evil);
    expect(document.querySelector('blockquote')?.textContent).toBe(`${evil} ${evil}`);
  });

  it('a slow answer is fetched by a link', async () => {
    let answer = () => {};
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await start({ bot: () => slow.then(() => [{ text: 'Muộn.' }]), answerWaitMs: 30 });
    const { document, response } = await submit({ text: 'a' });
    const link = document.querySelector('.notice a')?.getAttribute('href') ?? '';
    answer();
    const later = await open(link, { headers: { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' } });
    expect(later.document.querySelector('.answered p')?.textContent).toBe('Muộn.');
  });

  it('the link without a conversation leads back to the page', async () => {
    await start();
    const response = await get('/answers?after=x', { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/']);
  });

  it.each<[string, Record<string, string>, Record<string, string>, number]>([
    ['nothing typed', { text: ' ' }, {}, 400],
    ['a foreign form', { text: 'a' }, { origin: 'https://evil.example' }, 403],
    ['far too much', { text: 'a'.repeat(20_000) }, {}, 413],
    ['fields of another form', { name: 'a' }, {}, 400],
  ])('%s is refused on the page itself', async (_, fields, headers, status) => {
    await start();
    const { response, document } = await submit(fields, headers);
    expect(response.status).toBe(status);
    expect(document.querySelector('#problem')?.textContent).not.toBe('');
    expect(document.querySelector('#question')).not.toBeNull();
  });

  it('while nothing can be accepted, what was typed is kept', async () => {
    await start();
    site.stopReceiving();
    const { response, document } = await submit({ text: 'Ngày bầu cử?' });
    expect(response.status).toBe(503);
    expect(document.querySelector('#question')?.textContent).toBe('Ngày bầu cử?');
  });
});
