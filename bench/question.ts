/**
 * What opening the shipped pack and a question never asked before cost. `npm run bench -- question [FILE.jsonl …]`: the questions of the scorecard,
 * and those of the files, one JSON object a line with `q` or `text`. Of six passes the first is shown as it was; of the others each question by its
 * fastest, because other work of the machine only ever adds.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createLiveAnswering } from '../src/answering/live.ts';
import { openKnowledge, readKnowledge, shippedStack } from '../src/app/knowledge.ts';
import { machine, saveSection, table } from './report.ts';

const rounds = 6;
const asOf = new Date('2026-11-28T03:00:00Z');
const scorecard = join(import.meta.dirname, '..', 'test', 'scorecard', 'questions.jsonl');

const line = z.object({ q: z.string().optional(), text: z.string().optional() });

function questionsOf(files: string[]): string[] {
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'));
  return [
    ...new Set(
      lines.flatMap((one) => {
        const { q, text } = line.parse(JSON.parse(one));
        return q ?? text ?? [];
      }),
    ),
  ];
}

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);

/** Bytes in use after everything that can go is gone; needs `--expose-gc`. */
function held(): { heap: number; buffers: number } {
  for (let i = 0; i < 4; i++) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heap: heapUsed, buffers: arrayBuffers };
}

async function cost<T>(work: () => Promise<T>): Promise<{ result: T; row: string[] }> {
  const before = held();
  const from = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(from);
  const after = held();
  const seconds = ((user + system) / 1e6).toFixed(2);
  return { result, row: [seconds, megabytes(after.heap - before.heap), megabytes(after.buffers - before.buffers)] };
}

function percentiles(name: string, times: number[]): string[] {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): string => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!.toFixed(2);
  return [name, at(0.5), at(0.95), at(0.99), at(1)];
}

export async function benchQuestion(files: string[]): Promise<boolean> {
  const questions = questionsOf([scorecard, ...files]);
  const reading = await cost(() => readKnowledge(shippedStack));
  const opening = await cost(() => openKnowledge(shippedStack));
  const { pack, base } = opening.result;
  const answering = createLiveAnswering(pack, base);
  const all = questions.map(() => Infinity);
  const read = questions.map(() => Infinity);
  const first: number[] = [];
  for (let round = 0; round < rounds; round++) {
    questions.forEach((question, i) => {
      const from = performance.now();
      // Spaces make it another message to whatever remembers messages, and the same question.
      const asked = answering.read(question + ' '.repeat(round), asOf);
      const between = performance.now();
      answering.answer(asked, asOf);
      const ms = performance.now() - from;
      if (round === 0) first.push(ms);
      else {
        all[i] = Math.min(all[i]!, ms);
        read[i] = Math.min(read[i]!, between - from);
      }
    });
  }
  const text = [
    `Machine: ${machine()}. ${questions.length} questions.`,
    table([
      ['', 'CPU s', 'heap MB', 'buffers MB'],
      ['reading and checking the shipped pack', ...reading.row],
      ['opening it, ready to answer', ...opening.row],
    ]),
    table([
      ['a question never asked before, ms', 'p50', 'p95', 'p99', 'longest'],
      percentiles('just started', first),
      percentiles('warm', all),
      percentiles('of these reading it', read),
    ]),
  ].join('\n\n');
  console.log(text);
  saveSection('question', text);
  return true;
}
