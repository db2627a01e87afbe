import { syllables } from '../../vietnamese/text.ts';

/** How what somebody states stands to what a fact says; `undefined` where nothing in it can be compared like for like. */
export type Comparison = 'right' | 'wrong' | undefined;

/** The syllables and numbers of a text, lower case and without diacritics. */
export const wordsOf = (text: string): string[] => syllables(text).map(({ folded }) => folded);

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
