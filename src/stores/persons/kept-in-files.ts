import type { IntakeStanding, SubscriberIntake } from '../../announcements/sending/intake.ts';
import type { Subscriber } from '../../announcements/sending/subscribers.ts';
import { isVisitor } from '../../announcements/sending/visitors.ts';
import type { Chats } from '../../conversations/chats.ts';
import type { InboxLog } from '../../conversations/inbox/log.ts';
import type { KeptOf } from '../../conversations/own-data/kept.ts';
import type { Unanswered } from '../../conversations/unanswered/question-group.ts';
import type { ChatKey, IncomingMessage } from '../../messaging/message.ts';
import type { PushStore } from '../../messaging/page-push.ts';
import type { DeliveryLedger } from '../delivery-ledger.ts';
import type { Tombstones } from '../tombstones.ts';

/** The parts of a store in files that keep something of a person. */
export interface PersonParts {
  tombstones: Pick<Tombstones, 'bury' | 'hasLeftSince' | 'buriedSince'>;
  subscribers: {
    held(): ReadonlyMap<ChatKey, Subscriber>;
    /** All or none where there is no room for all. */
    addAll(subscribers: readonly Subscriber[]): Promise<void>;
    room(): number;
    forget(chat: ChatKey): Promise<void>;
  };
  outbox: { ledgers(): Iterable<[announcement: string, ledger: DeliveryLedger]>; forget(chat: ChatKey): Promise<void> };
  chats: Pick<Chats, 'get' | 'forget'>;
  askers: Unanswered['askers'];
  addresses: PushStore['addresses'];
  inbox: Pick<InboxLog, 'deadLetters'> & { forget(chat: ChatKey, wish?: IncomingMessage): Promise<void> };
}

/** What is done with all that is kept of one person, or of many who join. */
export interface KeptInFiles {
  keptOf: KeptOf;
  intake: SubscriberIntake;
  forget(chat: ChatKey, wish?: IncomingMessage): Promise<void>;
}

const longAgo = '';

export function createKeptInFiles(parts: PersonParts): KeptInFiles {
  const { tombstones, subscribers, outbox, chats, askers, addresses, inbox } = parts;

  const hasLeft = (chat: ChatKey): boolean => tombstones.hasLeftSince(chat, longAgo) || tombstones.buriedSince(chat, longAgo);

  function standingOf(chat: ChatKey): IntakeStanding {
    if (subscribers.held().has(chat)) return 'subscribed';
    return hasLeft(chat) ? 'left' : 'new';
  }

  function deliveriesOf(chat: ChatKey): number {
    let count = 0;
    for (const [, ledger] of outbox.ledgers()) if (ledger.rankOf(chat) !== undefined) count += 1;
    return count;
  }

  const questionsOf = async (chat: ChatKey): Promise<number> => (await askers.all()).filter((one) => one.chat === chat).length;

  /** Whether anything is kept of a chat besides the message being handled. */
  const isKept = async (chat: ChatKey): Promise<boolean> =>
    subscribers.held().has(chat) || deliveriesOf(chat) > 0 || (await questionsOf(chat)) > 0;

  return {
    async keptOf(chat) {
      const subscriber = subscribers.held().get(chat);
      const conversation = await chats.get(chat);
      return {
        ...(subscriber ? { subscriber: structuredClone(subscriber) } : {}),
        hasLeft: hasLeft(chat),
        deliveries: deliveriesOf(chat),
        questions: await questionsOf(chat),
        deadLetters: (await inbox.deadLetters()).filter(({ message }) => message.chat === chat).length,
        hasPushAddress: (await addresses.all()).some((one) => one.chat === chat),
        ...(conversation ? { conversation } : {}),
      };
    },
    intake: {
      standing: async (given) => given.map(standingOf),
      async add(given) {
        const standings = given.map(({ chat }) => standingOf(chat));
        const added = new Map(given.filter((_, i) => standings[i] === 'new').map((one) => [one.chat, one]));
        // Nothing is awaited since they were looked at: whoever is forgotten meanwhile is erased by a line after this one.
        await subscribers.addAll([...added.values()]);
        return standings;
      },
      room: async () => subscribers.room(),
    },
    async forget(chat, wish) {
      // First of all: whatever is interrupted after it, a restored backup will not bring the person back.
      if (!isVisitor(chat) || (await isKept(chat))) await tombstones.bury(chat);
      await subscribers.forget(chat);
      await Promise.all([outbox, chats, askers, addresses].map((part) => part.forget(chat)));
      // Last of all: then comes the chat's next message, and what is kept of that one stays.
      await inbox.forget(chat, wish);
    },
  };
}
