import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';
import { shippedStack } from '../src/app/knowledge.ts';
import { loadPack } from '../src/sources/pack.ts';
import { fold } from '../src/vietnamese/text.ts';

const root = join(import.meta.dirname, '..', 'src');

/** Where the folder of the pack that is used by default is named. */
const defaults = ['config.ts: knowledge/viet-nam:knowledge/lao-cai', 'app/knowledge.ts: lao-cai'];

/** Strings, templates and patterns of a program; of any other file the whole text. Comments may give examples. */
function textsOf(path: string, text: string): string[] {
  if (!/\.[jt]s$/u.test(path)) return [text];
  const texts: string[] = [];
  new Visitor({
    Literal(node) {
      if ('regex' in node && node.regex) texts.push(node.regex.pattern);
      else if (typeof node.value === 'string') texts.push(node.value);
    },
    TemplateElement: (node) => void texts.push(node.value.raw),
  }).visit(parseSync(path, text).program);
  return texts;
}

const { pack } = await loadPack(shippedStack);
const dayOf = (date: string): string[] => {
  const [year = '', month = '', day = ''] = date.split('-');
  return [date, `${day}/${month}/${year}`, `${Number(day)}/${Number(month)}`, `${day}/${month}`];
};
const names = [
  pack.province,
  ...pack.otherPlaces.flatMap(({ name, kind, province }) =>
    kind === 'former-province' && province === pack.province ? [name] : [],
  ),
  ...pack.communes.map(({ type, name }) => `${type} ${name}`),
].map(fold);
const days = pack.milestones.flatMap(({ isElectionDay, date }) => (isElectionDay ? dayOf(date) : []));

const named = (text: string): boolean => {
  const words = ` ${fold(text.replace(/\\[bsdw]/gu, ' ')).replace(/[^a-z0-9/]+|(?<!\d)\/|\/(?!\d)/gu, ' ')} `;
  return [...names, ...days].some((name) => words.includes(` ${name.replaceAll('-', ' ')} `));
};

test('no province, commune or election day of the pack stands in the code', () => {
  expect(names.slice(0, 2)).toEqual(['lao cai', 'yen bai']);
  expect(days).toContain('15/03/2026');
  const found = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.[a-z]+$/u.test(path))
    .flatMap((path) =>
      textsOf(path, readFileSync(join(root, path), 'utf8'))
        .filter(named)
        .map((text) => `${path}: ${text.slice(0, 80)}`),
    );
  expect(found.sort()).toEqual([...defaults].sort());
});

test('it would be found', () => {
  for (const text of [
    'Hỏi đáp bầu cử tỉnh Lào Cai',
    'gõ lao cai',
    'Phường Cam Đường',
    'ngày 15/3.',
    '2026-03-15',
    '\\byen bai\\b',
  ])
    expect([text, named(text)]).toEqual([text, true]);
  for (const text of ['115/03', 'lào xào cải', '25/03/2026']) expect([text, named(text)]).toEqual([text, false]);
});
