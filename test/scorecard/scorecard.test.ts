import { beforeAll, describe, expect, test } from 'vitest';
import { openKnowledge, shippedStack } from '../../src/app/knowledge.ts';
import { botParts } from '../../src/channels/zalo-bot/parts.ts';
import { shippedAccuracy } from '../../src/console/overview/accuracy.ts';
import { shippedKnowledge } from '../fakes/shipped.ts';
import { unrelatedArticles } from '../fakes/unrelated-articles.ts';
import { phoneLines } from './phone-lines.ts';
import { readQuestions, type Scored, score, tally } from './scorecard.ts';

/** The floor only rises: raise it when a change answers more, never lower it. */
const floor = { right: 0.97, questions: 300, unanswerable: 90 };

const questions = readQuestions(new URL('questions.jsonl', import.meta.url));

describe.each([
  ['the shipped pack', 0],
  ['150 unrelated articles beside it', 150],
])('the scorecard with %s', (_, unrelated) => {
  let scored: Scored[];

  beforeAll(async () => {
    // What is added to is nobody else's.
    const knowledge = unrelated === 0 ? await shippedKnowledge() : await openKnowledge(shippedStack);
    for (const article of unrelatedArticles(unrelated)) knowledge.base.add(article);
    scored = score(questions, () => knowledge.openDialogue());
  });

  test('is large, has its unanswerable share, every typing variant, and no id twice', () => {
    expect(questions.length).toBeGreaterThanOrEqual(floor.questions);
    expect(questions.filter(({ expect: wanted }) => wanted !== 'answer' && wanted !== 'talk').length).toBeGreaterThanOrEqual(
      floor.unanswerable,
    );
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    expect([...tally(scored, 'variant').keys()].sort()).toEqual(['chat', 'ndtypo', 'nodia', 'orig', 'telex', 'typo', 'vni']);
  });

  test('nobody is misled: not one wrong answer', () => {
    expect(
      scored.filter(({ verdict }) => verdict === 'wrong').map(({ question, why }) => `${question.id}: ${question.text} (${why})`),
    ).toEqual([]);
  });

  test('the share answered right never falls', () => {
    const right = scored.filter(({ verdict }) => verdict === 'right').length;
    expect(right / scored.length).toBeGreaterThanOrEqual(floor.right);
  });

  test.runIf(unrelated === 0)('the console shows what is true of it: run `npm run scorecard` where this fails', () => {
    const measured = [...tally(scored, 'variant')].map(([typed, counts]) => ({ typed, ...counts }));
    expect(shippedAccuracy.rows).toEqual(measured);
    expect(shippedAccuracy.day).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
  });

  test('half of all answers take six lines of a phone or fewer, their source included', () => {
    const answers = scored.map(({ reply }) => reply).filter(({ kind }) => kind === 'answer');
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
});

test('lines are counted as a phone breaks them: after a word, and at the end of each line of the text', () => {
  expect(phoneLines('một hai ba bốn', 7)).toBe(2);
  expect(phoneLines('một hai ba', 7)).toBe(2);
  expect(phoneLines('một\n\nhai')).toBe(3);
});
