import { describe, expect, it } from 'vitest';
import { createTurns, type TurnsDeps } from '../../../src/announcements/sending/turns.ts';
import { createAnnouncementsMemory } from '../../fakes/announcements-memory.ts';
import { createTestClock } from '../../fakes/clock.ts';

/** Turns on a clock that goes on by what is slept. */
function lane(changes: Partial<TurnsDeps> = {}) {
  const clock = createTestClock();
  const nowMs = () => clock.now().getTime();
  const beginMs = nowMs();
  const { pace } = createAnnouncementsMemory(clock.now);
  const deps: TurnsDeps = {
    ...{ lane: 'telegram', limits: { perSecond: 10, burst: 1 }, perChatMs: 1_000, pace, nowMs, random: () => 0.5 },
    sleep: async (ms) => clock.pass(ms),
    ...changes,
  };
  const turns = createTurns(deps);
  /** When the turn of each chat came, ms since the beginning; `later …` where it was not waited for. */
  const waited = async (...chats: string[]) => {
    const came: (number | string)[] = [];
    for (const chat of chats) {
      const laterMs = await turns.wait(chat);
      came.push(laterMs === undefined ? nowMs() - beginMs : `later ${laterMs - beginMs}`);
    }
    return came;
  };
  return { clock, turns, waited, pace, deps };
}
const quick = { limits: { perSecond: Number.POSITIVE_INFINITY, burst: 1 } };

describe('the turn of a message', () => {
  it('comes at the pace of the lane, to different chats', async () => {
    expect(await lane().waited('a', 'b', 'c')).toEqual([0, 100, 200]);
  });

  it('comes once a second to one chat, and to another meanwhile', async () => {
    expect(await lane(quick).waited('a', 'b', 'a', 'a', 'b')).toEqual([0, 0, 1_000, 2_000, 2_000]);
  });

  it('is waited for no longer than five seconds in one chat where the clock was set back since', async () => {
    const { waited, clock } = lane(quick);
    await waited('a');
    clock.jump(-3_600_000);
    const before = clock.now().getTime();
    await waited('a');
    expect(clock.now().getTime() - before).toBe(5_000);
  });

  it('is not waited for during a rest longer than five seconds: it says when', async () => {
    const { waited, turns } = lane();
    await turns.refused(60_000);
    const [later] = await waited('a');
    expect(later).toMatch(/^later 6\d{4}$/u);
  });

  it('is waited for during a rest of a few seconds', async () => {
    const { waited, turns } = lane();
    await turns.refused(3_000);
    const [at] = await waited('a');
    expect(at).toBeGreaterThanOrEqual(3_000);
    expect(at).toBeLessThan(5_000);
  });

  it('of a lane without a pace knows no rest', async () => {
    const { waited, turns } = lane(quick);
    await turns.refused(60_000);
    expect(await waited('a', 'b')).toEqual([0, 0]);
  });

  it('comes after the rest where the platform refused while it was waited for', async () => {
    const shared = createTestClock();
    let refuse = false;
    const { waited, turns } = lane({
      nowMs: () => shared.now().getTime(),
      sleep: async (ms) => {
        shared.pass(ms);
        if (refuse) await turns.refused(2_000);
        refuse = false;
      },
    });
    await waited('a');
    refuse = true;
    await waited('b');
    expect(shared.now().getTime()).toBeGreaterThanOrEqual(Date.parse('2026-03-01T08:00:02.100Z'));
  });

  it('is given up where whoever waits is woken early again and again, at most five seconds ahead', async () => {
    let slept = 0;
    const { waited } = lane({
      sleep: async () => {
        slept += 1;
      },
    });
    expect(await waited('a', 'b')).toEqual([0, 'later 100']);
    expect(slept).toBe(3);
  });

  it('is waited for again by who was woken a little early', async () => {
    const early = lane();
    const { clock } = early;
    let times = 0;
    const { waited } = lane({
      pace: early.pace,
      nowMs: () => clock.now().getTime(),
      sleep: async (ms) => {
        times += 1;
        clock.pass(times === 1 ? ms - 1 : ms);
      },
    });
    expect(await waited('a', 'b')).toEqual([expect.any(Number), expect.any(Number)]);
    expect([times, clock.now().toISOString()]).toEqual([2, '2026-03-01T08:00:00.100Z']);
  });
});
