import { type AnnouncementStore, isInForce } from './announcement.ts';
import { begunStates, superseded } from './openings.ts';
import type { RecipientLists } from './recipients.ts';
import { isMeant } from './sending/audience.ts';
import type { Outbox } from './sending/outbox.ts';
import type { Subscriber } from './sending/subscribers.ts';

/**
 * Gives somebody who has just subscribed the announcements still in force that are meant for them, as deliveries of their own, so that a
 * correction reaches them as well. Returns how many there are. A retraction of something they never saw is not among them.
 */
export function createWelcome(deps: {
  announcements: AnnouncementStore;
  outbox: Outbox;
  lists: Pick<RecipientLists, 'root'>;
  now: () => Date;
}): (subscriber: Subscriber) => Promise<number> {
  const { announcements, outbox, lists, now } = deps;
  return async (subscriber) => {
    const begun = await announcements.list(begunStates);
    const replaced = superseded(begun);
    let given = 0;
    for (const announcement of begun) {
      const { id, kind, content, state, total } = announcement;
      const decided = total !== undefined && (state === 'sending' || state === 'finished');
      if (!decided || kind === 'retraction' || replaced.has(id) || !isInForce(announcement, now().toISOString())) continue;
      const audience = content.audience && (await lists.root(content.audience));
      if (!audience || !isMeant(audience, subscriber)) continue;
      await outbox.publish(id, { kind: 'chats', chats: [subscriber.chat] }, { least: 0, most: Number.MAX_SAFE_INTEGER });
      given += 1;
    }
    return given;
  };
}
