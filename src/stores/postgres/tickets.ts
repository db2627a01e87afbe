import type { Ticket, Tickets } from '../../announcements/people/tickets.ts';
import { type Database, locks, type Statements, sql } from './database.ts';

interface Row {
  key: string;
  owner: string;
  expires_at: Date;
  body: string;
}

const ticketOf = ({ key, owner, expires_at, body }: Row): Ticket => ({
  key,
  owner,
  expiresAt: expires_at.toISOString(),
  body,
});

async function ticketsWhere(db: Statements, condition: ReturnType<typeof sql>): Promise<Ticket[]> {
  const { rows } = await sql<Row>`select key, owner, expires_at, body from tickets where ${condition}`.execute(db);
  return rows.map(ticketOf);
}

/** The console's tickets, for any number of processes. */
export function createPostgresTickets({ db, change }: Database): Tickets {
  return {
    get: async (key) => (await ticketsWhere(db, sql`key = ${key}`))[0],
    change: (key, decide) =>
      change(async (transaction) => {
        // Also where there is none yet: two who count the first wrong try must not both count one.
        await sql`select pg_advisory_xact_lock(hashtextextended(${key}, ${locks.tickets}))`.execute(transaction);
        const before = (await ticketsWhere(transaction, sql`key = ${key}`))[0];
        const { next, result } = decide(before);
        if (next === before) return result;
        await sql`delete from tickets where key = ${key}`.execute(transaction);
        if (next)
          await sql`insert into tickets (key, owner, expires_at, body)
            values (${key}, ${next.owner}, ${next.expiresAt}, ${next.body})`.execute(transaction);
        return result;
      }),
    ofOwner: (owner) => ticketsWhere(db, sql`owner = ${owner}`),
    expire: async (at) => void (await sql`delete from tickets where expires_at <= ${at.toISOString()}`.execute(db)),
  };
}
