import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDoctor } from '../../src/app/doctor.ts';
import { parseConfig } from '../../src/config.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const doctor = (env: Record<string, string>) =>
  createDoctor(
    () => parseConfig(env),
    () => '/some/cutri.env',
  );

async function states(env: Record<string, string>, options: { backups?: string } = {}): Promise<Record<string, string>> {
  const found = await doctor(env).look(options);
  return Object.fromEntries(found.map(({ what, state }) => [what, state]));
}

describe('cutri doctor', () => {
  it('finds nothing wrong with a new installation, and makes nothing', async () => {
    const place = temporaryFolder();
    const found = await doctor({ CUTRI_DATA: join(place, 'data') }).look({});
    expect(found.filter(({ state }) => state === 'bad')).toEqual([]);
    expect(found).toContainEqual({ what: 'settings', state: 'good', text: '/some/cutri.env' });
    expect(found.find(({ what }) => what === 'data folder')).toMatchObject({
      state: 'warn',
      text: expect.stringContaining('npm start'),
    });
  });

  it('says which setting is wrong, and looks no further', async () => {
    expect(await states({ CUTRI_PORT: 'eighty' })).toEqual({ node: 'good', settings: 'bad' });
  });

  it('says that the database does not answer, and that there is no pack', async () => {
    const env = { CUTRI_DATA: temporaryFolder(), DATABASE_URL: 'postgres://a@127.0.0.1:1/none', CUTRI_KNOWLEDGE: '/nowhere' };
    expect(await states(env)).toMatchObject({ store: 'bad', 'knowledge pack': 'bad', 'data folder': 'good' });
  });

  it('says how old the newest backup is: none and one of the day before yesterday are bad', async () => {
    const backups = join(temporaryFolder(), 'backups');
    mkdirSync(backups);
    const env = { CUTRI_DATA: temporaryFolder() };
    expect(await states(env, { backups })).toMatchObject({ backups: 'bad' });
    writeFileSync(join(backups, 'one'), '');
    expect(await states(env, { backups })).toMatchObject({ backups: 'good' });
    const old = Date.now() / 1_000 - 48 * 3_600;
    utimesSync(join(backups, 'one'), old, old);
    expect(await states(env, { backups })).toMatchObject({ backups: 'bad' });
  });

  it('asks the service at its own address whether it is alive', async () => {
    const server = createServer((_, response) => response.end('{"status":"alive"}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const env = { CUTRI_HOST: '0.0.0.0', CUTRI_PORT: String((server.address() as AddressInfo).port) };
    expect(await doctor(env).alive()).toEqual({ what: 'service', state: 'good', text: '{"status":"alive"}' });
    await new Promise((resolve) => server.close(resolve));
    expect(await doctor(env).alive()).toMatchObject({ state: 'bad' });
  });
});
