import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../fakes/temporary-folder.ts';
import { createCrowd } from '../load/crowd.ts';
import { createPeople } from '../load/people.ts';
import { type Platform, startTelegram, startZalo } from '../load/platforms.ts';

let child: ChildProcess | undefined;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  child?.kill('SIGKILL');
  for (const end of ends.splice(0)) await end();
});

/** The service connected to both platforms with everything logged, and all it was told in confidence. */
async function startWithSecrets() {
  const data = temporaryFolder();
  const [telegram, zalo] = await Promise.all([startTelegram(), startZalo(data)]);
  const settings: Record<string, string> = {
    ...telegram.settings,
    ...zalo.settings,
    CUTRI_TELEGRAM_TOKEN: `${123_456_789}:${randomBytes(27).toString('base64url')}`,
    CUTRI_METRICS_TOKEN: randomBytes(24).toString('base64url'),
  };
  const env = {
    PATH: process.env.PATH ?? '',
    CUTRI_PORT: '0',
    CUTRI_DATA: data,
    CUTRI_LOG_LEVEL: 'debug',
    CUTRI_PUBLIC_URL: 'https://cutri.example.vn',
    ...settings,
  };
  child = spawn(process.execPath, [join(import.meta.dirname, '../../dist/main.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const written: string[] = [];
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => void written.push(chunk.toString()));
  const address = () => /http:\/\/127\.0\.0\.1:\d+/u.exec(written.join(''))?.[0];
  await expect.poll(address).toBeDefined();
  ends.push(telegram.close, zalo.close);
  const secrets = Object.entries(settings).flatMap(([name, value]) => (/TOKEN|SECRET/u.test(name) ? [value] : []));
  return { child, data, telegram, zalo, address: address()!, written: () => written.join(''), secrets, settings };
}

/** People ask and are answered on both platforms. */
async function converse(address: string, platforms: { telegram: Platform; zalo: Platform }): Promise<void> {
  const people = createPeople(() => Number(new URL(address).port), 4);
  ends.push(people.close);
  const posts = await people.write({ perSecond: 20, seconds: 1, next: createCrowd(platforms).stranger });
  await expect.poll(() => posts.filter(({ said }) => said.replies() === 0).length).toBe(0);
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
}

const ofProcess = (pid: number, what: string) => readFileSync(`/proc/${pid}/${what}`, 'utf8');

describe.runIf(process.platform === 'linux')('what the running service was told in confidence', () => {
  it('F-51: is not in its arguments, its addresses, its output, its metrics, its files, and there are no children to inherit it', {
    timeout: 60_000,
  }, async () => {
    const { child: service, data, telegram, zalo, address, written, secrets, settings } = await startWithSecrets();
    const confided = [...secrets, ...zalo.given];
    expect(confided.length).toBeGreaterThanOrEqual(7);
    await converse(address, { telegram, zalo });

    const pages = ['/healthz', '/readyz', '/', '/metrics'].map(async (path) => {
      const headers = { authorization: `Bearer ${settings.CUTRI_METRICS_TOKEN}` };
      const answer = await fetch(`${address}${path}`, { headers });
      expect([path, answer.status]).toEqual([path, 200]);
      return answer.text();
    });
    const shown = {
      arguments: ofProcess(service.pid!, 'cmdline'),
      children: ofProcess(service.pid!, `task/${service.pid}/children`),
      pages: (await Promise.all(pages)).join('\n'),
      addresses: zalo.double.requests.map(({ path }) => path).join('\n'),
    };
    const ended = once(service, 'exit');
    service.kill('SIGTERM');
    await ended;
    const all = { ...shown, output: written(), files: filesOf(data).join('\n') };

    expect(all.children).toBe('');
    expect(all.addresses).toContain('/message');
    expect(all.output).toContain('"method":"sendMessage"');
    expect(all.pages).toContain('cutri_answers_total');
    expect(all.files.length).toBeGreaterThan(1_000);
    for (const [where, text] of Object.entries(all))
      for (const secret of confided) expect(`${where}: ${text.includes(secret)}`).toBe(`${where}: false`);
  });
});
