import type { SubscriberAudience } from '../../announcements/sending/audience.ts';
import type { CommuneCount, Reach, Subscriber, Subscribers } from '../../announcements/sending/subscribers.ts';
import type { Topic } from '../../announcements/sending/topic.ts';
import { visitorRules } from '../../announcements/sending/visitors.ts';
import type { TranslationLanguage } from '../../announcements/translations/language.ts';
import type { ChatKey } from '../../messaging/message.ts';
import { type Database, type Statements, sql } from './database.ts';
import { recordKinds } from './records.ts';

/** A row of the table, as the driver gives it. */
export interface SubscriberRow {
  chat: string;
  topics: Topic[];
  communes: string[];
  language: TranslationLanguage | null;
  subscribed_at: Date;
  last_contact_at: Date;
  /** Left out where nobody asks for it. */
  consent_day?: string | null;
  consent_proof?: string | null;
}

/** Remembers who left, so that an older state that is put back subscribes nobody again. */
export interface Departures {
  /** Ends the subscription, and remembers that the chat left. */
  leave(chat: ChatKey): Promise<void>;
  /** Runs with whatever subscribes the chat (again). */
  comeBack(db: Statements, chat: ChatKey): Promise<void>;
}

/** Subscribers in PostgreSQL; forgetting a person concerns other tables too and is the store's. */
export function createPostgresSubscribers(
  { db, change }: Database,
  { leave, comeBack }: Departures,
): Omit<Subscribers, 'forget'> & { expire(at: Date): Promise<void> } {
  return {
    /** Lets go of visitors of the page who have not been back, as `expiredVisitor` says. */
    async expire(at) {
      const onceBefore = new Date(at.getTime() - visitorRules.onceMs);
      const absentBefore = new Date(at.getTime() - visitorRules.absentMs);
      const agreedBefore = new Date(at.getTime() - visitorRules.agreedMs);
      const hasAgreed = sql`exists (select from records where kind = ${recordKinds.pushes} and records.chat = subscribers.chat)`;
      await sql`delete from subscribers where channel = ${visitorRules.channel} and case when ${hasAgreed}
        then last_contact_at <= ${agreedBefore}
        else last_contact_at <= ${absentBefore} or (last_contact_at <= ${onceBefore}
          and last_contact_at - subscribed_at < make_interval(secs => ${visitorRules.visitMs / 1_000})) end`.execute(db);
      await sql`delete from records where kind = ${recordKinds.pushes}
        and not exists (select from subscribers where subscribers.chat = records.chat)`.execute(db);
    },
    async get(chat) {
      const { rows } = await sql<SubscriberRow>`select * from subscribers where chat = ${chat}`.execute(db);
      return rows[0] && subscriberFrom(rows[0]);
    },
    put: ({ chat, topics, communes, language, subscribedAt, lastContactAt, consent }) =>
      change(async (transaction) => {
        await comeBack(transaction, chat);
        await sql`
          insert into subscribers (chat, topics, communes, language, subscribed_at, last_contact_at, consent_day, consent_proof)
          values (${chat}, ${[...topics]}, ${[...communes]}, ${language ?? null}, ${subscribedAt}, ${lastContactAt},
            ${consent?.day ?? null}, ${consent?.proof ?? null})
          on conflict (chat) do update set topics = excluded.topics, communes = excluded.communes, language = excluded.language,
            subscribed_at = excluded.subscribed_at, last_contact_at = excluded.last_contact_at,
            consent_day = excluded.consent_day, consent_proof = excluded.consent_proof`.execute(transaction);
      }),
    remove: leave,
    async byCommune(audience, windowStarts) {
      const inside = insideWindow(windowStarts);
      const { rows } = await sql<CommuneCount>`
        select commune, channel, count(*) filter (where ${inside})::int as now, count(*) filter (where not ${inside})::int as later
        from subscribers, unnest(communes) as commune where ${meantBy(audience)} group by commune, channel`.execute(db);
      return rows;
    },
    async reach(audience, windowStarts) {
      const inside = insideWindow(windowStarts);
      const { rows } = await sql<Reach>`
        select channel, count(*) filter (where ${inside})::int as now, count(*) filter (where not ${inside})::int as later
        from subscribers where ${meantBy(audience)} group by channel order by channel`.execute(db);
      return rows;
    },
  };
}

/** Whether a person's last contact lies within the messaging window of their channel, as a condition on the table. */
export const insideWindow = (windowStarts: Readonly<Record<string, string>>): ReturnType<typeof sql> =>
  sql`(last_contact_at >= coalesce((${JSON.stringify(windowStarts)}::json ->> channel)::timestamptz, '-infinity'))`;

/** `isMeant` as a condition on the table. */
export function meantBy(audience: SubscriberAudience): ReturnType<typeof sql> {
  switch (audience.kind) {
    case 'everyone':
      return sql`true`;
    case 'topics':
      return audience.topics.length === 0 ? sql`false` : sql`topics && ${[...audience.topics, 'all']}::text[]`;
    case 'communes':
      return sql`communes && ${[...audience.communes]}::text[]`;
    case 'communes-and-topics': {
      const { communes, topics } = audience;
      return sql`(${meantBy({ kind: 'communes', communes })} and ${meantBy({ kind: 'topics', topics })})`;
    }
  }
}

export function subscriberFrom(row: SubscriberRow): Subscriber {
  const { chat, topics, communes, language, subscribed_at, last_contact_at, consent_day: day, consent_proof: proof } = row;
  return {
    ...{ chat, topics, communes },
    ...(language ? { language } : {}),
    subscribedAt: subscribed_at.toISOString(),
    lastContactAt: last_contact_at.toISOString(),
    ...(typeof day === 'string' && typeof proof === 'string' ? { consent: { day, proof } } : {}),
  };
}

const rowsAStatement = 1_000;

/** Puts subscribers in; who is there already stays as they are. */
export async function insertSubscribers(db: Statements, subscribers: readonly Subscriber[]): Promise<void> {
  const rows = subscribers.map(({ chat, topics, communes, language, subscribedAt, lastContactAt, consent }) => ({
    ...{ chat, topics, communes, language, consent_day: consent?.day, consent_proof: consent?.proof },
    ...{ subscribed_at: subscribedAt, last_contact_at: lastContactAt },
  }));
  for (let from = 0; from < rows.length; from += rowsAStatement) {
    const json = JSON.stringify(rows.slice(from, from + rowsAStatement));
    await sql`insert into subscribers (chat, topics, communes, language, subscribed_at, last_contact_at, consent_day, consent_proof)
      select * from json_to_recordset(${json}::json) as given (chat text, topics text[], communes text[], language text, subscribed_at timestamptz,
        last_contact_at timestamptz, consent_day text, consent_proof text)
      on conflict (chat) do nothing`.execute(db);
  }
}
