/**
 * What others notice while somebody sends five of the longest messages a second, answered in the service's one thread and in a thread of its own.
 * `npm run bench -- attack`. The service runs as `npm start` runs it; the long messages come from ever new accounts on Telegram, the others ask on the page.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { readKnowledge, shippedStack } from '../src/app/knowledge.ts';
import { type ServiceUnderLoad, startUnderLoad } from '../test/load/service-under-load.ts';
import { readQuestions } from '../test/scorecard/scorecard.ts';
import { machine, saveSection, table } from './report.ts';

const seconds = 10;
const attackPerSecond = 5;
const askPerSecond = 15;
const healthPerSecond = 20;
const longest = 4_096;

const scorecard = new URL('../test/scorecard/questions.jsonl', import.meta.url);

function percentile(times: number[], part: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!.toFixed(0);
}

/** Words of the articles in an order of their own: the dearest kind of message. */
async function createStories(): Promise<() => string> {
  const words = (await readKnowledge(shippedStack)).documents.flatMap(({ title, body }) => `${title} ${body}`.split(/\s+/u));
  let at = 1;
  return () => {
    let text = '';
    while (text.length < longest) {
      at = (at * 48_271) % 0x7fffffff;
      text += `${words[at % words.length]} `;
    }
    return text.slice(0, longest);
  };
}

/** Calls at an even pace, whatever comes back; milliseconds each, from when it was due. */
async function paced(perSecond: number, call: (number: number) => Promise<unknown>): Promise<number[]> {
  const from = performance.now();
  const all: Promise<number>[] = [];
  for (let i = 0; i < perSecond * seconds; i++) {
    const dueMs = from + (i * 1_000) / perSecond;
    await pause(Math.max(0, dueMs - performance.now()));
    all.push(call(i).then(() => performance.now() - dueMs));
  }
  return Promise.all(all);
}

let visitors = 0;

async function others(service: ServiceUnderLoad, questions: string[]): Promise<{ asked: number[]; health: number[] }> {
  const base = `http://127.0.0.1:${service.port()}`;
  const ask = async (i: number) => {
    visitors += 1;
    const address = `198.${18 + ((visitors >> 16) & 1)}.${(visitors >> 8) & 255}.${visitors & 255}`;
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': address };
    const body = JSON.stringify({ text: questions[i % questions.length] });
    const response = await fetch(`${base}/api/chat`, { method: 'POST', headers, body });
    const { messages } = (await response.json()) as { messages?: unknown[] };
    // The page waits eight seconds: whoever has no answer by then is counted with them.
    if (response.status !== 200 || messages === undefined) throw new Error(`a question was refused: ${response.status}`);
  };
  const [asked, health] = await Promise.all([
    paced(askPerSecond, ask),
    paced(healthPerSecond, async () => (await fetch(`${base}/healthz`)).text()),
  ]);
  return { asked, health };
}

async function rowsWith(threads: number, questions: string[], story: () => string): Promise<string[][]> {
  const service = await startUnderLoad({ CUTRI_ANSWER_THREADS: String(threads), CUTRI_TRUSTED_PROXIES: '1' });
  try {
    await others(service, questions);
    const quiet = await others(service, questions);
    let account = 5_000_000;
    const attack = service.people.write({
      perSecond: attackPerSecond,
      seconds,
      next: () => service.telegram.says(account++, story()),
    });
    const beside = await others(service, questions);
    const acknowledged = (await attack).map(({ ms }) => ms);
    const megabytes = service.residentMb().toFixed(0);
    const row = (name: string, { asked, health }: typeof quiet, long: string) => [
      `${threads === 0 ? 'none' : threads}, ${name}`,
      percentile(asked, 0.5),
      percentile(asked, 0.99),
      percentile(asked, 1),
      percentile(health, 0.99),
      percentile(health, 1),
      long,
      megabytes,
    ];
    return [row('nobody else', quiet, '-'), row('beside the long ones', beside, percentile(acknowledged, 0.99))];
  } finally {
    await service.close();
  }
}

export async function benchAttack(print: (line: string) => void = console.log): Promise<boolean> {
  const questions = [...new Set(readQuestions(scorecard).map(({ text }) => text))];
  const story = await createStories();
  const rows = [
    [
      'threads that answer',
      'answered p50 ms',
      'p99 ms',
      'longest ms',
      '`/healthz` p99 ms',
      'longest ms',
      'long ones acknowledged p99 ms',
      'MB resident',
    ],
    ...(await rowsWith(0, questions, story)),
    ...(await rowsWith(1, questions, story)),
    ...(await rowsWith(2, questions, story)),
  ];
  const text = [
    `Machine: ${machine()}.`,
    `${attackPerSecond} messages of ${longest.toLocaleString('en')} characters a second for ${seconds} s, beside ${askPerSecond} questions and ${healthPerSecond} looks at \`/healthz\` a second\n\n${table(rows)}`,
  ].join('\n\n');
  print(text);
  saveSection('attack', text);
  return true;
}
