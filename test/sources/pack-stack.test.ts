import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { problemLine } from '../../src/elections/pack/problem.ts';
import { loadPack } from '../../src/sources/pack.ts';
import { foldersOf } from '../../src/sources/pack-stack.ts';
import { packStamp } from '../../src/sources/pack-stamp.ts';
import { packFolder, soundFiles } from '../fakes/pack-folder.ts';

test.each([
  ['knowledge/viet-nam:knowledge/lao-cai', ['knowledge/viet-nam', 'knowledge/lao-cai']],
  ['knowledge', ['knowledge']],
  ['/srv/a:/srv/b:', ['/srv/a', '/srv/b']],
  ['C:\\packs\\viet-nam;D:/packs/lao-cai', ['C:\\packs\\viet-nam', 'D:/packs/lao-cai']],
])('%s is read as folders', (stack, folders) => expect(foldersOf(stack)).toEqual(folders));

const country = {
  'facts/sources.yaml': soundFiles['facts/sources.yaml']!,
  'facts/voting.yaml': soundFiles['facts/voting.yaml']!,
  'lexicon/synonyms.yaml': 'groups:\n  - [hòm phiếu, thùng phiếu]\n',
};
const { 'facts/sources.yaml': _sources, 'facts/voting.yaml': _voting, ...ofProvince } = soundFiles;
const province = { ...ofProvince, 'lexicon/synonyms.yaml': 'groups:\n  - [thẻ cử tri, phiếu mời]\n' };

async function stacked(...packs: Record<string, string>[]) {
  const folders = packs.map((files) => packFolder(files));
  const { pack, problems } = await loadPack(folders.join(':'));
  const short = (line: string) => folders.reduce((text, folder, i) => text.replaceAll(folder, `pack${i + 1}`), line);
  return { pack, problems: problems.map((problem) => short(problemLine(problem))), folders };
}

test('what two packs hold is put together, and one may name the sources of the other', async () => {
  const { pack, problems } = await stacked(country, province);
  expect(problems).toEqual([]);
  expect(pack.facts.map(({ id }) => id)).toEqual(['voting-age']);
  expect(pack.communes).toHaveLength(2);
  expect(pack.lexicon.synonyms).toHaveLength(2);
});

test('one folder alone is that folder alone', async () => {
  const { pack, problems } = await stacked(country);
  expect(problems).toEqual([]);
  expect(pack).toMatchObject({ province: '', communes: [], documents: [] });
});

test('a folder of articles alone is a valid pack of the stack', async () => {
  const { pack, problems } = await stacked(country, { 'news/visit.md': soundFiles['news/visit.md']! });
  expect(problems).toEqual([]);
  expect(pack.documents.map(({ id }) => id)).toEqual(['visit']);
});

test('a pack may say again what a source of another pack is, so that it also stands alone', async () => {
  expect((await stacked(country, { 'facts/sources.yaml': soundFiles['facts/sources.yaml']! })).problems).toEqual([]);
});

test('ids given twice and keys that mean two sources are named with both files', async () => {
  const { problems } = await stacked(country, {
    'facts/own.yaml': soundFiles['facts/voting.yaml']!.split('milestones:')[0]!,
    'facts/sources.yaml': 'sources:\n  law: { title: Luật, publisher: Quốc hội, date: 2025 }\n',
  });
  expect(problems).toEqual([
    'pack2/facts/own.yaml:2: the id "voting-age" is already taken by pack1/facts/voting.yaml:2 (give it an id of its own)',
    'pack2/facts/sources.yaml:2: the source "law" is another one in pack1/facts/sources.yaml (write the same, or give this one a key of its own)',
  ]);
});

test('rows of two packs are one table', async () => {
  const { problems } = await stacked(soundFiles, {
    'places/communes.csv': 'code,type,name,variants,province,source\n02671,phường,Cam Đường,,Lào Cai,law\n',
  });
  expect(problems).toContain(
    'pack2/places/communes.csv:2: the same code as line 2 of pack1/places/communes.csv (keep one of the two rows)',
  );
});

test('the stamp of a stack changes with a file of any of its packs', async () => {
  const { folders } = await stacked(country, province);
  const before = await packStamp(folders.join(':'));
  expect(await packStamp(folders.join(':'))).toBe(before);
  writeFileSync(join(folders[0]!, 'facts', 'new.yaml'), 'facts: []\n');
  const after = await packStamp(folders.join(':'));
  expect(after).not.toBe(before);
  writeFileSync(join(folders[1]!, 'news', 'new.md'), 'x');
  expect(await packStamp(folders.join(':'))).not.toBe(after);
});
