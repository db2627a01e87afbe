import { afterEach, describe, expect, it } from 'vitest';
import { startVoterSite, type VoterSite, type VoterSiteOptions } from '../../fakes/voter-site.ts';
import { rawRequest } from '../raw-http.ts';

let site: VoterSite;
const start = async (options: VoterSiteOptions = {}) => {
  site = await startVoterSite(options);
  return site;
};
afterEach(() => site.close());

interface Sent {
  body?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  cookie?: string | undefined;
}

async function post({ body = '{"text":"Ngày bầu cử?"}', headers = {}, cookie }: Sent = {}) {
  const response = await fetch(`${site.address}/api/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}), ...headers },
    body,
  });
  const setCookie = response.headers.get('set-cookie') ?? undefined;
  return {
    status: response.status,
    headers: response.headers,
    cookie: setCookie?.split(';')[0],
    setCookie,
    json: (await response.json()) as Answered,
  };
}

interface Answered {
  messages?: { id: string; text: string; sources?: { url?: string }[]; file?: { name: string; url: string } }[];
  error?: { code: string; message: string };
  retryAfterSeconds?: number;
}

describe('POST /api/chat', () => {
  it('answers a question in the same response', async () => {
    await start({ bot: () => [{ text: 'Ngày 15/03/2026.', choices: [{ label: 'Mấy giờ?', value: 'gio' }] }] });
    const { status, json } = await post();
    expect(status).toBe(200);
    expect(json).toEqual({
      messages: [{ id: 'run-1', text: 'Ngày 15/03/2026.', choices: [{ label: 'Mấy giờ?', value: 'gio' }] }],
    });
    expect(site.received).toMatchObject([{ content: { kind: 'text', text: 'Ngày bầu cử?' } }]);
  });

  it('gives a browser an unguessable id of its own with its first question and keeps it', async () => {
    await start();
    const first = await post();
    expect(first.setCookie).toMatch(/^cutri=[\w-]{22}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/);
    const again = await post({ cookie: first.cookie });
    const other = await post();
    expect(again.cookie).toBe(first.cookie);
    expect(other.cookie).not.toBe(first.cookie);
    expect(new Set(site.received.map(({ chat }) => chat)).size).toBe(2);
  });

  it('F-15: behind https the cookie is Secure and bound to the host', async () => {
    await start({ publicUrl: 'https://cutri.example.vn' });
    const { setCookie, headers } = await post();
    expect(setCookie).toMatch(/^__Host-cutri=.*; Secure/);
    expect(headers.get('strict-transport-security')).toBeTruthy();
  });

  it.each(['x', '../../etc/passwd', `${'a'.repeat(22)}!`, '__proto__'])('replaces a made-up cookie (%s)', async (value) => {
    await start();
    const { cookie } = await post({ cookie: `cutri=${encodeURIComponent(value)}` });
    expect(cookie).toMatch(/^cutri=[\w-]{22}$/);
    expect(cookie).not.toBe(`cutri=${value}`);
  });

  it('passes a pressed choice on as a choice', async () => {
    await start();
    await post({ body: '{"choice":"don-vi:tinh"}' });
    expect(site.received[0]?.content).toEqual({ kind: 'choice', value: 'don-vi:tinh' });
  });

  it('asks a repeated question once and gives the repeat the same answer', async () => {
    await start();
    const body = '{"id":"cau-1","text":"Ngày bầu cử?"}';
    const first = await post({ body });
    const repeat = await post({ body: '{"id":"cau-1","text":"Ngày bầu cử?","after":"run-0"}', cookie: first.cookie });
    expect(site.received).toHaveLength(1);
    expect(repeat.json.messages).toEqual(first.json.messages);
  });

  it('answers with no messages when the answer takes long; it comes over the event stream', async () => {
    let answer = () => {};
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await start({ bot: () => slow.then(() => [{ text: 'Muộn.' }]), answerWaitMs: 50 });
    const { json, cookie } = await post();
    expect(json).toEqual({ messages: [] });
    const events = await fetch(`${site.address}/api/chat/events`, { headers: { cookie: cookie ?? '' } });
    answer();
    expect(await readUntil(events, 'Muộn.')).toContain('id: run-1\n');
  });

  it.each<[string, Sent, number, string]>([
    ['another site’s request', { headers: { 'sec-fetch-site': 'cross-site' } }, 403, 'cross-site'],
    ['a sibling site’s request', { headers: { 'sec-fetch-site': 'same-site' } }, 403, 'cross-site'],
    ['a foreign origin', { headers: { origin: 'https://evil.example' } }, 403, 'cross-site'],
    ['an origin that hides itself', { headers: { origin: 'null' } }, 403, 'cross-site'],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'text=a' }, 415, 'wrong-type'],
    ['plain text', { headers: { 'content-type': 'text/plain' } }, 415, 'wrong-type'],
    ['a compressed body', { headers: { 'content-encoding': 'gzip' } }, 415, 'wrong-type'],
    ['more than 16 KiB', { body: JSON.stringify({ text: 'a'.repeat(17_000) }) }, 413, 'too-large'],
    ['bytes that are not UTF-8', { body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) }, 400, 'bad-request'],
    [
      'an overlong encoding',
      { body: new Uint8Array([...Buffer.from('{"text":"'), 0xc0, 0xaf, ...Buffer.from('"}')]) },
      400,
      'bad-request',
    ],
    ['UTF-16', { body: Uint8Array.from(Buffer.from('{"text":"a"}', 'utf16le')) }, 400, 'bad-request'],
    ['nothing', { body: '' }, 400, 'bad-request'],
    ['null', { body: 'null' }, 400, 'bad-request'],
    ['a list', { body: '[]' }, 400, 'bad-request'],
    ['a number', { body: '1e999' }, 400, 'bad-request'],
    ['broken JSON', { body: '{"text":' }, 400, 'bad-request'],
    ['deep nesting', { body: '['.repeat(8_000) }, 400, 'bad-request'],
    ['a text that is not one', { body: '{"text":{"a":1}}' }, 400, 'bad-request'],
    ['neither text nor choice', { body: '{}' }, 400, 'bad-request'],
    ['both text and choice', { body: '{"text":"a","choice":"b"}' }, 400, 'bad-request'],
    ['an id with odd characters', { body: '{"text":"a","id":"a b"}' }, 400, 'bad-request'],
    ['an empty question', { body: '{"text":"  \\n "}' }, 400, 'empty'],
    ['only control characters', { body: '{"text":"\\u0000\\u0007"}' }, 400, 'empty'],
  ])('F-16, D-2, D-3: refuses %s, in words a person understands', async (_, sent, status, code) => {
    await start();
    const answer = await post(sent);
    expect(answer.status).toBe(status);
    expect(answer.json.error).toMatchObject({ code, message: expect.stringMatching(/[à-ỹ]/) });
    expect(site.received).toHaveLength(0);
  });

  it.each<[string, Record<string, string>]>([
    ['its own page, in a browser that says so', { 'sec-fetch-site': 'same-origin', origin: 'https://proxied.example' }],
    ['a client that is no browser', {}],
  ])('accepts %s', async (_, headers) => {
    await start();
    expect((await post({ headers })).status).toBe(200);
  });

  it('accepts its own origin by its host and by its public address', async () => {
    await start({ publicUrl: 'https://cutri.example.vn' });
    expect((await post({ headers: { origin: site.address } })).status).toBe(200);
    expect((await post({ headers: { origin: 'https://cutri.example.vn' } })).status).toBe(200);
  });

  it.each<[string, string, string]>([
    ['NUL and other control characters', 'a\u0000b\u001b[31mc\r\nd', 'ab[31mc\nd'],
    ['a lone surrogate', 'a\ud800b', 'a\ufffdb'],
    ['a byte-order mark', '\ufeffbầu cử', 'bầu cử'],
  ])('D-3, D-4: cleans %s before anything reads the text', async (_, text, cleaned) => {
    await start();
    await post({ body: JSON.stringify({ text }) });
    expect(site.received[0]?.content).toEqual({ kind: 'text', text: cleaned });
  });

  it('A-10: takes a thousand characters and says so of more', async () => {
    await start();
    expect((await post({ body: JSON.stringify({ text: 'a'.repeat(1_000) }) })).status).toBe(200);
    const refused = await post({ body: JSON.stringify({ text: 'a'.repeat(1_001) }) });
    expect(refused.status).toBe(413);
    expect(refused.json).toEqual({ error: { code: 'too-long', message: expect.stringContaining('1.000 ký tự') } });
    expect(site.received).toHaveLength(1);
  });

  it('A-10: counts a long question as several', async () => {
    await start({ limits: { visitor: { points: 6, windowMs: 60_000 }, address: { points: 100, windowMs: 60_000 } } });
    const { cookie } = await post();
    const long = () => post({ cookie, body: JSON.stringify({ text: 'a'.repeat(1_000) }) });
    expect([(await long()).status, (await long()).status]).toEqual([200, 429]);
    expect(site.received).toHaveLength(2);
  });

  it('A-8: stops an endless chunked body at its limit', async () => {
    await start();
    const chunk = `1000\r\n${'a'.repeat(4_096)}\r\n`;
    const head = 'POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
    expect(await rawRequest(site.address, head, chunk.repeat(64))).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('A-8: refuses a body declared as 10 GB without waiting for it', async () => {
    await start();
    const head = 'POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10000000000\r\n\r\n{';
    expect(await rawRequest(site.address, head)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('slows one browser down, with the time to wait, and leaves another alone', async () => {
    await start({ limits: { visitor: { points: 2, windowMs: 60_000 }, address: { points: 100, windowMs: 60_000 } } });
    const { cookie } = await post();
    await post({ cookie });
    await post({ cookie });
    const limited = await post({ cookie });
    expect(limited.status).toBe(429);
    expect(limited.json.error?.code).toBe('rate-limited');
    expect(Number(limited.headers.get('retry-after'))).toBe(limited.json.retryAfterSeconds);
    expect(limited.json.error?.message).toContain(String(limited.json.retryAfterSeconds));
    expect((await post()).status).toBe(200);
  });

  it('F-6: counts a network address whatever forwarding headers it makes up', async () => {
    await start({ limits: { visitor: { points: 100, windowMs: 60_000 }, address: { points: 3, windowMs: 60_000 } } });
    const answers = [];
    for (let i = 0; i < 4; i += 1)
      answers.push((await post({ headers: { 'x-forwarded-for': `10.0.0.${i}`, forwarded: `for=10.0.0.${i}` } })).status);
    expect(answers).toEqual([200, 200, 200, 429]);
  });

  it('behind one proxy counts the address that proxy saw', async () => {
    await start({
      limits: { visitor: { points: 100, windowMs: 60_000 }, address: { points: 1, windowMs: 60_000 } },
      trustedProxies: 1,
    });
    const from = async (forwarded: string) => (await post({ headers: { 'x-forwarded-for': forwarded } })).status;
    expect(await from('1.1.1.1, 203.0.113.5')).toBe(200);
    expect(await from('2.2.2.2, 203.0.113.5')).toBe(429);
    expect(await from('1.1.1.1, 203.0.113.6')).toBe(200);
  });

  it('says when to come back while nothing can be accepted', async () => {
    await start({ accept: () => Promise.reject(new Error('the inbox is full')) });
    const { status, headers, json } = await post();
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('3');
    expect(json.error?.code).toBe('unavailable');
  });

  it('offers a file by an address only its visitor can open, and drops links that are not web addresses', async () => {
    const sources = ['javascript:alert(1)', 'https://example.vn/a'].map((url) => ({
      title: 'T',
      publisher: 'P',
      date: '2026-01-01',
      quote: 'q',
      url,
    }));
    const file = { name: 'lịch bầu cử.ics', mediaType: 'text/calendar; charset=utf-8', body: 'BEGIN:VCALENDAR' };
    await start({ bot: () => [{ text: 'Lịch', file, sources }] });
    const { json, cookie } = await post();
    const message = json.messages?.[0];
    expect(message?.sources?.map(({ url }) => url)).toEqual([undefined, 'https://example.vn/a']);
    const address = `${site.address}${message?.file?.url}`;
    const opened = await fetch(address, { headers: { cookie: cookie ?? '' } });
    expect(await opened.text()).toBe(file.body);
    expect(opened.headers.get('content-type')).toBe(file.mediaType);
    expect(opened.headers.get('content-disposition')).toContain(encodeURIComponent(file.name));
    expect((await fetch(address)).status).toBe(404);
  });
});

describe('GET /api/chat/events', () => {
  it('tells a browser without a conversation not to come back', async () => {
    await start();
    expect((await fetch(`${site.address}/api/chat/events`)).status).toBe(204);
  });

  it('brings announcements to an open page, and after a reconnection what was missed', async () => {
    await start();
    const { cookie = '' } = await post();
    const first = await fetch(`${site.address}/api/chat/events?after=run-1`, { headers: { cookie } });
    expect(first.headers.get('content-type')).toContain('text/event-stream');
    const [{ chat } = { chat: '' }] = site.received;
    await site.channel.send(chat, { text: 'Thông báo một.' });
    expect(await readUntil(first, 'Thông báo một.')).toContain('event: message');
    await site.channel.send(chat, { text: 'Thông báo hai.' });
    const second = await fetch(`${site.address}/api/chat/events`, { headers: { cookie, 'last-event-id': 'run-2' } });
    expect(await readUntil(second, 'Thông báo hai.')).not.toContain('Thông báo một.');
  });

  it('HEAD opens no stream', async () => {
    await start();
    const { cookie = '' } = await post();
    for (let i = 0; i < 5; i += 1) {
      expect((await fetch(`${site.address}/api/chat/events`, { method: 'HEAD', headers: { cookie } })).status).toBe(204);
    }
    expect((await fetch(`${site.address}/api/chat/events`, { headers: { cookie } })).status).toBe(200);
  });

  it('slows down an address that opens connections for made-up visitors', async () => {
    await start({ limits: { waiting: { points: 2, windowMs: 60_000 } } });
    const open = (cookie: string, path = '/api/chat/events') =>
      fetch(`${site.address}${path}`, { headers: { cookie: `cutri=${cookie.repeat(22)}` } });
    expect([(await open('a')).status, (await open('b')).status, (await open('c')).status]).toEqual([200, 200, 429]);
    expect((await open('d', '/answers?after=x')).status).toBe(429);
  });

  it('allows one browser a few streams, not many', async () => {
    await start();
    const { cookie = '' } = await post();
    const open = () => fetch(`${site.address}/api/chat/events`, { headers: { cookie } });
    const streams = [await open(), await open(), await open(), await open()];
    expect((await open()).status).toBe(429);
    for (const stream of streams) await stream.body?.cancel();
    await expect.poll(async () => (await open()).status).toBe(200);
  });

  it('G-6: one address cannot hold the streams of all the others', async () => {
    await start({ trustedProxies: 1 });
    const cut = new AbortController();
    // Held until the end: the body of a response that nobody holds is cancelled when memory is cleared up.
    const held: Response[] = [];
    const open = async (visitor: number, address: string) => {
      const headers = { cookie: `cutri=${String(visitor).padStart(22, 'v')}`, 'x-forwarded-for': address };
      const response = await fetch(`${site.address}/api/chat/events`, { headers, signal: cut.signal });
      held.push(response);
      return response.status;
    };
    const statuses = await Promise.all(Array.from({ length: 201 }, (_, i) => open(i, `::ffff:203.0.113.5`)));
    expect([statuses.filter((status) => status === 200).length, statuses.filter((status) => status === 429).length]).toEqual([
      200, 1,
    ]);
    expect(await open(999, '203.0.113.6')).toBe(200);
    expect(held).toHaveLength(202);
    cut.abort();
  });
});

async function readUntil(response: Response, wanted: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes(wanted)) break;
  }
  return text;
}
