import { afterEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/announcements/people/audit.ts';
import { openDataFolder } from '../../src/stores/embedded/data-folder.ts';
import { openEmbeddedStore } from '../../src/stores/embedded/store.ts';
import { auditKeyOf, sealedStore } from '../../src/stores/sealing.ts';
import { describeAnnouncementStore, draftAnnouncement, someRecord } from '../contracts/announcement-store.ts';
import { official } from '../contracts/officials.ts';
import { createTestClock } from '../fakes/clock.ts';
import { type Body, keptInDatabase, keptInFiles } from '../fakes/kept-store.ts';
import { sharedPostgres } from '../fakes/postgres.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const key = 'a key made by a machine';
const auditKey = auditKeyOf(key);
const clock = createTestClock();
const postgres = await sharedPostgres();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
const deps = { key, clock, closing };

describe.each([
  ['embedded', async () => keptInFiles(deps)],
  ['PostgreSQL', async () => postgres && keptInDatabase(deps, postgres)],
] as const)('what decides about sending, under the approval key (%s)', (_, make) => {
  async function filled() {
    const kept = await make();
    if (!kept) return undefined;
    const store = await kept.open();
    await store.officials.update(() => ({
      officials: [official('lan'), official('minh', { roles: ['approver'] })],
      records: [{ ...someRecord('lan', 'official-add'), outcome: 'done' }],
      result: undefined,
    }));
    const made = await store.announcements.create(draftAnnouncement('a'), someRecord('a', 'draft'));
    await store.announcements.save({ ...made, state: 'submitted' }, someRecord('a', 'submit'));
    return { ...kept, store };
  }

  it('is read as it was kept, and its log verifies with the key only', async () => {
    const held = await filled();
    if (!held) return;
    expect(await held.store.announcements.get('a')).toMatchObject({ state: 'submitted', number: 1, version: 2 });
    expect(await held.store.announcements.get('a')).not.toHaveProperty('seal');
    expect(await verifyAudit(held.store.audit.entries(), { key: auditKey })).toMatchObject({ kind: 'intact', entries: 3 });
    expect(await verifyAudit(held.store.audit.entries())).toMatchObject({ kind: 'broken', entry: 1, why: 'changed' });
  });

  it.each<[string, Body]>([
    ['the author', { author: 'minh' }],
    ['the writers', { writers: [] }],
    ['the state', { state: 'sending' }],
    ['the time of beginning', { startedAt: '2026-02-01T08:00:00.000Z' }],
    ['the text', { content: { text: 'Khác', buttons: [] } }],
    ['the kind', { kind: 'drill' }],
    ['the version', { version: 1 }],
    ['the seal', { seal: 'x' }],
  ])('F-25: %s of an announcement edited by hand: it is not read', async (_what, change) => {
    const held = await filled();
    if (!held) return;
    await held.tamper('announcements', ([body]) => [{ ...body, ...change }]);
    const { announcements } = await held.open();
    await expect(announcements.find(1)).rejects.toThrow('no announcement is sent');
    await expect(announcements.list(['submitted', 'sending'])).rejects.toThrow('no announcement is sent');
    await expect(announcements.get('a')).rejects.toThrow('Announcement 1 was changed');
  });

  it('F-25: an official put in by hand approves nothing: nobody is read', async () => {
    const held = await filled();
    if (!held) return;
    await held.tamper('officials', (bodies) => [...bodies, official('ke-gian', { roles: ['approver'] }) as unknown as Body]);
    await expect((await held.open()).officials.list()).rejects.toThrow('The list of officials was changed');
  });

  it('F-25: officials taken away do not make the next one the first administrator', async () => {
    const held = await filled();
    if (!held) return;
    await held.tamper('officials', () => []);
    await expect((await held.open()).officials.list()).rejects.toThrow('The list of officials was changed');
  });
});

describe('announcements under a seal', () => {
  describeAnnouncementStore(async () => {
    const data = await openDataFolder(temporaryFolder());
    const store = await openEmbeddedStore({ data, now: clock.now });
    closing.push(async () => {
      await store.close();
      data.release();
    });
    return { ...sealedStore(store, key), clock };
  });
});
