import { describe, expect, it } from 'vitest';
import { createPlaceReplies } from '../../src/answering/places/replies.ts';
import type { Reply } from '../../src/answering/reply/reply.ts';
import { createSubjectReplies } from '../../src/answering/subjects.ts';
import { createElectoralUnits } from '../../src/elections/electoral-units.ts';
import type { ProvinceProfile } from '../../src/elections/pack/province.ts';
import { createPollingStations } from '../../src/elections/polling-stations.ts';
import { questionReader } from '../fakes/questions.ts';
import { smallPack, someProvince } from '../fakes/small-pack.ts';
import { lazily } from '../setup/lazily.ts';

const pack = smallPack();
const read = questionReader(pack);
const list: Reply = { kind: 'answer', text: 'Các nguồn', citations: [] };
const contacts: ProvinceProfile['contacts'] = [
  { name: 'Ủy ban bầu cử tỉnh', english: 'the election committee', closesWithElection: true },
  { name: 'Sở Nội vụ', english: 'the Department of Home Affairs' },
];
const about = { ...someProvince, contacts };
const subjects = lazily(() =>
  createSubjectReplies({
    pack: { ...pack, about },
    places: createPlaceReplies({
      province: pack.province,
      communes: pack.communes,
      units: createElectoralUnits(pack.electoralUnits),
      stations: createPollingStations(pack.pollingStations),
    }),
    sources: () => list,
  }),
);
const today = '2026-03-01';
const afterwards = '2026-11-23';
const of = (id: string) => ({ kind: 'fact', fact: pack.facts.find((one) => one.id === id)! }) as const;

describe('every subject has its reply', () => {
  it('a fact is said with its source', () => {
    expect(subjects().reply(of('voter-card'), read('đi bầu mang gì'), today)).toMatchObject({
      kind: 'answer',
      value: 'Thẻ cử tri',
      citations: [{ title: 'Luật Bầu cử, Điều 2' }],
    });
  });

  it('what is known to be unknown is declined with its own sentence and next step', () => {
    const unknown = { id: 'x', about: 'x', says: 'Nguồn không nói màu mực.', nextStep: 'Hỏi Tổ bầu cử.', asks: [] };
    const reply = subjects().reply({ kind: 'unknown', unknown }, read('mực màu gì'), today);
    expect(reply).toMatchObject({ kind: 'none', reason: 'not-in-sources', citations: [] });
    expect(reply.text).toMatch(/Nguồn không nói màu mực\.\s+Hỏi Tổ bầu cử\./u);
  });

  it.each([
    ['mực màu gì', undefined, today, 'Sở Nội vụ', 'Ủy ban bầu cử tỉnh'],
    ['what colour is the ink', 'Nguồn không nói màu mực.', today, 'the election committee', 'Nguồn'],
    ['what colour is the ink', undefined, afterwards, 'Home Affairs', 'the election committee'],
  ])(
    'what has no sentence of its own in the language of the question is declined with who may know: %s, %s',
    (q, says, day, named, unnamed) => {
      const unknown = { id: 'x', about: 'x', ...(says ? { says } : {}), nextStep: 'Hỏi Tổ bầu cử.', asks: [] };
      const reply = subjects().reply({ kind: 'unknown', unknown }, read(q), day);
      expect(reply).toMatchObject({ kind: 'none', reason: 'not-in-sources', citations: [] });
      expect(reply.text).toContain(named);
      expect(reply.text).not.toContain('Hỏi Tổ bầu cử.');
      if (day === afterwards || q.startsWith('what')) expect(reply.text).not.toContain(unnamed);
      else expect(reply.text).toContain(unnamed);
    },
  );

  it('an article is said as the answer to its title, a milestone with its day', () => {
    const [document] = pack.documents;
    const article = subjects().reply({ kind: 'document', document: document! }, read('kiểm tra ở đơn vị 09'), today);
    expect(article).toMatchObject({ kind: 'answer', about: 'unit-09', citations: [{ document: 'unit-09' }] });
    const [milestone] = pack.milestones;
    expect(subjects().reply({ kind: 'milestone', milestone: milestone! }, read('bao giờ bầu cử'), today).text).toContain(
      '15/03/2026',
    );
  });

  it('what is worked out comes from the tables', () => {
    expect(subjects().reply({ kind: 'task', task: 'calendar' }, read('lịch bầu cử'), today).text).toContain('15/03/2026');
    expect(subjects().reply({ kind: 'task', task: 'unit-of-place' }, read('xã Gia Phú thuộc đơn vị nào'), today).text).toContain(
      'số 4',
    );
    expect(subjects().reply({ kind: 'task', task: 'polling-place' }, read('tôi bỏ phiếu ở đâu'), today).kind).not.toBe('answer');
  });

  it('where one votes: after the election day it is said first that the vote is over, before it not', () => {
    const place = { kind: 'task', task: 'polling-place' } as const;
    expect(subjects().reply(place, read('xã Gia Phú bỏ phiếu ở đâu'), afterwards).parts?.headline).toContain('15/03/2026');
    const before = subjects().reply(place, read('xã Gia Phú bỏ phiếu ở đâu'), today);
    expect(before.parts?.headline).not.toContain('15/03/2026');
    expect(before.text).not.toContain(subjects().reply({ kind: 'task', task: 'unit-of-place' }, read('xã Gia Phú'), today).text);
  });

  it.each([
    ['opinion', 'none', 'opinion'],
    ['prediction', 'none', 'prediction'],
    ['personal-data', 'none', 'personal-data'],
    ['secret-ballot', 'none', 'personal-data'],
    ['off-topic', 'none', 'out-of-scope'],
    ['thanks', 'talk', undefined],
    ['greeting', 'talk', undefined],
  ] as const)('talk: %s', (topic, kind, reason) => {
    const reply = subjects().reply({ kind: 'talk', topic }, read('ừ'), today);
    expect(reply.kind).toBe(kind);
    expect(reply.kind === 'none' ? reply.reason : undefined).toBe(reason);
    expect(reply.text).not.toBe('');
    expect(reply.citations).toEqual([]);
    const isLed = topic === 'off-topic' || topic === 'greeting';
    expect(reply.choices?.map(({ label }) => label)).toEqual(isLed ? someProvince.questions : undefined);
  });

  it('whoever asks for the sources is shown them', () => {
    expect(subjects().reply({ kind: 'talk', topic: 'sources' }, read('nguồn nào'), today)).toBe(list);
  });
});

describe('another year than the one that is known', () => {
  it('is declined with the years that are known, without the figure', () => {
    const reply = subjects().otherYear(of('procedures-2022'), read('năm 2023 có bao nhiêu thủ tục'));
    expect(reply).toMatchObject({ kind: 'none', reason: 'not-in-sources' });
    expect(reply!.text).toMatch(/2023.*2022/u);
    expect(reply!.text).not.toContain('1.972');
  });

  it('of a series all years are named', () => {
    expect(subjects().otherYear(of('chair-2026'), read('năm 2019 ai là chủ tịch'))!.text).toContain('2022, 2026');
  });

  it('of a day in the calendar its year is named', () => {
    const milestone = pack.milestones.find(({ id }) => id === 'lists-posted')!;
    const reply = subjects().otherYear({ kind: 'milestone', milestone }, read('năm 2021 niêm yết danh sách khi nào'));
    expect(reply).toMatchObject({ kind: 'none', citations: [] });
    expect(reply!.text).toContain('2026');
    expect(reply!.text).not.toContain('2026-');
    expect(reply!.text).not.toContain('03/02');
  });

  it('nothing is said of what has no year', () => {
    expect(subjects().otherYear({ kind: 'talk', topic: 'greeting' }, read('năm 2021 thế nào'))).toBeUndefined();
    expect(subjects().otherYear({ kind: 'task', task: 'calendar' }, read('lịch năm 2021'))).toBeUndefined();
  });

  it('nothing is said where no year was asked for, or none is known', () => {
    expect(subjects().otherYear(of('procedures-2022'), read('có bao nhiêu thủ tục'))).toBeUndefined();
    expect(subjects().otherYear(of('voter-card'), read('năm 2023 mang gì'))).toBeUndefined();
  });
});
