import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSeal } from '../../src/stores/seal.ts';
import { openZaloTokens } from '../../src/stores/zalo-tokens.ts';
import { createFaultyFiles } from '../fakes/faulty-files.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const appSecret = 'app-secret-of-the-console';
const pair = (name: string, obtainedAt = '2026-03-01T08:00:00.000Z') => ({
  accessToken: `access-${name}`,
  refreshToken: `refresh-${name}`,
  obtainedAt,
  expiresAt: '2026-03-02T09:00:00.000Z',
});

describe('the kept token pair of a Zalo Official Account', () => {
  it('is there after a restart, the last one saved', async () => {
    const folder = temporaryFolder();
    const tokens = await openZaloTokens({ folder, appSecret, writer: 'service' });
    expect(await tokens.load()).toBeUndefined();
    await tokens.save(pair('one'));
    await tokens.save(pair('two', '2026-03-02T08:00:00.000Z'));
    await tokens.close();
    const again = await openZaloTokens({ folder, appSecret, writer: 'service' });
    expect(await again.load()).toEqual(pair('two', '2026-03-02T08:00:00.000Z'));
    await again.close();
  });

  it('H-8, H-9, F-50: lies on disk sealed and for the service’s user alone', async () => {
    const folder = join(temporaryFolder(), 'data');
    const tokens = await openZaloTokens({ folder, appSecret, writer: 'service' });
    await tokens.save(pair('canary'));
    await tokens.close();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const names = readdirSync(folder);
    expect(names).toEqual(['zalo-oa-tokens.json']);
    const path = join(folder, names[0]!);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).not.toMatch(/canary|app-secret/u);
  });

  it('is of no use with the secret of another app', async () => {
    const folder = temporaryFolder();
    const tokens = await openZaloTokens({ folder, appSecret, writer: 'service' });
    await tokens.save(pair('one'));
    await tokens.close();
    const other = await openZaloTokens({ folder, appSecret: 'another-secret', writer: 'service' });
    expect(await other.load()).toBeUndefined();
    await other.close();
  });

  it('can be given at the terminal while the service runs: who wrote last counts, whoever it was', async () => {
    const folder = temporaryFolder();
    const service = await openZaloTokens({ folder, appSecret, writer: 'service' });
    await service.save(pair('old'));
    const operator = await openZaloTokens({ folder, appSecret, writer: 'operator' });
    await operator.save(pair('given', '2026-03-05T00:00:00.000Z'));
    await operator.close();
    expect((await service.load())?.refreshToken).toBe('refresh-given');
    await service.save(pair('renewed', '2026-03-06T00:00:00.000Z'));
    expect((await service.load())?.refreshToken).toBe('refresh-renewed');
    await service.close();
  });

  it('is the one given at the terminal where the service has none yet, and never an older one than its own', async () => {
    const folder = temporaryFolder();
    const operator = await openZaloTokens({ folder, appSecret, writer: 'operator' });
    await operator.prepare();
    expect(await operator.load()).toBeUndefined();
    await operator.save(pair('given'));
    const service = await openZaloTokens({ folder, appSecret, writer: 'service' });
    expect(await service.load()).toEqual(pair('given'));
    await service.save(pair('renewed', '2026-03-02T00:00:00.000Z'));
    await operator.save(pair('given again', '2026-03-01T23:59:59.999Z'));
    expect((await service.load())?.refreshToken).toBe('refresh-renewed');
    await operator.close();
    await service.close();
    await expect(service.save(pair('late', '2026-03-03T00:00:00.000Z'))).rejects.toThrow();
  });

  it.each(['ENOSPC', 'EIO', 'short write'] as const)(
    'says so when a disk does not take it (%s), and takes it afterwards',
    async (fault) => {
      const folder = temporaryFolder();
      const files = createFaultyFiles();
      const tokens = await openZaloTokens({ folder, appSecret, writer: 'service', files });
      await tokens.save(pair('one'));
      const before = files.operations();
      files.fail(fault, before + (fault === 'short write' ? 2 : 1), 1_000);
      await expect(tokens.save(pair('two'))).rejects.toThrow(/could not be written/);
      files.fail(fault, Number.MAX_SAFE_INTEGER);
      expect((await tokens.load())?.accessToken).toBe('access-one');
      await tokens.save(pair('two'));
      expect((await tokens.load())?.accessToken).toBe('access-two');
      await tokens.close();
    },
  );

  it('refuses a damaged file instead of starting afresh', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'zalo-oa-tokens.json'), '{"cutri":"document"');
    await expect(openZaloTokens({ folder, appSecret, writer: 'service' })).rejects.toThrow(/zalo-oa-tokens\.json is damaged/);
  });

  it('says which folder cannot be made, to the service at its start, to a command before it spends a token', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const folder = join(file, 'data');
    const refusal = /cannot be made \(ENOTDIR\).*CUTRI_DATA/;
    await expect(openZaloTokens({ folder, appSecret, writer: 'service' })).rejects.toThrow(refusal);
    const command = await openZaloTokens({ folder, appSecret, writer: 'operator' });
    await expect(command.prepare()).rejects.toThrow(refusal);
    await command.close();
  });

  it('a command that only looks leaves nothing behind', async () => {
    const folder = join(temporaryFolder(), 'data');
    const command = await openZaloTokens({ folder, appSecret, writer: 'operator' });
    expect(await command.load()).toBeUndefined();
    await command.close();
    expect(existsSync(folder)).toBe(false);
  });
});

describe('a seal', () => {
  const seal = createSeal(appSecret, 'test');

  it('opens what it closed, differently each time', () => {
    const sealed = seal.close('thẻ cử tri');
    expect(seal.open(sealed)).toBe('thẻ cử tri');
    expect(seal.close('thẻ cử tri')).not.toBe(sealed);
  });

  it('does not open what was changed, cut, or sealed for another purpose', () => {
    const sealed = seal.close('thẻ cử tri');
    const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    for (const wrong of [changed, sealed.slice(4), sealed.slice(0, 10), '', 'không phải'])
      expect(seal.open(wrong)).toBeUndefined();
    expect(createSeal(appSecret, 'other').open(sealed)).toBeUndefined();
  });
});
