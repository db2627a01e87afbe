import { expect, it } from 'vitest';
import { createHandling } from '../../../src/conversations/inbox/handling.ts';
import type { IncomingMessage } from '../../../src/messaging/message.ts';
import { createTestClock } from '../../fakes/clock.ts';

it('A-6: positions of a thousand messages are held in memory, the oldest given up: its person is asked again', async () => {
  const clock = createTestClock();
  const handling = createHandling({
    log: { settle: async () => undefined },
    now: clock.now,
    schedule: clock.schedule,
    timeoutMs: 60_000,
    maxAgeMs: 60_000,
    isStopping: () => false,
    settleFailed: () => undefined,
    ended: () => undefined,
    died: () => undefined,
  });
  const written = (id: number): IncomingMessage => ({
    ...{ id: String(id), chat: `telegram:${id}`, channel: 'telegram', receivedAt: clock.now().toISOString() },
    content: { kind: 'unsupported', what: 'location' } as never,
  });
  const sent = { kind: 'location', latitude: 22.3, longitude: 103.9 } as never;
  for (let id = 0; id <= 1_000; id += 1) handling.holdPosition({ ...written(id), content: sent });
  const handled: unknown[] = [];
  for (const id of [0, 1, 1_000])
    await handling.work(written(id), async ({ content }) => {
      handled.push(content);
      return { kind: 'done' };
    });
  await handling.settled();
  expect(handled).toEqual([written(0).content, sent, sent]);
});
