import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openInboxJournal } from '../../src/stores/embedded/inbox-journal.ts';
import { type Crowd, createCrowd, warmUp } from './crowd.ts';
import { watchMachine } from './machine.ts';
import { percentiles } from './people.ts';
import { promises } from './promises.ts';
import { type ServiceUnderLoad, startUnderLoad } from './service-under-load.ts';

let service: ServiceUnderLoad;
afterEach(() => service.close());

/** 200 people writing once in five seconds each, for half a minute: all are answered, and nobody is left standing. p99 of their acknowledgements in ms. */
async function quietPeople({ regular }: Crowd, first: number): Promise<number> {
  const posts = await service.people.write({ perSecond: 40, seconds: 30, next: (number) => regular(first + (number % 200)) });
  expect(posts.filter(({ status }) => status !== 200)).toEqual([]);
  expect(Math.max(...posts.map(({ passedBy }) => passedBy))).toBeLessThanOrEqual(promises.passedBy);
  const writers = posts.slice(0, 200);
  await expect.poll(() => writers.every(({ said }) => said.replies() === 6), { timeout: 300_000 }).toBe(true);
  return percentiles(posts.map(({ ms }) => ms)).p99;
}

describe('a flood', () => {
  it('A-5: one person writing 200 times a second gets a few answers and one notice a minute; nobody else notices', async () => {
    service = await startUnderLoad();
    const crowd = createCrowd(service);
    await warmUp(service, crowd);
    const machine = watchMachine(service.pid());
    const alone = await quietPeople(crowd, 1_000);
    const aloneMs = machine.serviceMs();
    const flooder = 7;
    const startedMs = performance.now();
    const flooding = service.people.write({ perSecond: 200, seconds: 30, next: () => crowd.regular(flooder) });
    const beside = await quietPeople(crowd, 2_000);
    const flood = await flooding;
    const minutes = Math.ceil((performance.now() - startedMs) / 60_000);
    const eachMs = (machine.serviceMs() - 2 * aloneMs) / flood.length;
    const answers = flood[0]!.said.replies();
    const notices = service.telegram.slowedDown.get(String(flooder)) ?? 0;
    const lines = [...service.logged].reduce((sum, [line, times]) => sum + (line.includes('flood') ? times : 0), 0);
    console.log(
      `A-5: the others' p99 ${alone.toFixed(1)} ms without and ${beside.toFixed(1)} ms beside the flood; ` +
        `the flooder's ${flood.length} messages got ${answers} answers and ${notices} notice within ${minutes} min, and ${lines} lines in the log; ` +
        `${eachMs.toFixed(2)} ms of processor time each; others took ${Math.round(machine.others() * 100)} % of the machine`,
    );
    expect(flood.filter(({ status }) => status !== 200)).toEqual([]);
    expect(answers).toBeGreaterThan(0);
    expect(answers).toBeLessThanOrEqual(promises.flood.repliesAMinute * minutes);
    expect(notices).toBeGreaterThan(0);
    expect(notices).toBeLessThanOrEqual(promises.flood.noticesAMinute * minutes);
    expect(lines).toBeLessThanOrEqual(promises.flood.linesAMinute * minutes);
    expect(eachMs).toBeLessThanOrEqual(promises.flood.messageMs);
    if (machine.isOurs())
      expect(beside).toBeLessThanOrEqual(Math.max(alone * promises.flood.slowerForOthers, alone + promises.flood.slowerMs));
  });

  it('A-6: 100,000 people within a minute: what is kept of them stays bounded', async () => {
    service = await startUnderLoad();
    const crowd = createCrowd(service);
    await warmUp(service, crowd);
    const [beforeMb, before] = [service.residentMb(), service.replies()];
    const people = 100_000;
    const posts = await service.people.write({ perSecond: people / 60, seconds: 60, next: crowd.stranger });
    const refused = posts.filter(({ status }) => status !== 200);
    const chats = await service.metric('cutri_kept_entries{what="flood-chats"}');
    await service.people.insist(refused);
    expect(await service.answered(before + posts.length)).toBe(true);
    const moreMb = service.residentMb() - beforeMb;
    await service.end('SIGTERM');
    const ids = await idsKept();
    console.log(
      `A-6: ${posts.length} people, ${refused.length} refused at first: ${chats} in the flood control, ${ids} ids, ${moreMb.toFixed(0)} MB more`,
    );
    // How many are told to come again is the machine's speed; that they are told so, come and are answered is the promise.
    expect(refused.filter(({ status }) => status !== 503)).toEqual([]);
    // As many as it may hold, unless so few of them were taken.
    expect(chats).toBeGreaterThanOrEqual(Math.min(promises.crowd.floodChats, posts.length - refused.length));
    expect(chats).toBeLessThanOrEqual(promises.crowd.floodChats);
    expect(ids).toBeGreaterThanOrEqual(posts.length);
    expect(ids).toBeLessThanOrEqual(promises.crowd.ids);
    expect(moreMb).toBeLessThanOrEqual(promises.crowd.moreMb);
  });
});

/** Ids the ended service remembers, so that it answers nothing twice. */
async function idsKept(): Promise<number> {
  const path = join(service.data, 'inbox.journal');
  const { inbox } = await openInboxJournal({ path, now: () => new Date(), create: false });
  const ids = [...inbox.records()].reduce((sum, record) => sum + (record.is === 'remembered' ? record.keys.length : 0), 0);
  await inbox.close();
  return ids;
}
