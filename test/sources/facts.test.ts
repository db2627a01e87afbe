import { describe, expect, test } from 'vitest';
import { loadPack } from '../../src/sources/pack.ts';
import { changed, packFolder, problemsWith, soundFiles } from '../fakes/pack-folder.ts';

const voting = 'facts/voting.yaml';
const sources = 'facts/sources.yaml';
const quoted = (quote: string) =>
  changed(
    voting,
    '      - { key: law, article: Điều 2 }\n',
    `      - { document: visit, article: Điều 2 }\n    quote: ${quote}\n`,
  );

describe('a sound pack', () => {
  test('has its facts and milestones with the sources they name', async () => {
    const { pack, problems } = await loadPack(packFolder(soundFiles));
    expect(problems).toEqual([]);
    expect(pack.facts).toEqual([
      {
        id: 'voting-age',
        topic: 'eligibility',
        kinds: ['how-many', 'yes-no'],
        statement: 'Công dân đủ 18 tuổi trở lên có quyền bầu cử (Điều 2).',
        value: '18 tuổi',
        values: [],
        level: 'all',
        area: 'cả nước',
        measure: 'tuổi bầu cử',
        confidence: 'established',
        sources: [{ title: 'Luật Bầu cử', publisher: 'Quốc hội', date: '2025-06-24', article: 'Điều 2' }],
        asks: ['bao nhiêu tuổi được đi bầu'],
      },
    ]);
    expect(pack.milestones).toMatchObject([{ id: 'election-day', date: '2026-03-15', hours: '07:00-19:00', nature: 'day' }]);
    expect(pack.milestones[0]!.sources[1]).toEqual({ title: 'Một bài báo', publisher: 'Báo Tỉnh', date: '2026-03' });
  });

  test('a fact that rests on an article takes title, publisher and day from it', async () => {
    const { pack, problems } = await loadPack(
      packFolder({ ...soundFiles, ...quoted('Đoàn đã đến phường Cam Đường và xã Hợp Thành.') }),
    );
    expect(problems).toEqual([]);
    expect(pack.facts[0]!.sources[0]).toEqual({
      title: 'Kiểm tra công tác bầu cử',
      publisher: 'Báo Tỉnh',
      date: '2026-03-11',
      document: 'visit',
      article: 'Điều 2',
    });
  });

  test('a number of an instrument is said like an article', async () => {
    const { pack } = await loadPack(packFolder({ ...soundFiles, ...changed(voting, 'article: Điều 2', 'number: 85/2015/QH13') }));
    expect(pack.facts[0]!.sources[0].article).toBe('85/2015/QH13');
  });

  test('a year is a number', async () => {
    const { pack } = await loadPack(
      packFolder({
        ...soundFiles,
        ...changed(voting, '    statement: Công dân', '    year: 2026\n    statement: Năm 2026 công dân'),
      }),
    );
    expect(pack.facts[0]!.year).toBe(2026);
  });
});

test.each<[what: string, files: Record<string, string>, problems: string[]]>([
  [
    'a key nobody knows',
    changed(voting, '    kinds:', '    kind:'),
    [
      'facts/voting.yaml:2: "kinds" is missing (add a line "kinds: …")',
      'facts/voting.yaml:4: unknown key "kind" (did you mean "kinds"? Otherwise remove it)',
    ],
  ],
  [
    'a key left out',
    changed(voting, '    area: cả nước\n', ''),
    ['facts/voting.yaml:2: "area" is missing (add a line "area: …")'],
  ],
  [
    'an empty value',
    changed(voting, 'area: cả nước', 'area: ""'),
    ['facts/voting.yaml:8: "area" is empty (fill it in, or remove the line if it may be left out)'],
  ],
  [
    'a kind of question nobody knows',
    changed(voting, 'how-many, yes-no', 'how-mny'),
    [
      'facts/voting.yaml:4: "kinds" is "how-mny" (did you mean "how-many"? Otherwise write one of when, where, how-many, who, which-unit, how-to, yes-no, what)',
    ],
  ],
  [
    'a confidence nobody knows',
    changed(
      voting,
      '    confidence: established\n    sources:\n      - { key: law, article',
      '    confidence: sure\n    sources:\n      - { key: law, article',
    ),
    ['facts/voting.yaml:9: "confidence" is "sure" (write one of established, official, single-source, derived)'],
  ],
  [
    'a list that is none',
    changed(voting, '[how-many, yes-no]', 'how-many'),
    ['facts/voting.yaml:4: "kinds" has the wrong shape (write a list here)'],
  ],
  [
    'a fact without sources',
    changed(voting, '    sources:\n      - { key: law, article: Điều 2 }\n', ''),
    ['facts/voting.yaml:2: "sources" is missing (add a line "sources: …")'],
  ],
  [
    'an empty list of sources',
    changed(voting, '    sources:\n      - { key: law, article: Điều 2 }\n', '    sources: []\n'),
    ['facts/voting.yaml:10: "sources" is an empty list (name at least one source)'],
  ],
  [
    'a source that names nothing',
    changed(voting, '{ key: law, article: Điều 2 }', '{ article: Điều 2 }'),
    ['facts/voting.yaml:11: "sources" is "{"article":"Điều 2"}" (give either "key" or "document")'],
  ],
  [
    'a dead source',
    changed(voting, '{ key: law, article', '{ key: lew, article'),
    ['facts/voting.yaml:11: there is no source "lew" (did you mean "law"? Otherwise add it to facts/sources.yaml)'],
  ],
  [
    'a dead article',
    changed(voting, '{ key: law, article', '{ document: nowhere, article'),
    ['facts/voting.yaml:11: there is no article "nowhere" (give the id of an article in news/)'],
  ],
  [
    'a quote that is not word for word',
    quoted('Đoàn đã đến phường Cam Đường và xã Cốc San.'),
    ['facts/voting.yaml:12: the quote does not stand in "visit" (copy it letter for letter from the article)'],
  ],
  [
    'a quote of no article',
    changed(voting, '    asks:\n      - bao nhiêu', '    quote: Đoàn đã đến\n    asks:\n      - bao nhiêu'),
    ['facts/voting.yaml:12: the quote is of no article (make the article the first source ("document: …"), or remove the quote)'],
  ],
  [
    'a figure only the value says',
    changed(voting, 'value: 18 tuổi', 'value: 21 tuổi'),
    [
      'facts/voting.yaml:6: the value says 21, the statement and the quote do not (say the figure in the statement, or correct the value)',
    ],
  ],
  [
    'a day that is not in the calendar',
    changed(voting, 'date: 2026-03-15', 'date: 2026-02-30'),
    ['facts/voting.yaml:18: "date" is "2026-02-30" (write a day of the calendar as year-month-day, e.g. 2031-05-20)'],
  ],
  [
    'a day in a statement that is not in the calendar',
    changed(voting, 'Công dân đủ', 'Từ 31/02/2026 công dân đủ'),
    ['facts/voting.yaml:5: 31/02/2026 is not a day of the calendar (correct the date)'],
  ],
  [
    'hours that are none',
    changed(voting, '07:00-19:00', '7h-19h'),
    ['facts/voting.yaml:19: "hours" is "7h-19h" (write 07:00 or 07:00-19:00)'],
  ],
  [
    'words that age',
    changed(voting, 'Công dân đủ', 'Hiện nay công dân đủ'),
    ['facts/voting.yaml:5: the statement says "Hiện nay", which is true for a day only (write the date or the year)'],
  ],
  [
    'a year the statement does not say',
    changed(voting, '    level: all', '    year: 2022\n    level: all'),
    ['facts/voting.yaml:7: the statement does not say its year 2022 (write the year in the statement)'],
  ],
  [
    'a span that ends before it begins',
    changed(voting, '    level: all', '    validFrom: 2026-03-01\n    validTo: 2026-01-01\n    level: all'),
    ['facts/voting.yaml:8: "validTo" 2026-01-01 lies before "validFrom" 2026-03-01 (correct one of the two)'],
  ],
  [
    'one weak source called established',
    changed(voting, '{ key: law, article: Điều 2 }', '{ key: press }'),
    [
      'facts/voting.yaml:9: established, but with one source and no article of a law (name a second source or the article, or write single-source)',
    ],
  ],
  [
    'no way of asking',
    changed(voting, '    asks:\n      - bao nhiêu tuổi được đi bầu', '    asks: []'),
    ['facts/voting.yaml:12: "asks" is an empty list (list how voters ask for it)'],
  ],
  [
    'a source whose date is none',
    changed(sources, 'date: 2025-06-24', 'date: 24/06/2025'),
    ['facts/sources.yaml:5: "date" is "24/06/2025" (write 2031-05-20, 2031-05, 2031 or "")'],
  ],
  [
    'a source whose address is none',
    changed(sources, '    date: 2026-03\n', '    date: 2026-03\n    url: baotinh.vn\n'),
    ['facts/sources.yaml:10: "url" is "baotinh.vn" (write a web address from https:// on)'],
  ],
  [
    'YAML that is none',
    changed(voting, 'statement: Công dân đủ', 'statement: Công dân: đủ'),
    ['facts/voting.yaml:5: a second ": " makes this line ambiguous (put the value between double quotes)'],
  ],
  [
    'a key given twice',
    changed(voting, '    topic: eligibility\n', '    topic: eligibility\n    topic: voting\n'),
    ['facts/voting.yaml:4: the same key is given twice (keep one of the two lines)'],
  ],
  [
    'a file of something else',
    { 'facts/more.yaml': 'fact: []\n' },
    ['facts/more.yaml:1: unknown key "fact" (did you mean "facts"? Otherwise remove it)'],
  ],
  ['an empty file', { 'facts/more.yaml': '\n' }, ['facts/more.yaml: the file is empty (fill it in, or remove it)']],
  [
    'a file nobody reads',
    { 'facts/more.yml': 'facts: []\n' },
    ['facts/more.yml: only files ending in .yaml are read here (name it with the ending .yaml, or move it elsewhere)'],
  ],
])('%s is named with its line and what to do', async (_, files, problems) => {
  expect(await problemsWith(files)).toEqual(problems);
});

test('every problem of a file is found, not only the first', async () => {
  const worse = changed(voting, 'date: 2026-03-15', 'date: tomorrow')
    [voting]!.replace('level: all', 'level: world')
    .replace('{ key: press }', '{ key: pres }');
  expect(await problemsWith({ [voting]: worse })).toHaveLength(2);
});
