import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { telegramProfile, telegramWords } from '../../../src/channels/telegram/words.ts';
import type { Accept } from '../../../src/messaging/channel.ts';
import type { IncomingMessage } from '../../../src/messaging/message.ts';
import type { Fault } from '../../fakes/fault-proxy.ts';
import { type OpenedTelegram, openTelegram, telegramSecret, telegramWebhook } from '../../fakes/telegram-channel.ts';
import { type Emulator, startEmulator } from '../../fakes/telegram-emulator.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

const until = (condition: () => boolean) => expect.poll(condition, { interval: 5 }).toBe(true);
const refusal = (code: number, description: string): Fault => ({
  kind: 'answer',
  status: code,
  body: JSON.stringify({ ok: false, error_code: code, description, parameters: { retry_after: 7 } }),
});
const textOf = ({ content }: IncomingMessage) => (content.kind === 'text' ? content.text : content.kind);

/** Polls while `test` runs. */
async function polling(
  test: (opened: OpenedTelegram, received: IncomingMessage[]) => Promise<void>,
  { accept, prepare }: { accept?: Accept; prepare?: (opened: OpenedTelegram) => void | Promise<void> } = {},
): Promise<void> {
  const opened = await openTelegram(emulator);
  await prepare?.(opened);
  const received: IncomingMessage[] = [];
  const { receiver } = opened.channel;
  if (receiver.kind !== 'polling') throw new Error('expected to poll');
  const stop = new AbortController();
  const running = receiver.run(async (message) => {
    await accept?.(message);
    received.push(message);
  }, stop.signal);
  try {
    await test(opened, received);
  } finally {
    stop.abort();
    await running;
    await opened.close();
  }
}

const polls = ({ desk }: OpenedTelegram) => desk.calls.filter(({ method }) => method === 'getUpdates');

describe('polling Telegram', () => {
  it('asks with the kinds of updates it reads, and confirms only what is safe', () =>
    polling(async (opened, received) => {
      const voter = opened.desk.voter(42);
      await voter.types('Một');
      await voter.types('Hai');
      await until(() => received.length === 2);
      await until(() => polls(opened).some(({ payload }) => (payload as { offset?: number }).offset === 1_002));
      expect(polls(opened)[0]?.payload).toEqual({
        timeout: 2,
        allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
      });
    }));

  it('A-12: what was not confirmed before a crash comes again, under the same id', async () => {
    const opened = await openTelegram(emulator);
    const ids: string[][] = [];
    await opened.desk.voter(42).types('Ngày bầu cử?');
    for (let round = 0; round < 2; round += 1) {
      const stop = new AbortController();
      const seen: string[] = [];
      ids.push(seen);
      const { receiver } = opened.channel;
      if (receiver.kind !== 'polling') throw new Error('expected to poll');
      // Stops the moment the message is safe: nothing has confirmed it.
      await receiver.run(async ({ id }) => {
        seen.push(id);
        stop.abort();
      }, stop.signal);
    }
    expect(ids[0]).toHaveLength(1);
    expect(ids[1]).toEqual(ids[0]);
    await opened.close();
  });

  it('takes chats side by side and each in its order: a slow one holds up nobody', async () => {
    let release = (): void => undefined;
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const order: string[] = [];
    await polling(
      async (_opened, received) => {
        await until(() => order.length === 12);
        expect(order.filter((name) => name.startsWith('telegram:1 '))).toEqual(['telegram:1 Tin 0']);
        expect(received).toHaveLength(11);
        release();
        await until(() => received.length === 15);
        const first = received.filter(({ chat }) => chat === 'telegram:1').map(textOf);
        expect(first).toEqual(['Tin 0', 'Tin 1', 'Tin 2', 'Tin 3']);
      },
      {
        accept: async (message) => {
          order.push(`${message.chat} ${textOf(message)}`);
          if (message.chat === 'telegram:1') await slow;
        },
        // All of it waits before the first poll: it comes in one batch.
        prepare: async ({ desk }) => {
          for (let i = 0; i < 4; i += 1) await desk.voter(1).types(`Tin ${i}`);
          for (let chat = 2; chat <= 12; chat += 1) await desk.voter(chat).types('Tin');
        },
      },
    );
  });

  it('lets a message that cannot be kept come again, and what came after it in that chat with it', async () => {
    let refused = 0;
    const accept: Accept = async (message) => {
      if (message.chat === 'telegram:1' && refused < 2) {
        refused += 1;
        throw new Error('the disk is full');
      }
    };
    await polling(
      async ({ desk, problems, slept }, received) => {
        await desk.voter(1).types('Một');
        await desk.voter(1).types('Hai');
        await desk.voter(2).types('Ba');
        await until(() => received.filter(({ chat }) => chat === 'telegram:1').length >= 2);
        expect(received.filter(({ chat }) => chat === 'telegram:1').map(textOf)).toEqual(['Một', 'Hai']);
        expect(problems()).toContainEqual({ kind: 'poll-failed', why: 'not-accepted' });
        expect(slept.length).toBeGreaterThanOrEqual(2);
      },
      { accept },
    );
  });

  it.each([
    ['another poller (409)', refusal(409, 'Conflict: terminated by other getUpdates request'), 'conflict', 1_000, 'unavailable'],
    [
      'a webhook (409)',
      refusal(409, "Conflict: can't use getUpdates while webhook is active"),
      'webhook-in-the-way',
      1_000,
      'unavailable',
    ],
    ['a refused token (401)', refusal(401, 'Unauthorized'), 'unauthorised', 60_000, 'unauthorised'],
    ['no bot at all (404)', refusal(404, 'Not Found'), 'unauthorised', 60_000, 'unauthorised'],
    ['a rate limit (429)', refusal(429, 'Too Many Requests'), 'rate-limited', 7_000, 'rate-limited'],
    ['a broken server (502)', refusal(502, 'Bad Gateway'), 'no-answer', 500, 'unavailable'],
    ['a cut connection', { kind: 'cut', when: 'before' } as const, 'no-answer', 500, 'unavailable'],
    [
      'an answer that is no list',
      { kind: 'answer', status: 200, body: '{"ok":true,"result":{}}' } as const,
      'no-answer',
      500,
      'unavailable',
    ],
  ] as const)('never ends: %s is waited out', async (_, fault, why, waitMs, outcome) => {
    await polling(
      async ({ desk, problems, slept, observed }, received) => {
        await until(() => problems().length === 2);
        await desk.voter(42).types('Còn đó không?');
        await until(() => received.length === 1);
        expect(problems()).toEqual([
          { kind: 'poll-failed', why },
          { kind: 'poll-failed', why },
        ]);
        // Only somebody else's polling is waited out a little longer each time.
        expect(slept.slice(0, 2)).toEqual([waitMs, waitMs === 1_000 ? 2_000 : waitMs]);
        expect(observed.slice(0, 2)).toEqual([outcome, outcome]);
        expect(observed.at(-1)).toBe('sent');
      },
      { prepare: ({ proxy }) => proxy.order(fault, { path: /getUpdates/u, times: 2 }) },
    );
  });

  it('asks again 1, 2, 4 and 8 s after each 409 in a row, never later, and after an answer from the beginning', async () => {
    const conflict = refusal(409, 'Conflict: terminated by other getUpdates request');
    await polling(
      async ({ desk, problems, slept, proxy }, received) => {
        const pausesMs = () => slept.filter((ms) => ms >= 1_000);
        await until(() => problems().length === 5);
        await desk.voter(42).types('Còn đó không?');
        await until(() => received.length === 1);
        expect(pausesMs()).toEqual([1_000, 2_000, 4_000, 8_000, 8_000]);
        proxy.order(conflict, { path: /getUpdates/u, times: 2 });
        // Ends the poll that is open.
        await desk.voter(42).types('Còn nữa không?');
        await until(() => problems().length === 7 && received.length === 2);
        expect(pausesMs().slice(5)).toEqual([1_000, 2_000]);
      },
      { prepare: ({ proxy }) => proxy.order(conflict, { path: /getUpdates/u, times: 5 }) },
    );
  });

  it('does not ask at once again where an empty answer came back at once, and confirms what it does not know', () =>
    polling(
      async ({ slept, desk }, received) => {
        await until(() => slept.length >= 3);
        expect(slept.slice(0, 2)).toEqual([200, 200]);
        await desk.voter(42).types('Vâng');
        await until(() => received.length === 1);
      },
      {
        prepare: ({ proxy }) => {
          const updates = (result: unknown): Fault => ({
            kind: 'answer',
            status: 200,
            body: JSON.stringify({ ok: true, result }),
          });
          proxy.order(updates([]), { path: /getUpdates/u });
          proxy.order(updates([null, 7, {}, { update_id: 'x' }]), { path: /getUpdates/u });
          proxy.order(updates([{ update_id: 900, poll: {} }]), { path: /getUpdates/u });
          proxy.order(updates([]), { path: /getUpdates/u, body: /"offset":901/u });
        },
      },
    ));
});

describe('the webhook of Telegram', () => {
  /** As the platform posts: whatever the channel throws, the mounted webhook answers with 503. */
  const post = ({ channel }: OpenedTelegram, update: object, accept: Accept = async () => undefined) => {
    if (channel.receiver.kind !== 'webhook') throw new Error('expected a webhook');
    const headers = { 'x-telegram-bot-api-secret-token': telegramSecret };
    return channel.receiver.handle({ headers, rawBody: JSON.stringify(update) }, accept);
  };
  const date = Math.floor(Date.now() / 1_000);
  const chat = { id: 42, type: 'private' };
  const press = { update_id: 1, callback_query: { id: '55', data: 'c:1', message: { message_id: 1, date, chat } } };

  it('cannot be made without a good secret', async () => {
    for (const secret of ['', 'short', 'x'.repeat(257), `${'x'.repeat(31)} `])
      await expect(openTelegram(emulator, { receiving: { kind: 'webhook', secret, publicUrl: 'https://x' } })).rejects.toThrow(
        /secret of 32/u,
      );
  });

  it('A-4: acknowledges a press while the Bot API is dead, and tells the person’s telephone aside', async () => {
    const opened = await openTelegram(emulator, { receiving: telegramWebhook() });
    opened.proxy.order({ kind: 'silence' }, { times: 1_000 });
    const accepted: IncomingMessage[] = [];
    expect(await post(opened, press, async (message) => void accepted.push(message))).toEqual({ status: 200 });
    expect(accepted).toMatchObject([{ content: { kind: 'choice', value: 'c:1' } }]);
    await until(() => opened.proxy.seen.some(({ path }) => path.endsWith('answerCallbackQuery')));
    await opened.close();
  });

  it('answers a press only once it is safe', async () => {
    const opened = await openTelegram(emulator, { receiving: telegramWebhook() });
    await expect(post(opened, press, () => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(opened.proxy.seen).toEqual([]);
    await post(opened, press);
    await until(() => opened.desk.calls.some(({ method }) => method === 'answerCallbackQuery'));
    expect(opened.desk.calls).toEqual([{ method: 'answerCallbackQuery', payload: { callback_query_id: '55' } }]);
    await opened.close();
  });

  it('A-13: a refused update passes through the library unprinted, asks the Bot API nothing and leaves the next one alone', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const before = process.exitCode;
    const opened = await openTelegram(emulator, { receiving: telegramWebhook() });
    const secret = { update_id: 1, message: { message_id: 1, date, chat, text: 'Chuyện riêng của tôi' } };
    await expect(post(opened, secret, () => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(await post(opened, secret)).toEqual({ status: 200 });
    expect(printed.mock.calls).toEqual([]);
    expect(process.exitCode).toBe(before);
    expect(opened.proxy.seen).toEqual([]);
    printed.mockRestore();
    await opened.close();
  });

  it('A-4: an update that takes long to keep is waited for however long, and holds up nobody', async () => {
    const opened = await openTelegram(emulator, { receiving: telegramWebhook() });
    const slow = Promise.withResolvers<void>();
    const written = (id: number) => ({ update_id: id, message: { message_id: id, date, chat: { ...chat, id }, text: 'Chào' } });
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const first = post(opened, written(1), () => slow.promise);
    expect(await post(opened, written(2))).toEqual({ status: 200 });
    await vi.advanceTimersByTimeAsync(600_000);
    vi.useRealTimers();
    slow.resolve();
    expect(await first).toEqual({ status: 200 });
    await opened.close();
  });

  it('A-5: speaks of those who post without the secret once a minute at most', async () => {
    const opened = await openTelegram(emulator, { receiving: telegramWebhook() });
    const { receiver } = opened.channel;
    if (receiver.kind !== 'webhook') throw new Error('expected a webhook');
    for (let i = 0; i < 1_000; i += 1) await receiver.handle({ headers: {}, rawBody: '{}' }, async () => undefined);
    expect(opened.events).toEqual([{ kind: 'webhook-refused', why: 'secret' }]);
    await opened.clock.advance(60_000);
    await receiver.handle({ headers: {}, rawBody: '{}' }, async () => undefined);
    expect(opened.events).toHaveLength(2);
    await opened.close();
  });

  it('leaves a group it was added to, with one polite sentence, and hands on nothing of it', async () => {
    const opened = await openTelegram(emulator, { receiving: telegramWebhook() });
    const group = { id: -1001, type: 'group', title: 'Tổ dân phố' };
    const members = opened.desk.voter(-1001);
    const accepted: IncomingMessage[] = [];
    const accept: Accept = async (message) => void accepted.push(message);
    const added = { chat: group, date, old_chat_member: { status: 'left' }, new_chat_member: { status: 'member' } };
    await post(opened, { update_id: 1, my_chat_member: added }, accept);
    await post(opened, { update_id: 2, message: { message_id: 1, date, chat: group, text: '/lich@bot' } }, accept);
    await until(() => opened.problems().length > 0);
    expect(opened.problems()).toEqual([{ kind: 'group-left' }]);
    expect((await members.reads()).map(({ text }) => text)).toEqual([telegramWords.group]);
    expect(opened.desk.calls.map(({ method }) => method)).toEqual(['sendMessage', 'leaveChat']);
    expect(accepted).toEqual([]);
    await opened.close();
  });

  it('tells a group once, however often Telegram refuses to let it go', async () => {
    const opened = await openTelegram(emulator, { receiving: telegramWebhook() });
    const group = { id: -1002, type: 'group', title: 'Tổ dân phố' };
    const members = opened.desk.voter(-1002);
    opened.proxy.order(refusal(400, 'Bad Request: not enough rights'), { path: /leaveChat/ });
    const said = (update_id: number) =>
      post(opened, { update_id, message: { message_id: update_id, date, chat: group, text: 'x' } });
    await said(1);
    await until(() => opened.events.some((event) => event.kind === 'called' && event.method === 'leaveChat'));
    expect(opened.problems()).toEqual([]);
    await said(2);
    await until(() => opened.problems().length > 0);
    expect(opened.problems()).toEqual([{ kind: 'group-left' }]);
    expect(await members.reads()).toHaveLength(1);
    await opened.close();
  });

  it('shows “typing” only to who waits longer than a moment', async () => {
    const opened = await openTelegram(emulator, { receiving: telegramWebhook() });
    const { channel, clock, desk } = opened;
    for (const id of [42, 43]) desk.voter(id);
    const asked = (id: number) =>
      post(opened, { update_id: id, message: { date, chat: { id, type: 'private' }, text: 'Ngày bầu cử?' } });
    await asked(42);
    await asked(43);
    await channel.send('telegram:42', { text: 'Ngày 15/03/2026.' });
    await clock.advance(1_000);
    const typing = () => desk.calls.filter(({ method }) => method === 'sendChatAction');
    await until(() => typing().length > 0);
    expect(typing()).toEqual([{ method: 'sendChatAction', payload: { chat_id: 43, action: 'typing' } }]);
    await opened.close();
  });
});

describe('the watch over the bot', () => {
  /** Runs the watch until a condition holds. */
  async function watched(receiving: Parameters<typeof openTelegram>[1], test: (opened: OpenedTelegram) => Promise<void>) {
    const opened = await openTelegram(emulator, receiving);
    const stop = new AbortController();
    const running = opened.channel.watch(stop.signal);
    try {
      await test(opened);
    } finally {
      stop.abort();
      await running;
      await opened.close();
    }
  }
  const methods = ({ desk }: OpenedTelegram) => desk.calls.map(({ method }) => method);

  it('sets the menu of commands in Vietnamese, and tries until it is set', async () => {
    const opened = await openTelegram(emulator);
    opened.proxy.order({ kind: 'cut', when: 'before' }, { times: 3 });
    await opened.channel.watch(new AbortController().signal);
    expect(opened.problems()).toEqual(Array.from({ length: 3 }, () => ({ kind: 'watch', found: 'commands-not-set' })));
    const [{ method, payload } = { method: '', payload: {} }] = opened.desk.calls;
    expect(method).toBe('setMyCommands');
    expect((payload as { commands: { command: string }[] }).commands.map(({ command }) => command)).toEqual(
      expect.arrayContaining(['batdau', 'trogiup', 'lich', 'donvi', 'xoa', 'nguon']),
    );
    await opened.close();
  });

  it('says what it is before anybody writes, and opens the commands from a button', async () => {
    const opened = await openTelegram(emulator);
    await opened.channel.watch(new AbortController().signal);
    const [, button, description, short] = opened.desk.calls;
    expect(button).toEqual({ method: 'setChatMenuButton', payload: { menu_button: { type: 'commands' } } });
    expect(description).toMatchObject({
      method: 'setMyDescription',
      payload: { description: expect.stringContaining('bầu cử') },
    });
    expect(short).toMatchObject({
      method: 'setMyShortDescription',
      payload: { short_description: expect.stringContaining('bầu cử') },
    });
    await opened.close();
  });

  it('gives a refused description up until the next start, with a line for each try, and goes on', async () => {
    const opened = await openTelegram(emulator);
    opened.proxy.order(refusal(429, 'Too Many Requests'), { path: /setMyDescription/u, times: 9 });
    await opened.channel.watch(new AbortController().signal);
    expect(opened.problems()).toEqual(Array.from({ length: 3 }, () => ({ kind: 'watch', found: 'profile-not-set' })));
    expect(methods(opened)).toContain('setMyShortDescription');
    await opened.close();
  });

  it('has a description that fits what Telegram takes, whatever a province is called', () => {
    for (const subject of ['bầu cử', 'x'.repeat(400)]) {
      const { description, short } = telegramProfile(subject);
      expect([description.length <= 512, short.length <= 120]).toEqual([true, true]);
    }
  });

  it('registers the webhook where there is none', () =>
    watched({ receiving: telegramWebhook() }, async (opened) => {
      await until(() => methods(opened).includes('setWebhook'));
      expect(opened.problems()).toEqual([{ kind: 'watch', found: 'webhook-missing' }]);
      await until(() => opened.observed.filter((kind) => kind === 'sent').length > 1);
      expect(opened.problems()).toHaveLength(1);
    }));

  it('F-53: says so when updates go elsewhere, and takes nothing away', () =>
    watched({ receiving: telegramWebhook() }, async (opened) => {
      const elsewhere = { kind: 'answer', status: 200, body: '{"ok":true,"result":{"url":"https://thief.example/"}}' } as const;
      opened.proxy.order(elsewhere, { path: /getWebhookInfo/u, times: 3 });
      await until(() => methods(opened).includes('setWebhook'));
      expect(opened.problems().slice(0, 3)).toEqual(
        Array.from({ length: 3 }, () => ({ kind: 'watch', found: 'webhook-elsewhere' })),
      );
      expect(opened.slept.slice(0, 3)).toEqual([60_000, 60_000, 60_000]);
    }));

  it('C-10: says so when the token is refused', () =>
    watched({ receiving: telegramWebhook() }, async (opened) => {
      opened.proxy.order(refusal(401, 'Unauthorized'), { path: /getWebhookInfo/u });
      await until(() => methods(opened).includes('setWebhook'));
      expect(opened.problems()[0]).toEqual({ kind: 'watch', found: 'unauthorised' });
      expect(opened.observed[0]).toBe('unauthorised');
    }));
});
