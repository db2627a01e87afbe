/**
 * Zalo's Official Account platform as far as it is documented: tokens that are rotated and used once, errors inside HTTP 200, a messaging window,
 * limits of texts and buttons, signed events. Strict: what it does not know it refuses.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { type Fault, type PlatformRequest, type Reaction, startPlatform } from './platform-server.ts';

/** What the next message to a person comes to. */
export type Scripted = { fault: Fault } | { error: number } | { status: number; error?: number };

/** How an event is signed; the documents differ. */
export interface Signing {
  first?: 'app-id' | 'oa-id';
  timestamp?: 'body' | 'header';
  prefix?: boolean;
  secret?: string;
  /** The timestamp signed, where it is none that could be found. */
  at?: string;
}

export interface ShownZaloMessage {
  text: string;
  /** SHA-256 of the picture above it. */
  picture?: string;
  buttons?: { title: string; type: string; payload: string }[];
  /** Inside 48 hours of the last contact messages cost nothing. */
  free: boolean;
}

export interface ZaloOaDoubleOptions {
  now: () => Date;
  /** Which layout of buttons is taken. Default: both. */
  buttons?: 'plain' | 'media' | 'both' | 'package-too-low';
  callsPerMinute?: number;
  /** Every call has to prove that the caller has the app's secret. */
  proof?: boolean;
  /** Approved templates by id: name of each place and the most characters it takes. */
  templates?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Template messages that were bought; after them each is charged. */
  boughtTemplates?: number;
}

/** A template as a person sees it. */
export interface ShownZaloTemplate {
  id: string;
  data: Record<string, string>;
}

const hourMs = 3_600_000;
const form = 'application/x-www-form-urlencoded';

export type ZaloOaDouble = Awaited<ReturnType<typeof startZaloOaDouble>>;

export async function startZaloOaDouble(options: ZaloOaDoubleOptions) {
  const { now, buttons = 'both', callsPerMinute = 4_000, proof = false, templates = {} } = options;
  let bought = options.boughtTemplates ?? 0;
  const app = { id: '1000000000000000001', secret: `app-secret-${randomBytes(8).toString('hex')}` };
  const webhookSecret = `oa-secret-${randomBytes(8).toString('hex')}`;
  const oaId = '2800000000000000001';

  /** Good tokens only: what was used or replaced is gone. */
  const access = new Map<string, { expiresAtMs: number }>();
  const refresh = new Map<string, { access: string; expiresAtMs: number }>();
  const users = new Map<
    string,
    { lastContactMs: number; follows: boolean; shown: ShownZaloMessage[]; labels: string[]; templates: ShownZaloTemplate[] }
  >();
  const templateScripts = new Map<string, Scripted[]>();
  const scripts = new Map<string, Scripted[]>();
  const uploadScripts: Scripted[] = [];
  /** Id → hash and when it was uploaded. */
  const pictures = new Map<string, { sha256: string; atMs: number }>();
  const nextRefreshes: Scripted[] = [];
  const issued: string[] = [];
  let userCount = 0;
  let messageCount = 0;
  let refreshHeld: Promise<void> | undefined;
  let rotations = 0;
  let minute = { number: 0, calls: 0 };
  let tokensTaken = true;
  let lifetimeSeconds = 90_000;
  let expiredAnswer: 'envelope' | 'http-401' = 'envelope';

  function issue(): { accessToken: string; refreshToken: string; expiresInSeconds: number } {
    const pair = {
      accessToken: `at_${randomBytes(12).toString('hex')}`,
      refreshToken: `rt_${randomBytes(12).toString('hex')}`,
      expiresInSeconds: lifetimeSeconds,
    };
    issued.push(pair.accessToken, pair.refreshToken);
    access.set(pair.accessToken, { expiresAtMs: now().getTime() + lifetimeSeconds * 1_000 });
    refresh.set(pair.refreshToken, { access: pair.accessToken, expiresAtMs: now().getTime() + 90 * 24 * hourMs });
    return pair;
  }

  const envelope = (error: number, message: string, data?: unknown) => ({
    status: 200,
    body: { error, message, ...(data === undefined ? {} : { data }) },
  });
  const refused = (error: number) => envelope(error, `refused ${error}`);

  function scriptedReaction(scripted: Scripted | undefined, answer: Reaction['answer']): Reaction {
    if (!scripted) return { answer };
    if ('fault' in scripted) return { fault: scripted.fault, answer };
    if ('status' in scripted)
      return {
        answer: () => ({ status: scripted.status, body: scripted.error ? refused(scripted.error).body : { message: 'no' } }),
      };
    return { answer: () => refused(scripted.error) };
  }

  /** https://developers.zalo.me/docs/official-account/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new */
  async function renew({ headers, body, method }: PlatformRequest) {
    const fail = (error: number, name: string) => ({ status: 200, body: { error, error_name: name, error_reason: name } });
    const given = new URLSearchParams(body);
    if (method !== 'POST' || headers['content-type'] !== form) return fail(-14003, 'Invalid parameter');
    if (given.get('app_id') !== app.id || headers.secret_key !== app.secret) return fail(-14002, 'Invalid appId');
    const token = refresh.get(given.get('refresh_token') ?? '');
    if (given.get('grant_type') !== 'refresh_token' || !token || token.expiresAtMs < now().getTime())
      return fail(-14020, 'Invalid refresh token');
    refresh.delete(given.get('refresh_token')!);
    access.delete(token.access);
    rotations += 1;
    const pair = issue();
    await refreshHeld;
    return {
      status: 200,
      body: { access_token: pair.accessToken, refresh_token: pair.refreshToken, expires_in: String(pair.expiresInSeconds) },
    };
  }

  /** What is wrong with the credentials of a call, if anything. */
  function unauthorised({ headers }: PlatformRequest) {
    const token = headers.access_token;
    const known = typeof token === 'string' ? access.get(token) : undefined;
    if (!known || !tokensTaken || headers.authorization !== undefined) return refused(-216);
    if (known.expiresAtMs <= now().getTime())
      return expiredAnswer === 'http-401' ? { status: 401, body: { message: 'Unauthorized' } } : refused(-220);
    const wanted = createHmac('sha256', app.secret).update(String(token)).digest('hex');
    return proof && headers.appsecret_proof !== wanted ? refused(-242) : undefined;
  }

  function countCall() {
    const number = Math.floor(now().getTime() / 60_000);
    minute = number === minute.number ? { number, calls: minute.calls + 1 } : { number, calls: 1 };
    const headers = {
      'x-ratelimit-limit': String(callsPerMinute),
      'x-ratelimit-remain': String(Math.max(0, callsPerMinute - minute.calls)),
    };
    return { exceeded: minute.calls > callsPerMinute, headers };
  }

  function api(request: PlatformRequest): Reaction {
    const { exceeded, headers } = countCall();
    const counted = (reaction: Reaction): Reaction => ({
      ...reaction,
      answer: async () => ({ headers, ...(await reaction.answer()) }),
    });
    const denied = unauthorised(request);
    if (denied) return counted({ answer: () => denied });
    if (exceeded) return counted({ answer: () => refused(-32) });
    const [path] = request.path.split('?') as [string];
    if (path === '/v3.0/oa/message/cs' && request.method === 'POST') return counted(consultation(request));
    if (path === '/v3.0/oa/message/template' && request.method === 'POST') return counted(template(request));
    if (path === '/v2.0/oa/upload/image' && request.method === 'POST')
      return counted(scriptedReaction(uploadScripts.shift(), () => uploaded(request)));
    if (path === '/v2.0/oa/getoa' && request.method === 'GET')
      return counted({
        answer: () => envelope(0, 'Success', { oa_id: oaId, name: 'OA thử nghiệm', package_name: 'Tăng trưởng' }),
      });
    if (path === '/v2.0/oa/tag/tagfollower' && request.method === 'POST') return counted({ answer: () => labelled(request) });
    if (path === '/v3.0/oa/message/transaction' || path === '/v3.0/oa/message/promotion')
      return counted({ answer: () => refused(-233) });
    return counted({ answer: () => ({ status: 404, body: { message: 'not found' } }) });
  }

  /** https://developers.zalo.me/docs/official-account/quan-ly/quan-ly-thong-tin-nguoi-dung/gan-nhan-khach-hang */
  function labelled({ body }: PlatformRequest) {
    const { user_id: id, tag_name: label } = JSON.parse(body) as { user_id?: unknown; tag_name?: unknown };
    const user = typeof id === 'string' ? users.get(id) : undefined;
    if (!user || typeof label !== 'string' || label === '') return refused(-201);
    user.labels.push(label);
    return envelope(0, 'Success');
  }

  /** https://developers.zalo.me/docs/official-account/tin-nhan/tin-tu-van/gui-tin-tu-van-dang-van-ban */
  function consultation({ headers, body }: PlatformRequest): Reaction {
    if (headers['content-type'] !== 'application/json' || !body.startsWith('{')) return { answer: () => refused(-201) };
    const parsed = JSON.parse(body) as { recipient?: { user_id?: unknown }; message?: { text?: unknown; attachment?: unknown } };
    const id = parsed.recipient?.user_id;
    const user = typeof id === 'string' ? users.get(id) : undefined;
    return scriptedReaction(typeof id === 'string' ? scripts.get(id)?.shift() : undefined, () => {
      const { text, attachment } = parsed.message ?? {};
      const picture = readPicture(attachment);
      if (typeof picture === 'number') return refused(picture);
      if (!(picture && text === undefined) && (typeof text !== 'string' || text === '')) return refused(-201);
      if (typeof text === 'string' && text.length > 2_000) return refused(-210);
      const given = attachment === undefined || picture ? [] : readButtons(attachment);
      if (typeof given === 'number') return refused(given);
      if (!user?.follows) return refused(-213);
      const silentMs = now().getTime() - user.lastContactMs;
      if (silentMs > 7 * 24 * hourMs) return refused(-230);
      messageCount += 1;
      const free = silentMs <= 48 * hourMs;
      user.shown.push({
        text: String(text ?? ''),
        free,
        ...(picture ? { picture } : {}),
        ...(given.length > 0 ? { buttons: given } : {}),
      });
      return envelope(0, 'Success', {
        message_id: `oa-msg-${messageCount}`,
        user_id: id,
        sent_time: String(now().getTime()),
        ...(free ? { quota: { quota_type: 'reply' } } : {}),
      });
    });
  }

  /** An approved template by user id: no window; the person is at the top of the body. Which places there are, and how long, was approved with it. */
  function template({ headers, body }: PlatformRequest): Reaction {
    if (headers['content-type'] !== 'application/json' || !body.startsWith('{')) return { answer: () => refused(-201) };
    const parsed = JSON.parse(body) as { user_id?: unknown; template_id?: unknown; template_data?: Record<string, unknown> };
    const { user_id: id, template_id: templateId, template_data: data = {} } = parsed;
    const user = typeof id === 'string' ? users.get(id) : undefined;
    return scriptedReaction(typeof id === 'string' ? templateScripts.get(id)?.shift() : undefined, () => {
      const places = typeof templateId === 'string' ? templates[templateId] : undefined;
      if (!places) return refused(-201);
      const names = Object.keys(places);
      if (
        Object.keys(data).length !== names.length ||
        !names.every((name) => typeof data[name] === 'string' && data[name] !== '')
      )
        return refused(-201);
      if (names.some((name) => String(data[name]).length > places[name]!)) return refused(-210);
      if (!user?.follows) return refused(-213);
      messageCount += 1;
      user.templates.push({ id: String(templateId), data: data as Record<string, string> });
      const isBought = bought > 0;
      if (isBought) bought -= 1;
      return envelope(0, 'Success', {
        message_id: `oa-msg-${messageCount}`,
        user_id: id,
        sent_time: String(now().getTime()),
        ...(isBought ? { quota: { quota_type: 'purchase_quota', remain: bought } } : {}),
      });
    });
  }

  /** https://developers.zalo.me/docs/official-account/tin-nhan/quan-ly-tai-san/upload-hinh-anh */
  async function uploaded({ headers, bytes }: PlatformRequest) {
    const type = headers['content-type'] ?? '';
    if (!type.startsWith('multipart/form-data')) return refused(-201);
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
    const file = form.get('file');
    if (!(file instanceof File) || !/^image\/(?:jpeg|png)$/u.test(file.type)) return refused(-201);
    if (file.size > 1024 * 1024) return refused(-210);
    const sha256 = createHash('sha256')
      .update(Buffer.from(await file.arrayBuffer()))
      .digest('hex');
    const id = `picture-${pictures.size + 1}`;
    pictures.set(id, { sha256, atMs: now().getTime() });
    return envelope(0, 'Success', { attachment_id: id });
  }

  /** Hash of the picture that a message names, `undefined` where it names none, or the number it is refused with. */
  function readPicture(attachment: unknown): string | number | undefined {
    const { type, payload } = (attachment ?? {}) as {
      type?: unknown;
      payload?: { template_type?: unknown; buttons?: unknown; elements?: { media_type?: unknown; attachment_id?: unknown }[] };
    };
    const [element, ...more] = payload?.elements ?? [];
    if (!element) return undefined;
    if (type !== 'template' || payload?.template_type !== 'media' || more.length > 0 || payload.buttons !== undefined)
      return -201;
    const held = pictures.get(String(element.attachment_id));
    if (element.media_type !== 'image' || !held) return -201;
    return now().getTime() - held.atMs > 7 * 24 * hourMs ? -100 : held.sha256;
  }

  /** The buttons of a message, or the number it is refused with. */
  function readButtons(attachment: unknown): NonNullable<ShownZaloMessage['buttons']> | number {
    if (buttons === 'package-too-low') return -224;
    const { type, payload } = attachment as { type?: unknown; payload?: { template_type?: unknown; buttons?: unknown } };
    const layout = payload?.template_type === undefined ? 'plain' : payload.template_type;
    if (type !== 'template' || (buttons !== 'both' && layout !== buttons) || !Array.isArray(payload?.buttons)) return -233;
    const given = payload.buttons as NonNullable<ShownZaloMessage['buttons']>;
    if (given.length > 5 || given.some(({ title, payload: value }) => title.length > 100 || value.length > 1_000)) return -210;
    return given.every(({ type: kind }) => kind === 'oa.query.show' || kind === 'oa.query.hide') ? given : -201;
  }

  const server = await startPlatform((request) => {
    if (request.path !== '/v4/oa/access_token') return api(request);
    return scriptedReaction(nextRefreshes.shift(), () => renew(request));
  });

  /** The request Zalo makes with a body. */
  function signed(
    rawBody: string,
    { first = 'app-id', timestamp = 'body', prefix = true, secret = webhookSecret, at: given }: Signing = {},
  ) {
    const at = given ?? (timestamp === 'body' ? /"timestamp":"(\d+)"/u.exec(rawBody)?.[1] : String(now().getTime()));
    const mac = createHash('sha256')
      .update(`${first === 'app-id' ? app.id : oaId}${rawBody}${at}${secret}`)
      .digest('hex');
    return {
      rawBody,
      headers: {
        'content-type': 'application/json',
        'x-zevent-signature': prefix ? `mac=${mac}` : mac,
        ...(timestamp === 'header' ? { 'x-zevent-timestamp': at ?? '' } : {}),
      },
    };
  }

  /** What is the same in every event; `timestamp` is a string of milliseconds. */
  const happened = (name: string, more: object) => ({
    app_id: app.id,
    event_name: name,
    timestamp: String(now().getTime()),
    user_id_by_app: '7100000000000000005',
    ...more,
  });
  const written = (name: string, user: string, message: object) =>
    happened(name, { sender: { id: user }, recipient: { id: oaId }, message });

  /** Events as documented, or as logged live where the documents are silent. */
  const events = {
    text: (user: string, id: string, text: string) => written('user_send_text', user, { msg_id: id, text }),
    attachment: (name: string, user: string, id: string, type: string) =>
      written(name, user, { msg_id: id, attachments: [{ type, payload: { url: 'https://f.zalo.example/1', thumbnail: '' } }] }),
    location: (user: string, id: string, latitude: number, longitude: number) =>
      written('user_send_location', user, {
        msg_id: id,
        attachments: [
          { type: 'location', payload: { coordinates: { latitude: String(latitude), longitude: String(longitude) } } },
        ],
      }),
    follow: (user: string) => happened('follow', { oa_id: oaId, follower: { id: user }, source: 'oa_profile' }),
    unfollow: (user: string) => happened('unfollow', { oa_id: oaId, follower: { id: user } }),
    chatNow: (user: string) => happened('user_click_chatnow', { oa_id: oaId, user_id: user }),
    /** What our own messages come back as, and with an id those of staff at Zalo's own tool. */
    echo: (user: string, text: string, admin: string | undefined) =>
      happened('oa_send_text', {
        sender: { id: oaId, ...(admin === undefined ? {} : { admin_id: admin }) },
        recipient: { id: user },
        message: { msg_id: 'e-1', text },
      }),
    seen: (user: string) =>
      happened('user_seen_message', { sender: { id: oaId }, recipient: { id: user }, message: { msg_ids: ['oa-msg-1'] } }),
    happened,
    written,
  };

  const user = (id: string) => users.get(id)!;
  return {
    events,
    root: server.root,
    requests: server.requests,
    strayed: server.strayed,
    app,
    webhookSecret,
    oaId,
    /** Every token there ever was, and the secrets. */
    secrets: () => [...issued, app.secret, webhookSecret],
    issue,
    /** How often a pair was replaced. */
    rotations: () => rotations,
    /** A follower in contact right now. */
    newUser(): string {
      userCount += 1;
      const id = `49000000000000${String(userCount).padStart(5, '0')}`;
      users.set(id, { lastContactMs: now().getTime(), follows: true, shown: [], labels: [], templates: [] });
      return id;
    },
    contact(id: string): void {
      user(id).lastContactMs = now().getTime();
    },
    unfollow(id: string): void {
      user(id).follows = false;
    },
    shown: (id: string): ShownZaloMessage[] => users.get(id)?.shown ?? [],
    /** Templates that reached this person. */
    templatesOf: (id: string): ShownZaloTemplate[] => users.get(id)?.templates ?? [],
    /** What the next templates to this person come to, one after the other. */
    scriptTemplate(id: string, ...steps: Scripted[]): void {
      templateScripts.set(id, [...(templateScripts.get(id) ?? []), ...steps]);
    },
    /** What the account's people see beside a person in their list. */
    labels: (id: string): string[] => users.get(id)?.labels ?? [],
    /** Messages taken, to whomever. */
    messages: () => messageCount,
    /** What the next messages to this person come to, one after the other. */
    script(id: string, ...steps: Scripted[]): void {
      scripts.set(id, [...(scripts.get(id) ?? []), ...steps]);
    },
    /** What the next uploads of pictures come to, one after the other. */
    scriptUpload: (...steps: Scripted[]) => void uploadScripts.push(...steps),
    /** What the next renewals come to. */
    scriptRefresh: (...steps: Scripted[]) => void nextRefreshes.push(...steps),
    /** Renewals take place but are not answered until the result is called. */
    holdRefresh(): () => void {
      let release = () => {};
      refreshHeld = new Promise((resolve) => {
        release = resolve;
      });
      return () => {
        refreshHeld = undefined;
        release();
      };
    },
    /** Access tokens end now; `http-401`: said by the status instead of an envelope. */
    expireAccessTokens(answer: 'envelope' | 'http-401' = 'envelope'): void {
      expiredAnswer = answer;
      for (const token of access.values()) token.expiresAtMs = now().getTime();
    },
    /** Access tokens end without a word, as when somebody else renews the pair; the refresh tokens stay good. */
    forgetAccessTokens: () => access.clear(),
    /** No access token is taken any more, new ones included. */
    refuseAllTokens(): void {
      tokensTaken = false;
    },
    /** Tokens made from now on live so long. */
    nextLifetimeSeconds(seconds: number): void {
      lifetimeSeconds = seconds;
    },
    signed,
    close: server.close,
  };
}
