import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { messageDigest } from '../../../src/channels/message-digest.ts';
import type { SendOutcome } from '../../../src/messaging/channel.ts';
import type { IncomingContent, IncomingMessage } from '../../../src/messaging/message.ts';
import type { Fault } from '../../fakes/platform-server.ts';
import { startVoterSite } from '../../fakes/voter-site.ts';
import { openZaloBot, webhookReceiving, type ZaloBotChannelOptions } from '../../fakes/zalo-bot-channel.ts';
import type { ZaloBotDouble } from '../../fakes/zalo-bot-double.ts';
import { impatient, userOf } from '../../fakes/zalo-oa-channel.ts';

let opened: Awaited<ReturnType<typeof openZaloBot>>;
let accepted: IncomingMessage[] = [];
let stopPolling: () => Promise<void> = async () => undefined;
afterEach(async () => {
  await stopPolling();
  stopPolling = async () => undefined;
  await opened?.close();
});

async function open(options: ZaloBotChannelOptions = {}) {
  opened = await openZaloBot(options);
  accepted = [];
  return opened;
}

const accept = async (message: IncomingMessage): Promise<void> => void accepted.push(message);

/** Opens a bot that polls, prepares its platform, and lets it. */
async function poll(
  options: ZaloBotChannelOptions = {},
  { accepting = accept, prepare }: { accepting?: typeof accept; prepare?: (double: ZaloBotDouble) => void } = {},
) {
  await open({ ...options, settings: { receiving: { kind: 'polling' }, ...options.settings } });
  prepare?.(opened.double);
  const { receiver } = opened.channel;
  if (receiver.kind !== 'polling') throw new Error('expected a bot that polls');
  const stop = new AbortController();
  const running = receiver.run(accepting, stop.signal);
  stopPolling = () => {
    stop.abort();
    return running;
  };
  return opened;
}

async function post(update: unknown): Promise<number> {
  const { receiver } = opened.channel;
  if (receiver.kind !== 'webhook') throw new Error('expected a bot with a webhook');
  return (await receiver.handle(opened.genuine(JSON.stringify(update)), accept)).status;
}

const calls = (method: string) => opened.double.requests.filter(({ path }) => path.endsWith(`/${method}`));
/** What is known of a message of this person's. */
const idOf = (id: string) => messageDigest('6e00aa11', id);
const text = (id: string, what: string) => opened.double.update('6e00aa11', id, 'message.text.received', { text: what });
const until = (condition: () => boolean) => expect.poll(condition, { interval: 5 }).toBe(true);
const polled = () => opened.events.flatMap((event) => (event.kind === 'poll-failed' ? [event.why] : []));

describe('a poll of a Zalo bot', () => {
  it('without news (408) is no failure', async () => {
    await poll();
    await until(() => opened.observed.length === 1);
    opened.double.queue(text('in-1', 'xin chào'));
    await until(() => accepted.length === 1);
    expect([new Set(opened.observed), polled()]).toEqual([new Set(['sent']), []]);
    expect(JSON.parse(calls('getUpdates')[0]?.body ?? '')).toEqual({ timeout: '1' });
  });

  it('C-2: that comes back empty at once is not repeated at once', async () => {
    await poll({ idleMs: 0 });
    await until(() => calls('getUpdates').length >= 3);
    expect(new Set(opened.slept)).toEqual(new Set([1_000]));
  });

  it('takes updates one after the other, in order', async () => {
    await poll();
    for (const id of ['in-1', 'in-2', 'in-3']) opened.double.queue(text(id, id));
    await until(() => accepted.length === 3);
    expect(accepted.map(({ id }) => id)).toEqual(['in-1', 'in-2', 'in-3'].map(idOf));
  });

  it('A-9: what Zalo handed out is forgotten there, so it is held until it is safe', async () => {
    let refusals = 2;
    const accepting = async (message: IncomingMessage) => {
      refusals -= 1;
      if (refusals >= 0) throw new Error('the inbox is full');
      await accept(message);
    };
    await poll({}, { accepting });
    opened.double.queue(text('in-1', 'một'));
    opened.double.queue(text('in-2', 'hai'));
    await until(() => accepted.length === 2);
    expect(accepted.map(({ id }) => id)).toEqual(['in-1', 'in-2'].map(idOf));
    expect(polled()).toEqual(['not-accepted', 'not-accepted']);
  });

  it.each<Fault>(['bad-gateway', 'html', 'reset', 'broken-json', 'odd-json', 'redirect', 'reset-amid', 'bomb', 'endless'])(
    'C-4, C-7, C-13, C-14: goes on after %s',
    async (fault) => {
      await poll();
      opened.double.script('getUpdates', { fault });
      opened.double.queue(text('in-1', 'xin chào'));
      opened.double.queue(text('in-2', 'xin chào'));
      await until(() => accepted.some(({ id }) => id === idOf('in-2')));
      expect(polled().length).toBeGreaterThanOrEqual(1);
      expect(opened.observed).toContain('sent');
      expect(opened.double.strayed).toEqual([]);
    },
  );

  it('C-10: with a token that is refused asks once a minute, and says so', async () => {
    await poll({ settings: { token: '1:wrong' } });
    await until(() => opened.slept.length >= 3);
    expect([new Set(opened.slept), new Set(polled()), new Set(opened.observed)]).toEqual([
      new Set([60_000]),
      new Set(['401']),
      new Set(['unauthorised']),
    ]);
  });

  it('C-4: waits longer after each failure, up to a minute, and starts afresh with the first answer', async () => {
    const failures = Array.from({ length: 9 }, () => ({ code: 502 }));
    await poll(
      { random: () => 1 },
      { prepare: (double) => double.script('getUpdates', ...failures, { code: 408 }, { code: 502 }) },
    );
    await until(() => opened.slept.length >= 11);
    expect(opened.slept.slice(0, 11)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 1, 1].map((seconds) => seconds * 1_000));
  });

  it('deletes the webhook that keeps it from its updates', async () => {
    await poll({}, { prepare: (double) => double.register('https://old.example.vn/hook') });
    opened.double.queue(text('in-1', 'xin chào'));
    await until(() => accepted.length === 1);
    expect([opened.double.webhook(), polled()]).toEqual([undefined, ['400', 'webhook-in-the-way']]);
  });

  it('ends at once when told to, in the middle of a poll', async () => {
    await poll({ idleMs: 60_000 });
    await until(() => calls('getUpdates').length === 1);
    await stopPolling();
    expect([calls('getUpdates').length, accepted]).toEqual([1, []]);
  });
});

describe('an update of a Zalo bot', () => {
  const told = (event: string, more: object = {}, chatType = 'PRIVATE') =>
    opened.double.update('6e00aa11', 'in-1', event, more, chatType);

  it.each<[string, () => unknown, IncomingContent]>([
    ['a text', () => text('in-1', ' xin chào '), { kind: 'text', text: 'xin chào' }],
    [
      'a picture',
      () => told('message.image.received', { photo: 'https://p.example/1.jpg' }),
      { kind: 'unreadable', what: 'picture' },
    ],
    [
      'a picture in the words of another document',
      () => told('message.image.received', { photo_url: 'https://p.example/1.jpg', caption: 'Đây là đâu?' }),
      { kind: 'text', text: 'Đây là đâu?' },
    ],
    ['a sticker', () => told('message.sticker.received', { sticker: '7' }), { kind: 'unreadable', what: 'sticker' }],
    ['a voice note', () => told('message.voice.received', { voice_url: 'x' }), { kind: 'unreadable', what: 'voice' }],
    ['what Zalo does not show to bots', () => told('message.unsupported.received'), { kind: 'unreadable', what: 'other' }],
  ])('is understood, wrapped or bare: %s', async (_, update, content) => {
    for (const wrapped of [true, false]) {
      await open({ wrapped });
      expect(await post(update())).toBe(200);
      expect(accepted).toMatchObject([{ id: idOf('in-1'), chat: 'zalo-bot:6e00aa11', content }]);
      if (wrapped) await opened.close();
    }
  });

  it.each<[string, () => unknown, string]>([
    ['a group', () => told('message.text.received', { text: 'xin chào' }, 'GROUP'), 'group'],
    ['another bot', () => told('message.text.received', { text: 'a', from: { id: '1', is_bot: true } }), 'bot'],
    [
      'F-3: something of the day before yesterday',
      () => told('message.text.received', { text: 'a', date: 1_772_000_000_000 }),
      'too-old',
    ],
    ['a text of white space', () => told('message.text.received', { text: ' ' }), 'empty'],
    ['what nobody has heard of', () => told('kite.flown'), 'unknown-event'],
    ['an id that is a number', () => told('message.text.received', { text: 'a', message_id: 7 }), 'unknown-update'],
    ['nothing', () => ({}), 'unknown-update'],
  ])('is acknowledged and left: %s', async (_, update, why) => {
    await open();
    expect(await post(update())).toBe(200);
    expect([accepted, opened.events]).toEqual([[], [{ kind: 'update-ignored', why }]]);
  });

  it('D-1: whatever it holds, with the right secret: no exception, no 5xx', async () => {
    await open();
    const part = fc.oneof(fc.constantFrom(null, 7, '', {}, [], true, 'PRIVATE', { id: 'a' }), fc.jsonValue({ maxDepth: 3 }));
    const keys = fc.constantFrom('message_id', 'date', 'from', 'chat', 'text', 'caption', '__proto__');
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(keys, part),
        fc.dictionary(fc.constantFrom('ok', 'result', 'event_name', 'message'), part),
        async (message, spoiled) => {
          const wrapped = told('message.text.received', { text: 'a', ...message });
          expect([200, 400]).toContain(await post({ ...(wrapped as object), ...spoiled }));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('shows that an answer is on its way only to who waits for one, and once', async () => {
    await open();
    await post(text('in-1', 'ngày bầu cử?'));
    await opened.pass(500);
    expect(opened.double.typing).toEqual([]);
    await opened.pass(500);
    await until(() => opened.double.typing.length === 1);
    await post(text('in-2', 'ngày bầu cử?'));
    await opened.channel.send('zalo-bot:6e00aa11', { text: 'Ngày 15/03/2026.' });
    await opened.pass(5_000);
    expect(opened.double.typing).toEqual(['6e00aa11']);
  });

  it('of the fiftieth person says that Zalo lets nobody else in', async () => {
    await open();
    for (let person = 1; person <= 60; person += 1)
      await post(opened.double.update(`6e00bb${person}`, `in-${person}`, 'message.text.received', { text: 'a' }));
    const limits = opened.events.filter(({ kind }) => kind === 'people-limit');
    expect(limits).toEqual([{ kind: 'people-limit', people: 50 }]);
  });
});

describe('a message of a Zalo bot', () => {
  it('C-26: that has been refused for its number for two minutes means that the month is used up: said once, and once when it is over', async () => {
    const { channel, double, newChat, events, observed, pass } = await open();
    const chat = newChat();
    double.script('sendMessage', ...Array.from({ length: 4 }, () => ({ code: 429 })));
    for (let i = 0; i < 5; i += 1) {
      await channel.send(chat, { text: 'Vâng.' });
      await pass(60_001);
    }
    const quota = events.map(({ kind }) => kind).filter((kind) => kind.startsWith('quota'));
    expect(quota).toEqual(['quota-exhausted', 'quota-free']);
    expect(observed).toEqual(['quota-exhausted', 'quota-free']);
    expect(double.shown(userOf(chat))).toHaveLength(1);
  });

  it('is plain text with a numbered menu; the number typed back is handed on as it was typed', async () => {
    const { channel, double, newChat } = await open();
    const chat = newChat();
    const choices = [
      { label: 'Phường Cam Đường', value: '/donvi cam duong' },
      { label: 'Xã Bát Xát', value: '/donvi bat xat' },
    ];
    await channel.send(chat, { text: 'Bạn hỏi nơi nào?', choices });
    expect(double.shown(userOf(chat))).toEqual([
      'Bạn hỏi nơi nào?\n\nTrả lời bằng một con số để chọn:\n1. Phường Cam Đường\n2. Xã Bát Xát',
    ]);
    await post(double.update(userOf(chat), 'in-1', 'message.text.received', { text: ' 2. ' }));
    expect(accepted[0]?.content).toEqual({ kind: 'text', text: '2.' });
  });

  it.each<[number, SendOutcome['kind']]>([
    [400, 'rejected'],
    [401, 'unauthorised'],
    [403, 'unavailable'],
    [404, 'rejected'],
    [408, 'uncertain'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [504, 'uncertain'],
  ])('answered with %i is %s', async (code, kind) => {
    const { channel, double, newChat } = await open();
    double.script('sendMessage', { code });
    expect((await channel.send(newChat(), { text: 'Vâng.' })).kind).toBe(kind);
  });

  it.concurrent.for<[Fault, SendOutcome['kind']]>([
    ['reset', 'uncertain'],
    ['reset-after', 'uncertain'],
    ['reset-amid', 'uncertain'],
    ['hang', 'uncertain'],
    ['drip', 'uncertain'],
    ['redirect', 'unavailable'],
    ['endless', 'uncertain'],
    ['bomb', 'uncertain'],
    ['html', 'unavailable'],
    ['bad-gateway', 'unavailable'],
    ['broken-json', 'uncertain'],
    ['odd-json', 'uncertain'],
  ])('C-6, C-7, C-13, C-14: %s makes it %s, and the next one works', async ([fault, kind], { expect, onTestFinished }) => {
    const { channel, double, newChat, close } = await openZaloBot({ settings: impatient });
    onTestFinished(close);
    double.script('sendMessage', { fault });
    expect(await channel.send(newChat(), { text: 'Vâng.' })).toEqual({ kind });
    expect((await channel.send(newChat(), { text: 'Vâng.' })).kind).toBe('sent');
    expect(double.strayed).toEqual([]);
  });

  it('C-1: beyond the month’s messages nobody is asked for a minute', async () => {
    const { channel, double, newChat, pass } = await open({ monthlyMessages: 1 });
    const outcomes: SendOutcome[] = [];
    for (let i = 0; i < 10; i += 1) outcomes.push(await channel.send(newChat(), { text: 'Vâng.' }));
    expect(outcomes[1]).toEqual({ kind: 'rate-limited', retryAfterMs: 60_000 });
    expect(calls('sendMessage')).toHaveLength(2);
    await pass(60_001);
    await channel.send(newChat(), { text: 'Vâng.' });
    expect(calls('sendMessage')).toHaveLength(3);
    expect(double.requests).toHaveLength(3);
  });

  it('C-10: with a token that is refused goes nowhere after the first', async () => {
    const { channel, newChat } = await open({ settings: { token: '1:wrong' } });
    for (let i = 0; i < 50; i += 1) expect(await channel.send(newChat(), { text: 'Vâng.' })).toEqual({ kind: 'unauthorised' });
    expect(opened.double.requests).toHaveLength(1);
  });
});

describe('what an operator asks of a Zalo bot', () => {
  it('a bot that polls is in order, and the limits of its plan are said', async () => {
    await open({ settings: { receiving: { kind: 'polling' } } });
    const { setup } = opened.channel;
    expect(await setup.check()).toEqual({
      kind: 'fine',
      line: 'the token of “Bot Cử Tri” is accepted; updates are polled; Zalo’s basic plan: 50 people and 3,000 messages a month',
    });
    opened.double.register('https://old.example.vn/secret-path');
    const found = await setup.check();
    expect(found).toMatchObject({ kind: 'broken', line: expect.stringMatching(/old\.example\.vn .*webhook delete zalo-bot/) });
    expect(found.line).not.toContain('secret-path');
    expect((await setup.setWebhook()).line).toContain('CUTRI_ZALO_BOT_WEBHOOK_SECRET');
    expect((await setup.deleteWebhook()).kind).toBe('fine');
    expect((await setup.check()).kind).toBe('fine');
  });

  it('a webhook is set, checked and deleted', async () => {
    const { channel, double } = await open();
    expect((await channel.setup.check()).line).toContain('webhook set zalo-bot');
    expect(await channel.setup.setWebhook()).toMatchObject({ kind: 'fine', line: expect.stringContaining('/webhooks/zalo/bot') });
    expect(double.webhook()).toEqual({ url: 'https://cutri.example.vn/webhooks/zalo/bot', secret: webhookReceiving.secret });
    expect((await channel.setup.check()).kind).toBe('fine');
    double.register('https://elsewhere.example/x');
    expect(await channel.setup.check()).toMatchObject({ kind: 'broken', line: expect.stringContaining('elsewhere.example') });
  });

  it('an address Zalo cannot reach is no success, though Zalo keeps it', async () => {
    await open({ settings: { receiving: { ...webhookReceiving, publicUrl: 'https://192.168.1.5' } } });
    expect(await opened.channel.setup.setWebhook()).toMatchObject({
      kind: 'broken',
      line: expect.stringContaining('private address'),
    });
  });

  it.each([
    ['a token that is refused', { token: '1:wrong' }, /CUTRI_ZALO_BOT_TOKEN is refused/],
    ['a platform out of reach', { root: 'http://zalo.invalid' }, /cannot be reached \(\w+\).*CUTRI_ZALO_BOT_API_ROOT/],
  ])('%s is said, with what to do', async (_, settings, line) => {
    await open({ settings: { ...settings, deadlineMs: 5_000 } });
    const found = await opened.channel.setup.check();
    expect(found).toMatchObject({ kind: 'broken', line: expect.stringMatching(line) });
    expect(found.line).not.toContain(opened.double.token);
  });

  it('F-53: the watch registers our webhook where there is none, and only says so when updates go elsewhere', async () => {
    const { channel, double, events, observed } = await open();
    const watch = async (done: () => boolean) => {
      const stop = new AbortController();
      const watching = channel.watch(stop.signal);
      await until(done);
      stop.abort();
      await watching;
    };
    await watch(() => double.webhook() !== undefined);
    expect(events).toContainEqual({ kind: 'watch', found: 'webhook-missing' });
    double.register('https://elsewhere.example/x');
    await watch(() => events.some((event) => event.kind === 'watch' && event.found === 'webhook-elsewhere'));
    expect(double.webhook()?.url).toBe('https://elsewhere.example/x');
    double.script('getWebhookInfo', { code: 401 });
    await watch(() => observed.includes('unauthorised'));
    // Twice: on a connection that was kept it is tried once more on a fresh one.
    double.script('getWebhookInfo', { fault: 'reset' }, { fault: 'reset' });
    await watch(() => events.some((event) => event.kind === 'watch' && event.found === 'no-answer'));
    expect(observed).toContain('unavailable');
  });
});

describe('the webhook of a Zalo bot, over HTTP', () => {
  it('takes what has the secret, and tells nobody else anything', async () => {
    const { channel } = await open();
    const site = await startVoterSite({ channels: [channel], accept });
    const deliver = (headers: Record<string, string>) =>
      fetch(`${site.address}/webhooks/zalo/bot`, { method: 'POST', body: JSON.stringify(text('in-1', 'xin chào')), headers });
    const refused = await deliver({ 'x-bot-api-secret-token': 'wrong' });
    expect([refused.status, await refused.text(), accepted]).toEqual([401, '', []]);
    expect((await deliver({ 'X-Bot-Api-Secret-Token': webhookReceiving.secret })).status).toBe(200);
    expect(accepted).toHaveLength(1);
    await site.close();
  });
});
