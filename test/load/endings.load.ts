import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { inboxLimits } from '../../src/conversations/inbox/inbox.ts';
import { openInboxJournal } from '../../src/stores/embedded/inbox-journal.ts';
import { createCrowd } from './crowd.ts';
import { watchMachine } from './machine.ts';
import type { Post } from './people.ts';
import { promises } from './promises.ts';
import { type ServiceUnderLoad, startUnderLoad } from './service-under-load.ts';

let service: ServiceUnderLoad;
afterEach(() => service.close());

const kept = (posts: readonly Post[]) => posts.filter(({ status }) => status === 200);

/** What the inbox has on disk, read from a copy as a restart would read it. */
async function keysOnDisk(): Promise<Set<string>> {
  const folder = mkdtempSync(join(tmpdir(), 'cutri-load-copy-'));
  try {
    const path = join(folder, 'inbox.journal');
    copyFileSync(join(service.data, 'inbox.journal'), path);
    const { inbox } = await openInboxJournal({ path, now: () => new Date(), create: false });
    const keys = [...inbox.records()].flatMap((record) => (record.is === 'remembered' ? record.keys.map(([key]) => key) : []));
    await inbox.close();
    return new Set(keys);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('connect', () => socket.destroy()).on('error', () => resolve(false));
  });
}

describe('the service ends while people write', () => {
  it('A-9: killed 50 times under 1,000 updates a second, it has every acknowledged one on disk each time, and answers it', async () => {
    service = await startUnderLoad();
    const crowd = createCrowd(service);
    const acknowledged: Post[] = [];
    const kills = 50;
    for (let kill = 1; kill <= kills; kill += 1) {
      const before = service.people.acknowledged();
      const writing = service.people.write({ perSecond: 1_000, seconds: 1, next: crowd.stranger });
      // After another number of acknowledgements each time, spread evenly: at another moment of the journal's work.
      const until = before + 50 + ((kill * 617) % 500);
      while (service.people.acknowledged() < until) await pause(1);
      await service.end('SIGKILL');
      acknowledged.push(...kept(await writing));
      const onDisk = await keysOnDisk();
      expect(acknowledged.filter(({ said }) => !onDisk.has(said.key())).map(({ said }) => said.key())).toEqual([]);
      await service.start();
    }
    const unanswered = () => acknowledged.filter(({ said }) => said.replies() === 0).length;
    await expect.poll(unanswered, { timeout: 300_000, interval: 200 }).toBe(0);
    const twice = acknowledged.reduce((sum, { said }) => sum + said.replies() - 1, 0);
    console.log(`A-9: ${kills} kills, ${acknowledged.length} acknowledged, none lost, ${twice} answered once more than needed`);
    expect(acknowledged.length).toBeGreaterThan(kills * 100);
    // Those being answered on each channel, and those whose end was not yet on disk.
    expect(twice).toBeLessThanOrEqual(kills * 2 * 2 * inboxLimits.concurrency);
  });

  it('A-14: told to stop under 500 updates a second, it takes no new connections, ends in time and loses nothing', async () => {
    service = await startUnderLoad();
    const crowd = createCrowd(service);
    const machine = watchMachine(service.pid());
    const writing = service.people.write({ perSecond: 500, seconds: 6, next: crowd.stranger });
    while (service.people.acknowledged() < 1_000) await pause(1);
    const [port, startedMs] = [service.port(), performance.now()];
    expect(await connects(port)).toBe(true);
    const isOurs = machine.isOurs();
    const ended = service.end('SIGTERM');
    await expect.poll(() => connects(port), { timeout: 60_000, interval: 20 }).toBe(false);
    const refusesAfterMs = performance.now() - startedMs;
    expect(await ended).toBe(0);
    const endedMs = performance.now() - startedMs;
    const posts = await writing;
    await service.start();
    const refused = posts.filter(({ status }) => status !== 200);
    await service.people.insist(refused);
    const notOnce = () => posts.filter(({ said }) => said.replies() !== 1).length;
    await expect.poll(notOnce, { timeout: 120_000, interval: 200 }).toBe(0);
    console.log(
      `A-14: ${posts.length - refused.length} acknowledged and ${refused.length} refused and sent again, each answered once; ` +
        `refuses connections after ${refusesAfterMs.toFixed(0)} ms, ended after ${endedMs.toFixed(0)} ms`,
    );
    if (isOurs) {
      expect(refusesAfterMs).toBeLessThanOrEqual(promises.refuses);
      expect(endedMs).toBeLessThanOrEqual(promises.drained);
    }
    expect(posts.length - refused.length).toBeGreaterThanOrEqual(1_000);
    expect(refused.length).toBeGreaterThan(0);
  });
});
