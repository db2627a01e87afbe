import { syllables } from '../../vietnamese/text.ts';

/** How what somebody states stands to what a fact says; `undefined` where nothing in it can be compared like for like. */
export type Comparison = 'right' | 'wrong' | undefined;

/** What a fact says beside its values. */
export interface FactText {
  /** Its statement, and its year. */
  about: string;
  /** Its ways of asking. */
  asks: string;
}

/** The syllables and numbers of a text, lower case and without diacritics. */
export const wordsOf = (text: string): string[] => syllables(text).map(({ folded }) => folded);

/** Words of who passes something on: `nghe nói`, `thấy bảo`, `trên mạng đồn`. */
export const reporting: ReadonlySet<string> = new Set([
  'nghe',
  'noi',
  'bao',
  'thay',
  'don',
  'ke',
  'keu',
  'ho',
  'nguoi',
  'ta',
  'tren',
  'mang',
]);

/** Words that end a question somebody wants confirmed, and say nothing of the thing itself. */
export const confirming: ReadonlySet<string> = new Set([
  'dung',
  'phai',
  'khong',
  'ko',
  'hong',
  'chua',
  'chu',
  'cho',
  'ha',
  'a',
  'nhi',
  'thoi',
  'vay',
  'the',
  'roi',
  'nhe',
]);

const asserted = new Set(['dung', 'phai', 'that', 'xac', 'chuan']);
const doubted = new Set(['khong', 'ko', 'hong', 'chua', 'chu', 'a', 'ha', 'nhi']);

/** The words of a claim before the question whether it is so: `…, đúng không mọi người`, `…, chuẩn không`. */
export function claimedWords(words: readonly string[]): string[] {
  const at = words.findLastIndex((word, i) => asserted.has(word) && doubted.has(words[i + 1] ?? ''));
  return at < 0 ? [...words] : words.slice(0, at);
}
