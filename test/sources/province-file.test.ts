import { expect, test } from 'vitest';
import { openPack } from '../../src/app/knowledge.ts';
import { loadPack } from '../../src/sources/pack.ts';
import { packFolder, problemsWith, soundFiles } from '../fakes/pack-folder.ts';
import { shippedPack } from '../fakes/shipped.ts';

const sound = `name: Lào Cai
kind: tỉnh
short: Lào Cai
english: Lào Cai province
page:
  title: Hỏi đáp bầu cử
  subtitle: Tỉnh Lào Cai
answers:
  vi: bầu cử
  en: elections
contacts:
  - name: UBND xã
    for: danh sách cử tri
    url: https://example.org
questions:
  - Ngày bầu cử là ngày nào?
`;
const file = (from = '', to = '') => ({ 'province.yaml': sound.replace(from, to) });

test('the province of a pack is read; a pack of documents alone has none', async () => {
  expect((await loadPack(packFolder({ ...soundFiles, ...file() }))).pack.about).toEqual({
    name: 'Lào Cai',
    kind: 'province',
    shortName: 'Lào Cai',
    english: 'Lào Cai province',
    page: { title: 'Hỏi đáp bầu cử', subtitle: 'Tỉnh Lào Cai' },
    answersAbout: { vi: 'bầu cử', en: 'elections' },
    contacts: [{ name: 'UBND xã', for: 'danh sách cử tri', url: 'https://example.org' }],
    questions: ['Ngày bầu cử là ngày nào?'],
  });
  expect((await loadPack(packFolder(soundFiles))).pack).not.toHaveProperty('about');
});

test.each<[string, string, string, string]>([
  [
    'another name than the tables have',
    'name: Lào Cai',
    'name: Điện Biên',
    '1: "name" is "Điện Biên", places/communes.csv says "Lào Cai" (write the same name in both)',
  ],
  ['a kind there is not', 'kind: tỉnh', 'kind: huyện', '2: "kind" is "huyện" (write one of tỉnh, thành phố)'],
  ['a mistyped key', 'short:', 'shrt:', '"short" is missing (add a line "short: …")'],
  [
    'no contact',
    sound.slice(sound.indexOf('contacts'), sound.indexOf('questions')),
    'contacts: []\n',
    '"contacts" is an empty list (name at least one office that knows more)',
  ],
  ['an address that is none', 'https://example.org', 'example', 'is "example" (write a web address from https:// on)'],
  [
    'a question no button can hold',
    'là ngày nào',
    'là ngày nào '.repeat(9),
    'write at most 60 characters: it is shown on a button)',
  ],
])('%s is named with its line and what to do', async (_, from, to, problem) => {
  expect((await problemsWith(file(from, to))).join('\n')).toContain(problem);
});

test('two provinces in a stack are refused', async () => {
  const stack = [soundFiles, {}].map((files) => packFolder({ ...files, ...file() })).join(':');
  expect((await loadPack(stack)).problems).toEqual([
    expect.objectContaining({ message: expect.stringContaining('another province.yaml stands in') }),
  ]);
});

test('the questions that the pack of this repository puts forward are answered by it', async () => {
  const { pack } = await shippedPack();
  const dialogue = openPack(pack).openDialogue();
  expect(pack.about?.questions.length).toBeGreaterThan(2);
  for (const [i, text] of (pack.about?.questions ?? []).entries())
    expect([text, dialogue.reply({ chat: `web:${i}`, text }, new Date('2026-11-28T02:00:00Z')).kind]).toEqual([text, 'answer']);
});
