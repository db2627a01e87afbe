import { z } from 'zod';
import type { DeliveryState, Tally } from '../announcements/sending/outbox.ts';

const at = z.iso.datetime();
const template = z.enum(['quota', 'charged', 'unheard']);

export const deliveryState = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('pending'),
    dueAt: at,
    attempts: z.number(),
    uncertain: z.number(),
    firstAttemptAt: at.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('deferred') }),
  z.strictObject({ kind: z.literal('sent'), at, messageId: z.string().exactOptional(), duplicate: z.boolean() }),
  z.strictObject({ kind: z.literal('failed'), reason: z.enum(['blocked', 'gone', 'rejected', 'gave-up']) }),
  z.strictObject({ kind: z.literal('uncertain'), duplicate: z.boolean().default(true) }),
  z.strictObject({ kind: z.literal('cancelled') }),
  z.strictObject({ kind: z.literal('expired') }),
  z.strictObject({ kind: z.literal('left') }),
]) satisfies z.ZodType<DeliveryState>;

const times = z.number().int().min(0);

/** Totals of one channel, as they are kept where rows are not any more. */
export const tallyRecord = z.strictObject({
  channel: z.string(),
  total: times,
  pending: times,
  leased: times,
  deferred: times,
  told: times,
  sent: times,
  duplicates: times,
  uncertain: times,
  cancelled: times,
  expired: times,
  left: times,
  failed: z.strictObject({ blocked: times, gone: times, rejected: times, 'gave-up': times }),
  templates: z.strictObject({ quota: times, charged: times, unheard: times }),
}) satisfies z.ZodType<Tally>;

/** One line of the outbox journal. Everything a line changes is in it: applied again it comes to the same. */
export const outboxEntry = z.discriminatedUnion('is', [
  /** Recipients decided, or more of them: all in one line, so that a crash leaves all or none. */
  z.strictObject({ is: z.literal('published'), announcement: z.string(), chats: z.array(z.string()), at }),
  z.strictObject({ is: z.literal('claimed'), announcement: z.string(), ranks: z.array(z.number()), untilMs: z.number() }),
  /** Sends that are about to begin: whoever reads this after a crash must take them for sent, perhaps. */
  z.strictObject({
    is: z.literal('begun'),
    untilMs: z.number(),
    sends: z.array(z.strictObject({ announcement: z.string(), rank: z.number(), lease: z.number() })),
  }),
  z.strictObject({
    is: z.literal('recorded'),
    at,
    results: z.array(
      z.strictObject({
        announcement: z.string(),
        chat: z.string(),
        lease: z.number().exactOptional(),
        next: deliveryState,
        template: template.exactOptional(),
      }),
    ),
  }),
  z.strictObject({ is: z.literal('released'), chat: z.string(), at }),
  z.strictObject({ is: z.literal('ended'), announcement: z.string(), as: z.enum(['cancelled', 'expired']), at }),
  z.strictObject({ is: z.literal('forgotten'), chat: z.string() }),
  /** The people of an announcement are let go, the totals stay. */
  z.strictObject({ is: z.literal('closed'), announcement: z.string() }),
  /** The rows of one that was closed long ago become what they add up to: all in one line, as with `published`. */
  z.strictObject({ is: z.literal('totalled'), announcement: z.string(), changedAt: at, totals: z.array(tallyRecord) }),
  /** Of a compaction: rows as they stand. */
  z.strictObject({
    is: z.literal('rows'),
    announcement: z.string(),
    changedAt: at,
    rows: z.array(
      z.strictObject({
        chat: z.string(),
        state: deliveryState,
        leasedUntilMs: z.number().exactOptional(),
        lease: z.number().exactOptional(),
        begun: z.literal(true).exactOptional(),
        template: template.exactOptional(),
      }),
    ),
  }),
]);
export type OutboxEntry = z.infer<typeof outboxEntry>;
