/**
 * `npm run bench -- broadcast [--recipients 1500] [--million] [--processes]`: one text to many people, at a Bot API that enforces its limits, side by side with what
 * people write with the usual libraries; then as fast as the stores can,
 * with `--million` to a million people on PostgreSQL too (a quarter of an hour). `--processes`: only by several processes, a minute.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { benchProcesses } from './broadcast-processes.ts';
import { type Way, ways } from './broadcast-sender.ts';
import { benchStores } from './broadcast-stores.ts';
import { machine, saveSection, table, versionOf } from './report.ts';
import { type BotStats, permittedPerSecond } from './telegram-double.ts';

/** Floors of ours: the share of what is permitted, and not one refusal. */
const shareFloors: Partial<Record<Way, number>> = { ours: 0.999, 'ours, 500 ms': 0.97, 'ours, 1 s': 0.97 };
const slowAnswersMs: Partial<Record<Way, number>> = { 'ours, 500 ms': 500, 'ours, 1 s': 1_000 };
const answerMs = 200;
const defaultRecipients = '1500';
const storeRecipients = 20_000;

interface Measured {
  way: Way;
  stats: BotStats;
  cpuMs: number;
  /** It had not ended when the time was over. */
  cut: boolean;
}

export async function benchBroadcast(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      recipients: { type: 'string', default: defaultRecipients },
      million: { type: 'boolean', default: false },
      processes: { type: 'boolean', default: false },
    },
  });
  if (values.processes) return benchProcesses();
  const recipients = Number(values.recipients);
  if (!Number.isSafeInteger(recipients) || recipients < 100) throw new Error('--recipients needs a whole number from 100 on.');
  const measured = await sideBySide(recipients);
  const stores = await benchStores(storeRecipients, values.million);
  const rows = measured.map(rowOf(recipients));
  const head = [
    '',
    'reached',
    'never reached',
    'twice',
    'a second',
    '% of permitted',
    '429s',
    '429s, %',
    'busiest second',
    'CPU µs a message',
  ];
  const fast = measured.every(({ way, stats }) => {
    const floor = shareFloors[way];
    const isFast = rateOf(stats) >= (floor ?? 0) * permittedPerSecond;
    return floor === undefined || (isFast && stats.chats === recipients && stats.accepted === recipients && stats.refused === 0);
  });
  const text = [
    `Machine: ${machine()}. ${['telegraf', 'bottleneck', 'grammy', '@grammyjs/auto-retry', '@grammyjs/transformer-throttler'].map((name) => `${name} ${versionOf(name)}`).join(', ')}.`,
    `${recipients} recipients, ${permittedPerSecond} messages a second permitted, answers after 150 to 250 ms where nothing else is said; all at the same time, each in a process and with limits of its own.`,
    table([head, ...rows]),
    `Floors of ours (99.9 % of the permitted rate, 97 % where answers are slow, no 429, everybody reached once): ${fast ? 'hold' : 'MISSED'}.`,
    stores.text,
  ].join('\n\n');
  console.log(`\n${text}`);
  saveSection('broadcast', text);
  return fast && stores.holds;
}

const rateOf = ({ accepted, firstMs, lastMs }: BotStats) => (accepted - 1) / ((lastMs - firstMs) / 1_000);

const rowOf =
  (recipients: number) =>
  ({ way, stats, cpuMs, cut }: Measured): string[] => {
    const { accepted, chats, refused, busiestSecond } = stats;
    const missed = recipients - chats;
    const gaveUp = missed > 0 && !cut;
    const rate = rateOf(stats);
    return [
      way in shareFloors ? `**${ways[way]}**` : ways[way],
      String(chats),
      cut ? `${missed} not yet, when it was ended` : String(missed),
      String(accepted - chats),
      gaveUp ? '–' : rate.toFixed(2),
      gaveUp ? '–' : ((rate / permittedPerSecond) * 100).toFixed(1),
      String(refused),
      ((refused / (refused + accepted)) * 100).toFixed(2),
      String(busiestSecond),
      cut ? '–' : ((cpuMs / accepted) * 1_000).toFixed(0),
    ];
  };

/** All ways at once, each at a Bot API of its own, and for no longer than three times what the limit makes necessary. */
async function sideBySide(recipients: number): Promise<Measured[]> {
  const longestMs = 30_000 + (3 * recipients * 1_000) / permittedPerSecond;
  console.log(`${recipients} recipients, ${Math.round(longestMs / 1_000)} s at most`);
  return Promise.all((Object.keys(ways) as Way[]).map((way) => measured(way, recipients, longestMs)));
}

async function measured(way: Way, recipients: number, longestMs: number): Promise<Measured> {
  const double = spawn(
    process.execPath,
    [join(import.meta.dirname, 'telegram-double.ts'), String(slowAnswersMs[way] ?? answerMs)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    const root = `http://127.0.0.1:${await firstLine(double)}`;
    const token = '1:a-bot-of-the-benchmark';
    const { cpuMs, cut } = await sendOff([way, root, token, String(recipients)], longestMs);
    const stats = (await (await fetch(`${root}/stats/${token}`)).json()) as BotStats;
    console.log(`${ways[way]}: ${stats.accepted} taken, ${stats.refused} refused`);
    return { way, stats, cpuMs, cut };
  } finally {
    double.kill('SIGKILL');
  }
}

async function sendOff(args: readonly string[], longestMs: number): Promise<{ cpuMs: number; cut: boolean }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'broadcast-sender.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), longestMs);
  const gone = once(child, 'exit');
  const cpuMs = Number(await firstLine(child));
  await gone;
  clearTimeout(timer);
  const cut = child.signalCode !== null;
  if (!cut && child.exitCode !== 0) throw new Error(`${args[0]} ended with ${child.exitCode}`);
  return { cpuMs, cut };
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: stdout! })) return line;
  return '';
}
