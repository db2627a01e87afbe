import { findDates } from '../../vietnamese/dates.ts';
import { findNumbers } from '../../vietnamese/numbers.ts';
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

/** The first figure, day or hour of a text. A figure within a day is none. */
function gapIn(text: string): Gap | undefined {
  const days = findDates(text).flatMap((found): Gap[] => {
    const { start, end } = found;
    if (found.kind === 'date') return [{ start, end, asked: gapWords.day }];
    return found.kind === 'time' ? [{ start, end, asked: gapWords.hour }] : [];
  });
  const figures = findNumbers(text)
    .filter(({ start, end }) => !findDates(text).some((day) => day.start < end && start < day.end))
    .map(({ start, end, percent }): Gap => ({ start, end, asked: percent ? gapWords.percent : gapWords.figure }));
  return [...days, ...figures].sort((a, b) => a.start - b.start)[0];
}

const wordsIn = (text: string): number => text.split(/\s+/u).filter(Boolean).length;

/** `Toàn tỉnh có 1.374 khu vực bỏ phiếu` → `Toàn tỉnh có bao nhiêu khu vực bỏ phiếu`; `undefined` where nothing of it can be asked for. */
function gapQuestion(sentence: string): string | undefined {
  const gap = gapIn(sentence);
  if (!gap) return undefined;
  const from = Math.max(sentence.lastIndexOf(', ', gap.start) + 1, sentence.lastIndexOf('; ', gap.start) + 1);
  const ends = [', ', '; '].map((mark) => sentence.indexOf(mark, gap.end)).filter((at) => at >= 0);
  const to = Math.min(sentence.length, ...ends);
  const asked = `${sentence.slice(from, gap.start)}${gap.asked}${sentence.slice(gap.end, to)}`.replace(/[.!?…"“”]+/gu, '').trim();
  const words = wordsIn(asked);
  return words >= fewestWords && words <= mostWords ? asked : undefined;
}

/**
 * Questions that an article should answer, made of what it says: its title, and sentences with a figure, a day or an hour left out. To look at answers
 * with, not to measure with.
 * @param sentences of its text, in order
 */
export function gapQuestions(title: string, sentences: readonly string[], most: number): string[] {
  const asked = [title, ...sentences.flatMap((sentence) => gapQuestion(sentence) ?? [])];
  const said = sentences
    .map((sentence) => sentence.replace(/[.!?…]+$/u, '').trim())
    .filter((sentence) => wordsIn(sentence) >= fewestWords && wordsIn(sentence) <= mostWords)
    .map((sentence) => `${sentence}${gapWords.isIt}`);
  return [...new Set([...asked, ...said])].slice(0, most);
}
