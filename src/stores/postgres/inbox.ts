import { type InboxLog, rememberedMs } from '../../conversations/inbox/log.ts';
import { channelOf, type IncomingMessage, messageKey } from '../../messaging/message.ts';
import { incomingRecord } from '../incoming-record.ts';
import { type Database, type Statements, sql } from './database.ts';
import { createPostgresDeadLetters } from './dead-letters.ts';
import { grouped } from './grouped.ts';

/** The inbox of any number of processes: whoever accepted a message, whoever is free handles it. */
export interface PostgresInbox extends InboxLog {
  /** Deletes what is too old and counts what waits; to be called every half minute or so. */
  tidy(): Promise<void>;
}

export interface PostgresInboxOptions {
  now: () => Date;
  /** Names this process. */
  home: string;
  /** Channels whose replies only the process that accepted the question can deliver, because it holds the connection. */
  homeChannels: ReadonlySet<string>;
}

/** After this long another process takes over what the one at home did not handle. */
const homeMs = 60_000;

export async function createPostgresInbox({ db }: Database, options: PostgresInboxOptions): Promise<PostgresInbox> {
  const { now, home } = options;
  const dead = createPostgresDeadLetters(db, now);
  let waiting = 0;

  async function tidy(): Promise<void> {
    const before = new Date(now().getTime() - rememberedMs);
    await sql`delete from inbox where (state = 'handled' and accepted_at <= ${before}) or (state = 'dead' and died_at <= ${before})`.execute(
      db,
    );
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from inbox where state = 'waiting'`.execute(db);
    waiting = rows[0]?.n ?? 0;
  }
  await tidy();

  const append = grouped<IncomingMessage, 'accepted' | 'duplicate'>(async (messages) => {
    const accepted = await insert(db, messages, options);
    waiting += accepted.size;
    // A key that stands twice in the group was inserted once: the first gets it.
    return messages.map((message) => (accepted.delete(messageKey(message)) ? 'accepted' : 'duplicate'));
  });

  async function end(change: ReturnType<typeof sql>): Promise<void> {
    const { numAffectedRows } = await change.execute(db);
    waiting -= Number(numAffectedRows ?? 0);
  }

  return {
    append,
    async claim(channel, limit, leaseMs) {
      const at = now();
      const { rows } = await sql<{ message: string }>`
        with heads as (
          select distinct on (chat) seq from inbox where state = 'waiting' and channel = ${channel} order by chat, seq
        ), taken as (
          select inbox.seq from inbox join heads using (seq)
          where state = 'waiting' and due_at <= ${at} and (home is null or home = ${home} or accepted_at <= ${new Date(at.getTime() - homeMs)})
          order by inbox.seq limit ${limit} for update of inbox skip locked
        ), leased as (
          update inbox set due_at = ${new Date(at.getTime() + leaseMs)} from taken where inbox.seq = taken.seq returning inbox.seq, message
        ) select message from leased order by seq`.execute(db);
      return rows.map(({ message }) => incomingRecord.parse(JSON.parse(message)));
    },
    async settle(message, result) {
      const key = messageKey(message);
      switch (result.kind) {
        case 'handled':
          return end(
            sql`update inbox set state = 'handled', chat = null, message = null where key = ${key} and state = 'waiting'`,
          );
        case 'dead':
          return end(
            sql`update inbox set state = 'dead', why = ${result.why}, died_at = ${now()} where key = ${key} and state = 'waiting'`,
          );
        case 'later':
          await sql`update inbox set due_at = ${new Date(now().getTime() + result.afterMs)} where key = ${key} and state = 'waiting'`.execute(
            db,
          );
      }
    },
    deadLetters: dead.list,
    async replay(keys) {
      const replayed = await dead.replay(keys);
      waiting += replayed;
      return replayed;
    },
    waiting: () => waiting,
    tidy,
  };
}

/** Keeps what is not kept yet; the keys of those. */
async function insert(
  db: Statements,
  messages: readonly IncomingMessage[],
  { now, home, homeChannels }: PostgresInboxOptions,
): Promise<Set<string>> {
  const rows = messages.map((message) => ({
    key: messageKey(message),
    channel: channelOf(message.chat),
    chat: message.chat,
    message: JSON.stringify(incomingRecord.parse(message)),
    home: homeChannels.has(channelOf(message.chat)) ? home : null,
  }));
  const inserted = await sql<{ key: string }>`
    insert into inbox (key, channel, chat, message, home, state, accepted_at, due_at)
    select row ->> 'key', row ->> 'channel', row ->> 'chat', row ->> 'message', row ->> 'home', 'waiting', ${now()}, ${now()}
    from json_array_elements(${JSON.stringify(rows)}::json) with ordinality as given (row, number) order by number
    on conflict (key) do nothing returning key`.execute(db);
  return new Set(inserted.rows.map(({ key }) => key));
}
