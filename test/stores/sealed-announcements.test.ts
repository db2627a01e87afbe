import { describe, expect, it } from 'vitest';
import type { Announcement, AnnouncementStore } from '../../src/announcements/announcement.ts';
import { createMac } from '../../src/stores/seal.ts';
import { sealedAnnouncements } from '../../src/stores/sealed-announcements.ts';
import { describeAnnouncementStore, draftAnnouncement, someRecord } from '../contracts/announcement-store.ts';
import { createAnnouncementsMemory } from '../fakes/announcements-memory.ts';

const now = () => new Date('2026-03-01T08:00:00Z');

/** A store that counts what is read of it by id or number, under seals that count how often they are worked out. */
function counting() {
  const memory = createAnnouncementsMemory(now).announcements;
  const counts = { reads: 0, seals: 0 };
  const mac = createMac('a key made by a machine', 'announcements');
  const changed = new Map<string, Partial<Announcement>>();
  const seen = (one: Announcement | undefined) => one && { ...one, ...changed.get(one.id) };
  const store: AnnouncementStore = {
    ...memory,
    async get(id) {
      counts.reads += 1;
      return seen(await memory.get(id));
    },
    async find(number) {
      counts.reads += 1;
      return seen(await memory.find(number));
    },
    list: async (states) => (await memory.list(states)).map((one) => seen(one)!),
    page: async (query) => (await memory.page(query)).map((one) => seen(one)!),
  };
  const sealed = sealedAnnouncements(store, {
    of: mac.of,
    isOf(value, given) {
      counts.seals += 1;
      return mac.isOf(value, given);
    },
  });
  return {
    ...{ sealed, counts },
    /** What somebody writes into the store by hand. */
    tamper: (id: string, change: Partial<Announcement>) => changed.set(id, change),
    made: (id: string, change: Partial<Announcement>) => sealed.create({ ...draftAnnouncement(id), ...change }, someRecord(id)),
  };
}

describe('announcements under their seals', () => {
  describeAnnouncementStore(async () => {
    const memory = createAnnouncementsMemory(now);
    const mac = createMac('a key made by a machine', 'announcements');
    return { announcements: sealedAnnouncements(memory.announcements, mac), audit: memory.audit };
  });

  it.each(['finished', 'stopped', 'expired'] as const)(
    'are read once when they are closed (%s), by whatever they are asked for',
    async (state) => {
      const { sealed, counts, made } = counting();
      const { number } = await made('a', { state });
      for (let i = 0; i < 5; i += 1) {
        expect(await sealed.get('a')).toMatchObject({ state, number });
        expect(await sealed.find(number)).toMatchObject({ id: 'a' });
      }
      expect(counts.reads).toBeLessThanOrEqual(1);
      const given = (await sealed.get('a')) as { content: { text: string } };
      given.content.text = 'khác';
      expect((await sealed.get('a'))?.content.text).not.toBe('khác');
    },
  );

  it('are read every time while anything may still become of them', async () => {
    const { sealed, counts, made } = counting();
    await made('a', { state: 'sending', phase: { kind: 'all' } });
    await made('b', { state: 'finished', phase: { kind: 'all' } });
    for (const id of ['a', 'a', 'b', 'b']) await sealed.get(id);
    expect(counts.reads).toBe(4);
  });

  it('have their seals worked out once for each version, in lists as well', async () => {
    const { sealed, counts, made } = counting();
    for (const id of ['a', 'b', 'c']) await made(id, { state: 'finished' });
    counts.seals = 0;
    for (let i = 0; i < 3; i += 1) {
      expect(await sealed.page({ limit: 10 })).toHaveLength(3);
      expect(await sealed.list(['finished'])).toHaveLength(3);
    }
    expect(counts.seals).toBe(0);
  });

  it('F-25: that are closed and found to be changed in a list are not read by their id or number either', async () => {
    const { sealed, made, tamper } = counting();
    const { number } = await made('a', { state: 'finished' });
    tamper('a', { author: 'minh' });
    await expect(sealed.page({ limit: 1 })).rejects.toThrow(`Announcement ${number} was changed`);
    await expect(sealed.get('a')).rejects.toThrow('CUTRI_APPROVAL_KEY');
    await expect(sealed.find(number)).rejects.toThrow('CUTRI_APPROVAL_KEY');
  });

  it('F-25: are not read when a byte was changed after their seal was found right', async () => {
    const { sealed, made, tamper } = counting();
    await made('a', { state: 'submitted' });
    expect(await sealed.get('a')).toBeDefined();
    tamper('a', { author: 'minh' });
    await expect(sealed.get('a')).rejects.toThrow('CUTRI_APPROVAL_KEY');
    await expect(sealed.page({ limit: 1 })).rejects.toThrow('CUTRI_APPROVAL_KEY');
    await expect(sealed.list(['submitted'])).rejects.toThrow('CUTRI_APPROVAL_KEY');
  });
});
