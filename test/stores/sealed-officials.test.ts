import { describe, expect, it } from 'vitest';
import { checkCode } from '../../src/announcements/totp.ts';
import { createSeal } from '../../src/stores/seal.ts';
import { sealedOfficials } from '../../src/stores/sealed-officials.ts';
import { describeOfficials, official } from '../contracts/officials.ts';
import { createAnnouncementsMemory } from '../fakes/announcements-memory.ts';

const now = () => new Date('2026-03-01T08:00:00Z');
const seal = createSeal('a key made by a machine', 'authenticators');
const { secret } = official('lan').totp;

describe('officials under a seal', () => {
  describeOfficials(async () => {
    const { officials, audit } = createAnnouncementsMemory(now);
    return { officials: sealedOfficials(officials, seal), audit };
  });

  it('are kept without a readable authenticator secret', async () => {
    const { officials } = createAnnouncementsMemory(now);
    await sealedOfficials(officials, seal).update(() => ({ officials: [official('lan')], records: [], result: undefined }));
    expect(JSON.stringify(await officials.list())).not.toContain(secret);
    expect((await sealedOfficials(officials, seal).list())[0]!.totp.secret).toBe(secret);
  });

  it('written before there was a seal are read as they are, and sealed with the next change', async () => {
    const { officials } = createAnnouncementsMemory(now);
    await officials.update(() => ({ officials: [official('lan')], records: [], result: undefined }));
    const sealed = sealedOfficials(officials, seal);
    expect((await sealed.list())[0]!.totp.secret).toBe(secret);
    await sealed.update((held) => ({ officials: held.map((one) => ({ ...one, name: 'Lan' })), records: [], result: undefined }));
    expect((await officials.list())[0]!.totp.secret).not.toContain(secret);
  });

  it('accept no code under another key, and lose nothing by it', async () => {
    const { officials } = createAnnouncementsMemory(now);
    const sealed = sealedOfficials(officials, seal);
    await sealed.update(() => ({ officials: [official('lan'), official('minh')], records: [], result: undefined }));
    const other = sealedOfficials(officials, createSeal('another key', 'authenticators'));
    const [lan] = await other.list();
    expect(checkCode(lan!.totp, '000000', now().getTime()).kind).toBe('locked');
    await other.update((held) => ({
      officials: held.map((one) => ({ ...one, disabled: true })),
      records: [],
      result: undefined,
    }));
    expect((await sealed.list()).map((one) => [one.id, one.disabled, one.totp.secret])).toEqual([
      ['lan', true, secret],
      ['minh', true, secret],
    ]);
  });

  it('are not written where nothing changes', async () => {
    const { officials } = createAnnouncementsMemory(now);
    const sealed = sealedOfficials(officials, seal);
    await sealed.update(() => ({ officials: [official('lan')], records: [], result: undefined }));
    const before = await officials.list();
    await sealed.update((held) => ({ officials: held, records: [], result: undefined }));
    expect(await officials.list()).toEqual(before);
  });
});
