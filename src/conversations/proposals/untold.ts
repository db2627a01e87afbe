import { createHash } from 'node:crypto';
import type { ChatKey } from '../../messaging/message.ts';

/** What one chat was told of waiting proposals. */
export interface ToldOfProposals {
  /** When it was last told; ISO 8601 UTC. */
  toldAt?: string | undefined;
  /** Ids of those it has not been told of. */
  untold: readonly string[];
}

/** Where every process sees it, and a restart keeps it: by a key that is no chat. What is left alone for a day is let go. */
export interface ToldStore {
  all(): Promise<readonly (ToldOfProposals & { key: string })[]>;
  /** Replaces it by what `change` makes of it (`undefined`: nothing is kept any more), one change of a key at a time. The same back: nothing is written. */
  change<Result>(
    key: string,
    change: (held: ToldOfProposals) => { next: ToldOfProposals | undefined; result: Result },
  ): Promise<Result>;
}

/** Who is still to be told of what, and not before its hour. */
export interface Untold {
  wait(chat: ChatKey, id: string): Promise<void>;
  /** Whom something may be told now. */
  due(): Promise<readonly (ToldOfProposals & { key: string })[]>;
  /** What this one is to be told now, for whoever takes it first: from then on its hour is quiet. */
  take(key: string): Promise<readonly string[]>;
  /** Nobody need be told of these any more. */
  letGo(key: string, ids: readonly string[]): Promise<void>;
}

const quietMs = 3_600_000;

/** The chat itself is not kept once more: whose it is, is found by the list of officials. */
export const untoldKeyOf = (chat: ChatKey): string => createHash('sha256').update(`proposal-news ${chat}`).digest('hex');

export function createUntold(store: ToldStore, now: () => Date): Untold {
  const isDue = ({ toldAt, untold }: ToldOfProposals): boolean => {
    const agoMs = now().getTime() - (toldAt === undefined ? Number.NEGATIVE_INFINITY : Date.parse(toldAt));
    // Told in the future: the clock was set back, and nobody waits for it.
    return untold.length > 0 && (agoMs < 0 || agoMs >= quietMs);
  };
  return {
    wait: (chat, id) =>
      store.change(untoldKeyOf(chat), (held) => ({
        next: { ...held, untold: [...new Set([...held.untold, id])] },
        result: undefined,
      })),
    due: async () => (await store.all()).filter(isDue),
    take: (key) =>
      store.change(key, (held) =>
        isDue(held) ? { next: { toldAt: now().toISOString(), untold: [] }, result: held.untold } : { next: held, result: [] },
      ),
    letGo: (key, ids) =>
      store.change(key, (held) => {
        const untold = held.untold.filter((id) => !ids.includes(id));
        return { next: untold.length === 0 && held.toldAt === undefined ? undefined : { ...held, untold }, result: undefined };
      }),
  };
}
