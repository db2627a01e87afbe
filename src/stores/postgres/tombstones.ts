import { randomBytes } from 'node:crypto';
import { isVisitor } from '../../announcements/sending/visitors.ts';
import { type ChatKey, type IncomingMessage, messageKey } from '../../messaging/message.ts';
import type { Epochs } from '../age.ts';
import { identityOf, type TombstoneData, tombstoneHash } from '../tombstones.ts';
import { type Database, locks, type Statements, sql } from './database.ts';
import { withoutPerson } from './delivery.ts';
import type { Departures } from './subscribers.ts';

/** Erasing people from the database, and remembering as salted hashes that they asked for it: see `Tombstones`. */
export interface PostgresTombstones extends Departures {
  /** All tables or none; whoever is publishing is waited for, so that nobody comes back with what they had read before. */
  forget(chat: ChatKey, wish?: IncomingMessage): Promise<void>;
  epochs: Epochs;
  identity(): Promise<string>;
  /** Accounts that are in force although they were disabled: those of an older state that was put back. */
  revived(): Promise<string[]>;
}

const saltName = 'tombstone salt';
const epochName = 'epoch';
const olderName = 'older than';
const heededName = 'tombstones heeded';
/** HMAC (RFC 2104) pads its key to the block of SHA-256. */
const blockBytes = 64;

/** Opens the list. Where it is not the one last heeded, as after a dump of an earlier day was put back, who is on it is erased again. */
export async function openPostgresTombstones({ change }: Database, { now }: { now: () => Date }): Promise<PostgresTombstones> {
  await change(async (db) => {
    await sql`insert into settings (name, value) values (${saltName}, ${randomBytes(32).toString('base64url')})
      on conflict do nothing`.execute(db);
    await eraseBuried(db);
  });
  return {
    forget: (chat, wish) =>
      change(async (db) => {
        await sql`select pg_advisory_xact_lock(${locks.people})`.execute(db);
        if (!isVisitor(chat) || (await isKept(db, chat)))
          await insertTombstones(db, { [await hashIn(db, chat)]: now().toISOString() });
        await noteHeeded(db);
        await sql`delete from subscribers where chat = ${chat}`.execute(db);
        await sql`update deliveries set ${withoutPerson} where chat = ${chat}`.execute(db);
        await sql`delete from chats where chat = ${chat}`.execute(db);
        await sql`delete from records where chat = ${chat}`.execute(db);
        const earlier = wish
          ? sql`(state = 'dead' or seq <= (select seq from inbox where key = ${messageKey(wish)}))`
          : sql`true`;
        await sql`update inbox set state = 'handled', chat = null, message = null, why = null where chat = ${chat} and ${earlier}`.execute(
          db,
        );
      }),
    leave: (chat) =>
      change(async (db) => {
        await sql`select pg_advisory_xact_lock(${locks.people})`.execute(db);
        const { rows } = await sql`select from subscribers where chat = ${chat}`.execute(db);
        if (rows.length === 0) return;
        await insertDepartures(db, { [await hashIn(db, chat)]: now().toISOString() });
        await noteHeeded(db);
        await sql`delete from subscribers where chat = ${chat}`.execute(db);
      }),
    async comeBack(db, chat) {
      const { numAffectedRows } = await sql`delete from departures where hash = ${await hashIn(db, chat)}`.execute(db);
      if (numAffectedRows) await noteHeeded(db);
    },
    identity: () => change(async (db) => identityOf((await settingIn(db, saltName))!)),
    epochs: {
      read: () =>
        change(async (db) => {
          const [epoch, older] = [await settingIn(db, epochName), await settingIn(db, olderName)];
          return { epoch: Number(epoch ?? 0), ...(older === undefined ? {} : { older }) };
        }),
      raise: (least) =>
        change(async (db) => {
          const { rows } = await sql<{
            epoch: string;
          }>`insert into settings (name, value) values (${epochName}, (${least}::bigint + 1)::text)
            on conflict (name) do update set value = (greatest(settings.value::bigint, ${least}::bigint) + 1)::text
            returning value as epoch`.execute(db);
          return Number(rows[0]!.epoch);
        }),
      markOlder: (than) =>
        change(async (db) => {
          if (than === undefined) await sql`delete from settings where name = ${olderName}`.execute(db);
          else await set(db, olderName, than);
        }),
    },
    revived: () =>
      change(async (db) => {
        const { rows } = await sql<{ id: string }>`select id from disabled_officials where id in (
        select body::json ->> 'id' from officials where not (body::json ->> 'disabled')::boolean)`.execute(db);
        return rows.map(({ id }) => id);
      }),
  };
}

const hashIn = async (db: Statements, chat: ChatKey): Promise<string> => tombstoneHash((await settingIn(db, saltName))!, chat);

/** What would remain of each chat if it were forgotten, in the order given. */
export async function hashesIn(db: Statements, chats: readonly ChatKey[]): Promise<string[]> {
  const salt = (await settingIn(db, saltName))!;
  return chats.map((chat) => tombstoneHash(salt, chat));
}

/** Whether anything is kept of a chat besides the message being handled. */
async function isKept(db: Statements, chat: ChatKey): Promise<boolean> {
  const { rows } = await sql<{ kept: boolean }>`select exists (select from subscribers where chat = ${chat})
    or exists (select from records where chat = ${chat})
    or exists (select from deliveries where chat = ${chat}) as kept`.execute(db);
  return rows[0]!.kept;
}

async function settingIn(db: Statements, name: string): Promise<string | undefined> {
  const { rows } = await sql<{ value: string }>`select value from settings where name = ${name}`.execute(db);
  return rows[0]?.value;
}

async function set(db: Statements, name: string, value: string): Promise<void> {
  await sql`insert into settings (name, value) values (${name}, ${value})
    on conflict (name) do update set value = excluded.value`.execute(db);
}

/** What tells one list from another: of the forgotten and of those who left. */
async function listIn(db: Statements): Promise<string> {
  const { rows } = await sql<{
    list: string;
  }>`select concat_ws(' ', (select concat_ws(' ', count(*), max(buried_at)) from tombstones),
    (select concat_ws(' ', count(*), max(left_at)) from departures)) as list`.execute(db);
  return rows[0]!.list;
}

const noteHeeded = async (db: Statements): Promise<void> => set(db, heededName, await listIn(db));

/** Takes over a list made with another salt; ours must be empty. */
export async function adoptTombstones(
  db: Statements,
  { salt, buried, left = {}, disabled = [], epoch = 0 }: TombstoneData,
): Promise<void> {
  await set(db, saltName, salt);
  await set(db, epochName, String(epoch));
  await insertTombstones(db, buried);
  await insertDepartures(db, left);
  await noteDisabled(db, disabled);
  await noteHeeded(db);
}

/** The accounts that are disabled now: replaces the list. */
export async function noteDisabled(db: Statements, ids: readonly string[]): Promise<void> {
  await sql`delete from disabled_officials where id <> all(${[...ids]}::text[])`.execute(db);
  await sql`insert into disabled_officials (id) select unnest(${[...ids]}::text[]) on conflict do nothing`.execute(db);
}

async function insertDepartures(db: Statements, left: Readonly<Record<string, string>>): Promise<void> {
  await sql`insert into departures (hash, left_at) select key, value::timestamptz from json_each_text(${JSON.stringify(left)}::json)
    on conflict (hash) do update set left_at = excluded.left_at`.execute(db);
}

async function insertTombstones(db: Statements, buried: TombstoneData['buried']): Promise<void> {
  await sql`insert into tombstones (hash, buried_at) select key, value::timestamptz from json_each_text(${JSON.stringify(buried)}::json)
    on conflict (hash) do update set buried_at = excluded.buried_at`.execute(db);
}

/** Everything older than the wish to be forgotten, and every subscription older than the leaving of it, goes; who subscribed again afterwards stays. */
async function eraseBuried(db: Statements): Promise<void> {
  await sql`select pg_advisory_xact_lock(${locks.people})`.execute(db);
  if ((await settingIn(db, heededName)) === (await listIn(db))) return;
  const key = Buffer.concat([Buffer.from((await settingIn(db, saltName))!)], blockBytes);
  const [inner, outer] = [0x36, 0x5c].map((pad) => Buffer.from(key.map((byte) => byte ^ pad)));
  const hash = sql`translate(rtrim(encode(
    sha256(${outer}::bytea || sha256(${inner}::bytea || convert_to(chat, 'UTF8'))), 'base64'), '='), '+/', '-_')`;
  await sql`delete from subscribers using tombstones where hash = ${hash} and subscribed_at <= buried_at`.execute(db);
  await sql`delete from subscribers using departures where hash = ${hash} and subscribed_at <= left_at`.execute(db);
  await sql`delete from chats using tombstones where hash = ${hash}`.execute(db);
  await sql`delete from records using tombstones where chat is not null and hash = ${hash}`.execute(db);
  await sql`update inbox set state = 'handled', chat = null, message = null, why = null from tombstones
    where chat is not null and hash = ${hash} and accepted_at <= buried_at`.execute(db);
  await sql`update deliveries set ${withoutPerson} from tombstones where chat is not null and hash = ${hash}
    and not exists (select from subscribers s where s.chat = deliveries.chat)`.execute(db);
  await noteHeeded(db);
}
