import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from '../fakes/postgres.ts';
import { type Emulator, openDesk, startEmulator } from '../fakes/telegram-emulator.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
let emulator: Emulator;
let postgres: TestPostgres | undefined;
beforeAll(async () => {
  [emulator, postgres] = await Promise.all([startEmulator(), startPostgres()]);
});
afterAll(() => Promise.all([emulator.stop(), postgres?.stop()]));

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** The service in a process of its own beside a Telegram of its own, and commands in processes of theirs. */
async function start(token: string, database: string | undefined) {
  const desk = await openDesk(emulator, token);
  ends.push(desk.close);
  const env = {
    PATH: process.env.PATH ?? '',
    CUTRI_DATA: temporaryFolder(),
    CUTRI_KNOWLEDGE: ['viet-nam', 'lao-cai'].map((name) => join(root, 'knowledge', name)).join(':'),
    CUTRI_PORT: '0',
    CUTRI_ISSUER: 'Ủy ban bầu cử tỉnh',
    CUTRI_APPROVAL_KEY: 'a-key-of-thirty-two-characters-ok',
    CUTRI_TELEGRAM_TOKEN: token,
    CUTRI_TELEGRAM_API_ROOT: desk.apiRoot,
    ...(database === undefined ? {} : { DATABASE_URL: database }),
  };
  const run = (file: string, argv: string[]) =>
    spawn(process.execPath, [join(root, 'src', file), ...argv], { cwd: temporaryFolder(), env });
  const service = run('main.ts', []);
  ends.push(() => ended(service));
  await begun(service);
  async function cutri(...argv: string[]) {
    const child = run('cli.ts', argv);
    child.stdin.end();
    let [out, err] = ['', ''];
    child.stdout.on('data', (words) => {
      out += String(words);
    });
    child.stderr.on('data', (words) => {
      err += String(words);
    });
    const [exit] = (await once(child, 'close')) as [number];
    return { exit, out, err };
  }
  return { desk, cutri };
}

function begun(service: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let complaint = '';
    service.stderr!.on('data', (words) => {
      complaint += String(words);
    });
    service.once('close', (code) => reject(new Error(`the service ended with ${code}: ${complaint}`)));
    service.stdout!.once('data', () => resolve());
  });
}

async function ended(service: ChildProcess): Promise<void> {
  const gone = once(service, 'close');
  service.kill('SIGTERM');
  await gone;
}

const secretIn = (out: string): string => new URL((JSON.parse(out) as { address: string }).address).searchParams.get('secret')!;
const codeOf = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

describe.each(['embedded', 'PostgreSQL'] as const)('officials at a terminal (%s)', (store) => {
  it('write, approve and send to who subscribed on Telegram, while the service runs', { timeout: 60_000 }, async () => {
    if (store === 'PostgreSQL' && !postgres) return;
    const database = store === 'PostgreSQL' ? await postgres!.createDatabase() : undefined;
    const { desk, cutri } = await start(`${store.length}:announce`, database);
    const voter = desk.voter(42);
    const read = async () => (await voter.reads()).map(({ text }) => text).join('\n');
    await voter.types('/dangky tất cả');
    await expect.poll(read, { timeout: 10_000 }).toMatch(/đã đăng ký/iu);

    const admin = ['official', 'add', 'quan', '--person', 'p1', '--name', 'Quản trị', '--role', 'admin', 'author', '--json'];
    const first = await cutri(...admin);
    expect(first).toMatchObject({ exit: 0, err: '' });
    const second = [
      'official',
      'add',
      'minh',
      '--person',
      'p2',
      '--name',
      'Minh',
      '--role',
      'approver',
      '--by',
      'quan',
      '--json',
    ];
    expect((await cutri(...second, '--code', '000000')).exit).toBe(1);
    const approver = await cutri(...second, '--code', codeOf(secretIn(first.out)));
    expect(approver).toMatchObject({ exit: 0 });

    const until = new Date(Date.now() + 86_400_000).toISOString();
    const text = 'Mời bà con đến nhà văn hóa nghe báo cáo kết quả bầu cử.';
    expect((await cutri('announce', 'draft', text, '--as', 'quan', '--to', 'everyone', '--until', until)).exit).toBe(0);
    const preview = await cutri('announce', 'preview', '1', '--as', 'minh', '--json');
    const { findings, count } = JSON.parse(preview.out) as { findings: { code: string }[]; count: { total: number } };
    expect(count.total).toBe(1);
    const overrides = findings.flatMap((_, i) => ['--override', `${i + 1}=đã xem lại`]);
    expect(await cutri('announce', 'submit', '1', '--as', 'quan', ...overrides)).toMatchObject({ exit: 0 });
    const shown = JSON.parse((await cutri('announce', 'preview', '1', '--as', 'minh', '--json')).out) as Record<string, string>;
    const code = codeOf(secretIn(approver.out));
    const approval = ['--hash', shown.hash!, '--confirm', shown.phrase!, '--code', code];
    expect(await cutri('announce', 'approve', '1', '--as', 'minh', ...approval)).toMatchObject({ exit: 0 });
    expect(await cutri('announce', 'send', '1', '--as', 'quan', '--watch')).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/Đã gửi: dưới 10\/dưới 10|Đã gửi: 1\/1/u),
    });
    expect(await read()).toContain(`${text}\n\nThông báo số 1 của Ủy ban bầu cử tỉnh.`);
    expect(await cutri('audit', 'verify')).toMatchObject({ exit: 0, out: expect.stringContaining('intact') });
    expect((await cutri('audit', 'export')).out).not.toMatch(/telegram:42|secret/u);
    expect((await cutri('official', 'list', '--json')).out).not.toContain(secretIn(first.out));
  });
});
