import { afterEach, describe, expect, it } from 'vitest';
import { telegramWebhookPath } from '../../src/channels/telegram/setup.ts';
import { createCrowd, warmUp } from './crowd.ts';
import { type MachineWatch, watchMachine } from './machine.ts';
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
  return { people: service.people, crowd, before: service.replies(), machine: watchMachine(service.pid()) };
}

const isKept = ({ status }: Post): boolean => status === 200;
const statuses = (posts: readonly Post[]) => [...new Set(posts.map(({ status }) => status))];
const notOnce = (posts: readonly Post[]) => posts.filter(({ said }) => said.replies() !== 1).length;

function say(id: string, posts: readonly Post[], machine: MachineWatch, more: string): ReturnType<typeof percentiles> {
  const took = percentiles(posts.map(({ ms }) => ms));
  const numbers = Object.entries(took).map(([name, ms]) => `${name} ${ms.toFixed(0)}`);
  const held = machine.isOurs() ? '' : ' (not held against the promise)';
  console.log(
    `${id}: ${posts.length} updates, acknowledged in ms: ${numbers.join(', ')}; ${more}; others took ${Math.round(machine.others() * 100)} % of the machine${held}`,
  );
  return took;
}

function expectAcknowledged(took: ReturnType<typeof percentiles>, promised: Partial<typeof took>): void {
  for (const [name, ms] of Object.entries(promised)) expect(took[name as keyof typeof took], name).toBeLessThanOrEqual(ms);
}

/** Each is taken, or told when to come back and taken then; nobody is left standing while others are served; each is answered exactly once. */
async function expectAllAnswered(posts: readonly Post[], before: number): Promise<void> {
  const refused = posts.filter((post) => !isKept(post));
  expect(refused.filter(({ status, retryAfterS }) => status !== 503 || !retryAfterS)).toEqual([]);
  expect(Math.max(...posts.map(({ passedBy }) => passedBy))).toBeLessThanOrEqual(promises.passedBy);
  await service.people.insist(refused);
  expect(await service.answered(before + posts.length)).toBe(true);
  expect(notOnce(posts)).toBe(0);
}

/** What an update costs decides how many fit a machine. */
function expectCheap(id: string, machine: MachineWatch, updates: number): void {
  const eachMs = machine.serviceMs() / updates;
  console.log(`${id}: ${eachMs.toFixed(2)} ms of processor time an update, reply included`);
  expect(eachMs).toBeLessThanOrEqual(machine.isOurs() ? promises.updateMs.alone : promises.updateMs.beside);
}

describe('1,000 updates a second for a minute, seven of ten from Telegram and three from Zalo', () => {
  it('A-1: are acknowledged at once, and each is answered exactly once', async () => {
    const { people, crowd, before, machine } = await warm();
    const posts = await people.write({ perSecond: 1_000, seconds: 60, next: crowd.stranger });
    const waiting = await service.metric('cutri_queue_depth{queue="inbox"}');
    const took = say('A-1', posts, machine, `${waiting} waiting at the end; resident ${service.residentMb().toFixed(0)} MB`);
    if (machine.isOurs()) {
      expect(statuses(posts)).toEqual([200]);
      expectAcknowledged(took, promises.acknowledged);
    }
    await expectAllAnswered(posts, before);
    expectCheap('A-1', machine, posts.length);
    expect(service.telegram.mistakes).toEqual([]);
  });

  it('A-7: also while 2,000 clients send a byte a second, and those are cut', async () => {
    const { people, crowd, before, machine } = await warm();
    const writing = people.write({ perSecond: 1_000, seconds: 60, next: crowd.stranger });
    const slow = await openSlowClients(service.port(), telegramWebhookPath, 2_000);
    const cutMs = await slow.allCut();
    const posts = await writing;
    const took = say('A-7', posts, machine, `2,000 slow clients cut within ${(cutMs / 1_000).toFixed(1)} s`);
    if (machine.isOurs()) {
      expect(cutMs).toBeLessThanOrEqual(promises.slowClientCut);
      expect(statuses(posts)).toEqual([200]);
      expectAcknowledged(took, promises.acknowledged);
    }
    await expectAllAnswered(posts, before);
    expectCheap('A-7', machine, posts.length);
  });
});

describe('more than it can answer', () => {
  it('A-2: 100 connections that never pause: every update is kept before it is acknowledged, and all are answered soon', async () => {
    const { people, crowd, before, machine } = await warm();
    const [seconds, beforeMb] = [30, service.residentMb()];
    const posts = await people.press({ seconds, next: crowd.stranger });
    const kept = posts.filter(isKept);
    const moreMb = service.residentMb() - beforeMb;
    const answeredBy = service.replies() - before;
    const startedMs = performance.now();
    const drained = await service.answered(before + kept.length);
    const drainedMs = performance.now() - startedMs;
    say(
      'A-2',
      kept,
      machine,
      `${Math.round(kept.length / seconds)} a second, ${posts.length - kept.length} refused; ${answeredBy} answered meanwhile, ` +
        `${drained ? 'the rest' : 'not all of the rest'} within ${(drainedMs / 1_000).toFixed(0)} s; ${moreMb.toFixed(0)} MB more`,
    );
    expect(statuses(posts).filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(drained).toBe(true);
    expect(notOnce(kept)).toBe(0);
    expectCheap('A-2', machine, kept.length);
    expect(moreMb).toBeLessThan(promises.pressed.moreMb);
    if (!machine.isOurs()) return;
    expect(kept.length / seconds).toBeGreaterThanOrEqual(promises.pressed.perSecond);
    expect(drainedMs).toBeLessThanOrEqual(promises.pressed.drainedMs);
  });

  it('A-3: 5,000 within a second, three times: nobody waits for two seconds, who is refused is told when to come back and is answered then', async () => {
    const { people, crowd, machine } = await warm();
    for (let burst = 1; burst <= 3; burst += 1) {
      const before = service.replies();
      const posts = await people.write({ perSecond: 5_000, seconds: 1, next: crowd.stranger });
      const refused = posts.filter((post) => !isKept(post));
      const took = say('A-3', posts, machine, `${refused.length} refused`);
      if (machine.isOurs()) {
        expectAcknowledged(took, { p999: promises.burst.p999 });
        expect(refused.filter(({ answerMs }) => answerMs > promises.burst.refusedWithin)).toEqual([]);
      }
      await expectAllAnswered(posts, before);
    }
  });
});
