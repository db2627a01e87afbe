import { beforeAll, expect, test } from 'vitest';
import type { Answering } from '../../src/answering/answering.ts';
import { createLiveAnswering } from '../../src/answering/live.ts';
import { shippedKnowledge } from '../fakes/shipped.ts';

const now = new Date('2026-11-28T02:00:00Z');
let answering: Answering;
beforeAll(async () => {
  const { pack, base } = await shippedKnowledge();
  answering = createLiveAnswering(pack, base);
});
const ask = (text: string): string => answering.answer(answering.read(text, now), now).text;

test.each([
  ['cháu sinh 20/3/2008 thì hôm đó đã được bầu chưa ạ', 'Chưa đủ tuổi'],
  ['thang chau noi toi sinh dung 15/3/2008, bua do no du tuoi di bau roi phai khong', 'Đủ tuổi'],
  ['em trai tôi 19 tuổi học giỏi, ra ứng cử đại biểu được không', 'Chưa đủ tuổi'],
  ['phiếu có 8 người bầu 5, em gạch có 2 tên thì đủ chưa', 'gạch ít nhất 3, nhiều nhất 7'],
])('what is asked about is worked out: %s', (text, said) => {
  expect(ask(text)).toContain(said);
});

test.each([
  ['cháu 17 tuổi làm thành viên tổ bầu cử giúp việc được không ạ', 'đủ tuổi'],
  ['bà cụ 90 tuổi ốm nặng thì bỏ phiếu ở nhà được không', 'Đủ tuổi'],
  ['đợt 15/3 em gạch có mỗi chữ tên cuối, tức 1 trong 3 chữ họ tên, thì có tính là gạch người đó ko', 'Phiếu có'],
  ['ứng viên có 2 tên trên phiếu, tôi gạch 1 tên thôi thì tính là bỏ hay vẫn bầu', 'Phiếu có'],
])('what is told on the way to something else is not: %s', (text, notSaid) => {
  expect(ask(text)).not.toContain(notSaid);
});

test('an age that is only claimed is compared, and never called enough', () => {
  expect(ask('nghe nói 20 tuổi mới được bầu cử đúng không')).not.toContain('Đủ tuổi');
  expect(ask('nghe nói 20 tuổi mới được bầu cử đúng không')).toContain('18 tuổi');
});
