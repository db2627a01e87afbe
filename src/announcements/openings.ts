import { type Announcement, type AnnouncementStore, isInForce, type State } from './announcement.ts';
import { type ApprovalKeys, approvalFlaw } from './approval.ts';
import type { Officials } from './people/officials.ts';
import { rendered, renderedAlone } from './rendering.ts';
import type { Sendable } from './sending/sendables.ts';
import { publicName } from './words.ts';

/** An announcement that may be sent this moment. */
export interface Opened {
  announcement: Announcement;
  /** Deliveries below this rank. */
  ranks: number;
}

/** States an announcement can be in after its sending began. */
export const begunStates: readonly State[] = ['sending', 'paused', 'finished', 'stopped', 'expired'];

/** Ids of announcements that a correction or retraction has taken the place of. */
export function superseded(begun: readonly Announcement[]): Set<string> {
  return new Set(begun.flatMap(({ about, startedAt }) => (about && startedAt !== undefined ? [about.id] : [])));
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

/**
 * What may be sent now, corrections and retractions first, then by time of beginning. Every announcement is held against its approval again:
 * content, seal, people, roles. One that is finished and in force is open for who was deferred or has just subscribed.
 */
export function openingsOf(
  begun: readonly Announcement[],
  officials: Awaited<ReturnType<Officials['list']>>,
  { canary, nowIso, ...keys }: { canary: number; nowIso: string } & ApprovalKeys,
): Opened[] {
  const replaced = superseded(begun);
  return begun
    .filter((announcement) => {
      const { state, content, id } = announcement;
      const open =
        state === 'sending' ? (content.expiresAt ?? '') > nowIso : state === 'finished' && isInForce(announcement, nowIso);
      return open && !replaced.has(id) && !approvalFlaw(announcement, officials, nowIso, keys);
    })
    .map((announcement) => ({ announcement, ranks: openRanks(announcement, canary) }))
    .filter(({ ranks }) => ranks > 0)
    .sort((a, b) => Number(!a.announcement.about) - Number(!b.announcement.about) || byStart(a.announcement, b.announcement));
}

const byStart = (a: Announcement, b: Announcement) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1);

/** What the sending needs of an announcement that is open. `issuer`: see `rendered`. */
export function sendableOf({ announcement, ranks }: Opened, issuer: string): Sendable {
  const { id, content, heldChannels } = announcement;
  const alone = renderedAlone(announcement, issuer);
  // Beside what was approved, not part of it: what is read there says the same.
  const name = { announcement: publicName(announcement) };
  return {
    ...{ announcement: id, ranks, audience: content.audience, heldChannels },
    message: { ...rendered(announcement, issuer), ...name },
    ...(alone ? { alone: { ...alone, ...name } } : {}),
  };
}

/** Reads what may be sent now. */
export function createOpenings(deps: {
  announcements: AnnouncementStore;
  officials: Officials;
  canary: number;
  approvalKey: string;
  issuer: string;
  now: () => Date;
}): () => Promise<Sendable[]> {
  return async () => {
    const opened = openingsOf(await deps.announcements.list(begunStates), await deps.officials.list(), {
      canary: deps.canary,
      approvalKey: deps.approvalKey,
      issuer: deps.issuer,
      nowIso: deps.now().toISOString(),
    });
    return opened.map((open) => sendableOf(open, deps.issuer));
  };
}
