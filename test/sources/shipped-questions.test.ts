import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { offeredTarget, offerOf } from '../../src/answering/reply/offers.ts';
import { candidatesOf, wordingsOf } from '../../src/answering/verdict/collecting.ts';
import type { KnowledgePack } from '../../src/elections/pack/pack.ts';
import type { Problem } from '../../src/elections/pack/problem.ts';
import { fold } from '../../src/vietnamese/text.ts';
import { shippedPack } from '../fakes/shipped.ts';

let pack: KnowledgePack;
let problems: Problem[];
beforeAll(async () => {
  ({ pack, problems } = await shippedPack());
});

const plain = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Questions of other hands that answers are measured with, outside the repository. */
const measured = join(process.env.CUTRI_BENCH_DATA ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'data'), 'questions');

describe('how people ask, as it is shipped', () => {
  it('loads without problems, and there is some of everything', () => {
    expect(problems).toEqual([]);
    const { ways, unknowns, overlaps, tasks, talk, courtesy } = pack.questions;
    for (const size of [ways.size, unknowns.length, overlaps.length, tasks.size, talk.size]) expect(size).toBeGreaterThan(0);
    expect(courtesy.openings.length * courtesy.closings.length).toBeGreaterThan(0);
  });

  it('a why is asked only of a fact that gives a reason', () => {
    const why = /(?:^|[{|"\s])(?:vì sao|tại sao|sao lại|lý do)(?!\p{L})|^sao /iu;
    const asked = pack.facts.filter(({ id, asks }) =>
      [...asks, ...(pack.questions.ways.get(id) ?? [])].some((way) => why.test(way)),
    );
    // Read one by one: the statement says what it is because of, or what it is for.
    const reasons =
      'blank-ballot ballot-form electoral-unit bodies-compared consultation no-district who-cannot-stand suspended-sentence ' +
      'ballots-per-voter temporary-under-12 long-absent card-not-received ' +
      'ballot-box deadlines-may-move not-voting area-population old-communes';
    expect(asked.map(({ id }) => id).filter((id) => !reasons.split(' ').includes(id))).toEqual([]);
    expect(asked.length).toBeGreaterThan(5);
  });

  it('the id of whatever may be offered fits a button whole, so that pressing it answers', () => {
    const cut = candidatesOf(pack).filter((candidate) => {
      const { value, target } = offerOf(candidate, candidate.wordings[0]!);
      return offeredTarget(value) !== target;
    });
    expect(cut.map(({ id }) => id)).toEqual([]);
  });

  it('every known unknown says so and what to do, and whatever it is near to exists', () => {
    const known = new Set([...pack.facts, ...pack.milestones].map(({ id }) => id));
    const { unknowns } = pack.questions;
    expect(unknowns.filter(({ near }) => near !== undefined && !known.has(near)).map(({ id }) => id)).toEqual([]);
    expect(unknowns.filter(({ says, nextStep }) => !says?.endsWith('.') || nextStep === undefined).map(({ id }) => id)).toEqual(
      [],
    );
  });

  it('no wording is written for a thing that is known and for one that is known to be unknown', () => {
    const answered = new Map(
      [...pack.facts, ...pack.milestones].flatMap(({ id, asks }) =>
        wordingsOf([...asks, ...(pack.questions.ways.get(id) ?? [])]).map((wording): [string, string] => [wording, id]),
      ),
    );
    const both = pack.questions.unknowns.flatMap(({ id, asks }) =>
      wordingsOf(asks).flatMap((wording) => (answered.has(wording) ? [`${wording}: ${answered.get(wording)}, ${id}`] : [])),
    );
    expect(both).toEqual([]);
  });
});

describe.each([
  ['kept beside the code', join(import.meta.dirname, '..', '..', 'bench', 'questions')],
  ['outside (CUTRI_BENCH_DATA names the folder of public data)', measured],
])('a question that answers are measured with, %s', (_, folder) => {
  it.skipIf(!existsSync(folder))('is no wording of the pack, with or without diacritics', () => {
    const { ways, beside, tasks, talk, unknowns } = pack.questions;
    const templates = [
      ...[...pack.facts, ...pack.milestones].flatMap(({ asks }) => asks),
      ...[...ways.values(), ...beside.values(), ...tasks.values(), ...talk.values()].flat(),
      ...unknowns.flatMap(({ asks }) => asks),
    ];
    const written = new Set(wordingsOf(templates).map(plain));
    const asked = readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean))
      .map((line) => (JSON.parse(line) as { q: string }).q);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((question) => written.has(plain(question)))).toEqual([]);
  });
});
