import type { AnnouncementDesk } from '../announce/announce.ts';
import type { CommandIo } from '../io.ts';

/** What `cutri subscribers` works with. */
export interface SubscribersWork {
  desk: Pick<AnnouncementDesk, 'list' | 'readConsents' | 'ownData' | 'communes' | 'now'>;
  io: CommandIo;
}
