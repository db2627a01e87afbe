import type { Announcement, AnnouncementStore } from '../announcements/announcement.ts';
import { BrokenSealError, type Mac } from './seal.ts';

/** What of an announcement is under its seal. */
export const coveredBySeal = (announcement: Omit<Announcement, 'number'>) => ({
  ...announcement,
  seal: undefined,
  number: undefined,
});

/**
 * Announcements as only cutri can have written them: text, state, author, writers, approval and times are under the seal, and one without a right
 * seal is not read: `BrokenSealError`. The number is not under it (the store gives it, and every approval covers it).
 */
export function sealedAnnouncements(store: AnnouncementStore, mac: Mac): AnnouncementStore {
  function opened(kept: Announcement): Announcement {
    const { seal, ...announcement } = kept;
    if (!mac.isOf(coveredBySeal(kept), seal)) throw new BrokenSealError(`Announcement ${kept.number}`);
    return announcement;
  }
  const openedIf = (kept: Announcement | undefined) => kept && opened(kept);

  return {
    create: async (draft, record) =>
      opened(await store.create({ ...draft, seal: mac.of(coveredBySeal({ ...draft, version: 1 })) }, record)),
    get: async (id) => openedIf(await store.get(id)),
    find: async (number) => openedIf(await store.find(number)),
    list: async (states, openAt) => (await store.list(states, openAt)).map(opened),
    page: async (query) => (await store.page(query)).map(opened),
    save: async (changed, record) =>
      openedIf(
        await store.save({ ...changed, seal: mac.of(coveredBySeal({ ...changed, version: changed.version + 1 })) }, record),
      ),
  };
}
