/** What telegraf does for us: the names and the wire format of the calls out, and the dispatch of the updates in. */
import type { Agent } from 'node:http';
import { Telegraf, Telegram, TelegramError } from 'telegraf';
import type { Telegram as BotApi, Opts, Update } from 'telegraf/types';
import { z } from 'zod';
import type { Accept } from '../../messaging/channel.ts';
import { startDeadline } from '../deadline.ts';
import { failureCode, type RequestFailure } from '../request-json.ts';
import { type CallState, createTelegramTransport } from './transport.ts';
import type { ReceivedUpdate } from './update.ts';

/** https://core.telegram.org/bots/api#making-requests, as a value: a call never throws, and nothing it returns holds the token. */
export type TelegramAnswer =
  | { kind: 'ok'; result: unknown }
  /** Telegram said no. `code` is an HTTP status; from 500 on there is nothing else. */
  | { kind: 'refused'; code: number; description: string; retryAfterMs: number }
  | RequestFailure;

/** What a method of the Bot API takes. */
export type TelegramCall<Method extends keyof BotApi> = Opts<Method>;

/** The buttons below a message. */
export type InlineKeyboard = Extract<NonNullable<TelegramCall<'sendMessage'>['reply_markup']>, { inline_keyboard: unknown }>;

export interface TelegramApi {
  /** `signal` gives up before the deadline. */
  call<Method extends keyof BotApi>(
    method: Method,
    payload: TelegramCall<Method>,
    options?: { deadlineMs?: number; signal?: AbortSignal },
  ): Promise<TelegramAnswer>;
  /** Holds the connections, for what is no call: files. */
  readonly agent: Agent;
  close(): void;
}

export interface TelegramApiDeps {
  token: string;
  /** `https://api.telegram.org`, a server of one's own, or a double. */
  apiRoot: string;
  /** Address of an HTTP proxy. */
  proxy?: string | undefined;
  /** For a call that does not say otherwise. Default 10 s: the library's own is over eight minutes. */
  deadlineMs?: number | undefined;
}

const shortestRetryMs = 1_000;
const longestRetryMs = 3_600_000;

const refusal = z.object({
  error_code: z.number(),
  description: z.string().catch(''),
  parameters: z.object({ retry_after: z.unknown() }).catch({ retry_after: undefined }),
});

export function createTelegramApi({ token, apiRoot, proxy, deadlineMs: usualMs = 10_000 }: TelegramApiDeps): TelegramApi {
  const transport = createTelegramTransport(apiRoot, proxy);
  const root = apiRoot.endsWith('/') ? apiRoot : `${apiRoot}/`;

  return {
    async call(method, payload, options) {
      const first: CallState = { sent: false, reused: false, controller: new AbortController() };
      const answer = await attempt(method, payload, first, options);
      // A server lets an idle connection go without a word: what was written to it was read by nobody.
      const isLetGo =
        answer.kind === 'failed' && answer.why === 'cut-off' && answer.code !== undefined && first.reused && !first.ended;
      return isLetGo
        ? attempt(method, payload, { sent: false, reused: false, controller: new AbortController() }, options, true)
        : answer;
    },
    agent: transport.agent,
    close: () => transport.close(),
  };

  async function attempt<Method extends keyof BotApi>(
    method: Method,
    payload: TelegramCall<Method>,
    call: CallState,
    { deadlineMs = usualMs, signal }: { deadlineMs?: number; signal?: AbortSignal } = {},
    fresh = false,
  ): Promise<TelegramAnswer> {
    if (signal?.aborted) return { kind: 'failed', reached: false, why: 'stopped' };
    const deadline = startDeadline(deadlineMs, call.controller.signal, signal);
    // A client of its own for each call, with an agent that knows the call; the connections behind it are shared.
    const client = new Telegram(token, { apiRoot: root, webhookReply: false });
    client.options.agent = transport.agentFor(call, fresh);
    try {
      return { kind: 'ok', result: await client.callApi(method, payload, { signal: deadline.signal as never }) };
    } catch (error) {
      if (call.ended?.kind === 'failed') return call.ended;
      if (call.ended) return { kind: 'refused', code: call.ended.code, description: '', retryAfterMs: shortestRetryMs };
      if (error instanceof TelegramError) return refused(error, token);
      if (signal?.aborted) return { kind: 'failed', reached: call.sent, why: 'stopped' };
      if (deadline.passed()) return { kind: 'failed', reached: call.sent, why: 'timeout' };
      return lost(error, call.sent);
    } finally {
      deadline.clear();
    }
  }
}

function refused(error: TelegramError, token: string): TelegramAnswer {
  const parsed = refusal.safeParse(error.response);
  if (!parsed.success) return { kind: 'failed', reached: true, why: 'not-json' };
  const { error_code: code, description, parameters } = parsed.data;
  return {
    kind: 'refused',
    code,
    description: description.replaceAll(token, '***').slice(0, 200),
    retryAfterMs: clampedRetryMs(parameters.retry_after),
  };
}

/** Seconds as Telegram gives them → 1 s to 1 h, whatever was given. */
function clampedRetryMs(seconds: unknown): number {
  const ms = Number(seconds) * 1_000;
  return Number.isNaN(ms) ? shortestRetryMs : Math.min(Math.max(ms, shortestRetryMs), longestRetryMs);
}

/** Of the library's own errors only the kind is kept: their messages hold the address, and with it the token. */
function lost(error: unknown, sent: boolean): RequestFailure {
  const answered = error instanceof Error && 'type' in error && error.type === 'invalid-json';
  if (answered || error instanceof TypeError) return { kind: 'failed', reached: sent, why: 'not-json' };
  const code = failureCode(error);
  return { kind: 'failed', reached: sent, why: sent ? 'cut-off' : 'unreachable', ...(code === undefined ? {} : { code }) };
}

/** Hands updates through telegraf, whichever way they came. */
export interface TelegramBot {
  /**
   * `raw` as Telegram sent it, `update` as we read it. Resolves once it is safe, rejects while it cannot be kept;
   * only then may it be acknowledged.
   */
  handleUpdate(raw: unknown, update: ReceivedUpdate, accept: Accept): Promise<void>;
}

/** @param take what is done with an update; what it throws reaches the caller of `handleUpdate`. */
export function createTelegramBot(
  { token, apiRoot }: { token: string; apiRoot: string },
  take: (update: ReceivedUpdate, accept: Accept) => Promise<void>,
): TelegramBot {
  const bot = new Telegraf(token, {
    // The inbox has deadlines of its own: the library's would leave the update running and call it failed.
    handlerTimeout: Number.POSITIVE_INFINITY,
    telegram: { apiRoot, webhookReply: false },
  });
  // Without it the first update would wait for `getMe`, which has no deadline. Nothing here asks for a name.
  bot.botInfo = nameless(token);
  // The library's own handler prints the whole update, and with it what the person wrote.
  bot.catch((error) => {
    throw error;
  });
  /** The library hands on nothing but the raw update: what belongs to it waits here. */
  const received = new WeakMap<Update, { update: ReceivedUpdate; accept: Accept }>();
  bot.use(async (ctx) => {
    const known = received.get(ctx.update);
    if (!known) throw new Error('telegraf handed on another update than it was given');
    await take(known.update, known.accept);
  });

  return {
    async handleUpdate(raw, update, accept) {
      // What could be read is an object at least.
      const told = raw as Update;
      received.set(told, { update, accept });
      await bot.handleUpdate(told);
    },
  };
}

function nameless(token: string): NonNullable<Telegraf['botInfo']> {
  return {
    id: Number.parseInt(token, 10) || 0,
    is_bot: true,
    first_name: '',
    username: '',
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  };
}
