import type { ChatKey } from '../../messaging/message.ts';
import type { Subscriber } from './subscribers.ts';

/** How a chat stands to a list of people who agreed to get announcements. */
export type IntakeStanding =
  /** Neither subscribed nor ever gone. */
  | 'new'
  /** Subscribed already: what they chose stays as it is. */
  | 'subscribed'
  /** Left, was forgotten or could not be reached once: nobody but they themselves subscribes them again. */
  | 'left';

/** Subscribes many at once who agreed elsewhere. The contract every implementation passes is `test/contracts/intake.ts`. */
export interface SubscriberIntake {
  /** How each chat stands now, in the order given. */
  standing(chats: readonly ChatKey[]): Promise<IntakeStanding[]>;
  /**
   * Adds those who are new and nobody else, each once; durable once it resolves. Done again after whatever interrupted it, it comes to the same. Answers how
   * each stood before, in the order given.
   */
  add(subscribers: readonly Subscriber[]): Promise<IntakeStanding[]>;
  /** How many more the store takes. */
  room(): Promise<number>;
}
