import { expect, it } from 'vitest';
import type { Reply } from '../../../src/answering/reply/reply.ts';
import { inboxWords } from '../../../src/answering/reply/words-talk.ts';
import { createKeptAnswers } from '../../../src/app/answering/kept-answers.ts';

const said = (text: string): Reply => ({ kind: 'talk', text, citations: [] });

function opened(answer: (text: string) => Promise<Reply> = async (text) => said(text)) {
  const asked: string[] = [];
  const at = { pack: {} as unknown, now: new Date('2026-03-15T03:00:00Z') };
  const kept = createKeptAnswers(
    (text) => {
      asked.push(text);
      return answer(text);
    },
    { pack: () => at.pack, now: () => at.now },
  );
  return { asked, at, kept };
}

it('an answer is worked out once, until the pack or the day is another', async () => {
  const { asked, at, kept } = opened();
  for (const _ of [1, 2]) expect(await kept('a')).toEqual(said('a'));
  expect(asked).toEqual(['a']);
  at.pack = {};
  await kept('a');
  at.now = new Date('2026-03-15T17:00:00Z');
  await kept('a');
  await kept('a');
  expect(asked).toEqual(['a', 'a', 'a']);
});

it('what was not answered, for want of time or by a failure, is asked again', async () => {
  const busy = opened(async () => said(inboxWords.busy));
  for (const _ of [1, 2]) await busy.kept('a');
  expect(busy.asked).toEqual(['a', 'a']);
  const failing = opened(() => Promise.reject(new Error('gone')));
  for (const _ of [1, 2]) await expect(failing.kept('a')).rejects.toThrow('gone');
  expect(failing.asked).toEqual(['a', 'a']);
});

it('only so many are kept: the one asked first is let go of', async () => {
  const { asked, kept } = opened();
  for (let i = 0; i <= 500; i++) await kept(`${i}`);
  await kept('500');
  expect(asked).toHaveLength(501);
  await kept('0');
  expect(asked).toHaveLength(502);
});
