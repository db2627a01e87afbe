/** Events of an Official Account → what a person did. Zalo's ids and timestamps are strings beyond 2^53. */
import { z } from 'zod';
import { incomingText } from '../../messaging/incoming-text.ts';
import type { IncomingContent, IncomingMessage } from '../../messaging/message.ts';
import { messageDigest } from '../message-digest.ts';

/** A JSON number would already have lost digits. */
const id = z.string().regex(/^[\w-]{1,64}$/u);
const some = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);
const person = some(z.object({ id, admin_id: some(z.string().min(1)) }));
const degrees = (limit: number) =>
  z
    .union([z.string().regex(/^-?\d{1,3}(?:\.\d{1,20})?$/u), z.number()])
    .transform(Number)
    .refine((value) => Math.abs(value) <= limit);
const position = z.object({ latitude: degrees(90), longitude: degrees(180) });

/** What says whose event it is, and when it happened. */
const envelope = z.object({
  app_id: id,
  event_name: z.string().max(100),
  timestamp: some(z.string().regex(/^\d{1,20}$/u)),
  oa_id: some(id),
  user_id: some(id),
  sender: person,
  recipient: person,
  follower: person,
  message: some(
    z.object({
      msg_id: some(id),
      text: some(z.string()),
      location: some(position),
      attachments: some(z.array(z.object({ payload: some(z.object({ coordinates: some(position) })) })).max(50)),
    }),
  ),
});

export type ZaloOaEvent = z.infer<typeof envelope>;

/** The parsed body of a webhook request as an event, or `undefined` where it is none. */
export function readEvent(raw: unknown): ZaloOaEvent | undefined {
  return envelope.safeParse(raw).data;
}

/** The account a person's event was sent to. */
export function accountOf({ oa_id: oaId, event_name: name, recipient }: ZaloOaEvent): string | undefined {
  return oaId ?? (name.startsWith('user_') ? recipient?.id : undefined);
}

/** What a person did, or `undefined` for what is of no account: receipts, echoes of what we sent, groups, what nobody knows. */
export function decodeEvent(event: ZaloOaEvent, now: Date): IncomingMessage | undefined {
  const { sender, recipient, follower, user_id: visitor, message } = event;
  switch (event.event_name) {
    case 'follow':
      return incoming(event, follower?.id ?? sender?.id, { kind: 'joined' }, now);
    case 'unfollow':
      return incoming(event, follower?.id ?? sender?.id, { kind: 'left' }, now);
    // The button "chat" of the account's page.
    case 'user_click_chatnow':
      return incoming(event, visitor ?? sender?.id, { kind: 'joined' }, now);
    default:
      // Sent by a person at Zalo's own chat tool: the echo of what we send through the API has no such id.
      if (event.event_name.startsWith('oa_send_') && sender?.admin_id !== undefined)
        return incoming(event, recipient?.id, { kind: 'staff' }, now);
      return incoming(event, sender?.id, written(event.event_name, message), now);
  }
}

/** Named here are the events by which a person writes something; `user_click_button` is in no list of Zalo's own. */
function written(name: string, message: ZaloOaEvent['message']): IncomingContent | undefined {
  const text = incomingText(message?.text ?? '');
  const typed: IncomingContent | undefined = text === '' ? undefined : { kind: 'text', text };
  switch (name) {
    case 'user_send_text':
    case 'user_click_button':
      return typed;
    case 'user_send_location':
      return shared(message) ?? typed ?? { kind: 'unreadable', what: 'other' };
    case 'user_send_image':
    case 'user_send_gif':
      return typed ?? { kind: 'unreadable', what: 'picture' };
    case 'user_send_audio':
    case 'user_send_voice':
      return { kind: 'unreadable', what: 'voice' };
    case 'user_send_sticker':
      return { kind: 'unreadable', what: 'sticker' };
    case 'user_send_video':
    case 'user_send_file':
      return typed ?? { kind: 'unreadable', what: 'file' };
    case 'user_send_link':
      return typed ?? { kind: 'unreadable', what: 'other' };
    default:
      // What nobody has documented yet is something a person sent all the same.
      return name.startsWith('user_send_') && !name.includes('group')
        ? (typed ?? { kind: 'unreadable', what: 'other' })
        : undefined;
  }
}

function shared(message: ZaloOaEvent['message']): IncomingContent | undefined {
  const where = message?.location ?? message?.attachments?.find(({ payload }) => payload?.coordinates)?.payload?.coordinates;
  return where && { kind: 'location', ...where };
}

function incoming(
  event: ZaloOaEvent,
  user: string | undefined,
  content: IncomingContent | undefined,
  now: Date,
): IncomingMessage | undefined {
  if (user === undefined || content === undefined) return undefined;
  return { id: eventId(event, user), chat: `zalo-oa:${user}`, content, receivedAt: now.toISOString() };
}

/** Events without a message are known by what they say. */
function eventId(event: ZaloOaEvent, user: string): string {
  const said = event.message?.msg_id ?? `${event.event_name} ${event.timestamp}`;
  return messageDigest(user, said);
}
