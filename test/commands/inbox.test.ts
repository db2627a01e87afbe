import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runInboxList, runInboxReplay } from '../../src/commands/inbox.ts';
import { openInboxJournal } from '../../src/stores/embedded/inbox-journal.ts';
import { text } from '../contracts/inbox-log.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

function terminal() {
  const said = { out: '', err: '' };
  return {
    said,
    io: {
      out: (words: string) => {
        said.out += words;
      },
      err: (words: string) => {
        said.err += words;
      },
      stdin: Readable.from([]),
      interactive: false,
    },
  };
}

/** An inbox with so many dead letters. */
async function open(dead: number) {
  const { inbox } = await openInboxJournal({
    path: join(temporaryFolder(), 'inbox.journal'),
    now: () => new Date('2026-03-01T08:00:00Z'),
    create: true,
  });
  for (let i = 1; i <= dead; i += 1) {
    await inbox.append(text(`telegram:4711${i}`, String(i), 'tôi tên là canary'));
    const [message] = await inbox.claim('telegram', 1, 60_000);
    await inbox.settle(message!, { kind: 'dead', why: 'TypeError at dialogue.ts:1' });
  }
  return inbox;
}

describe('cutri inbox', () => {
  it('lists what failed, when and where, without who wrote it and what', async () => {
    const { said, io } = terminal();
    expect(await runInboxList({}, await open(2), io)).toBe(0);
    expect(said.out).toContain('telegram:1  telegram  text  2026-03-01T08:00:00.000Z  TypeError at dialogue.ts:1\n');
    expect(said.out).toContain('2 dead letters');
    expect(said.out).not.toMatch(/canary|4711/);
  });

  it('prints the text only when asked for it, and one JSON object a line', async () => {
    const { said, io } = terminal();
    const inbox = await open(1);
    await runInboxList({ text: true, json: true }, inbox, io);
    expect(JSON.parse(said.out)).toEqual({
      key: 'telegram:1',
      channel: 'telegram',
      kind: 'text',
      receivedAt: '2026-03-01T08:00:00.000Z',
      diedAt: '2026-03-01T08:00:00.000Z',
      why: 'TypeError at dialogue.ts:1',
      text: 'tôi tên là canary',
    });
    expect(said.out).not.toContain('4711');
  });

  it('says that there is nothing where there is nothing', async () => {
    const { said, io } = terminal();
    const inbox = await open(0);
    expect([await runInboxList({}, inbox, io), await runInboxReplay([], inbox, io)]).toEqual([0, 0]);
    expect(said.out).toBe('There are no dead letters.\nThere are no dead letters.\n');
  });

  it('replays all, or those named; a name that is none stops it before anything is done', async () => {
    const { said, io } = terminal();
    const inbox = await open(3);
    expect(await runInboxReplay(['telegram:1', 'telegram:9'], inbox, io)).toBe(1);
    expect(said.err).toMatch(/no dead letter telegram:9; .* Nothing was replayed/);
    expect(inbox.waiting()).toBe(0);
    expect(await runInboxReplay(['telegram:1'], inbox, io)).toBe(0);
    expect(await runInboxReplay([], inbox, io)).toBe(0);
    expect(said.out).toBe('1 message will be handled again.\n2 messages will be handled again.\n');
    expect(inbox.waiting()).toBe(3);
  });
});
