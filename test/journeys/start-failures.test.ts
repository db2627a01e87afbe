import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { startServiceProcess } from '../fakes/service-process.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function takenPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

/** A file where a folder is needed. */
function blocked(): string {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, '');
  return join(path, 'data');
}

describe('a service that cannot start', () => {
  it.each<[what: string, env: () => Promise<Record<string, string>> | Record<string, string>, sentence: RegExp]>([
    [
      'its port is taken',
      async () => ({ CUTRI_PORT: String(await takenPort()) }),
      /^Port \d+ of 127\.0\.0\.1 is taken by another program: .*CUTRI_PORT.*\n$/,
    ],
    [
      'its address is another machine’s',
      () => ({ CUTRI_HOST: '192.0.2.1' }),
      /^192\.0\.2\.1 is no address of this machine: set CUTRI_HOST .*\n$/,
    ],
    [
      'its data folder cannot be made',
      () => ({ CUTRI_DATA: blocked() }),
      /^the folder .* cannot be made \(E\w+\): choose another with CUTRI_DATA\n$/,
    ],
    [
      'its settings file is missing',
      () => ({ CUTRI_ENV_FILE: '/nowhere/cutri.env' }),
      /\/nowhere\/cutri\.env: the settings cannot be read \(ENOENT\)/,
    ],
    [
      'its database is not there',
      () => ({ DATABASE_URL: 'postgres://a@127.0.0.1:1/none' }),
      /^the database named by DATABASE_URL cannot be used \(ECONNREFUSED\): .*\n$/,
    ],
  ])('G-3: %s: it ends with one sentence', async (_, env, sentence) => {
    const { code, err, out } = await startServiceProcess({ CUTRI_DATA: temporaryFolder(), ...(await env()) }).exit;
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(sentence);
    expect(err).not.toContain('    at ');
  });

  it.each<[what: string, env: () => Promise<Record<string, string>> | Record<string, string>, sentence: RegExp]>([
    ['its port is taken', async () => ({ CUTRI_PORT: String(await takenPort()) }), /^Port \d+ of 127\.0\.0\.1 is taken/],
    ['its data folder cannot be made', () => ({ CUTRI_DATA: blocked() }), /^the folder .* cannot be made/],
  ])('G-3: %s: it says so without having read the pack first', async (_, env, sentence) => {
    const unread = { CUTRI_DATA: temporaryFolder(), CUTRI_KNOWLEDGE: join(temporaryFolder(), 'no-pack') };
    const { code, err } = await startServiceProcess({ ...unread, ...(await env()) }).exit;
    expect(code).toBe(1);
    expect(err).toMatch(sentence);
  });

  it.each(['main.js', 'cli.js'])(
    'G-4: an older Node reads the guard’s sentence, whatever is linked behind it (%s)',
    async (entry) => {
      const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });`;
      const preload = `data:text/javascript,${encodeURIComponent(older)}`;
      const failed = await promisify(execFile)(process.execPath, ['--import', preload, join(root, 'dist', entry)]).catch(
        (error) => error,
      );
      expect(failed).toMatchObject({ code: 1, stdout: '' });
      expect(failed.stderr).toMatch(/^cutri needs Node 24 or newer and this is Node 20\.20\.2: .*\n$/);
    },
  );
});

describe('settings of a machine', () => {
  const cutri = (argv: string[], env: Record<string, string>, cwd: string) =>
    promisify(execFile)(process.execPath, [join(root, 'dist/cli.js'), ...argv], {
      env: { PATH: process.env.PATH ?? '', ...env },
      cwd,
    })
      .then(({ stdout, stderr }) => ({ code: 0, stdout, stderr }))
      .catch(({ code, stdout, stderr }) => ({ code, stdout, stderr }) as { code: number; stdout: string; stderr: string });

  it('G-5: are read by service and commands from the same file; a folder nobody used is refused, and a backup says what it holds', async () => {
    const place = temporaryFolder();
    const elsewhere = temporaryFolder();
    const data = join(place, 'data');
    const file = join(place, 'cutri.env');
    writeFileSync(file, `CUTRI_DATA=${data}\nCUTRI_PORT=0\n`);
    const service = startServiceProcess({ CUTRI_ENV_FILE: file });
    await service.prints(/web page at/);
    service.child.kill('SIGTERM');
    await service.exit;

    for (const [argv, env] of [
      [['--env-file', file, 'audit', 'verify'], {}],
      [['audit', 'verify'], { CUTRI_ENV_FILE: file }],
    ] as const)
      expect(await cutri([...argv], env, elsewhere)).toMatchObject({ code: 0, stdout: expect.stringContaining('intact') });
    for (const argv of [
      ['audit', 'verify'],
      ['backup', join(elsewhere, 'b1')],
      ['inbox', 'list'],
    ]) {
      const refused = await cutri(argv, {}, elsewhere);
      expect([argv, refused.code, refused.stdout]).toEqual([argv, 1, '']);
      expect(refused.stderr).toMatch(/holds nothing.*--env-file or CUTRI_ENV_FILE, or its folder with CUTRI_DATA/);
    }
    const backedUp = await cutri(['backup', join(elsewhere, 'b2'), '--env-file', file], {}, elsewhere);
    expect(backedUp.stdout).toMatch(/^Backed up to .*: 0 subscribers, 0 announcements, /);
  }, 90_000);

  it('G-5: an own folder beside another installation’s is not made by looking', async () => {
    const empty = temporaryFolder();
    mkdirSync(join(empty, 'data'));
    const refused = await cutri(['audit', 'verify'], {}, empty);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
  });
});
