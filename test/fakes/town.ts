import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import { expect, vi } from 'vitest';
import { linkingHash } from '../../src/announcements/people/linking.ts';
import type { Role } from '../../src/announcements/people/officials.ts';
import { startService } from '../../src/app/app.ts';
import { openChannelsForOperator } from '../../src/app/connections.ts';
import { parseConfig } from '../../src/config.ts';
import { createLogger, type Logger } from '../../src/logger.ts';
import { official } from '../contracts/officials.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { type Emulator, openDesk, type ReadMessage, type Voter } from './telegram-emulator.ts';
import { botWebhookSecret } from './zalo-bot-channel.ts';
import { startZaloBotDouble } from './zalo-bot-double.ts';
import { startZaloOaDouble } from './zalo-oa-double.ts';

/** Somebody at a telephone or a page. */
export interface Neighbour {
  does(text: string): Promise<void>;
  reads(): Promise<string[]>;
  /** Says something and reads the next message. */
  says(text: string): Promise<string>;
}

/** An official in their Telegram chat. */
export interface OfficialAtWork {
  id: string;
  /** The answer: by default the next message that is no news of others' steps and no progress. */
  says(text: string, answer?: RegExp): Promise<ReadMessage>;
  /** Sends something else than text, e.g. a photo. */
  sends(message: object): Promise<ReadMessage>;
  /** Presses a button, by a part of its label, of the last message that has it. */
  presses(label: string): Promise<ReadMessage>;
  reads(): Promise<ReadMessage[]>;
  hears(pattern: RegExp): Promise<void>;
  code(): Promise<string>;
}

/** News and progress come between what is said and answered. */
const answers = /^(?!📥|✅|↩|⏰|🚀|⏸|▶|⛔|✏|⚠|🟦 DIỄN TẬP –|(?:Thông báo|DIỄN TẬP|Đính chính|Thu hồi) số \d+ [–(])/u;
const patience = { timeout: 120_000, interval: 20 };
let towns = 0;
let messages = 0;
const nextId = () => {
  messages += 1;
  return `town-${messages}`;
};

/** The whole service beside Telegram, both Zalo platforms and the web page, on the embedded store or a database. */
export async function openTown(
  emulator: Emulator,
  databaseUrl?: string,
  logger: Logger = createLogger('silent'),
  settings: Record<string, string> = {},
) {
  towns += 1;
  const token = `${towns}:town-${process.pid}`;
  const now = () => new Date();
  const [desk, oa, bot] = await Promise.all([openDesk(emulator, token), startZaloOaDouble({ now }), startZaloBotDouble({ now })]);
  const proxy = await startFaultProxy(desk.apiRoot);
  const data = mkdtempSync(join(tmpdir(), 'cutri-town-'));
  const config = parseConfig({
    CUTRI_PORT: '0',
    CUTRI_DATA: data,
    CUTRI_PUBLIC_URL: 'https://cutri.example.vn',
    CUTRI_ISSUER: 'Ủy ban bầu cử tỉnh Lào Cai',
    CUTRI_APPROVAL_KEY: 'a-key-for-tests-of-32-characters!',
    CUTRI_TELEGRAM_TOKEN: token,
    CUTRI_TELEGRAM_MODE: 'polling',
    CUTRI_TELEGRAM_API_ROOT: proxy.address,
    CUTRI_ZALO_OA_APP_ID: oa.app.id,
    CUTRI_ZALO_OA_APP_SECRET: oa.app.secret,
    CUTRI_ZALO_OA_WEBHOOK_SECRET: oa.webhookSecret,
    CUTRI_ZALO_OA_API_ROOT: oa.root,
    CUTRI_ZALO_OA_OAUTH_ROOT: oa.root,
    CUTRI_ZALO_BOT_TOKEN: bot.token,
    CUTRI_ZALO_BOT_API_ROOT: bot.root,
    CUTRI_ZALO_BOT_MODE: 'polling',
    CUTRI_ZALO_BOT_WEBHOOK_SECRET: botWebhookSecret,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    ...settings,
  });
  const service = await startService(config, logger);
  const operator = await openChannelsForOperator(config, createLogger('silent'));
  await operator.authorise['zalo-oa']!(oa.issue().refreshToken);
  await operator.close();
  const { officials } = service.host.store;
  const codes = new Set<string>();

  const neighbour = (did: Pick<Neighbour, 'does' | 'reads'>): Neighbour => ({
    ...did,
    async says(text) {
      const before = (await did.reads()).length;
      await did.does(text);
      await vi.waitFor(async () => expect((await did.reads()).length).toBeGreaterThan(before), patience);
      return (await did.reads())[before]!;
    },
  });

  function onTelegram(id: number): Neighbour {
    const voter = desk.voter(id);
    return neighbour({ does: voter.types, reads: async () => (await voter.reads()).map(({ text }) => text) });
  }

  function onZaloOa(): Neighbour {
    const id = oa.newUser();
    return neighbour({
      async does(text) {
        const { rawBody, headers } = oa.signed(JSON.stringify(oa.events.text(id, nextId(), text)));
        const { status } = await fetch(`${service.address}/webhooks/zalo/oa`, { method: 'POST', body: rawBody, headers });
        expect(status).toBe(200);
      },
      reads: async () => oa.shown(id).map(({ text }) => text),
    });
  }

  function onZaloBot(): Neighbour {
    const id = bot.newUser();
    return neighbour({
      does: async (text) => bot.queue(bot.update(id, nextId(), 'message.text.received', { text })),
      reads: async () => bot.shown(id),
    });
  }

  /** A browser with its page open: the event stream is what it reads. */
  async function onPage(): Promise<Neighbour> {
    const ask = (text: string, cookie = '') =>
      fetch(`${service.address}/api/chat`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
        body: JSON.stringify({ text }),
      });
    const first = await ask('/trogiup');
    const cookie = first.headers.get('set-cookie')!.split(';')[0]!;
    const leaving = new AbortController();
    closing.push(async () => leaving.abort());
    const stream = await fetch(`${service.address}/api/chat/events`, { headers: { cookie }, signal: leaving.signal });
    let seen = '';
    void (async () => {
      for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) seen += chunk;
    })().catch(() => undefined);
    return neighbour({
      does: async (text) => expect((await ask(text, cookie)).status).toBe(200),
      reads: async () =>
        [...seen.matchAll(/^data: ?(\{.*\})$/gmu)].map(([, data]) => (JSON.parse(data!) as { text: string }).text),
    });
  }

  async function code(id: string): Promise<string> {
    const { totp } = (await officials.list()).find((one) => one.id === id)!;
    // As a person does: a code about to change is not typed any more.
    const leftMs = 30_000 - (Date.now() % 30_000);
    if (leftMs < 2_000) await after(leftMs);
    const shown = new TOTP({ secret: Secret.fromBase32(totp.secret) }).generate();
    codes.add(shown);
    return shown;
  }

  /** An account, and its owner's chat linked by a one-time code. */
  async function appoint(id: string, chat: number, roles: readonly Role[], person = `staff-${id}`): Promise<OfficialAtWork> {
    const once = `ABCDE-${10_000 + chat}`;
    const expiresAt = new Date(Date.now() + 600_000).toISOString();
    const added = official(id, { person, roles, linking: { codeHash: linkingHash(id, once), expiresAt, failures: 0 } });
    await officials.update((held) => ({ officials: [...held, added], records: [], result: undefined }));
    const at = atWork(id, desk.voter(chat));
    expect((await at.says(`/lienket ${id} ${once}`)).text).toContain('Đã liên kết');
    return at;
  }

  function atWork(id: string, voter: Voter): OfficialAtWork {
    async function next(act: () => Promise<void>, before: number, answer = answers): Promise<ReadMessage> {
      await act();
      return vi.waitFor(async () => {
        const found = (await voter.reads()).slice(before).find(({ text }) => answer.test(text));
        if (!found) throw new Error(`${id} got no answer like ${answer}`);
        return found;
      }, patience);
    }
    return {
      id,
      reads: voter.reads,
      code: () => code(id),
      says: async (text, answer) => next(() => voter.types(text), (await voter.reads()).length, answer),
      sends: async (message) => next(() => voter.sends(message), (await voter.reads()).length),
      async presses(label) {
        const read = await voter.reads();
        const shown = read.findLast(({ buttons = [] }) => buttons.some((button) => button.includes(label)));
        if (!shown) throw new Error(`${id} sees no button “${label}”: ${JSON.stringify(read.at(-1))}`);
        const place = shown.buttons!.findIndex((button) => button.includes(label));
        return next(() => voter.presses(shown.values![place]!), read.length);
      },
      async hears(pattern) {
        await vi.waitFor(async () => expect((await voter.reads()).map(({ text }) => text).join('\n')).toMatch(pattern), patience);
      },
    };
  }

  const closing: (() => Promise<void>)[] = [];
  return {
    service,
    /** Where everything is kept that is not in a database. */
    data,
    config,
    desk,
    proxy,
    oa,
    bot,
    appoint,
    onTelegram,
    onZaloOa,
    onZaloBot,
    onPage,
    /** Codes shown by authenticators so far. */
    codes,
    /** Everything in the data folder, as text. */
    onDisk: () => readdirSync(data).map((name) => readFileSync(join(data, name), 'latin1')),
    async close() {
      for (const end of closing) await end();
      await service.stop();
      await proxy.close();
      await Promise.all([desk.close(), oa.close(), bot.close()]);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export type Town = Awaited<ReturnType<typeof openTown>>;
