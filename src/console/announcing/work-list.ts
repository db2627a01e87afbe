import type { Announcement } from '../../announcements/announcement.ts';
import { offersOf } from '../../announcements/offers.ts';
import { isSamePerson, type Official } from '../../announcements/people/officials.ts';

/** Heaps of work, in the order in which they are shown: what waits for this official first. */
export const workHeaps = ['sending', 'to-decide', 'to-start', 'returned', 'drafts', 'with-others', 'held', 'out'] as const;
export type WorkHeap = (typeof workHeaps)[number];

const lastOut = 5;

/**
 * What there is to do, by heap, the latest first; empty heaps are left out. `mayForOthers`: somebody delegates
 * to them for it. A guess at what matters: what may be done is decided elsewhere.
 */
export function workList(
  official: Official,
  all: readonly Announcement[],
  mayForOthers: (announcement: Announcement) => boolean = () => false,
): [WorkHeap, Announcement[]][] {
  const heaps = new Map<WorkHeap, Announcement[]>(workHeaps.map((heap) => [heap, []]));
  for (const announcement of all.toReversed()) {
    const heap = heapOf(official, announcement, mayForOthers(announcement));
    if (heap) heaps.get(heap)?.push(announcement);
  }
  heaps.set('out', heaps.get('out')!.slice(0, lastOut));
  return [...heaps].filter(([, held]) => held.length > 0);
}

function heapOf(official: Official, announcement: Announcement, mayForOthers: boolean): WorkHeap | undefined {
  const { state, note, writers } = announcement;
  const offers = offersOf(official, announcement, mayForOthers);
  const isMine = isSamePerson(official.person, writers);
  switch (state) {
    case 'sending':
    case 'paused':
      return 'sending';
    case 'submitted':
      return offers.has('approve') ? 'to-decide' : 'with-others';
    case 'approved':
      return offers.has('send') || offers.has('schedule') ? 'to-start' : 'with-others';
    case 'scheduled':
      return 'with-others';
    case 'draft':
      if (!isMine) return undefined;
      return note === undefined ? 'drafts' : 'returned';
    case 'missed':
      return isMine ? 'returned' : 'held';
    case 'finished':
      return 'out';
    case 'stopped':
    case 'expired':
      return announcement.startedAt === undefined ? undefined : 'out';
  }
}
