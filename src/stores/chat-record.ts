import { z } from 'zod';
import type { ChatRecord } from '../conversations/chats.ts';

/** What is kept of a conversation, as it is on disk. */
export const chatRecord = z.strictObject({
  chat: z.string(),
  menu: z
    .strictObject({
      choices: z.array(z.strictObject({ label: z.string(), value: z.string() })),
      shownAt: z.iso.datetime(),
      asks: z.boolean(),
    })
    .exactOptional(),
  quietUntil: z.iso.datetime().exactOptional(),
  greetedAt: z.iso.datetime().exactOptional(),
  noticedAt: z.iso.datetime().exactOptional(),
  removedAt: z.iso.datetime().exactOptional(),
}) satisfies z.ZodType<ChatRecord>;
