import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRateLimit } from '../../../src/web/http/rate-limit.ts';

afterEach(() => void vi.useRealTimers());

describe('a rate limit', () => {
  it('lets so many through in a window and says how long to wait then', async () => {
    const limit = createRateLimit({ points: 2, windowMs: 60_000, maxKeys: 10 });
    expect([await limit('a'), await limit('a')]).toEqual([undefined, undefined]);
    const waitMs = await limit('a');
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(60_000);
    expect(await limit('b')).toBeUndefined();
  });

  it('A-6: a flood of made-up clients pushes out the oldest instead of growing', async () => {
    const limit = createRateLimit({ points: 1, windowMs: 60_000, maxKeys: 100 });
    await limit('first');
    expect(await limit('first')).toBeDefined();
    for (let i = 0; i < 5_000; i += 1) await limit(`client-${i}`);
    expect(await limit('first')).toBeUndefined();
    expect(await limit('client-4999')).toBeDefined();
  });

  it('holds to the end of its window, and the time to wait grows shorter till then', async () => {
    vi.useFakeTimers();
    const limit = createRateLimit({ points: 1, windowMs: 30_000, maxKeys: 10 });
    await limit('a');
    expect(await limit('a')).toBe(30_000);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await limit('a')).toBe(10_000);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(await limit('a')).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await limit('a')).toBeUndefined();
  });

  it('A-6: lets one who is new push out the oldest, each time the one that is oldest then', async () => {
    const limit = createRateLimit({ points: 1, windowMs: 60_000, maxKeys: 2 });
    for (const client of ['a', 'b', 'c']) await limit(client);
    expect([await limit('b'), await limit('c')]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(await limit('a')).toBeUndefined();
    expect(await limit('b')).toBeUndefined();
  });

  it('A-6: pushes out nobody for one who has asked before, though there is no room left', async () => {
    const limit = createRateLimit({ points: 1, windowMs: 60_000, maxKeys: 2 });
    for (const client of ['a', 'b', 'b']) await limit(client);
    expect(await limit('a')).toBeDefined();
  });

  it.each([-7_200_000, 7_200_000])(
    'E-12: nobody is told to wait longer than the window, though the clock jumps by %i ms',
    async (byMs) => {
      vi.useFakeTimers();
      const limit = createRateLimit({ points: 1, windowMs: 30_000, maxKeys: 10 });
      await limit('a');
      vi.setSystemTime(Date.now() + byMs);
      expect((await limit('a')) ?? 0).toBeLessThanOrEqual(30_000);
      await vi.advanceTimersByTimeAsync(30_001);
      expect(await limit('a')).toBeUndefined();
    },
  );
});
