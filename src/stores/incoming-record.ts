import { z } from 'zod';
import { type IncomingMessage, unreadableKinds } from '../messaging/message.ts';

const picture = z.string().max(256).optional();
const content = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string(), beside: z.enum(unreadableKinds).optional(), picture }),
  z.strictObject({ kind: z.literal('choice'), value: z.string() }),
  z.strictObject({ kind: z.literal('joined') }),
  z.strictObject({ kind: z.literal('left') }),
  z.strictObject({ kind: z.literal('staff') }),
  z.strictObject({ kind: z.literal('unreadable'), what: z.enum(unreadableKinds), picture }),
]);

/** An incoming message as it is kept until it is handled. A position is not among the contents: it is never written down. */
export const incomingRecord = z.strictObject({
  id: z.string(),
  chat: z.string(),
  content,
  receivedAt: z.string(),
  messageId: z.string().optional(),
}) satisfies z.ZodType<IncomingMessage>;
