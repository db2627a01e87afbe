import type { Accept } from '../../messaging/channel.ts';
import { putLast } from '../../messaging/recent.ts';
import type { ReceivedUpdate } from './update.ts';

type Received = Extract<ReceivedUpdate, { kind: 'message' }>;

/** What one thing a person did comes as several updates of: a button that a client sends twice, the pictures of an album with a caption. */
export interface Repeats {
  /** Hands on what was not there a moment ago; what could not be kept counts as new when it comes again. */
  once(update: Received, accept: Accept): Promise<void>;
}

/** A person who means a button twice presses it again later than this. */
const tapMs = 3_000;
/** The pictures of an album come within seconds of each other. */
const albumMs = 60_000;
const rememberedAtMost = 10_000;

export function createRepeats(now: () => Date): Repeats {
  const seen = new Map<string, number>();

  function note(key: string): void {
    putLast(seen, key, now().getTime(), rememberedAtMost);
  }

  const wasSeen = (key: string, withinMs: number): boolean =>
    Math.abs(now().getTime() - (seen.get(key) ?? Number.NEGATIVE_INFINITY)) < withinMs;

  /** Whether it was there a moment ago; otherwise it is remembered from now on. */
  function isRepeat({ tap, album, message: { content } }: Received): boolean {
    if (tap !== undefined) {
      const again = wasSeen(tap, tapMs);
      note(tap);
      return again;
    }
    if (album === undefined) return false;
    // The caption is the question; the other pictures add nothing to it.
    if (content.kind === 'text') note(album);
    return content.kind === 'unreadable' && wasSeen(album, albumMs);
  }

  return {
    async once(update, accept) {
      if (isRepeat(update)) return;
      try {
        await accept(update.message);
      } catch (error) {
        for (const key of [update.tap, update.album]) if (key !== undefined) seen.delete(key);
        throw error;
      }
    },
  };
}
