import { type Announcement, type AnnouncementStore, isClosed } from '../announcements/announcement.ts';
import { putLast } from '../messaging/recent.ts';
import { BrokenSealError, type Mac } from './seal.ts';

/** What of an announcement is under its seal. */
export const coveredBySeal = (announcement: Omit<Announcement, 'number'>) => ({
  ...announcement,
  seal: undefined,
  number: undefined,
});

/** Versions remembered: those that are in force, and those that somebody looked at lately. */
const mostKnown = 2_000;

interface Known {
  /** All of it as it was kept when its seal was found right. */
  kept: string;
  announcement: Announcement;
}

/**
 * Announcements as only cutri can have written them: text, state, author, writers, approval and times are under the seal, and one without a right
 * seal is not read: `BrokenSealError`. The number is not under it (the store gives it, and every approval covers it). A seal is worked out once for
 * each version, as long as every byte of it stays; one that is closed, and was found by its id or number, is not read again for either.
 */
export function sealedAnnouncements(store: AnnouncementStore, mac: Mac): AnnouncementStore {
  const known = new Map<string, Known>();
  /** Number → closed one. */
  const closed = new Map<number, string>();

  function opened(kept: Announcement): Announcement {
    const { seal, ...announcement } = kept;
    const { id, number } = announcement;
    const text = JSON.stringify(kept);
    const before = known.get(id);
    if (before?.kept !== text && !mac.isOf(coveredBySeal(kept), seal)) {
      known.delete(id);
      throw new BrokenSealError(`Announcement ${number}`);
    }
    putLast(known, id, before?.kept === text ? before : { kept: text, announcement: structuredClone(announcement) }, mostKnown);
    if (isClosed(announcement)) putLast(closed, number, id, mostKnown);
    return announcement;
  }
  const openedIf = (kept: Announcement | undefined) => kept && opened(kept);

  /** Nobody changes it any more: what was read is what there is. */
  function closedOne(id: string | undefined): Announcement | undefined {
    const held = id === undefined ? undefined : known.get(id)?.announcement;
    return held && isClosed(held) ? structuredClone(held) : undefined;
  }

  return {
    create: async (draft, record) =>
      opened(await store.create({ ...draft, seal: mac.of(coveredBySeal({ ...draft, version: 1 })) }, record)),
    get: async (id) => closedOne(id) ?? openedIf(await store.get(id)),
    find: async (number) => closedOne(closed.get(number)) ?? openedIf(await store.find(number)),
    list: async (states, openAt) => (await store.list(states, openAt)).map(opened),
    page: async (query) => (await store.page(query)).map(opened),
    save: async (changed, record) =>
      openedIf(
        await store.save({ ...changed, seal: mac.of(coveredBySeal({ ...changed, version: changed.version + 1 })) }, record),
      ),
  };
}
