import { expect, test } from 'vitest';
import { openKnowledge, shippedStack } from '../../src/app/knowledge.ts';
import { phoneLines } from './phone-lines.ts';
import { readQuestions, score } from './scorecard.ts';

test('half of all answers take six lines of a phone or fewer, their source included', { timeout: 120_000 }, async () => {
  const knowledge = await openKnowledge(shippedStack);
  const questions = readQuestions(new URL('questions.jsonl', import.meta.url));
  const lengths = score(questions, () => knowledge.openDialogue())
    .filter(({ reply }) => reply.kind === 'answer')
    .map(({ reply }) => phoneLines(reply.text))
    .sort((a, b) => a - b);
  const median = lengths[lengths.length >> 1]!;
  const ninth = lengths[Math.floor(lengths.length * 0.9)]!;
  process.stdout.write(
    `lines on a phone, of ${lengths.length} answers: median ${median}, nine of ten at most ${ninth}, longest ${lengths.at(-1)}\n`,
  );
  expect(median).toBeLessThanOrEqual(6);
});

test('lines are counted as a phone breaks them: after a word, and at the end of each line of the text', () => {
  expect(phoneLines('một hai ba bốn', 7)).toBe(2);
  expect(phoneLines('một hai ba', 7)).toBe(2);
  expect(phoneLines('một\n\nhai')).toBe(3);
});
