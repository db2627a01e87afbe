import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../src/announcements/sending/turns.ts';
import type { SendOutcome } from '../../../src/messaging/channel.ts';
import { openPaceFile } from '../../../src/stores/embedded/pace-file.ts';
import { createAnnouncementsMemory } from '../../fakes/announcements-memory.ts';
import { createAnnouncing, sent } from '../../fakes/announcing.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';

describe('a platform that refuses', () => {
  it('C-3: 30 % of calls told to wait 1 to 5 s: all delivered once, and no call is made while it wants rest', {
    timeout: 60_000,
  }, async () => {
    const cutri = await createAnnouncing({ canary: 10_000 });
    await cutri.subscribe(150);
    let calls = 0;
    let refusedMs = 0;
    let restsUntilMs = 0;
    let during = 0;
    cutri.platform = (): SendOutcome => {
      const nowMs = cutri.clock.now().getTime();
      calls += 1;
      // At the very same instant: made before anybody could know.
      if (nowMs > refusedMs && nowMs < restsUntilMs) during += 1;
      if (calls % 10 >= 3) return { kind: 'sent' };
      const retryAfterMs = 1_000 + ((calls * 700) % 4_001);
      refusedMs = nowMs;
      restsUntilMs = Math.max(restsUntilMs, nowMs + retryAfterMs);
      return { kind: 'rate-limited', retryAfterMs };
    };
    const { id } = await sent(cutri);
    await cutri.run(500_000);
    expect(cutri.accepted).toHaveLength(150);
    expect(new Set(cutri.accepted.map(({ chat }) => chat)).size).toBe(150);
    expect(await cutri.announcements.get(id)).toMatchObject({ state: 'finished' });
    expect(during).toBe(0);
  });

  it('C-4: down for a minute: ever longer waits, one probe in 10 s once it is clear, back within 15 s, nobody lost', async () => {
    const cutri = await createAnnouncing({ canary: 10_000 });
    await cutri.subscribe(100);
    const { id } = await sent(cutri);
    const startMs = cutri.clock.now().getTime();
    const failedMs: number[] = [];
    cutri.platform = () => {
      const ms = cutri.clock.now().getTime() - startMs;
      if (ms >= 60_000) return { kind: 'sent' };
      failedMs.push(ms);
      return { kind: 'unavailable' };
    };
    await cutri.run(90_000);
    // 20 failures in a row and what was on its way then; after them one in 10 s.
    const burst = failedMs.filter((ms) => ms < 10_000).length;
    expect(burst).toBeLessThanOrEqual(20 + 32);
    const probes = failedMs.filter((ms) => ms >= 10_000);
    expect(probes.length).toBeGreaterThan(0);
    expect(probes.length).toBeLessThanOrEqual(6);
    expect(cutri.accepted[0]!.atMs - startMs - 60_000).toBeLessThan(15_000);
    expect(new Set(cutri.accepted.map(({ chat }) => chat)).size).toBe(100);
    expect(cutri.accepted).toHaveLength(100);
    expect(await cutri.announcements.get(id)).toMatchObject({ state: 'finished' });
  });
});

describe('the pace of a lane', () => {
  it('C-23: stays within 30 in any second and 300 in any ten, over a crash in their middle too', async () => {
    const clock = createTestClock();
    const folder = temporaryFolder();
    const sentMs: number[] = [];
    async function sendFor(ms: number, create: boolean): Promise<void> {
      const pace = await openPaceFile({ path: join(folder, 'pace.json'), create });
      const untilMs = clock.now().getTime() + ms;
      const turns = createTurns({
        lane: 'telegram',
        limits: { perSecond: 25, burst: 5 },
        perChatMs: 1_000,
        pace,
        nowMs: () => clock.now().getTime(),
        sleep: (waitMs) => clock.advance(waitMs),
        random: () => 0.5,
      });
      for (let chat = 0; clock.now().getTime() < untilMs; chat += 1) {
        if ((await turns.wait(`telegram:${sentMs.length}-${chat}`)) === undefined) sentMs.push(clock.now().getTime());
      }
      // Crashed: what another process finds is what is on disk now, and nothing was closed.
      cpSync(join(folder, 'pace.json'), join(folder, 'found.json'));
      await pace.close();
      cpSync(join(folder, 'found.json'), join(folder, 'pace.json'));
    }
    await sendFor(2_300, true);
    await sendFor(1_100, false);
    await sendFor(11_000, false);
    const most = (windowMs: number) =>
      Math.max(...sentMs.map((from) => sentMs.filter((ms) => ms >= from && ms < from + windowMs).length));
    expect(most(1_000)).toBeLessThanOrEqual(30);
    expect(most(10_000)).toBeLessThanOrEqual(300);
    expect(sentMs.length).toBeGreaterThan(250);
  });

  it('is kept though timers go off a little early: no slot is lost by it', async () => {
    const clock = createTestClock();
    const { pace } = createAnnouncementsMemory(clock.now);
    const turns = createTurns({
      lane: 'telegram',
      limits: { perSecond: 29.5, burst: 5 },
      perChatMs: 1_000,
      pace,
      nowMs: () => clock.now().getTime(),
      sleep: (waitMs) => clock.advance(Math.max(1, Math.trunc(waitMs) - 1)),
      random: () => 0.5,
    });
    const fromMs = clock.now().getTime();
    for (let chat = 0; chat < 300; chat += 1) expect(await turns.wait(`telegram:${chat}`)).toBeUndefined();
    expect(clock.now().getTime() - fromMs).toBeLessThan(10_300);
  });

  it('is given back by who is woken at once because it is to end', async () => {
    const clock = createTestClock();
    const { pace } = createAnnouncementsMemory(clock.now);
    const turns = createTurns({
      lane: 'telegram',
      limits: { perSecond: 1, burst: 1 },
      perChatMs: 0,
      pace,
      nowMs: () => clock.now().getTime(),
      sleep: async () => undefined,
      random: () => 0.5,
    });
    expect(await turns.wait('telegram:1')).toBeUndefined();
    expect(await turns.wait('telegram:2')).toBe(clock.now().getTime() + 1_000);
  });
});
