import { beforeAll, describe, expect, test } from 'vitest';
import type { Answering } from '../../src/answering/answering.ts';
import { createLiveAnswering } from '../../src/answering/live.ts';
import type { Reply } from '../../src/answering/reply/reply.ts';
import { shippedKnowledge } from '../fakes/shipped.ts';

const now = new Date('2026-11-28T02:00:00Z');
let answering: Answering;
beforeAll(async () => {
  const { pack, base } = await shippedKnowledge();
  answering = createLiveAnswering(pack, base);
});
const ask = (text: string): Reply => answering.answer(answering.read(text, now), now);

describe('who gives a figure is told what holds for them', () => {
  test.each([
    'tạm trú 13 tháng thì được bầu mấy phiếu',
    'em tạm trú 2 năm rồi được bầu HĐND xã không',
    'em tam tru duoc 1 nam ruoi co bau hdnd xa ko',
    'tạm trú 13 tháng chỉ được 2 phiếu đúng không',
  ])('%s: three ballots', (question) => {
    expect(ask(question).about).toBe('ballots-per-voter');
  });

  test.each(['ở trọ 8 tháng được bầu hđnd xã không', 'tạm trú chưa được 1 năm bầu mấy phiếu'])('%s: two', (question) => {
    expect(ask(question).about).toBe('temporary-under-12');
  });

  test.each(['bao nhiêu cử tri từ 90 tuổi trở lên ở Lào Cai', 'có bao nhiêu cử tri trên 80 tuổi'])(
    '%s: the count of those from 100 years on is not theirs',
    (question) => {
      const reply = ask(question);
      expect(reply.kind).not.toBe('answer');
      expect(reply.text).not.toContain('173');
    },
  );

  test('the count itself is told', () => {
    expect(ask('có bao nhiêu cụ 100 tuổi đi bầu').text).toContain('173');
  });
});
