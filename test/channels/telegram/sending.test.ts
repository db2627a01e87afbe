import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../../src/messaging/channel.ts';
import { blockPage, type Fault } from '../../fakes/fault-proxy.ts';
import { openTelegram } from '../../fakes/telegram-channel.ts';
import { type Emulator, startEmulator } from '../../fakes/telegram-emulator.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

const refusal = (code: number, description: string, parameters?: object): Fault => ({
  kind: 'answer',
  status: code,
  body: JSON.stringify({ ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) }),
});
const retryAfter = (seconds: unknown) => refusal(429, 'Too Many Requests', { retry_after: seconds });
const answer = (body: string, status = 200): Fault => ({ kind: 'answer', status, body });

describe('sending on Telegram', () => {
  it('shows choices as buttons, short ones side by side, and sends a file after the text', async () => {
    const { channel, desk, close } = await openTelegram(emulator);
    const voter = desk.voter(42);
    const choices = ['Hôm nay', 'Ngày mai', 'Phường Cam Đường, thành phố', 'Khác'].map((label, i) => ({
      label,
      value: `c:${i}`,
    }));
    const outcome = await channel.send('telegram:42', {
      text: 'Bạn hỏi ngày nào?',
      choices,
      file: { name: 'lich.ics', mediaType: 'text/calendar', body: 'BEGIN:VCALENDAR' },
    });
    const [message, file] = await voter.reads();
    expect(outcome).toEqual({ kind: 'sent', messageId: message?.messageId });
    expect(message?.buttons).toEqual(choices.map(({ label }) => label));
    expect(file?.file).toEqual({ name: 'lich.ics', body: 'BEGIN:VCALENDAR' });
    const rows = (desk.calls[0]!.payload as { reply_markup: { inline_keyboard: unknown[][] } }).reply_markup.inline_keyboard;
    expect(rows.map((row) => row.length)).toEqual([2, 1, 1]);
    await close();
  });

  it('shows thumbs in a last row of their own, whatever stands above', async () => {
    const { channel, desk, close } = await openTelegram(emulator);
    desk.voter(42);
    const rating = [
      { label: '👍 Đúng ý', value: '+' },
      { label: '👎 Chưa đúng', value: '-' },
    ];
    const rowsOf = (call: number) =>
      (desk.calls[call]!.payload as { reply_markup: { inline_keyboard: { text: string }[][] } }).reply_markup.inline_keyboard.map(
        (row) => row.map(({ text }) => text),
      );
    await channel.send('telegram:42', { text: '18 tuổi.', choices: [{ label: 'Khác', value: 'k' }], rating });
    await channel.send('telegram:42', { text: '18 tuổi.', rating });
    expect(rowsOf(0)).toEqual([['Khác'], ['👍 Đúng ý', '👎 Chưa đúng']]);
    expect(rowsOf(1)).toEqual([['👍 Đúng ý', '👎 Chưa đúng']]);
    await close();
  });

  it('D-10: refuses buttons Telegram would refuse, before half of the message is out', async () => {
    const { channel, desk, close } = await openTelegram(emulator);
    desk.voter(42);
    const send = (choices: { label: string; value: string }[]) => channel.send('telegram:42', { text: 'Bạn hỏi gì?', choices });
    expect(await send([{ label: 'A', value: 'ờ'.repeat(22) }])).toEqual({ kind: 'rejected', code: 'buttons' });
    expect(await send([{ label: 'A', value: '' }])).toEqual({ kind: 'rejected', code: 'buttons' });
    expect(await send(Array.from({ length: 101 }, () => ({ label: 'A', value: 'a' })))).toMatchObject({ kind: 'rejected' });
    expect((await send([{ label: 'A', value: 'ờ'.repeat(21) }])).kind).toBe('sent');
    expect(desk.calls).toHaveLength(1);
    await close();
  });

  it('D-8: nothing anybody wrote becomes markup, a link preview or a command of the platform', async () => {
    const { channel, desk, close } = await openTelegram(emulator);
    const voter = desk.voter(42);
    const texts = [
      '<b>x</b>',
      '<a href="tg://user?id=1">x</a>',
      '[x](javascript:1)',
      '<i>',
      '&amp; & `x` *x* _x_ ||x||',
      '/xoa @ai_do #x',
      'https://x.vn',
    ];
    for (const text of texts) expect((await channel.send('telegram:42', { text })).kind).toBe('sent');
    expect((await voter.reads()).map(({ text }) => text)).toEqual(texts);
    for (const { payload } of desk.calls) {
      expect(Object.keys(payload as object)).toEqual(['chat_id', 'text', 'link_preview_options']);
      expect(payload).toMatchObject({ link_preview_options: { is_disabled: true } });
    }
    await close();
  });

  it('a reply points at the question it answers, once, and goes out although the question was deleted', async () => {
    const { channel, desk, close } = await openTelegram(emulator);
    const voter = desk.voter(42);
    expect((await channel.send('telegram:42', { text: 'dài '.repeat(1_500), answers: '31' })).kind).toBe('sent');
    expect(await voter.reads()).toHaveLength(2);
    expect(desk.calls.map(({ payload }) => (payload as { reply_parameters?: unknown }).reply_parameters)).toEqual([
      { message_id: 31, allow_sending_without_reply: true },
      undefined,
    ]);
    await close();
  });

  it('a reply in its parts goes out as HTML, previews off', async () => {
    const { channel, desk, close } = await openTelegram(emulator);
    desk.voter(42);
    const parts = { headline: '15/03/2026.', sentences: ['Ngày bầu cử.'], notes: [], source: 'Nguồn: Luật.' };
    expect(await channel.send('telegram:42', { text: '15/03/2026.', parts })).toMatchObject({ kind: 'sent' });
    expect(desk.calls[0]!.payload).toMatchObject({
      text: '<b>15/03/2026.</b>\nNgày bầu cử.\n<blockquote expandable>Nguồn: Luật.</blockquote>',
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    });
    await close();
  });

  it('edits a message in its place; the same text again is fine, a message that is gone is not', async () => {
    const { channel, desk, close } = await openTelegram(emulator);
    const voter = desk.voter(42);
    const sent = await channel.send('telegram:42', { text: 'Bầu cử ngày 16/03/2026.' });
    const id = sent.kind === 'sent' ? (sent.messageId ?? '') : '';
    const edit = (messageId: string, text: string) => channel.edit('telegram:42', messageId, { text });
    expect(await edit(id, 'ĐÍNH CHÍNH: Bầu cử ngày 15/03/2026.')).toEqual({ kind: 'sent', messageId: id });
    expect((await edit(id, 'ĐÍNH CHÍNH: Bầu cử ngày 15/03/2026.')).kind).toBe('sent');
    expect((await voter.reads()).map(({ text }) => text)).toEqual(['ĐÍNH CHÍNH: Bầu cử ngày 15/03/2026.']);
    expect(await edit('999999', 'x')).toEqual({ kind: 'rejected', code: 'not-editable' });
    for (const wrong of ['', '0', '-1', '1e3', '1; x']) expect(await edit(wrong, 'x')).toMatchObject({ kind: 'rejected' });
    expect(await edit(id, 'x'.repeat(4_097))).toEqual({ kind: 'rejected', code: 'too-long' });
    expect(await edit(id, ' ')).toEqual({ kind: 'rejected', code: 'empty' });
    await close();
  });

  it('goes on after the part that did not go out, when the same message is sent again', async () => {
    const { channel, desk, proxy, clock, close } = await openTelegram(emulator);
    const voter = desk.voter(42);
    const text = ['Một.', 'Hai.', 'Ba.'].map((word) => `${'x'.repeat(4_000)} ${word}`).join('\n\n');
    proxy.order(retryAfter(3), { body: /Hai/u });
    expect(await channel.send('telegram:42', { text })).toEqual({ kind: 'rate-limited', retryAfterMs: 3_000 });
    await clock.advance(3_000);
    expect((await channel.send('telegram:42', { text })).kind).toBe('sent');
    expect((await voter.reads()).map((message) => message.text.slice(-4).trim())).toEqual(['Một.', 'Hai.', 'Ba.']);
    await close();
  });
});

describe('faults of Telegram', () => {
  /** Sends once with a fault in the way, then once more without. */
  async function afterFault(fault: Fault, deadlineMs = 300): Promise<{ outcome: SendOutcome; arrived: number }> {
    const { channel, desk, proxy, clock, token, events, close } = await openTelegram(emulator, { deadlineMs });
    const voter = desk.voter(42);
    proxy.order(fault, { path: /sendMessage/u });
    const outcome = await channel.send('telegram:42', { text: 'Vâng.' });
    await clock.advance(3_600_000);
    expect((await channel.send('telegram:42', { text: 'Còn đây.' })).kind).toBe('sent');
    const arrived = (await voter.reads()).filter(({ text }) => text === 'Vâng.').length;
    expect(JSON.stringify([outcome, events])).not.toContain(token);
    await close();
    return { outcome, arrived };
  }

  it('C-1: after a 429 nothing goes to that chat until the time is over, and to nobody after a second chat got one', async () => {
    const { channel, desk, proxy, clock, close } = await openTelegram(emulator);
    for (const id of [1, 2, 3]) desk.voter(id);
    const send = (id: number) => channel.send(`telegram:${id}`, { text: 'Vâng.' });
    proxy.order(retryAfter(3), { path: /sendMessage/u });
    expect(await send(1)).toEqual({ kind: 'rate-limited', retryAfterMs: 3_000 });
    await clock.advance(1_000);
    expect(await send(1)).toEqual({ kind: 'rate-limited', retryAfterMs: 2_000 });
    expect((await send(2)).kind).toBe('sent');
    proxy.order(retryAfter(5), { path: /sendMessage/u });
    expect(await send(2)).toEqual({ kind: 'rate-limited', retryAfterMs: 5_000 });
    const asked = proxy.seen.length;
    expect(await send(3)).toEqual({ kind: 'rate-limited', retryAfterMs: 5_000 });
    expect(proxy.seen).toHaveLength(asked);
    await clock.advance(5_000);
    for (const id of [1, 2, 3]) expect((await send(id)).kind).toBe('sent');
    await close();
  });

  it.each([
    [0, 1_000],
    ['3', 3_000],
    [-1, 1_000],
    [1e9, 3_600_000],
    ['NaN', 1_000],
    [null, 1_000],
    [undefined, 1_000],
    [1.5, 1_500],
  ])('C-2: retry_after %j means %i ms', async (seconds, retryAfterMs) => {
    expect((await afterFault(retryAfter(seconds))).outcome).toEqual({ kind: 'rate-limited', retryAfterMs });
  });

  it('C-2: a 429 without parameters means a second', async () => {
    expect((await afterFault(refusal(429, 'Too Many Requests'))).outcome).toEqual({ kind: 'rate-limited', retryAfterMs: 1_000 });
  });

  it('C-6: no answer at all is uncertain, at the deadline', async () => {
    expect((await afterFault({ kind: 'silence' })).outcome).toEqual({ kind: 'uncertain' });
  });

  it.each([
    ['before', 0],
    ['during', 1],
    ['after', 1],
  ] as const)('C-7: a connection cut %s the answer leaves it open whether the message is out', async (when, arrived) => {
    expect(await afterFault({ kind: 'cut', when })).toEqual({ outcome: { kind: 'uncertain' }, arrived });
  });

  it.each([
    [401, 'Unauthorized'],
    [404, 'Not Found'],
  ])('C-10: after a %i nobody is tried for a minute, then one', async (code, description) => {
    const { channel, desk, proxy, clock, close } = await openTelegram(emulator);
    desk.voter(1);
    const send = () => channel.send('telegram:1', { text: 'Vâng.' });
    proxy.order(refusal(code, description), { times: 2 });
    expect(await send()).toEqual({ kind: 'unauthorised' });
    expect(await Promise.all([send(), send(), send()])).toEqual(Array.from({ length: 3 }, () => ({ kind: 'unauthorised' })));
    expect(proxy.seen).toHaveLength(1);
    await clock.advance(60_000);
    await Promise.all([send(), send(), send()]);
    expect(proxy.seen).toHaveLength(2);
    await clock.advance(60_000);
    expect((await send()).kind).toBe('sent');
    await close();
  });

  it.each([
    ['one byte at a time', { kind: 'drip' } as const, 'uncertain'],
    ['a hundred megabytes', { kind: 'huge' } as const, 'uncertain'],
    ['a gzip bomb', { kind: 'bomb' } as const, 'uncertain'],
    ['HTML with 200', blockPage, 'unavailable'],
    ['HTML with 502', answer('<html>Bad Gateway</html>', 502), 'unavailable'],
    ['ok:false with 200', answer('{"ok":false,"error_code":500,"description":"x"}'), 'unavailable'],
    ['ok:false and nothing else', answer('{"ok":false}'), 'uncertain'],
    ['broken JSON', answer('{"ok":tr'), 'uncertain'],
    ['null', answer('null'), 'uncertain'],
    ['an empty body', answer(''), 'uncertain'],
  ])('C-13: %s', async (_, fault, kind) => {
    expect((await afterFault(fault)).outcome).toEqual({ kind });
  });

  it('C-14: a redirect is not followed: nothing of the token leaves', async () => {
    const elsewhere = await openTelegram(emulator);
    const { outcome, arrived } = await afterFault({ kind: 'redirect', to: `${elsewhere.proxy.address}/stolen` });
    expect([outcome, arrived, elsewhere.proxy.seen]).toEqual([{ kind: 'unavailable' }, 0, []]);
    await elsewhere.close();
  });

  it('C-15: a connection that died silently is noticed at the deadline and replaced', async () => {
    const { channel, desk, proxy, close } = await openTelegram(emulator, { deadlineMs: 3_000 });
    desk.voter(1);
    const send = () => channel.send('telegram:1', { text: 'Vâng.' });
    expect((await send()).kind).toBe('sent');
    proxy.order({ kind: 'silence' });
    expect(await send()).toEqual({ kind: 'uncertain' });
    expect((await send()).kind).toBe('sent');
    await close();
  });

  it.each([
    ['nobody listens', 'http://127.0.0.1:1'],
    ['the name is unknown', 'http://nowhere.invalid'],
  ])('C-16: %s: unavailable, for nothing left', async (_, apiRoot) => {
    const { channel, token, events, close } = await openTelegram(emulator, { apiRoot });
    expect(await channel.send('telegram:1', { text: 'Vâng.' })).toEqual({ kind: 'unavailable' });
    expect(JSON.stringify(events)).not.toContain(token);
    await close();
  });

  it('C-16: a server that does not speak TLS: unavailable', async () => {
    const server = createServer((socket) => void socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const { channel, close } = await openTelegram(emulator, { apiRoot: `https://127.0.0.1:${port}` });
    expect(await channel.send('telegram:1', { text: 'Vâng.' })).toEqual({ kind: 'unavailable' });
    await close();
    server.close();
  });

  it('goes through an HTTP proxy where one is set', async () => {
    const tunnels: string[] = [];
    const proxy = createHttpServer().on('connect', ({ url = '' }, client, head) => {
      tunnels.push(url);
      const [host = '', port] = url.split(':');
      const upstream = connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.write(head);
        upstream.pipe(client).pipe(upstream);
      });
      for (const socket of [upstream, client]) socket.on('error', () => undefined);
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    const { port } = proxy.address() as AddressInfo;
    const opened = await openTelegram(emulator, { proxy: `http://127.0.0.1:${port}` });
    const voter = opened.desk.voter(42);
    expect((await opened.channel.send('telegram:42', { text: 'Vâng.' })).kind).toBe('sent');
    expect(await voter.reads()).toHaveLength(1);
    expect(tunnels).toEqual([new URL(opened.proxy.address).host]);
    await opened.close();
    proxy.close();
  });

  it('shares its connections among many calls, whatever way the answers are framed', async () => {
    const server = createHttpServer((incoming, outgoing) => {
      incoming.resume().on('end', () => {
        outgoing.writeHead(200, { 'content-type': 'application/json' });
        // Without a length beforehand: chunked.
        outgoing.write('{"ok":true,');
        outgoing.end('"result":{"message_id":7}}');
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    let connections = 0;
    server.on('connection', () => {
      connections += 1;
    });
    const { port } = server.address() as AddressInfo;
    const { channel, close } = await openTelegram(emulator, { apiRoot: `http://127.0.0.1:${port}` });
    const sends = Array.from({ length: 1_000 }, (_, id) => channel.send(`telegram:${id + 1}`, { text: 'Vâng.' }));
    expect(new Set((await Promise.all(sends)).map((outcome) => JSON.stringify(outcome)))).toEqual(
      new Set(['{"kind":"sent","messageId":"7"}']),
    );
    expect(connections).toBeLessThanOrEqual(100);
    await close();
    server.close();
  });

  it('C-16: a proxy that is not there: unavailable', async () => {
    const { channel, close } = await openTelegram(emulator, { proxy: 'http://127.0.0.1:1' });
    expect(await channel.send('telegram:1', { text: 'Vâng.' })).toEqual({ kind: 'unavailable' });
    await close();
  });
});
