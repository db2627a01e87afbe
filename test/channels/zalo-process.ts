/**
 * A process with both Zalo channels as the service runs them: real token files, a real log at its most talkative. The first line of standard input
 * is what it is set up with (secrets are in no list of processes), every further line a command; outcomes go to standard output, a JSON line each.
 */
import { createInterface } from 'node:readline';
import { createZaloBot } from '../../src/channels/zalo-bot/zalo-bot.ts';
import { createZaloOa } from '../../src/channels/zalo-oa/zalo-oa.ts';
import { createLogger } from '../../src/logger.ts';
import type { IncomingMessage } from '../../src/messaging/message.ts';
import { diskFiles, type Files, type OpenFile } from '../../src/stores/files.ts';
import { openZaloTokens } from '../../src/stores/zalo-tokens.ts';

export interface ProcessSetup {
  folder: string;
  app: { id: string; secret: string };
  webhookSecret: string;
  oaRoot: string;
  bot: { token: string; root: string; secret: string };
  deadlineMs: number;
}

export type ProcessCommand =
  | { do: 'give'; tokens: { accessToken: string; refreshToken: string; obtainedAt: string; expiresAt: string } }
  /** The n-th operation on files from now on never ends. */
  | { do: 'block'; operation: number }
  | { do: 'send'; chat: string; text: string }
  | { do: 'receive'; channel: 'zalo-oa' | 'zalo-bot'; rawBody: string; headers: Record<string, string> }
  | { do: 'check' }
  | { do: 'throw' };

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const setup = JSON.parse((await lines.next()).value as string) as ProcessSetup;
const say = (result: unknown) => process.stdout.write(`${JSON.stringify(result)}\n`);
const logger = createLogger('trace');

let blockAt = Number.POSITIVE_INFINITY;
let operations = 0;
async function step<Result>(work: () => Promise<Result>): Promise<Result> {
  operations += 1;
  if (operations < blockAt) return work();
  say({ blocked: operations });
  return new Promise(() => {});
}
const slow = (file: OpenFile): OpenFile => ({
  read: (...where) => file.read(...where),
  write: (...what) => step(() => file.write(...what)),
  sync: () => step(() => file.sync()),
  datasync: () => step(() => file.datasync()),
  truncate: (length) => step(() => file.truncate(length)),
  close: () => file.close(),
});
const files: Files = {
  ...diskFiles,
  open: async (path, flags, mode) => {
    const opening = async () => slow(await diskFiles.open(path, flags, mode));
    // Reading is none of the operations a pair is kept by; making the folder's new name last is.
    return flags === 'r' ? opening() : step(opening);
  },
  rename: (from, to) => step(() => diskFiles.rename(from, to)),
};

const { folder, app, webhookSecret, oaRoot, deadlineMs } = setup;
const service = await openZaloTokens({ folder, appSecret: app.secret, writer: 'service', files });
const now = () => new Date();
const log =
  (channel: string) =>
  ({ kind, ...event }: { kind: string; error?: unknown }) =>
    logger.debug({ ...event, err: event.error, channel }, kind);
const observed = (channel: string) => (outcome: string) => logger.debug({ channel, outcome }, 'observed');

const oa = createZaloOa({
  readImage: async () => undefined,
  settings: { app, webhookSecret, apiRoot: oaRoot, oauthRoot: oaRoot, buttons: 'plain', proof: false, perMinute: 90, deadlineMs },
  store: service,
  now,
  report: log('zalo-oa'),
  observed: observed('zalo-oa'),
});
const bot = createZaloBot({
  settings: {
    token: setup.bot.token,
    root: setup.bot.root,
    receiving: { kind: 'webhook', secret: setup.bot.secret, publicUrl: 'https://cutri.example.vn' },
    deadlineMs,
  },
  now,
  schedule: (afterMs, run) => {
    const timer = setTimeout(run, afterMs);
    return () => clearTimeout(timer);
  },
  report: log('zalo-bot'),
  observed: observed('zalo-bot'),
});
const channels = { 'zalo-oa': oa, 'zalo-bot': bot };

async function run(command: ProcessCommand): Promise<unknown> {
  switch (command.do) {
    case 'give': {
      const operator = await openZaloTokens({ folder, appSecret: app.secret, writer: 'operator' });
      await operator.save(command.tokens);
      return operator.close();
    }
    case 'block':
      blockAt = operations + command.operation;
      return undefined;
    case 'send': {
      const name = command.chat.split(':')[0] as keyof typeof channels;
      const outcome = await channels[name].send(command.chat, { text: command.text });
      logger.debug({ channel: name, outcome }, 'sent');
      return outcome;
    }
    case 'receive': {
      const { receiver } = channels[command.channel];
      if (receiver.kind !== 'webhook') throw new Error('expected a webhook');
      return receiver.handle(command, async ({ content }: IncomingMessage) => {
        logger.debug({ kind: content.kind }, 'accepted');
      });
    }
    case 'check':
      return [await oa.setup.check(), await bot.setup.check()];
    case 'throw':
      throw new Error('a bug');
  }
}

say({ ready: true });
for await (const line of { [Symbol.asyncIterator]: () => lines }) {
  // Several at once: nobody waits for the one before.
  void run(JSON.parse(line) as ProcessCommand).then(
    (result) => say({ result }),
    (err: unknown) => {
      logger.error({ err }, 'failed');
      say({ failed: true });
    },
  );
}
