import { afterEach, describe, expect, it } from 'vitest';
import type { PagePush, PushEndpoint } from '../../../src/messaging/page-push.ts';
import { webRefusals } from '../../../src/web/page/words.ts';
import { startVoterSite, type VoterSite, type VoterSiteOptions } from '../../fakes/voter-site.ts';

let site: VoterSite;
afterEach(() => site.close());

const browser: PushEndpoint = {
  endpoint: 'https://fcm.googleapis.com/fcm/send/abc',
  keys: { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) },
};

async function start(outcome: Awaited<ReturnType<PagePush['agree']>> = 'kept', options: VoterSiteOptions = {}) {
  const agreed: [visitor: string, given: PushEndpoint][] = [];
  const push: PagePush = {
    publicKey: 'public',
    async agree(visitor, given) {
      agreed.push([visitor, given]);
      return outcome;
    },
  };
  site = await startVoterSite({ ...options, push });
  const asked = await fetch(`${site.address}/api/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"text":"Ngày bầu cử?"}',
  });
  const cookie = asked.headers.get('set-cookie')?.split(';')[0] ?? '';
  const agree = async (body: unknown = browser, headers: Record<string, string> = { cookie }) => {
    const response = await fetch(`${site.address}/api/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const code = text === '' ? undefined : (JSON.parse(text) as { error: { code: string } }).error.code;
    return { status: response.status, code, headers: response.headers };
  };
  return { agree, agreed, visitor: cookie.split('=')[1], cookie };
}

describe('agreeing to announcements while the page is closed', () => {
  it('G-19: gives a browser what it needs to ask its push service, and what the page says', async () => {
    await start();
    const response = await fetch(`${site.address}/api/push`);
    expect(await response.json()).toMatchObject({ key: 'public', words: { agree: 'Báo trên máy này' } });
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('G-19: takes the browser of a known visitor, and nothing else of what it says', async () => {
    const { agree, agreed, visitor } = await start();
    const { endpoint, keys } = browser;
    const { status, headers } = await agree({ endpoint, expirationTime: null, keys: { ...keys, other: 'x' } });
    expect([status, headers.get('cache-control')]).toEqual([204, 'no-store']);
    expect(agreed).toEqual([[visitor, browser]]);
  });

  it('G-19: whoever agreed stays known: the life of the cookie begins again, of nobody else', async () => {
    const { agree, cookie } = await start();
    expect((await agree()).headers.get('set-cookie')).toContain(`${cookie}; Max-Age=7776000`);
    await site.close();
    const refused = await start('refused');
    expect((await refused.agree()).headers.get('set-cookie')).toBeNull();
  });

  it('G-19: asks whoever agrees too often to wait, and takes nothing of them', async () => {
    const { agree, agreed } = await start('kept', { limits: { waiting: { points: 1, windowMs: 60_000 } } });
    expect(await agree()).toMatchObject({ status: 204 });
    const { status, code, headers } = await agree();
    expect([status, code]).toEqual([429, 'rate-limited']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(agreed).toHaveLength(1);
  });

  it('G-19: refuses a stranger, a visitor who has not subscribed, and a browser of no push service', async () => {
    const first = await start();
    expect(await first.agree(browser, {})).toMatchObject({ status: 409, code: 'not-subscribed' });
    expect(first.agreed).toEqual([]);
    await site.close();
    expect(await (await start('not-subscribed')).agree()).toMatchObject({ status: 409, code: 'not-subscribed' });
    await site.close();
    expect(await (await start('refused')).agree()).toMatchObject({ status: 400, code: 'not-a-browser' });
    expect(webRefusals['not-a-browser']).toContain('Trình duyệt này');
  });

  it('G-19: refuses another site, what is no JSON, what is too long and what no browser says', async () => {
    const { agree, agreed, cookie } = await start();
    expect(await agree(browser, { cookie, 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
    expect(await agree(browser, { cookie, 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
    expect(await agree('x'.repeat(5_000))).toMatchObject({ status: 413, code: 'too-large' });
    expect(await agree(Buffer.from([0xff, 0xfe]))).toMatchObject({ status: 400, code: 'bad-request' });
    for (const body of ['{', {}, { ...browser, endpoint: 'x' }, { ...browser, keys: { ...browser.keys, auth: 'short' } }])
      expect(await agree(body)).toMatchObject({ status: 400 });
    expect(agreed).toEqual([]);
  });

  it('G-19: is not there where it is switched off', async () => {
    site = await startVoterSite();
    expect((await fetch(`${site.address}/api/push`)).status).toBe(404);
  });
});
