import { type ImageStore, unusedImageMs } from '../../announcements/images/kept.ts';
import { type Database, type Statements, sql } from './database.ts';

/** Looked at in one go: of each every announcement's text is searched for its hash. */
const mostAtOnce = 20;

/** Pictures of announcements, for any number of processes. */
export function createPostgresImages(
  { db }: Database,
  { now }: { now: () => Date },
): ImageStore & {
  /** Lets go of those that nothing has referred to for a day. */
  tidy(): Promise<void>;
} {
  return {
    put: (sha256, bytes) => putImage(db, sha256, bytes, now()),
    async get(sha256) {
      const { rows } = await sql<{ body: Buffer }>`select body from images where sha256 = ${sha256}`.execute(db);
      return rows[0]?.body;
    },
    async isIntact(sha256) {
      // Worked out where they are: no megabytes travel for it.
      const { rows } = await sql<{ intact: boolean }>`select encode(sha256(body), 'hex') = sha256 as intact
        from images where sha256 = ${sha256}`.execute(db);
      return rows[0]?.intact === true;
    },
    async tidy() {
      const at = now().toISOString();
      const before = new Date(now().getTime() - unusedImageMs).toISOString();
      // One that is referred to is looked at again a day later.
      await sql`with due as (select sha256 from images where looked_at <= ${before} order by looked_at limit ${mostAtOnce} for update skip locked),
          used as (select sha256 from due where exists (select from announcements where position(due.sha256 in body) > 0)),
          kept as (update images set looked_at = ${at} where sha256 in (select sha256 from used))
        delete from images where sha256 in (select sha256 from due) and sha256 not in (select sha256 from used)`.execute(db);
    },
  };
}

/** Durable once it resolves. */
export async function putImage(db: Statements, sha256: string, bytes: Uint8Array, at: Date): Promise<void> {
  await sql`insert into images (sha256, body, looked_at) values (${sha256}, ${Buffer.from(bytes)}, ${at.toISOString()})
    on conflict (sha256) do update set body = excluded.body, looked_at = excluded.looked_at`.execute(db);
}
