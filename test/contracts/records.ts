import { expect, it } from 'vitest';
import type { Unanswered } from '../../src/conversations/unanswered/question-group.ts';
import { type Asker, expireUnanswered, heldDays, type QuestionGroup } from '../../src/conversations/unanswered/question-group.ts';

export const questionGroup = (id: string, changes: Partial<QuestionGroup> = {}): QuestionGroup => ({
  id,
  wordings: [
    { text: 'Có được mang chó vào phòng bỏ phiếu không?', read: 'có được mang chó vào phòng bỏ phiếu không', day: '2026-03-01' },
  ],
  days: { '2026-03-01': { telegram: 1 } },
  nearest: ['voting-hours'],
  seen: { salt: 's', marks: ['a1'] },
  ...changes,
});

export const asker = (id: string, changes: Partial<Asker> = {}): Asker => ({
  id,
  chat: 'telegram:1',
  group: 'a',
  text: 'Có được mang chó vào không?',
  day: '2026-03-01',
  tries: 0,
  ...changes,
});

/** What every store of records promises. `open` gives an empty one; `others` another process on the same, where there can be one. */
export function describeUnanswered(
  open: () => Promise<{ unanswered: Unanswered; forget(chat: string): Promise<void>; others?: () => Promise<Unanswered> }>,
): void {
  const put = ({ groups }: Unanswered, one: QuestionGroup) => groups.change(one.id, () => ({ next: one, result: undefined }));
  const wait = ({ askers }: Unanswered, one: Asker) => askers.change(one.id, () => ({ next: one, result: undefined }));

  it('gives a question back as it was put, to every process', async () => {
    const { unanswered, others } = await open();
    await put(unanswered, questionGroup('a'));
    await put(unanswered, questionGroup('b', { assigned: 'lan', done: { day: '2026-03-02', by: 'lan' } }));
    const elsewhere = (await others?.()) ?? unanswered;
    expect(await elsewhere.groups.get('a')).toEqual(questionGroup('a'));
    expect((await elsewhere.groups.all()).map(({ id }) => id).sort()).toEqual(['a', 'b']);
    expect(await elsewhere.groups.get('c')).toBeUndefined();
    expect(await elsewhere.askers.all()).toEqual([]);
  });

  it('counts every one of twenty changes of a question that come at once', async () => {
    const { unanswered, others } = await open();
    const elsewhere = (await others?.()) ?? unanswered;
    const count = ({ groups }: Unanswered) =>
      groups.change('a', (held) => {
        const times = (held?.days['2026-03-01']?.telegram ?? 0) + 1;
        return { next: questionGroup('a', { days: { '2026-03-01': { telegram: times } } }), result: undefined };
      });
    await Promise.all(Array.from({ length: 20 }, (_, i) => count(i % 2 ? unanswered : elsewhere)));
    expect((await unanswered.groups.get('a'))?.days).toEqual({ '2026-03-01': { telegram: 20 } });
  });

  it('takes a question away for good, and leaves one alone that a change gives back as it is', async () => {
    const { unanswered } = await open();
    await put(unanswered, questionGroup('a'));
    expect(await unanswered.groups.change('a', (held) => ({ next: held, result: held?.nearest }))).toEqual(['voting-hours']);
    expect(await unanswered.groups.get('a')).toEqual(questionGroup('a'));
    await unanswered.groups.change('a', () => ({ next: undefined, result: undefined }));
    expect(await unanswered.groups.all()).toEqual([]);
  });

  it('refuses a question that holds anything it may not, e.g. a chat', async () => {
    const { unanswered } = await open();
    const withChat = { ...questionGroup('a'), chat: 'telegram:1' };
    await expect(put(unanswered, withChat)).rejects.toThrow();
    expect(await unanswered.groups.all()).toEqual([]);
  });

  it('forgets who waits for an answer when they wish to be forgotten, and nobody else', async () => {
    const { unanswered, forget } = await open();
    await wait(unanswered, asker('1'));
    await wait(unanswered, asker('2', { chat: 'telegram:2' }));
    await forget('telegram:1');
    expect((await unanswered.askers.all()).map(({ id }) => id)).toEqual(['2']);
  });

  it(`lets go of questions and of who waits after ${heldDays} days, day by day`, async () => {
    const { unanswered } = await open();
    const two = [questionGroup('a').wordings[0]!, { text: 'x', read: 'x', day: '2026-03-02' }];
    await put(unanswered, questionGroup('a', { wordings: two, days: { '2026-03-01': { web: 1 }, '2026-03-02': { web: 1 } } }));
    await wait(unanswered, asker('1'));
    await expireUnanswered(unanswered, '2026-03-30');
    expect((await unanswered.groups.get('a'))?.wordings).toHaveLength(2);
    expect(await unanswered.askers.all()).toHaveLength(1);
    await expireUnanswered(unanswered, '2026-03-31');
    expect(await unanswered.groups.get('a')).toMatchObject({ wordings: [two[1]], days: { '2026-03-02': { web: 1 } } });
    expect(await unanswered.askers.all()).toEqual([]);
    await expireUnanswered(unanswered, '2026-04-01');
    expect(await unanswered.groups.all()).toEqual([]);
  });
}
