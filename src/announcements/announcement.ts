import type { Choice } from '../messaging/message.ts';
import type { MessageImage } from '../messaging/shown-image.ts';
import { hasShown } from './images/public.ts';
import type { AuditRecord } from './people/audit.ts';
import type { Approval } from './people/given-approval.ts';
import type { Role } from './people/officials.ts';
import type { OccurrenceNote, Repeat } from './repeating/plan.ts';
import type { Audience } from './sending/audience.ts';
import type { BlankValues, TemplateTerms } from './templates/blank.ts';
import type { ApprovedTemplate } from './templates/platform.ts';
import type { Translations } from './translations/language.ts';

/** What is approved and sent: nothing else of an announcement reaches a person. */
export interface Content {
  /** Without the number and the lines that `rendering.ts` adds. */
  text: string;
  /** The same in other languages, for who chose one of them; whoever's is not among them gets `text`. Never empty. */
  translations?: Translations;
  buttons: readonly Choice[];
  /** One picture, with what is to be seen on it; its bytes are in the `ImageStore`. */
  image?: MessageImage;
  /** Platforms may show what is behind a link. Absent: they may not. */
  linkPreview?: true;
  /** Absent in a draft until somebody chooses it; nothing is submitted without. */
  audience?: Audience;
  /** From when on it is not in force any more: not sent, not shown to newcomers. ISO 8601 UTC. */
  expiresAt?: string;
  /** Absent: as soon as somebody sends it. */
  sendAt?: string;
  /** Of an emergency template: its blanks, and how long what is made from it is in force. */
  terms?: TemplateTerms;
  /** It goes out again and again, each time as an announcement of its own. */
  repeat?: Repeat;
}

/**
 * `drill`: for officials only, marked as such, and never to be made another kind. `template`: never sent itself; one official fills it in and sends an
 * `emergency`.
 */
export type Kind = 'notice' | 'drill' | 'correction' | 'retraction' | 'reminder' | 'template' | 'emergency';

/** Kinds an author begins with. */
export type DraftKind = 'notice' | 'drill' | 'template';

export const states = [
  'draft',
  'submitted',
  'approved',
  'scheduled',
  'sending',
  'paused',
  'finished',
  'stopped',
  'missed',
  'expired',
] as const;
export type State = (typeof states)[number];

/** How far the sending has come: recipients decided → the first few → waiting whether anybody says stop → all. */
export type Phase =
  | { kind: 'publishing' }
  | { kind: 'canary'; sinceAt: string }
  | { kind: 'holding'; untilAt: string }
  | { kind: 'all' }
  /** Stopped or expired: what has not been sent is being called off. */
  | { kind: 'ending' };

export interface Announcement {
  /** Unguessable; the first half of a delivery's id. */
  id: string;
  /** Public number, from 1. */
  number: number;
  /** Counts the changes: a change made from an older one is refused. */
  version: number;
  kind: Kind;
  /** Of a correction or retraction: the announcement it is about, with its translations. Of a correction its text too, for who never got it. */
  about?: { id: string; number: number; text?: string; translations?: Translations };
  state: State;
  content: Content;
  /** Official who made it. */
  author: string;
  /** Persons (not accounts) who wrote, changed or submitted it: none of them may approve it. */
  writers: readonly string[];
  /** Findings of the text check that were overridden, with the reason; void with any edit. */
  overrides: readonly { code: string; reason: string }[];
  /** Why it was returned, paused or stopped, for the people who work on it. */
  note?: string;
  approval?: Approval;
  /** Covered by the approval and worth nothing without one. */
  template?: ApprovedTemplate;
  /** Of an emergency, and of the drill of one. */
  filled?: FilledTemplate;
  /** Of one of the times of an announcement that repeats: that one as two people approved it, and which time this is. ISO 8601 UTC. */
  occurrence?: { of: FilledTemplate['of']; at: string };
  /** Of one that repeats: the times that have passed. */
  occurrences?: readonly OccurrenceNote[];
  /** The content last approved or returned: what a second look is compared with. */
  reviewed?: Content;
  phase?: Phase;
  /** Channels that are held back, and why, until somebody resumes. */
  heldChannels: Readonly<Record<string, string>>;
  /** Recipients, once decided. */
  total?: number;
  createdAt: string;
  startedAt?: string;
  endedAt?: string;
  /** As it is kept: over everything here but the number, under the approval key. Nobody but the store looks at it. */
  seal?: string;
}

/** An emergency template as two people approved it, and what one official filled in. */
export interface FilledTemplate {
  of: Pick<Announcement, 'id' | 'number' | 'kind' | 'content' | 'author' | 'writers'> & { approval: Approval };
  values: BlankValues;
}

/** Something officials have to know of. `emergency`: every one of them, at once. */
export interface Incident {
  announcement: Announcement;
  what: 'emergency' | 'missed' | 'skipped' | 'recount' | 'approval-lost' | 'channel-held' | 'finished' | 'expired';
  /** Vietnamese or a channel's name; no voter's data. */
  detail: string;
}

/** Which announcements are looked through; what is absent leaves all of them in. */
export interface AnnouncementQuery {
  states?: readonly State[] | undefined;
  author?: string | undefined;
  audience?: Audience['kind'] | undefined;
  /** Made from then on. ISO 8601 UTC. */
  from?: string | undefined;
  /** Made before then. ISO 8601 UTC. */
  until?: string | undefined;
  /** Of a lower number. */
  before?: number | undefined;
  /** What follows the one of this id. */
  about?: string | undefined;
  /** Approved when the store had come further than this, see `Approval.epoch`. */
  approvedAfter?: number | undefined;
  /** Sent to people, with the picture of this hash, see `hasShown`. */
  image?: string | undefined;
  limit: number;
}

/** Whether it is one of those a query looks through. */
export function isSought(one: Announcement, query: AnnouncementQuery): boolean {
  const { state, author, content, createdAt, number, about, approval } = one;
  const { states: among, audience, from = '', until, before, approvedAfter, image } = query;
  return (
    (among === undefined || among.includes(state)) &&
    (query.author === undefined || author === query.author) &&
    (audience === undefined || content.audience?.kind === audience) &&
    createdAt >= from &&
    (until === undefined || createdAt < until) &&
    (before === undefined || number < before) &&
    (query.about === undefined || about?.id === query.about) &&
    (approvedAfter === undefined || (approval?.epoch ?? 0) > approvedAfter) &&
    (image === undefined || hasShown(one, image))
  );
}

/** What is kept of announcements. The contract every implementation passes is `test/contracts/announcement-store.ts`. */
export interface AnnouncementStore {
  /** Keeps a new one under the next number and version 1, with its audit record: both or neither. */
  create(draft: Omit<Announcement, 'number' | 'version'>, record: AuditRecord): Promise<Announcement>;
  get(id: string): Promise<Announcement | undefined>;
  find(number: number): Promise<Announcement | undefined>;
  /**
   * By number. With `openAt` (ISO 8601 UTC) only those that are not over by then, and what follows one of them: few, however many there ever were,
   * and nothing else is read.
   */
  list(states: readonly State[], openAt?: string): Promise<Announcement[]>;
  /** Those sought, the latest number first, no more than `limit`: what else is kept is not read. */
  page(query: AnnouncementQuery): Promise<Announcement[]>;
  /** Keeps a changed one, with its audit record: both or neither. `undefined` when its version is not the kept one's; else the one kept. */
  save(changed: Announcement, record: AuditRecord): Promise<Announcement | undefined>;
}

export type Action = keyof typeof roles;

/** The whole life of an announcement. What is not in here cannot happen. */
export const transitions: Readonly<Record<State, Readonly<Partial<Record<Action, State>>>>> = {
  draft: { edit: 'draft', submit: 'submitted', stop: 'stopped' },
  submitted: { edit: 'draft', approve: 'approved', return: 'draft', stop: 'stopped' },
  approved: { edit: 'draft', return: 'draft', schedule: 'scheduled', send: 'sending', stop: 'stopped', expire: 'expired' },
  scheduled: {
    edit: 'draft',
    return: 'draft',
    send: 'sending',
    stop: 'stopped',
    finish: 'finished',
    miss: 'missed',
    expire: 'expired',
  },
  sending: { pause: 'paused', resume: 'sending', stop: 'stopped', finish: 'finished', expire: 'expired', recount: 'submitted' },
  paused: { resume: 'sending', stop: 'stopped', expire: 'expired' },
  missed: { edit: 'draft', stop: 'stopped' },
  finished: {},
  stopped: {},
  expired: {},
};

const notOfOccurrences: readonly Action[] = ['edit', 'return', 'schedule', 'miss', 'recount'];
type Life = Pick<Announcement, 'state' | 'kind' | 'content' | 'filled' | 'occurrence'>;

/**
 * What an action leads to; `undefined`: it cannot happen. A template is never sent itself, what was made from one is never written anew, and a time of
 * one that repeats stands and falls with that one.
 */
export function stateAfter({ state, kind, content, filled, occurrence }: Life, action: Action): State | undefined {
  if (kind === 'template' && (action === 'send' || action === 'schedule')) return undefined;
  if (filled && (action === 'edit' || action === 'schedule')) return undefined;
  if (occurrence && notOfOccurrences.includes(action)) return undefined;
  if (state === 'scheduled' && action === 'finish' && !content.repeat) return undefined;
  return transitions[state][action];
}

/** Whether nothing changes it any more, whoever wants it: it has come to its last state, and what was left of it has been called off. */
export const isClosed = ({ state, phase }: Pick<Announcement, 'state' | 'phase'>): boolean =>
  phase === undefined && Object.keys(transitions[state]).length === 0;

const roles = {
  edit: ['author'],
  submit: ['author'],
  approve: ['approver'],
  return: ['approver'],
  schedule: ['author', 'approver'],
  send: ['author', 'approver'],
  pause: ['author', 'approver', 'admin'],
  resume: ['author', 'approver'],
  stop: ['author', 'approver', 'admin'],
  ...{ finish: [], miss: [], expire: [], recount: [] },
} satisfies Record<string, Role[]>;

/** Who may do what; the service itself does the rest. One person is enough to stop. */
export const permitted: Readonly<Record<Action, readonly Role[]>> = roles;

/** Whether people can still rely on it: begun, not stopped, not over. `nowIso`: ISO 8601 UTC. */
export function isInForce({ state, kind, content }: Announcement, nowIso: string): boolean {
  const begun = state === 'sending' || state === 'paused' || state === 'finished';
  return begun && !content.repeat && kind !== 'drill' && content.expiresAt !== undefined && nowIso < content.expiresAt;
}
