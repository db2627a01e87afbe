import { describe, expect, it } from 'vitest';
import { createStationReplies, onceOver } from '../../../src/answering/places/stations.ts';
import type { PollingStation } from '../../../src/elections/places.ts';
import { createPollingStations } from '../../../src/elections/polling-stations.ts';
import { smallPack } from '../../fakes/small-pack.ts';
import { asking, bacHa, camDuong, current, meaning, old, renamedTo, source } from './asking.ts';

const station = (area: string, hamlets: string[], extra: Partial<PollingStation> = {}): PollingStation => ({
  ...{ communeCode: bacHa.code, area, hamlets, name: `Nhà văn hóa ${area}`, address: 'đường Chính', source },
  ...extra,
});
const [one, two] = [station('1', ['Thôn Na', 'tổ dân phố 3']), station('2', ['Thôn Na', 'tổ dân phố 31'])];
const [electionDay] = smallPack().milestones;
const open = (...stations: PollingStation[]) => createStationReplies(createPollingStations(stations));
const place = (raw: string, stations = [one, two], resolution = current(bacHa)) =>
  open(...stations).pollingPlace(asking(resolution, { raw, kind: 'where' }));

describe('where to vote', () => {
  it('is the one station of a commune', () => {
    const reply = place('', [station('1', [], { opens: '07:00', closes: '19:00', accessibility: 'Có lối cho xe lăn.' })]);
    expect(reply).toMatchObject({
      kind: 'answer',
      value: 'Nhà văn hóa 1, đường Chính',
      citations: [{ document: 'station-1-1' }],
    });
    expect(reply.parts).toMatchObject({
      headline: 'Nơi bỏ phiếu khu vực 1: Nhà văn hóa 1, đường Chính, mở cửa 07:00–19:00.',
      sentences: ['Có lối cho xe lăn.'],
      notes: ['Bạn đối chiếu với thẻ cử tri của mình trước khi đi.'],
    });
    for (const hours of [{ opens: '07:00' }, { closes: '19:00' }])
      expect(place('', [station('1', [], hours)]).parts!.headline).not.toContain('mở cửa');
  });

  it.each([
    ['khu vực 2 ở đâu', '2'],
    ['KHU VUC 1', '1'],
    ['em ở tổ dân phố 3 ạ', '1'],
    ['to dan pho 31', '2'],
    ['khu vực 2, tổ dân phố 3', '2'],
    ['tổ dân phố, 3', '1'],
  ])('of several the one whose area or hamlet is named: %s', (raw, area) =>
    expect(place(raw)).toMatchObject({ kind: 'answer', value: `Nhà văn hóa ${area}, đường Chính` }),
  );

  it.each(['bầu ở đâu', 'khu vực 12', 'thôn Na', 'khu vực 1 hay khu vực 2', 'tổ dân phố 4'])(
    'is asked back otherwise: %s',
    (raw) => expect(place(raw).kind).toBe('clarify'),
  );

  it('is asked back with a choice for each area, ten at most, none longer than a button', () => {
    const long = station('1', ['Thôn Na', 'tổ dân phố 3', 'thôn rất là xa xôi hẻo lánh']);
    const reply = place('bầu ở đâu', [long, ...Array.from({ length: 11 }, (_, i) => station(`${i + 2}`, [`h${i}`]))]);
    expect(reply.parts!.headline).toMatch(/^Xã Bắc Hà có 12 khu vực/u);
    expect(reply.choices).toHaveLength(10);
    expect(reply.choices![0]!.label).toBe('Khu vực 1: Thôn Na, tổ dân phố 3, thôn rất là xa'.slice(0, 40));
    expect(reply.choices![1]).toEqual({ label: 'Khu vực 2: h0', value: 'tiep:khuvuc/xã Bắc Hà/2' });
  });

  it('is asked back with the commune where none is named, and where nothing is known said to be unknown', () => {
    expect(open(one).pollingPlace(asking(undefined))).toMatchObject({ kind: 'clarify', choices: [], citations: [] });
    const nowhere = open().pollingPlace(asking(undefined));
    expect(nowhere).toMatchObject({ kind: 'none', reason: 'local-information' });
    expect(nowhere.parts!.headline).toBe('Tôi không có địa chỉ nơi bỏ phiếu của bạn và không đoán.');
    const elsewhere = place('', [one], current(camDuong));
    expect(elsewhere.parts!.headline).toBe('Tôi không có địa chỉ nơi bỏ phiếu của phường Cam Đường và không đoán.');
    expect(elsewhere.parts!.nextStep).toMatch(/VNeID/u);
  });

  it('of an old name says what it is today, with its source', () => {
    const renamed = renamedTo(old('Nậm Xưa', bacHa), bacHa, meaning.current(camDuong));
    const now = 'Xã Nậm Xưa cũ (huyện Cũ) nay là xã Bắc Hà.';
    const beside = 'Nếu bạn hỏi phường Cam Đường hiện nay thì đó là nơi khác.';
    expect(place('', [one], renamed).parts!.headline).toBe(now);
    for (const reply of [place('', [], renamed), place('', [one, two], renamed)]) {
      expect(reply.parts).toMatchObject({ headline: now, notes: [beside] });
      expect(reply.citations).toHaveLength(1);
    }
  });
});

describe('the station closest to a position', () => {
  const at = (latitude: number) => station('1', [], { latitude, longitude: 104 });

  it('is named with how far it is, and that it need not be one’s own', () => {
    const reply = open(at(22)).nearestStation({ latitude: 22.01, longitude: 104 });
    expect(reply.kind).toBe('answer');
    expect(reply.parts!.headline).toMatch(/gần vị trí bạn gửi nhất, cách khoảng 1,1 km/u);
    expect(reply.parts!.notes[0]).toMatch(/^Gần nhất chưa chắc là nơi bạn có tên/u);
  });

  it('is none beyond thirty kilometres, nor where no position is known', () => {
    const far = open(at(22)).nearestStation({ latitude: 22.3, longitude: 104 });
    expect(far).toMatchObject({ kind: 'none', reason: 'local-information' });
    expect(far.parts!.headline).toContain('trong vòng 30 km');
    expect(open(one).nearestStation({ latitude: 22, longitude: 104 }).parts!.headline).toContain('chưa có tọa độ');
    expect(far.parts!.nextStep).toMatch(/VNeID/u);
  });
});

describe('once the election is over', () => {
  const unknown = open().pollingPlace(asking(undefined));
  const over = (today: string, reply = unknown, day = electionDay) => onceOver(reply, day, today, 'vi');

  it('it is said first from the day after it, and nobody is sent to a body of the vote', () => {
    expect(over('2026-03-15')).toBe(unknown);
    expect(onceOver(unknown, undefined, '2026-03-16', 'vi')).toBe(unknown);
    const { parts, kind } = over('2026-03-16');
    expect(kind).toBe('none');
    expect(parts).toMatchObject({
      headline: 'Cuộc bầu cử ngày 15/03/2026 đã kết thúc.',
      sentences: [unknown.parts!.headline],
    });
    expect(parts!.nextStep).toMatch(/^Bác\/anh\/chị xem thẻ cử tri, hoặc hỏi UBND/u);
  });

  it('another next step stays', () => {
    const other = { ...unknown, parts: { ...unknown.parts!, nextStep: 'Hỏi xã.' } };
    expect(over('2026-03-16', other).parts!.nextStep).toBe('Hỏi xã.');
    expect(over('2026-03-16', { kind: 'talk', text: 'Chào.', citations: [] }).parts!.sentences).toEqual(['Chào.']);
  });
});
