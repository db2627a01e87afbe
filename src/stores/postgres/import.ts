import type { Ticket } from '../../announcements/people/tickets.ts';
import { type ChatRecord, overAtMs } from '../../conversations/chats.ts';
import { channelOf, messageKey } from '../../messaging/message.ts';
import type { KeptRecord } from '../../messaging/records.ts';
import type { DeliveryLedger, LedgerRow } from '../delivery-ledger.ts';
import { isAnonymous } from '../delivery-ledger.ts';
import type { InboxEntry } from '../embedded/inbox-journal.ts';
import type { EmbeddedStore } from '../embedded/store.ts';
import { StoreFileError } from '../files.ts';
import { insertAudit } from './audit.ts';
import { locks, openDatabase, type Statements, sql } from './database.ts';
import { columnsOf, jsonColumns } from './delivery.ts';
import { putImage } from './images.ts';
import { insertAnnouncements, insertOfficials } from './office.ts';
import { recordKinds } from './records.ts';
import { insertSubscribers } from './subscribers.ts';
import { adoptTombstones } from './tombstones.ts';

const tables = [
  'subscribers',
  'announcements',
  'officials',
  'audit',
  'broadcasts',
  'deliveries',
  'inbox',
  'lanes',
  'tombstones',
  'chats',
  'records',
  'tickets',
  'images',
] as const;

/** Rows by table; `records` are unanswered questions, who waits for their answer, proposals, versions of the pack, texts to begin with and counts. */
export type Moved = Record<(typeof tables)[number], number>;

const rowsAStatement = 1_000;

/**
 * Puts everything an embedded store holds into an empty database, in one transaction: interrupted at any moment the database is as empty as
 * before, and the same can be done again. Counts are compared before it is done. Throws `StoreFileError`.
 */
export async function moveToPostgres(store: EmbeddedStore, url: string): Promise<Moved> {
  const { change, close } = await openDatabase({ url });
  try {
    return await change(async (db) => {
      for (const lock of [locks.people, locks.office, locks.tickets, locks.records, locks.chats])
        await sql`select pg_advisory_xact_lock(${lock})`.execute(db);
      const used = Object.entries(await counts(db)).filter(([, rows]) => rows > 0);
      if (used.length > 0)
        throw new StoreFileError(
          `the database named by DATABASE_URL already holds ${used.map(([table, rows]) => `${rows} ${table}`).join(', ')}: name an empty one. Nothing was changed`,
        );
      const given = await insertAll(db, store);
      const found = await counts(db);
      for (const table of tables) {
        if (given[table] !== found[table])
          throw new StoreFileError(`${given[table]} ${table} were to be moved, ${found[table]} arrived: nothing was changed`);
      }
      return found;
    });
  } finally {
    await close();
  }
}

async function counts(db: Statements): Promise<Moved> {
  const all = {} as Moved;
  for (const table of tables) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db);
    all[table] = rows[0]!.n;
  }
  return all;
}

async function insertAll(db: Statements, store: EmbeddedStore): Promise<Moved> {
  const contents = store.contents();
  const tombstones = store.tombstones.data();
  const ledgers = [...contents.ledgers];
  const messages = inboxRows(contents.inbox);
  await insertSubscribers(db, [...contents.subscribers.values()]);
  await insertAnnouncements(db, contents.announcements);
  await insertOfficials(db, contents.officials);
  await insertAudit(db, contents.audit);
  for (const [announcement, ledger] of ledgers) await insertLedger(db, announcement, ledger);
  await insertJson(
    db,
    messages,
    (rows) => sql`
    insert into inbox (key, channel, chat, message, state, why, accepted_at, due_at, died_at)
    select key, channel, chat, message, state, why, accepted_at, accepted_at, died_at from json_to_recordset(${rows}::json)
      as given (key text, channel text, chat text, message text, state text, why text, accepted_at timestamptz, died_at timestamptz)`,
  );
  for (const [lane, state] of Object.entries(contents.lanes))
    await sql`insert into lanes (lane, version, state) values (${lane}, 1, ${JSON.stringify(state)})`.execute(db);
  await adoptTombstones(db, tombstones);
  const chats = [...contents.chats];
  await insertChats(db, chats);
  await insertTickets(db, contents.tickets);
  const records = await insertRecords(db, store);
  const images = await insertImages(db, store);
  return {
    subscribers: contents.subscribers.size,
    announcements: contents.announcements.length,
    officials: contents.officials.length,
    audit: contents.audit.length,
    broadcasts: ledgers.length,
    deliveries: ledgers.reduce((sum, [, { rows }]) => sum + rows.length, 0),
    inbox: messages.length,
    lanes: Object.keys(contents.lanes).length,
    tombstones: Object.keys(tombstones.buried).length,
    chats: chats.length,
    records,
    tickets: contents.tickets.length,
    images,
  };
}

/** One after the other: together they may be more than memory holds. */
async function insertImages(db: Statements, { images }: EmbeddedStore): Promise<number> {
  const all = await images.all();
  for (const sha256 of all) await putImage(db, sha256, (await images.get(sha256))!, new Date());
  return all.length;
}

async function insertJson(
  db: Statements,
  rows: readonly unknown[],
  statement: (json: string) => ReturnType<typeof sql>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAStatement)
    await statement(JSON.stringify(rows.slice(from, from + rowsAStatement))).execute(db);
}

async function insertChats(db: Statements, chats: readonly ChatRecord[]): Promise<void> {
  const rows = chats.map((record) => ({
    chat: record.chat,
    over_at: new Date(overAtMs(record)).toISOString(),
    body: JSON.stringify(record),
  }));
  await insertJson(
    db,
    rows,
    (json) => sql`
    insert into chats (chat, over_at, body)
    select * from json_to_recordset(${json}::json) as given (chat text, over_at timestamptz, body text)`,
  );
}

async function insertTickets(db: Statements, tickets: readonly Ticket[]): Promise<void> {
  const rows = tickets.map(({ key, owner, expiresAt, body }) => ({ key, owner, expires_at: expiresAt, body }));
  await insertJson(
    db,
    rows,
    (json) => sql`
    insert into tickets (key, owner, expires_at, body)
    select * from json_to_recordset(${json}::json) as given (key text, owner text, expires_at timestamptz, body text)`,
  );
}

/** How many there were. */
async function insertRecords(db: Statements, store: EmbeddedStore): Promise<number> {
  const { unanswered, proposing, pushing } = store;
  const kinds: [keyof typeof recordKinds, readonly KeptRecord[]][] = [
    ['unanswered', await unanswered.groups.all()],
    ['askers', await unanswered.askers.all()],
    ['counts', await store.counts.all()],
    ['startingTexts', await store.startingTexts.all()],
    ['proposals', await proposing.proposals.all()],
    ['versions', await proposing.versions.all()],
    // Without them every browser would have to agree anew.
    ['pushes', await pushing.addresses.all()],
    ['pushKeys', await pushing.keys.all()],
  ];
  const rows = kinds.flatMap(([kind, all]) =>
    all.map((one) => ({ kind: recordKinds[kind], id: one.id, chat: one.chat ?? null, body: JSON.stringify(one) })),
  );
  await insertJson(
    db,
    rows,
    (json) => sql`
    insert into records (kind, id, chat, body)
    select * from json_to_recordset(${json}::json) as given (kind text, id text, chat text, body text)`,
  );
  return rows.length;
}

async function insertLedger(db: Statements, announcement: string, ledger: DeliveryLedger): Promise<void> {
  const { rows, totals, changedAt } = ledger;
  await sql`insert into broadcasts (announcement, total, published_at, changed_at, totals)
    values (${announcement}, ${ledger.size()}, ${changedAt}, ${changedAt}, ${totals ? JSON.stringify(totals) : null})`.execute(
    db,
  );
  await insertJson(
    db,
    rows.map(deliveryRow),
    (json) => sql`
    insert into deliveries (announcement, rank, channel, chat, leased_until, lease, begun, state, due_at, attempts, uncertain, first_attempt_at, sent_at,
      message_id, duplicate, reason, template)
    select ${announcement}, rank, channel, chat, leased_until, lease, begun, state, due_at, coalesce(attempts, 0), coalesce(uncertain, 0), first_attempt_at,
      sent_at, message_id, coalesce(duplicate, false), reason, template
    from json_to_recordset(${json}::json) as given (rank int, channel text, chat text, leased_until timestamptz, lease int, begun boolean, ${jsonColumns})`,
  );
}

const deliveryRow = ({ chat, state, leasedUntilMs, lease = 0, begun, template }: LedgerRow, rank: number) => ({
  rank,
  channel: channelOf(chat),
  chat: isAnonymous(chat) ? null : chat,
  leased_until: leasedUntilMs === undefined ? null : new Date(leasedUntilMs).toISOString(),
  ...{ lease, begun: begun === true, template },
  ...columnsOf(state),
});

/** One row a message, and one for each id that is only remembered. */
function inboxRows(entries: Iterable<InboxEntry>): object[] {
  const rows = new Map<string, object>();
  for (const entry of entries) {
    switch (entry.is) {
      case 'remembered':
        for (const [key, atMs] of entry.keys)
          rows.set(key, { key, channel: channelOf(key), state: 'handled', accepted_at: new Date(atMs).toISOString() });
        break;
      case 'accepted': {
        const { message, atMs } = entry;
        const key = messageKey(message);
        // Put in anew, so that waiting messages keep their order.
        rows.delete(key);
        rows.set(key, {
          key,
          channel: channelOf(message.chat),
          chat: message.chat,
          message: JSON.stringify(message),
          state: 'waiting',
          accepted_at: new Date(atMs).toISOString(),
        });
        break;
      }
      case 'dead':
        rows.set(entry.key, { ...rows.get(entry.key), state: 'dead', why: entry.why, died_at: entry.at });
        break;
      case 'handled':
      case 'replayed':
      case 'forgotten':
        throw new Error(`${entry.is} is no part of what an inbox holds`);
    }
  }
  return [...rows.values()];
}
