import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Command } from 'commander';
import { afterEach, describe, expect, it } from 'vitest';
import { type Service, startService } from '../../src/app/app.ts';
import { openChannelsForOperator } from '../../src/app/connections.ts';
import { addChannelsCommands } from '../../src/commands/channels-program.ts';
import { parseConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';
import { terminal } from '../fakes/terminal.ts';
import { botWebhookSecret } from '../fakes/zalo-bot-channel.ts';
import { startZaloBotDouble } from '../fakes/zalo-bot-double.ts';
import { startZaloOaDouble } from '../fakes/zalo-oa-double.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** The whole service beside both of Zalo's platforms; the account is not authorised yet. */
async function start(
  botMode: 'polling' | 'webhook' = 'webhook',
  before?: Pick<Started, 'oa' | 'bot' | 'folder'>,
): Promise<Started> {
  const now = () => new Date();
  const [oa, bot] = before
    ? [before.oa, before.bot]
    : await Promise.all([startZaloOaDouble({ now }), startZaloBotDouble({ now })]);
  if (!before) ends.push(oa.close, bot.close);
  const folder = before?.folder ?? temporaryFolder();
  const config = parseConfig({
    CUTRI_PORT: '0',
    CUTRI_DATA: folder,
    CUTRI_PUBLIC_URL: 'https://cutri.example.vn',
    CUTRI_ZALO_OA_APP_ID: oa.app.id,
    CUTRI_ZALO_OA_APP_SECRET: oa.app.secret,
    CUTRI_ZALO_OA_WEBHOOK_SECRET: oa.webhookSecret,
    CUTRI_ZALO_OA_API_ROOT: oa.root,
    CUTRI_ZALO_OA_OAUTH_ROOT: oa.root,
    CUTRI_ZALO_BOT_TOKEN: bot.token,
    CUTRI_ZALO_BOT_API_ROOT: bot.root,
    CUTRI_ZALO_BOT_MODE: botMode,
    CUTRI_ZALO_BOT_WEBHOOK_SECRET: botWebhookSecret,
  });
  const service = await startService(config, createLogger('silent'));
  ends.push(() => service.stop());

  /** `cutri channels …` beside the running service. */
  async function channels(line: string, input = '') {
    const { said, io } = terminal();
    const program = new Command('cutri');
    let code: number | undefined;
    addChannelsCommands(
      program,
      () => openChannelsForOperator(config, createLogger('silent')),
      { ...io, stdin: Readable.from([input]) },
      (given) => {
        code = given;
      },
    );
    await program.parseAsync(['channels', ...line.split(' ')], { from: 'user' });
    return { code, ...said };
  }

  const authorise = async () => expect((await channels('authorise zalo-oa', `${oa.issue().refreshToken}\n`)).code).toBe(0);
  const statusOf = async (channel: string) => {
    const { channels: all } = (await (await fetch(`${service.address}/readyz`)).json()) as { channels: Record<string, string>[] };
    return all.find((status) => status.channel === channel);
  };
  return { service, oa, bot, folder, channels, authorise, statusOf };
}

interface Started {
  service: Service;
  oa: Awaited<ReturnType<typeof startZaloOaDouble>>;
  bot: Awaited<ReturnType<typeof startZaloBotDouble>>;
  folder: string;
  channels(line: string, input?: string): Promise<{ code: number | undefined; out: string; err: string }>;
  authorise(): Promise<void>;
  statusOf(channel: string): Promise<Record<string, string> | undefined>;
}

let messageCount = 0;
const nextId = () => {
  messageCount += 1;
  return `in-${messageCount}`;
};

/** A person on one of the platforms: does something and reads what comes back. */
interface Voter {
  id: string;
  does(event: unknown): Promise<number>;
  types(text: string): Promise<string>;
  reads(): string[];
}

function voterOf(did: Pick<Voter, 'id' | 'does' | 'reads'> & { text(text: string): unknown }): Voter {
  return {
    ...did,
    async types(text) {
      const before = did.reads().length;
      expect(await did.does(did.text(text))).toBe(200);
      await expect.poll(() => did.reads().length, { interval: 10 }).toBeGreaterThan(before);
      return did.reads()[before]!;
    },
  };
}

function oaVoter({ oa, service }: Started, id = oa.newUser()): Voter {
  return voterOf({
    id,
    text: (text) => oa.events.text(id, nextId(), text),
    async does(event) {
      const { rawBody, headers } = oa.signed(JSON.stringify(event));
      return (await fetch(`${service.address}/webhooks/zalo/oa`, { method: 'POST', body: rawBody, headers })).status;
    },
    reads: () => oa.shown(id).map(({ text }) => text),
  });
}

function botVoter({ bot, service }: Started, mode: 'polling' | 'webhook'): Voter {
  const id = bot.newUser();
  return voterOf({
    id,
    text: (text) => bot.update(id, nextId(), 'message.text.received', { text }),
    async does(event) {
      if (mode === 'polling') {
        bot.queue(event);
        return 200;
      }
      const headers = { 'x-bot-api-secret-token': botWebhookSecret };
      return (await fetch(`${service.address}/webhooks/zalo/bot`, { method: 'POST', body: JSON.stringify(event), headers }))
        .status;
    },
    reads: () => bot.shown(id),
  });
}

const journeys = [
  ['the Official Account', 'webhook', oaVoter],
  ['a bot by webhook', 'webhook', (started: Started) => botVoter(started, 'webhook')],
  ['a bot by polling', 'polling', (started: Started) => botVoter(started, 'polling')],
] as const;

describe.each(journeys)('a voter on Zalo, at %s', (_, mode, meet) => {
  it('H-7: is told at first contact what this is, in at most 400 characters before the menu', async () => {
    const started = await start(mode);
    await started.authorise();
    const hello = await meet(started).types('/start');
    expect(hello).toMatch(/trợ lý tự động.*\/xoa/su);
    expect(hello.split('\n\nTrả lời bằng')[0]!.length).toBeLessThanOrEqual(400);
  });

  it('asks, clarifies by a number, follows up, reads the calendar, is forgotten on every byte of the disk', async () => {
    const started = await start(mode);
    await started.authorise();
    const voter = meet(started);
    expect(await voter.types('ngay bau cu la ngay nao')).toMatch(/15\/03\/2026[\s\S]*Nguồn: /u);
    const asked = await voter.types('Yên Bái thuộc đơn vị bầu cử nào?');
    const number = /(\d+)\. Phường Yên Bái/iu.exec(asked)?.[1];
    expect(number).toBeDefined();
    expect(await voter.types(number!)).toMatch(/Phường Yên Bái[\s\S]*đơn vị bầu cử số/u);
    expect(await voter.types('còn phường Cam Đường?')).toMatch(/Phường Cam Đường/u);
    expect(await voter.types('/lich')).toMatch(/15\/03\/2026/u);
    expect(await voter.types('/xoa')).toMatch(/xóa/iu);
    const onDisk = () => readdirSync(started.folder).map((name) => readFileSync(join(started.folder, name)).includes(voter.id));
    await expect.poll(onDisk).not.toContain(true);
  });
});

describe('the Official Account', () => {
  it('without tokens says so, is told how to get them, and takes them over while it runs', async () => {
    const started = await start();
    await expect.poll(() => started.statusOf('zalo-oa')).toMatchObject({ state: 'needs-authorisation' });
    const before = await started.channels('check');
    expect(before.code).toBe(1);
    expect(before.out).toMatch(/zalo-oa +FIX +there is no token pair.*cutri channels authorise zalo-oa/u);
    await started.authorise();
    const after = await started.channels('check');
    expect(after.out).toMatch(/zalo-oa +ok +the tokens of “OA thử nghiệm” are accepted/u);
    const { oa, bot } = started;
    for (const secret of [...oa.secrets(), bot.token, botWebhookSecret]) expect(before.out + after.out).not.toContain(secret);
  });

  it('greets a follower, forgets one who leaves, and cannot read a picture', async () => {
    const started = await start();
    await started.authorise();
    const voter = oaVoter(started);
    const { events } = started.oa;
    await voter.does(events.follow(voter.id));
    await expect.poll(voter.reads).toMatchObject([expect.stringContaining('trợ lý tự động')]);
    await voter.does(events.attachment('user_send_image', voter.id, nextId(), 'image'));
    await expect.poll(() => voter.reads().length).toBe(2);
    expect(await voter.does(events.unfollow(voter.id))).toBe(200);
  });

  it('C-27: picks from a menu that was shown before a restart', async () => {
    const first = await start();
    await first.authorise();
    const voter = oaVoter(first);
    const number = /(\d+)\. Lịch bầu cử/iu.exec(await voter.types('/start'))?.[1];
    await ends.pop()!();
    const second = await start('webhook', first);
    expect(await oaVoter(second, voter.id).types(`số ${number}`)).toContain('15/03/2026');
  });

  it('C-28: is silent while an official talks in Zalo’s own tool, and labels who asks for one', async () => {
    const started = await start();
    await started.authorise();
    const voter = oaVoter(started);
    expect(await voter.types('cho tôi gặp cán bộ')).toContain('không phải cán bộ');
    await expect.poll(() => started.oa.labels(voter.id)).toEqual(['Cần gặp cán bộ']);
    expect(await voter.does(started.oa.events.echo(voter.id, 'Chào bác, tôi là cán bộ phường.', '71'))).toBe(200);
    expect(await voter.does(started.oa.events.text(voter.id, nextId(), 'ngay bau cu la ngay nao'))).toBe(200);
    expect(await voter.types('/xoa')).toMatch(/xóa/iu);
    expect(voter.reads()).toHaveLength(2);
  });

  it('A-4: acknowledges while Zalo takes no messages, and answers when it does again', async () => {
    const started = await start();
    await started.authorise();
    const voter = oaVoter(started);
    started.oa.script(voter.id, { fault: 'bad-gateway' });
    expect(await voter.types('ngay bau cu la ngay nao')).toContain('15/03/2026');
    expect(voter.reads()).toHaveLength(1);
  });
});

describe('the bot', () => {
  it('registers its webhook by itself, and its limits stand beside its state', async () => {
    const started = await start();
    await expect.poll(() => started.bot.webhook()?.url).toBe('https://cutri.example.vn/webhooks/zalo/bot');
    expect(await started.statusOf('zalo-bot')).toEqual({
      channel: 'zalo-bot',
      state: 'on',
      note: 'Zalo’s basic plan: 50 people and 3,000 messages a month',
    });
    expect((await started.channels('webhook delete zalo-bot')).code).toBe(0);
    expect(started.bot.webhook()).toBeUndefined();
    expect((await started.channels('webhook set zalo-bot zalo-oa')).out).toMatch(/zalo-oa +off +Zalo has no call for this/u);
    expect(started.bot.webhook()?.secret).toBe(botWebhookSecret);
  });
});
