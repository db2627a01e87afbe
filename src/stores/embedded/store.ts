import type { z } from 'zod';
import type { Ticket } from '../../announcements/people/tickets.ts';
import { trimRows } from '../../announcements/retention/row-trimming.ts';
import type { PaceState } from '../../announcements/sending/pace.ts';
import type { Subscriber } from '../../announcements/sending/subscribers.ts';
import { isVisitor } from '../../announcements/sending/visitors.ts';
import { type ChatRecord, withPassingChats } from '../../conversations/chats.ts';
import { expireCounts } from '../../conversations/counting/day-count.ts';
import { expireUnanswered, type Unanswered } from '../../conversations/unanswered/question-group.ts';
import { vietnamDate } from '../../elections/tense.ts';
import type { ChatKey } from '../../messaging/message.ts';
import type { PushStore } from '../../messaging/page-push.ts';
import type { KeptRecord } from '../../messaging/records.ts';
import { pushAddressRecord, pushKeysRecord } from '../chat-record.ts';
import { dayCountRecord } from '../count-record.ts';
import type { DeliveryLedger } from '../delivery-ledger.ts';
import { diskFiles, type Files, readWhole, replaceFile } from '../files.ts';
import { type ImageFiles, openImageFiles } from '../images/on-disk.ts';
import { referredImages } from '../images/referred.ts';
import { createKeptInFiles } from '../persons/kept-in-files.ts';
import { packVersionRecord, proposalRecord } from '../proposals/record.ts';
import { startingTextRecord } from '../starting-texts/record.ts';
import { createStoreState, type StoreStateNotices } from '../state.ts';
import type { Store } from '../store.ts';
import { identityOf, openTombstones, type Tombstones } from '../tombstones.ts';
import { askerRecord, questionGroupRecord } from '../unanswered-record.ts';
import { openChatJournal } from './chat-journal.ts';
import type { DataFolder } from './data-folder.ts';
import { type InboxEntry, openInboxJournal } from './inbox-journal.ts';
import { earlierSubscribers, storeFiles } from './layout.ts';
import { observedFiles } from './observed-files.ts';
import { type OfficeContent, openOfficeFile } from './office-file.ts';
import { openOutboxJournal } from './outbox-journal.ts';
import { openPaceFile } from './pace-file.ts';
import { openRecordFile } from './record-file.ts';
import { manySubscribers, openSubscriberJournal } from './subscriber-journal.ts';
import { openTicketFile } from './ticket-file.ts';

/** What an operator should know about the files. */
export type StoreNotice =
  /** Bytes of an unfinished write, as a crash leaves them, were cut off a journal; nothing in them was acknowledged. */
  { kind: 'torn'; file: string; bytes: number } | { kind: 'many-subscribers'; subscribers: number };

/** A file that is written only to see whether files can be. */
const probeName = 'probe';

/** Everything the embedded store holds, to be taken over by another store or looked through. */
export interface StoreContents extends Readonly<OfficeContent> {
  subscribers: ReadonlyMap<ChatKey, Subscriber>;
  ledgers: Iterable<[announcement: string, ledger: DeliveryLedger]>;
  inbox: Iterable<InboxEntry>;
  lanes: Readonly<Record<string, PaceState>>;
  chats: Iterable<ChatRecord>;
  tickets: readonly Ticket[];
}

export interface EmbeddedStore extends Store {
  tombstones: Tombstones;
  images: ImageFiles;
  contents(): StoreContents;
}

/** Opens everything in a data folder this process holds. Throws `StoreFileError` naming the file and what to do. */
export async function openEmbeddedStore(options: {
  data: DataFolder;
  now: () => Date;
  files?: Files;
  notice?: (notice: StoreNotice) => void;
  /** What the audit log is chained with, see `chained`. */
  auditKey?: string | undefined;
  /** See `Store.rows`; unset: they stay. */
  announcementsKeptDays?: number | undefined;
  /** Hears when nothing can be written, and when it can again. */
  notices?: StoreStateNotices;
}): Promise<EmbeddedStore> {
  const { data, now, notice = () => undefined, notices = { lost: () => undefined, back: () => undefined }, auditKey } = options;
  const standing = createStoreState({ now, ...notices });
  const files = observedFiles(options.files ?? diskFiles, standing.observe);
  /** Closed in this order; whatever was opened before a failure is closed too. */
  const closing: (() => Promise<void>)[] = [];
  const opened = async <Part extends { close(): Promise<void> }>(
    name: string,
    open: (path: string, create: boolean) => Promise<Part>,
  ) =>
    data.open(name, async (path, create) => {
      const part = await open(path, create);
      // Before the folder takes note of it: that can fail too.
      closing.unshift(() => part.close());
      return part;
    });
  const close = async (): Promise<void> => {
    for (const one of closing.splice(0)) await one();
  };
  const torn = (file: string, bytes: number) => bytes > 0 && notice({ kind: 'torn', file, bytes });

  try {
    const tombstones = await opened(storeFiles.tombstones, (path, create) => openTombstones({ path, create, now, files }));
    const office = await opened(storeFiles.office, (path, create) => openOfficeFile({ path, create, files, auditKey }));
    const document = data.path(earlierSubscribers);
    const documentExpected = data.knows(earlierSubscribers);
    const subscribers = await opened(storeFiles.subscribers, async (path, create) => {
      const { subscribers: log, torn: bytes } = await openSubscriberJournal({ path, create, document, documentExpected, files });
      torn(storeFiles.subscribers, bytes);
      return log;
    });
    // Only now that the folder knows the journal: whatever interrupts it, somebody's subscription is in one of them.
    if ((await readWhole(files, document)) !== undefined) await files.unlink(document);
    const images = await openImageFiles({ folder: data.path(''), files, now });
    const pace = await opened(storeFiles.pace, (path, create) => openPaceFile({ path, create, files }));
    const tickets = await opened(storeFiles.tickets, (path, create) => openTicketFile({ path, create, files }));
    const recordsIn = <One extends KeptRecord>(kind: keyof typeof storeFiles, record: z.ZodType<One>) =>
      opened(storeFiles[kind], (path, create) => openRecordFile({ path, create, files, kind, record }));
    const [groups, askers] = [await recordsIn('unanswered', questionGroupRecord), await recordsIn('askers', askerRecord)];
    const unanswered: Unanswered = { groups, askers };
    const [proposals, versions] = [await recordsIn('proposals', proposalRecord), await recordsIn('versions', packVersionRecord)];
    const counts = await recordsIn('counts', dayCountRecord);
    const startingTexts = await recordsIn('startingTexts', startingTextRecord);
    const pushing: PushStore = {
      addresses: await recordsIn('pushes', pushAddressRecord),
      keys: await recordsIn('keys', pushKeysRecord),
    };
    const inbox = await opened(storeFiles.inbox, async (path, create) => {
      const { inbox: log, torn: bytes } = await openInboxJournal({ path, create, now, files });
      torn(storeFiles.inbox, bytes);
      return log;
    });
    const chats = await opened(storeFiles.chats, async (path, create) => {
      const { chats: kept, torn: bytes } = await openChatJournal({ path, create, files });
      torn(storeFiles.chats, bytes);
      return kept;
    });
    const abouts = new Map(office.current().announcements.flatMap(({ id, about }) => (about ? [[id, about.id]] : [])));
    const outbox = await opened(storeFiles.outbox, async (path, create) => {
      const { outbox: log, torn: bytes } = await openOutboxJournal({
        path,
        create,
        now,
        files,
        subscribers: { get: (chat) => subscribers.held().get(chat), all: () => subscribers.held().values() },
        aboutOf: (announcement) => abouts.get(announcement),
      });
      torn(storeFiles.outbox, bytes);
      return log;
    });
    if (subscribers.held().size >= manySubscribers) notice({ kind: 'many-subscribers', subscribers: subscribers.held().size });

    const passing = withPassingChats(chats, isVisitor);
    const persons = createKeptInFiles({
      ...{ tombstones, subscribers, outbox, chats: passing, inbox },
      ...{ askers: unanswered.askers, addresses: pushing.addresses },
    });
    const expireSubscribers = async (): Promise<void> => {
      const agreed = await pushing.addresses.all();
      await subscribers.tidy(now(), new Set(agreed.map(({ chat }) => chat)));
      for (const { chat } of agreed) if (!subscribers.held().has(chat)) await pushing.addresses.forget(chat);
    };
    return {
      inbox,
      subscribers: {
        ...subscribers,
        forget: persons.forget,
        async put(subscriber) {
          await subscribers.put(subscriber);
          await tombstones.comeBack(subscriber.chat);
        },
        async remove(chat) {
          await tombstones.leave(chat);
          await subscribers.remove(chat);
          await pushing.addresses.forget(chat);
        },
      },
      outbox,
      rows: outbox,
      announcements: {
        ...office.announcements,
        async create(draft, record) {
          if (draft.about) abouts.set(draft.id, draft.about.id);
          return office.announcements.create(draft, record);
        },
      },
      officials: {
        ...office.officials,
        async update(change) {
          const result = await office.officials.update(change);
          await tombstones.keepDisabled(office.current().officials.flatMap(({ id, disabled }) => (disabled ? [id] : [])));
          return result;
        },
      },
      audit: office.audit,
      epochs: tombstones.epochs,
      identity: async () => identityOf(tombstones.data().salt),
      pace,
      tickets,
      images,
      chats: passing,
      unanswered,
      proposing: { proposals, versions },
      counts,
      startingTexts,
      pushing,
      ...persons,
      async tidy() {
        await inbox.tidy();
        await trimRows({ announcements: office.announcements, rows: outbox, now }, options.announcementsKeptDays);
        await outbox.tidy();
        await expireSubscribers();
        await tickets.expire(now());
        const referred = referredImages(office.current().announcements);
        await images.tidy((sha256) => referred.has(sha256));
        await passing.expire(now());
        await expireUnanswered(unanswered, vietnamDate(now()));
        await expireCounts(counts, now());
        // Whoever is told that nothing can be written sends nothing: then only this finds out that it can again.
        if (standing.current().state !== 'on') await replaceFile(files, data.path(probeName), Buffer.from('written\n'));
      },
      state: standing.current,
      tombstones,
      contents: () => ({
        ...office.current(),
        subscribers: subscribers.held(),
        ledgers: outbox.ledgers(),
        inbox: inbox.records(),
        lanes: pace.current(),
        chats: chats.records(),
        tickets: tickets.held(),
      }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
