import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/answering/reply/reply.ts';
import { openPack } from '../../src/app/knowledge.ts';
import type { ProvinceProfile } from '../../src/elections/pack/province.ts';
import { smallPack, someProvince } from '../fakes/small-pack.ts';

const about: ProvinceProfile = {
  ...someProvince,
  contacts: [
    { name: 'UBND xã (phường)', for: 'danh sách cử tri', level: 'commune' },
    { name: 'Ủy ban bầu cử tỉnh', for: 'người ứng cử', level: 'province', closesWithElection: true },
    { name: 'Cổng thông tin tỉnh', for: 'văn bản của tỉnh', level: 'province' },
  ],
};
const pack = smallPack();
const unknowns = [
  { id: 'ink', about: 'màu mực', asks: ['mực đóng dấu màu gì'], near: 'voter-card' },
  { id: 'hall', about: 'hội trường', asks: ['HĐND tỉnh họp ở hội trường nào'] },
];
const knowledge = openPack({ ...pack, about, questions: { ...pack.questions, unknowns } });

/** A day before the election, and one after it. */
const days = { before: '2026-03-01T05:00:00Z', after: '2026-11-23T02:00:00Z' };
const ask = (text: string, now: string): Reply => knowledge.openDialogue().reply({ chat: 'zalo-oa:1', text }, new Date(now));

interface Refusal {
  kind: string;
  text: string;
  /** What it says of its kind. */
  says: string;
  /** Whom it sends to, before the election and after it. */
  step: { before: string; after: string };
  /** What it offers to tap; none where there is nothing near. */
  offers: { before: string[]; after: string[] };
}
const nothing = { before: [], after: [] };
const always = (step: string) => ({ before: step, after: step });
const quick = {
  before: ['Ngày bầu cử', 'Bỏ phiếu ở đâu?', 'Cách đi bỏ phiếu', 'Ai được bầu cử?'],
  after: ['Xã tôi thuộc đơn vị nào?', 'Cải cách hành chính', 'Lịch bầu cử', 'Ngày bầu cử là ngày nào?'],
};

const refusals: Refusal[] = [
  {
    kind: 'not in the sources',
    text: 'mực đóng dấu màu gì',
    says: 'không tìm thấy điều này trong các nguồn',
    step: {
      before: 'Bạn hỏi UBND xã (phường), hoặc Ủy ban bầu cử tỉnh, hoặc Cổng thông tin tỉnh.',
      after: 'Bạn hỏi UBND xã (phường), hoặc Cổng thông tin tỉnh.',
    },
    offers: { before: ['Đi bầu cần mang giấy tờ gì?'], after: ['Đi bầu cần mang giấy tờ gì?'] },
  },
  {
    kind: 'not in the sources, of the province',
    text: 'HĐND tỉnh họp ở hội trường nào',
    says: 'không tìm thấy điều này trong các nguồn',
    step: {
      before: 'Bạn hỏi Ủy ban bầu cử tỉnh, hoặc Cổng thông tin tỉnh.',
      after: 'Bạn hỏi Cổng thông tin tỉnh.',
    },
    offers: nothing,
  },
  {
    kind: 'not ours',
    text: 'cách nấu phở',
    says: 'ngoài phạm vi của tôi',
    step: always('Tôi trả lời về bầu cử'),
    offers: quick,
  },
  {
    kind: 'needs a person',
    text: 'cho tôi gặp cán bộ',
    says: 'Tôi là máy trả lời tự động, không phải cán bộ',
    step: {
      before: '- UBND xã (phường): danh sách cử tri\n- Ủy ban bầu cử tỉnh: người ứng cử\n- Cổng thông tin tỉnh: văn bản của tỉnh',
      after: '- UBND xã (phường): danh sách cử tri\n- Cổng thông tin tỉnh: văn bản của tỉnh',
    },
    offers: nothing,
  },
  {
    kind: 'another year',
    text: 'năm 2023 có bao nhiêu thủ tục hành chính',
    says: 'không nói đến điều này ở năm 2023, chỉ nói đến 2022',
    step: always('bạn hỏi rõ năm đó'),
    offers: { before: ['Có bao nhiêu thủ tục hành chính?'], after: ['Có bao nhiêu thủ tục hành chính?'] },
  },
  {
    kind: 'another place',
    text: 'Hà Nội có bao nhiêu thủ tục hành chính',
    says: 'Hà Nội không thuộc tỉnh Điện Biên',
    step: always('Bạn hỏi UBND nơi đó.'),
    offers: quick,
  },
];

describe.each(refusals)('a refusal says what kind it is: $kind', ({ text, says, step, offers }) => {
  it.each(['before', 'after'] as const)(
    'with a next step that makes sense %s the election, and what is known nearest',
    (when) => {
      const reply = ask(text, days[when]);
      expect(reply.kind).not.toBe('answer');
      expect(reply.citations).toEqual([]);
      expect(reply.text).toContain(says);
      expect(reply.text).toContain(step[when]);
      expect((reply.choices ?? []).map(({ label }) => label)).toEqual(offers[when]);
    },
  );

  it('sends nobody to a body of the vote once that is over', () => {
    expect(ask(text, days.after).text).not.toMatch(/Ủy ban bầu cử|Tổ bầu cử/u);
  });
});
