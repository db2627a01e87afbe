import { describe, expect, it } from 'vitest';
import type { Lane } from '../../../src/announcements/sending/lane.ts';
import type { SendOutcome } from '../../../src/messaging/channel.ts';
import { type Announcing, createAnnouncing, sent } from '../../fakes/announcing.ts';

/** Telegram's lane as it is without any setting. */
const lane: Partial<Lane> = { limits: { perSecond: 29.98, burst: 1 }, inFlight: 64 };
const permittedPerSecond = 30;

/** A platform that counts what it takes in any second and refuses the rest, nothing else until its wait is over; answers come half of `answersMs` later. */
function limited(cutri: Announcing, { answersMs, permitted = permittedPerSecond }: { answersMs: number; permitted?: number }) {
  const taken: number[] = [];
  const seen = { refusedMs: [] as number[], most: 0 };
  let underWay = 0;
  let closedUntilMs = 0;
  const after = (ms: number) => new Promise<void>((done) => void cutri.clock.schedule(ms, done));
  const nowMs = () => cutri.clock.now().getTime();

  function take(): SendOutcome {
    while (taken[0] !== undefined && nowMs() - taken[0] >= 1_000) taken.shift();
    if (nowMs() >= closedUntilMs && taken.length >= permitted) closedUntilMs = nowMs() + 3_000;
    if (nowMs() < closedUntilMs) {
      seen.refusedMs.push(nowMs());
      return { kind: 'rate-limited', retryAfterMs: closedUntilMs - nowMs() };
    }
    taken.push(nowMs());
    return { kind: 'sent' };
  }

  cutri.platform = async () => {
    underWay += 1;
    seen.most = Math.max(seen.most, underWay);
    await after(answersMs / 2);
    const outcome = take();
    await after(answersMs / 2);
    underWay -= 1;
    return outcome;
  };
  return seen;
}

/** A canary of everybody, so that nothing waits for anything but the pace. */
async function opened(count: number): Promise<Announcing> {
  const cutri = await createAnnouncing({ canary: 10_000 });
  await cutri.subscribe(count);
  return cutri;
}

function rateOf({ accepted }: Announcing): number {
  const times = accepted.map(({ atMs }) => atMs);
  return ((times.length - 1) * 1_000) / (times.at(-1)! - times[0]!);
}

describe('the speed of a lane', () => {
  it.each([
    [200, 8],
    [500, 17],
    [1_000, 32],
  ])(
    'C-1: answers after %d ms, %d in flight at most: 99.9 percent of what is permitted and not one refusal',
    async (answersMs, inFlight) => {
      const cutri = await opened(300);
      const seen = limited(cutri, { answersMs });
      await sent(cutri);
      await cutri.run(14_000, lane);
      expect(cutri.accepted).toHaveLength(300);
      expect(seen.refusedMs).toEqual([]);
      expect(seen.most).toBeLessThanOrEqual(inFlight);
      expect(rateOf(cutri)).toBeGreaterThanOrEqual(0.999 * permittedPerSecond);
    },
  );

  it('C-1: a lane for two in flight has no more, however slow the answers are', async () => {
    const cutri = await opened(20);
    const seen = limited(cutri, { answersMs: 1_000 });
    await sent(cutri);
    await cutri.run(13_000, { ...lane, inFlight: 2 });
    expect(cutri.accepted).toHaveLength(20);
    expect(seen.most).toBe(2);
  });

  it('C-1: a refusal costs less than five seconds beyond the wait that was asked for', async () => {
    async function tookMs(waitMs: number): Promise<number> {
      const cutri = await opened(600);
      limited(cutri, { answersMs: 500 });
      const calm = cutri.platform;
      let calls = 0;
      let refusedMs = 0;
      cutri.platform = (chat, text) => {
        calls += 1;
        const nowMs = cutri.clock.now().getTime();
        if (calls === 100) refusedMs = nowMs;
        return calls >= 100 && nowMs < refusedMs + waitMs ? { kind: 'rate-limited', retryAfterMs: waitMs } : calm(chat, text);
      };
      await sent(cutri);
      await cutri.run(35_000, lane);
      expect(new Set(cutri.accepted.map(({ chat }) => chat)).size).toBe(600);
      return cutri.accepted.at(-1)!.atMs - cutri.accepted[0]!.atMs;
    }
    const waitMs = 3_000;
    expect((await tookMs(waitMs)) - (await tookMs(0))).toBeLessThanOrEqual(waitMs + 5_000);
  });

  it('C-1: where a platform permits less than we think, it is refused three times in a minute and sends on', async () => {
    const cutri = await opened(700);
    const seen = limited(cutri, { answersMs: 100, permitted: 20 });
    await sent(cutri);
    await cutri.run(70_000, lane);
    expect(new Set(cutri.accepted.map(({ chat }) => chat)).size).toBe(700);
    const rests = seen.refusedMs.filter((ms, i) => i === 0 || ms - seen.refusedMs[i - 1]! > 1_000);
    expect(rests.length).toBeLessThanOrEqual(3);
    expect(rateOf(cutri)).toBeGreaterThan(0.6 * 20);
  });
});
