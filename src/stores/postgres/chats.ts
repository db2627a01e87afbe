import { type Chats, overAtMs } from '../../conversations/chats.ts';
import { chatRecord } from '../chat-record.ts';
import { type Database, locks, sql } from './database.ts';

interface Row {
  body: string;
}

/** The records of conversations, for any number of processes. */
export function createPostgresChats({ db, change }: Database): Chats {
  return {
    async get(chat) {
      const { rows } = await sql<Row>`select body from chats where chat = ${chat}`.execute(db);
      return rows[0] && chatRecord.parse(JSON.parse(rows[0].body));
    },
    change: (chat, decide) =>
      change(async (transaction) => {
        await sql`select pg_advisory_xact_lock(hashtextextended(${chat}, ${locks.chats}))`.execute(transaction);
        const { rows } = await sql<Row>`select body from chats where chat = ${chat}`.execute(transaction);
        const held = rows[0] && chatRecord.parse(JSON.parse(rows[0].body));
        const next = decide(held);
        if (next === held) return;
        if (!next) {
          await sql`delete from chats where chat = ${chat}`.execute(transaction);
          return;
        }
        const kept = chatRecord.parse({ ...next, chat });
        await sql`insert into chats (chat, over_at, body)
          values (${chat}, ${new Date(overAtMs(kept)).toISOString()}, ${JSON.stringify(kept)})
          on conflict (chat) do update set over_at = excluded.over_at, body = excluded.body`.execute(transaction);
      }),
    forget: async (chat) => void (await sql`delete from chats where chat = ${chat}`.execute(db)),
    expire: async (at) => void (await sql`delete from chats where over_at <= ${at.toISOString()}`.execute(db)),
  };
}
