/** What a Vietnamese noun phrase names, and whether a text names it too. */

import { fold } from './text.ts';

/**
 * Words by which a noun phrase says what sort of thing it is (`tỷ lệ …`, `ngày …`, `nơi …`) or joins its parts. A sentence says the
 * same with a verb, a preposition or the figure itself, so these need not stand in it.
 */
const joining = new Set(
  (
    'của ở tại trên trong thì nếu thuộc về theo để cho khi từ đến và hoặc với là có được bị phải đã mỗi từng các những mọi ' +
    'số tỷ lệ mức hạng hạn thời gian điểm lúc ngày tháng năm giờ thứ nơi cách việc làm người cơ quan kết quả chức vụ quyền nghĩa hiệu lực ' +
    'hình phạt xử lý tiền giấy sớm muộn nhất'
  ).split(' '),
);

const wordsIn = (text: string): string[] => text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
const isAcronym = (word: string): boolean => /^\p{Lu}{2,}$/u.test(word);

/** The words of a noun phrase that name what it is about, as written: without the sort of thing (`tỷ lệ`, `ngày`) and without what joins. */
export const namingWords = (noun: string): string[] => wordsIn(noun).filter((word) => !joining.has(word.toLowerCase()));

/** The naming words of a noun phrase that a text does not hold, in any case and tone; an acronym is held by the words it stands for. */
export function unnamedIn(noun: string, text: string): string[] {
  const words = wordsIn(fold(text));
  const held = new Set(words);
  const initials = words.map((word) => word[0]).join('');
  return namingWords(noun).filter((word) => {
    const folded = fold(word);
    return !held.has(folded) && !(isAcronym(word) && initials.includes(folded));
  });
}

const sameUnit: Record<string, readonly string[]> = { hạng: ['hạng', 'thứ', 'vị trí'], '%': ['%', 'phần trăm'] };

/** The words that say what a number counts: a place in an order is said as `thứ 7`, a share with its sign. */
export const unitWords = (unit: string): readonly string[] => sameUnit[unit] ?? [unit];
