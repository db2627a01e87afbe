import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startService } from '../../src/app/app.ts';
import { parseConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { startFaultProxy } from '../fakes/fault-proxy.ts';
import { telegramSecret } from '../fakes/telegram-channel.ts';
import { type Emulator, openDesk, startEmulator, type Voter } from '../fakes/telegram-emulator.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

let bots = 0;

/** The whole service beside a Telegram of its own. */
async function start(mode: 'polling' | 'webhook', apiRoot?: string) {
  bots += 1;
  const token = `${bots}:journey`;
  const desk = await openDesk(emulator, token);
  ends.push(desk.close);
  const proxy = await startFaultProxy(desk.apiRoot);
  ends.push(proxy.close);
  const config = parseConfig({
    CUTRI_PORT: '0',
    CUTRI_DATA: temporaryFolder(),
    CUTRI_TELEGRAM_TOKEN: token,
    CUTRI_TELEGRAM_API_ROOT: apiRoot ?? proxy.address,
    ...(mode === 'webhook'
      ? { CUTRI_PUBLIC_URL: 'https://cutri.example.vn', CUTRI_TELEGRAM_WEBHOOK_SECRET: telegramSecret }
      : {}),
  });
  const service = await startService(config, createLogger('silent'));
  ends.push(() => service.stop());
  desk.leadTo(service.address);
  if (mode === 'webhook') await expect.poll(() => desk.calls.some(({ method }) => method === 'setWebhook')).toBe(true);
  return { service, desk, proxy };
}

/** What the person reads after having done something. */
async function reply(voter: Voter, act: () => Promise<void>) {
  const before = (await voter.reads()).length;
  await act();
  await expect.poll(async () => (await voter.reads()).length, { interval: 10 }).toBeGreaterThan(before);
  return (await voter.reads())[before]!;
}

describe.each(['polling', 'webhook'] as const)('a voter on Telegram (%s)', (mode) => {
  it('H-7: is told at first contact what this is, in at most 400 characters', async () => {
    const { desk } = await start(mode);
    const voter = desk.voter(42);
    const hello = await reply(voter, () => voter.types('/start'));
    expect(hello.text).toMatch(/trợ lý tự động.*\/xoa/su);
    expect(hello.text.length).toBeLessThanOrEqual(400);
    expect(desk.mistakes).toEqual([]);
  });

  it('asks, clarifies by a button, follows up, shares a position, sends a picture, is forgotten', async () => {
    const { desk } = await start(mode);
    const voter = desk.voter(42);
    const says = (act: () => Promise<void>) => reply(voter, act);
    expect((await says(() => voter.types('ngay bau cu la ngay nao'))).text).toMatch(/15\/03\/2026[\s\S]*Nguồn: /u);
    const asked = await says(() => voter.types('Yên Bái thuộc đơn vị bầu cử nào?'));
    expect(asked.buttons?.length).toBeGreaterThan(0);
    expect((await says(() => voter.presses('phường Yên Bái'))).text).toMatch(/Phường Yên Bái[\s\S]*đơn vị bầu cử số/u);
    expect((await says(() => voter.types('còn phường Cam Đường?'))).text).toMatch(/Phường Cam Đường/u);
    expect((await says(() => voter.sharesLocation(22.48, 103.97))).text).not.toBe('');
    expect((await says(() => voter.sends({ photo: [{ file_id: 'x', width: 1, height: 1 }] }))).text).not.toBe('');
    expect((await says(() => voter.types('/lich'))).text).toMatch(/15\/03\/2026[\s\S]*Nguồn: /u);
    expect((await says(() => voter.types('/xoa'))).text).toMatch(/xóa/iu);
    await expect.poll(() => desk.calls.some(({ method }) => method === 'answerCallbackQuery')).toBe(true);
    expect(desk.mistakes).toEqual([]);
  });

  it('A-12: is answered once, however often Telegram tells the update', async () => {
    const { desk } = await start(mode);
    desk.repeat(3);
    const voters = [42, 43, 44].map((id) => desk.voter(id));
    for (const voter of voters) await reply(voter, () => voter.types('ngay bau cu la ngay nao'));
    for (const voter of voters) expect((await reply(voter, () => voter.types('/start'))).text).toMatch(/trợ lý tự động/u);
    for (const voter of voters) expect(await voter.reads()).toHaveLength(2);
    expect(desk.mistakes).toEqual([]);
  });
});

describe('when Telegram is out of reach', () => {
  it('the service starts all the same, the page answers, and the channel says how it stands', async () => {
    const { service } = await start('polling', 'http://127.0.0.1:1');
    expect((await fetch(`${service.address}/`)).status).toBe(200);
    expect((await fetch(`${service.address}/healthz`)).status).toBe(200);
    const telegram = async () => {
      const { channels } = (await (await fetch(`${service.address}/readyz`)).json()) as {
        channels: { channel: string; state: string }[];
      };
      return channels.find(({ channel }) => channel === 'telegram')?.state;
    };
    await expect.poll(telegram).toBe('unreachable');
  });
});
