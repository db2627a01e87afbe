/** Phrases that turn a statement into its contrary: who asks for the one is not answered by the other. */
import { agrees } from '../../vietnamese/marks.ts';
import { type Spelling, syllables } from '../../vietnamese/text.ts';

/** Two sides each; the phrases of one side mean about the same. */
const pairs: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['đúng hạn', 'trước hạn'],
    ['chậm', 'muộn', 'trễ', 'quá hạn'],
  ],
  [
    ['tăng', 'tăng thêm'],
    ['giảm', 'hạ'],
  ],
  [['cao nhất'], ['thấp nhất']],
  [['nhiều nhất'], ['ít nhất']],
  [['tối đa'], ['tối thiểu']],
  [
    ['bắt đầu', 'mở cửa', 'khai mạc'],
    ['kết thúc', 'đóng cửa', 'bế mạc'],
  ],
  [['trúng cử'], ['không trúng', 'trượt']],
  [['trong nước'], ['nước ngoài']],
  [['người nước ngoài', 'người ngoại quốc'], ['công dân']],
  [['thành lập'], ['giải thể']],
  [['trước sáp nhập'], ['sau sáp nhập']],
];

/** Before a title they make it another office. */
const ranks = ['phó', 'nguyên', 'cựu'];
const titles = ['chủ tịch', 'bí thư', 'giám đốc', 'trưởng ban'];
const offices = titles.map((title) => ({
  title: syllables(title),
  ranked: ranks.map((rank) => syllables(`${rank} ${title}`)),
}));

const spelled = pairs.map(([left, right]) => [left.map(syllables), right.map(syllables)] as const);

/**
 * Whether the question names one side of such a pair alone, and the statement the other side alone; or an office of another rank than the
 * statement does.
 */
export function isOpposite(question: string, statement: string): boolean {
  const asked = syllables(question);
  const said = syllables(statement);
  const only = (words: readonly Spelling[], here: Spelling[][], there: Spelling[][]): boolean =>
    here.some((phrase) => holds(words, phrase)) && !there.some((phrase) => holds(words, phrase));
  const otherOffice = offices.some(({ title, ranked }) => {
    if (!holds(asked, title)) return false;
    const rank = ranked.find((phrase) => holds(asked, phrase));
    return rank !== undefined && holds(said, title) && !holds(said, rank);
  });
  if (otherOffice) return true;
  return spelled.some(
    ([left, right]) =>
      (only(asked, left, right) && only(said, right, left)) || (only(asked, right, left) && only(said, left, right)),
  );
}

/** Words that narrow what is asked; those of one line mean about the same. */
const narrowing = [
  ['ứng cử', 'ứng viên', 'ứng cử viên', 'tranh cử', 'đề cử'],
  ['thường trực'],
  ['phó'],
  ['nữ', 'phụ nữ', 'đàn bà'],
  ['dân tộc'],
  ['ủy ban bầu cử', 'ban bầu cử', 'bầu cử tỉnh'],
  ['trẻ nhất', 'trẻ tuổi', 'trẻ'],
  ['mục tiêu', 'phấn đấu', 'quyết tâm', 'kế hoạch'],
  ['tạm trú', 'ở trọ', 'thuê'],
  ['bỏ phiếu sớm', 'bầu sớm', 'sớm'],
  ['kết quả', 'trúng cử', 'trúng', 'đắc cử'],
  ['đổi', 'chuyển'],
  ['giấy chứng nhận', 'xin giấy'],
  ['nước ngoài', 'hải ngoại', 'Việt kiều', 'kiều bào', 'hộ chiếu', 'xuất khẩu lao động', 'du học', 'đại sứ quán'],
].map((line) => line.map(syllables));

/** Whether a wording asks for less than the question does: how many deputies is not how many candidates. */
export function isNarrower(wording: string, question: string): boolean {
  const said = syllables(wording);
  const asked = syllables(question);
  return narrowing.some((line) => line.some((phrase) => holds(said, phrase)) && !line.some((phrase) => holds(asked, phrase)));
}

const negations = new Set(['không', 'chưa', 'chẳng', 'quên', 'ko', 'khong', 'chua', 'quen', 'chang']);

/**
 * Whether a wording says "không" before two words which the question has, next to each other, without any such word before them: who votes is
 * not who does not vote.
 */
export function lacksNegation(question: string, wording: string): boolean {
  const asked = syllables(question);
  const said = syllables(wording);
  return said.some(({ text }, at) => {
    const [first, second] = [said[at + 1], said[at + 2]];
    if (text !== 'không' || !first || !second) return false;
    const places = asked.flatMap((_, i) => (holds(asked.slice(i, i + 2), [first, second]) ? [i] : []));
    return places.length > 0 && places.every((i) => !negations.has(asked[i - 1]?.text ?? ''));
  });
}

const holds = (words: readonly Spelling[], phrase: Spelling[]): boolean =>
  words.some((_, at) =>
    phrase.every((word, i) => {
      const there = words[at + i];
      return there !== undefined && agrees({ ...there, marked: there.text !== there.folded }, word) !== 'no';
    }),
  );
