import { trimRows } from '../../announcements/retention/row-trimming.ts';
import { isVisitor } from '../../announcements/sending/visitors.ts';
import { withPassingChats } from '../../conversations/chats.ts';
import { expireCounts } from '../../conversations/counting/day-count.ts';
import { expireUnanswered, type Unanswered } from '../../conversations/unanswered/question-group.ts';
import { vietnamDate } from '../../elections/tense.ts';
import type { ChatKey, IncomingMessage } from '../../messaging/message.ts';
import type { PushStore } from '../../messaging/page-push.ts';
import { pushAddressRecord, pushKeysRecord } from '../chat-record.ts';
import { dayCountRecord } from '../count-record.ts';
import { packVersionRecord, proposalRecord } from '../proposals/record.ts';
import { startingTextRecord } from '../starting-texts/record.ts';
import { createStoreState, type StoreStateNotices } from '../state.ts';
import type { Store } from '../store.ts';
import { askerRecord, questionGroupRecord } from '../unanswered-record.ts';
import { createPostgresChats } from './chats.ts';
import { openDatabase, plainly } from './database.ts';
import { createPostgresImages } from './images.ts';
import { createPostgresInbox } from './inbox.ts';
import { startJobs } from './jobs.ts';
import { createPostgresOffice } from './office.ts';
import { createPostgresOutbox } from './outbox.ts';
import { createPostgresPace } from './pace.ts';
import { createPostgresPersons } from './persons.ts';
import { type DatabaseDeadlines, usualDeadlines } from './pool.ts';
import { createPostgresRecords, recordKinds } from './records.ts';
import { createPostgresSubscribers } from './subscribers.ts';
import { createPostgresTickets } from './tickets.ts';
import { openPostgresTombstones } from './tombstones.ts';
import { expireUpgradeCopies } from './upgrade-copy.ts';

/** The store of any number of processes. */
export interface PostgresStore extends Store {
  /** Lets go of what only one process has to: pg-boss has one of them do it every minute. */
  cleanUp(): Promise<void>;
  /** Accounts that are in force although they were disabled: those of an older state that was put back. */
  revived(): Promise<string[]>;
}

export interface PostgresStoreOptions {
  /** `postgres://…`, see `DATABASE_URL`. */
  url: string;
  /** The clocks of all processes have to agree within a second or so: leases and paces are counted by them. */
  now: () => Date;
  /** Names this process among the others. */
  home: string;
  /** Channels whose replies only the process that accepted the question can deliver, because it holds the connection. */
  homeChannels: ReadonlySet<string>;
  /** While it is false nobody is let go: see `ClockWatch`. */
  isClockSettled?: (() => boolean) | undefined;
  /** Hears when the database is lost and when it is back. */
  notices?: StoreStateNotices;
  /** Shared work failed; it is tried again by itself. */
  failed?: (error: Error) => void;
  deadlines?: DatabaseDeadlines;
  /** What the audit log is chained with, see `chained`. */
  auditKey?: string | undefined;
  /** See `Store.rows`; unset: they stay. */
  announcementsKeptDays?: number | undefined;
}

const silent: StoreStateNotices = { lost: () => undefined, back: () => undefined };

/** Connects, brings the tables up to date and takes part. Throws `StoreFileError` when the database cannot be used. */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const {
    url,
    now,
    home,
    homeChannels,
    notices = silent,
    failed = () => undefined,
    deadlines = usualDeadlines,
    isClockSettled = () => true,
    auditKey,
    announcementsKeptDays,
  } = options;
  const standing = createStoreState({ now, ...notices });
  let begun = false;
  // A failure to open is the caller's to tell.
  const observed: typeof standing.observe = (...seen) => (begun ? standing.observe(...seen) : undefined);
  const database = await openDatabase({ url, observed, deadlines });
  try {
    const tombstones = await openPostgresTombstones(database, { now });
    const inbox = await createPostgresInbox(database, { now, home, homeChannels });
    const outbox = createPostgresOutbox(database, { now });
    const subscribers = createPostgresSubscribers(database, tombstones);
    const tickets = createPostgresTickets(database);
    const { tidy: tidyImages, ...images } = createPostgresImages(database, { now });
    const chats = withPassingChats(createPostgresChats(database), isVisitor);
    const unanswered: Unanswered = {
      groups: createPostgresRecords(database, { kind: recordKinds.unanswered, record: questionGroupRecord }),
      askers: createPostgresRecords(database, { kind: recordKinds.askers, record: askerRecord }),
    };
    const counts = createPostgresRecords(database, { kind: recordKinds.counts, record: dayCountRecord });
    const pushing: PushStore = {
      addresses: createPostgresRecords(database, { kind: recordKinds.pushes, record: pushAddressRecord }),
      keys: createPostgresRecords(database, { kind: recordKinds.pushKeys, record: pushKeysRecord }),
    };
    const office = createPostgresOffice(database, auditKey);
    const cleanUp = async (): Promise<void> => {
      if (!isClockSettled()) return;
      await outbox.letGo();
      await subscribers.expire(now());
      await tickets.expire(now());
      await tidyImages();
      await chats.expire(now());
      await expireUnanswered(unanswered, vietnamDate(now()));
      await expireCounts(counts, now());
      await database.change((db) => expireUpgradeCopies(plainly(db)));
      // Last: whatever is wrong with an announcement keeps nobody's data from being let go of.
      await trimRows({ announcements: office.announcements, rows: outbox, now }, announcementsKeptDays);
    };
    const forget = async (chat: ChatKey, wish?: IncomingMessage): Promise<void> => {
      await chats.forget(chat);
      await tombstones.forget(chat, wish);
      await inbox.tidy();
    };
    const jobs = await startJobs({ url, work: { 'clean-up': { cron: '* * * * *', run: cleanUp } }, failed, deadlines });
    database.settled();
    begun = true;
    return {
      inbox,
      subscribers: {
        ...subscribers,
        forget,
        async remove(chat) {
          await subscribers.remove(chat);
          await pushing.addresses.forget(chat);
        },
      },
      outbox,
      rows: outbox,
      ...office,
      ...createPostgresPersons(database, { chats }),
      pace: createPostgresPace(database),
      tickets,
      images,
      chats,
      unanswered,
      counts,
      startingTexts: createPostgresRecords(database, { kind: recordKinds.startingTexts, record: startingTextRecord }),
      pushing,
      proposing: {
        proposals: createPostgresRecords(database, { kind: recordKinds.proposals, record: proposalRecord }),
        versions: createPostgresRecords(database, { kind: recordKinds.versions, record: packVersionRecord }),
      },
      epochs: tombstones.epochs,
      identity: tombstones.identity,
      forget,
      tidy: () => inbox.tidy(),
      state: standing.current,
      cleanUp,
      revived: tombstones.revived,
      async close() {
        await jobs.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
