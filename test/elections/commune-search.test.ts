import { describe, expect, it } from 'vitest';
import { searchCommunes } from '../../src/elections/commune-search.ts';

const source = { title: 'Nghị quyết 1673/NQ-UBTVQH15', publisher: 'Quốc hội', date: '2025-06-16', quote: '' };
const commune = (code: string, type: 'xã' | 'phường', name: string) => ({ code, type, name, variants: [] });
const old = (name: string, district: string, communes: string[]) => ({
  name,
  type: 'xã' as const,
  variants: [],
  district,
  province: 'Lào Cai',
  communes,
  source,
});
const tables = {
  communes: [commune('1', 'phường', 'Cam Đường'), commune('2', 'xã', 'Bát Xát'), commune('3', 'xã', 'Trịnh Tường')],
  oldCommunes: [old('Quang Kim', 'huyện Bát Xát', ['2']), old('Cốc Mỳ', 'huyện Bát Xát', ['3']), old('Xa Lạ', 'huyện Xa', ['9'])],
};
const found = (typed: string) =>
  searchCommunes(tables, typed).map(({ title, communes }) => [title, communes.map(({ code }) => code)]);

describe('looking for a commune while typing', () => {
  it('needs no diacritics, no case and no type', () => {
    for (const typed of ['cam d', 'CAM ĐƯỜNG', 'phuong cam', 'đường'])
      expect(found(typed)).toEqual([['phường Cam Đường', ['1']]]);
  });

  it('finds old communes and former districts as the communes of today, after those of today', () => {
    expect(found('bat xat')).toEqual([
      ['xã Bát Xát', ['2']],
      ['huyện Bát Xát', ['2', '3']],
    ]);
    expect(found('quang')).toEqual([['xã Quang Kim', ['2']]]);
  });

  it('finds nothing for nothing, for another name, and for a place whose communes are in no list', () => {
    for (const typed of ['', '  ', 'hà nội', 'am', 'xa lạ']) expect(found(typed)).toEqual([]);
  });
});
