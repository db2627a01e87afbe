import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Problem } from '../../src/elections/pack/problem.ts';
import { readYamlFile } from '../../src/sources/yaml-file.ts';
import { packFolder } from '../fakes/pack-folder.ts';

const read = async (file: string) => {
  const problems: Problem[] = [];
  return { yaml: await readYamlFile(file, problems), problems };
};

test('the same text in another file is the same data, with its own file and its lines', async () => {
  const folder = packFolder({ 'a.yaml': 'facts:\n  - id: x\n  - id: y\n', 'b.yaml': 'facts:\n  - id: x\n  - id: y\n' });
  const [a, b] = [await read(join(folder, 'a.yaml')), await read(join(folder, 'b.yaml'))];
  expect(b.yaml?.value).toBe(a.yaml?.value);
  expect([a.yaml?.file, b.yaml?.file]).toEqual([join(folder, 'a.yaml'), join(folder, 'b.yaml')]);
  for (const { yaml } of [a, b, a])
    expect([yaml?.lineOf(['facts', 1, 'id']), yaml?.lineOf(['facts', 0]), yaml?.lineOf(['nothing'])]).toEqual([3, 2, 1]);
});

test('nobody who reads it can change it for the next reader', async () => {
  const folder = packFolder({ 'a.yaml': 'facts:\n  - id: mine\n' });
  const { yaml } = await read(join(folder, 'a.yaml'));
  const { facts } = yaml!.value as { facts: { id: string }[] };
  expect(() => facts.push({ id: 'z' })).toThrow(TypeError);
  expect(() => Object.assign(facts[0]!, { id: 'z' })).toThrow(TypeError);
});

test('a file that was written anew is read anew', async () => {
  const folder = packFolder({ 'a.yaml': 'id: before\n' });
  const file = join(folder, 'a.yaml');
  expect((await read(file)).yaml?.value).toEqual({ id: 'before' });
  writeFileSync(file, '\nid: after\n');
  const { yaml } = await read(file);
  expect([yaml?.value, yaml?.lineOf(['id'])]).toEqual([{ id: 'after' }, 2]);
});

test('the same fault in two files is reported of each', async () => {
  const folder = packFolder({ 'a.yaml': 'id: [\n', 'b.yaml': 'id: [\n' });
  for (const name of ['a.yaml', 'b.yaml', 'a.yaml']) {
    const { yaml, problems } = await read(join(folder, name));
    expect([yaml, problems.length > 0, problems.every(({ file }) => file === join(folder, name))]).toEqual([
      undefined,
      true,
      true,
    ]);
  }
});

test('what was pushed out by other texts is read again, all the same', async () => {
  const folder = packFolder({
    'a.yaml': 'id: first\n',
    'long.yaml': `id: ${'x'.repeat(1_500_000)}\n`,
    'more.yaml': `id: ${'y'.repeat(1_500_000)}\n`,
  });
  const first = await read(join(folder, 'a.yaml'));
  for (const name of ['long.yaml', 'more.yaml']) await read(join(folder, name));
  const again = await read(join(folder, 'a.yaml'));
  expect(again.yaml?.value).not.toBe(first.yaml?.value);
  expect(again.yaml?.value).toEqual(first.yaml?.value);
  expect(again.yaml?.lineOf(['id'])).toBe(1);
});
