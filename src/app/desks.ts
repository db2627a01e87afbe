import { createCommuneNames } from '../chat/commune-names.ts';
import { createGenuineness } from '../chat/genuineness.ts';
import type { Desk } from '../chat/responding.ts';
import { createSubscribing } from '../chat/subscribing.ts';
import type { KnowledgePack } from '../knowledge/pack.ts';
import type { ChatKey } from '../messaging/message.ts';
import type { Store } from '../stores/store.ts';
import type { Office } from './announcing.ts';

/** Everything people can do in a conversation besides asking questions. */
export interface Desks {
  desks: Desk[];
  /** Somebody wrote: what waited for that may go out. */
  contacted(chat: ChatKey): Promise<void>;
}

/** Without an office there are no announcements: nothing to subscribe to and nothing to check. */
export function openDesks(deps: {
  office: Office | undefined;
  store: Store;
  pack: () => KnowledgePack;
  /** Channels that announcements are sent on. */
  delivers: (channel: string) => boolean;
  now: () => Date;
}): Desks {
  const { office, store, pack, delivers, now } = deps;
  if (!office) return { desks: [], contacted: async () => undefined };
  const subscribing = createSubscribing({
    subscribers: store.subscribers,
    outbox: store.outbox,
    communes: createCommuneNames(pack),
    welcome: office.welcome,
    delivers,
    now,
  });
  const genuineness = createGenuineness({ announcements: store.announcements, issuer: office.issuer, now });
  return { desks: [subscribing, genuineness], contacted: subscribing.contacted };
}
