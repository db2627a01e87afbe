/**
 * The Bot API with its limits, in a process of its own: `node telegram-double.ts <answer ms>`; standard output says its port. Every bot (token) has limits
 * of its own: 30 messages a second (a bucket of 30 that fills at 30 a second) and one a second to a chat. Who exceeds them gets 429 with
 * `retry_after`, and nothing else until that is over. An answer takes a quarter more or less than it is told, half of it before the limits are looked at.
 * `GET /stats/<token>` says what became of a bot's calls.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export const permittedPerSecond = 30;
const retryAfterSeconds = 3;

/** What the double saw of one bot. Instants in ms since 1970. */
export interface BotStats {
  accepted: number;
  chats: number;
  refused: number;
  firstMs: number;
  lastMs: number;
  /** Most messages taken within any second. */
  busiestSecond: number;
}

interface Bot {
  acceptedMs: number[];
  refused: number;
  lastToChatMs: Map<number, number>;
  tokens: number;
  filledMs: number;
  closedUntilMs: number;
}

const bots = new Map<string, Bot>();

function botOf(token: string): Bot {
  const bot = bots.get(token) ?? {
    ...{ acceptedMs: [], refused: 0, lastToChatMs: new Map<number, number>() },
    ...{ tokens: permittedPerSecond, filledMs: Date.now(), closedUntilMs: 0 },
  };
  bots.set(token, bot);
  return bot;
}

/** Seconds to wait, or 0 when the message was taken. */
function take(bot: Bot, chat: number): number {
  const nowMs = Date.now();
  bot.tokens = Math.min(permittedPerSecond, bot.tokens + ((nowMs - bot.filledMs) * permittedPerSecond) / 1_000);
  bot.filledMs = nowMs;
  const isTooFast = bot.tokens < 1 || nowMs - (bot.lastToChatMs.get(chat) ?? 0) < 1_000;
  if (nowMs >= bot.closedUntilMs && isTooFast) bot.closedUntilMs = nowMs + retryAfterSeconds * 1_000;
  if (nowMs < bot.closedUntilMs) {
    bot.refused += 1;
    return Math.ceil((bot.closedUntilMs - nowMs) / 1_000);
  }
  bot.tokens -= 1;
  bot.lastToChatMs.set(chat, nowMs);
  bot.acceptedMs.push(nowMs);
  return 0;
}

function stats({ acceptedMs, refused, lastToChatMs }: Bot): BotStats {
  let from = 0;
  let busiestSecond = 0;
  for (const [to, ms] of acceptedMs.entries()) {
    while (ms - acceptedMs[from]! >= 1_000) from += 1;
    busiestSecond = Math.max(busiestSecond, to - from + 1);
  }
  const [firstMs = 0, lastMs = 0] = [acceptedMs[0], acceptedMs.at(-1)];
  return { accepted: acceptedMs.length, chats: lastToChatMs.size, refused, firstMs, lastMs, busiestSecond };
}

const answerMs = Number(process.argv[2]);
const half = () => pause((answerMs / 2) * (0.75 + Math.random() * 0.5));

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const [, first = '', second = ''] = (request.url ?? '').split('/');
  if (first === 'stats') return void answer(200, stats(botOf(second)));
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  await half();
  if (second !== 'sendMessage') return void answer(404, { ok: false, error_code: 404, description: 'Not Found' });
  const { chat_id: chat, text }: { chat_id: number | string; text: string } = JSON.parse(Buffer.concat(chunks).toString());
  const waitSeconds = take(botOf(first.slice('bot'.length)), Number(chat));
  await half();
  if (waitSeconds > 0) {
    const description = `Too Many Requests: retry after ${waitSeconds}`;
    return void answer(429, { ok: false, error_code: 429, description, parameters: { retry_after: waitSeconds } });
  }
  const message = { message_id: 1, date: Math.floor(Date.now() / 1_000), chat: { id: Number(chat), type: 'private' }, text };
  answer(200, { ok: true, result: message });
}

const server = createServer((request, response) => void respond(request, response));
server.keepAliveTimeout = 60_000;
if (import.meta.main) server.listen(0, '127.0.0.1', 4_096, () => console.log((server.address() as AddressInfo).port));
