import { afterEach, describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../../src/messaging/channel.ts';
import type { Choice } from '../../../src/messaging/message.ts';
import type { Fault } from '../../fakes/platform-server.ts';
import { impatient, openZaloOa, userOf, type ZaloOaChannelOptions } from '../../fakes/zalo-oa-channel.ts';

let opened: Awaited<ReturnType<typeof openZaloOa>>;
afterEach(() => opened?.close());

async function open(options: ZaloOaChannelOptions = {}) {
  opened = await openZaloOa(options);
  return opened;
}

const dayMs = 24 * 3_600_000;
const messages = () => opened.double.requests.filter(({ path }) => path.endsWith('/message/cs'));
const choices: Choice[] = [
  { label: 'Phường Cam Đường', value: '/donvi cam duong' },
  { label: 'Xã Bát Xát', value: '/donvi bat xat' },
];
const menu = 'Trả lời bằng một con số để chọn:\n1. Phường Cam Đường\n2. Xã Bát Xát';

describe('a message of an Official Account', () => {
  it('is a consultation message, with the token in a header of its own and ids as strings', async () => {
    const { channel, newChat } = await open();
    const chat = newChat();
    expect(await channel.send(chat, { text: 'Điểm bỏ phiếu số 12' })).toEqual({ kind: 'sent', messageId: 'oa-msg-1' });
    const [request] = messages();
    expect(request).toMatchObject({
      method: 'POST',
      path: '/v3.0/oa/message/cs',
      headers: { 'content-type': 'application/json' },
    });
    expect(request?.headers.authorization).toBeUndefined();
    expect(request?.headers.appsecret_proof).toBeUndefined();
    expect(JSON.parse(request?.body ?? '')).toEqual({
      recipient: { user_id: userOf(chat) },
      message: { text: 'Điểm bỏ phiếu số 12' },
    });
  });

  it('has a blank line between the answer, what is to be kept in mind, and the source', async () => {
    const { channel, newChat } = await open();
    const parts = { headline: '15/03/2026.', sentences: ['Ngày bầu cử.'], notes: ['Đã qua.'], source: 'Nguồn: Luật.' };
    await channel.send(newChat(), { text: '15/03/2026.', parts });
    expect(JSON.parse(messages()[0]?.body ?? '')).toMatchObject({
      message: { text: '15/03/2026.\nNgày bầu cử.\n\nĐã qua.\n\nNguồn: Luật.' },
    });
  });

  it('proves that we have the app’s secret, where the app requires it', async () => {
    const { channel, newChat } = await open({ proof: true, settings: { proof: true } });
    expect((await channel.send(newChat(), { text: 'Vâng.' })).kind).toBe('sent');
    await opened.close();
    await open({ proof: true });
    expect((await opened.channel.send(opened.newChat(), { text: 'Vâng.' })).kind).toBe('unauthorised');
    expect(opened.events).toContainEqual({
      kind: 'needs-person',
      code: -242,
      task: expect.stringContaining('CUTRI_ZALO_OA_PROOF'),
    });
  });

  it('D-8: of 2,001 characters goes out in two, and one not composed is composed first', async () => {
    const { channel, double, newChat } = await open();
    const chat = newChat();
    await channel.send(chat, { text: `${'ờ'.repeat(1_000)} ${'ế'.repeat(1_000)}` });
    expect(double.shown(userOf(chat)).map(({ text }) => text.length)).toEqual([1_000, 1_000]);
    const other = newChat();
    await channel.send(other, { text: 'Tiếng Việt'.normalize('NFD').repeat(200) });
    expect(double.shown(userOf(other)).map(({ text }) => text)).toEqual(['Tiếng Việt'.normalize('NFC').repeat(200)]);
  });

  it('C-9: eight days after the last contact the window is closed; the next contact opens it, free of charge', async () => {
    const { channel, double, newChat, pass } = await open();
    const chat = newChat();
    pass(3 * dayMs);
    await channel.send(chat, { text: 'Thông báo 1.' });
    pass(5 * dayMs);
    const before = messages().length;
    expect(await channel.send(chat, { text: 'Thông báo 2.' })).toEqual({ kind: 'outside-window', isSilence: true });
    expect(messages().length).toBe(before + 1);
    double.contact(userOf(chat));
    expect((await channel.send(chat, { text: 'Thông báo 2.' })).kind).toBe('sent');
    expect(double.shown(userOf(chat))).toEqual([
      { text: 'Thông báo 1.', free: false },
      { text: 'Thông báo 2.', free: true },
    ]);
  });

  it('C-8: what is for a person who does not follow waits for their next contact', async () => {
    const { channel, double, newChat } = await open();
    const chat = newChat();
    double.unfollow(userOf(chat));
    expect(await channel.send(chat, { text: 'Vâng.' })).toEqual({ kind: 'outside-window', isSilence: true });
    expect(await channel.send('zalo-oa:1', { text: 'Vâng.' })).toEqual({ kind: 'outside-window', isSilence: true });
  });

  it('C-1: a limit reached closes the account for everybody until the next minute, and nobody is asked meanwhile', async () => {
    const { channel, double, newChat, pass } = await open();
    const [first, second] = [newChat(), newChat()];
    double.script(userOf(first), { error: -32 });
    const outcome = await channel.send(first, { text: 'Vâng.' });
    expect(outcome).toEqual({ kind: 'rate-limited', retryAfterMs: 31_000 });
    const before = messages().length;
    for (let i = 0; i < 20; i += 1) expect((await channel.send(second, { text: 'Vâng.' })).kind).toBe('rate-limited');
    expect(messages().length).toBe(before);
    pass(31_000);
    expect((await channel.send(first, { text: 'Vâng.' })).kind).toBe('sent');
  });

  it('C-1: the last call of a minute is noticed before the limit refuses one', async () => {
    const { channel, newChat, pass, double } = await open({ callsPerMinute: 3 });
    const chats = Array.from({ length: 5 }, newChat);
    const outcomes: SendOutcome['kind'][] = [];
    for (const chat of chats) outcomes.push((await channel.send(chat, { text: 'Vâng.' })).kind);
    expect(outcomes).toEqual(['sent', 'sent', 'sent', 'rate-limited', 'rate-limited']);
    expect(double.requests).toHaveLength(3);
    pass(31_000);
    expect((await channel.send(chats[3]!, { text: 'Vâng.' })).kind).toBe('sent');
  });

  it('C-10: credentials refused stop the account after one call, for a minute at a time', async () => {
    const { channel, double, newChat, pass, events } = await open();
    const chats = Array.from({ length: 100 }, newChat);
    for (const chat of chats) double.script(userOf(chat), { error: -204 }, { error: -204 });
    for (const chat of chats) expect(await channel.send(chat, { text: 'Vâng.' })).toEqual({ kind: 'unauthorised' });
    expect(messages()).toHaveLength(1);
    pass(61_000);
    for (const chat of chats) await channel.send(chat, { text: 'Vâng.' });
    expect(messages()).toHaveLength(2);
    expect(events.filter(({ kind }) => kind === 'needs-person')).toHaveLength(2);
  });
});

describe('a refusal an announcement meets again and again', () => {
  it.each([
    [-211, 'outside-window', 'needs-person'],
    [-201, 'rejected', 'message-refused'],
  ] as const)('%i is said once a minute', async (code, outcome, kind) => {
    const { channel, double, newChat, events, pass } = await open();
    for (let minute = 1; minute <= 2; minute += 1) {
      for (let person = 0; person < 20; person += 1) {
        const chat = newChat();
        double.script(userOf(chat), { error: code });
        expect((await channel.send(chat, { text: 'Thông báo.' })).kind).toBe(outcome);
      }
      expect(events.filter((event) => event.kind === kind)).toHaveLength(minute);
      pass(60_000);
    }
  });
});

describe('a platform that fails', () => {
  /** Fault → what a send comes to. What proves that nothing was carried out may be repeated. */
  const outcomes: Record<Fault, SendOutcome['kind']> = {
    reset: 'uncertain',
    'reset-after': 'uncertain',
    'reset-amid': 'uncertain',
    hang: 'uncertain',
    drip: 'uncertain',
    redirect: 'unavailable',
    endless: 'uncertain',
    bomb: 'uncertain',
    html: 'unavailable',
    'bad-gateway': 'unavailable',
    'broken-json': 'uncertain',
    'odd-json': 'uncertain',
  };

  it.concurrent.for(Object.entries(outcomes))(
    'C-6, C-7, C-13, C-14: %s makes a send %s, and the next one works',
    async ([fault, kind], { expect, onTestFinished }) => {
      const { channel, double, newChat, close } = await openZaloOa({ settings: impatient });
      onTestFinished(close);
      const chat = newChat();
      double.script(userOf(chat), { fault: fault as Fault });
      expect(await channel.send(chat, { text: 'Vâng.' })).toEqual({ kind });
      expect((await channel.send(chat, { text: 'Vâng.' })).kind).toBe('sent');
      expect(double.strayed).toEqual([]);
    },
  );

  it.each([
    [500, 'unavailable'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'uncertain'],
    [429, 'rate-limited'],
    [400, 'rejected'],
    [404, 'rejected'],
  ] as const)('HTTP %i without Zalo’s envelope makes a send %s', async (status, kind) => {
    const { channel, double, newChat } = await open();
    const chat = newChat();
    double.script(userOf(chat), { status });
    expect((await channel.send(chat, { text: 'Vâng.' })).kind).toBe(kind);
  });

  it.each([
    ['nobody listens', (root: string) => root],
    ['a name nobody has', () => 'http://zalo.invalid'],
    ['no TLS where it is expected', (root: string) => root.replace('http:', 'https:')],
  ])('C-16: %s: unavailable, with nothing of the token in what is said', async (what, place) => {
    const { double } = await open();
    if (what === 'nobody listens') await double.close();
    const other = await openZaloOa({ settings: { apiRoot: place(double.root), deadlineMs: 5_000 } });
    expect(await other.channel.send(other.newChat(), { text: 'Vâng.' })).toEqual({ kind: 'unavailable' });
    for (const secret of other.double.secrets()) expect(JSON.stringify(other.events)).not.toContain(secret);
    await other.close();
  });

  it('half a long message that went out is not sent again with the rest', async () => {
    const { channel, double, newChat } = await open();
    const chat = newChat();
    const text = `${'a'.repeat(1_999)}. ${'b'.repeat(1_999)}. ${'c'.repeat(100)}`;
    double.script(userOf(chat), { error: 0 }, { error: -200 });
    // The first scripted step says "success" without a word more.
    expect(await channel.send(chat, { text })).toEqual({ kind: 'unavailable' });
    expect((await channel.send(chat, { text })).kind).toBe('sent');
    expect(double.shown(userOf(chat)).map((shown) => shown.text[0])).toEqual(['b', 'c']);
  });
});

describe('choices', () => {
  it('are a numbered menu unless buttons are switched on', async () => {
    const { channel, double, newChat } = await open();
    const chat = newChat();
    await channel.send(chat, { text: 'Bạn hỏi nơi nào?', choices });
    expect(double.shown(userOf(chat))).toEqual([{ text: `Bạn hỏi nơi nào?\n\n${menu}`, free: true }]);
  });

  it('are buttons whose tap comes back as the text the person would have typed', async () => {
    const { channel, double, newChat } = await open({ settings: { buttons: 'plain' }, buttons: 'plain' });
    const chat = newChat();
    await channel.send(chat, { text: 'Bạn hỏi nơi nào?', choices });
    expect(double.shown(userOf(chat))[0]).toEqual({
      text: 'Bạn hỏi nơi nào?',
      free: true,
      buttons: choices.map(({ label, value }) => ({ title: label, type: 'oa.query.show', payload: value })),
    });
  });

  const rating = [
    { label: '👍 Đúng ý', value: 'Đúng ý #a' },
    { label: '👎 Chưa đúng', value: 'Chưa đúng #a' },
  ];

  it('leave room for thumbs where buttons are switched on; no menu ever has them', async () => {
    const withButtons = await open({ settings: { buttons: 'plain' }, buttons: 'plain' });
    const chat = withButtons.newChat();
    await withButtons.channel.send(chat, { text: '18 tuổi.', choices, rating });
    await withButtons.channel.send(chat, { text: '18 tuổi.', choices: [...choices, ...choices], rating });
    const titles = withButtons.double.shown(userOf(chat)).map(({ buttons = [] }) => buttons.map(({ title }) => title));
    const labels = choices.map(({ label }) => label);
    expect(titles).toEqual([
      [...labels, '👍 Đúng ý', '👎 Chưa đúng'],
      [...labels, ...labels],
    ]);
    const { channel, double, newChat } = await open();
    const other = newChat();
    await channel.send(other, { text: '18 tuổi.', choices, rating });
    expect(double.shown(userOf(other))[0]?.text).toBe(`18 tuổi.\n\n${menu}`);
  });

  it('are a menu without thumbs, or a text alone, where buttons are refused', async () => {
    const { channel, double, newChat } = await open({ settings: { buttons: 'plain' }, buttons: 'package-too-low' });
    const [chat, other] = [newChat(), newChat()];
    await channel.send(chat, { text: '18 tuổi.', rating });
    await channel.send(other, { text: '18 tuổi.', choices, rating });
    expect(double.shown(userOf(chat)).map(({ text }) => text)).toEqual(['18 tuổi.']);
    expect(double.shown(userOf(other))[0]?.text).toBe(`18 tuổi.\n\n${menu}`);
  });

  it('of more than five are a menu all the same', async () => {
    const { channel, double, newChat } = await open({ settings: { buttons: 'plain' } });
    const chat = newChat();
    const many = Array.from({ length: 6 }, (_, index) => ({ label: `Xã ${index + 1}`, value: `/donvi ${index + 1}` }));
    await channel.send(chat, { text: 'Bạn hỏi nơi nào?', choices: many });
    expect(double.shown(userOf(chat))[0]?.text).toContain('6. Xã 6');
  });

  it.each([
    ['the package is too low', -224, { settings: { buttons: 'plain' }, buttons: 'package-too-low' }],
    ['the layout is not taken', -233, { settings: { buttons: 'plain' }, buttons: 'media' }],
  ] as const)('become a menu where %s (%i), and buttons are not tried again', async (_, code, options) => {
    const { channel, double, newChat, events } = await open(options);
    const [chat, other] = [newChat(), newChat()];
    expect((await channel.send(chat, { text: 'Bạn hỏi nơi nào?', choices })).kind).toBe('sent');
    expect(double.shown(userOf(chat)).map(({ text }) => text)).toEqual([`Bạn hỏi nơi nào?\n\n${menu}`]);
    expect(events).toContainEqual({ kind: 'buttons-refused', code });
    await channel.send(other, { text: 'Bạn hỏi nơi nào?', choices });
    expect(messages()).toHaveLength(3);
  });

  it.each([-201, -210])('become a menu for the one message whose buttons are refused (%i)', async (code) => {
    const { channel, double, newChat } = await open({ settings: { buttons: 'plain' } });
    const [chat, other] = [newChat(), newChat()];
    double.script(userOf(chat), { error: code });
    await channel.send(chat, { text: 'Bạn hỏi nơi nào?', choices });
    await channel.send(other, { text: 'Bạn hỏi nơi nào?', choices });
    expect(double.shown(userOf(chat))[0]?.text).toContain(menu);
    expect(double.shown(userOf(other))[0]?.buttons).toHaveLength(2);
  });
});
