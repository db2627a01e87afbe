import { describe, expect, it } from 'vitest';
import type { FactWritten, PackEdit } from '../../../src/elections/pack/edit.ts';
import { proposalRecord } from '../../../src/stores/proposals/record.ts';

const fact: FactWritten = {
  ...{ id: 'voting-age', topic: 'eligibility', kinds: ['how-many'], statement: 'Đủ 18 tuổi.', measure: 'tuổi bầu cử' },
  ...{ level: 'all', area: 'cả nước', confidence: 'established', source: 'law', article: 'Điều 2', asks: ['mấy tuổi'] },
  ...{ others: [{ source: 'press' }], subject: 'cử tri', validFrom: '2025-07-01', validTo: '2026-03-15', nextStep: 'Hỏi xã.' },
  values: [{ of: 'tuổi bầu cử', number: '18', unit: 'tuổi' }],
};
const edits: PackEdit[] = [
  { kind: 'fact', fact },
  {
    kind: 'milestone',
    milestone: { id: 'election-day', name: 'ngày bầu cử', date: '2026-03-15', sources: [{ source: 'law', article: 'Điều 5' }] },
    is: 'x',
  },
  {
    kind: 'province',
    province: {
      ...{ short: 'Tỉnh', title: 'Hỏi đáp', subtitle: 'Bầu cử', questions: ['Ngày nào bầu cử?'] },
      contacts: [{ name: 'UBND xã', english: '', for: '', url: '', level: 'commune', closesWithElection: '' }],
    },
    is: 'x',
  },
  { kind: 'change', fact, is: 'f00d' },
  {
    kind: 'article',
    document: {
      id: 'a',
      title: 'Tin',
      publisher: 'Báo',
      published: '',
      retrieved: '2026-03-01',
      url: 'https://b.vn/',
      body: 'Tin.',
    },
  },
  { kind: 'stations', commune: '02680', title: 'xã Hợp Thành', rows: [{ commune: '02680', area: '1' }] },
];

describe('a proposal as both stores keep it', () => {
  it.each(edits.map((edit) => [edit.kind, edit] as const))('loses nothing of a %s', (_, edit) => {
    const kept = { id: 'p1', edit, seen: 's', by: 'lan', person: 'staff-1', day: '2026-03-01', state: 'open' as const };
    expect(proposalRecord.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });
});
