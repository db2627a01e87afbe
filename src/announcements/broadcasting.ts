import type { Acting } from './acting.ts';
import type { Announcement, Incident } from './announcement.ts';
import type { PublishingDeps } from './publishing-deps.ts';
import { createRecipientLists } from './recipients.ts';
import { ended } from './running.ts';
import { acceptedTotals } from './sending/audience.ts';

const everyRank = Number.MAX_SAFE_INTEGER;

/** How many recipients there may be. Without an audience or an approved count: none can be right. */
function boundsOf({ kind, content: { audience }, approval, filled, occurrence }: Announcement): { least: number; most: number } {
  const approved = approval?.count;
  if (!audience || approved === undefined) return { least: 1, most: 0 };
  // Approved long before; whoever has joined since asked for exactly this (docs/decisions/0029). An emergency waits for nobody to count.
  if (kind === 'reminder' || filled) return { least: 1, most: Number.MAX_SAFE_INTEGER };
  // The same of one that repeats; one time of it that nobody is there for is no reason to ask again.
  if (occurrence) return { least: 0, most: Number.MAX_SAFE_INTEGER };
  // Who a wrong announcement reached is a matter of fact, known only once nothing of it is on its way any more.
  if (audience.kind === 'reached') return { least: 0, most: Number.MAX_SAFE_INTEGER };
  const { least, most } = acceptedTotals(approved);
  return { least: Math.max(1, least), most };
}

export interface BroadcastingDeps extends Omit<PublishingDeps, 'newId' | 'facts'> {
  /** How many go first. */
  canary: number;
  tell(incident: Incident): Promise<void>;
}

/** Decides the recipients of an announcement whose sending begins, once. */
export function createBroadcasting(deps: BroadcastingDeps, acting: Acting): (announcement: Announcement) => Promise<void> {
  const { outbox, now, canary, tell } = deps;
  const lists = createRecipientLists(deps);

  /** What this one takes the place of is called off, and nothing of it may be on its way any more. */
  async function predecessorSettled({ about }: Announcement): Promise<boolean> {
    if (!about) return true;
    await acting.serve(about.id, 'stop', (held) => ({ next: ended(held, now()), detail: 'superseded' }));
    await outbox.end(about.id, 'cancelled');
    return (await outbox.tally(about.id, everyRank)).every(({ leased }) => leased === 0);
  }

  return async (announcement) => {
    if (!(await predecessorSettled(announcement))) return;
    const { audience } = announcement.content;
    // Before anybody gets it, so that a crash leaves no official out; and nobody waits until all of them have heard.
    const telling = announcement.kind === 'emergency' ? tell({ announcement, what: 'emergency', detail: '' }) : undefined;
    const approved = announcement.approval?.count;
    const bounds = boundsOf(announcement);
    const published = audience
      ? await outbox.publish(announcement.id, await lists.of(audience), bounds)
      : { kind: 'refused' as const, total: 0 };
    if (published.kind === 'refused') {
      const counted = await acting.serve(announcement.id, 'recount', (held) => {
        const { approval: _, phase: __, startedAt: ___, ...rest } = held;
        return {
          next: { ...rest, note: `${approved ?? 0} → ${published.total}` },
          detail: `${approved ?? 0} → ${published.total}`,
        };
      });
      if (counted) await tell({ announcement: counted, what: 'recount', detail: `${approved ?? 0} → ${published.total}` });
      return;
    }
    const { total } = published;
    const isWhole = total <= canary || announcement.filled !== undefined;
    const phase = isWhole ? ({ kind: 'all' } as const) : ({ kind: 'canary', sinceAt: now().toISOString() } as const);
    await acting.advance(announcement, { total, phase }, `published ${total}`);
    await telling;
  };
}
