/** Zalo's Bot Platform as far as it is documented: a token in the path, one update a poll and forgotten at once, 408 for no news. Strict. */
import { randomBytes, randomInt } from 'node:crypto';
import { type Fault, type PlatformAnswer, type PlatformRequest, type Reaction, startPlatform } from './platform-server.ts';

/** What the next call of a method comes to. */
export type ScriptedBot = { fault: Fault } | { code: number };

export interface ZaloBotDoubleOptions {
  now: () => Date;
  /** How long a poll without news really takes, whatever it asked for. Default 20 ms. */
  idleMs?: number;
  /** Updates wrapped in `{ok, result}`, as documented, or bare, as seen. */
  wrapped?: boolean;
  monthlyMessages?: number;
}

export type ZaloBotDouble = Awaited<ReturnType<typeof startZaloBotDouble>>;

export async function startZaloBotDouble({ now, idleMs = 20, wrapped = true, monthlyMessages = 3_000 }: ZaloBotDoubleOptions) {
  const token = `4099${randomInt(1e9)}:${randomBytes(16).toString('hex')}`;
  const updates: unknown[] = [];
  const shown = new Map<string, string[]>();
  const scripts = new Map<string, ScriptedBot[]>();
  const handedOut: unknown[] = [];
  const waiting = new Set<() => void>();
  const typing: string[] = [];
  let webhook: { url: string; secret: string } | undefined;
  let userCount = 0;
  let messageCount = 0;
  let closed = false;

  const ok = (result?: unknown): PlatformAnswer => ({
    status: 200,
    body: { ok: true, ...(result === undefined ? {} : { result }) },
  });
  const refused = (code: number, description = 'refused'): PlatformAnswer => ({
    status: code,
    body: { ok: false, error_code: code, description },
  });

  const methods: Record<string, (body: Record<string, unknown>) => PlatformAnswer | Promise<PlatformAnswer>> = {
    getMe: () => ok({ id: '4099', account_name: 'Bot Cử Tri', account_type: 'BASIC', can_join_groups: false }),
    async getUpdates({ timeout }) {
      if (typeof timeout !== 'string' || !/^\d+$/u.test(timeout)) return refused(400);
      if (webhook) return refused(400, 'a webhook is set');
      if (updates.length === 0) await news();
      // Handed out is forgotten: there is no way to ask for it again.
      const update = updates.shift();
      if (update === undefined) return refused(408, 'Request timeout');
      handedOut.push(update);
      return ok(update);
    },
    setWebhook({ url, secret_token: secret }) {
      if (typeof url !== 'string' || typeof secret !== 'string' || secret.length < 8 || secret.length > 256) return refused(400);
      const reachable = /^https:\/\/(?!localhost|127\.|10\.|192\.168\.)/u.test(url);
      // Stored even where the address cannot be reached.
      webhook = { url, secret };
      return ok({ url, updated_at: now().getTime(), verification: { ok: reachable, hint: reachable ? '' : 'private address' } });
    },
    deleteWebhook() {
      webhook = undefined;
      return ok({ url: '', updated_at: now().getTime() });
    },
    getWebhookInfo: () => (webhook ? ok({ url: webhook.url, updated_at: 1 }) : refused(404, 'Not Found')),
    sendMessage({ chat_id: chat, text }) {
      if (typeof text !== 'string' || text.length < 1 || text.length > 2_000) return refused(400);
      const messages = shown.get(String(chat));
      if (!messages) return refused(404, 'chat not found');
      if (messageCount >= monthlyMessages) return refused(429, 'Quota exceeded');
      messageCount += 1;
      messages.push(text);
      return ok({ message_id: `bot-msg-${messageCount}`, date: now().getTime() });
    },
    sendChatAction({ chat_id: chat, action }) {
      if (action !== 'typing' || typeof chat !== 'string') return refused(400);
      typing.push(chat);
      return ok();
    },
  };

  function news(): Promise<void> {
    return new Promise((resolve) => {
      if (closed) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, idleMs);
      waiting.add(done);
    });
  }

  function react({ path, method, headers, body }: PlatformRequest): Reaction {
    const [, given, name = ''] = /^\/bot([^/]*)\/(\w+)$/u.exec(path) ?? [];
    if (given !== token) return { answer: () => refused(401, 'Unauthorized') };
    const run = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (!run || method !== 'POST' || headers['content-type'] !== 'application/json')
      return { answer: () => refused(run ? 400 : 404) };
    const scripted = scripts.get(name)?.shift();
    if (scripted && 'code' in scripted) return { answer: () => refused(scripted.code) };
    return { fault: scripted?.fault, answer: () => run(JSON.parse(body) as Record<string, unknown>) };
  }

  const server = await startPlatform(react);

  /** An update as Zalo tells it. Numbers of a person are opaque. */
  function update(chat: string, id: string, event: string, more: object, chatType = 'PRIVATE') {
    const inner = {
      event_name: event,
      message: {
        message_id: id,
        date: now().getTime(),
        from: { id: chat, display_name: 'Lan', is_bot: false },
        chat: { id: chat, chat_type: chatType },
        ...more,
      },
    };
    return wrapped ? { ok: true, result: inner } : inner;
  }

  return {
    root: server.root,
    requests: server.requests,
    strayed: server.strayed,
    token,
    webhook: () => webhook,
    typing,
    handedOut,
    newUser(): string {
      userCount += 1;
      const id = `6e00aa11bb${String(userCount).padStart(4, '0')}`;
      shown.set(id, []);
      return id;
    },
    shown: (id: string): string[] => shown.get(id) ?? [],
    script(method: string, ...steps: ScriptedBot[]): void {
      scripts.set(method, [...(scripts.get(method) ?? []), ...steps]);
    },
    update,
    /** There for the next poll. */
    queue(told: unknown): void {
      updates.push(told && typeof told === 'object' && 'result' in told ? told.result : told);
      for (const wake of waiting) wake();
    },
    register(url: string): void {
      webhook = { url, secret: 'somebody-elses' };
    },
    async close() {
      closed = true;
      for (const wake of waiting) wake();
      await server.close();
    },
  };
}
