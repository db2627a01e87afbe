import { beforeAll, describe, expect, test } from 'vitest';
import { openKnowledge, shippedStack } from '../../src/app/knowledge.ts';
import { unrelatedArticles } from '../fakes/unrelated-articles.ts';
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
    const knowledge = await openKnowledge(shippedStack);
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
});
