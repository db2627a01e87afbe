/** The officials' console behind the real web server, on a clock that stands still, and browsers that visit it. */
import { createHash, randomBytes } from 'node:crypto';
import { parseHTML } from 'linkedom';
import { createDelegating } from '../../src/announcements/delegating/delegating.ts';
import { createImageReader } from '../../src/announcements/images/reading.ts';
import { createManaging } from '../../src/announcements/managing.ts';
import { type AuditLog, verifyAudit } from '../../src/announcements/people/audit.ts';
import type { Official } from '../../src/announcements/people/officials.ts';
import type { Tickets } from '../../src/announcements/people/tickets.ts';
import { progressOf } from '../../src/announcements/progress.ts';
import type { StartingTextRecord } from '../../src/announcements/starting-texts/keeping.ts';
import type { Reply } from '../../src/answering/reply/reply.ts';
import { telegramParts } from '../../src/channels/telegram/parts.ts';
import { oaParts } from '../../src/channels/zalo-oa/parts.ts';
import { createConsole } from '../../src/console/console.ts';
import type { TryOut } from '../../src/console/knowing/trying.ts';
import type { Passwords } from '../../src/console/signing-in/passwords.ts';
import type { DayCount } from '../../src/conversations/counting/day-count.ts';
import type { ProposalStore } from '../../src/conversations/proposals/proposal.ts';
import { createProposing } from '../../src/conversations/proposals/proposing.ts';
import type { Unanswered } from '../../src/conversations/unanswered/question-group.ts';
import { searchCommunes } from '../../src/elections/commune-search.ts';
import type { PackDesk } from '../../src/elections/pack/edit.ts';
import type { KnowledgePack } from '../../src/elections/pack/pack.ts';
import type { PackStanding } from '../../src/elections/pack/standing.ts';
import { decodeText } from '../../src/importing/charset.ts';
import { createArticleReader } from '../../src/importing/saved-page.ts';
import type { ChannelStatus } from '../../src/messaging/channel-status.ts';
import type { Records } from '../../src/messaging/records.ts';
import { createStationLists } from '../../src/sources/stations/checking.ts';
import { type Announcing, createAnnouncing } from './announcing.ts';
import { createRecordsMemory } from './records-memory.ts';
import { smallPack } from './small-pack.ts';
import { createTicketsMemory } from './tickets-memory.ts';
import { startVoterSite } from './voter-site.ts';

export const goodPassword = 'con trâu đi trước cái cày';

/** Quick, and counts how often it was asked: scrypt itself has tests of its own. */
function countingPasswords(): Passwords & { asked: number } {
  const hashOf = (password: string) => `test$${createHash('sha256').update(password).digest('hex')}`;
  const passwords = {
    asked: 0,
    hash: async (password: string) => hashOf(password),
    async verify(password: string, kept: string | undefined) {
      passwords.asked += 1;
      return kept === hashOf(password);
    },
  };
  return passwords;
}

export interface ConsoleSite {
  announcing: Announcing;
  unanswered: Unanswered;
  counts: Records<DayCount>;
  startingTexts: Records<StartingTextRecord>;
  tickets: Tickets;
  passwords: ReturnType<typeof countingPasswords>;
  routes: ReturnType<typeof createConsole>['routes'];
  address: string;
  errors: unknown[];
  /** What went to officials' own chats. */
  trials: { chat: string; text: string }[];
  /** How often the store was asked how far a sending has come. */
  looks: { count: number };
  /** Ms that sign-ins were told to take. */
  pauses: number[];
  /** Somebody with a browser and no cookie yet. */
  browser(headers?: Record<string, string>): Browser;
  /** A browser in which this official has signed in. */
  signedIn(id: string): Promise<Browser>;
  /** The official has a password and can sign in. */
  admit(id: string): Promise<void>;
  /** Another process on the same store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

type Parsed = ReturnType<typeof parseHTML>['document'];

export interface Page {
  status: number;
  headers: Headers;
  text: string;
  document: Parsed;
  /** Where a redirect leads. */
  location: string | null;
}

/** Keeps cookies as a browser does and sends what a browser sends. */
export interface Browser {
  cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Page>;
  /** Fills in a form of the page at `path` that posts to `action` (by default the same), and follows no redirect. */
  submit(path: string, fields: Record<string, string>, action?: string): Promise<Page>;
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Page>;
  /** Posts a form with files, as the pages that take them do. */
  upload(action: string, fields: Record<string, string | File>): Promise<Page>;
}

/** Communes of today and what they were made of. */
const source = { title: 'Nghị quyết 1673/NQ-UBTVQH15', publisher: 'Quốc hội', date: '2025-06-16', quote: '' };
const old = { type: 'xã' as const, variants: [], district: 'huyện Bát Xát', province: 'Lào Cai', source };
const town = {
  communes: [
    { code: '02671', type: 'phường' as const, name: 'Cam Đường', variants: [] },
    { code: '02683', type: 'xã' as const, name: 'Bát Xát', variants: [] },
    { code: '02701', type: 'xã' as const, name: 'Trịnh Tường', variants: [] },
  ],
  oldCommunes: [
    { ...old, name: 'Quang Kim', communes: ['02683'] },
    { ...old, name: 'Cốc Mỳ', communes: ['02701'] },
  ],
};

const standing: PackStanding = {
  facts: 12,
  articles: 3,
  pollingStations: 40,
  newest: '2026-02-24',
  takenOverAt: '2026-03-01T01:00:00.000Z',
  problems: [],
};

/** A pack that nothing fits. */
const noWriter: PackDesk = {
  try: async () => ({ kind: 'conflict', why: 'gone' }),
  make: async () => ({ kind: 'conflict', why: 'gone' }),
  tryOut: async () => ({ kind: 'conflict', why: 'gone' }),
  milestone: async () => undefined,
  province: async () => undefined,
  fact: async () => undefined,
  sources: async () => [],
};

/** What the console works with. */
export type ConsoleCore = Pick<
  Announcing,
  'clock' | 'officials' | 'publishing' | 'emergency' | 'announcements' | 'outbox' | 'audit' | 'code' | 'officialsNow'
>;

export async function startConsoleSite(
  options: {
    publicUrl?: string;
    /** By default a free one. */
    port?: number;
    tickets?: Tickets;
    audit?: Pick<AuditLog, 'entries'>;
    writer?: PackDesk;
    answer?: (text: string) => Reply;
    /** Beside another store than one in memory. */
    announcing?: ConsoleCore;
    standing?: PackStanding;
    byCommune?: Record<string, number>;
    pack?: () => KnowledgePack;
    proposals?: ProposalStore;
    health?: ChannelStatus[];
    tryOut?: TryOut;
    /** Stack of packs that lists of polling stations are for. */
    stack?: string;
  } = {},
): Promise<ConsoleSite> {
  const { publicUrl, tickets = createTicketsMemory(), writer = noWriter, pack = smallPack, stack = '' } = options;
  const { tryOut = async () => ({ kind: 'conflict', why: 'gone' }) } = options;
  const { answer = (): Reply => ({ kind: 'none', reason: 'not-in-sources', text: 'Nguồn không nêu.', citations: [] }) } = options;
  const unanswered: Unanswered = { groups: createRecordsMemory(), askers: createRecordsMemory() };
  const counts: Records<DayCount> = createRecordsMemory();
  const startingTexts: Records<StartingTextRecord> = createRecordsMemory();
  const store: ProposalStore = options.proposals ?? { proposals: createRecordsMemory(), versions: createRecordsMemory() };
  let ids = 0;
  const announcing = (options.announcing as Announcing | undefined) ?? (await createAnnouncing());
  const passwords = countingPasswords();
  const errors: unknown[] = [];
  const pauses: number[] = [];
  const trials: ConsoleSite['trials'] = [];
  const looks = { count: 0 };
  const { clock, officials, publishing } = announcing;
  await announcing.officialsNow((held) => [
    ...held,
    { ...held[0]!, id: 'hoa', person: 'staff-hoa', name: 'hoa', roles: ['editor'] },
    { ...held[0]!, id: 'nam', person: 'staff-nam', name: 'nam', roles: ['editor'] },
    { ...held[0]!, id: 'hoa-2', person: 'staff-hoa', name: 'hoa', roles: ['editor'] },
    { ...held[0]!, id: 'an', person: 'staff-an', name: 'an', roles: ['commune'], commune: '02680' },
    { ...held[0]!, id: 'quan', person: 'staff-quan', name: 'quan', roles: ['admin'] },
  ]);

  async function open() {
    const opened = createConsole({
      publishing,
      emergency: announcing.emergency,
      officials,
      tickets,
      channels: [
        { name: 'telegram', maxTextLength: 4096, perSecond: 25, parts: telegramParts },
        {
          name: 'zalo-oa',
          maxTextLength: 2000,
          perSecond: 10,
          parts: (message) => oaParts(message, { hasButtons: false }),
        },
      ],
      beginning: { canary: 100, holdMs: 120_000 },
      health: () => options.health ?? [{ channel: 'telegram', state: 'on' }],
      standing: () => options.standing ?? standing,
      async progress(id) {
        looks.count += 1;
        const announcement = await announcing.announcements.get(id);
        return announcement && progressOf(announcement, await announcing.outbox.tally(id, Number.MAX_SAFE_INTEGER), clock.now());
      },
      async trial({ chat = '' }, message) {
        trials.push({ chat, text: message.text });
        return true;
      },
      readImage: createImageReader(announcing.images),
      schedule: clock.schedule,
      audit: announcing.audit,
      managing: createManaging({
        officials,
        random: (bytes) => new Uint8Array(randomBytes(bytes)),
        notify: async (chat, { text }) => void trials.push({ chat, text }),
        now: clock.now,
        console: 'https://bau-cu.example.vn/quan-tri',
      }),
      delegating: createDelegating({
        ...announcing,
        now: clock.now,
        notify: async (chat, { text }) => void trials.push({ chat, text }),
      }),
      verify: () => verifyAudit((options.audit ?? announcing.audit).entries()),
      numberOf: async (id) => (await announcing.announcements.get(id))?.number,
      communes: {
        read: () => ({ found: [], unclear: [], unknown: [] }),
        list: (text) => ({
          found: [],
          unclear: [],
          unknown: text.trim() === '' ? [] : [{ name: 'Xã Không Có', suggestions: [], elsewhere: [] }],
        }),
        search: (typed) => searchCommunes(town, typed),
        title: (code) => town.communes.find((one) => one.code === code)?.name ?? code,
      },
      unanswered,
      counts,
      startingTexts,
      byCommune: async () =>
        Object.entries(options.byCommune ?? {}).map(([commune, now]) => ({ commune, channel: 'telegram', now, later: 0 })),
      service: { issuer: 'Ủy ban bầu cử tỉnh', publicUrl, keepsUnanswered: true, canary: 100, holdSeconds: 120 },
      provinceFile: 'knowledge/lao-cai/province.yaml',
      proposing: createProposing({
        ...{ store, writer, officials, audit: announcing.audit },
        newId: () => `p${++ids}`,
        now: clock.now,
      }),
      pack,
      desk: writer,
      tryOut,
      articles: createArticleReader(() => pack().documents),
      stations: createStationLists({ decode: decodeText, stack }),
      answer,
      key: 'a key for tests of the console',
      publicUrl,
      trustedProxies: 1,
      pageAssets: '/assets/page',
      passwords,
      now: clock.now,
      pause: async (ms) => pauses.push(ms),
      report: (error) => void errors.push(error),
    });
    const site = await startVoterSite({
      console: { path: '/quan-tri', app: opened.app, close: opened.close },
      publicUrl,
      trustedProxies: 1,
      now: clock.now,
      ...(options.port === undefined ? {} : { door: { host: '127.0.0.1', port: options.port } }),
    });
    return { opened, site };
  }

  let running = await open();
  const addressNow = () => running.site.address;

  const consoleSite: ConsoleSite = {
    announcing,
    unanswered,
    counts,
    startingTexts,
    tickets,
    passwords,
    errors,
    pauses,
    trials,
    looks,
    routes: running.opened.routes,
    get address() {
      return addressNow();
    },
    browser: (headers) => createBrowser(addressNow, publicUrl, headers),
    async admit(id) {
      const password = await passwords.hash(goodPassword);
      await announcing.officialsNow((held) =>
        held.map((one): Official => (one.id === id ? { ...one, access: { password } } : one)),
      );
    },
    async signedIn(id) {
      await consoleSite.admit(id);
      const browser = consoleSite.browser();
      // As a person does: a code that was just used is not typed again.
      const { totp } = (await announcing.officials.list()).find((one) => one.id === id)!;
      if (totp.lastStep >= Math.floor(clock.now().getTime() / 30_000)) await clock.advance(30_000);
      const page = await browser.submit('/quan-tri/vao', {
        account: id,
        password: goodPassword,
        code: await announcing.code(id),
      });
      if (page.status !== 303)
        throw new Error(`${id} could not sign in: ${page.document.querySelector('[role=alert]')?.textContent}`);
      // The next code is a new one.
      await clock.advance(30_000);
      return browser;
    },
    async restart() {
      await running.site.close();
      running = await open();
    },
    close: () => running.site.close(),
  };
  return consoleSite;
}

function createBrowser(address: () => string, publicUrl: string | undefined, always: Record<string, string> = {}): Browser {
  const cookies = new Map<string, string>();

  async function visit(path: string, init: Omit<RequestInit, 'headers'> & { headers: Record<string, string> }): Promise<Page> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${address()}${path}`, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0',
        cookie,
        ...always,
        ...init.headers,
      },
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(set) ?? [];
      if (/max-age=0/iu.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await response.text();
    const { document } = parseHTML(text === '' ? '<html></html>' : text);
    return { status: response.status, headers: response.headers, text, document, location: response.headers.get('location') };
  }

  const browser: Browser = {
    cookies,
    get: (path, headers = {}) => visit(path, { headers }),
    post: (path, fields, headers = {}) =>
      visit(path, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: publicUrl ?? address(),
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
      }),
    async upload(action, fields) {
      const token = (await browser.get('/quan-tri/phien')).document.querySelector('input[name=_form]')?.getAttribute('value');
      const body = new FormData();
      for (const [name, value] of Object.entries({ _form: token ?? '', ...fields })) body.append(name, value);
      return visit(action, {
        method: 'POST',
        body,
        headers: { origin: publicUrl ?? address(), 'sec-fetch-site': 'same-origin' },
      });
    },
    async submit(path, fields, action = path) {
      const { document } = await browser.get(path);
      const form = [...document.querySelectorAll('form')].find((one) => one.getAttribute('action') === action);
      if (!form) throw new Error(`no form of ${path} posts to ${action}: ${document.querySelector('main')?.textContent}`);
      const filled: Record<string, string> = {};
      for (const field of form.querySelectorAll('input, select, textarea')) {
        const name = field.getAttribute('name');
        if (name === null || (['radio', 'checkbox'].includes(field.getAttribute('type') ?? '') && !field.hasAttribute('checked')))
          continue;
        if (field.tagName === 'TEXTAREA') filled[name] = field.textContent ?? '';
        else if (field.tagName === 'SELECT') filled[name] = field.querySelector('option[selected]')?.getAttribute('value') ?? '';
        else filled[name] = field.getAttribute('value') ?? '';
      }
      return browser.post(action, { ...filled, ...fields });
    },
  };
  return browser;
}
