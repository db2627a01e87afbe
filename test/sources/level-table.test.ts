import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shippedStack } from '../../src/app/knowledge.ts';
import { problemLine } from '../../src/elections/pack/problem.ts';
import { loadPack } from '../../src/sources/pack.ts';
import { packFolder, problemsWith, soundFiles } from '../fakes/pack-folder.ts';
import { shippedPack } from '../fakes/shipped.ts';

const header = 'level,complete,seats_fact\n';
const units = 'units/electoral-units.csv';
const seatsFact = `facts:
  - id: seats
    topic: seats
    kinds: [how-many]
    statement: Tỉnh bầu 3 đại biểu.
    value: 3 đại biểu
    level: national-assembly
    measure: đại biểu
    area: cả tỉnh
    confidence: established
    sources: [{ key: law }, { key: press }]
    asks: [bầu mấy đại biểu]
`;
const facts = { 'facts/seats.yaml': seatsFact };

describe('a level that claims to be complete', () => {
  test('is believed when every commune is in a unit and the seats add up', async () => {
    expect(await problemsWith({ ...facts, 'units/levels.csv': `${header}national-assembly,yes,seats\n` })).toEqual([]);
  });

  test('may not leave a commune out', async () => {
    const without = soundFiles[units]!.replace('3,3,02671 02680', '3,3,02671');
    expect(
      await problemsWith({ ...facts, [units]: without, 'units/levels.csv': `${header}national-assembly,yes,seats\n` }),
    ).toEqual([
      'units/levels.csv:2: xã Hợp Thành (02680) is in no unit of national-assembly, which claims to be complete (add it to its unit in electoral-units.csv, or write "no" under complete)',
    ]);
  });

  test('may not leave seats out', async () => {
    expect(await problemsWith({ 'units/levels.csv': `${header}province,yes,\n` })).toEqual([
      'units/levels.csv:2: unit 09 of province, which claims to be complete, does not say its seats (fill in "seats" in electoral-units.csv, or write "no" under complete)',
    ]);
  });

  test('has the seats that the fact states', async () => {
    const fewer = soundFiles[units]!.replace('3,3,02671', '3,2,02671');
    expect(
      await problemsWith({ ...facts, [units]: fewer, 'units/levels.csv': `${header}national-assembly,yes,seats\n` }),
    ).toEqual([
      'units/levels.csv:2: the seats of the units add up to 2, the fact "seats" says 3 (correct the seats of a unit, or the fact)',
    ]);
  });

  test('names a fact that exists and counts', async () => {
    const rows = `${header}national-assembly,yes,seat\n`;
    expect(await problemsWith({ ...facts, 'units/levels.csv': rows })).toEqual([
      'units/levels.csv:2: there is no fact "seat" (did you mean "seats"? Otherwise name the fact whose value is the number of deputies, or leave it empty)',
    ]);
    const wordless = { 'facts/seats.yaml': seatsFact.replace('value: 3 đại biểu', 'value: ba đại biểu') };
    expect(await problemsWith({ ...wordless, 'units/levels.csv': `${header}national-assembly,yes,seats\n` })).toEqual([
      'units/levels.csv:2: the fact "seats" has no number as its value (give it a value such as "10 đại biểu")',
    ]);
  });
});

test('a level that does not claim it may be as it is known', async () => {
  expect(await problemsWith({ 'units/levels.csv': `${header}province,no,\n` })).toEqual([]);
});

describe('the shipped pack', () => {
  const copyWith = (from: string, to: string): string => {
    const folder = packFolder({});
    const [country, province] = shippedStack.split(delimiter) as [string, string];
    cpSync(province, folder, { recursive: true });
    const file = join(folder, units);
    const table = readFileSync(file, 'utf8');
    if (!table.includes(from)) throw new Error(`the units do not hold "${from}"`);
    writeFileSync(file, table.replace(from, to));
    return `${country}${delimiter}${folder}`;
  };
  const found = async (folder: string): Promise<string[]> => (await loadPack(folder)).problems.map(problemLine);

  test('has 20, 31, 23 and 25 communes in its National Assembly units, with 3, 2, 3 and 2 seats, all established', async () => {
    const { pack } = await shippedPack();
    const assembly = pack.electoralUnits.filter(({ level }) => level === 'national-assembly');
    expect(assembly.map(({ communes, seats }) => [communes.length, seats])).toEqual([
      [20, 3],
      [31, 2],
      [23, 3],
      [25, 2],
    ]);
    expect(assembly.map(({ confidence, seatsConfidence }) => [confidence, seatsConfidence])).toEqual(
      Array.from({ length: 4 }, () => ['established', 'established']),
    );
  });

  test.each(['Chiềng Ken', 'Dương Quỳ', 'Khánh Yên', 'Minh Lương', 'Nậm Chày', 'Nậm Xé', 'Văn Bàn', 'Võ Lao'])(
    'has %s in National Assembly unit 4',
    async (name) => {
      const { pack } = await shippedPack();
      const code = pack.communes.find((commune) => commune.name === name)!.code;
      const within = pack.electoralUnits.filter(
        ({ level, communes }) => level === 'national-assembly' && communes.includes(code),
      );
      expect(within.map(({ number }) => number)).toEqual(['4']);
    },
  );

  test('is refused with a commune planted in two units', async () => {
    expect(await found(copyWith('4,2,02902', '4,2,02647 02902'))).toEqual([
      expect.stringContaining('the commune 02647 is in unit 3 of the same level too'),
    ]);
  });

  test('is refused with a seat missing', async () => {
    expect(await found(copyWith('national-assembly,4,2,', 'national-assembly,4,1,'))).toEqual([
      expect.stringContaining('the seats of the units add up to 9, the fact "lao-cai-assembly-seats" says 10'),
    ]);
  });
});
