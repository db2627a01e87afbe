import { withImageLink } from '../messaging/image.ts';
import type { OutgoingMessage } from '../messaging/message.ts';
import { type Announcement, type AnnouncementStore, isInForce, type State } from './announcement.ts';
import { type ApprovalKeys, peopleFlaw, sealFlaw } from './approval.ts';
import type { LogGuard } from './people/log-guard.ts';
import type { Officials } from './people/officials.ts';
import { rendered, renderedAlone, renderedTranslations } from './rendering.ts';
import type { Sendable } from './sending/sendables.ts';
import { publicName } from './words.ts';

/** An announcement that may be sent this moment. */
interface Opened {
  announcement: Announcement;
  /** Deliveries below this rank. */
  ranks: number;
}

/** States an announcement can be in after its sending began. */
export const begunStates: readonly State[] = ['sending', 'paused', 'finished', 'stopped', 'expired'];

/**
 * From when on nothing happens with it any more (ISO 8601 UTC): it has ended, what was left of it has been called off, and it is not in force.
 * `undefined` while nobody can know.
 */
export function overAt({ state, phase, content, endedAt, createdAt }: Omit<Announcement, 'number'>): string | undefined {
  if (phase !== undefined) return undefined;
  if (state === 'finished') return content.expiresAt;
  return state === 'stopped' || state === 'expired' ? (endedAt ?? createdAt) : undefined;
}

/** Those of some states; with `openAt` as `AnnouncementStore.list` says. */
export function listed(all: readonly Announcement[], states: readonly State[], openAt?: string): Announcement[] {
  if (openAt === undefined) return all.filter(({ state }) => states.includes(state));
  const open = new Set(all.filter((one) => (overAt(one) ?? '9') > openAt).map(({ id }) => id));
  return all.filter(({ id, state, about }) => states.includes(state) && (open.has(id) || (about && open.has(about.id))));
}

/** Ids of announcements that a correction or retraction has taken the place of. */
export function superseded(begun: readonly Announcement[]): Set<string> {
  return new Set(begun.flatMap(({ about, startedAt }) => (about && startedAt !== undefined ? [about.id] : [])));
}

/** Whether what went out at one time of an announcement that repeats may go on: that one stands, as it was approved then. Of any other: always. */
export async function seriesStands(
  { occurrence }: Announcement,
  announcements: Pick<AnnouncementStore, 'get'>,
): Promise<boolean> {
  if (!occurrence) return true;
  const series = await announcements.get(occurrence.of.id);
  const isOn = series?.state === 'scheduled' || series?.state === 'finished';
  return isOn && series.approval?.seal === occurrence.of.approval.seal;
}

/** How far the phase lets the sending go. */
function openRanks({ state, phase }: Announcement, canary: number): number {
  if (state === 'finished') return Number.MAX_SAFE_INTEGER;
  switch (phase?.kind) {
    case 'canary':
    case 'holding':
      return canary;
    case 'all':
      return Number.MAX_SAFE_INTEGER;
    case 'publishing':
    case 'ending':
    case undefined:
      return 0;
  }
}

/** What follows from an announcement and the keys alone: whether its seal holds, and the messages. */
interface Sealed {
  /** All of the announcement as it was stored when this was worked out. */
  version: string;
  isSealed: boolean;
  messages: Pick<Sendable, 'message' | 'alone' | 'translated' | 'template'>;
}

/** Seals and messages by announcement, worked out once for each version of it: a byte that is changed by whoever makes it another version. */
function createSealed({
  keys,
  most,
  page,
}: {
  keys: ApprovalKeys;
  most: number;
  page: string | undefined;
}): (announcement: Announcement) => Sealed {
  const known = new Map<string, Sealed>();
  return (announcement) => {
    const version = JSON.stringify(announcement);
    const before = known.get(announcement.id);
    if (before?.version === version) return before;
    const sealed = {
      version,
      isSealed: sealFlaw(announcement, keys) === undefined,
      messages: messagesOf(announcement, keys.issuer, page),
    };
    if (known.size >= most) known.clear();
    known.set(announcement.id, sealed);
    return sealed;
  };
}

/** Versions that are remembered; more announcements than this are hardly ever in force. */
const mostKnown = 1_000;

/**
 * What may be sent now, emergencies first, then corrections and retractions, then by time of beginning. Every announcement is held against its approval again:
 * content, seal, people, roles. One that is finished and in force is open for who was deferred or has just subscribed.
 */
function openingsOf(
  begun: readonly Announcement[],
  officials: Awaited<ReturnType<Officials['list']>>,
  { canary, nowIso, isSealed }: { canary: number; nowIso: string; isSealed: (announcement: Announcement) => boolean },
): Opened[] {
  const replaced = superseded(begun);
  return begun
    .filter((announcement) => {
      const { state, content, id } = announcement;
      const open =
        state === 'sending' ? (content.expiresAt ?? '') > nowIso : state === 'finished' && isInForce(announcement, nowIso);
      return (
        open && !content.repeat && !replaced.has(id) && isSealed(announcement) && !peopleFlaw(announcement, officials, nowIso)
      );
    })
    .map((announcement) => ({ announcement, ranks: openRanks(announcement, canary) }))
    .filter(({ ranks }) => ranks > 0)
    .sort(
      (a, b) =>
        isLess(a, b) || Number(!a.announcement.about) - Number(!b.announcement.about) || byStart(a.announcement, b.announcement),
    );
}

const isLess = (a: Opened, b: Opened) =>
  Number(a.announcement.kind !== 'emergency') - Number(b.announcement.kind !== 'emergency');
const byStart = (a: Announcement, b: Announcement) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1);

/** `issuer`: see `rendered`. */
function messagesOf(announcement: Announcement, issuer: string, page: string | undefined): Sealed['messages'] {
  const alone = renderedAlone(announcement, issuer);
  // Beside what was approved, not part of it: what is read there says the same.
  const name = { announcement: publicName(announcement) };
  const said = (message: OutgoingMessage) => ({ ...withImageLink(message, page), ...name });
  const { template } = announcement;
  const translated = renderedTranslations(announcement, issuer).map(({ language, message, alone: quoting }) => [
    language,
    { message: said(message), ...(quoting ? { alone: said(quoting) } : {}) },
  ]);
  return {
    message: said(rendered(announcement, issuer)),
    ...(alone ? { alone: said(alone) } : {}),
    ...(translated.length > 0 ? { translated: Object.fromEntries(translated) } : {}),
    ...(template
      ? { template: { message: { id: template.id, parameters: template.parameters }, isWhole: template.isWhole } }
      : {}),
  };
}

/** Reads what may be sent now: nothing while the audit log is known to be broken. */
export function createOpenings(deps: {
  announcements: AnnouncementStore;
  officials: Officials;
  canary: number;
  approvalKey: string;
  issuer: string;
  guard: Pick<LogGuard, 'known' | 'isVoid'>;
  /** See `PublishingDeps`. */
  page?: string | undefined;
  now: () => Date;
}): () => Promise<Sendable[]> {
  const { announcements, officials, canary, approvalKey, issuer, guard, page, now } = deps;
  const sealedOf = createSealed({ keys: { approvalKey, issuer }, most: mostKnown, page });
  return async () => {
    if (await guard.known()) return [];
    const nowIso = now().toISOString();
    const opened = openingsOf(await announcements.list(begunStates, nowIso), await officials.list(), {
      canary,
      nowIso,
      isSealed: (announcement) => sealedOf(announcement).isSealed && !guard.isVoid(announcement.approval),
    });
    const standing: Opened[] = [];
    for (const one of opened) if (await seriesStands(one.announcement, announcements)) standing.push(one);
    return standing.map(({ announcement, ranks }) => {
      const { id, content, heldChannels } = announcement;
      return { announcement: id, ranks, audience: content.audience, heldChannels, ...sealedOf(announcement).messages };
    });
  };
}
