import { z } from 'zod';
import type { ChatRecord } from '../conversations/chats.ts';

const choices = z.array(z.strictObject({ label: z.string(), value: z.string() }));

/** What is kept of a conversation, as it is on disk. */
export const chatRecord = z.strictObject({
  chat: z.string(),
  menu: z
    .strictObject({
      choices,
      shownAt: z.iso.datetime(),
      asks: z.boolean(),
      goesOn: z.literal(true).exactOptional(),
      beneath: z.strictObject({ choices, shownAt: z.iso.datetime() }).exactOptional(),
    })
    .exactOptional(),
  quietUntil: z.iso.datetime().exactOptional(),
  greetedAt: z.iso.datetime().exactOptional(),
  noticedAt: z.iso.datetime().exactOptional(),
  removedAt: z.iso.datetime().exactOptional(),
}) satisfies z.ZodType<ChatRecord>;
