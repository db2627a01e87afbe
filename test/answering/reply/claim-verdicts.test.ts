import { describe, expect, it } from 'vitest';
import type { Asked } from '../../../src/answering/question/asked.ts';
import { createClaimVerdicts } from '../../../src/answering/reply/claim-verdicts.ts';
import type { Contraries } from '../../../src/answering/verdict/contraries.ts';
import type { Fact, FactValue } from '../../../src/elections/fact.ts';
import { fact } from '../../fakes/small-pack.ts';

const more = { name: '0+', contrary: '0-', isUsual: false };
const fewer = { name: '0-', contrary: '0+', isUsual: false };
/** `tăng` is one side, `giảm` the other. */
const contraries: Contraries = {
  sides: (words) => words.flatMap(({ folded }) => (folded === 'tang' ? [more] : folded === 'giam' ? [fewer] : [])),
};
const verdicts = () => createClaimVerdicts(contraries);

const communes: FactValue = { kind: 'number', is: 99, of: 'xã, phường của tỉnh', unit: 'xã, phường', comparator: 'exactly' };
const holder = (is: string): FactValue => ({ kind: 'person', is, of: 'Chủ tịch UBND tỉnh', comparator: 'exactly' });
const number = fact('communes', 'Tỉnh Lào Cai có 99 xã, phường, tăng so với trước.', ['tỉnh có bao nhiêu xã phường'], {
  values: [communes],
});
const chair = (id: string, name: string, extra: Partial<Fact> = {}): Fact =>
  fact(id, `${name} là Chủ tịch UBND tỉnh.`, ['chủ tịch tỉnh là ai'], { keepsHistory: true, values: [holder(name)], ...extra });

function claim(
  text: string,
  { slots, ...extra }: { slots?: Partial<Asked['slots']> } & Partial<Omit<Asked, 'slots'>> = {},
): Asked {
  return {
    ...{ text, raw: text, language: 'vi', kind: 'yes-no', places: [], repaired: 0 },
    slots: { confirms: true, years: [], ...slots },
    ...extra,
  } as unknown as Asked;
}
const so = { opening: 'Đúng vậy.' };
const notSo = { opening: 'Không đúng theo nguồn của tôi.' };
const isSo = (text: string, extra = {}) => verdicts().ofFact(claim(text, extra), number, []);

describe('what somebody asks to confirm', () => {
  it('is so, or is not, in the language it was asked in', () => {
    expect(isSo('tỉnh có 99 xã phường đúng không')).toEqual(so);
    expect(isSo('tỉnh có 89 xã phường đúng không')).toEqual(notSo);
    expect(isSo('tỉnh có 99 xã phường đúng không', { language: 'en' })).toEqual({ opening: 'Yes.' });
    expect(isSo('tỉnh có 89 xã phường đúng không', { language: 'en' })).toEqual({ opening: 'Not according to my sources.' });
  });

  it('is neither where nothing can be compared, or nothing was to be confirmed', () => {
    expect(isSo('tỉnh rất đẹp đúng không')).toEqual({});
    expect(isSo('tỉnh có 89 xã phường', { kind: 'how-many', slots: { confirms: false } })).toEqual({});
    expect(isSo('có 89 xã phường đúng không', { kind: 'how-many' })).toEqual(notSo);
    expect(isSo('có phải tỉnh có 89 xã phường', { slots: { confirms: false } })).toEqual(notSo);
  });

  it('is not allowed, where a rule says how many and leave is asked for', () => {
    const most: FactValue = { kind: 'number', is: 3, of: 'đại biểu của đơn vị', unit: 'đại biểu', comparator: 'at-most' };
    const rule = fact('rule', 'Mỗi đơn vị bầu không quá 3 đại biểu; đơn vị quân đội có thể hơn.', [], { values: [most] });
    const asked = (text: string, confirms = false) => verdicts().ofFact(claim(text, { slots: { confirms } }), rule, []);
    expect(asked('một đơn vị bầu 4 đại biểu có được không')).toEqual({ opening: 'Không được, theo nguồn của tôi.' });
    expect(asked('một đơn vị bầu 4 đại biểu đúng không', true)).toEqual(notSo);
    expect(asked('một đơn vị bầu 2 đại biểu có được không')).toEqual({});
  });

  it('is left open where the rule says something else of the very case', () => {
    const size: FactValue = { kind: 'number', is: 300, to: 4000, of: 'cử tri của khu vực', unit: 'cử tri', comparator: 'within' };
    const rule = fact('rule', 'Mỗi khu vực có từ 300 đến 4.000 cử tri; miền núi có thể ít hơn.', [], { values: [size] });
    const asked = (text: string) => verdicts().ofFact(claim(text, { slots: { confirms: false } }), rule, []);
    expect(asked('khu vực có 200 cử tri ở miền núi được không')).toEqual({});
    expect(asked('khu vực có 200 cử tri được không')).toEqual({ opening: 'Không được, theo nguồn của tôi.' });
  });

  it('is not agreed with where it was only asked, where it says more, or where it is of another place', () => {
    expect(isSo('tỉnh có 99 xã phường à', { slots: { confirms: false } })).toEqual({});
    expect(isSo('tỉnh có 99 xã phường miền núi đúng không')).toEqual({});
    const place = (name: string) => ({ places: [{ name }] });
    expect(isSo('tỉnh có 99 xã phường đúng không', place('tỉnh Lào Cai'))).toEqual(so);
    expect(isSo('tỉnh có 99 xã phường đúng không', place('tỉnh Sơn La'))).toEqual({});
  });

  it('is agreed with on the side that the fact takes, and on none it does not speak of', () => {
    expect(isSo('tăng lên 99 xã phường đúng không')).toEqual(so);
    expect(isSo('giảm còn 99 xã phường đúng không')).toEqual({});
  });

  it('is held against the year and the ways of asking too', () => {
    const asks = ['tỉnh có bao nhiêu xã phường miền núi'];
    const asked = claim('tỉnh có 99 xã phường miền núi đúng không');
    expect(verdicts().ofFact(asked, { ...number, asks }, [])).toEqual(so);
    const ofYear = claim('ông Trần Văn An là chủ tịch ubnd tỉnh 2025 đúng không');
    expect(verdicts().ofFact(ofYear, chair('now', 'Trần Văn An', { year: 2025 }), [])).toEqual(so);
    expect(verdicts().ofFact(ofYear, chair('now', 'Trần Văn An', { year: 2024 }), [])).toEqual({});
  });

  it('of hours is only told whether it is right where it is to be confirmed: who asks whether to come at ten claims nothing', () => {
    const values: FactValue[] = [{ kind: 'hours', is: '07:00-19:00', of: 'giờ bỏ phiếu', comparator: 'exactly' }];
    const hours = fact('hours', 'Bỏ phiếu từ 7 giờ đến 19 giờ.', [], { values });
    const at = (text: string, confirms: boolean) => verdicts().ofFact(claim(text, { slots: { confirms } }), hours, []);
    expect(at('bỏ phiếu bắt đầu lúc 10 giờ đúng không', true)).toEqual(notSo);
    expect(at('tôi bắt đầu lúc 10 giờ được không', false)).toEqual({});
  });

  it('of a milestone is held against its day', () => {
    const day: FactValue[] = [{ kind: 'date', is: '2026-03-15', of: 'ngày bầu cử', comparator: 'exactly' }];
    const on = (text: string) => verdicts().ofMilestone(claim(text), day, 'Ngày bầu cử');
    expect(on('ngày bầu cử là 15/3/2026 đúng không')).toEqual(so);
    expect(on('ngày bầu cử là 16/3/2026 đúng không')).toEqual(notSo);
  });
});

describe('who held an office before', () => {
  const [now, before] = [chair('now', 'Trần Văn An'), chair('before', 'Lê Thị Bình')];
  const ask = (extra: object = {}, earlier = [before], text = 'chủ tịch ubnd tỉnh là bà Lê Thị Bình đúng không') =>
    verdicts().ofFact(claim(text, extra), now, earlier);

  it('does not hold it now', () => {
    expect(ask()).toEqual(notSo);
    expect(ask({}, [chair('first', 'Phạm Cường'), before])).toEqual(notSo);
    expect(ask({}, [before], 'chủ tịch ubnd tỉnh là ông Trần Văn An đúng không')).toEqual(so);
  });

  it('is told by the person alone: a figure that was so before may be so now', () => {
    const earlier = { ...number, keepsHistory: true as const };
    expect(verdicts().ofFact(claim('tỉnh có 99 xã phường đúng không'), number, [earlier])).toEqual(so);
  });

  it.each([
    ['nobody asks to confirm it', { slots: { confirms: false } }, [before]],
    ['a year is named, in which they may have', { slots: { years: [2024] } }, [before]],
    ['nothing is known of before', {}, []],
    ['what was before is kept for another reason than its history', {}, [{ ...before, keepsHistory: undefined! }]],
    ['they held no office but are a number', {}, [{ ...before, values: [communes] }]],
  ])('is not said to where %s', (_, extra, earlier) => expect(ask(extra, earlier)).toEqual({}));
});
