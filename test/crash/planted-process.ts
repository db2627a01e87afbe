/** A broadcast over a small file of its own, by one of four designs; all but one of them lose or repeat messages when killed. */
import { closeSync, existsSync, fdatasyncSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom } from '../fakes/random.ts';
import { openProviderLine } from './provider-line.ts';
import { isBlocked } from './provider-log.ts';
import { type Design, ordersGiven, recipientsOf, say } from './victim.ts';

const orders = ordersGiven();
const recipients = recipientsOf(orders);
say({ kind: 'awake' });
const line = openProviderLine(orders.providerPort);
const path = join(orders.folder, 'broadcast');
const batchSize = 200;
const text = 'Thông báo số 1';

/** Chats that need nothing more, as far as the file knows. */
const kept: string[] = existsSync(path)
  ? readFileSync(path, 'utf8')
      .split('\n')
      .filter((chat) => chat !== '')
  : [];

function write(flags: 'a' | 'w', to: string, chats: readonly string[]): void {
  const file = openSync(to, flags);
  writeSync(file, chats.map((chat) => `${chat}\n`).join(''));
  fdatasyncSync(file);
  closeSync(file);
}

const append = (chats: readonly string[]) => write('a', path, chats);

function replace(chats: readonly string[]): void {
  write('w', `${path}.new`, chats);
  renameSync(`${path}.new`, path);
}

/** Waits for its place in the pace of the lane. */
const random = randomFrom(2);
const turn = () => new Promise((resolve) => setTimeout(resolve, 5 + random() * 10));

async function each(chats: readonly string[], work: (chat: string) => Promise<void>): Promise<void> {
  let next = 0;
  async function sender(): Promise<void> {
    for (let chat = chats[next++]; chat !== undefined; chat = chats[next++]) await work(chat);
  }
  await Promise.all(Array.from({ length: orders.inFlight }, sender));
}

async function inBatches(chats: readonly string[], work: (batch: readonly string[]) => Promise<void>): Promise<void> {
  for (let from = 0; from < chats.length; from += batchSize) await work(chats.slice(from, from + batchSize));
}

const send = async (chat: string) => void (await line.send(chat, text));

const designs: Record<Exclude<Design, 'embedded' | 'postgres'>, (open: readonly string[]) => Promise<void>> = {
  'mark at fetch': (open) =>
    inBatches(open, async (batch) => {
      append(batch);
      await each(batch, send);
    }),
  'record before send': (open) =>
    each(open, async (chat) => {
      append([chat]);
      await turn();
      await send(chat);
    }),
  'one file per batch': (open) =>
    inBatches(open, async (batch) => {
      await each(batch, send);
      replace([...recipients.slice(0, recipients.indexOf(batch.at(-1)!) + 1)]);
    }),
  'one line per send': (open) =>
    each(open, async (chat) => {
      await turn();
      await send(chat);
      append([chat]);
    }),
};

const done = new Set(kept);
const design = designs[orders.design as keyof typeof designs];
await design(recipients.filter((chat) => !done.has(chat)));
if (!existsSync(path)) writeFileSync(path, '');
const ended = new Set(readFileSync(path, 'utf8').split('\n').slice(0, -1));
const blocked = [...ended].filter(isBlocked).length;
say({
  kind: 'finished',
  state: 'finished',
  totals: {
    sent: ended.size - blocked,
    blocked,
    cancelled: 0,
    uncertain: 0,
    open: recipients.length - ended.size,
    duplicates: 0,
  },
});
line.close();
