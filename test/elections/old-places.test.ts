import { describe, expect, test } from 'vitest';
import { createGazetteer } from '../../src/elections/gazetteer.ts';
import { createOldPlaces, type PlaceName, type PlaceResolution } from '../../src/elections/old-places.ts';
import { unmistakable } from '../../src/elections/place-meaning.ts';
import type { PlaceMention } from '../../src/elections/place-mention.ts';
import type { Commune, CommuneElsewhere, OldCommune, OtherPlace } from '../../src/elections/places.ts';
import { lazily } from '../setup/lazily.ts';

const source = { title: 'Nghị quyết', publisher: 'Ủy ban Thường vụ Quốc hội', date: '2025-06-16' };
const commune = (code: string, type: Commune['type'], name: string): Commune => ({
  code,
  type,
  name,
  variants: [],
  ...(name === 'Nam Cường' || name === 'Hạnh Phúc' ? { isEveryday: true } : {}),
});
const old = (name: string, type: OldCommune['type'], district: string, province: string, ...communes: string[]): OldCommune => ({
  name,
  type,
  variants: [],
  district,
  province,
  communes,
  source,
});
const communes = [
  commune('1', 'phường', 'Lào Cai'),
  commune('2', 'phường', 'Cam Đường'),
  commune('3', 'phường', 'Nam Cường'),
  commune('4', 'xã', 'Văn Bàn'),
  commune('5', 'xã', 'Khánh Yên'),
  commune('6', 'xã', 'Trạm Tấu'),
  commune('7', 'xã', 'Hạnh Phúc'),
];
const oldCommunes = [
  old('Kim Tân', 'phường', 'thành phố Lào Cai', 'Lào Cai', '1'),
  old('Nam Cường', 'phường', 'thành phố Lào Cai', 'Lào Cai', '2'),
  old('Nam Cường', 'phường', 'thành phố Yên Bái', 'Yên Bái', '3'),
  old('Khánh Yên', 'thị trấn', 'huyện Văn Bàn', 'Lào Cai', '4'),
  old('Trạm Tấu', 'xã', 'huyện Trạm Tấu', 'Yên Bái', '6'),
  old('Trạm Tấu', 'thị trấn', 'huyện Trạm Tấu', 'Yên Bái', '7'),
  old('Thanh Bình', 'xã', 'thị xã Sa Pa', 'Lào Cai', '1'),
  old('Thanh Bình', 'xã', 'huyện Mường Khương', 'Lào Cai', '2'),
  old('Cẩm Dương', 'phường', 'huyện Văn Bàn', 'Lào Cai', '5'),
  old('Chia Đôi', 'xã', 'huyện Văn Bàn', 'Lào Cai', '5', '4', 'of no list'),
];
const others: OtherPlace[] = [
  { name: 'Lào Cai', kind: 'province', province: 'Lào Cai' },
  { name: 'Yên Bái', kind: 'former-province', province: 'Lào Cai' },
  { name: 'Văn Bàn', kind: 'former-district', province: 'Lào Cai' },
  { name: 'Trạm Tấu', kind: 'former-district', province: 'Lào Cai' },
  { name: 'Lào Cai', kind: 'former-district', province: 'Lào Cai' },
  { name: 'Yên Bái', kind: 'former-district', province: 'Lào Cai' },
  { name: 'Mường Khương', kind: 'former-district', province: 'Lào Cai' },
  { name: 'Sa Pa', kind: 'former-district', province: 'Lào Cai' },
  { name: 'Than Uyên', kind: 'former-district', province: 'Lào Cai' },
  { name: 'Hà Nội', kind: 'province', province: 'Hà Nội' },
  { name: 'Phú Thọ', kind: 'former-district', province: 'Phú Thọ' },
];
const elsewhere: CommuneElsewhere[] = [
  { name: 'Ba Đình', province: 'Hà Nội', type: 'phường' },
  { name: 'Văn Bàn', province: 'Hà Nội', type: 'xã' },
];
const gazetteer = lazily(() => createGazetteer(communes, others, elsewhere, oldCommunes));
const places = () => createOldPlaces({ province: 'Lào Cai', communes, oldCommunes });

const nameOf = ({ candidates, afar, type, era }: PlaceMention): PlaceName => ({
  communes: candidates.flatMap((one) => (one.kind === 'commune' ? [one.commune] : [])),
  old: candidates.flatMap((one) => (one.kind === 'old' ? [one.old] : [])),
  others: candidates.flatMap((one) => (one.kind === 'other' ? [one.place] : [])),
  afar,
  type,
  era,
});
const namesIn = (text: string): PlaceName[] => gazetteer().find(text).map(nameOf);
const resolve = (text: string): PlaceResolution => {
  const [first, next] = namesIn(text);
  return places().resolve(first!, next);
};
const said = (resolution: PlaceResolution): string => {
  switch (resolution.kind) {
    case 'current':
      return `current ${resolution.commune.name}`;
    case 'renamed':
      return `renamed ${resolution.old.name} -> ${resolution.commune.name}`;
    case 'split':
      return `split ${resolution.communes.map(({ name }) => name).join(', ')}`;
    case 'district':
      return `district ${resolution.district.title}: ${resolution.district.communes.map(({ name }) => name).join(', ')}`;
    case 'province':
      return `province ${resolution.place.name}`;
    case 'ambiguous':
      return `ambiguous ${resolution.meanings.map((one) => unmistakable(one, resolution.meanings)).join(' | ')}`;
    case 'elsewhere':
      return `elsewhere ${resolution.provinces.join(', ')}`;
    case 'unknown':
      return 'unknown';
  }
};

describe('a name is what it is today', () => {
  test.each([
    ['phường Cam Đường', 'current Cam Đường'],
    ['Phường Kim Tân', 'renamed Kim Tân -> Lào Cai'],
    ['phuong kim tan', 'renamed Kim Tân -> Lào Cai'],
    ['xã Kim Tân', 'renamed Kim Tân -> Lào Cai'],
    ['kim tân cũ', 'renamed Kim Tân -> Lào Cai'],
    ['xã Chia Đôi', 'split Văn Bàn, Khánh Yên'],
    ['huyện Văn Bàn', 'district huyện Văn Bàn: Văn Bàn, Khánh Yên'],
    ['huyen van ban', 'district huyện Văn Bàn: Văn Bàn, Khánh Yên'],
    ['thị xã Sa Pa', 'district thị xã Sa Pa: Lào Cai'],
    ['huyện Than Uyên', 'district Than Uyên: '],
    ['tỉnh Yên Bái', 'province Yên Bái'],
    ['tỉnh Yên Bái, Hà Nội', 'province Yên Bái'],
    ['tỉnh Hà Nội', 'elsewhere Hà Nội'],
    ['phường Ba Đình', 'elsewhere Hà Nội'],
    ['phuong ba dinh', 'elsewhere Hà Nội'],
    ['xã Không Có', 'unknown'],
  ])('%s', (text, expected) => expect(said(resolve(text))).toBe(expected));
});

describe('a name of several places is asked back', () => {
  test.each([
    ['Nam Cường', 'ambiguous phường Nam Cường mới | phường Nam Cường cũ, thành phố Lào Cai'],
    ['phuong nam cuong', 'ambiguous phường Nam Cường mới | phường Nam Cường cũ, thành phố Lào Cai'],
    ['phường Nam Cường cũ', 'ambiguous phường Nam Cường cũ, thành phố Lào Cai | phường Nam Cường cũ, thành phố Yên Bái'],
    ['Khánh Yên', 'ambiguous xã Khánh Yên | thị trấn Khánh Yên cũ, huyện Văn Bàn'],
    ['Thanh Bình', 'ambiguous xã Thanh Bình cũ, thị xã Sa Pa | xã Thanh Bình cũ, huyện Mường Khương'],
    ['Trạm Tấu', 'ambiguous xã Trạm Tấu | thị trấn Trạm Tấu cũ, huyện Trạm Tấu | huyện Trạm Tấu cũ'],
    ['Lào Cai', 'ambiguous phường Lào Cai | tỉnh Lào Cai | thành phố Lào Cai cũ'],
  ])('%s', (text, expected) => expect(said(resolve(text))).toBe(expected));

  test('and every choice means one place', () => {
    for (const name of ['Nam Cường', 'Nam Cường cũ', 'Khánh Yên', 'Thanh Bình', 'Trạm Tấu', 'Văn Bàn']) {
      const asked = resolve(name);
      const meanings = asked.kind === 'ambiguous' ? asked.meanings : [];
      expect(meanings.length).toBeGreaterThan(1);
      for (const one of meanings) {
        const chosen = resolve(unmistakable(one, meanings));
        expect(chosen.kind, unmistakable(one, meanings)).toBe(
          one.kind === 'old' ? (one.communes.length > 1 ? 'split' : 'renamed') : one.kind,
        );
      }
    }
  });
});

describe('what is typed beside a name decides', () => {
  test.each([
    ['xã Khánh Yên', 'current Khánh Yên'],
    ['thị trấn Khánh Yên', 'renamed Khánh Yên -> Văn Bàn'],
    ['xã Trạm Tấu', 'current Trạm Tấu'],
    ['Nam Cường, thành phố Lào Cai', 'renamed Nam Cường -> Cam Đường'],
    ['Nam Cường, Yên Bái', 'current Nam Cường'],
    ['phường Nam Cường mới', 'current Nam Cường'],
    ['Thanh Bình, thị xã Sa Pa', 'renamed Thanh Bình -> Lào Cai'],
    ['xã Văn Bàn', 'current Văn Bàn'],
    ['phuong cam duong', 'current Cam Đường'],
    ['xã Văn Bàn, Hà Nội', 'elsewhere Hà Nội'],
    ['phường Kim Tân, Hà Nội', 'elsewhere Hà Nội'],
    ['phường Kim Tân, huyện Phú Thọ', 'renamed Kim Tân -> Lào Cai'],
    ['Trạm Tấu, Yên Bái', 'ambiguous xã Trạm Tấu | thị trấn Trạm Tấu cũ, huyện Trạm Tấu'],
    ['Nam Cường, Lào Cai', 'ambiguous phường Nam Cường mới | phường Nam Cường cũ, thành phố Lào Cai'],
    ['Nam Cường, huyện Văn Bàn', 'ambiguous phường Nam Cường mới | phường Nam Cường cũ, thành phố Lào Cai'],
  ])('%s', (text, expected) => expect(said(resolve(text))).toBe(expected));

  test('and what else goes by the name is kept beside it', () => {
    const typed = resolve('xã Khánh Yên');
    expect(typed.kind === 'current' && typed.besides.map((one) => unmistakable(one, []))).toEqual([
      'thị trấn Khánh Yên cũ, huyện Văn Bàn',
    ]);
  });

  test.each(['xã Văn Bàn', 'Thanh Bình, thị xã Sa Pa'])(
    'nothing is kept beside “%s”: a district is no commune, and what lies elsewhere was ruled out',
    (text) => expect(resolve(text)).toMatchObject({ besides: [] }),
  );

  test('a name beside it that can be a place of ours rules out no place of ours', () => {
    const hanoi: OtherPlace = { name: 'Hà Nội', kind: 'province', province: 'Hà Nội' };
    const ofOurs = (ours: Partial<PlaceName>) =>
      said(places().resolve(namesIn('Kim Tân')[0]!, { communes: [], old: [], others: [hanoi], afar: [], ...ours }));
    expect(ofOurs({})).toBe('elsewhere Hà Nội');
    for (const ours of [
      { communes: [communes[4]!] },
      { old: [oldCommunes[8]!] },
      { communes: [communes[4]!], old: [oldCommunes[8]!] },
      { others: [hanoi, others[0]!] },
    ])
      expect(ofOurs(ours)).toBe('renamed Kim Tân -> Lào Cai');
  });

  test.each([
    ['Nam Cường, thành phố Lào Cai', true],
    ['Văn Bàn, Hà Nội', true],
    ['Nam Cường, Lào Cai', false],
    ['Nam Cường, huyện Văn Bàn', false],
  ])('whether it does is known: “%s”', (text, decided) => {
    const [name, within] = namesIn(text);
    expect(places().decides(name!, within!)).toBe(decided);
  });
});

describe('an old name in running text', () => {
  test.each(['bầu cử cần kim tân trang', 'thống nhất ý kiến', 'ai thanh bình vậy', 'nam cường nữ nhược là gì'])(
    'is not found in “%s”',
    (text) => {
      expect(
        gazetteer()
          .find(text)
          .filter(({ candidates }) => candidates.some(({ kind }) => kind === 'old')),
      ).toEqual([]);
    },
  );

  test('is found with the one of today that it shares, where that is no everyday word', () => {
    const found = gazetteer().find('khánh yên đi bầu ngày nào');
    expect(found.map(({ candidates }) => candidates.map(({ kind }) => kind).sort())).toEqual([['commune', 'old']]);
  });

  test.each(['tôi ở kim tân', 'kim tan thuoc don vi nao', 'Kim Tân bầu mấy người', 'kim tân'])('is found in “%s”', (text) => {
    expect(
      gazetteer()
        .find(text)
        .map(({ name }) => name.toLowerCase().replace('â', 'a')),
    ).toEqual(['kim tan']);
  });
});
