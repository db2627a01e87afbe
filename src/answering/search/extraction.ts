import { type Syllable, syllables } from '../../vietnamese/text.ts';
import type { Query, QueryWord } from './query.ts';

/** A value found in a text, verbatim. */
interface Value {
  start: number;
  end: number;
}

const dayMonthYear = '(?:ngày\\s+)?\\d{1,2}\\s*[/-]\\s*\\d{1,2}(?:\\s*[/-]\\s*\\d{4})?';
const spelledDate =
  '(?:ngày\\s+)?(?:mùng\\s+)?\\d{1,2}\\s+tháng\\s+(?:\\d{1,2}|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?:\\s+(?:một|hai))?|chạp)(?:\\s*(?:,|năm)\\s*\\d{4})?';
const monthYear = 'tháng\\s+\\d{1,2}\\s*(?:/|,|năm)\\s*\\d{4}';
const year =
  '(?:(?:đầu|cuối|giữa)\\s+)?(?:những\\s+)?(?:(?:thập\\s+niên|thập\\s+kỷ)\\s+)?(?:năm\\s+)?(?<![\\d.,])(?:1\\d{3}|20\\d\\d)(?![\\d.,]\\d|\\d)';
const century = 'thế\\s+kỷ\\s+(?:thứ\\s+)?(?:\\d{1,2}|[IVX]+)(?![\\p{L}\\d])';
const clock = '\\d{1,2}\\s*(?:giờ|h)(?:\\s*\\d{1,2}(?:\\s*phút)?)?(?![\\p{L}])';
const scale = '(?:\\s+(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)){0,2}';
const digits = '(?<![\\p{L}\\d])\\d+(?:[.,]\\d+){0,8}(?:\\s{0,4}[-–/]\\s{0,4}\\d+(?:[.,]\\d+){0,8})?';
const spelled =
  '(?<![\\p{L}])(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|hàng\\s+(?:chục|trăm|nghìn|ngàn|triệu))(?:\\s+(?:một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu|tỷ)){0,20}(?![\\p{L}])';
const approximately = '(?:(?:khoảng|gần|hơn|trên|dưới|ít\\s+nhất|tối\\s+đa|xấp\\s+xỉ)\\s+)?';
const percentSign = '\\s*(?:%|phần\\s+trăm)';
const money = '\\s+(?:đồng|đô\\s+la|usd|euro|bảng)(?![\\p{L}])';
const duration = '\\s+(?:năm|tháng|tuần|ngày|giờ|phút|giây|thập\\s+kỷ|thế\\s+kỷ)(?![\\p{L}])';

const pattern = (...alternatives: string[]): RegExp => new RegExp(alternatives.join('|'), 'giu');
const dates = pattern(spelledDate, dayMonthYear, monthYear, century, year);
const clocks = pattern(clock);
const percentages = pattern(`${approximately}${digits}${percentSign}`);
const amounts = pattern(`${approximately}${digits}${scale}${money}`);
const durations = pattern(`${approximately}(?:${digits}${scale}|${spelled})${duration}`);
const numbers = pattern(`${approximately}${digits}${scale}(?:${percentSign}|${money})?`, `${approximately}${spelled}`);

/** `2026 - 2031`: a term of office is no day and counts nothing. */
const terms = /(?:19|20)\d{2}\s*[-–]\s*(?:19|20)\d{2}/gu;

/** Whether a text holds a value of the sort asked for: days are no counts, and terms of office neither. `true` where no such value is asked for. */
export function holdsValue(text: string, asked: Pick<Query, 'wants'>): boolean {
  const patterns = patternsFor(asked);
  if (patterns.length === 0) return true;
  const bare = text.replace(terms, ' ');
  const left = patterns.includes(dates) ? bare : bare.replace(dates, ' ');
  return patterns.some((sort) => left.search(sort) >= 0);
}

function patternsFor({ wants }: Pick<Query, 'wants'>): RegExp[] {
  if (wants === 'time') return [clocks, dates];
  if (wants === 'date') return [dates];
  if (wants === 'percent') return [percentages, numbers];
  if (wants === 'money') return [amounts, numbers];
  if (wants === 'duration') return [durations];
  if (wants === 'number' || wants === 'rank' || wants === 'points') return [numbers];
  return [];
}

/** Words around a value in which words of the question speak for it. */
const reach = 14;
const focusBonus = 1.5;

function closeness(value: Value, words: Syllable[], asked: Map<string, number>, focus: string[]): number {
  const first = words.findIndex((word) => word.end > value.start);
  let last = first;
  while (last + 1 < words.length && words[last + 1]!.start < value.end) last++;
  const nearest = new Map<string, number>();
  for (let i = Math.max(0, first - reach); i <= Math.min(words.length - 1, last + reach); i++) {
    if (i >= first && i <= last) continue;
    const weight = asked.get(words[i]!.folded);
    if (weight === undefined) continue;
    const distance = i < first ? first - i : i - last;
    nearest.set(words[i]!.folded, Math.max(nearest.get(words[i]!.folded) ?? 0, weight / (1 + distance / 4)));
  }
  let sum = 0;
  for (const part of nearest.values()) sum += part;
  const beside = words[last + 1]?.folded === focus[0] || words[first - 1]?.folded === focus.at(-1);
  return focus.length > 0 && beside ? sum + focusBonus : sum;
}

/** The counted thing belongs to the value: `1.972` + `thủ tục hành chính` where "thủ tục" was asked for. */
function withCounted(value: Value, words: Syllable[], focus: string[]): Value {
  const next = words.findIndex((word) => word.start >= value.end);
  if (next < 0 || focus.length === 0) return value;
  let end = value.end;
  for (let i = 0; i < focus.length && words[next + i]?.folded === focus[i]; i++) end = words[next + i]!.end;
  return { start: value.start, end };
}

/** A value is only said when it stands this much closer to the question's words than any other of its kind. */
const clearLead = 1.7;

/**
 * The date, number, amount or duration asked for, verbatim from `sentence`; `undefined` where the question asks for none of these,
 * the sentence has none, or two of them stand about equally close to the question's words: then the sentence is the answer.
 */
export function extractValue(sentence: string, query: Query, rarity: (word: QueryWord) => number): string | undefined {
  const patterns = patternsFor(query);
  if (patterns.length === 0) return undefined;
  const words = syllables(sentence);
  const asked = new Map<string, number>();
  const own = new Set<string>();
  for (const word of query.words)
    for (const { folded } of word.readings) {
      own.add(folded);
      if (word.role === 'subject') asked.set(folded, rarity(word));
    }
  for (const candidates of patterns) {
    const values: { value: Value; score: number }[] = [];
    for (const match of sentence.matchAll(candidates)) {
      const value = { start: match.index, end: match.index + match[0].length };
      // What the question itself says is no answer to it.
      if (syllables(match[0]).every((word) => own.has(word.folded))) continue;
      values.push({ value, score: closeness(value, words, asked, query.focus) });
    }
    const [best, second] = values.sort((x, y) => y.score - x.score);
    if (!best) continue;
    if (second && best.score < clearLead * second.score) return undefined;
    const { start, end } = query.kind === 'how-many' ? withCounted(best.value, words, query.focus) : best.value;
    return sentence.slice(start, end).trim();
  }
  return undefined;
}
