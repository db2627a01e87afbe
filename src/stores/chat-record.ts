import { z } from 'zod';
import type { ChatRecord } from '../conversations/chats.ts';
import type { PushAddress } from '../messaging/page-push.ts';

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

/** The browser of a visitor that takes announcements while the page is closed. */
export const pushAddressRecord = z.strictObject({
  id: z.string(),
  chat: z.string(),
  endpoint: z.url(),
  keys: z.strictObject({ p256dh: z.string(), auth: z.string() }),
}) satisfies z.ZodType<PushAddress>;

export const pushKeysRecord = z.strictObject({ id: z.string(), sealed: z.string() });
