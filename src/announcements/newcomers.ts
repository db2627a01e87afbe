import { channelOf } from '../messaging/message.ts';
import type { AnnouncementStore } from './announcement.ts';
import { begunStates } from './openings.ts';
import type { RecipientLists } from './recipients.ts';
import { isMeant } from './sending/audience.ts';
import type { Outbox } from './sending/outbox.ts';
import type { Sendable } from './sending/sendables.ts';
import type { Subscriber } from './sending/subscribers.ts';

/**
 * Gives somebody who has subscribed, for the first time or again, the announcements in force that are meant for them, as deliveries of their own, so
 * that a correction reaches them as well. Returns how many are on their way now: only what may be sent this moment and they do not have is promised.
 * A retraction of something they never saw is not among them.
 */
export function createWelcome(deps: {
  announcements: AnnouncementStore;
  outbox: Outbox;
  lists: Pick<RecipientLists, 'root'>;
  /** What may be sent now. */
  sendables: () => Promise<Sendable[]>;
  now: () => Date;
}): (subscriber: Subscriber) => Promise<number> {
  const { announcements, outbox, lists, sendables, now } = deps;
  return async (subscriber) => {
    const open = new Map((await sendables()).map((sendable) => [sendable.announcement, sendable]));
    const channel = channelOf(subscriber.chat);
    let promised = 0;
    for (const { id, kind, content, total } of await announcements.list(begunStates, now().toISOString())) {
      const sendable = open.get(id);
      if (!sendable || total === undefined || kind === 'retraction') continue;
      const audience = content.audience && (await lists.root(content.audience));
      if (!audience || !isMeant(audience, subscriber)) continue;
      const isOnItsWay = await outbox.give(id, subscriber.chat);
      if (isOnItsWay && !(channel in sendable.heldChannels)) promised += 1;
    }
    return promised;
  };
}
