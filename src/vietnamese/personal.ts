/** What in a message tells who wrote it: numbers, names people give of themselves, where they live. */
import { cleanInput, type Syllable, syllables } from './text.ts';

/** What stands in place of what was taken out. */
export const removedMarks = { number: '[số]', name: '[tên]', address: '[địa chỉ]', mail: '[thư điện tử]' } as const;

interface Span {
  start: number;
  end: number;
  mark: string;
}

const typedTogether = /\S+/gu;
/** Five digits or more, however they are spaced; with `/` between them it is a day, which `dayWritten` lets stand. */
const digits = /\p{Nd}(?:[\s.,\-–()_/]{0,3}\p{Nd}){4,}/gu;
const dayWritten = /^\p{Nd}{1,2}\/\p{Nd}{1,2}\/\p{Nd}{2,4}$/u;

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const digitWords = setOf('khong mot hai ba bon tu nam lam sau bay tam chin muoi le linh');
const fewestDigitWords = 5;
/** Words for somebody that the writer speaks of as theirs. */
const own = setOf('toi em chau con minh to tao chu bac co anh chi ong ba vo chong me bo');
const familyNames = setOf(
  'nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao doan vuong trinh truong dinh lam mai ha lu luong cao vang giang thao sung hang lo ma chao tan sin chu mua cu giang tong quach dam ta',
);
/** A name in small letters does not go on over these. */
const endsName = setOf(
  'o va thì la co khong muon hoi xin cho sinh duoc bi dang da se tai thuoc bo bau roi nay a xa phuong huyen tinh thon ma nhung phai vao',
);
/** Nor does one begin with these. */
const beginsNone = setOf(
  'nao gi dau ai bao may cu nguoi dan can vien hoc cong trong ngoai cua tu den toi minh em vay do voi hay tren theo di so thi danh the nhu',
);
const longestName = 5;
const longestSmallName = 4;
/** What a place of a few houses is called. After the first kind a name in small letters is one too. */
const smallPlaces = setOf('thon xom ngo ngach hem buon ap');
const doubtfulPlaces = setOf('to ban duong pho khu kiet nha lang');
const ofCommunes = setOf('xa phuong tran');

const isCapital = (text: string, { start }: Syllable): boolean => /^\p{Lu}/u.test(text.slice(start));
const isNumber = ({ text }: Syllable): boolean => /^\d/u.test(text);
/** Whether only blanks stand between two words: a name does not go on over a comma. */
const isNext = (text: string, one: Syllable, other: Syllable): boolean => /^[\s:]*$/u.test(text.slice(one.end, other.start));

/** `thị` is in half of all names, `thì` in none. */
const isPlain = ({ text, folded }: Syllable): boolean => endsName.has(folded) || endsName.has(text);

/** How many words from `at` are a name: those with capitals, or in small letters up to a word that is none. */
function nameLength(text: string, words: readonly Syllable[], at: number, small: 'any' | 'family' | 'none'): number {
  const first = words[at];
  if (!first || isNumber(first)) return 0;
  const capital = isCapital(text, first);
  if (!capital && (small === 'none' || isPlain(first) || beginsNone.has(first.folded))) return 0;
  if (!capital && small === 'family' && !familyNames.has(first.folded)) return 0;
  let length = 1;
  const most = capital ? longestName : longestSmallName;
  while (length < most) {
    const [before, next] = [words[at + length - 1]!, words[at + length]];
    if (!next || isNumber(next) || !isNext(text, before, next)) break;
    if (capital ? !isCapital(text, next) : isPlain(next)) break;
    length += 1;
  }
  return length;
}

/** "tôi là …", "tôi tên …", "tên là …", "họ tên: …": the words from the name on. */
function nameAt(text: string, words: readonly Syllable[], at: number): { from: number; length: number } | undefined {
  const folded = (place: number): string => words[place]?.folded ?? '';
  const give = (from: number, small: 'any' | 'family' | 'none') => {
    const length =
      words[from - 1] && words[from] && !isNext(text, words[from - 1]!, words[from]!) ? 0 : nameLength(text, words, from, small);
    return length > 0 ? { from, length } : undefined;
  };
  if (folded(at) === 'la' && (own.has(folded(at - 1)) || own.has(folded(at - 2)))) return give(at + 1, 'family');
  if (folded(at) !== 'ten') return undefined;
  const isAsked = !own.has(folded(at - 1)) && folded(at - 1) !== 'ho' && folded(at + 1) !== 'la';
  const past = folded(at + 1) === 'la' || own.has(folded(at + 1)) ? (folded(at + 2) === 'la' ? at + 3 : at + 2) : at + 1;
  if (isAsked && folded(at + 2) !== 'la') return give(past, 'none') ?? give(at + 1, 'family');
  return give(past, 'any') ?? give(at + 1, 'family');
}

/** "số nhà 12", "thôn Bản Vược", "tổ 5": the words after the kind of place. */
function placeAt(text: string, words: readonly Syllable[], at: number): { from: number; length: number } | undefined {
  const word = words[at]!.folded;
  if (ofCommunes.has(words[at - 1]?.folded ?? '')) return undefined;
  if (!smallPlaces.has(word) && !doubtfulPlaces.has(word)) return undefined;
  let from = at + 1;
  if (word === 'to' && words[from]?.folded === 'dan' && words[from + 1]?.folded === 'pho') from += 2;
  if (words[from]?.folded === 'so') from += 1;
  const first = words[from];
  if (!first || !isNext(text, words[from - 1]!, first)) return undefined;
  if (isNumber(first)) return { from, length: 1 };
  const length = nameLength(text, words, from, smallPlaces.has(word) ? 'any' : 'none');
  return length > 0 ? { from, length } : undefined;
}

/** "số nhà 12", "nhà số 12/5". */
function houseAt(words: readonly Syllable[], at: number): { from: number; length: number } | undefined {
  const [one, two, three] = [words[at]?.folded, words[at + 1]?.folded, words[at + 2]];
  const isHouse = (one === 'so' && two === 'nha') || (one === 'nha' && two === 'so');
  return isHouse && three && isNumber(three) ? { from: at + 2, length: 1 } : undefined;
}

function digitWordsAt(words: readonly Syllable[], at: number): number {
  let length = 0;
  while (digitWords.has(words[at + length]?.folded ?? '')) length += 1;
  return length >= fewestDigitWords ? length : 0;
}

function spansOf(text: string): Span[] {
  const spans: Span[] = [...text.matchAll(typedTogether)].flatMap((match) =>
    match[0].includes('@') ? [span(match, removedMarks.mail)] : [],
  );
  for (const match of text.matchAll(digits)) {
    const isBirth = /(?:sinh|ns)[\s\p{L}:]{0,8}$/iu.test(text.slice(Math.max(0, match.index - 12), match.index));
    if (isBirth || !dayWritten.test(match[0])) spans.push(span(match, removedMarks.number));
  }
  const words = syllables(text);
  for (let at = 0; at < words.length; at++) {
    const numbers = digitWordsAt(words, at);
    const name = nameAt(text, words, at);
    const place = houseAt(words, at) ?? placeAt(text, words, at);
    const found = numbers > 0 ? { from: at, length: numbers } : (name ?? place);
    if (!found) continue;
    const mark = numbers > 0 ? removedMarks.number : name ? removedMarks.name : removedMarks.address;
    spans.push({ start: words[found.from]!.start, end: words[found.from + found.length - 1]!.end, mark });
    at = found.from + found.length - 1;
  }
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}

const span = (match: RegExpMatchArray, mark: string): Span => ({
  start: match.index!,
  end: match.index! + match[0].length,
  mark,
});

/**
 * The message, cleaned, without numbers of five digits or more (however spaced, or in words), e-mail addresses, names after "tôi là", "tên", birth days, and what
 * follows "số nhà", "thôn", "tổ", "đường". Communes and days of other things stay. What a person tells of themselves in other words is not recognised.
 */
export function withoutPersonal(message: string): string {
  const text = cleanInput(message);
  let out = '';
  let at = 0;
  for (const { start, end, mark } of spansOf(text)) {
    if (end <= at) continue;
    if (start >= at) out += text.slice(at, start) + mark;
    at = end;
  }
  return out + text.slice(at);
}
