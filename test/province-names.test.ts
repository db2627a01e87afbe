import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';
import { fold } from '../src/vietnamese/text.ts';
import { shippedPack } from './fakes/shipped.ts';

const root = join(import.meta.dirname, '..', 'src');

/** Where the folder of the pack that is used by default is named. */
const defaults = ['config.ts: knowledge/viet-nam:knowledge/lao-cai', 'app/knowledge.ts: lao-cai'];
/** Pairs of everyday words that are spelled like provinces: they tell where a name is only in the letters. */
const language = [
  'elections/gazetteer-words.ts: bao gio, bao nhieu',
  'elections/gazetteer-words.ts: ha noi, ha tang',
  'elections/gazetteer-words.ts: hoa binh, hoa giai',
];

/** What the scorecard measured, and on which day: written by it. */
const measured = 'console/overview/accuracy.json';

/** Strings, templates, patterns and whole numbers of a program; of any other file the whole text. Comments may give examples. */
function textsOf(path: string, text: string): string[] {
  if (!/\.[jt]s$/u.test(path)) return [text];
  const texts: string[] = [];
  new Visitor({
    Literal(node) {
      if ('regex' in node && node.regex) texts.push(node.regex.pattern);
      else if (typeof node.value === 'string' || typeof node.value === 'number') texts.push(String(node.value));
    },
    TemplateElement: (node) => void texts.push(node.value.raw),
  }).visit(parseSync(path, text).program);
  return texts;
}

const roman = (number: number): string =>
  `${'x'.repeat(Math.floor(number / 10))}${['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'][number % 10]}`;

const { pack } = await shippedPack();
const dayOf = (date: string): string[] => {
  const [year = '', month = '', day = ''] = date.split('-');
  return [date, `${day}/${month}/${year}`, `${Number(day)}/${Number(month)}`, `${day}/${month}`];
};
const names = [
  pack.province,
  ...pack.otherPlaces.flatMap(({ name, kind }) => (kind === 'former-district' || name.length < 4 ? [] : [name])),
  ...pack.communes.map(({ type, name }) => `${type} ${name}`),
].map(fold);
/** How people write the term of the National Assembly that the pack's election elects, and the year of the election. */
const terms = [pack.milestones.find(({ isElectionDay }) => isElectionDay)!].flatMap(({ assembly, date }) => [
  date.slice(0, 4),
  `khoa ${assembly}`,
  `khoa ${roman(assembly!)}`,
  roman(assembly!),
]);
const days = pack.milestones.flatMap(({ isElectionDay, date }) => (isElectionDay ? dayOf(date) : []));

const named = (text: string): boolean => {
  const words = ` ${fold(text.replace(/\\[bsdw]/gu, ' ')).replace(/[^a-z0-9/]+|(?<!\d)\/|\/(?!\d)/gu, ' ')} `;
  return [...names, ...days, ...terms].some((name) => words.includes(` ${name.replaceAll('-', ' ')} `));
};

test('no province, commune, election day, year or term of the pack stands in the code', () => {
  expect(names).toEqual(expect.arrayContaining(['lao cai', 'yen bai', 'ha noi', 'phuong cam duong']));
  expect(terms).toEqual(['2026', 'khoa 16', 'khoa xvi', 'xvi']);
  expect(days).toContain('15/03/2026');
  const found = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.[a-z]+$/u.test(path) && path !== measured)
    .flatMap((path) =>
      textsOf(path, readFileSync(join(root, path), 'utf8'))
        .filter(named)
        .map((text) => `${path}: ${text.slice(0, 80)}`),
    );
  expect(found.filter((one) => !language.some((start) => one.startsWith(start))).sort()).toEqual([...defaults].sort());
});

test('it would be found', () => {
  for (const text of [
    'Hỏi đáp bầu cử tỉnh Lào Cai',
    'gõ lao cai',
    'Phường Cam Đường',
    'ngày 15/3.',
    '2026-03-15',
    '\\byen bai\\b',
    'năm 2026',
    '2026',
    'Quốc hội khóa XVI',
    'khóa 16',
    'thành phố Hà Nội',
  ])
    expect([text, named(text)]).toEqual([text, true]);
  for (const text of ['115/03', 'lào xào cải', '25/03/2031', '16', '20261', 'XV'])
    expect([text, named(text)]).toEqual([text, false]);
});
