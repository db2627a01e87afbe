import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { maxRemembered } from '../../../src/conversations/inbox/log.ts';
import { type InboxJournal, openInboxJournal } from '../../../src/stores/embedded/inbox-journal.ts';
import { testInboxLog, text } from '../../contracts/inbox-log.ts';
import { createTestClock, type TestClock } from '../../fakes/clock.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';

const opened: InboxJournal[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((inbox) => inbox.close()));
});

async function open(path: string, clock: TestClock): Promise<InboxJournal> {
  const { inbox } = await openInboxJournal({ path, now: () => clock.now(), create: true });
  opened.push(inbox);
  return inbox;
}

describe('the inbox in a journal', () => {
  testInboxLog(async (clock) => {
    const path = join(temporaryFolder(), 'inbox.journal');
    return { log: await open(path, clock), reopen: () => open(path, clock) };
  });

  it('H-2, H-4: holds no byte of a handled message after the next tidying, nor of a dead letter after a day', async () => {
    const clock = createTestClock();
    const path = join(temporaryFolder(), 'inbox.journal');
    const inbox = await open(path, clock);
    for (const id of ['1', '2']) await inbox.append(text(`telegram:4711${id}`, id, 'cccd 012345678901'));
    const [first, second] = await inbox.claim('telegram', 2, 60_000);
    await inbox.settle(first!, { kind: 'handled' });
    await inbox.settle(second!, { kind: 'dead', why: 'TypeError' });
    await inbox.tidy();
    expect(readFileSync(path, 'utf8')).not.toContain('47111');
    expect(readFileSync(path, 'utf8')).toContain('47112');
    await clock.advance(24 * 60 * 60_000);
    await inbox.tidy();
    expect(readFileSync(path, 'utf8')).not.toMatch(/4711|0123456/);
  });

  it('H-3: forgets a person in every byte: waiting messages and dead letters', async () => {
    const clock = createTestClock();
    const path = join(temporaryFolder(), 'inbox.journal');
    const inbox = await open(path, clock);
    for (const id of ['1', '2', '3']) await inbox.append(text('telegram:4711', id));
    await inbox.append(text('telegram:1147', '4'));
    const [message] = await inbox.claim('telegram', 1, 60_000);
    await inbox.settle(message!, { kind: 'dead', why: 'TypeError' });
    await inbox.forget('telegram:4711');
    expect(readFileSync(path, 'utf8')).not.toContain('4711');
    expect([await inbox.deadLetters(), (await inbox.claim('telegram', 9, 60_000)).map(({ id }) => id)]).toEqual([[], ['4']]);
  });

  it('A-6: remembers the latest ids, as many as it may and no more, and they fit beside each other in the file', async () => {
    const clock = createTestClock();
    const path = join(temporaryFolder(), 'inbox.journal');
    const maxIds = 5_000;
    const { inbox } = await openInboxJournal({ path, now: () => clock.now(), create: true, maxIds });
    opened.push(inbox);
    const messages = Array.from({ length: maxIds + 1 }, (_, i) => text(`telegram:${i}`, String(i)));
    await Promise.all(messages.map((message) => inbox.append(message)));
    const claimed = await inbox.claim('telegram', messages.length, 60_000);
    await Promise.all(claimed.map((message) => inbox.settle(message, { kind: 'handled' })));
    await inbox.tidy();
    expect(readFileSync(path, 'utf8').match(/\["telegram:\d+",\d+\]/g)).toHaveLength(maxIds);
    expect(await inbox.append(text('telegram:x', '0'))).toBe('accepted');
    expect(await inbox.append(text('telegram:x', String(maxIds)))).toBe('duplicate');
    expect(maxRemembered).toBe(200_000);
  });
});
