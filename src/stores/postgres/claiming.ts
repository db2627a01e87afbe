import { believedAheadMs, type ClaimedDelivery, mostSends, type Outbox } from '../../announcements/sending/outbox.ts';
import { type Database, type Statements, sql } from './database.ts';
import { type ClaimedRow, claimedFrom, mostRanks } from './delivery.ts';
import { grouped } from './grouped.ts';

/** See `believedAheadMs`. */
export const aheadOf = (at: Date): Date => new Date(at.getTime() + believedAheadMs);

/** Leases deliveries to this process; rows that another one is taking are passed over. */
export function createPostgresClaim(db: Statements, now: () => Date): Outbox['claim'] {
  return async (channel, limit, leaseMs, open) => {
    if (open.length === 0) return [];
    const at = now();
    const ahead = aheadOf(at);
    const ids = open.map(({ announcement }) => announcement);
    const ranks = open.map((opening) => Math.min(opening.ranks, mostRanks));
    const due = (which: ReturnType<typeof sql>) => sql`
      select d.announcement, d.rank, (d.attempts > 0 or d.uncertain > 0 or d.begun) as tried from deliveries d
      where d.announcement = given.announcement and d.channel = ${channel} and d.state = 'pending' and d.rank < given.ranks and ${which}
        and (d.due_at <= ${at} or d.due_at > ${ahead}) and (d.leased_until is null or d.leased_until <= ${at} or d.leased_until > ${ahead})
      order by d.rank limit ${limit} for update skip locked`;
    const { rows } = await sql<ClaimedRow>`
        with given as (
          select * from unnest(${ids}::text[], ${ranks}::int[]) with ordinality as given (announcement, ranks, place)
        ), taken as materialized (
          select place, next.* from given cross join lateral (
            select * from (${due(sql`not (d.attempts > 0 or d.uncertain > 0 or d.begun)`)}) untried
            union all select * from (${due(sql`(d.attempts > 0 or d.uncertain > 0 or d.begun)`)}) tried
          ) next order by place, tried, rank limit ${limit}
        ), leased as (
          update deliveries d set uncertain = d.uncertain + d.begun::int, begun = false, lease = d.lease + 1,
            state = case when d.uncertain + d.begun::int >= ${mostSends} then 'uncertain' else d.state end,
            duplicate = d.uncertain + d.begun::int >= ${mostSends},
            leased_until = case when d.uncertain + d.begun::int >= ${mostSends} then null else ${new Date(at.getTime() + leaseMs)}::timestamptz end
          from taken where d.announcement = taken.announcement and d.rank = taken.rank
          returning place, tried, d.announcement, d.rank, d.chat, d.state, d.attempts, d.uncertain, d.lease, d.first_attempt_at, d.template
        )
        select leased.*, s.topics, s.communes, s.language, s.subscribed_at, s.last_contact_at, original.state is not null as has_original, original.message_id as original_message_id
        from leased left join subscribers s on s.chat = leased.chat
          left join announcements a on a.id = leased.announcement
          left join deliveries original on original.announcement = a.about and original.chat = leased.chat and original.state = 'sent'
        where leased.state = 'pending' order by place, tried, leased.rank`.execute(db);
    return rows.map(claimedFrom);
  };
}

type HeldKey = Pick<ClaimedDelivery, 'announcement' | 'rank' | 'lease'>;

interface Held extends HeldKey {
  untilMs: number;
  begins: boolean;
}

const heldKey = ({ announcement, rank, lease }: HeldKey): string => `${rank} ${lease} ${announcement}`;

/** Holds deliveries as long as the claim that took them is the latest; what several callers begin at once is one statement. */
export function createPostgresHold(change: Database['change'], now: () => Date): Outbox['hold'] {
  interface Request {
    claimed: readonly ClaimedDelivery[];
    leaseMs: number;
    how: 'keep' | 'begin';
  }
  const run = grouped<Request, boolean[]>(async (requests) => {
    const at = now().getTime();
    // Each row once: an update takes one of several that are given for the same row, and answers for that one alone.
    const given = new Map<string, Held>();
    for (const { claimed, leaseMs, how } of requests)
      for (const { announcement, rank, lease } of claimed) {
        const before = given.get(heldKey({ announcement, rank, lease }));
        const untilMs = Math.max(at + leaseMs, before?.untilMs ?? 0);
        const begins = how === 'begin' || before?.begins === true;
        given.set(heldKey({ announcement, rank, lease }), { announcement, rank, lease, untilMs, begins });
      }
    const rowsGiven = [...given.values()].map(({ untilMs, ...row }) => ({ ...row, until: new Date(untilMs).toISOString() }));
    const { rows } = await change((transaction) =>
      sql<HeldKey>`
        update deliveries held set leased_until = given.until, begun = held.begun or given.begins
        from json_to_recordset(${JSON.stringify(rowsGiven)}::json)
          as given (announcement text, rank int, lease int, until timestamptz, begins boolean)
        where held.announcement = given.announcement and held.rank = given.rank and held.lease = given.lease
          and held.state = 'pending' and held.leased_until is not null
        returning given.announcement, given.rank, given.lease`.execute(transaction),
    );
    const held = new Set(rows.map(heldKey));
    return requests.map(({ claimed }) => claimed.map((one) => held.has(heldKey(one))));
  });
  return async (claimed, leaseMs, how) => (claimed.length === 0 ? [] : run({ claimed, leaseMs, how }));
}
