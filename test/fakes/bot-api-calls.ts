/**
 * What the Bot API takes, strictly: required fields there, no field it does not know, its limits kept. Written from
 * https://core.telegram.org/bots/api, for the methods a bot of ours may use; any other method is a mistake.
 */
import { z } from 'zod';

const chatId = z.number().int().refine(Number.isSafeInteger);
const text = z.string().min(1).max(4096);
const previews = z.strictObject({ is_disabled: z.boolean() });
const button = z.strictObject({
  text: z.string().min(1),
  callback_data: z.string().refine((data) => Buffer.byteLength(data) >= 1 && Buffer.byteLength(data) <= 64),
});
const keyboard = z.strictObject({ inline_keyboard: z.array(z.array(button).min(1).max(8)).min(1).max(100) });
const command = z.strictObject({ command: z.string().regex(/^[a-z0-9_]{1,32}$/u), description: z.string().min(1).max(256) });
const updateKinds = z.array(z.enum(['message', 'edited_message', 'callback_query', 'my_chat_member']));

const tags = /<(?:b|i|blockquote expandable|a href="https?:\/\/[^"<>\s]{1,2000}")>|<\/(?:b|i|blockquote|a)>/gu;
const marks: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' };

/** The text behind HTML, as https://core.telegram.org/bots/api#html-style parses it; `undefined` where a tag or an entity is not well formed. */
function parsedText(html: string): string | undefined {
  const open: string[] = [];
  for (const [tag] of html.matchAll(tags)) {
    const name = /[a-z]+/u.exec(tag)![0];
    if (!tag.startsWith('</')) open.push(name);
    else if (open.pop() !== name) return undefined;
  }
  const bare = html.replace(tags, '');
  if (open.length > 0 || /[<>]|&(?!lt;|gt;|amp;|quot;)/u.test(bare)) return undefined;
  return bare.replace(/&\w+;/gu, (mark) => marks[mark]!);
}

const calls: Record<string, z.ZodType> = {
  getMe: z.strictObject({}),
  getUpdates: z.strictObject({
    offset: z.number().int().optional(),
    limit: z.number().int().min(1).max(100).optional(),
    timeout: z.number().int().min(0).max(50),
    allowed_updates: updateKinds,
  }),
  // No `entities`, and as HTML only what is well formed in the few tags a reply of ours has: nothing anybody wrote becomes markup.
  sendMessage: z
    .strictObject({
      chat_id: chatId,
      text: z.string().min(1),
      parse_mode: z.literal('HTML').optional(),
      link_preview_options: previews,
      reply_markup: keyboard.optional(),
      // https://core.telegram.org/bots/api#replyparameters
      reply_parameters: z
        .strictObject({ message_id: z.number().int().positive(), allow_sending_without_reply: z.literal(true) })
        .optional(),
    })
    .refine((sent) => (sent.parse_mode ? parsedText(sent.text) : sent.text)?.length !== undefined, {
      error: "can't parse entities",
    })
    .refine((sent) => ((sent.parse_mode ? parsedText(sent.text) : sent.text) ?? '').length <= 4096, {
      error: 'message is too long',
    }),
  editMessageText: z.strictObject({
    chat_id: chatId,
    message_id: z.number().int().positive(),
    text,
    link_preview_options: previews,
    reply_markup: keyboard.optional(),
  }),
  sendDocument: z.strictObject({
    chat_id: z.coerce.number().pipe(chatId),
    document: z.strictObject({ file_name: z.string().min(1), mime_type: z.string(), content: z.string().min(1) }),
  }),
  // https://core.telegram.org/bots/api#sendphoto: a file, or the id of one that was sent before.
  sendPhoto: z
    .strictObject({
      chat_id: z.coerce.number().pipe(chatId),
      photo: z.union([
        z.string().min(1),
        z.strictObject({ file_name: z.string().regex(/^[0-9a-f]{64}\.(jpg|png)$/u), mime_type: z.string(), sha256: z.string() }),
      ]),
      caption: z.string().min(1).optional(),
      parse_mode: z.literal('HTML').optional(),
      // In a form it is JSON.
      reply_markup: z
        .union([
          keyboard,
          z
            .string()
            .transform((json) => JSON.parse(json) as unknown)
            .pipe(keyboard),
        ])
        .optional(),
    })
    .refine((sent) => ((sent.parse_mode ? parsedText(sent.caption ?? '') : sent.caption) ?? '').length <= 1_024, {
      error: 'message caption is too long',
    }),
  // https://core.telegram.org/bots/api#getfile
  getFile: z.strictObject({ file_id: z.string().min(1) }),
  sendChatAction: z.strictObject({ chat_id: chatId, action: z.literal('typing') }),
  answerCallbackQuery: z.strictObject({ callback_query_id: z.string().min(1), text: z.string().max(200).optional() }),
  leaveChat: z.strictObject({ chat_id: chatId }),
  setMyCommands: z.strictObject({ commands: z.array(command).min(1).max(100) }),
  // https://core.telegram.org/bots/api#setchatmenubutton, #setmydescription, #setmyshortdescription
  setChatMenuButton: z.strictObject({ menu_button: z.strictObject({ type: z.literal('commands') }) }),
  setMyDescription: z.strictObject({ description: z.string().max(512) }),
  setMyShortDescription: z.strictObject({ short_description: z.string().max(120) }),
  getWebhookInfo: z.strictObject({}),
  setWebhook: z.strictObject({
    url: z.url(),
    secret_token: z.string().regex(/^[\w-]{1,256}$/u),
    max_connections: z.number().int().min(1).max(100),
    allowed_updates: updateKinds,
    drop_pending_updates: z.boolean(),
  }),
  deleteWebhook: z.strictObject({ drop_pending_updates: z.boolean() }),
};

/** What is wrong with a call; `undefined` where nothing is. */
export function mistakeInCall(method: string, payload: unknown): string | undefined {
  const schema = Object.hasOwn(calls, method) ? calls[method] : undefined;
  if (!schema) return `${method}: a bot of ours has no reason to call this`;
  const { error } = schema.safeParse(payload);
  return error && `${method}: ${error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`;
}
