import { describe, expect, it } from 'vitest';
import { createPlaceReplies } from '../../src/answering/places/replies.ts';
import type { Reply } from '../../src/answering/reply/reply.ts';
import { createSubjectReplies } from '../../src/answering/subjects.ts';
import { createElectoralUnits } from '../../src/elections/electoral-units.ts';
import { createPollingStations } from '../../src/elections/polling-stations.ts';
import { questionReader } from '../fakes/questions.ts';
import { smallPack } from '../fakes/small-pack.ts';
import { lazily } from '../setup/lazily.ts';

const pack = smallPack();
const read = questionReader(pack);
const list: Reply = { kind: 'answer', text: 'Các nguồn', citations: [] };
const subjects = lazily(() =>
  createSubjectReplies({
    pack,
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

  it('what is worked out comes from the tables', () => {
    expect(subjects().reply({ kind: 'task', task: 'calendar' }, read('lịch bầu cử'), today).text).toContain('15/03/2026');
    expect(subjects().reply({ kind: 'task', task: 'unit-of-place' }, read('xã Gia Phú thuộc đơn vị nào'), today).text).toContain(
      'số 4',
    );
    expect(subjects().reply({ kind: 'task', task: 'polling-place' }, read('tôi bỏ phiếu ở đâu'), today).kind).not.toBe('answer');
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

  it('nothing is said where no year was asked for, or none is known', () => {
    expect(subjects().otherYear(of('procedures-2022'), read('có bao nhiêu thủ tục'))).toBeUndefined();
    expect(subjects().otherYear(of('voter-card'), read('năm 2023 mang gì'))).toBeUndefined();
  });
});
