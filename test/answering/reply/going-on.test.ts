import { describe, expect, it } from 'vitest';
import {
  askOf,
  goOnQuestion,
  goOnTarget,
  goOnValue,
  goOnWith,
  membersValue,
  stationValue,
  unitElectedIn,
} from '../../../src/answering/reply/going-on.ts';
import type { ElectoralUnit } from '../../../src/elections/places.ts';
import { fact, smallPack } from '../../fakes/small-pack.ts';

const { facts, milestones } = smallPack();
const unit = (level: ElectoralUnit['level'], number: string): ElectoralUnit => ({ level, number, communes: [] }) as never;
const person = { of: 'người trúng cử', comparator: 'exactly', kind: 'person', is: 'An' } as const;

describe('a choice to go on with', () => {
  it('names what it asks for in at most 64 letters', () => {
    expect(goOnValue('voting-age')).toBe('tiep:voting-age');
    expect(goOnTarget('tiep:voting-age')).toBe('voting-age');
    expect(goOnTarget('hỏi tiep:voting-age')).toBeUndefined();
    expect(goOnValue('a'.repeat(80))).toHaveLength(64);
  });

  it('asks for the communes of a unit, for a polling station, for what is known, each as a person would', () => {
    const asks = (value: string) => goOnQuestion(goOnTarget(value)!, { facts, milestones });
    expect(asks(membersValue(unit('province', '09')))).toEqual({
      about: 'task/communes-of-unit',
      text: 'Đơn vị bầu cử đại biểu Hội đồng nhân dân tỉnh số 9 gồm những xã, phường nào?',
    });
    expect(asks(membersValue(unit('commune', '2'))).text).toContain('Hội đồng nhân dân xã số 2');
    expect(asks(membersValue(unit('national-assembly', '2'))).text).toContain('Quốc hội số 2');
    expect(asks(stationValue('phường Cam Đường', '3'))).toEqual({
      about: 'task/polling-place',
      text: 'Đi bầu ở đâu, phường Cam Đường, khu vực 3?',
    });
    expect(asks('tiep:voting-age')).toEqual({ about: 'voting-age', text: 'bao nhiêu tuổi được bầu cử' });
    expect(asks('tiep:election-day')).toEqual({ about: 'election-day', text: 'ngày bầu cử là ngày nào' });
    expect(asks('tiep:task/calendar')).toEqual({ about: 'task/calendar', text: 'Lịch bầu cử thế nào?' });
  });

  it.each(['gone', 'donvi/village/3', 'donvi', 'khuvuc/phường Cam Đường', 'khuvuc', 'khuvuc//3', 'x/province/3'])(
    'asks nothing where there is no such thing any more: %s',
    (target) => expect(goOnQuestion(target, { facts, milestones })).toEqual({ about: target, text: '' }),
  );
});

describe('the wording a button shows', () => {
  const long = 'thủ tục đăng ký bỏ phiếu tại nơi tạm trú cho người đi làm ăn xa là gì';
  const asked = (statement: string, ...asks: string[]) => askOf(fact('x', statement, asks, { measure: 'số xã' }));

  it('writes names as they are written', () => {
    expect(asked('Tỉnh Yên Bái có 3 xã.', 'yên bái có mấy xã', 'Yên Bái mấy xã')).toBe('Yên Bái mấy xã');
    expect(asked('Có 3 xã ở Yên Bái.', 'yên bái có mấy xã')).toBe('yên bái có mấy xã');
    expect(asked('Cử tri cả tỉnh đi bầu.', 'cử tri nào đi bầu', 'Cử tri đi bầu')).toBe('cử tri nào đi bầu');
    expect(asked('Các xã đã họp. Cử tri đông; Bầu xong.', 'cử tri bầu ra sao', 'x')).toBe('cử tri bầu ra sao');
    expect(asked('Nhà Xã thuộc xã.', 'mấy xã', 'Xã nào')).toBe('mấy xã');
  });

  it('also those of what it is about and of its area', () => {
    const about = fact('x', 'Có 3 xã.', ['an có mấy xã', 'ông An có mấy xã'], { subject: 'quê ông An', area: 'cả nước' });
    expect(askOf(about)).toBe('ông An có mấy xã');
    expect(askOf({ ...about, subject: '', area: 'huyện An' })).toBe('ông An có mấy xã');
  });

  it('fits; where none does the first, and without any what it is called', () => {
    expect(asked('Có.', long, 'bầu ở đâu')).toBe('bầu ở đâu');
    expect(asked('Có.', long)).toBe(long);
    expect(asked('Có.')).toBe('số xã');
    expect(askOf({ ...milestones[0]!, measure: 'ngày', asks: [] })).toBe('ngày bầu cử');
  });
});

describe('what a button is called', () => {
  const pack = {
    facts,
    electoralUnits: [unit('province', '03'), unit('national-assembly', '03'), unit('national-assembly', '07')],
  };
  const elected = fact('e', 'Ông An trúng cử.', ['ai trúng cử'], {
    level: 'national-assembly',
    subject: 'người trúng cử ở đơn vị số 3',
    values: [person],
  });

  it('a milestone by its name, or as it is asked for where that is too long', () => {
    expect(goOnWith(milestones[0]!, pack)).toEqual({ label: 'Ngày bầu cử', value: 'tiep:election-day' });
    expect(goOnWith({ ...milestones[0]!, name: 'n'.repeat(40) }, pack).label).toBe(`N${'n'.repeat(39)}`);
    expect(goOnWith({ ...milestones[0]!, name: 'n'.repeat(41) }, pack).label).toBe('Ngày bầu cử là ngày nào?');
  });

  it('who was elected in a unit by the unit, of the level and with the number', () => {
    expect(unitElectedIn(elected, pack)).toBe(pack.electoralUnits[1]);
    expect(goOnWith(elected, pack)).toEqual({ label: 'Ai trúng cử ở đơn vị 3?', value: 'tiep:e' });
    for (const other of [
      { ...elected, values: [] },
      { ...elected, level: 'commune' as const },
      { ...elected, subject: '3 người trúng cử' },
      { ...elected, subject: 'người trúng cử ở đơn vị số 4' },
      { ...elected, subject: 'đơn vị số 0003' },
      { ...elected, subject: 'đơn vị a3' },
    ])
      expect(unitElectedIn(other, pack)).toBeUndefined();
    const { subject: _, ...bare } = elected;
    expect(unitElectedIn(bare, pack)).toBeUndefined();
  });

  it('a fact by its subject, else by what it measures, where no other has the same', () => {
    const one = fact('one', 'S.', ['hỏi một'], { subject: 'thẻ cử tri', measure: 'giấy tờ' });
    const other = fact('other', 'S.', ['hỏi hai'], { subject: 'tuổi', measure: 'số tuổi' });
    const label = (...facts: (typeof one)[]) => goOnWith(facts[0]!, { ...pack, facts }).label;
    expect(label(one, other)).toBe('Thẻ cử tri');
    expect(label(one, { ...other, subject: 'thẻ cử tri' })).toBe('Giấy tờ');
    expect(label(one, { ...other, subject: 'thẻ cử tri', measure: 'giấy tờ' })).toBe('Hỏi một?');
    expect(label({ ...one, subject: 's'.repeat(41) }, other)).toBe('Giấy tờ');
    expect(label({ ...one, subject: 's'.repeat(40) }, other)).toBe(`S${'s'.repeat(39)}`);
    const { subject: _, ...bare } = one;
    expect(label(bare, other)).toBe('Giấy tờ');
  });

  it('the facts of one series are one', () => {
    const of = (id: string, series: string) => fact(id, 'S.', ['hỏi'], { subject: 'chủ tịch', measure: id, series });
    const label = (...facts: ReturnType<typeof of>[]) => goOnWith(facts[0]!, { ...pack, facts }).label;
    expect(label(of('a', 'x'), of('b', 'x'))).toBe('Chủ tịch');
    expect(label(of('a', 'x'), of('b', 'y'))).toBe('A');
  });
});
