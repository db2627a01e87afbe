import { beforeAll, describe, expect, it } from 'vitest';
import type { Asked } from '../../../src/answering/question/asked.ts';
import { readQuestion } from '../../../src/answering/question/question.ts';
import { readSlots } from '../../../src/answering/question/slots.ts';
import { isOfSomeUnit, measuresInstead } from '../../../src/answering/reply/exact-fit.ts';
import { type Knowledge, openKnowledge, shippedStack } from '../../../src/app/knowledge.ts';
import { fact } from '../../fakes/small-pack.ts';

const now = new Date('2026-11-24T02:00:00Z');
const asked = (text: string): Asked => ({
  raw: text,
  text,
  typed: { text, words: [] } as unknown as Asked['typed'],
  language: 'vi',
  kind: readQuestion(text).kind,
  slots: readSlots(text, now.getUTCFullYear()),
  places: [],
  repaired: 0,
});

describe('a figure answers a question that counts what it counts', () => {
  const share = fact('share', 'Năm 2022, 929 thủ tục được cắt giảm, đạt 47 %.', [], { value: '47 %' });
  const sum = fact('sum', 'Năm 2022, việc cắt giảm tiết kiệm khoảng 60 tỷ đồng.', [], { value: 'Khoảng 60 tỷ đồng' });
  const turnout = fact('turnout', 'Tỷ lệ cử tri đi bỏ phiếu là 99,68 %.', [], { value: '99,68 %' });

  it.each([
    ['cắt giảm bao nhiêu thủ tục', sum, true],
    ['cat giam bao nhieu thu tuc', sum, true],
    ['cắt giảm bao nhiêu thủ tục', share, false],
    ['cắt giảm tiết kiệm bao nhiêu tiền', sum, false],
    ['bao nhiêu phần trăm thủ tục được cắt giảm', share, false],
    ['có bao nhiêu đơn vị bỏ phiếu', turnout, true],
    ['bao nhiêu người đi bầu', turnout, false],
  ] as const)('%s', (text, known, expected) => expect(measuresInstead(known, asked(text))).toBe(expected));
});

describe('nobody is told of one numbered unit who asks about their own', () => {
  const statement = 'Đơn vị bầu cử đại biểu Quốc hội số 3 của tỉnh Lào Cai bầu 3 đại biểu trong 5 người ứng cử.';
  it.each([
    ['đơn vị của tôi có mấy người ứng cử', true],
    ['xa toi co may nguoi ung cu', true],
    ['đơn vị số 3 của tôi có mấy người ứng cử', false],
    ['đơn vị số 3 có mấy người ứng cử', false],
  ])('%s', (text, expected) => expect(isOfSomeUnit(statement, asked(text))).toBe(expected));
});

describe('what looks like a known question and asks for something else is not answered', () => {
  let knowledge: Knowledge;
  beforeAll(async () => {
    knowledge = await openKnowledge(shippedStack);
  });

  it.each([
    // A day is known, the place is not.
    'nộp hồ sơ ứng cử ở đâu',
    // A target share is known, the count is not.
    'có bao nhiêu hồ sơ trễ hạn năm 2022',
    // Complaints about lists of voters are known.
    'khiếu nại thủ tục hành chính gửi đâu',
    // How many there are is known, what they do is not.
    'đại biểu quốc hội làm gì',
    // Voters abroad are known, other provinces are not.
    'người ở Hà Nội thì bầu thế nào',
    // One numbered unit is known, not whose it is.
    'bao nhiêu người ứng cử ở đơn vị của tôi',
  ])('%s', (text) => {
    const { kind } = knowledge.openDialogue().reply({ chat: 'test:1', text }, now);
    expect(kind).not.toBe('answer');
  });
});
