import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shippedStack } from '../../src/app/knowledge.ts';
import { runCheck } from '../../src/commands/check.ts';
import { loadPack } from '../../src/sources/pack.ts';
import { fold } from '../../src/vietnamese/text.ts';
import { packFolder, problemsWith, soundFiles } from '../fakes/pack-folder.ts';
import { shippedPack } from '../fakes/shipped.ts';

const article = soundFiles['news/visit.md']!;
const shipped = await shippedPack();

test.each([
  ['in a folder news/', 'news/visit.md'],
  ['with nothing around them', 'visit.md'],
])('articles alone are a pack: %s', async (_, name) => {
  const { pack, problems } = await loadPack(packFolder({ [name]: article }));
  expect(problems).toEqual([]);
  expect(pack.documents).toHaveLength(1);
  expect(pack).toMatchObject({ province: '', facts: [], milestones: [], communes: [], electoralUnits: [], pollingStations: [] });
});

test('articles alone are lent the spelling that comes with cutri: it is the language’s', async () => {
  const { pack } = await loadPack(packFolder({ 'news/visit.md': article }));
  expect(pack.lexicon.abbreviations.get('hdnd')).toContain('Hội đồng nhân dân');
});

test('a folder that holds nothing is no pack', async () => {
  const { problems } = await loadPack(packFolder({ 'readme.md': 'Hello' }));
  expect(problems).toMatchObject([{ message: 'there is nothing in this pack' }]);
});

test.each<[what: string, files: Record<string, string | Uint8Array>, problems: string[]]>([
  [
    'an id that an article has',
    {
      'news/visit.md': article.replace('id: visit', 'id: voting-age'),
      'units/electoral-units.csv': soundFiles['units/electoral-units.csv']!.replace('news:visit', 'press'),
    },
    ['facts/voting.yaml:2: the id "voting-age" is already taken by an article in news/ (give it an id of its own)'],
  ],
  [
    'an id of another file',
    { 'facts/zz.yaml': `facts:\n${soundFiles['facts/voting.yaml']!.split('facts:\n')[1]!.split('milestones:')[0]}` },
    ['facts/zz.yaml:2: the id "voting-age" is already taken by facts/voting.yaml:2 (give it an id of its own)'],
  ],
  [
    'an article twice',
    { 'news/zz.md': article },
    ['news/zz.md: the id "visit" is already taken by news/visit.md (give each article its own id)'],
  ],
  [
    'text that is not UTF-8',
    { 'facts/voting.yaml': Buffer.from('facts:\n  - id: Lào\n', 'latin1') },
    ['facts/voting.yaml:2: the file is not UTF-8 (save it again as UTF-8; windows-1258 and TCVN3 have to be converted)'],
  ],
  [
    'an empty table',
    { 'places/other-places.csv': '' },
    ['places/other-places.csv: the file is empty (fill it in, or remove it)'],
  ],
  [
    'a group of one synonym',
    { 'lexicon/synonyms.yaml': 'groups:\n  - [hòm phiếu]\n' },
    ['lexicon/synonyms.yaml:2: "groups" is too short a list (a group needs at least two phrases)'],
  ],
  [
    'an abbreviation without a reading',
    { 'lexicon/abbreviations.yaml': 'QH: Quốc hội\nHĐND: []\n' },
    ['lexicon/abbreviations.yaml:2: "HĐND" is an empty list (give at least one reading)'],
  ],
])('%s is named', async (_, files, problems) => {
  expect(await problemsWith(files)).toEqual(problems);
});

test('the lexicon is read: keys fold together, readings stay in order', async () => {
  const { pack, problems } = await loadPack(
    packFolder({
      ...soundFiles,
      'lexicon/abbreviations.yaml': 'ĐK: [đăng ký, điều kiện]\ndk: [được, đăng ký]\n',
      'lexicon/synonyms.yaml': 'groups:\n  - [hòm phiếu, thùng phiếu]\n',
      'lexicon/english.yaml': 'terms:\n  Election Day: ngày bầu cử\nfunction_words: [the]\n',
    }),
  );
  expect(problems).toEqual([]);
  expect(pack.lexicon.abbreviations.get('dk')).toEqual(['đăng ký', 'điều kiện', 'được']);
  expect(pack.lexicon.synonyms).toEqual([['hòm phiếu', 'thùng phiếu']]);
  expect(pack.lexicon.english.terms.get('election day')).toBe('ngày bầu cử');
});

describe('cutri check', () => {
  function run(reading: Awaited<ReturnType<typeof loadPack>>): { code: number; out: string; err: string } {
    const said = { out: '', err: '' };
    const io = {
      out: (text: string) => {
        said.out += text;
      },
      err: (text: string) => {
        said.err += text;
      },
      stdin: process.stdin,
      interactive: false,
    };
    return { code: runCheck(reading, io), ...said };
  }

  test('says what a sound pack holds', async () => {
    const { code, out, err } = run(await loadPack(packFolder({ ...soundFiles, 'lexicon/chat.yaml': 'ko: không\n' })));
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(
      'The pack is sound: 1 documents, 1 facts, 1 milestones, 2 communes, 1 other places, 2 electoral units, 1 polling stations, 1 lexicon entries.\n',
    );
  });

  test('lists every problem and fails', async () => {
    const broken = packFolder({ ...soundFiles, 'facts/a.yaml': 'facts:\n  - id: x\n', 'units/electoral-units.csv': 'level\n' });
    const { code, out, err } = run(await loadPack(broken));
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`${broken}/facts/a.yaml:2: "topic" is missing`);
    expect(err).toContain(`${broken}/units/electoral-units.csv:1: the column "number" is missing`);
  });
});

describe('the pack that comes with cutri', () => {
  const { pack, problems } = shipped;

  test('is sound', () => expect(problems).toEqual([]));

  test('has the 99 communes, each in exactly one National Assembly unit', () => {
    expect(pack.communes).toHaveLength(99);
    expect(pack.communes.filter(({ type }) => type === 'phường')).toHaveLength(10);
    const units = pack.electoralUnits.filter(({ level }) => level === 'national-assembly');
    expect(units.map(({ number, seats, communes }) => [number, seats, communes.length])).toEqual([
      ['1', 3, 20],
      ['2', 2, 31],
      ['3', 3, 23],
      ['4', 2, 25],
    ]);
    expect(units.flatMap(({ communes }) => communes).sort()).toEqual(pack.communes.map(({ code }) => code).sort());
  });

  test('knows the 34 provinces of today, and puts every other name into one of them', () => {
    const provinces = new Set(pack.otherPlaces.filter(({ kind }) => kind === 'province').map(({ province }) => province));
    expect(provinces.size).toBe(34);
    for (const { province } of pack.otherPlaces) expect(provinces).toContain(province);
  });

  test('calls established only what two sources or a law say', () => {
    for (const { id, confidence, sources } of [...pack.facts, ...pack.milestones])
      if (confidence === 'established') expect([id, sources.length > 1 || Boolean(sources[0].article)]).toEqual([id, true]);
  });

  test('gives every fact at least two ways of asking, none of them twice', () => {
    for (const { id, asks } of pack.facts) {
      expect([id, asks.length >= 2]).toEqual([id, true]);
      expect([id, new Set(asks.map(fold)).size]).toEqual([id, asks.length]);
    }
  });

  test('types what every fact says, and names what it is about', () => {
    for (const { id, subject, values } of pack.facts) expect([id, Boolean(subject), values.length > 0]).toEqual([id, true, true]);
  });

  test('has exactly one fact for everything that is computed, and one election day', () => {
    const computed = pack.facts.flatMap(({ computes }) => computes ?? []).sort();
    expect(computed).toEqual(['standing-age', 'strikes', 'voting-age', 'voting-hours', 'voting-hours-limits']);
    expect(pack.milestones.filter(({ isElectionDay }) => isElectionDay).map(({ id }) => id)).toEqual(['election-day']);
  });

  test.each(shippedStack.split(':'))('is sound with %s alone', async (folder) => {
    expect((await loadPack(folder)).problems).toEqual([]);
  });

  test('cites no code repository', () => {
    const urls = [...pack.facts, ...pack.milestones].flatMap(({ sources }) => sources.flatMap(({ url }) => url ?? []));
    expect(urls.length).toBeGreaterThan(50);
    expect(urls.filter((url) => /github|gitlab/u.test(url))).toEqual([]);
  });

  test('leaves no source of the registry unused', () => {
    const read = (name: string) => readFileSync(name, 'utf8');
    const files = globSync(
      shippedStack.split(':').flatMap((folder) => [`${folder}/facts/*.yaml`, `${folder}/{places,units}/*.csv`]),
    );
    const registries = files.filter((name) => basename(name) === 'sources.yaml');
    const keys = registries.flatMap((name) => [...read(name).matchAll(/^ {2}([a-z0-9-]+):/gmu)].map(([, key]) => key!));
    const text = files
      .filter((name) => !registries.includes(name))
      .map(read)
      .join('\n');
    expect(keys.length).toBeGreaterThan(50);
    expect(keys.filter((key) => !new RegExp(`(?:key: |,)${key}(?![a-z0-9-])`, 'u').test(text))).toEqual([]);
  });

  test('cites every article that a statement names', () => {
    for (const { id, statement, sources } of pack.facts) {
      const cited = sources.flatMap(({ article }) => article?.match(/\d+/gu) ?? []);
      for (const [, article] of statement.matchAll(/Điều (\d+)/gu))
        expect([id, cited]).toEqual([id, expect.arrayContaining([article])]);
    }
  });
});
