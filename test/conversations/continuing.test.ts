import { describe, expect, it } from 'vitest';
import type { Answering } from '../../src/answering/answering.ts';
import type { Asked } from '../../src/answering/question/asked.ts';
import type { Reply } from '../../src/answering/reply/reply.ts';
import { type Before, type Earlier, respondTo } from '../../src/conversations/continuing.ts';
import { autumn, questionReader } from '../fakes/questions.ts';

const read = questionReader();
const notFound: Reply = { kind: 'none', reason: 'not-in-sources', text: 'không có', citations: [] };
const strange: Reply = { kind: 'none', reason: 'out-of-scope', text: 'ngoài phạm vi', citations: [] };
const answer = (text: string): Reply => ({ kind: 'answer', text, citations: [] });

/** Answers what is noted, by the text as read; everything else is out of scope. */
function answering(noted: Record<string, { reply: Reply; sure?: number }>): Answering {
  const of = ({ text }: Asked) => noted[text.toLowerCase()];
  const unused = (): never => {
    throw new Error('not asked for here');
  };
  return {
    read: (text) => read(text),
    answer: (asked) => of(asked)?.reply ?? strange,
    sureness: (asked) => of(asked)?.sure ?? 0.5,
    about: unused,
    explain: unused,
    calendar: unused,
    sources: unused,
    nearest: unused,
    titled: unused,
  };
}
const before: Before = { text: 'bao nhiêu tuổi được bầu cử', places: [], language: 'vi' };
/** The question before, answered a minute ago. */
const after = (question: Before): Earlier => ({
  question,
  replied: { kind: 'answer', text: 'đáp', citations: [] },
  agoMs: 60_000,
});
const respond = (text: string, noted: Parameters<typeof answering>[0], earlier: Before = before) =>
  respondTo(text, after(earlier), { answering: answering(noted), about: () => undefined }, autumn);

describe('the surest of the continuation and the message alone is said', () => {
  const both = (continued: number, alone: number) => ({
    'xã hợp thành thuộc đơn vị bầu cử nào': { reply: answer('tiếp'), sure: continued },
    'còn ai ở xã hợp thành': { reply: answer('riêng'), sure: alone },
  });
  const earlier = read('xã Gia Phú thuộc đơn vị bầu cử nào');

  it.each([
    [0.9, 0.6, 'tiếp'],
    [0.6, 0.9, 'riêng'],
  ])('continued %f, alone %f: %s', (continued, alone, said) => {
    expect(respond('còn ai ở xã Hợp Thành', both(continued, alone), earlier).reply.text).toBe(said);
  });
});

it('without a question before it a message stands alone', () => {
  const noted = { 'còn ứng cử?': { reply: answer('riêng') } };
  expect(respondTo('còn ứng cử?', undefined, { answering: answering(noted), about: () => undefined }, autumn).reply.text).toBe(
    'riêng',
  );
});

it('what means nothing alone is only read on, and the question it became is remembered', () => {
  const { question, reply } = respond('còn ứng cử?', {
    'bao nhiêu tuổi được ứng cử': { reply: answer('21 tuổi') },
    'còn ứng cử?': { reply: strange },
  });
  expect(reply.text).toBe('21 tuổi');
  expect(question.text).toBe('bao nhiêu tuổi được ứng cử');
});

describe('where no continuation is an answer', () => {
  it('a plain decline of the likeliest speaks', () => {
    const { reply } = respond('còn năm 2023?', { 'bao nhiêu tuổi được bầu cử năm 2023?': { reply: notFound } });
    expect(reply).toBe(notFound);
  });

  it('one that makes no sense asks back, and the question before stays in mind', () => {
    const { question, reply } = respond('còn năm 2023?', {});
    expect(reply.kind).toBe('clarify');
    expect(reply.choices?.length).toBeGreaterThan(0);
    expect(question).toBe(before);
  });
});

describe('a story is answered once: every way of reading it on would be another question', () => {
  const story = 'hôm nọ tôi về quê thăm mẹ '.repeat(40);
  const readings = (text: string, earlier: Before): string[] => {
    const asked: string[] = [];
    const reading = (one: string) => {
      asked.push(one);
      return read(one);
    };
    const noting: Answering = { ...answering({}), read: reading };
    respondTo(text, after(earlier), { answering: noting, about: () => undefined }, autumn);
    return asked;
  };

  it('before', () => expect(readings('còn ứng cử?', { text: story, places: [], language: 'vi' })).toEqual(['còn ứng cử?']));
  it('now', () => expect(readings(story, before)).toEqual([story]));
  it('a question is read on', () => expect(readings('còn ứng cử?', before).length).toBeGreaterThan(1));
});
