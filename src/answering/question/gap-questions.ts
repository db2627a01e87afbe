import { findDates, numbersBesideDates } from '../../vietnamese/dates.ts';
import { gapWords } from './words-gaps.ts';

/** Fewer words say nothing by themselves; more nobody asks. */
const fewestWords = 4;
const mostWords = 22;

/** Something a sentence says that can be asked for. */
interface Gap {
  start: number;
  end: number;
  asked: string;
}

/** Figures, days and hours of a text, in order. A figure within a day is none. */
function gapsIn(text: string): Gap[] {
  const days = findDates(text).flatMap((found): Gap[] => {
    const { start, end } = found;
    if (found.kind === 'date') return [{ start, end, asked: gapWords.day }];
    return found.kind === 'time' ? [{ start, end, asked: gapWords.hour }] : [];
  });
  const figures = numbersBesideDates(text).map(
    ({ start, end, percent }): Gap => ({ start, end, asked: percent ? gapWords.percent : gapWords.figure }),
  );
  return [...days, ...figures].sort((a, b) => a.start - b.start);
}

const wordsIn = (text: string): number => text.split(/\s+/u).filter(Boolean).length;

/** Where the part of a sentence begins and ends in which a span stands. */
function clauseAround(sentence: string, start: number, end: number): { from: number; to: number } {
  const from = Math.max(...[', ', '; '].map((mark) => sentence.lastIndexOf(mark, start) + 1));
  const ends = [', ', '; '].map((mark) => sentence.indexOf(mark, end)).filter((at) => at >= 0);
  return { from, to: Math.min(sentence.length, ...ends) };
}

/** Without marks of the sentence; `undefined` where nobody would ask so. */
function asked(text: string): string | undefined {
  const plain = text.replace(/["“”]|[.!?…]{1,5}$/gu, '').trim();
  const words = wordsIn(plain);
  return words >= fewestWords && words <= mostWords ? plain : undefined;
}

/** `Toàn tỉnh có 1.374 khu vực bỏ phiếu` → `Toàn tỉnh có bao nhiêu khu vực bỏ phiếu`, for each thing that can be asked for. */
const gapQuestionsOf = (sentence: string): string[] =>
  gapsIn(sentence).flatMap((gap) => {
    const { from, to } = clauseAround(sentence, gap.start, gap.end);
    return asked(`${sentence.slice(from, gap.start)}${gap.asked}${sentence.slice(gap.end, to)}`) ?? [];
  });

/**
 * Questions that an article should answer, made of what it says: its title, and sentences with a figure, a day or an hour left out. To look at answers
 * with, not to measure with.
 * @param sentences of its text, in order
 */
export function gapQuestions(title: string, sentences: readonly string[], most: number): string[] {
  const gaps = [title, ...sentences.flatMap(gapQuestionsOf)];
  const clauses = sentences.flatMap((sentence) => {
    const clause = asked(sentence.split(/[,;] /u)[0]!);
    return clause === undefined ? [] : [`${clause}${gapWords.isIt}`];
  });
  const last = sentences.flatMap((sentence) => asked(sentence) ?? []);
  return [...new Set([...gaps, ...clauses, ...last])].slice(0, most);
}
