import { expect, it } from 'vitest';
import { createClockWatch } from '../../../src/announcements/sending/clock-watch.ts';
import { createTestClock } from '../../fakes/clock.ts';

it.each([60_000, -60_000, 7 * 3_600_000, -7 * 3_600_000, 365 * 86_400_000, -365 * 86_400_000])(
  'E-12: a jump of %d ms is said once, and what cannot be taken back waits for a minute',
  async (jumpMs) => {
    const clock = createTestClock();
    const said: number[] = [];
    const watch = createClockWatch({
      wallMs: () => clock.now().getTime(),
      steadyMs: clock.steadyMs,
      jumped: (byMs) => said.push(byMs),
    });
    await clock.advance(100_000);
    expect([watch.isSettled(), watch.lastJump()]).toEqual([true, undefined]);
    clock.jump(jumpMs);
    expect(watch.isSettled()).toBe(false);
    await clock.advance(59_000);
    expect([watch.isSettled(), watch.lastJump()]).toEqual([false, { byMs: jumpMs, agoMs: 59_000 }]);
    await clock.advance(1_000);
    expect(watch.isSettled()).toBe(true);
    expect(said).toEqual([jumpMs]);
  },
);

it('E-12: a clock that is slewed by a time server does not jump', async () => {
  const clock = createTestClock();
  const watch = createClockWatch({ wallMs: () => clock.now().getTime(), steadyMs: clock.steadyMs, jumped: () => undefined });
  for (let i = 0; i < 20; i += 1) {
    clock.jump(500);
    await clock.advance(1_000);
    expect(watch.isSettled()).toBe(true);
  }
});
