/** `npm run test:fuzz [-- N [SEED]]`: generated inputs through the whole dialogue; exit code 1 on a crash, on anything passed through, on a reply over the limit. */
import '../../src/node-guard.ts';
import { openKnowledge, shippedStack } from '../../src/app/knowledge.ts';
import { readQuestions } from '../scorecard/scorecard.ts';
import { examine } from './examine.ts';
import { createFuzzer, type FuzzInput } from './inputs.ts';

const [count, seed] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 1)];
/** A reply takes at most so much of the processor: other processes on a busy machine do not decide. Averaged, because its clock counts in steps of 4 ms. */
const limitMs = 50;
const repeats = 15;
const shown = 12;

const knowledge = await openKnowledge(shippedStack);
const dialogue = knowledge.openDialogue();
const questions = readQuestions(new URL('../scorecard/questions.jsonl', import.meta.url)).map(({ text }) => text);
const input = createFuzzer(questions, seed);
const short = ({ kind, text }: FuzzInput): string => `${kind}, ${text.length} units: ${JSON.stringify(text.slice(0, 100))}`;

function timed(text: string, chat: string): { ms: number; fault?: string } {
  const from = performance.now();
  const { fault } = examine(dialogue, text, chat);
  return { ms: performance.now() - from, ...(fault === undefined ? {} : { fault }) };
}

/** Processor time of one reply, each in a conversation of its own. */
function costMs(text: string): number {
  const before = process.cpuUsage();
  for (let i = 0; i < repeats; i++) examine(dialogue, text, `again:${i}`);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / repeats;
}

let faults = 0;
let slow = 0;
let totalMs = 0;
const slowest: { n: number; ms: number }[] = [];
const byKind = new Map<string, { ms: number; count: number }>();
for (let n = 0; n < count; n++) {
  const one = input(n);
  const { ms, fault } = timed(one.text, `fuzz:${n % 50}`);
  totalMs += ms;
  const kind = byKind.get(one.kind) ?? { ms: 0, count: 0 };
  byKind.set(one.kind, { ms: kind.ms + ms, count: kind.count + 1 });
  if (fault !== undefined && ++faults <= shown) process.stdout.write(`FAULT ${n} ${short(one)}\n    ${fault}\n`);
  slowest.push({ n, ms });
  if (slowest.length > 500) slowest.sort((a, b) => b.ms - a.ms).splice(100);
}
process.stdout.write(
  `\n${count} inputs (seed ${seed}), ${faults} faults, ${(totalMs / count).toFixed(2)} ms a reply on average\n`,
);
for (const [kind, { ms, count: many }] of [...byKind].sort((a, b) => b[1].ms / b[1].count - a[1].ms / a[1].count))
  process.stdout.write(`  ${(ms / many).toFixed(2).padStart(7)} ms  ${kind}\n`);

const again = slowest
  .sort((a, b) => b.ms - a.ms)
  .slice(0, 60)
  .map(({ n }) => ({ n, ms: costMs(input(n).text) }))
  .sort((a, b) => b.ms - a.ms);
process.stdout.write(`\nMost expensive, processor time, mean of ${repeats}:\n`);
for (const { n, ms } of again.slice(0, shown))
  process.stdout.write(`  ${ms.toFixed(1).padStart(7)} ms  #${n} ${short(input(n))}\n`);
slow = again.filter(({ ms }) => ms > limitMs).length;
process.stdout.write(slow === 0 ? `No reply over ${limitMs} ms.\n` : `${slow} replies over ${limitMs} ms.\n`);
process.exitCode = faults + slow === 0 ? 0 : 1;
