/** Numbers in Vietnamese text, in digits and in words, with their values and places. */

export interface NumberMention {
  /** Span in the text, UTF-16 code units; a percent sign or a multiplier word (`tỷ`) included. */
  start: number;
  end: number;
  /** As typed. */
  written: string;
  /** `60 tỷ` is 60,000,000,000. */
  value: number;
  /** `1.374/1.761`: the second number. */
  outOf?: number;
  /** Written with `%` or `phần trăm`. */
  percent: boolean;
  /** Written in words. */
  worded: boolean;
}

const multipliers = new Map<string, number>([
  ...(['trăm', 'tram'] as const).map((word): [string, number] => [word, 100]),
  ...(['nghìn', 'nghin', 'ngàn', 'ngan'] as const).map((word): [string, number] => [word, 1e3]),
  ...(['triệu', 'trieu'] as const).map((word): [string, number] => [word, 1e6]),
  ...(['tỷ', 'tỉ', 'ty'] as const).map((word): [string, number] => [word, 1e9]),
]);
const inDigits =
  /(?<![\p{L}\p{N}.,/])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+|\s(?:phẩy|phảy|phay)\s\d{1,4})?)(?:\s?\/\s?(\d{1,3}(?:\.\d{3})+|\d+)(?![\p{L}\d/]))?(?:\s?(%|phần trăm|phan tram)|\s(nghìn|nghin|ngàn|ngan|triệu|trieu|tỷ|tỉ|ty)(?![\p{L}]))?/giu;

const units = new Map(
  Object.entries({
    một: 1,
    mot: 1,
    mốt: 1,
    hai: 2,
    ba: 3,
    bốn: 4,
    bon: 4,
    tư: 4,
    tu: 4,
    năm: 5,
    nam: 5,
    lăm: 5,
    lam: 5,
    nhăm: 5,
    sáu: 6,
    sau: 6,
    bảy: 7,
    bẩy: 7,
    bay: 7,
    tám: 8,
    tam: 8,
    chín: 9,
    chin: 9,
  }),
);
const tenWords = new Set(['mười', 'muoi']);
const tensWords = new Set(['mươi', 'muoi']);
const joiners = new Set(['linh', 'lẻ', 'le']);
/** Number words that mean something else when they stand alone: year, private, after, do, fly. */
const onlyInCompany = new Set(['năm', 'nam', 'tư', 'tu', 'sau', 'bay', 'tam', 'lam', 'lăm', 'nhăm', 'mốt', 'bon', 'chin']);

/** The value of digits as Vietnamese writes them: a point parts thousands, a comma, also said (`40 phẩy 4`), decimals; `3.5` is a decimal all the same. */
export function digitsValue(written: string): number {
  const thousands = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(written) && !written.startsWith('0');
  return Number((thousands ? written.replaceAll('.', '') : written).replace(/,|\s\p{L}+\s/u, '.'));
}

/** Numbers of a text (NFC) in order. Dates and times are found too, as the numbers in them: see `dates.ts`. */
export function findNumbers(text: string): NumberMention[] {
  return [...digitNumbers(text), ...wordNumbers(text)].sort((a, b) => a.start - b.start);
}

function digitNumbers(text: string): NumberMention[] {
  return [...text.matchAll(inDigits)].flatMap((match) => {
    const [written, first, second, percent, multiplier] = match;
    const value = digitsValue(first!) * (multiplier ? multipliers.get(multiplier.toLowerCase())! : 1);
    const mention = {
      start: match.index,
      end: match.index + written.length,
      written,
      value,
      percent: percent !== undefined,
      worded: false,
    };
    if (second === undefined) return [mention];
    if (value <= digitsValue(second)) return [{ ...mention, outOf: digitsValue(second) }];
    const at = match.index + written.indexOf(second, first!.length);
    const alone = { start: match.index, end: match.index + first!.length, written: first!, value, percent: false, worded: false };
    return [alone, { ...alone, start: at, end: at + second.length, written: second, value: digitsValue(second) }];
  });
}

interface Word {
  text: string;
  start: number;
  end: number;
}

function wordNumbers(text: string): NumberMention[] {
  const words = [...text.matchAll(/[\p{L}\p{M}]+|[^\s]/gu)].map((match): Word => {
    return { text: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length };
  });
  const bare = /^[^\u00C0-\u1EFF]*$/.test(text);
  const found: NumberMention[] = [];
  for (let i = 0; i < words.length; i++) {
    const read = readWords(words, i, bare);
    if (!read) continue;
    const [first, last] = [words[i]!, words[i + read.width - 1]!];
    const percent = /^\s?(?:phần trăm|phan tram|%)/iu.exec(text.slice(last.end));
    const end = last.end + (percent?.[0].length ?? 0);
    found.push({
      start: first.start,
      end,
      written: text.slice(first.start, end),
      value: read.value,
      percent: percent !== null,
      worded: true,
    });
    i += read.width - 1;
  }
  return found;
}

/** The first word of `phần trăm`. */
const isPart = (word: Word | undefined): boolean => word !== undefined && /^ph[ầa]n$/.test(word.text);

/** The longest number that begins at a word. `bare`: the text has no diacritics, so words without them count. */
function readWords(words: Word[], from: number, bare: boolean): { value: number; width: number } | undefined {
  let total = 0;
  let group = 0;
  let unit = 0;
  let i = from;
  for (; i < words.length; i++) {
    const { text } = words[i]!;
    const isNumber = units.has(text) || tenWords.has(text) || tensWords.has(text) || multipliers.has(text);
    if (isNumber && !bare && /^[a-z]*$/.test(text) && !['hai', 'ba'].includes(text)) break;
    if (tensWords.has(text) && unit > 0 && unit < 10) group += unit * 10;
    else if (tenWords.has(text) && unit === 0) group += 10;
    else if (text === 'trăm' || text === 'tram') {
      // `trăm phần trăm` is a hundred of them.
      const isAll = i === from && isPart(words[i + 1]) && words[i + 2]?.text === text;
      if ((unit === 0 && !isAll) || isPart(words[i - 1])) break;
      group += Math.max(1, unit) * 100;
    } else if (multipliers.has(text)) {
      if (unit + group === 0) break;
      total += (group + unit) * multipliers.get(text)!;
      group = 0;
    } else if (units.has(text) && (unit === 0 || group > 0)) {
      if (unit > 0) break;
      unit = units.get(text)!;
      continue;
    } else if (!(joiners.has(text) && total + group > 0 && units.has(words[i + 1]?.text ?? ''))) break;
    unit = 0;
  }
  const width = i - from;
  if (width === 0 || (width === 1 && onlyInCompany.has(words[from]!.text)) || words[i]?.text === '/') return undefined;
  return { value: total + group + unit, width };
}
