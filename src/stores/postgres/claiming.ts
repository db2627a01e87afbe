import { believedAheadMs, type Outbox } from '../../announcements/sending/outbox.ts';
import { type Statements, sql } from './database.ts';
import { type ClaimedRow, claimedFrom, mostRanks } from './delivery.ts';

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
    const { rows } = await sql<ClaimedRow>`
        with given as (
          select * from unnest(${ids}::text[], ${ranks}::int[]) with ordinality as given (announcement, ranks, place)
        ), taken as materialized (
          select place, next.* from given cross join lateral (
            select d.announcement, d.rank from deliveries d
            where d.announcement = given.announcement and d.channel = ${channel} and d.state = 'pending' and d.rank < given.ranks
              and (d.due_at <= ${at} or d.due_at > ${ahead}) and (d.leased_until is null or d.leased_until <= ${at} or d.leased_until > ${ahead})
            order by d.rank limit ${limit} for update skip locked
          ) next order by place, rank limit ${limit}
        ), leased as (
          update deliveries d set uncertain = d.uncertain + (d.leased_until is not null)::int,
            leased_until = ${new Date(at.getTime() + leaseMs)}
          from taken where d.announcement = taken.announcement and d.rank = taken.rank
          returning place, d.announcement, d.rank, d.chat, d.attempts, d.uncertain, d.first_attempt_at
        )
        select leased.*, s.topics, s.communes, s.subscribed_at, s.last_contact_at, original.message_id as original_message_id
        from leased left join subscribers s on s.chat = leased.chat
          left join announcements a on a.id = leased.announcement
          left join deliveries original on original.announcement = a.about and original.chat = leased.chat and original.state = 'sent'
        order by place, rank`.execute(db);
    return rows.map(claimedFrom);
  };
}
