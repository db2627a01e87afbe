import { withImageLink } from '../messaging/image.ts';
import type { OutgoingMessage } from '../messaging/message.ts';
import { type Acting, type Actor, cameFrom, createActing, terminalOf } from './acting.ts';
import { type Announcement, type AnnouncementQuery, type Content, type DraftKind, states } from './announcement.ts';
import { contentHash } from './approval.ts';
import { type Approving, createApproving } from './approving.ts';
import { type Authoring, createAuthoring } from './authoring.ts';
import { createFactor } from './factor.ts';
import type { Finding } from './finding.ts';
import { type ApproverNames, approverNames, type BehalfChoice, behalvesFor } from './people/delegation.ts';
import type { Official } from './people/officials.ts';
import { type SameHands, sameHandsOf } from './people/same-hands.ts';
import { createFollowing, type Following } from './progress.ts';
import type { PublishingDeps } from './publishing-deps.ts';
import { type AudienceCount, type CommuneReach, createRecipientLists, type RecipientLists } from './recipients.ts';
import { done, type Outcome, refused } from './refusal.ts';
import { picturesOn, rendered, renderedAlone, renderedTranslations, type TranslatedMessage, withTemplate } from './rendering.ts';
import { saidAt, withPlanTimes } from './repeating/plan.ts';
import { createRunning, type Running } from './running.ts';
import { checkText } from './text-check.ts';
import { mapTranslations } from './translations/language.ts';
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
export interface Publishing extends Authoring, Approving, Running, Following {
  preview(actor: Actor, id: string): Promise<Outcome<Preview>>;
  /** The same of what is not kept: a new announcement (with the number it would get now), or another content of the one named. */
  sketch(actor: Actor, draft: { kind: DraftKind; content: Content; id?: string | undefined }): Promise<Outcome<Preview>>;
  /** By public number. */
  find(actor: Actor, number: number): Promise<Outcome<Announcement>>;
  list(actor: Actor): Promise<Outcome<Announcement[]>>;
  /** The latest first, no more than `limit` of them. */
  page(actor: Actor, query: AnnouncementQuery): Promise<Outcome<Announcement[]>>;
}

/** What changes nothing. */
type Looking = Pick<Publishing, 'preview' | 'sketch' | 'find' | 'list' | 'page'>;

export function createPublishing(deps: PublishingDeps): Publishing {
  const acting = createActing(deps);
  const lists = createRecipientLists(deps);
  const useCode = createFactor(deps);
  const findings = async (announcement: Announcement) => {
    const { channels, issuer } = deps;
    return checkText(announcement, { channels, issuer, facts: await deps.facts(announcement.content.text, deps.now()) });
  };
  return {
    ...createAuthoring(deps, acting, lists, findings),
    ...createLooking(deps, acting, lists, findings),
    ...createApproving(deps, acting, { lists, findings, useCode }),
    ...createRunning(deps, acting, useCode),
    ...createFollowing(deps, acting),
  };
}

/** One that repeats as it is said the first time. */
function saidFirst(announcement: Announcement): Announcement {
  const { content } = announcement;
  const { repeat, sendAt, text, translations } = content;
  if (!repeat || sendAt === undefined) return announcement;
  const said = (words: string) => saidAt(words, repeat, sendAt);
  const translated = mapTranslations(translations, said);
  return { ...announcement, content: { ...content, text: said(text), ...(translated ? { translations: translated } : {}) } };
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
    const said = saidFirst(announcement);
    const message = withImageLink(rendered(said, issuer), page);
    return {
      ...{ announcement, message },
      ...(alone ? { alone } : {}),
      translated: renderedTranslations(said, issuer),
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
      return done(await previewOf({ ...base, content: withPlanTimes(content) }, who));
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
