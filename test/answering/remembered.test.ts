import { describe, expect, it } from 'vitest';
import type { Asked } from '../../src/answering/question/asked.ts';
import { rememberAnswers } from '../../src/answering/remembered.ts';
import type { Reply } from '../../src/answering/reply/reply.ts';

const noon = new Date('2026-11-24T05:00:00Z');
const nextDay = new Date('2026-11-24T17:00:00Z');

/** Counts what is worked out. */
function counted() {
  const work = { read: 0, answered: 0 };
  const remembered = rememberAnswers({
    read: (text) => ({ text, nth: ++work.read }) as unknown as Asked,
    answer: ({ text }): Reply => ({ kind: 'talk', text: `${text} ${++work.answered}`, citations: [] }),
  });
  const ask = (text: string, now = noon) => remembered.answer(remembered.read(text, now), now).text;
  return { work, remembered, ask };
}

describe('answers that are remembered', () => {
  it('are worked out once for a crowd that asks the same', () => {
    const { work, ask } = counted();
    expect([ask('Ngày nào?'), ask('Ngày nào?'), ask('Ở đâu?')]).toEqual(['Ngày nào? 1', 'Ngày nào? 1', 'Ở đâu? 2']);
    expect(work).toEqual({ read: 2, answered: 2 });
  });

  it('last no longer than the day, in Vietnam: tomorrow “còn mấy ngày” has another answer', () => {
    const { ask } = counted();
    expect([ask('Còn mấy ngày?'), ask('Còn mấy ngày?', nextDay)]).toEqual(['Còn mấy ngày? 1', 'Còn mấy ngày? 2']);
  });

  it('are worked out anew when the sources changed', () => {
    const { remembered, ask } = counted();
    ask('Ngày nào?');
    remembered.clear();
    expect(ask('Ngày nào?')).toBe('Ngày nào? 2');
  });

  it('are bounded: what was asked longest ago is forgotten first, what is asked again stays', () => {
    const { work, ask } = counted();
    ask('Ngày nào?');
    for (let other = 0; other < 1_999; other += 1) ask(`Câu ${other}`);
    ask('Ngày nào?');
    ask('Một câu nữa');
    const before = work.read;
    ask('Ngày nào?');
    expect(work.read).toBe(before);
    ask('Câu 0');
    expect(work.read).toBe(before + 1);
  });

  it('leave out what belongs to one person: a telephone number, an identity number, a story', () => {
    const { work, ask } = counted();
    for (const own of ['Số tôi 0912 345 678, bầu ở đâu?', 'CCCD 010099001234', 'kể '.repeat(50)]) {
      ask(own);
      const before = work.read;
      ask(own);
      expect(work.read).toBe(before + 1);
    }
  });
});
