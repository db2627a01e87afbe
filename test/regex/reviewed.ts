/** Expressions recheck calls polynomial or does not decide, and why each may stay. `test/load/regex.load.ts` measures them at their `longest`. */
export interface Reviewed {
  why: string;
  /** UTF-16 code units of the longest text they ever see. */
  longest: number;
  /** As `written` says them. */
  expressions: string[];
}

/** None is exponential. */
export const reviewed: Reviewed[] = [
  {
    why: 'quadratic: what an official typed, in Telegram no longer than this',
    longest: 4_096,
    expressions: [
      String.raw`src/announcements/templates/characters.ts: /\b(?:https?:\/\/|www\.)\S+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,10}\.(?:vn|com|net|org|info|io|me|ly|link|top|xyz)\b(?:\/\S*)?/giu`,
    ],
  },
  {
    why: 'quadratic or undecided: a message of a voter, cut by `cleanInput`',
    longest: 4_096,
    expressions: [
      String.raw`src/answering/question/question.ts: / (?:co phai|phai khong|dung khong|duoc khong|co khong|hay khong|hay chua|khong nhi|phai chang) | co (?:\S+ )+khong $| (?:khong|chua|ha|nhi) $/`,
    ],
  },
  {
    why: 'in proportion to the text, with a large factor: every repetition has an upper end',
    longest: 4_096,
    expressions: [
      String.raw`src/answering/question/announced.ts: /(?:\b(?:cap|tan|tac|thi|cac|moi) |(?:chu tich|bi thu|truong|dong chi|ong|ba(?! con)|can bo|cong chuc)\b[^,.]{0,80})$/u`,
      String.raw`src/answering/question/announced.ts: /(?:không phải|chứ không|(?:ghi|viết|in|gửi) (?:nhầm|sai)|thay vì|khong phai|chu khong|(?:ghi|viet|in|gui) (?:nham|sai)|thay vi)(?=\s)[^.;,\n]{0,80}?(?=\s+(?:mà|ma)\s|[;,\n]|\.\s|\.?$)/giu`,
      String.raw`src/conversations/inbox/handling.ts: /([\w.-]{1,80}\.[cm]?[jt]s:\d{1,6})/u`,
      String.raw`src/elections/pack/plain-text.ts: /<!--.{0,2000}?-->|<\/?[a-z][a-z0-9-]{0,30}(?:\s[^<>]{0,2000})?\/?>/giu`,
    ],
  },
];

/** The same of expressions put together from parts: quadratic, or undecided. */
export interface ReviewedBuilt {
  why: string;
  /** As above. */
  longest: number;
  /** The file that puts it together. */
  file: string;
  /** What it ends with, as none else of the file does. */
  ends: string;
}

const sentence = { why: 'a sentence of a source, read when the pack is loaded', longest: 4_096 };

export const reviewedBuilt: ReviewedBuilt[] = [
  { ...sentence, file: 'src/answering/search/extraction.ts', ends: String.raw`\s*(?:%|phần\s+trăm)` },
  { ...sentence, file: 'src/answering/search/extraction.ts', ends: String.raw`(?:đồng|đô\s+la|usd|euro|bảng)(?![\p{L}])` },
  { ...sentence, file: 'src/answering/search/extraction.ts', ends: String.raw`thập\s+kỷ|thế\s+kỷ)(?![\p{L}])` },
];

/** Whether somebody has looked at a built expression. */
export const isOf = (one: ReviewedBuilt, { file, pattern }: { file: string; pattern: string }): boolean =>
  one.file === file && pattern.endsWith(one.ends);
