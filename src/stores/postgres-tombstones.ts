import { randomBytes } from 'node:crypto';
import type { ChatKey } from '../messaging/message.ts';
import { type Database, locks, type Statements, sql } from './postgres-database.ts';
import { withoutPerson } from './postgres-delivery.ts';
import { tombstoneHash } from './tombstones.ts';

/** Erasing people from the database, and remembering as salted hashes that they asked for it: see `Tombstones`. */
export interface PostgresTombstones {
  /** All tables or none; whoever is publishing is waited for, so that nobody comes back with what they had read before. */
  forget(chat: ChatKey): Promise<void>;
}

const saltName = 'tombstone salt';
/** HMAC (RFC 2104) pads its key to the block of SHA-256. */
const blockBytes = 64;

/** Opens the list and erases who is on it: people a dump of an earlier day brought back. */
export async function openPostgresTombstones({ change }: Database, { now }: { now: () => Date }): Promise<PostgresTombstones> {
  const salt = await change(async (db) => {
    await keepSalt(db, randomBytes(32).toString('base64url'));
    const kept = await saltIn(db);
    await eraseBuried(db, kept);
    return kept;
  });
  return {
    forget: (chat) =>
      change(async (db) => {
        await sql`select pg_advisory_xact_lock(${locks.people})`.execute(db);
        await sql`insert into tombstones (hash, buried_at) values (${tombstoneHash(salt, chat)}, ${now()})
          on conflict (hash) do update set buried_at = excluded.buried_at`.execute(db);
        await sql`delete from subscribers where chat = ${chat}`.execute(db);
        await sql`update deliveries set ${withoutPerson} where chat = ${chat}`.execute(db);
        await sql`update inbox set state = 'handled', chat = null, message = null, why = null where chat = ${chat}`.execute(db);
      }),
  };
}

async function saltIn(db: Statements): Promise<string> {
  const { rows } = await sql<{ value: string }>`select value from settings where name = ${saltName}`.execute(db);
  return rows[0]!.value;
}

/** Takes the salt over unless there is one. */
export async function keepSalt(db: Statements, salt: string): Promise<void> {
  await sql`insert into settings (name, value) values (${saltName}, ${salt}) on conflict do nothing`.execute(db);
}

/** Everything older than the wish to be forgotten goes; who subscribed again afterwards stays. */
async function eraseBuried(db: Statements, salt: string): Promise<void> {
  const { rows } = await sql<{ buried: boolean }>`select exists (select from tombstones) as buried`.execute(db);
  if (!rows[0]?.buried) return;
  const key = Buffer.concat([Buffer.from(salt)], blockBytes);
  const inner = key.map((byte) => byte ^ 0x36);
  const outer = key.map((byte) => byte ^ 0x5c);
  const hash = sql`translate(rtrim(encode(sha256(${Buffer.from(outer)}::bytea || sha256(${Buffer.from(inner)}::bytea || convert_to(chat, 'UTF8'))), 'base64'), '='), '+/', '-_')`;
  await sql`select pg_advisory_xact_lock(${locks.people})`.execute(db);
  await sql`delete from subscribers using tombstones where hash = ${hash} and subscribed_at <= buried_at`.execute(db);
  await sql`update inbox set state = 'handled', chat = null, message = null, why = null from tombstones
    where chat is not null and hash = ${hash} and accepted_at <= buried_at`.execute(db);
  await sql`update deliveries set ${withoutPerson} from tombstones where chat is not null and hash = ${hash}
    and not exists (select from subscribers s where s.chat = deliveries.chat)`.execute(db);
}
