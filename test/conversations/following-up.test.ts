import { beforeAll, expect, test } from 'vitest';
import type { Reply } from '../../src/answering/reply/reply.ts';
import type { openPack } from '../../src/app/knowledge.ts';
import { shippedKnowledge } from '../fakes/shipped.ts';

const now = new Date('2026-11-28T02:00:00Z');
let knowledge: ReturnType<typeof openPack>;
beforeAll(async () => {
  knowledge = await shippedKnowledge();
});

/** The replies to lines of one conversation. */
function say(...lines: string[]): Reply[] {
  const dialogue = knowledge.openDialogue();
  return lines.map((text) => dialogue.reply({ chat: 'test:1', text }, now));
}

test.each([
  ['may gio bat dau bo phieu', 'the may gio ket thuc', 'voting-hours'],
  ['Em làm mất thẻ cử tri rồi thì làm sao?', 'thế phải báo cho ai?', 'lost-card'],
  ['đơn vị bầu cử quốc hội số 1 bầu mấy người', 'thế số 2', 'lao-cai-seats-unit-2'],
])('the other half, or the like of it: %s – %s', (before, next, about) => {
  expect(say(before, next)[1]).toMatchObject({ kind: 'answer', about });
});

test.each([
  ['PAPI 2022 bao nhiêu điểm', 'còn giá vàng?'],
  ['Bao nhiêu tuổi được bầu cử?', 'còn máy bay?'],
  ['bỏ phiếu tới mấy giờ', 'còn con mèo'],
])('what is none of ours does not get the answer before again: %s – %s', (before, next) => {
  const [first, second] = say(before, next);
  expect(first!.kind).toBe('answer');
  expect(second!.kind).not.toBe('answer');
});
