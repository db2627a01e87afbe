import type { IntakeStanding, SubscriberIntake } from '../../announcements/sending/intake.ts';
import type { Chats } from '../../conversations/chats.ts';
import type { KeptOf } from '../../conversations/own-data/kept.ts';
import type { ChatKey } from '../../messaging/message.ts';
import { type Database, locks, type Statements, sql } from './database.ts';
import { recordKinds } from './records.ts';
import { insertSubscribers, type SubscriberRow, subscriberFrom } from './subscribers.ts';
import { hashesIn } from './tombstones.ts';

/** A database has room for everybody. */
const endless = Number.MAX_SAFE_INTEGER;

/** What is done with all that is kept of one person, or of many who join. `chats`: of visitors they are in memory. */
export function createPostgresPersons(
  { db, change }: Database,
  { chats }: { chats: Pick<Chats, 'get'> },
): { keptOf: KeptOf; intake: SubscriberIntake } {
  return {
    async keptOf(chat) {
      const { rows } = await sql<SubscriberRow>`select * from subscribers where chat = ${chat}`.execute(db);
      const subscriber = rows[0] && subscriberFrom(rows[0]);
      const conversation = await chats.get(chat);
      const [hasLeft = false] = await everLeft(db, [chat]);
      return {
        ...(subscriber ? { subscriber } : {}),
        hasLeft,
        ...(await countsOf(db, chat)),
        ...(conversation ? { conversation } : {}),
      };
    },
    intake: {
      standing: (given) => standings(db, given),
      add: (given) =>
        change(async (transaction) => {
          // Whoever is leaving or being forgotten is waited for.
          await sql`select pg_advisory_xact_lock(${locks.people})`.execute(transaction);
          const found = await standings(
            transaction,
            given.map(({ chat }) => chat),
          );
          const added = new Map(given.filter((_, i) => found[i] === 'new').map((one) => [one.chat, one]));
          await insertSubscribers(transaction, [...added.values()]);
          return found;
        }),
      room: async () => endless,
    },
  };
}

interface Counts {
  deliveries: number;
  questions: number;
  deadLetters: number;
  hasPushAddress: boolean;
}

async function countsOf(db: Statements, chat: ChatKey): Promise<Counts> {
  const { rows } = await sql<Counts>`select
    (select count(*)::int from deliveries where chat = ${chat}) as deliveries,
    (select count(*)::int from records where chat = ${chat} and kind = ${recordKinds.askers}) as questions,
    (select count(*)::int from inbox where chat = ${chat} and state = 'dead') as "deadLetters",
    exists (select from records where chat = ${chat} and kind = ${recordKinds.pushes}) as "hasPushAddress"`.execute(db);
  return rows[0]!;
}

/** Of each chat whether it ever left or was forgotten, subscribed now or not. */
async function everLeft(db: Statements, chats: readonly ChatKey[]): Promise<boolean[]> {
  const hashes = await hashesIn(db, chats);
  const { rows } = await sql<{ hash: string }>`select hash from tombstones where hash = any(${hashes}::text[])
    union select hash from departures where hash = any(${hashes}::text[])`.execute(db);
  const gone = new Set(rows.map(({ hash }) => hash));
  return hashes.map((hash) => gone.has(hash));
}

async function standings(db: Statements, chats: readonly ChatKey[]): Promise<IntakeStanding[]> {
  const { rows } = await sql<{ chat: string }>`select chat from subscribers where chat = any(${[...chats]}::text[])`.execute(db);
  const subscribed = new Set(rows.map(({ chat }) => chat));
  const left = await everLeft(db, chats);
  return chats.map((chat, i) => (subscribed.has(chat) ? 'subscribed' : left[i] ? 'left' : 'new'));
}
