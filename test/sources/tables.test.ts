import { describe, expect, test } from 'vitest';
import { loadPack } from '../../src/sources/pack.ts';
import { changed, packFolder, problemsWith, soundFiles } from '../fakes/pack-folder.ts';

const communes = 'places/communes.csv';
const others = 'places/other-places.csv';
const units = 'units/electoral-units.csv';
const stations = 'units/polling-stations.csv';

describe('a sound pack', () => {
  test('has its places, units and stations', async () => {
    const { pack } = await loadPack(packFolder(soundFiles));
    expect(pack.province).toBe('Lào Cai');
    expect(pack.communes[0]).toEqual({ code: '02671', type: 'phường', name: 'Cam Đường', variants: [] });
    expect(pack.otherPlaces).toEqual([{ name: 'Yên Bái', kind: 'former-province', province: 'Lào Cai' }]);
    expect(pack.electoralUnits).toMatchObject([
      { level: 'national-assembly', number: '3', seats: 3, seatsConfidence: 'derived', communes: ['02671', '02680'] },
      { level: 'province', number: '09', communes: ['02671', '02680'], source: { document: 'visit', date: '2026-03-11' } },
    ]);
    expect(pack.electoralUnits[1]).not.toHaveProperty('seats');
    expect(pack.pollingStations).toEqual([
      {
        communeCode: '02671',
        area: '1',
        hamlets: ['tổ 1', 'tổ 2'],
        name: 'Nhà văn hóa tổ 1',
        address: 'đường Hoàng Quốc Việt',
        latitude: 22.41,
        longitude: 103.99,
        opens: '07:00',
        closes: '19:00',
        accessibility: 'có đường cho xe lăn',
        source: { title: 'Luật Bầu cử', publisher: 'Quốc hội', date: '2025-06-24' },
      },
    ]);
  });

  test.each(['02671', 'Cam Đường', 'phường Cam Đường', 'cam đường'])('a station may name its commune as %s', async (name) => {
    const { pack, problems } = await loadPack(
      packFolder({ ...soundFiles, ...changed(stations, 'phường Cam Đường,1', `${name},1`) }),
    );
    expect(problems).toEqual([]);
    expect(pack.pollingStations[0]!.communeCode).toBe('02671');
  });

  test('columns may stand in any order, cells may hold commas between quotes, a byte order mark and Windows line ends do no harm', async () => {
    const table = '\uFEFFsource,province,variants,name,type,code\r\nlaw,Lào Cai,Khánh Hoà; Khanh Hoa,"Khánh, Hòa",xã,04342\r\n';
    const { pack, problems } = await loadPack(
      packFolder({
        'facts/sources.yaml': soundFiles['facts/sources.yaml']!,
        [communes]: table,
        'a.md': soundFiles['news/visit.md']!,
      }),
    );
    expect(problems).toEqual([]);
    expect(pack.communes).toEqual([{ code: '04342', type: 'xã', name: 'Khánh, Hòa', variants: ['Khánh Hoà', 'Khanh Hoa'] }]);
  });

  test('several units of a commune election may share a commune', async () => {
    const rows = 'commune,1,3,02671,press,single-source,\ncommune,2,3,02671,press,single-source,\n';
    expect(await problemsWith({ [units]: soundFiles[units]! + rows })).toEqual([]);
  });
});

test.each<[what: string, files: Record<string, string>, problems: string[]]>([
  [
    'an unknown column',
    changed(communes, 'variants', 'variant'),
    [
      'places/communes.csv:1: unknown column "variant" (did you mean "variants"? Otherwise remove it)',
      'places/communes.csv:1: the column "variants" is missing (the header is code,type,name,variants,province,source)',
    ],
  ],
  [
    'a column given twice',
    changed(others, 'name,kind,province,source', 'name,kind,province,source,name'),
    ['places/other-places.csv:1: the column "name" is there twice (keep one of the two)'],
  ],
  [
    'a row of another length',
    changed(communes, 'Hợp Thành,,', 'Hợp Thành,'),
    [
      'places/communes.csv:3: the row has 5 cells, the header has 6 (count the commas; put a cell that holds a comma between double quotes)',
    ],
  ],
  [
    'a quote left open',
    changed(communes, ',Hợp Thành', ',"Hợp Thành'),
    [
      expect.stringMatching(
        /^places\/communes\.csv:\d+: not a CSV table: .* \(put a cell that holds a comma or a quote between double quotes\)$/u,
      ) as unknown as string,
    ],
  ],
  [
    'an empty cell',
    changed(others, 'former-province,Lào Cai', 'former-province,'),
    ['places/other-places.csv:2: "province" is empty (fill it in)'],
  ],
  [
    'a kind of place nobody knows',
    changed(others, 'former-province,', 'former-provnce,'),
    [
      'places/other-places.csv:2: "kind" is "former-provnce" (did you mean "former-province"? Otherwise write one of province, city, former-province, former-district)',
    ],
  ],
  [
    'a source nobody knows',
    changed(others, 'Lào Cai,law', 'Lào Cai,lw'),
    ['places/other-places.csv:2: there is no source "lw" (did you mean "law"? Otherwise add it to facts/sources.yaml)'],
  ],
  [
    'a commune twice',
    changed(communes, '02680,xã,Hợp Thành', '02680,phường,Cam Đường'),
    ['places/communes.csv:3: the same name as line 2 (keep one of the two rows)'],
  ],
  [
    'a commune of another province',
    changed(communes, 'Hợp Thành,,Lào Cai', 'Hợp Thành,,Sơn La'),
    [
      'places/communes.csv:3: the province is "Sơn La", above it is "Lào Cai" (a pack is for one province: correct the name, or take the row out)',
    ],
  ],
  [
    'a unit without communes',
    changed(units, '3,3,02671 02680', '3,3,'),
    ['units/electoral-units.csv:2: the unit has no communes (list the codes of its communes, separated by spaces)'],
  ],
  [
    'a unit with an unknown commune',
    changed(units, '3,3,02671 02680', '3,3,02671 02699'),
    ['units/electoral-units.csv:2: there is no commune "02699" (use a code of places/communes.csv)'],
  ],
  [
    'units that overlap at one level',
    { [units]: `${soundFiles[units]}national-assembly,4,2,02680,press,derived,derived\n` },
    [
      'units/electoral-units.csv:4: the commune 02680 is in unit 3 of the same level too (a commune belongs to one unit at each level: take it out of one)',
    ],
  ],
  [
    'a commune named twice in a unit',
    changed(units, '3,3,02671 02680', '3,3,02671 02680 02671'),
    ['units/electoral-units.csv:2: the commune 02671 is named twice (name it once)'],
  ],
  [
    'a unit twice, as 9 and 09',
    { [units]: `${soundFiles[units]}province,9,,02680,press,derived,\n` },
    [
      'units/electoral-units.csv:4: the same level and number as line 3 (keep one of the two rows)',
      'units/electoral-units.csv:4: the commune 02680 is in unit 09 of the same level too (a commune belongs to one unit at each level: take it out of one)',
    ],
  ],
  [
    'more seats than the law allows',
    changed(units, '3,3,02671', '3,5,02671'),
    [
      'units/electoral-units.csv:2: 5 seats: a unit of this level has at most 3 (Article 10 of the election law) (correct the number)',
    ],
  ],
  [
    'a unit without confidence',
    changed(units, 'news:visit,derived,', 'news:visit,,'),
    ['units/electoral-units.csv:3: "confidence" is empty (fill it in)'],
  ],
  [
    'a unit whose article is gone',
    changed(units, 'news:visit', 'news:visits'),
    [
      'units/electoral-units.csv:3: there is no article "visits" (did you mean "news:visit"? Otherwise give the id of an article in news/)',
    ],
  ],
  [
    'a station of an unknown commune',
    changed(stations, 'phường Cam Đường,1', 'phường Cam Dường 2,1'),
    ['units/polling-stations.csv:2: there is no commune "phường Cam Dường 2" (write its code or name as in places/communes.csv)'],
  ],
  [
    'a station far away',
    changed(stations, '22.41,103.99', '52.41,13.99'),
    [
      'units/polling-stations.csv:2: "lat" is "52.41" (this lies outside Vietnam: the latitude runs from 6 to 24 (are lat and lon swapped?))',
      'units/polling-stations.csv:2: "lon" is "13.99" (this lies outside Vietnam: the longitude runs from 102 to 118 (are lat and lon swapped?))',
    ],
  ],
  [
    'coordinates in minutes',
    changed(stations, '22.41,103.99', "22°24',103.99"),
    ['units/polling-stations.csv:2: "lat" is "22°24\'" (write the latitude in degrees with a point, e.g. 22.48)'],
  ],
  [
    'half a position',
    changed(stations, '22.41,103.99', '22.41,'),
    ['units/polling-stations.csv:2: only "lat" is given (give both lat and lon, or neither)'],
  ],
  [
    'a time that is none',
    changed(stations, '07:00,19:00', '7h,19:00'),
    ['units/polling-stations.csv:2: "opens" is "7h" (write a time of day, e.g. 07:00)'],
  ],
  [
    'a station that closes before it opens',
    changed(stations, '07:00,19:00', '19:00,07:00'),
    ['units/polling-stations.csv:2: it opens at 19:00 and closes at 07:00 (correct the hours: it closes after it opens)'],
  ],
  [
    'half the hours',
    changed(stations, '07:00,19:00', '07:00,'),
    ['units/polling-stations.csv:2: only "opens" is given (give both opens and closes, or neither)'],
  ],
  [
    'a voting area twice',
    { [stations]: `${soundFiles[stations]}02671,1,tổ 3,Trường mầm non,đường Trần Phú,,,,,,law\n` },
    ['units/polling-stations.csv:3: the same commune and area as line 2 (keep one of the two rows)'],
  ],
])('%s is named with its line and what to do', async (_, files, problems) => {
  expect(await problemsWith(files)).toEqual(problems);
});

test('a city of the country and names that are everyday words are marked, and no other', async () => {
  const files = {
    ...soundFiles,
    [others]:
      'name,kind,province,source\nHà Nội,city,Hà Nội,law\nBảo Yên,former-district,Lào Cai,law\nSơn La,province,Sơn La,law\n',
    'places/everyday-names.csv': 'name\nHợp Thành\nBảo Yên\n',
  };
  const { pack, problems } = await loadPack(packFolder(files));
  expect(problems).toEqual([]);
  expect(pack.communes.map(({ name, isEveryday }) => [name, isEveryday])).toEqual([
    ['Cam Đường', undefined],
    ['Hợp Thành', true],
  ]);
  expect(pack.otherPlaces).toEqual([
    { name: 'Hà Nội', kind: 'province', isCity: true, province: 'Hà Nội' },
    { name: 'Bảo Yên', kind: 'former-district', isEveryday: true, province: 'Lào Cai' },
    { name: 'Sơn La', kind: 'province', province: 'Sơn La' },
  ]);
});

test('an everyday name of no place is named', async () => {
  expect(await problemsWith({ 'places/everyday-names.csv': 'name\nHợp Than\n' })).toEqual([
    'places/everyday-names.csv:2: there is no place "Hợp Than" (correct the name, or take the row out)',
  ]);
});
