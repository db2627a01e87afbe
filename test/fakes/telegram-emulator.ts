/**
 * Telegram as a bot meets it: the npm emulator `telegram-test-api`, in a process of its own, keeps messages and updates; the desk in front of it
 * adds what the emulator lacks and Telegram has: updates that come again until confirmed, webhooks with the secret and repeats, people who
 * block, and a strict look at every call.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { mistakeInCall } from './bot-api-calls.ts';
import { createTelegramUpdates, type RawUpdate, type Reply, right, wrong } from './telegram-updates.ts';

export interface Emulator {
  address: string;
  stop(): Promise<void>;
}

export async function startEmulator(): Promise<Emulator> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'telegram-emulator-process.ts'), String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    address: `http://127.0.0.1:${port}`,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A message as its reader sees it. */
export interface ReadMessage {
  messageId: string;
  text: string;
  buttons?: string[];
  /** What each button says to the bot when it is pressed. */
  values?: string[];
  file?: { name: string; body: string };
  /** SHA-256 of the picture above the text. */
  photo?: string;
}

export interface TelegramDesk {
  /** What a bot uses in the place of `https://api.telegram.org`. */
  apiRoot: string;
  calls: { method: string; payload: unknown }[];
  /** No `file_id` is known any more. */
  forgetPhotos(): void;
  /** A file that somebody can send, by its `file_id`. `told`: what `getFile` says of it instead of what is true. */
  keepsFile(id: string, bytes: Uint8Array, told?: { file_path?: string; file_size?: number }): void;
  /** Calls the Bot API does not take: empty at the end of every test. */
  mistakes: string[];
  /** What the bot's webhook answered. */
  webhookStatuses: number[];
  /** Updates posted to any address arrive here instead: TLS and the public name end at a proxy in front of the service. */
  leadTo(address: string): void;
  /** Every update is told so often, as if confirmations were lost on the way; three times at most. */
  repeat(often: number): void;
  /** Somebody with an account opens the bot; nothing is sent yet. */
  voter(chatId: number): Voter;
  close(): Promise<void>;
}

export interface Voter {
  types(text: string): Promise<void>;
  presses(data: string): Promise<void>;
  sharesLocation(latitude: number, longitude: number): Promise<void>;
  sends(message: object): Promise<void>;
  blocks(): Promise<void>;
  unblocks(): Promise<void>;
  reads(): Promise<ReadMessage[]>;
}

interface StoredMessage {
  messageId: number;
  message: {
    chat_id: number | string;
    text: string;
    reply_markup?: { inline_keyboard: { text: string; callback_data: string }[][] };
    document?: { file_name: string; content: string };
    photo?: string;
  };
}

/** Registers a bot with this token. */
export async function openDesk(emulator: Emulator, token: string): Promise<TelegramDesk> {
  const calls: TelegramDesk['calls'] = [];
  const mistakes: string[] = [];
  const known = new Set<number>();
  const blocked = new Set<number>();
  /** `file_id` → hash. */
  const photos = new Map<string, string>();
  const files = new Map<string, { bytes: Uint8Array; told: object }>();
  const post = async (path: string, body: object) => {
    const response = await fetch(`${emulator.address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as { ok: boolean; result: unknown };
  };
  const updates = createTelegramUpdates(async () => {
    const { result } = await post(`/bot${token}/getUpdates`, {});
    return result as RawUpdate[];
  });

  async function stored(): Promise<StoredMessage[]> {
    const { result } = await post('/getUpdatesHistory', { token });
    return (result as Partial<StoredMessage>[]).filter(({ message }) => message && 'chat_id' in message) as StoredMessage[];
  }

  async function answer(method: string, payload: Record<string, unknown>, closed: Promise<void>): Promise<Reply> {
    const chat = Number(payload.chat_id);
    switch (method) {
      case 'getUpdates':
        return updates.poll(Number(payload.offset ?? 0), Number(payload.timeout) * 1_000, closed);
      case 'getWebhookInfo':
        return right({
          url: updates.webhook()?.url ?? '',
          has_custom_certificate: false,
          pending_update_count: updates.waiting(),
        });
      case 'setWebhook':
        updates.setWebhook({ url: String(payload.url), secret: String(payload.secret_token) });
        // The emulator posts to us, and we to the bot.
        await post(`/bot${token}/setWebhook`, { url: `${address()}/relay` });
        return right(true);
      case 'deleteWebhook':
        updates.setWebhook(undefined);
        await post(`/bot${token}/deleteWebhook`, {});
        return right(true);
      case 'sendMessage':
      case 'sendDocument':
        if (blocked.has(chat)) return wrong(403, 'Forbidden: bot was blocked by the user');
        if (!known.has(chat)) return wrong(400, 'Bad Request: chat not found');
        return post(`/bot${token}/sendMessage`, { text: '', ...payload }).then(({ result }) => right(result));
      case 'sendPhoto': {
        if (blocked.has(chat)) return wrong(403, 'Forbidden: bot was blocked by the user');
        if (!known.has(chat)) return wrong(400, 'Bad Request: chat not found');
        const given = payload.photo as string | { sha256: string };
        const photo = typeof given === 'string' ? photos.get(given) : given.sha256;
        if (photo === undefined) return wrong(400, 'Bad Request: wrong file identifier/HTTP URL specified');
        const id = `file-of-${photo.slice(0, 16)}`;
        photos.set(id, photo);
        const { caption = '', reply_markup: markup, ...rest } = payload;
        const keyboard =
          typeof markup === 'string' ? { reply_markup: JSON.parse(markup) as object } : markup ? { reply_markup: markup } : {};
        const { result } = await post(`/bot${token}/sendMessage`, { ...rest, ...keyboard, text: caption, photo });
        return right({ ...(result as object), photo: [{ file_id: `${id}-small` }, { file_id: id }] });
      }
      case 'editMessageText': {
        const edited = (await stored()).find(({ messageId }) => messageId === payload.message_id);
        if (!edited) return wrong(400, 'Bad Request: message to edit not found');
        if (edited.message.text === payload.text) return wrong(400, 'Bad Request: message is not modified: the same content');
        await post(`/bot${token}/editMessageText`, payload);
        return right({ message_id: payload.message_id });
      }
      case 'getFile': {
        const id = String(payload.file_id);
        const kept = files.get(id);
        if (!kept) return wrong(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
        return right({ file_id: id, file_size: kept.bytes.length, file_path: `photos/${id}.jpg`, ...kept.told });
      }
      case 'getMe':
        return post(`/bot${token}/getMe`, {}).then(({ result }) => right(result));
      default:
        return right(true);
    }
  }

  const server = createServer((incoming, outgoing) => {
    void serve(incoming, outgoing).catch((error: unknown) => {
      outgoing.writeHead(500).end(String(error));
    });
  });

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bytesOf(incoming);
    if (incoming.url === '/relay') {
      // A refusal would end the emulator; a bot that is gone gets the update later.
      await updates.relay(JSON.parse(body.toString('utf8')) as RawUpdate).catch(() => undefined);
      return void outgoing.end('{}');
    }
    const file = new RegExp(`^/file/bot${token}/photos/(?<id>[\\w-]+)\\.jpg$`, 'u').exec(incoming.url ?? '')?.groups?.id;
    if (file !== undefined) {
      const kept = files.get(file);
      return void outgoing.writeHead(kept ? 200 : 404, { 'content-type': 'application/octet-stream' }).end(kept?.bytes);
    }
    const [, given, method = ''] = /^\/bot([^/]+)\/(\w+)$/u.exec(incoming.url ?? '') ?? [];
    const reply = given === token ? await call(method, incoming, body, outgoing) : wrong(given ? 401 : 404, 'Unauthorized');
    outgoing.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body));
  }

  async function call(method: string, incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): Promise<Reply> {
    const payload = await payloadOf(method, incoming.headers['content-type'] ?? '', body);
    calls.push({ method, payload });
    const mistake = mistakeInCall(method, payload);
    if (mistake !== undefined) {
      mistakes.push(mistake);
      return wrong(400, `Bad Request: ${mistake}`);
    }
    return answer(
      method,
      payload,
      once(outgoing, 'close').then(() => undefined),
    );
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function voter(chatId: number): Voter {
    known.add(chatId);
    const from = { id: chatId, is_bot: false, first_name: 'Cử tri', language_code: 'vi' };
    const chat = { id: chatId, type: 'private', first_name: 'Cử tri' };
    const seconds = () => Math.floor(Date.now() / 1_000);
    const told = async (path: string, event: object) => {
      await post(path, { botToken: token, ...event });
      await updates.look();
    };
    const membership = (before: string, after: string) =>
      updates.relay({
        my_chat_member: {
          chat,
          from,
          date: seconds(),
          old_chat_member: { user: { id: 1, is_bot: true }, status: before },
          new_chat_member: { user: { id: 1, is_bot: true }, status: after },
        },
      });
    const sends = (message: object) => told('/sendMessage', { from, chat, date: seconds(), ...message });
    return {
      types: (text) => sends({ text }),
      sharesLocation: (latitude, longitude) => sends({ location: { latitude, longitude } }),
      sends,
      presses: (data) => told('/sendCallback', { from, message: { chat, date: 0, message_id: 1 }, data, date: seconds() }),
      async blocks() {
        blocked.add(chatId);
        await membership('member', 'kicked');
      },
      async unblocks() {
        blocked.delete(chatId);
        await membership('kicked', 'member');
      },
      async reads() {
        const mine = (await stored()).filter(({ message }) => Number(message.chat_id) === chatId);
        return mine.map(({ messageId, message }) => ({
          messageId: String(messageId),
          text: message.text,
          ...buttonsOf(message.reply_markup?.inline_keyboard.flat()),
          ...(message.photo ? { photo: message.photo } : {}),
          ...(message.document ? { file: { name: message.document.file_name, body: message.document.content } } : {}),
        }));
      },
    };
  }

  return {
    apiRoot: address(),
    forgetPhotos: () => photos.clear(),
    keepsFile: (id, bytes, told = {}) => void files.set(id, { bytes, told }),
    calls,
    mistakes,
    webhookStatuses: updates.statuses,
    leadTo: updates.leadTo,
    repeat: updates.repeat,
    voter,
    async close() {
      updates.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function buttonsOf(keyboard: { text: string; callback_data: string }[] | undefined): Pick<ReadMessage, 'buttons' | 'values'> {
  if (!keyboard) return {};
  return { buttons: keyboard.map(({ text }) => text), values: keyboard.map(({ callback_data: value }) => value) };
}

/** JSON, or a form with a file in it. */
async function payloadOf(method: string, contentType: string, body: Buffer): Promise<Record<string, unknown>> {
  if (contentType.startsWith('application/json')) return JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  if (!contentType.startsWith('multipart/form-data')) return {};
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const payload: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (name === 'method' && value === method) continue;
    payload[name] =
      typeof value === 'string'
        ? value
        : {
            ...{ file_name: value.name, mime_type: value.type },
            ...(name === 'photo'
              ? {
                  sha256: createHash('sha256')
                    .update(Buffer.from(await value.arrayBuffer()))
                    .digest('hex'),
                }
              : { content: await value.text() }),
          };
  }
  return payload;
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
