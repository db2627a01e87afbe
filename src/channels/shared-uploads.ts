import { putLast } from '../messaging/recent.ts';

/** Pictures a platform has been given, each under the platform's own id: given once, named from then on. In memory; a restart gives them once more. */
export interface SharedUploads<Result> {
  /**
   * Sends with the platform's id where there is one. Else the first of those who want to send gives the picture to the platform and the others wait for it:
   * thousands of deliveries of one announcement upload it once.
   */
  send(
    sha256: string,
    how: { known(id: string): Promise<Result>; first(): Promise<{ id?: string | undefined; result: Result }> },
  ): Promise<Result>;
  /** The platform does not know the id any more. */
  forget(sha256: string): void;
}

/** Pictures remembered: far more than are sent at a time. */
const most = 200;

/** `lifeMs`: how long the platform keeps what it was given; absent: for good. */
export function createSharedUploads<Result>(now: () => Date, lifeMs = Number.POSITIVE_INFINITY): SharedUploads<Result> {
  const ids = new Map<string, { id: string; atMs: number }>();
  const uploading = new Map<string, Promise<unknown>>();

  function known(sha256: string): string | undefined {
    const held = ids.get(sha256);
    return held && now().getTime() - held.atMs < lifeMs ? held.id : undefined;
  }

  return {
    async send(sha256, how) {
      for (;;) {
        const id = known(sha256);
        if (id !== undefined) return how.known(id);
        const before = uploading.get(sha256);
        if (!before) break;
        // Whoever's turn it was may have failed: then it is somebody else's.
        await before.catch(() => undefined);
      }
      const first = how.first();
      uploading.set(sha256, first);
      try {
        const { id, result } = await first;
        if (id !== undefined) putLast(ids, sha256, { id, atMs: now().getTime() }, most);
        return result;
      } finally {
        uploading.delete(sha256);
      }
    },
    forget: (sha256) => void ids.delete(sha256),
  };
}
