import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messageKey } from '../../src/messaging/message.ts';
import { type InboxEntry, openInboxJournal } from '../../src/stores/embedded/inbox-journal.ts';
import { encodeLine } from '../../src/stores/embedded/journal-line.ts';
import { replayLines } from '../../src/stores/embedded/journal-replay.ts';
import { diskFiles } from '../../src/stores/files.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const lines = 1_000_000;
const startedAt = Date.UTC(2026, 10, 28, 12);

/** Half a million questions of 50,000 people, each answered. */
function* busyDay(): Generator<InboxEntry> {
  for (let i = 0; i < lines / 2; i += 1) {
    const at = startedAt + i;
    const content = { kind: 'text' as const, text: 'bầu cử ngày nào vậy cho tôi hỏi với' };
    const message = { id: `m${i}`, chat: `telegram:${i % 50_000}`, content, receivedAt: new Date(at).toISOString() };
    yield { is: 'accepted', message, atMs: at };
    yield { is: 'handled', key: messageKey(message) };
  }
}

function write(path: string): void {
  const file = openSync(path, 'w');
  let offset = 0;
  let chunk: Buffer[] = [];
  const flush = () => {
    writeSync(file, Buffer.concat(chunk));
    chunk = [];
  };
  const add = (value: unknown) => {
    const line = encodeLine(offset, offset, JSON.stringify(value));
    offset += line.length;
    chunk.push(line);
    if (chunk.length >= 5_000) flush();
  };
  add({ cutri: 'journal', kind: 'inbox', version: 1 });
  for (const entry of busyDay()) add(entry);
  flush();
  closeSync(file);
}

async function cpuSeconds(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

describe('opening the inbox', () => {
  it('E-14: a million lines cost a few times what reading them alone costs', async () => {
    const path = join(temporaryFolder(), 'inbox.journal');
    write(path);
    const file = await diskFiles.open(path, 'r', 0o600);
    const reading = await cpuSeconds(() => replayLines(path, file, (json) => void JSON.parse(json)));
    await file.close();
    const now = () => new Date(startedAt + lines);
    let waiting = -1;
    const opening = await cpuSeconds(async () => {
      const { inbox } = await openInboxJournal({ path, create: false, now });
      waiting = inbox.waiting();
      await inbox.close();
    });
    console.log(`E-14: read ${reading.toFixed(1)} CPU-s, opened ${opening.toFixed(1)} CPU-s`);
    expect(waiting).toBe(0);
    expect(opening / reading).toBeLessThan(6);
  });
});
