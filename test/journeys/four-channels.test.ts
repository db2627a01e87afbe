import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { blockPage } from '../fakes/fault-proxy.ts';
import { type Emulator, startEmulator } from '../fakes/telegram-emulator.ts';
import { type Neighbour, openTown, type Town } from '../fakes/town.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
let emulator: Emulator;
let town: Town;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());
afterEach(() => town.close());

const patience = { timeout: 120_000, interval: 50 };

async function readiness(): Promise<{ ready: boolean; channels: { channel: string; state: string }[] }> {
  return (await fetch(`${town.service.address}/readyz`)).json() as never;
}
const stateOf = async (name: string) => (await readiness()).channels.find(({ channel }) => channel === name)?.state;

describe('one service, four channels', () => {
  it('a person asks, clarifies, follows up, subscribes and is forgotten on each of them', async () => {
    town = await openTown(emulator);
    const people: [string, Neighbour][] = [
      ['telegram', town.onTelegram(4711)],
      ['zalo-oa', town.onZaloOa()],
      ['zalo-bot', town.onZaloBot()],
      ['web', await town.onPage()],
    ];
    for (const [channel, person] of people) {
      const says = async (text: string): Promise<[string, string]> => [channel, await person.says(text)];
      expect(await says('ngay bau cu la ngay nao')).toEqual([channel, expect.stringContaining('15/03/2026')]);
      expect(await says('Yên Bái thuộc đơn vị bầu cử nào?')).toEqual([channel, expect.stringMatching(/Yên Bái/u)]);
      expect(await says('1')).toEqual([channel, expect.stringMatching(/Yên Bái[\s\S]*đơn vị bầu cử số/u)]);
      expect(await says('còn phường Cam Đường?')).toEqual([channel, expect.stringMatching(/Phường Cam Đường/u)]);
      expect(await says('/dangky tất cả')).toEqual([channel, expect.stringMatching(/đã đăng ký/iu)]);
      expect(await says('/xoa')).toEqual([channel, expect.stringMatching(/xóa/iu)]);
    }
    await expect.poll(() => town.service.host.store.subscribers.get('telegram:4711'), patience).toBeUndefined();
  });

  it('/readyz says of each how it stands; one that fails does not make the others unready', async () => {
    town = await openTown(emulator);
    for (const person of [town.onTelegram(4712), town.onZaloOa(), town.onZaloBot(), await town.onPage()])
      await person.says('ngay bau cu la ngay nao');
    for (const channel of ['web', 'telegram', 'zalo-oa', 'zalo-bot'])
      await expect.poll(() => stateOf(channel), patience).toBe('on');
    town.proxy.order(blockPage, { times: 1_000 });
    for (let i = 0; i < 8; i += 1) await town.onTelegram(4713 + i).does('ngay bau cu la ngay nao');
    await expect.poll(() => stateOf('telegram'), patience).toBe('unreachable');
    expect(await readiness()).toMatchObject({ ready: true });
    expect(await town.onZaloOa().says('ngay bau cu la ngay nao')).toContain('15/03/2026');
    town.oa.refuseAllTokens();
    await town.onZaloOa().does('ngay bau cu la ngay nao');
    await expect.poll(() => stateOf('zalo-oa'), patience).toBe('needs-authorisation');
    expect(await stateOf('zalo-bot')).toBe('on');
    town.proxy.clear();
    await expect.poll(() => stateOf('telegram'), patience).toBe('on');
  });

  it('H-1: keeps of people who ask, subscribe and write about themselves nothing but what is listed here', async () => {
    town = await openTown(emulator);
    for (const person of [town.onTelegram(4720), town.onZaloOa(), town.onZaloBot()]) {
      await person.says('Tôi là Trần Thị Canary, CCCD 012345678901, số 0912345678, tôi sẽ bầu cho ông ấy');
      await person.says('Tôi là Trần Thị Canary, CCCD 012345678901, số 0912345678, chỉ số PAPI 2012 được bao nhiêu điểm');
      await person.says('/dangky phường Cam Đường');
      await person.says('/start');
    }
    await town.appoint('lan', 4730, ['author']);
    await expect.poll(() => town.service.host.store.inbox.waiting(), patience).toBe(0);
    const files = readdirSync(town.data).filter((name) => statSync(join(town.data, name)).isFile());
    const text = new Map(files.map((name) => [name, readFileSync(join(town.data, name), 'latin1')]));
    // The inbox holds what was written until it is a day old (H-2, H-4).
    const about = (pattern: RegExp) => files.filter((name) => !name.startsWith('inbox') && pattern.test(text.get(name)!));
    expect(about(/canary|0912345678|012345678901/iu)).toEqual([]);
    // What could not be answered is counted without the person: no chat, no name, no number; what is declined as private is not.
    expect(about(/CCCD/u).filter((name) => name !== 'unanswered.json')).toEqual([]);
    const counted = [...readFileSync(join(town.data, 'unanswered.json'), 'utf8').matchAll(/"text":\s*"([^"]*)"/gu)].map(
      ([, wording]) => wording,
    );
    expect(new Set(counted)).toEqual(new Set(['Tôi là [tên], CCCD [số], số [số], chỉ số PAPI 2012 được bao nhiêu điểm']));
    expect(about(/4720/u)).toEqual(['chats.journal', 'subscribers.journal']);
    const names = text.get('chats.journal')!.matchAll(/"(\w+)":/gu);
    const listed = [
      'cutri',
      'kind',
      'version',
      'is',
      'record',
      'chat',
      'menu',
      'choices',
      'label',
      'value',
      'shownAt',
      'asks',
      'greetedAt',
    ];
    for (const [, name] of names) expect(listed).toContain(name);
    const ofSubscribers = [...text.get('subscribers.journal')!.matchAll(/"(\w+)":/gu)].map(([, name]) => name);
    const known = ['cutri', 'is', 'kind', 'subscriber', 'version', 'chat', 'communes', 'lastContactAt', 'subscribedAt', 'topics'];
    expect(ofSubscribers.filter((name) => !known.includes(name!))).toEqual([]);
    expect(new Set(text.get('subscribers.journal')!.match(/"chat":"[^"]+"/gu)).size).toBe(3);
  });

  it('F-50, H-5: no secret, no message and no chat is in anything the whole service writes, with debug logs on and every platform failing', async () => {
    const written: string[] = [];
    town = await openTown(
      emulator,
      undefined,
      pino({ level: 'trace' }, { write: (line: string) => void written.push(line) }) as never,
    );
    const chat = 475_869_475;
    const people = [town.onTelegram(chat), town.onZaloOa(), town.onZaloBot(), await town.onPage()];
    const secrets = [
      'CANARY',
      String(chat),
      ...Object.entries(town.config)
        .filter(([name, value]) => /TOKEN|SECRET|KEY/u.test(name) && typeof value === 'string')
        .map(([, value]) => value as string),
    ];
    expect(secrets.length).toBeGreaterThan(6);
    const faults = [
      blockPage,
      { kind: 'cut', when: 'during' },
      { kind: 'redirect', to: 'http://127.0.0.1:1/' },
      { kind: 'answer', status: 429, body: '{"ok":false,"error_code":429,"parameters":{"retry_after":1}}' },
      { kind: 'answer', status: 401, body: '{"ok":false,"error_code":401,"description":"Unauthorized CANARY"}' },
      { kind: 'answer', status: 500, body: 'CANARY' },
    ] as const;
    for (const fault of faults) {
      town.proxy.order(fault, { path: /sendMessage/u, times: 1 });
      for (const person of people.slice(0, 3)) await person.does('CANARY tôi tên là Canary, bầu cử ngày nào');
    }
    town.oa.refuseAllTokens();
    for (const person of people) await person.does('CANARY lần nữa');
    await vi.waitFor(() => expect(written.length).toBeGreaterThan(20), patience);
    await vi.waitFor(async () => expect(await stateOf('zalo-oa')).toBe('needs-authorisation'), patience);
    const metrics = await (await fetch(`${town.service.address}/metrics`)).text();
    const everything = [...written, metrics, inspect(await readiness(), { depth: 10 })].join('\n');
    expect(metrics).toContain('cutri_');
    expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
    // What was written down for answering is in the inbox alone, and nowhere after /xoa.
    const holders = readdirSync(town.data).filter((name) => /CANARY/u.test(readFileSync(join(town.data, name), 'latin1')));
    expect(holders.filter((name) => !name.startsWith('inbox'))).toEqual([]);
  });
});
