import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TelegramReceiving } from '../../src/channels/telegram/setup.ts';
import { createTelegram } from '../../src/channels/telegram/telegram.ts';
import { addChannelsCommands } from '../../src/commands/channels-program.ts';
import { blockPage, startFaultProxy } from '../fakes/fault-proxy.ts';
import { type Emulator, openDesk, startEmulator } from '../fakes/telegram-emulator.ts';
import { terminal } from '../fakes/terminal.ts';

const secret = 'canary-webhook-secret-0123456789-abcdef';
const webhook: TelegramReceiving = { kind: 'webhook', secret, publicUrl: 'https://cutri.example.vn' };
let emulator: Emulator;
let bots = 0;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

/** `cutri channels …` beside a Telegram of its own. */
async function open() {
  bots += 1;
  const token = `${bots}:CANARY-token`;
  const desk = await openDesk(emulator, token);
  const proxy = await startFaultProxy(desk.apiRoot);
  let everything = '';

  async function cutri(
    receiving: TelegramReceiving,
    line: string,
    settings: { token?: string; apiRoot?: string; deadlineMs?: number } = {},
  ) {
    const { said, io } = terminal();
    const program = new Command('cutri');
    let code: number | undefined;
    const opened = async () => {
      const telegram = createTelegram({
        settings: {
          token,
          apiRoot: proxy.address,
          receiving,
          commands: [],
          profile: { description: '', short: '' },
          groupNotice: '-',
          ...settings,
        },
        readImage: async () => undefined,
        now: () => new Date(),
        schedule: () => () => undefined,
        report: () => undefined,
        observed: () => undefined,
      });
      return {
        setups: [telegram.setup],
        off: [{ channel: 'zalo-oa', note: 'CUTRI_ZALO_OA_APP_ID is not set' }],
        authorise: { 'zalo-oa': async () => ({ kind: 'authorised' as const, account: 'Ủy ban bầu cử' }) },
        close: async () => telegram.close(),
      };
    };
    addChannelsCommands(program, opened, io, (given) => {
      code = given;
    });
    await program.parseAsync(line.split(' '), { from: 'user' });
    everything += said.out + said.err;
    return { code, ...said };
  }

  return {
    cutri,
    desk,
    proxy,
    async close() {
      await proxy.close();
      await desk.close();
      expect(everything).not.toContain('CANARY');
      expect(everything).not.toContain(secret);
      expect(desk.mistakes).toEqual([]);
    },
  };
}

describe('cutri channels', () => {
  it('says of each channel in one line that it works or what is missing', async () => {
    const { cutri, close } = await open();
    expect(await cutri({ kind: 'polling' }, 'channels check')).toEqual({
      code: 0,
      out: 'telegram  ok   the token is accepted; updates are polled\nzalo-oa   off  CUTRI_ZALO_OA_APP_ID is not set\n',
      err: '',
    });
    await close();
  });

  it('prints the same as JSON', async () => {
    const { cutri, close } = await open();
    const { out } = await cutri({ kind: 'polling' }, 'channels check --json');
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { channel: 'telegram', kind: 'fine', line: 'the token is accepted; updates are polled' },
      { channel: 'zalo-oa', kind: 'off', line: 'CUTRI_ZALO_OA_APP_ID is not set' },
    ]);
    await close();
  });

  it('sets the webhook, finds it in order, and deletes it', async () => {
    const { cutri, desk, close } = await open();
    expect(await cutri(webhook, 'channels check')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^telegram {2}FIX {2}no webhook is registered: cutri channels webhook set telegram\n/u),
    });
    expect(await cutri(webhook, 'channels webhook set telegram')).toEqual({
      code: 0,
      out: 'telegram  ok   updates come to https://cutri.example.vn/webhooks/telegram from now on\n',
      err: '',
    });
    expect(desk.calls.at(-1)).toMatchObject({ method: 'setWebhook', payload: { secret_token: secret } });
    expect(await cutri(webhook, 'channels check')).toMatchObject({
      code: 0,
      out: expect.stringContaining('come to our webhook'),
    });
    expect(await cutri(webhook, 'channels webhook delete')).toMatchObject({ code: 0 });
    expect(await cutri({ kind: 'polling' }, 'channels check')).toMatchObject({ code: 0 });
    await close();
  });

  it('F-53: says when updates go elsewhere, naming only the host', async () => {
    const { cutri, close } = await open();
    await cutri({ ...webhook, publicUrl: 'https://thief.example' }, 'channels webhook set');
    expect(await cutri(webhook, 'channels check')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/updates go to thief\.example and not to https:\/\/cutri\.example\.vn.*leaked/u),
    });
    expect(await cutri({ kind: 'polling' }, 'channels check')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/a webhook on thief\.example gets the updates.*webhook delete telegram/u),
    });
    await close();
  });

  it('says what Telegram could not deliver, and why', async () => {
    const { cutri, proxy, close } = await open();
    await cutri(webhook, 'channels webhook set');
    const info = (message: string) => ({
      kind: 'answer' as const,
      status: 200,
      body: JSON.stringify({
        ok: true,
        result: {
          url: 'https://cutri.example.vn/webhooks/telegram',
          pending_update_count: 7,
          last_error_date: 1,
          last_error_message: message,
        },
      }),
    });
    proxy.order(info('Wrong response from the webhook: 401 Unauthorized'), { path: /getWebhookInfo/u });
    expect((await cutri(webhook, 'channels check')).out).toMatch(/401.*7 updates wait.*another secret.*webhook set/u);
    proxy.order(info('Connection\nrefused'), { path: /getWebhookInfo/u });
    expect((await cutri(webhook, 'channels check')).out).toMatch(/\(Connection refused\).*is the service running/u);
    await close();
  });

  it.each([
    ['a token that is refused', { token: '9:CANARY-other' }, /CUTRI_TELEGRAM_TOKEN is refused.*@BotFather/u],
    ['an API nobody listens at', { apiRoot: 'http://127.0.0.1:1' }, /cannot be reached \(ECONNREFUSED\).*CUTRI_TELEGRAM_PROXY/u],
  ])('C-16: says what to do about %s', async (_, settings, line) => {
    const { cutri, close } = await open();
    const { code, out } = await cutri(webhook, 'channels check', settings);
    expect(code).toBe(1);
    expect(out).toMatch(line);
    expect((await cutri(webhook, 'channels webhook set', settings)).out).toMatch(line);
    await close();
  });

  it.each([
    ['a block page', blockPage, /something that is not Telegram/u],
    ['a redirect', { kind: 'redirect', to: 'http://127.0.0.1:1/' } as const, /was redirected/u],
    ['silence', { kind: 'silence' } as const, /cannot be reached \(timeout\)/u],
  ])('C-13: says what to do about %s', async (_, fault, line) => {
    const { cutri, proxy, close } = await open();
    proxy.order(fault);
    const settings = fault.kind === 'silence' ? { deadlineMs: 200 } : {};
    expect((await cutri(webhook, 'channels check', settings)).out).toMatch(line);
    await close();
  });

  it('says what a webhook needs where updates are polled', async () => {
    const { cutri, close } = await open();
    const { code, out } = await cutri({ kind: 'polling' }, 'channels webhook set');
    expect(code).toBe(1);
    expect(out).toMatch(/CUTRI_PUBLIC_URL.*CUTRI_TELEGRAM_WEBHOOK_SECRET/u);
    await close();
  });

  it('changes nothing for a channel that is off or that there is not', async () => {
    const { cutri, desk, close } = await open();
    const { code, err, out } = await cutri(webhook, 'channels webhook set telegram zalo-oa telegramm');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(
      /zalo-oa is off: CUTRI_ZALO_OA_APP_ID is not set.*\n.*there is no channel telegramm; there are telegram, zalo-oa\./u,
    );
    expect(desk.calls).toEqual([]);
    await close();
  });

  it('gives the credential to the channel that takes one, and says which does otherwise', async () => {
    const { cutri, close } = await open();
    expect(await cutri({ kind: 'polling' }, 'channels authorise telegram')).toMatchObject({
      code: 1,
      err: expect.stringContaining('zalo-oa does'),
    });
    expect(await cutri({ kind: 'polling' }, 'channels authorise zalo-oa')).toMatchObject({
      code: 1,
      err: expect.stringContaining('give the refresh token alone on standard input'),
    });
    await close();
  });
});
