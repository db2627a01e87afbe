import { withImageLink } from '../messaging/image.ts';
import type { OutgoingMessage } from '../messaging/message.ts';
import type { MessageImage } from '../messaging/shown-image.ts';
import { type Acting, type Actor, cameFrom, createActing, terminalOf } from './acting.ts';
import { type Announcement, type AnnouncementQuery, type Content, type DraftKind, states } from './announcement.ts';
import { contentHash, edited } from './approval.ts';
import { type Approving, createApproving } from './approving.ts';
import { createFactor } from './factor.ts';
import type { Finding } from './finding.ts';
import { type GivenImage, keepImage } from './images/adding.ts';
import { createImageLook } from './images/standing.ts';
import { type ApproverNames, approverNames, type BehalfChoice, behalvesFor } from './people/delegation.ts';
import { holds, type Official } from './people/officials.ts';
import { type SameHands, sameHandsOf } from './people/same-hands.ts';
import { createFollowing, type Following } from './progress.ts';
import type { PublishingDeps } from './publishing-deps.ts';
import { type AudienceCount, type CommuneReach, createRecipientLists, type RecipientLists } from './recipients.ts';
import { done, incomplete, type Outcome, refused } from './refusal.ts';
import { createReminding, type Reminder, type Reminding } from './reminding.ts';
import { picturesOn, rendered, renderedAlone, renderedTranslations, type TranslatedMessage, withTemplate } from './rendering.ts';
import { createRunning, type Running } from './running.ts';
import { checkText, unresolved } from './text-check.ts';
import { confirmationWords } from './words.ts';

/** What officials see before they decide. `hash` says which content it is. */
export interface Preview {
  /** With the template that would be approved with it. */
  announcement: Announcement;
  /** Byte for byte what goes out. */
  message: OutgoingMessage;
  /** What goes out to who does not have what it corrects. */
  alone?: OutgoingMessage;
  /** The same in other languages, for who chose one. */
  translated: readonly TranslatedMessage[];
  /** What becomes of its picture on each channel; none where it has none. */
  pictures: ReturnType<typeof picturesOn>;
  count: AudienceCount;
  /** Where the audience names communes. */
  communes?: readonly CommuneReach[];
  findings: readonly Finding[];
  hash: string;
  /** To be typed to approve, the count included; none needed when absent. */
  phrase?: string;
  /** Who approved it. */
  approver?: ApproverNames;
  /** In whose names whoever looks may approve it, by account; empty where in nobody's. */
  behalves: readonly BehalfChoice[];
  /** Set where whoever looks types at the place it was written at. */
  sameHands?: SameHands;
}

/** All that officials can do with announcements, whatever they do it from. Every rule is behind this. */
export interface Publishing extends Approving, Running, Following, Reminding {
  /** Checks a picture and keeps it for a content; what nothing refers to for a day is let go. */
  addImage(actor: Actor, given: GivenImage, alt: string): Promise<Outcome<MessageImage>>;
  draft(actor: Actor, kind: DraftKind, content: Content): Promise<Outcome<Announcement>>;
  /** Any change voids approval and overrides, and makes it a draft again. `undefined` takes something out. */
  edit(actor: Actor, id: string, changes: { [Key in keyof Content]?: Content[Key] | undefined }): Promise<Outcome<Announcement>>;
  preview(actor: Actor, id: string): Promise<Outcome<Preview>>;
  /** The same of what is not kept: a new announcement (with the number it would get now), or another content of the one named. */
  sketch(actor: Actor, draft: { kind: DraftKind; content: Content; id?: string | undefined }): Promise<Outcome<Preview>>;
  /** `overrides`: code of a finding → reason. */
  submit(actor: Actor, id: string, overrides: Readonly<Record<string, string>>): Promise<Outcome<Announcement>>;
  /** Drafts what follows a wrong announcement and pauses that one while it is being sent. */
  followUp(
    actor: Actor,
    id: string,
    kind: 'correction' | 'retraction',
    content: Pick<Content, 'text'> & Partial<Pick<Content, 'buttons' | 'expiresAt' | 'translations'>>,
  ): Promise<Outcome<Announcement>>;
  /** By public number. */
  find(actor: Actor, number: number): Promise<Outcome<Announcement>>;
  list(actor: Actor): Promise<Outcome<Announcement[]>>;
  /** The latest first, no more than `limit` of them. */
  page(actor: Actor, query: AnnouncementQuery): Promise<Outcome<Announcement[]>>;
}

/** What changes nothing. */
type Looking = Pick<Publishing, 'preview' | 'sketch' | 'find' | 'list' | 'page'>;
type Writing = Omit<Publishing, keyof Approving | keyof Running | keyof Following | keyof Looking>;

export function createPublishing(deps: PublishingDeps): Publishing {
  const acting = createActing(deps);
  const lists = createRecipientLists(deps);
  const useCode = createFactor(deps);
  const findings = async (announcement: Announcement) => {
    const { channels, issuer } = deps;
    return checkText(announcement, { channels, issuer, facts: await deps.facts(announcement.content.text, deps.now()) });
  };
  return {
    ...createWriting(deps, acting, lists, findings),
    ...createLooking(deps, acting, lists, findings),
    ...createApproving(deps, acting, { lists, findings, useCode }),
    ...createRunning(deps, acting, useCode),
    ...createFollowing(deps, acting),
  };
}

type Drafted = Partial<Announcement> & Pick<Announcement, 'kind' | 'content'>;
/** Keeps a new draft of whoever asks, if they may write; under `id`, where it has one already. */
type Create = (actor: Actor, action: string, draft: Drafted, id?: string) => Promise<Outcome<Announcement>>;

const createDrafts =
  ({ announcements, now, newId }: PublishingDeps, acting: Acting): Create =>
  async (actor, action, draft, id = newId()) => {
    const who = await acting.official(actor);
    const base = acting.record('code' in who ? actor : who, cameFrom(actor), action, id);
    if ('code' in who) return acting.refuse(base, who);
    if (!holds(who, 'author')) return acting.refuse(base, { code: 'not-permitted', needs: ['author'] });
    const fresh = { id, state: 'draft' as const, author: who.id, writers: [who.person], overrides: [], heldChannels: {} };
    return done(await announcements.create({ ...fresh, createdAt: now().toISOString(), ...draft }, { ...base, outcome: 'done' }));
  };

const createFollowUps =
  ({ announcements }: PublishingDeps, acting: Acting, create: Create): Publishing['followUp'] =>
  async (actor, id, kind, content) => {
    const original = await announcements.get(id);
    const action = kind === 'correction' ? 'correct' : 'retract';
    const who = await acting.official(actor);
    const base = acting.record('code' in who ? actor : who, cameFrom(actor), action, id);
    if ('code' in who) return acting.refuse(base, who);
    if (!original) return acting.refuse(base, { code: 'unknown-announcement' });
    if (original.startedAt === undefined || ['drill', 'retraction'].includes(original.kind))
      return acting.refuse(base, { code: 'wrong-state', state: original.state, action });
    const { expiresAt, text, translations } = original.content;
    const before = { ...(kind === 'correction' ? { text } : {}), ...(translations ? { translations } : {}) };
    const made = await create(actor, action, {
      kind,
      about: { id, number: original.number, ...before },
      content: {
        buttons: [],
        ...(expiresAt === undefined ? {} : { expiresAt }),
        ...content,
        audience: { kind: 'reached', by: id, rest: kind === 'correction' },
      },
    });
    if (made.kind === 'done' && original.state === 'sending')
      await acting.serve(id, 'pause', (held) => ({ next: { ...held, note: `${action} ${made.value.number}` } }));
    return made;
  };

function createWriting(
  deps: PublishingDeps,
  acting: Acting,
  lists: RecipientLists,
  findings: (announcement: Announcement) => Promise<Finding[]>,
): Writing {
  const create = createDrafts(deps, acting);
  const imageFlaw = createImageLook(deps.images);
  const writing: Omit<Writing, keyof Reminding> = {
    async addImage(actor, given, alt) {
      const who = await acting.official(actor);
      const base = acting.record('code' in who ? actor : who, cameFrom(actor), 'image', '');
      if ('code' in who) return acting.refuse(base, who);
      if (!holds(who, 'author')) return acting.refuse(base, { code: 'not-permitted', needs: ['author'] });
      const kept = await keepImage(deps.images, given, alt);
      return typeof kept === 'string' ? refused({ code: 'image', fault: kept }) : done(kept);
    },
    draft: (actor, kind, content) => create(actor, 'draft', { kind, content }),
    edit: (actor, id, changes) =>
      acting.act(actor, id, 'edit', (announcement, who) => ({
        next: edited(announcement, changes, who.person),
        detail: Object.keys(changes).join(', '),
      })),
    submit: (actor, id, overrides) =>
      acting.act(actor, id, 'submit', async (announcement, who) => {
        const wrong = incomplete(announcement, deps.now());
        if (wrong) return wrong;
        if (await imageFlaw(announcement)) return { code: 'image', fault: 'gone' };
        const found = await findings(announcement);
        const given = found.flatMap(({ code, severity }) => {
          const reason = severity === 'override' ? overrides[code]?.trim() : undefined;
          return reason ? [{ code, reason }] : [];
        });
        const open = unresolved(found, given);
        if (open.length > 0) return { code: 'text', findings: open };
        const { total } = await lists.count(announcement.content.audience!);
        if (total === 0 && announcement.kind !== 'template') return { code: 'nobody' };
        return {
          next: { ...announcement, overrides: given, writers: [...new Set([...announcement.writers, who.person])] },
          detail: given.map(({ code, reason }) => `${code}: ${reason}`).join('; '),
        };
      }),
    followUp: createFollowUps(deps, acting, create),
  };
  const drafted = (actor: Actor, { id, content }: Reminder) => create(actor, 'remind', { kind: 'reminder', content }, id);
  return {
    ...writing,
    ...createReminding(deps.announcements, acting, drafted, (actor, id) => writing.submit(actor, id, {})),
  };
}

function createLooking(
  { announcements, officials, audit, issuer, channels, page, now }: PublishingDeps,
  acting: Acting,
  lists: RecipientLists,
  findings: (announcement: Announcement) => Promise<Finding[]>,
): Looking {
  async function previewOf(held: Announcement, who: Official): Promise<Preview> {
    const all = await officials.list();
    const announcement = withTemplate(held, issuer, channels);
    const { audience } = announcement.content;
    const count = audience ? await lists.count(audience) : { total: 0, channels: [] };
    const communes = audience && (await lists.byCommune(audience));
    const words = confirmationWords(announcement.kind, audience);
    const alone = renderedAlone(announcement, issuer);
    const message = withImageLink(rendered(announcement, issuer), page);
    return {
      ...{ announcement, message },
      ...(alone ? { alone } : {}),
      translated: renderedTranslations(announcement, issuer),
      pictures: picturesOn(channels, message),
      count,
      ...(communes ? { communes } : {}),
      findings: await findings(announcement),
      hash: contentHash(announcement, issuer),
      ...(words ? { phrase: `${words} ${count.total}` } : {}),
      ...(held.approval ? { approver: approverNames(held.approval, all) } : {}),
      behalves: behalvesFor(who, held, all, now().toISOString()),
    };
  }

  return {
    async preview(actor, id) {
      const who = await acting.official(actor);
      if ('code' in who) return refused(who);
      const announcement = await announcements.get(id);
      if (!announcement) return refused({ code: 'unknown-announcement' });
      const around = { audit, officials: await officials.list(), nowMs: now().getTime() };
      const hands = await sameHandsOf(terminalOf(actor), announcement, who, around);
      return done({ ...(await previewOf(announcement, who)), ...(hands ? { sameHands: hands } : {}) });
    },
    async sketch(actor, { id, kind, content }) {
      const who = await acting.official(actor);
      if ('code' in who) return refused(who);
      const held = id === undefined ? undefined : await announcements.get(id);
      if (id !== undefined && !held) return refused({ code: 'unknown-announcement' });
      const next = held ? 0 : ((await announcements.page({ limit: 1 }))[0]?.number ?? 0) + 1;
      const fresh = { id: '', number: next, version: 0, state: 'draft' as const, author: who.id, writers: [], overrides: [] };
      const base = held ?? { ...fresh, kind, heldChannels: {}, createdAt: now().toISOString() };
      return done(await previewOf({ ...base, content }, who));
    },
    async find(actor, number) {
      const who = await acting.official(actor);
      if ('code' in who) return acting.refuse(acting.record(actor, cameFrom(actor), 'find', String(number)), who);
      const found = await announcements.find(number);
      return found ? done(found) : refused({ code: 'unknown-announcement' });
    },
    async list(actor) {
      const who = await acting.official(actor);
      return 'code' in who ? refused(who) : done(await announcements.list(states));
    },
    async page(actor, query) {
      const who = await acting.official(actor);
      return 'code' in who ? refused(who) : done(await announcements.page(query));
    },
  };
}
