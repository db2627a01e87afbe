/**
 * A process of the crash test: accepts the messages it reads from standard input, says on standard output which it acknowledged, and
 * "answers" by appending to a file that outlives it. `node inbox-process.ts <folder>`.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createFlood } from '../../../src/conversations/inbox/flood.ts';
import { createInbox } from '../../../src/conversations/inbox/inbox.ts';
import { noMetrics } from '../../../src/messaging/metrics.ts';
import { openInboxJournal } from '../../../src/stores/embedded/inbox-journal.ts';
import { lockFolder } from '../../../src/stores/embedded/lock.ts';

const folder = process.argv[2]!;
lockFolder(folder);
const { inbox: log } = await openInboxJournal({ path: join(folder, 'inbox.journal'), now: () => new Date(), create: true });
const inbox = createInbox({
  log,
  channels: ['telegram'],
  flood: createFlood({ burst: 1_000, perMinute: 1_000, noticeEveryMs: 60_000, maxChats: 100 }),
  now: () => new Date(),
  schedule: (afterMs, run) => {
    const timer = setTimeout(run, afterMs);
    return () => clearTimeout(timer);
  },
  metrics: noMetrics,
  report: (event) => console.error(event),
  apologise: async () => undefined,
  slowDown: async () => undefined,
});
inbox.start(async ({ id }) => {
  await new Promise((resolve) => setTimeout(resolve, 1 + (Number(id) % 5)));
  appendFileSync(join(folder, 'answered'), `${id}\n`);
  return { kind: 'done' };
});
const tidying = setInterval(() => void log.tidy(), 20);
const poll = setInterval(() => {
  if (inbox.depth() === 0) process.stdout.write('idle\n');
}, 50);
for await (const id of createInterface({ input: process.stdin })) {
  const message = {
    id,
    chat: `telegram:${Number(id) % 40}`,
    content: { kind: 'text', text: `câu ${id}` },
    receivedAt: new Date().toISOString(),
  } as const;
  void inbox.accept(message).then(() => process.stdout.write(`acknowledged ${id}\n`));
}
clearInterval(tidying);
clearInterval(poll);
