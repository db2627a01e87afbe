import { describe, expect, test } from 'vitest';
import { loadPack } from '../../src/sources/pack.ts';
import { packFolder, problemsWith, soundFiles } from '../fakes/pack-folder.ts';

const ways = 'questions/ways/voting.yaml';
const unknown = 'questions/unknown/voting.yaml';
const oneUnknown = `- id: turnout-by-village
  about: tỷ lệ đi bầu của từng thôn
  says: Nguồn không nói tỷ lệ đi bầu của từng thôn.
  nextStep: Xin hỏi Ủy ban nhân dân xã.
  near: voting-age
  asks:
    - "thôn tôi {bao nhiêu|mấy} phần trăm đi bầu"
`;

test('how people ask is read from every file of questions/, and put together over a stack', async () => {
  const lower = packFolder({
    ...soundFiles,
    [ways]: 'voting-age:\n  - mấy tuổi đi bầu\n',
    [unknown]: oneUnknown,
    'questions/beside/voting.yaml': 'voting-age:\n  - vì sao là 18 tuổi\n',
    'questions/overlaps.yaml': '- [voting-age, election-day]\n- asked: election-day\n  answeredBy: [voting-age]\n',
    'questions/tasks.yaml': 'calendar:\n  - lịch bầu cử\n',
    'questions/talk.yaml': 'thanks:\n  - cảm ơn\n',
    'questions/courtesy.yaml': 'openings:\n  - "{xin |}chào"\nclosings:\n  - cảm ơn\n',
  });
  const upper = packFolder({
    [ways]: 'voting-age:\n  - đủ tuổi chưa\nelection-day:\n  - hôm nào bầu\n',
    'questions/tasks.yaml': 'calendar:\n  - các mốc\n',
  });
  const { pack, problems } = await loadPack(`${lower}:${upper}`);
  expect(problems).toEqual([]);
  expect(pack.questions).toEqual({
    ways: new Map([
      ['voting-age', ['mấy tuổi đi bầu', 'đủ tuổi chưa']],
      ['election-day', ['hôm nào bầu']],
    ]),
    beside: new Map([['voting-age', ['vì sao là 18 tuổi']]]),
    unknowns: [
      {
        id: 'turnout-by-village',
        about: 'tỷ lệ đi bầu của từng thôn',
        says: 'Nguồn không nói tỷ lệ đi bầu của từng thôn.',
        nextStep: 'Xin hỏi Ủy ban nhân dân xã.',
        near: 'voting-age',
        asks: ['thôn tôi {bao nhiêu|mấy} phần trăm đi bầu'],
      },
    ],
    overlaps: [['voting-age', 'election-day']],
    alsoAnswered: new Map([['election-day', ['voting-age']]]),
    tasks: new Map([['calendar', ['lịch bầu cử', 'các mốc']]]),
    talk: new Map([['thanks', ['cảm ơn']]]),
    topics: new Map(),
    courtesy: { openings: ['{xin |}chào'], closings: ['cảm ơn'] },
  });
});

test('a pack without ways of asking is lent what people commonly ask, one that has its own is not', async () => {
  const news = '---\nid: one\ntitle: Một\npublisher: P\npublished: 2026-01-01\n---\n\nMột câu.\n';
  const { pack: bare } = await loadPack(packFolder({ 'one.md': news }));
  expect(bare.questions.topics.get('voting-age')?.length).toBeGreaterThan(5);
  expect(bare.questions.topics.size).toBeGreaterThan(300);
  const { pack: own } = await loadPack(packFolder({ ...soundFiles, 'questions/talk.yaml': 'thanks:\n  - cảm ơn\n' }));
  expect(own.questions.topics).toEqual(new Map());
});

describe('what is broken is named by file and line, with what to do', () => {
  test.each([
    [
      'a brace that is not closed',
      { [ways]: 'voting-age:\n  - sound\n  - "{bao nhiêu|mấy tuổi"\n' },
      /^questions\/ways\/voting\.yaml:3: .*a brace or bar without its partner.*close every brace/s,
    ],
    [
      'ways of asking for a fact that is not there',
      { [ways]: 'voting-agee:\n  - mấy tuổi\n' },
      /^questions\/ways\/voting\.yaml:1: .*no fact or milestone "voting-agee".*voting-age/s,
    ],
    ['an empty list of ways', { [ways]: 'voting-age: []\n' }, /^questions\/ways\/voting\.yaml:1: .*at least one way of asking/s],
    [
      'a known unknown near to nothing',
      { [unknown]: oneUnknown.replace('near: voting-age', 'near: votng-age') },
      /^questions\/unknown\/voting\.yaml:5: .*no fact or milestone "votng-age".*voting-age/s,
    ],
    [
      'a known unknown without a sentence',
      { [unknown]: oneUnknown.replace(/ {2}says: .*\n/, '') },
      /^questions\/unknown\/voting\.yaml:1: .*says.*missing/s,
    ],
    [
      'a key that was misspelt',
      { [unknown]: oneUnknown.replace('nextStep:', 'nextSteps:') },
      /^questions\/unknown\/voting\.yaml:4: unknown key "nextSteps".*nextStep/s,
    ],
    [
      'an id given twice',
      { [unknown]: oneUnknown + oneUnknown },
      /^questions\/unknown\/voting\.yaml:8: .*"turnout-by-village" is given twice.*an id of its own/s,
    ],
    [
      'an overlap of one',
      { 'questions/overlaps.yaml': '- [voting-age, election-day]\n- [voting-age]\n' },
      /^questions\/overlaps\.yaml:2: .*name at least two ids/s,
    ],
    [
      'an overlap with a stranger',
      { 'questions/overlaps.yaml': '- [voting-age, nobody]\n' },
      /^questions\/overlaps\.yaml:1: .*no fact or milestone "nobody"/s,
    ],
    [
      'a courtesy that cannot be read',
      { 'questions/courtesy.yaml': 'openings:\n  - "chào {bác|"\nclosings:\n  - cảm ơn\n' },
      /^questions\/courtesy\.yaml:2: .*a brace or bar without its partner/s,
    ],
  ] as const)('%s', async (_, files, expected) => {
    const problems = await problemsWith(files);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
  });

  test('and only that is left out', async () => {
    const { pack } = await loadPack(packFolder({ ...soundFiles, [ways]: 'voting-age:\n  - sound\n  - "{broken"\n' }));
    expect(pack.questions.ways.get('voting-age')).toEqual(['sound']);
  });
});
