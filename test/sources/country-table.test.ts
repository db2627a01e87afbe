import { expect, test } from 'vitest';
import { loadPack } from '../../src/sources/pack.ts';
import { packFolder, problemsWith, soundFiles } from '../fakes/pack-folder.ts';
import { shippedPack } from '../fakes/shipped.ts';

const communes = 'places/communes-of-the-country.csv';
const units = 'units/assembly-units.csv';
const country = {
  [communes]: 'code,type,name,province,assembly_unit\n02671,phường,Cam Đường,Lào Cai,3\n00004,phường,Ba Đình,Hà Nội,1\n',
  [units]: 'province,number,seats,source\nLào Cai,3,3,law\nHà Nội,1,3,law\n',
};

test('communes of other provinces have their National Assembly unit, its seats and the source', async () => {
  const { pack, problems } = await loadPack(packFolder({ ...soundFiles, ...country }));
  expect(problems).toEqual([]);
  expect(pack.communesElsewhere).toMatchObject([
    {
      name: 'Ba Đình',
      province: 'Hà Nội',
      type: 'phường',
      assemblyUnit: { number: '1', seats: 3, source: { title: 'Luật Bầu cử' } },
    },
  ]);
});

test('a commune in another unit than the country says is found', async () => {
  const other = {
    ...country,
    [communes]: country[communes]!.replace('Lào Cai,3', 'Lào Cai,4'),
    [units]: `${country[units]}Lào Cai,4,2,law\n`,
  };
  expect(await problemsWith(other)).toEqual([
    `${communes}:2: phường Cam Đường (02671) is in unit 4 here, the pack of Lào Cai has it in unit 3 (correct the one that is wrong)`,
  ]);
});

test('a unit that no table has is found', async () => {
  const other = { ...country, [communes]: country[communes]!.replace('Hà Nội,1', 'Hà Nội,9') };
  expect(await problemsWith(other)).toEqual([`${communes}:3: Hà Nội has no unit "9" (use a number of units/assembly-units.csv)`]);
});

test('the shipped table has 3,222 communes of 33 other provinces, each in a unit', async () => {
  const { pack, problems } = await shippedPack();
  expect(problems).toEqual([]);
  expect(pack.communesElsewhere).toHaveLength(3222);
  expect(new Set(pack.communesElsewhere.map(({ province }) => province)).size).toBe(33);
  expect(pack.communesElsewhere.filter(({ assemblyUnit }) => assemblyUnit === undefined)).toEqual([]);
});
