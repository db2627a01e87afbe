import { expect, test } from 'vitest';
import { openKnowledge, shippedStack } from '../../src/app/knowledge.ts';
import { botParts } from '../../src/channels/zalo-bot/parts.ts';
import { phoneLines } from './phone-lines.ts';
import { readQuestions, score } from './scorecard.ts';

test('half of all answers take six lines of a phone or fewer, their source included', { timeout: 120_000 }, async () => {
  const knowledge = await openKnowledge(shippedStack);
  const questions = readQuestions(new URL('questions.jsonl', import.meta.url));
  const answers = score(questions, () => knowledge.openDialogue())
    .map(({ reply }) => reply)
    .filter(({ kind }) => kind === 'answer');
  const lengths = answers.map(({ text }) => phoneLines(text)).sort((a, b) => a - b);
  const median = lengths[lengths.length >> 1]!;
  const ninth = lengths[Math.floor(lengths.length * 0.9)]!;
  process.stdout.write(
    `lines on a phone, of ${lengths.length} answers: median ${median}, nine of ten at most ${ninth}, longest ${lengths.at(-1)}\n`,
  );
  expect(median).toBeLessThanOrEqual(6);
  // Where there are no buttons, what may be asked next is read as well: it is one short paragraph more.
  const next = answers
    .filter(({ choicesAre }) => choicesAre === 'next')
    .map((reply) => phoneLines(botParts(reply).at(-1)!.text.split('\n').at(-1)!))
    .sort((a, b) => a - b);
  process.stdout.write(
    `lines of what may be asked next where there are no buttons, of ${next.length}: median ${next[next.length >> 1]}, longest ${next.at(-1)}\n`,
  );
  expect(next.length).toBeGreaterThan(answers.length * 0.8);
  expect(next[next.length >> 1]).toBeLessThanOrEqual(2);
});

test('lines are counted as a phone breaks them: after a word, and at the end of each line of the text', () => {
  expect(phoneLines('một hai ba bốn', 7)).toBe(2);
  expect(phoneLines('một hai ba', 7)).toBe(2);
  expect(phoneLines('một\n\nhai')).toBe(3);
});
