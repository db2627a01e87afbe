import { expect, test } from 'vitest';
import { loadPack } from '../../src/sources/pack.ts';
import { packFolder, problemsWith, soundFiles } from '../fakes/pack-folder.ts';
import { shippedPack } from '../fakes/shipped.ts';

const file = 'places/old-communes.csv';
const header = 'name,type,district,province,variants,communes,source\n';

test('an old commune has its district, its spellings and the communes it went into', async () => {
  const rows = `${header}Nậm Dạng,xã,huyện Văn Bàn,Lào Cai,Nậm Rạng; Nậm Giạng,02671 02680,law\n`;
  const { pack, problems } = await loadPack(packFolder({ ...soundFiles, [file]: rows }));
  expect(problems).toEqual([]);
  expect(pack.oldCommunes).toMatchObject([
    {
      name: 'Nậm Dạng',
      type: 'xã',
      district: 'huyện Văn Bàn',
      variants: ['Nậm Rạng', 'Nậm Giạng'],
      communes: ['02671', '02680'],
    },
  ]);
});

test.each([
  ['Kim Tân,phường,thành phố Lào Cai,Lào Cai,,02699,law', 'there is no commune "02699" (use a code of places/communes.csv)'],
  ['Kim Tân,phường,thành phố Lào Cai,Lào Cai,,,law', '"communes" is empty (write the code of the commune it went into)'],
  ['Kim Tân,phường,Lào Cai,Lào Cai,,02671,law', '"district" is "Lào Cai" (write its type too, e.g. huyện Bát Xát)'],
  ['Kim Tân,ward,huyện Bát Xát,Lào Cai,,02671,law', '"type" is "ward" (write one of xã, phường, thị trấn)'],
])('%s: %s', async (row, problem) => {
  expect(await problemsWith({ [file]: `${header}${row}\n` })).toEqual([`${file}:2: ${problem}`]);
});

test('the shipped table has the 319 old communes of 18 districts in the 99 of today', async () => {
  const { pack } = await shippedPack();
  expect(pack.oldCommunes).toHaveLength(319);
  expect(new Set(pack.oldCommunes.map(({ district }) => district)).size).toBe(18);
  expect(new Set(pack.oldCommunes.flatMap(({ communes }) => communes)).size).toBe(99);
});
