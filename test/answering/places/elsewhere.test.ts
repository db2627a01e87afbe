import { describe, expect, it } from 'vitest';
import { elsewhereReply } from '../../../src/answering/places/elsewhere.ts';
import type { PlaceReplies } from '../../../src/answering/places/replies.ts';
import type { Asked, AskedPlace } from '../../../src/answering/question/asked.ts';
import type { Reply } from '../../../src/answering/reply/reply.ts';
import type { Verdict } from '../../../src/answering/verdict/verdict.ts';
import type { PlaceResolution } from '../../../src/elections/old-places.ts';
import { asking, bacHa, current } from './asking.ts';

const nowhere: PlaceResolution = { kind: 'unknown' };
const afar: PlaceResolution = { kind: 'elsewhere', communes: [], provinces: ['Hà Giang'] };
const theirs: Reply = { kind: 'answer', value: 'số 7', text: 'Đơn vị số 7 ở nơi đó.', citations: [] };

const fact = { kind: 'fact' };
const task = { kind: 'task' };
const besides = { kind: 'unknown', unknown: {} };
const saying = { kind: 'unknown', unknown: { says: 'Chưa ai biết.' } };

/** A verdict whose best candidate is about this, at home everywhere unless it is about another place. */
const verdict = (kind: Verdict['kind'], subject: object = fact, placeOther = 0): Verdict => {
  const best = {
    candidate: { id: 'f', wordings: ['bầu mấy người'], subject },
    wording: 'bầu mấy người',
    features: { placeOther },
  };
  return { kind, looked: [{ ranked: [best] }], offers: [best], best } as unknown as Verdict;
};

function say(
  resolution: PlaceResolution | undefined,
  {
    of = verdict('decline'),
    kind = 'how-many' as Asked['kind'],
    suggestions = [] as string[],
    known = undefined as Reply | undefined,
  },
): Reply | undefined {
  const asked = asking(resolution, { kind });
  const places = asked.places.map((place): AskedPlace => ({ ...place, suggestions }));
  const own = { province: 'Lào Cai' };
  return elsewhereReply({ ...asked, places }, of, own, { elsewhere: () => known } as unknown as PlaceReplies);
}

describe('a question about a place', () => {
  it('of ours, or about none, is none of this', () => {
    expect(say(current(bacHa), {})).toBeUndefined();
    expect(say(undefined, {})).toBeUndefined();
  });

  it('of another province is refused, with what may be asked of ours', () => {
    const reply = say(afar, {})!;
    expect(reply).toMatchObject({ kind: 'none', reason: 'other-province', citations: [] });
    expect(reply.text).toBe('Nơi Ấy không thuộc Lào Cai, nên nguồn của tôi không có thông tin này. Bạn hỏi UBND nơi đó.');
    expect(reply.choices).not.toEqual([]);
    expect(reply.offers).toBeUndefined();
  });

  it('of no list is said to be in none, and the names that look alike are put forward, four at most', () => {
    const reply = say(nowhere, {})!;
    expect(reply).toMatchObject({ kind: 'none', reason: 'unknown-place', citations: [] });
    expect(reply.text).toMatch(/^Tôi không thấy “Nơi Ấy” .* tôi không biết chắc\.$/u);
    expect(reply).not.toHaveProperty('choices');
    const long = 'xã có một cái tên dài hơn một nút bấm rất nhiều';
    const alike = say(nowhere, { suggestions: [long, 'b', 'c', 'd', 'e'], of: verdict('offer') })!;
    expect(alike.text).toBe(`${reply.text} Có phải bạn hỏi một trong các nơi này?`);
    expect(alike.choices).toEqual([
      { label: long.slice(0, 40), value: long },
      ...['b', 'c', 'd'].map((name) => ({ label: name, value: name })),
    ]);
  });

  it.each([afar, nowhere])('that is $kind is refused with what is likely meant, where something is', (resolution) => {
    const refused = say(resolution, {})!;
    const reply = say(resolution, { of: verdict('offer') })!;
    expect(reply.text).toBe(`${refused.text} Gần nhất tôi có:`);
    expect(reply.offers).toEqual([{ label: 'Bầu mấy người?', target: 'f' }]);
  });

  it('whose unit a table names is told it, where the unit is asked about', () => {
    expect(say(afar, { kind: 'which-unit', known: theirs })).toBe(theirs);
    expect(say(afar, { kind: 'when', known: theirs, of: verdict('answer', task) })).toBe(theirs);
    expect(say(afar, { kind: 'how-many', known: theirs })).toMatchObject({ reason: 'other-province' });
    expect(say(afar, { kind: 'which-unit' })).toMatchObject({ reason: 'other-province' });
  });

  it.each(['how-many', 'who', 'where', 'which-unit'] as const)('is held to be about that place where it asks %s', (kind) =>
    expect(say(afar, { kind })).toMatchObject({ reason: 'other-province' }),
  );

  it('that asks for a rule is answered: rules hold everywhere', () => {
    expect(say(afar, { kind: 'when' })).toBeUndefined();
    expect(say(afar, { of: verdict('answer') })).toBeUndefined();
    expect(say(afar, { of: verdict('answer', saying) })).toBeUndefined();
  });

  it.each([
    ['what is known of another place', verdict('answer', fact, 1)],
    ['what is only offered', verdict('offer')],
    ['what is looked up at home', verdict('answer', task)],
    ['what is known to be asked beside something', verdict('answer', besides)],
  ])('is not answered with %s', (_, of) => expect(say(afar, { of })).toMatchObject({ kind: 'none', reason: 'other-province' }));

  it('is refused where something to look up at home is asked for, however it is asked', () => {
    expect(say(nowhere, { kind: 'when', of: verdict('answer', task) })).toMatchObject({ reason: 'unknown-place' });
  });

  it('is refused where nothing was found at all', () => {
    const nothing = { kind: 'decline', looked: [], why: 'nothing-near' } as unknown as Verdict;
    expect(say(afar, { of: nothing })).toMatchObject({ reason: 'other-province' });
    expect(say(afar, { of: { ...nothing, looked: [{ ranked: [] }] } as unknown as Verdict })).toMatchObject({ kind: 'none' });
  });
});
