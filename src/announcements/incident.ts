import type { Announcement } from './announcement.ts';

/** Something officials have to know of. */
export interface Incident {
  announcement: Announcement;
  what: 'missed' | 'recount' | 'approval-lost' | 'channel-held' | 'finished' | 'expired';
  /** Vietnamese or a channel's name; no voter's data. */
  detail: string;
}
