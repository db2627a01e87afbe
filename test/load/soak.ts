/**
 * `npm run test:soak [-- MINUTES]`, an hour unless told: the service under a modest load of questions, people who subscribe and leave, one announcement and
 * a change of the pack in every interval. Prints a table; exit code 1 where something went unanswered or was lost, or failed in the log. Linux only.
 */
import '../../src/node-guard.ts';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import { newTotp } from '../../src/announcements/people/totp.ts';
import { openStore } from '../../src/app/storage.ts';
import { askService } from '../../src/commands/control/client.ts';
import { controlSocket } from '../../src/commands/control/place.ts';
import { parseConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { someRecord } from '../contracts/announcement-store.ts';
import { official } from '../contracts/officials.ts';
import { createCrowd } from './crowd.ts';
import { type Post, percentiles } from './people.ts';
import { startUnderLoad } from './service-under-load.ts';

const minutes = Number(process.argv[2] ?? 60);
const intervals = 10;
const perSecond = 5;
const intervalS = Math.max(15, Math.round((minutes * 60) / intervals));
const broadcastAt = 3;
const terminal = 'soak - 0 1 1';
const packs = mkdtempSync(join(tmpdir(), 'cutri-soak-packs-'));
const root = join(import.meta.dirname, '../..');
cpSync(join(root, 'knowledge'), packs, { recursive: true });

const more = {
  CUTRI_ISSUER: 'Ủy ban bầu cử tỉnh',
  CUTRI_APPROVAL_KEY: 'a-key-of-thirty-two-characters-ok',
  CUTRI_KNOWLEDGE: ['viet-nam', 'lao-cai'].map((name) => join(packs, name)).join(':'),
  CUTRI_HOLD_SECONDS: '5',
};
const accounts = {
  lan: official('lan', { roles: ['author'], totp: newTotp(new Uint8Array(20).fill(1)) }),
  minh: official('minh', { roles: ['approver', 'admin'], totp: newTotp(new Uint8Array(20).fill(2)) }),
};
const codeOf = (who: keyof typeof accounts): string =>
  new TOTP({ secret: Secret.fromBase32(accounts[who].totp.secret) }).generate();

/** Both officials, signed in at the terminal of this run. */
async function appoint(data: string): Promise<void> {
  const config = parseConfig({ ...more, CUTRI_DATA: data });
  const store = await openStore(config, createLogger('silent'), () => new Date());
  const since = new Date().toISOString();
  const signedIn = Object.values(accounts).map((one) => ({ ...one, terminals: [{ place: terminal, since }] }));
  await store.officials.update(() => ({
    officials: signedIn,
    records: [{ ...someRecord('lan', 'official-add'), outcome: 'done' }],
    result: undefined,
  }));
  await store.close();
}

const service = await startUnderLoad(more, appoint);
const crowd = createCrowd(service);

/** A command as an official types it; what it answers in JSON. */
async function cutri(...argv: string[]): Promise<Record<string, unknown>> {
  let said = '';
  const out = (words: string): void => {
    said += words;
  };
  const io = { out, err: out, stdin: Readable.from([]), interactive: false, terminal };
  const code = await askService(controlSocket(service.data), [...argv, '--json'], io);
  if (code !== 0) throw new Error(`${argv.join(' ')}: ${said}`);
  return JSON.parse(said.trim().split('\n').at(-1)!) as Record<string, unknown>;
}

async function broadcast(): Promise<void> {
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const words = 'Mời bà con đến nhà văn hóa nghe báo cáo kết quả bầu cử.';
  await cutri('announce', 'draft', words, '--as', 'lan', '--to', 'milestones', '--until', until);
  const { findings } = (await cutri('announce', 'preview', '1', '--as', 'lan')) as { findings: unknown[] };
  const overrides = findings.flatMap((_, i) => ['--override', `${i + 1}=đã xem lại`]);
  await cutri('announce', 'submit', '1', '--as', 'lan', ...overrides);
  const { hash } = (await cutri('announce', 'preview', '1', '--as', 'minh')) as { hash: string };
  await cutri('announce', 'approve', '1', '--as', 'minh', '--hash', hash, '--code', codeOf('minh'));
  await cutri('announce', 'send', '1', '--as', 'lan');
}

/** Facts are read anew, tried and taken over while people write. */
const changePack = (number: number): void =>
  appendFileSync(join(packs, 'lao-cai/facts/reform.yaml'), `# looked through once more (${number})\n`);

let written = 0;
const firstSubscriber = 5_000_000;
/** Of twenty messages one subscribes and of sixty one leaves; the others ask. */
function next() {
  written += 1;
  if (written % 20 === 0) return service.telegram.says(firstSubscriber + written, '/dangky tất cả');
  if (written % 60 === 1 && written > 60) return service.telegram.says(firstSubscriber + written - 41, '/huy');
  return crowd.stranger();
}

interface Row {
  minute: string;
  messages: number;
  refused: number;
  p50: number;
  p99: number;
  max: number;
  answeredMs: number;
  residentMb: number;
  handles: number;
  did: string;
}

const faults: string[] = [];
const rows: Row[] = [];

async function interval(number: number): Promise<void> {
  const writing = service.people.write({ perSecond, seconds: intervalS, next });
  const did = ['pack'];
  changePack(number);
  if (number === broadcastAt) {
    await broadcast();
    did.push('announcement');
  }
  const posts: Post[] = await writing;
  const refused = posts.filter(({ status }) => status !== 200);
  if (refused.some(({ status }) => status !== 503))
    faults.push(`interval ${number}: messages were refused with something else than 503`);
  // As a platform does.
  await service.people.insist(refused);
  const fromMs = performance.now();
  // Who subscribes or leaves may get an announcement besides.
  const open = () => posts.filter(({ said }) => said.replies() === 0).length;
  while (open() > 0 && performance.now() - fromMs < 60_000) await pause(20);
  if (open() > 0) faults.push(`interval ${number}: ${open()} messages were not answered within a minute`);
  const { p50, p99, max } = percentiles(posts.map(({ ms }) => ms));
  rows.push({
    minute: ((number * intervalS) / 60).toFixed(1),
    messages: posts.length,
    refused: refused.length,
    ...{ p50, p99, max },
    answeredMs: performance.now() - fromMs,
    residentMb: service.residentMb(),
    handles: service.handles(),
    did: did.join(', '),
  });
  process.stdout.write(`${line(rows.at(-1)!)}\n`);
}

const heads = [
  'minute',
  'messages',
  'told to come again',
  'acknowledged p50 ms',
  'p99 ms',
  'max ms',
  'last answer after ms',
  'memory MiB',
  'handles',
  'besides',
];
const line = ({ minute, messages, refused, p50, p99, max, answeredMs, residentMb, handles, did }: Row): string =>
  `| ${[minute, messages, refused, ...[p50, p99, max, answeredMs, residentMb].map((value) => value.toFixed(0)), handles, did].join(' | ')} |`;

process.stdout.write(`| ${heads.join(' | ')} |\n|${heads.map(() => '---|').join('')}\n`);
try {
  // What is loaded and compiled when first asked is over then.
  await service.people.write({ perSecond: 10, seconds: 20, next: crowd.stranger });
  for (let number = 1; number <= intervals; number += 1) await interval(number);
  // A sign-in at a terminal lasts half an hour.
  await cutri('official', 'login', 'lan', '--code', codeOf('lan'));
  const { announcement, waiting } = (await cutri('announce', 'status', '1', '--as', 'lan')) as {
    announcement: { state: string; total: number };
    waiting: number;
  };
  process.stdout.write(`\nAnnouncement: ${announcement.state}, ${announcement.total} recipients, ${waiting} waiting.\n`);
  if (announcement.state !== 'finished') faults.push(`the announcement is ${announcement.state}`);
  const errors = [...service.logged].filter(([said]) => /fail|error|cannot|not taken over/iu.test(said));
  for (const [said, times] of errors) faults.push(`logged ${times} times: ${said}`);
} finally {
  await service.close();
  rmSync(packs, { recursive: true, force: true });
}
for (const fault of faults) process.stdout.write(`FAULT ${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
