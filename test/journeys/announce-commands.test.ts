import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Secret, TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newTotp } from '../../src/announcements/people/totp.ts';
import { startService } from '../../src/app/app.ts';
import { onHost } from '../../src/app/host.ts';
import { openStore } from '../../src/app/storage.ts';
import { runInService } from '../../src/cli.ts';
import { controlSocket } from '../../src/commands/control/place.ts';
import { listenForCommands } from '../../src/commands/control/service.ts';
import { terminalHere } from '../../src/commands/terminal.ts';
import { parseConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { someRecord } from '../contracts/announcement-store.ts';
import { official } from '../contracts/officials.ts';
import { sharedPostgres } from '../fakes/postgres.ts';
import { type Emulator, openDesk, startEmulator } from '../fakes/telegram-emulator.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';
import { terminal } from '../fakes/terminal.ts';

const root = join(import.meta.dirname, '../..');
const postgres = await sharedPostgres();
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** The service beside a Telegram of its own, and commands as another process gives them: over the service's socket, or on the database. */
async function start(token: string, database: string | undefined) {
  const desk = await openDesk(emulator, token);
  ends.push(desk.close);
  const env = {
    CUTRI_DATA: temporaryFolder(),
    CUTRI_KNOWLEDGE: ['viet-nam', 'lao-cai'].map((name) => join(root, 'knowledge', name)).join(':'),
    CUTRI_PORT: '0',
    CUTRI_ISSUER: 'Ủy ban bầu cử tỉnh',
    CUTRI_APPROVAL_KEY: 'a-key-of-thirty-two-characters-ok',
    CUTRI_TELEGRAM_TOKEN: token,
    CUTRI_TELEGRAM_API_ROOT: desk.apiRoot,
    ...(database === undefined ? {} : { DATABASE_URL: database }),
  };
  const config = parseConfig(env);
  const logger = createLogger('silent');
  // Each code works once and there are two a minute: these two have set up their authenticators before.
  const kept = await openStore(config, logger, () => new Date());
  const [quan, minh] = [
    official('quan', { roles: ['admin', 'author'], totp: secretTotp(1) }),
    official('minh', { roles: ['approver'], totp: secretTotp(2) }),
  ];
  await kept.officials.update((held) => ({
    officials: [...held, quan, minh],
    records: [{ ...someRecord('quan', 'official-add'), outcome: 'done' }],
    result: undefined,
  }));
  await kept.close();
  const service = await startService(config, logger);
  ends.push(service.stop);
  if (database === undefined) {
    const commands = await listenForCommands(controlSocket(config.CUTRI_DATA), (argv, io) =>
      runInService(argv, io, service.host),
    );
    ends.push(commands.close);
  }
  async function cutri(...argv: string[]) {
    const { said, io: quiet } = terminal();
    const here = terminalHere();
    const io = { ...quiet, ...(here === undefined ? {} : { terminal: here }) };
    const exit = await onHost((host) => runInService(argv, io, host), { argv, io, config, logger });
    return { exit, ...said };
  }
  /** The same in a process of its own. */
  async function cutriProcess(...argv: string[]) {
    const child = spawn(process.execPath, [join(root, 'dist/cli.js'), ...argv], {
      cwd: temporaryFolder(),
      env: { PATH: process.env.PATH ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, err, [exit]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { exit, out, err };
  }
  return { desk, cutri, cutriProcess, secrets: { quan: quan.totp.secret, minh: minh.totp.secret } };
}

const secretTotp = (byte: number) => newTotp(new Uint8Array(20).fill(byte));
const secretIn = (out: string): string => new URL((JSON.parse(out) as { address: string }).address).searchParams.get('secret')!;
const codeOf = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

/** Runs something with the code of the half minute before, so that the one of this half minute is left; once more where a half minute has just ended. */
async function withEarlierCode<Result extends { exit: number }>(
  run: (code: string) => Promise<Result>,
  secret: string,
): Promise<Result> {
  const once = () => run(new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() - 30_000 }));
  const first = await once();
  return first.exit === 0 ? first : once();
}

describe.each(['embedded', 'PostgreSQL'] as const)('officials at a terminal (%s)', (store) => {
  it('write, approve and send to who subscribed on Telegram, while the service runs', async ({ skip }) => {
    if (store === 'PostgreSQL' && !postgres) return skip('no PostgreSQL here');
    const database = store === 'PostgreSQL' ? await postgres!.createDatabase() : undefined;
    const { desk, cutri, cutriProcess, secrets } = await start(`${store.length}:announce`, database);
    const voter = desk.voter(42);
    const read = async () => (await voter.reads()).map(({ text }) => text).join('\n');
    await voter.types('/dangky tất cả');
    await expect.poll(read).toMatch(/đã đăng ký/iu);

    const added = ['official', 'add', 'hoa', '--person', 'p3', '--name', 'Hoa', '--role', 'author', '--by', 'quan', '--json'];
    expect((await cutri(...added, '--code', '000000')).exit).toBe(1);
    const invited = await withEarlierCode((code) => cutri(...added, '--code', code), secrets.quan);
    expect(invited).toMatchObject({ exit: 0, err: '' });
    const { address } = JSON.parse(invited.out) as { address: string };
    const accept = ['official', 'accept', 'hoa', '--invitation', address, '--json'];
    const own = secretIn((await cutri(...accept)).out);
    expect(await cutri(...accept, '--code', codeOf(own))).toMatchObject({ exit: 0 });

    const stranger = await cutri('announce', 'draft', 'x', '--as', 'quan', '--to', 'everyone');
    expect(stranger).toMatchObject({ exit: 1, err: expect.stringContaining('cutri official login quan') });
    expect(await cutri('official', 'login', 'quan', '--code', codeOf(secrets.quan))).toMatchObject({ exit: 0 });
    const login = (code: string) => cutri('official', 'login', 'minh', '--code', code);
    expect(await withEarlierCode(login, secrets.minh)).toMatchObject({ exit: 0 });

    const until = new Date(Date.now() + 86_400_000).toISOString();
    const words = 'Mời bà con đến nhà văn hóa nghe báo cáo kết quả bầu cử.';
    expect((await cutri('announce', 'draft', words, '--as', 'quan', '--to', 'milestones', '--until', until)).exit).toBe(0);
    const preview = await cutri('announce', 'preview', '1', '--as', 'minh', '--json');
    const { findings, count } = JSON.parse(preview.out) as { findings: { code: string }[]; count: { total: number } };
    expect(count.total).toBe(1);
    const overrides = findings.flatMap((_, i) => ['--override', `${i + 1}=đã xem lại`]);
    expect(await cutri('announce', 'submit', '1', '--as', 'quan', ...overrides)).toMatchObject({ exit: 0 });
    const shown = JSON.parse((await cutri('announce', 'preview', '1', '--as', 'minh', '--json')).out) as Record<string, string>;
    const code = codeOf(secrets.minh);
    const approval = ['--hash', shown.hash!, '--code', code];
    expect(await cutri('announce', 'approve', '1', '--as', 'minh', ...approval)).toMatchObject({ exit: 0 });
    expect(await cutri('announce', 'send', '1', '--as', 'quan', '--watch')).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/Đã gửi: dưới 10\/dưới 10|Đã gửi: 1\/1/u),
    });
    expect(await read()).toContain(`${words}\n\nThông báo số 1 của Ủy ban bầu cử tỉnh.`);
    expect(await cutriProcess('announce', 'list', '--as', 'quan', '--all')).toMatchObject({ exit: 0, err: '' });
    expect(await cutriProcess('audit', 'verify')).toMatchObject({ exit: 0, out: expect.stringContaining('intact') });
    expect((await cutri('audit', 'export')).out).not.toMatch(/telegram:42|secret/u);
    expect((await cutri('official', 'list', '--json')).out).not.toContain(own);
  });
});
