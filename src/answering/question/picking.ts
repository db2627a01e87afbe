import { fold } from '../../vietnamese/text.ts';
import { withoutEnd } from './openings.ts';

/** What a typed answer to a list of choices says. */
export type Pick =
  /** A number and nothing else; `isBare`: typed in digits, so that it cannot be the answer to another question. */
  { kind: 'number'; number: number; isBare: boolean } | { kind: 'words'; words: string; marked: string };

/** `hai`, without diacritics: only a whole message is read as one. */
const numberWords = ['mot', 'hai', 'ba', 'bon', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi'];
const before = /^(?:(?:da|vang|em|toi|minh|chau|chon|lay|bam|cho|cai|muc|cau|o|y|phuong an|lua chon|la|thu) )+/u;
const after = new Set(['a', 'nhe', 'nha', 'di', 'em', 'ban', 'voi', 'day', 'roi']);
const ordinal = /^(?:so|stt) (?=\S)/u;
/** More is no answer to a list. */
const longest = 80;
/** So much of a label, in letters, says which it is. */
const shortestBeginning = 5;

/** The keycap of a telephone's keyboard is a digit with two marks behind it. */
const typedDigits = (text: string): string => text.normalize('NFKC').replaceAll(/[\uFE0E\uFE0F\u20E3]/gu, '');
const wordsOf = (text: string): string =>
  text
    .replaceAll(/[^\p{L}\p{N}/]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** `2`, `số 2`, `2 ạ`, `chọn 2`, `2️⃣`, `(2)`, `hai`, or words that may be a label; `undefined` for what is too long to be either. */
export function readPick(text: string): Pick | undefined {
  if (text.length > longest || text.trim() === '') return undefined;
  const typed = wordsOf(typedDigits(text));
  const folded = fold(typed);
  const core = withoutEnd(folded.replace(before, ''), after);
  const digits = /^\d{1,2}$/u.exec(core)?.[0];
  if (digits !== undefined) return { kind: 'number', number: Number(digits), isBare: true };
  const numbered = core.replace(ordinal, '').replace(before, '');
  const number = /^\d{1,2}$/u.test(numbered) ? Number(numbered) : numberWords.indexOf(numbered) + 1;
  if (number > 0) return { kind: 'number', number, isBare: false };
  return { kind: 'words', words: folded, marked: typed.toLowerCase() };
}

const labelWords = (label: string): string => wordsOf(label.replace(/…$/u, '')).toLowerCase();

/** Diacritics somebody typed have to be those of the label; none typed fit any. */
const fits = (
  typed: { words: string; marked: string },
  label: string,
  test: (label: string, typed: string) => boolean,
): boolean => test(fold(label), typed.words) && (typed.marked === typed.words || test(label, typed.marked));

/**
 * Which of the labels a typed answer stands for, its index: by number, by the whole label, by its beginning, or, where the list has just been
 * asked about (`isAsked`), by words that stand in one label only. `undefined` where none or several fit.
 */
export function pickAmong(labels: readonly string[], text: string, isAsked = false): number | undefined {
  const pick = readPick(text);
  if (!pick) return undefined;
  if (pick.kind === 'number') return pick.number >= 1 && pick.number <= labels.length ? pick.number - 1 : undefined;
  const read = labels.map(labelWords);
  const only = (test: (label: string, typed: string) => boolean): number | undefined => {
    const found = read.flatMap((label, i) => (fits(pick, label, test) ? [i] : []));
    return found.length === 1 ? found[0] : undefined;
  };
  const whole = only((label, typed) => label === typed);
  if (whole !== undefined || pick.words.length < shortestBeginning) return whole;
  return (
    only((label, typed) => `${label} `.startsWith(`${typed} `)) ??
    (isAsked ? only((label, typed) => ` ${label} `.includes(` ${typed} `)) : undefined)
  );
}
