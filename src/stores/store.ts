import type { AnnouncementStore } from '../announcements/announcement.ts';
import type { ImageStore } from '../announcements/images/kept.ts';
import type { AuditLog } from '../announcements/people/audit.ts';
import type { Officials } from '../announcements/people/officials.ts';
import type { Tickets } from '../announcements/people/tickets.ts';
import type { DeliveryRows } from '../announcements/retention/row-trimming.ts';
import type { SubscriberIntake } from '../announcements/sending/intake.ts';
import type { Outbox } from '../announcements/sending/outbox.ts';
import type { PaceStore } from '../announcements/sending/pace.ts';
import type { Subscribers } from '../announcements/sending/subscribers.ts';
import type { StartingTextRecord } from '../announcements/starting-texts/keeping.ts';
import type { Chats } from '../conversations/chats.ts';
import type { DayCount } from '../conversations/counting/day-count.ts';
import type { InboxLog } from '../conversations/inbox/log.ts';
import type { KeptOf } from '../conversations/own-data/kept.ts';
import type { ProposalStore } from '../conversations/proposals/proposal.ts';
import type { Unanswered } from '../conversations/unanswered/question-group.ts';
import type { ChatKey, IncomingMessage } from '../messaging/message.ts';
import type { PushStore } from '../messaging/page-push.ts';
import type { Records } from '../messaging/records.ts';
import type { Epochs } from './age.ts';
import type { StoreState } from './state.ts';

/** Everything the service keeps, behind the ports that use it. Embedded in files, or in PostgreSQL. */
export interface Store {
  inbox: InboxLog;
  /** Its `forget` erases the person from everything here. */
  subscribers: Subscribers;
  /** Many who agreed elsewhere. */
  intake: SubscriberIntake;
  outbox: Outbox;
  /** Of announcements: of one that was closed as many days ago as the store is told, the clean-up keeps the totals alone. */
  rows: DeliveryRows;
  announcements: AnnouncementStore;
  officials: Officials;
  audit: AuditLog;
  pace: PaceStore;
  tickets: Tickets;
  /** A picture that no announcement has referred to for a day is let go. */
  images: ImageStore;
  chats: Chats;
  unanswered: Unanswered;
  proposing: ProposalStore;
  counts: Records<DayCount>;
  /** What officials made of the texts that announcements are begun with. */
  startingTexts: Records<StartingTextRecord>;
  /** An address is kept as long as the subscription it is for. */
  pushing: PushStore;
  epochs: Epochs;
  /** What tells this store from every other, and not from an older state of itself. */
  identity(): Promise<string>;
  /**
   * Erases a person from everything here, and keeps a restored backup from bringing them back. With the message that wished it, whatever
   * the person wrote after it stays waiting for its answer.
   */
  forget(chat: ChatKey, wish?: IncomingMessage): Promise<void>;
  /** Everything that is kept of one chat. */
  keptOf: KeptOf;
  /** Lets go of what is too old; to be called every half minute or so. */
  tidy(): Promise<void>;
  /** Whether it answers and can be written; asked at any moment, waits for nothing. */
  state(): StoreState;
  close(): Promise<void>;
}
