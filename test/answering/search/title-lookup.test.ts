import { expect, it } from 'vitest';
import { createKnowledgeBase } from '../../../src/answering/search/knowledge-base.ts';
import { createTitleLookup } from '../../../src/answering/search/title-lookup.ts';
import { emptyLexicon } from '../../../src/vietnamese/lexicon.ts';
import { lazily } from '../../setup/lazily.ts';

const titles = {
  check: 'Kiểm tra công tác bầu cử tại đơn vị số 09',
  list: 'Công bố danh sách người ứng cử',
  drill: 'Diễn tập',
};
const known = lazily(() => {
  const base = createKnowledgeBase({ lexicon: emptyLexicon() });
  for (const [id, title] of Object.entries(titles))
    base.add({ id, title, publisher: 'Báo', published: '2026-03-01', body: title });
  return { base, lookup: createTitleLookup(), documents: [...base.documents()] };
});
function find(text: string): string[] {
  const { base, lookup, documents } = known();
  return lookup.find(base.read(text), documents, 3).map(({ id }) => id);
}

it('finds a title by its words in any order, without diacritics or mistyped, and one of a single word by that word', () => {
  expect(find('danh sách ứng cử công bố')).toEqual(['list']);
  expect(find('kiem tra cong tac bau cu')).toEqual(['check']);
  expect(find('kiểm trra công tác bầu cử')).toEqual(['check']);
  expect(find('diễn tập')).toEqual(['drill']);
});

it('seven words of ten are enough and six are not, so none is left out before it is looked at closely', () => {
  expect(find('kiểm tra công tác bầu cử tại xe máy gạo')).toEqual(['check']);
  expect(find('kiểm tra công tác bầu cử ga xe máy gạo')).toEqual([]);
});

it('a word alone, another number and words of no title find nothing', () => {
  for (const text of ['bầu', 'kiểm tra công tác bầu cử tại đơn vị số 08', 'giá xăng hôm nay', '']) expect(find(text)).toEqual([]);
});
