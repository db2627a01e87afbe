import { migrations } from './migrations.ts';

/** Runs a statement without values, in the transaction of whoever calls. */
export type Run = (statement: string) => Promise<readonly unknown[]>;

/** How long the copy made before an upgrade is kept: it holds chats of people who may ask to be forgotten. */
const copyDays = 7;
const prefix = 'cutri_before_upgrade_';

/** The schema that keeps the tables as migration number `ran` left them. */
export const copySchema = (ran: number): string => `${prefix}${ran}`;

/** Names of our tables after so many migrations. */
const tablesAfter = (ran: number): string[] => [
  'cutri_migrations',
  ...migrations
    .slice(0, ran)
    .flatMap(({ statements }) => statements.flatMap((statement) => /^create table (\w+)/u.exec(statement)?.[1] ?? [])),
];

/**
 * Copies every table into a schema of its own before an upgrade changes any, with keys, indexes and counters, so that an earlier version can work on
 * it. Processes of the earlier version that still run wait until the upgrade is done.
 */
export async function copyBeforeUpgrade(run: Run, ran: number): Promise<void> {
  const tables = tablesAfter(ran);
  const schema = copySchema(ran);
  await run(`lock table ${tables.join(', ')} in share row exclusive mode`);
  await run(`drop schema if exists ${schema} cascade`);
  await run(`create schema ${schema}`);
  await run(`do $$ begin execute format('comment on schema ${schema} is %L', now()); end $$`);
  for (const table of tables) {
    await run(`create table ${schema}.${table} (like ${table} including all)`);
    const columns = (await run(
      `select column_name as name, is_identity = 'YES' as counts from information_schema.columns
       where table_schema = '${schema}' and table_name = '${table}' and is_generated = 'NEVER' order by ordinal_position`,
    )) as readonly { name: string; counts: boolean }[];
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    await run(`insert into ${schema}.${table} (${names}) overriding system value select ${names} from ${table}`);
    for (const { name } of columns.filter(({ counts }) => counts))
      await run(
        `select setval(pg_get_serial_sequence('${schema}.${table}', '${name}'), (select coalesce(max("${name}"), 0) + 1 from ${table}), false)`,
      );
  }
}

/** Lets go of copies that are older than a week. */
export async function expireUpgradeCopies(run: Run): Promise<void> {
  const old = (await run(
    `select nspname as schema from pg_namespace where starts_with(nspname, '${prefix}')
     and obj_description(oid, 'pg_namespace')::timestamptz <= now() - interval '${copyDays} days'`,
  )) as readonly { schema: string }[];
  for (const { schema } of old) await run(`drop schema ${schema} cascade`);
}
