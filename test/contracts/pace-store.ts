import { expect, it } from 'vitest';
import type { PaceStore } from '../../src/announcements/sending/pace.ts';

/** What every store of paces promises. `open` gives an empty one. */
export function describePaceStore(open: () => Promise<PaceStore>): void {
  it('keeps one state a lane', async () => {
    const pace = await open();
    const seen = (lane: string) =>
      pace.update(lane, (state) => ({ state: state ?? { usedUpMs: 1, pausedUntilMs: 0 }, result: state }));
    expect(await seen('telegram')).toBeUndefined();
    const state = { usedUpMs: 1_772_000_000_123.5, pausedUntilMs: 5, refused: { atMs: 7, perSecond: 12.5 } };
    await pace.update('telegram', () => ({ state, result: undefined }));
    expect(await seen('telegram')).toEqual(state);
    expect(await seen('zalo-oa')).toBeUndefined();
  });

  it('loses no change made at the same time', async () => {
    const pace = await open();
    await Promise.all(
      Array.from({ length: 20 }, () =>
        pace.update('telegram', (state) => ({
          state: { usedUpMs: (state?.usedUpMs ?? 0) + 1, pausedUntilMs: 0 },
          result: undefined,
        })),
      ),
    );
    expect(await pace.update('telegram', (state) => ({ state: state!, result: state!.usedUpMs }))).toBe(20);
  });
}
