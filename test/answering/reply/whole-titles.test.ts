import { expect, it } from 'vitest';
import { createWholeTitles } from '../../../src/answering/reply/whole-titles.ts';
import { createKnowledgeBase } from '../../../src/answering/search/knowledge-base.ts';
import { emptyLexicon } from '../../../src/vietnamese/lexicon.ts';
import { lazily } from '../../setup/lazily.ts';

/** How often the titles were looked through as somebody may remember them. */
let lookups = 0;
const titles = lazily(() => {
  const base = createKnowledgeBase({ lexicon: emptyLexicon() });
  for (const [id, title] of [
    ['check', 'Kiểm tra công tác bầu cử tại đơn vị số 09'],
    ['list', 'Công bố danh sách người ứng cử'],
  ] as const)
    base.add({ id, title, publisher: 'Báo', published: '2026-03-01', body: 'Thân bài.' });
  const titleOf = createWholeTitles({
    documents: base.documents,
    titled(text, limit) {
      lookups++;
      return base.titled(text, limit);
    },
  });
  return { base, titleOf };
});
function find(text: string) {
  const { base, titleOf } = titles();
  return titleOf({ text, typed: base.read(text) })?.id;
}

it('a question that is a whole title finds the article, with or without diacritics', () => {
  expect(find('Kiểm tra công tác bầu cử tại đơn vị số 09?')).toBe('check');
  expect(find('cong bo danh sach nguoi ung cu')).toBe('list');
});

it('any other question costs no look through the titles', () => {
  const before = lookups;
  for (const text of ['kiểm tra công tác bầu cử', 'danh sách cử tri niêm yết ở đâu', 'mấy giờ'])
    expect(find(text)).toBeUndefined();
  expect(lookups).toBe(before);
});
