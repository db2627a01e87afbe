import { afterEach, describe, expect, it } from 'vitest';
import { telegramWebhookPath } from '../../src/channels/telegram/setup.ts';
import { createCrowd, warmUp } from './crowd.ts';
import { type Post, percentiles } from './people.ts';
import { promises } from './promises.ts';
import { type ServiceUnderLoad, startUnderLoad } from './service-under-load.ts';
import { openSlowClients } from './slow-clients.ts';

let service: ServiceUnderLoad;
afterEach(() => service.close());

async function warm() {
  service = await startUnderLoad();
  const crowd = createCrowd(service);
  await warmUp(service, crowd);
  return { people: service.people, crowd };
}

const statuses = (posts: readonly Post[]) => [...new Set(posts.map(({ status }) => status))];
const notOnce = (posts: readonly Post[]) => posts.filter(({ said }) => said.replies() !== 1).length;

function say(id: string, posts: readonly Post[], more: string): ReturnType<typeof percentiles> {
  const took = percentiles(posts.map(({ ms }) => ms));
  const numbers = Object.entries(took).map(([name, ms]) => `${name} ${ms.toFixed(0)}`);
  console.log(`${id}: ${posts.length} updates, acknowledged in ms: ${numbers.join(', ')}; ${more}`);
  return took;
}

function expectAcknowledged(took: ReturnType<typeof percentiles>, promised: Partial<typeof took>): void {
  for (const [name, ms] of Object.entries(promised)) expect(took[name as keyof typeof took], name).toBeLessThanOrEqual(ms);
}

describe('1,000 updates a second for a minute, seven of ten from Telegram and three from Zalo', () => {
  it('A-1: are acknowledged at once, and each is answered exactly once', async () => {
    const { people, crowd } = await warm();
    const before = service.replies();
    const posts = await people.write({ perSecond: 1_000, seconds: 60, next: crowd.stranger });
    const waiting = await service.metric('cutri_queue_depth{queue="inbox"}');
    const took = say('A-1', posts, `${waiting} waiting at the end; resident ${service.residentMb().toFixed(0)} MB`);
    expect(statuses(posts)).toEqual([200]);
    expectAcknowledged(took, promises.acknowledged);
    expect(await service.answered(before + posts.length, 60_000)).toBe(true);
    expect(notOnce(posts)).toBe(0);
    expect(service.telegram.mistakes).toEqual([]);
  });

  it('A-7: also while 2,000 clients send a byte a second, and those are cut', async () => {
    const { people, crowd } = await warm();
    const before = service.replies();
    const writing = people.write({ perSecond: 1_000, seconds: 60, next: crowd.stranger });
    const slow = await openSlowClients(service.port(), telegramWebhookPath, 2_000);
    const cutMs = await slow.allCut();
    const posts = await writing;
    const took = say('A-7', posts, `2,000 slow clients cut within ${(cutMs / 1_000).toFixed(1)} s`);
    expect(cutMs).toBeLessThanOrEqual(promises.slowClientCut);
    expect(statuses(posts)).toEqual([200]);
    expectAcknowledged(took, promises.acknowledged);
    expect(await service.answered(before + posts.length, 60_000)).toBe(true);
    expect(notOnce(posts)).toBe(0);
  });
});

describe('more than it can answer', () => {
  it('A-2: 100 connections that never pause: every update is kept before it is acknowledged, and all are answered soon', async () => {
    const { people, crowd } = await warm();
    const [before, beforeMb] = [service.replies(), service.residentMb()];
    const seconds = 30;
    const posts = await people.press({ seconds, next: crowd.stranger });
    const kept = posts.filter(({ status }) => status === 200);
    const moreMb = service.residentMb() - beforeMb;
    const answeredBy = service.replies() - before;
    const startedMs = performance.now();
    const drained = await service.answered(before + kept.length, promises.pressed.drainedMs);
    const drainedS = (performance.now() - startedMs) / 1_000;
    say(
      'A-2',
      kept,
      `${Math.round(kept.length / seconds)} a second, ${posts.length - kept.length} refused; ${answeredBy} answered meanwhile, ` +
        `${drained ? 'the rest' : 'not all of the rest'} within ${drainedS.toFixed(0)} s; ${moreMb.toFixed(0)} MB more`,
    );
    expect(statuses(posts).filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(kept.length / seconds).toBeGreaterThanOrEqual(promises.pressed.perSecond);
    expect(drained).toBe(true);
    expect(notOnce(kept)).toBe(0);
    expect(moreMb).toBeLessThan(promises.pressed.moreMb);
  });

  it('A-3: 5,000 within a second, three times: nobody waits for two seconds, who is refused is told when to come back and is answered then', async () => {
    const { people, crowd } = await warm();
    for (let burst = 1; burst <= 3; burst += 1) {
      const before = service.replies();
      const posts = await people.write({ perSecond: 5_000, seconds: 1, next: crowd.stranger });
      const refused = posts.filter(({ status }) => status !== 200);
      const took = say('A-3', posts, `${refused.length} refused`);
      expectAcknowledged(took, { p999: promises.burst.p999 });
      expect(statuses(refused).filter((status) => status !== 503)).toEqual([]);
      expect(refused.filter(({ retryAfterS, answerMs }) => !retryAfterS || answerMs > promises.burst.refusedWithin)).toEqual([]);
      await Promise.all(refused.map((post) => people.insist(post)));
      expect(await service.answered(before + posts.length, 60_000)).toBe(true);
      expect(notOnce(posts)).toBe(0);
    }
  });
});
