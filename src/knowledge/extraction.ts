import { type Syllable, syllables } from '../vietnamese/text.ts';
import type { Query } from './query.ts';

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
const digits = '(?<![\\p{L}\\d])\\d+(?:[.,]\\d+)*(?:\\s*[-–/]\\s*\\d+(?:[.,]\\d+)*)?';
const spelled =
  '(?<![\\p{L}])(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|hàng\\s+(?:chục|trăm|nghìn|ngàn|triệu))(?:\\s+(?:một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu|tỷ))*(?![\\p{L}])';
const approximately = '(?:(?:khoảng|gần|hơn|trên|dưới|ít\\s+nhất|tối\\s+đa|xấp\\s+xỉ)\\s+)?';
const percentSign = '\\s*(?:%|phần\\s+trăm)';
const money = '\\s+(?:đồng|đô\\s+la|usd|euro|bảng)(?![\\p{L}])';
const duration = '\\s+(?:năm|tháng|tuần|ngày|giờ|phút|giây|thập\\s+kỷ|thế\\s+kỷ)(?![\\p{L}])';
const name = "\\p{Lu}[\\p{L}\\p{M}’'.-]*(?:\\s+(?:\\p{Lu}[\\p{L}\\p{M}’'.-]*|[IVX]+|\\d{1,3}(?![\\d.,%/])))*";

const pattern = (...alternatives: string[]): RegExp => new RegExp(alternatives.join('|'), 'giu');
const dates = pattern(spelledDate, dayMonthYear, monthYear, century, year);
const clocks = pattern(clock);
const percentages = pattern(`${approximately}${digits}${percentSign}`);
const amounts = pattern(`${approximately}${digits}${scale}${money}`);
const durations = pattern(`${approximately}(?:${digits}${scale}|${spelled})${duration}`);
const numbers = pattern(`${approximately}${digits}${scale}(?:${percentSign}|${money})?`, `${approximately}${spelled}`);
const names = new RegExp(name, 'gu');

function patternsFor({ kind, wants }: Query): RegExp[] {
  if (wants === 'time') return [clocks, dates];
  if (wants === 'date') return [dates];
  if (wants === 'percent') return [percentages, numbers];
  if (wants === 'money') return [amounts, numbers];
  if (wants === 'duration') return [durations];
  if (wants === 'number') return [numbers];
  if (kind === 'who' || kind === 'where') return [names];
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

/**
 * The value of the kind asked for that stands closest to the words of the question, verbatim from `text`; `undefined` where the
 * question asks for no such kind or the text has none. `rarity`: how much a folded word of the question weighs.
 */
export function extractValue(text: string, query: Query, rarity: (place: number) => number): string | undefined {
  const patterns = patternsFor(query);
  if (patterns.length === 0) return undefined;
  const words = syllables(text);
  const asked = new Map<string, number>();
  const own = new Set<string>();
  query.words.forEach((word, place) => {
    for (const reading of word.readings) own.add(reading.folded);
    if (word.role === 'subject') for (const reading of word.readings) asked.set(reading.folded, rarity(place));
  });
  for (const candidates of patterns) {
    let best: { value: Value; score: number } | undefined;
    for (const match of text.matchAll(candidates)) {
      const value = { start: match.index, end: match.index + match[0].length };
      const inside = syllables(match[0]);
      // What the question itself says is no answer to it.
      if (inside.length === 0 || inside.every((word) => own.has(word.folded))) continue;
      const score = closeness(value, words, asked, query.focus);
      if (!best || score > best.score) best = { value, score };
    }
    if (!best) continue;
    const { start, end } = query.kind === 'how-many' ? withCounted(best.value, words, query.focus) : best.value;
    return text.slice(start, end).trim();
  }
  return undefined;
}
