import { describe, expect, test } from 'vitest';
import { loadPack } from '../../src/sources/pack.ts';
import { changed, packFolder, problemsWith, soundFiles } from '../fakes/pack-folder.ts';

const voting = 'facts/voting.yaml';
const stated = 'Công dân đủ 18 tuổi trở lên có quyền bầu cử (Điều 2).';

/** The sound pack with another statement and these typed values. */
const withValues = (values: string[], statement = stated): Record<string, string> => ({
  [voting]: soundFiles[voting]!.replace(stated, statement).replace(
    '    value: 18 tuổi\n',
    `    subject: tuổi bầu cử\n    values:\n${values.map((value) => `      - ${value}\n`).join('')}`,
  ),
});

test('typed values are read with their kind, comparator and unit', async () => {
  const statement =
    'Ngày bầu cử 15/03/2026, bỏ phiếu từ 07:00 đến 19:00 có 76.198.214 cử tri, 99,70 %, hơn 50.000 lượt, 9 đến 17 người; bà Lý Hương trúng cử.';
  const values = [
    '{ of: ngày bầu cử, date: 2026-03-15 }',
    '{ of: giờ bỏ phiếu, hours: 07:00-19:00 }',
    '{ of: số cử tri, number: 76198214, unit: cử tri }',
    '{ of: tỷ lệ cử tri, number: 99.7, unit: "%" }',
    '{ of: lượt, number: 50000, unit: lượt, comparator: at-least }',
    '{ of: người, number: 9, to: 17, unit: người, comparator: within }',
    '{ of: người trúng cử, person: Lý Hương }',
    '{ of: kết quả, text: trúng cử }',
  ];
  const { pack, problems } = await loadPack(packFolder({ ...soundFiles, ...withValues(values, statement) }));
  expect(problems).toEqual([]);
  expect(pack.facts[0]!.subject).toBe('tuổi bầu cử');
  expect(pack.facts[0]!.values).toEqual([
    { kind: 'date', of: 'ngày bầu cử', is: '2026-03-15', comparator: 'exactly' },
    { kind: 'hours', of: 'giờ bỏ phiếu', is: '07:00-19:00', comparator: 'exactly' },
    { kind: 'number', of: 'số cử tri', is: 76_198_214, unit: 'cử tri', comparator: 'exactly' },
    { kind: 'number', of: 'tỷ lệ cử tri', is: 99.7, unit: '%', comparator: 'exactly' },
    { kind: 'number', of: 'lượt', is: 50_000, unit: 'lượt', comparator: 'at-least' },
    { kind: 'number', of: 'người', is: 9, to: 17, unit: 'người', comparator: 'within' },
    { kind: 'person', of: 'người trúng cử', is: 'Lý Hương', comparator: 'exactly' },
    { kind: 'text', of: 'kết quả', is: 'trúng cử', comparator: 'exactly' },
  ]);
});

test('figures in words and in millions are the same figures', async () => {
  const statement = 'Hai cử tri chứng kiến; khoảng 60 tỷ đồng được tiết kiệm.';
  const values = [
    '{ of: cử tri chứng kiến, number: 2, unit: cử tri }',
    '{ of: tiền, number: 60000000000, unit: đồng, comparator: about }',
  ];
  expect(await problemsWith(withValues(values, statement))).toEqual([]);
});

describe('a value that its statement does not hold is named', () => {
  test.each([
    ['a number', '{ of: tuổi bầu cử, number: 16, unit: tuổi }', '16'],
    ['an end of a span', '{ of: tuổi bầu cử, number: 18, to: 21, unit: tuổi, comparator: within }', '18 to 21'],
    ['a date', '{ of: ngày bầu cử, date: 2026-03-16 }', '2026-03-16'],
    ['hours', '{ of: giờ bỏ phiếu, hours: 06:00-19:00 }', '06:00 to 19:00'],
    ['a person', '{ of: người trúng cử, person: Lý Hường }', 'Lý Hường'],
    ['words', '{ of: giấy tờ, text: thẻ cử tri }', 'thẻ cử tri'],
  ])('%s', async (_, value, shown) => {
    const of = /of: ([^,]+)/u.exec(value)![1];
    expect(await problemsWith(withValues([value]))).toEqual([
      `facts/voting.yaml:7: the value "${of}" is ${shown}, the statement and the quote do not say so (correct the value, or say it in the statement)`,
    ]);
  });
});

describe('a value whose noun or unit its statement does not hold is named', () => {
  const statement = 'Năm 2022 có 929 thủ tục hành chính được cắt giảm. Hội nghị có 50 đại biểu của HĐND các cấp.';
  const line = (message: string, fix: string): string => `facts/voting.yaml:7: ${message} (${fix})`;
  const rename = 'name it in the words of the statement, or say it in the statement';
  const reunit = 'write the unit that the statement has, or say it with the figure';
  test.each([
    [
      'another noun',
      '{ of: lượt hồ sơ được cắt giảm, number: 929, unit: thủ tục }',
      line('the value 929 is of "lượt hồ sơ được cắt giảm", the statement and the quote do not say "lượt hồ sơ"', rename),
    ],
    [
      'a noun of a person',
      '{ of: người chủ trì, text: hội nghị }',
      line('the value hội nghị is of "người chủ trì", the statement and the quote do not say "chủ trì"', rename),
    ],
    [
      'another unit',
      '{ of: thủ tục được cắt giảm, number: 929, unit: dịch vụ }',
      line('the value "thủ tục được cắt giảm" is 929 dịch vụ, no sentence with the figure says "dịch vụ"', reunit),
    ],
    [
      'a unit of another sentence',
      '{ of: thủ tục được cắt giảm, number: 929, unit: đại biểu }',
      line('the value "thủ tục được cắt giảm" is 929 đại biểu, no sentence with the figure says "đại biểu"', reunit),
    ],
  ])('%s', async (_, value, problem) => {
    expect(await problemsWith(withValues([value], statement))).toEqual([problem]);
  });

  test('what a noun phrase only joins with, an acronym, and a place in an order are not missed', async () => {
    const said = 'Lào Cai xếp thứ 7 về PAPI; 61 đại biểu Hội đồng nhân dân tỉnh, 99,7 phần trăm.';
    const values = [
      '{ of: hạng PAPI của Lào Cai, number: 7, unit: hạng }',
      '{ of: số đại biểu HĐND tỉnh ở Lào Cai, number: 61, unit: đại biểu }',
      '{ of: tỷ lệ đại biểu, number: 99.7, unit: "%" }',
    ];
    expect(await problemsWith(withValues(values, said))).toEqual([]);
  });
});

describe('what a fact measures', () => {
  const line = (text: string): string => `facts/voting.yaml:14: ${text}`;
  const measured = (measure: string): Record<string, string> => changed(voting, 'measure: tuổi bầu cử', `measure: ${measure}`);

  test('is written', async () => {
    expect(await problemsWith(changed(voting, '    measure: tuổi bầu cử\n', ''))).toEqual([
      'facts/voting.yaml:2: "measure" is missing (add a line "measure: …")',
    ]);
  });

  test('is said in the statement, the subject or the values', async () => {
    expect(await problemsWith(measured('tuổi nghỉ hưu'))).toEqual([
      line(
        'the measure "tuổi nghỉ hưu" says "nghỉ hưu", what it is measured for does not (name it in the words of the statement, the subject or the values)',
      ),
    ]);
  });

  test('leaves the year and the area to their own fields', async () => {
    const year = { ...measured('tuổi bầu cử năm 2026') };
    year[voting] = year[voting]!.replace('Công dân đủ', 'Năm 2026 công dân đủ');
    expect(await problemsWith(year)).toEqual([
      line('the measure "tuổi bầu cử năm 2026" says "2026" (leave it to "area", "year" or "validFrom")'),
    ]);
    const area = measured('tuổi bầu cử ở Lào Cai');
    area[voting] = area[voting]!.replace('area: cả nước', 'area: tỉnh Lào Cai').replace('Công dân', 'Công dân Lào Cai');
    expect(await problemsWith(area)).toEqual([
      line('the measure "tuổi bầu cử ở Lào Cai" says "Lào Cai" (leave it to "area", "year" or "validFrom")'),
    ]);
  });

  test('is the same in all facts of a series', async () => {
    const again = soundFiles[voting]!.slice(0, soundFiles[voting]!.indexOf('milestones:'))
      .replace('voting-age', 'voting-rule')
      .replace('topic:', 'series: age\n    topic:')
      .replace('measure: tuổi bầu cử', 'measure: quyền bầu cử');
    const first = changed(voting, '    topic: eligibility', '    topic: eligibility\n    series: age');
    expect(await problemsWith({ ...first, 'facts/voting-rule.yaml': again })).toEqual([
      expect.stringContaining('of the same series measures') as string,
    ]);
  });

  test('a milestone has one, with a level and an area', async () => {
    expect(await problemsWith(changed(voting, '    measure: ngày bầu cử\n    level: all\n    area: cả nước\n', ''))).toEqual(
      ['measure', 'level', 'area'].map((key) => `facts/voting.yaml:16: "${key}" is missing (add a line "${key}: …")`),
    );
    expect(await problemsWith(changed(voting, 'measure: ngày bầu cử', 'measure: ngày niêm yết'))).toEqual([
      expect.stringContaining('the measure "ngày niêm yết" says "niêm yết"') as string,
    ]);
  });
});

test.each([
  ['two kinds', '{ of: tuổi, number: 18, unit: tuổi, text: tuổi }', 'give one of number, date, hours, person, text'],
  ['no kind', '{ of: tuổi }', 'give one of number, date, hours, person, text'],
  ['a number without a unit', '{ of: tuổi, number: 18 }', 'a number has a unit, nothing else has one'],
  [
    'a span without its comparator',
    '{ of: tuổi, number: 18, to: 21, unit: tuổi }',
    'a number has "to" where its comparator is within',
  ],
  [
    'a figure written the Vietnamese way',
    '{ of: tuổi, number: "1.972,5", unit: tuổi }',
    'write digits with a point for decimals and none for thousands, e.g. 1972 or 99.7',
  ],
  ['a day that is none', '{ of: ngày, date: 2026-02-30 }', 'write a day of the calendar as year-month-day, e.g. 2031-05-20'],
])('%s is refused', async (_, value, fix) => {
  expect((await problemsWith(withValues([value]))).join('\n')).toContain(`(${fix})`);
});

describe('the sources of a fact', () => {
  const source = '{ key: press }';
  const single = (registry: string, sources: string[]): Record<string, string> => ({
    'facts/sources.yaml': `${soundFiles['facts/sources.yaml']}${registry}`,
    [voting]: soundFiles[voting]!.replace(
      '    confidence: established\n    sources:\n      - { key: law, article: Điều 2 }\n',
      `    confidence: single-source\n    sources:\n${sources.map((one) => `      - ${one}\n`).join('')}`,
    ),
  });

  test('at least one can be looked up', async () => {
    const undated = '  heard: { title: Một bài viết, publisher: Báo Tỉnh, date: "" }\n';
    expect(await problemsWith(single(undated, ['{ key: heard }']))).toEqual([
      'facts/voting.yaml:10: nobody can look up where this is from (give a source an article, an address or a date)',
    ]);
    expect(
      await problemsWith(single(undated.replace('date: ""', 'date: "", url: https://example.org/'), ['{ key: heard }'])),
    ).toEqual([]);
  });

  test('a copy does not stand beside sources that say the same', async () => {
    const copied = '  copy: { title: Bản đăng lại, publisher: Trang tin, date: 2026-03, reprint: true }\n';
    expect(await problemsWith(single(copied, ['{ key: law, article: Điều 2 }', '{ key: copy }']))).toEqual([
      'facts/voting.yaml:10: "Bản đăng lại" (Trang tin) is a copy, and the other sources say the same (take the copy out)',
    ]);
    expect(await problemsWith(single(copied, [source, '{ key: copy }']))).toEqual([]);
  });

  test('an official document needs no second publisher', async () => {
    const files = single('', [source]);
    expect(
      await problemsWith({ ...files, [voting]: files[voting]!.replace('confidence: single-source', 'confidence: official') }),
    ).toEqual([]);
  });
});

test.each(['hiện nay', 'hiện hành', 'đương kim', 'mới nhất'])('an outdated "%s" in a statement is named', async (word) => {
  const statement = `Công dân đủ 18 tuổi trở lên ${word} có quyền bầu cử (Điều 2).`;
  expect(await problemsWith(changed(voting, stated, statement))).toEqual([
    `facts/voting.yaml:5: the statement says "${word}", which is true for a day only (write the date or the year)`,
  ]);
});

test('what a fact computes, keeps and closes with is read', async () => {
  const { pack, problems } = await loadPack(
    packFolder({
      ...soundFiles,
      ...changed(
        voting,
        '    level: all\n',
        '    keepsHistory: true\n    closesWithElection: true\n    computes: voting-age\n    level: all\n',
      ),
    }),
  );
  expect(problems).toEqual([]);
  expect(pack.facts[0]).toMatchObject({ keepsHistory: true, closesWithElection: true, computes: 'voting-age' });
});

test('a step that ends with the vote is read for before and after, and not beside one for always', async () => {
  const steps = '    nextStepBefore: Hỏi Tổ bầu cử.\n    nextStepAfter: Hỏi UBND xã.\n';
  const both = changed(voting, '    level: all\n', `${steps}    level: all\n`);
  const { pack } = await loadPack(packFolder({ ...soundFiles, ...both }));
  expect(pack.facts[0]).toMatchObject({ nextStepBefore: 'Hỏi Tổ bầu cử.', nextStepAfter: 'Hỏi UBND xã.' });
  const three = changed(voting, '    level: all\n', `${steps}    nextStep: Xem thẻ.\n    level: all\n`);
  expect((await problemsWith(three)).join()).toContain('"nextStep" stands beside the steps before and after the vote');
});
