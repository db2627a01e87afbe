import type { ChatKey } from '../../messaging/message.ts';
import { isMeant } from './audience.ts';
import type { Insist } from './insisting.ts';
import type { ClaimedDelivery } from './outbox.ts';
import { inLanguage, type Sendable, type SendableWatch } from './sendables.ts';
import type { Subscriber } from './subscribers.ts';

/** Whether a delivery may go to its person: what is to be sent, in their language, or why not. `left`: they do not want it any more. */
export type Standing = (delivery: ClaimedDelivery) => Promise<Sendable | 'closed' | 'left'>;

/** How long a look counts. With the age of what `SendableWatch` knows it stays below the second in which a stop has to act. */
export const freshMs = 500;

/** Looks at announcement and subscription as they are this moment, not as they were when the delivery was taken. */
export function createStanding(deps: {
  watch: SendableWatch;
  /** The subscription as it is now. */
  subscription: (chat: ChatKey) => Promise<Subscriber | undefined>;
  insist: Insist;
  signal: AbortSignal;
}): Standing {
  const { watch, subscription, insist, signal } = deps;
  return async ({ announcement, chat, rank }) => {
    const subscriber = await insist('reading a subscription', () => subscription(chat));
    const opened = (await watch.current()).get(announcement);
    if (!opened || rank >= opened.ranks || signal.aborted) return 'closed';
    return isWanted(opened, subscriber) ? inLanguage(opened, subscriber?.language) : 'left';
  };
}

/** Whether this person wants it as they are subscribed now; officials get theirs without a subscription. */
function isWanted({ audience }: Sendable, subscriber: Subscriber | undefined): boolean {
  switch (audience?.kind) {
    case 'everyone':
    case 'topics':
    case 'communes':
    case 'communes-and-topics':
      return subscriber !== undefined && isMeant(audience, subscriber);
    case 'reached':
      return subscriber !== undefined;
    case 'officials':
      return true;
    case undefined:
      return false;
  }
}
