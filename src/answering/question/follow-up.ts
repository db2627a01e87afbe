import { findDates } from '../../vietnamese/dates.ts';
import { foldedFunctionWords } from '../../vietnamese/function-words.ts';
import { fold, syllables } from '../../vietnamese/text.ts';
import { type QuestionWord, readQuestion } from './question.ts';

/**
 * Ways of reading a short message as a continuation of the question before it.
 * "còn xã Hợp Thành?" takes the place of the place, "năm 2023?" of the year, "13 tháng?" of the months, "còn ứng cử?" of one of the subjects.
 */
export interface FollowUp {
  /** Whole questions to try, likeliest first. */
  readings: string[];
  /** Without the question before it the message means nothing: never look it up alone. */
  dependent: boolean;
  /** Whether the message may just as well stand alone: the readings are only tried where it does not answer by itself. */
  isLoose: boolean;
}

/** A place named in a message, as the gazetteer found it: where it stands and its text with its `xã`/`phường`. */
export interface NamedPlace {
  start: number;
  end: number;
}

/** A stretch of a message that another of the same type may take the place of. */
interface Exchangeable {
  type: string;
  start: number;
  end: number;
}

const cue =
  /^(con|the con|vay con|the|vay|roi|the thi|vay thi|nhung|con lai|a nham|nham|a khong|y la|y toi la|what about|how about|and)\b/;
const filler = new Set(
  'don vi dvbc con the vay roi thi sao nhung a ha nhi nhe day nao what how about and in for nam o cua la rieng nham khong y toi ben ay hoi do luc neu trong cuoi giua'.split(
    ' ',
  ),
);
const patterns: readonly { type: string; pattern: RegExp }[] = [
  { type: 'area', pattern: /(?<!\p{L})(?:cả|ca|toàn|toan) (?:nước|nuoc|quốc|quoc)(?!\p{L})/iu },
  { type: 'unit', pattern: /(?<!\p{L})(?:số|so) \d{1,2}(?!\d)/iu },
  {
    type: 'level',
    pattern:
      /(?<!\p{L})(?:(?:đại biểu|dai bieu) )?(?:quốc hội|quoc hoi|(?:hội đồng nhân dân|hoi dong nhan dan|hđnd|hdnd) (?:tỉnh|tinh|xã|xa|phường|phuong)|(?:cấp|cap) (?:tỉnh|tinh|xã|xa))(?!\p{L})/iu,
  },
];
const councilBefore = /(?:(?:đại biểu|dai bieu) )?(?:hội đồng nhân dân|hoi dong nhan dan|hđnd|hdnd)/iu;
const amount = /(?<![\p{L}\d.,/:-])(\d{1,3}) (tháng|thang|năm|nam|tuổi|tuoi|ngày|ngay|người|nguoi|phiếu|phieu)(?!\p{L})/giu;
/** A year counted from the one spoken of: `năm sau đó`, `năm trước`. */
const yearAround =
  /(?<!\p{L})(?:năm|nam) (?:liền |lien |kế |ke )?(?:(sau|tới|toi|tiếp|tiep)|(trước|truoc))(?: (?:đó|do|nữa|nua|theo|ấy|ay))?(?!\p{L})/iu;
const yearBefore = /(?<!\p{L})(?:năm|nam) $/iu;

/** "… thì sao?" */
const askedOn = /\s(?:(?:thì|thi|thế|the|vậy|vay) (?:sao|nào|nao)|sao)?[\s?!.]{0,9}$|[?!.]{1,9}$/iu;

/** Words of a message that may continue another, and of a question that may be continued. */
const longestFollowUp = 9;
const longestCued = 12;
const longestEarlier = 40;
/** Places in the earlier question where a new subject is tried. */
const mostSubjects = 8;

/** `undefined` where the message stands on its own. `places` and `earlierPlaces` are spans in the respective texts. */
export function readFollowUp(
  text: string,
  places: readonly NamedPlace[],
  earlier: string | undefined,
  earlierPlaces: readonly NamedPlace[],
): FollowUp | undefined {
  const counted = withYear(text, earlier ?? '');
  if (counted !== text) return readFollowUp(counted, [], earlier, earlierPlaces);
  const length = syllables(text).length;
  const cued = cue.test(folded(text));
  const longest = cued ? longestCued : longestFollowUp;
  if (!earlier || length === 0 || length > longest || syllables(earlier).length > longestEarlier) return undefined;
  const named = exchangeables(text, places.slice(0, 1));
  if (named.length > 0) {
    const rest = restOf(text, named);
    const before = new Set(syllables(earlier).map((word) => word.folded));
    // With a place, another way of asking is another question: `còn ai ở xã Hợp Thành`.
    const asking = askingWords(text);
    const isNothingNew = (word: string): boolean =>
      filler.has(word) || before.has(word) || (asking.has(word) ? places.length === 0 : foldedFunctionWords.has(word));
    if (rest.every(isNothingNew))
      return { readings: [exchanged(text, named, earlier, earlierPlaces)], dependent: true, isLoose: false };
    if (places.length > 0 && !cued) return undefined;
    if (places.length > 0)
      return { readings: [text, exchanged(text, named, earlier, earlierPlaces)], dependent: false, isLoose: false };
  }
  return readSubject(text, earlier, cued);
}

/** Words that ask, and the noun they ask for: `hạng` in `hạng mấy`. */
function askingWords(text: string): ReadonlySet<string> {
  const { words, focus } = readQuestion(text);
  const asking = words.flatMap(({ role, folded: word }, i) => (role === 'asking' ? [word, words[i - 1]?.folded ?? ''] : []));
  return new Set([...asking, ...focus]);
}

/** A year counted from that of the question before is written out: after 2022 `năm sau đó` is `năm 2023`. */
function withYear(text: string, earlier: string): string {
  const year = findDates(earlier).find((mention) => mention.kind === 'year')?.year;
  return year === undefined ? text : text.replace(yearAround, (_, after) => `năm ${after ? year + 1 : year - 1}`);
}

/** A new way of asking keeps the subject; a new subject is tried in the place of the ones before; the rest may stand alone. */
function readSubject(text: string, earlier: string, cued: boolean): FollowUp {
  const own = readQuestion(text).words.filter(
    (word) => word.role === 'subject' && !/^(con|the|vay|roi|thi|phan|tram)$/.test(word.folded),
  );
  const before = readQuestion(earlier).words;
  const asked = text.replace(/^\s*(còn|thế còn|vậy còn|thế|vậy|con|the con|the|vay)\s+/iu, '');
  const subject = before
    .filter((word) => word.role !== 'asking')
    .map((word) => earlier.slice(word.start, word.end))
    .join(' ');
  if (own.length === 0) return { readings: [`${subject} ${asked}`], dependent: true, isLoose: false };
  if (!cued) return { readings: [`${subject} ${asked}`], dependent: false, isLoose: true };
  const put = asked.replace(askedOn, '').trim();
  return { readings: [...replaceSubjects(earlier, before, put), `${subject} ${put}`, asked], dependent: true, isLoose: false };
}

const folded = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .trim();

/** What of a text may be exchanged, from left to right; nothing overlaps. */
function exchangeables(text: string, places: readonly NamedPlace[]): Exchangeable[] {
  const found: Exchangeable[] = places.map(({ start, end }) => ({ type: 'area', start, end }));
  const add = (type: string, start: number, end: number): void => {
    if (!found.some((other) => start < other.end && other.start < end)) found.push({ type, start, end });
  };
  for (const { type, pattern } of patterns) {
    const match = pattern.exec(text);
    if (match) add(type, match.index, match.index + match[0].length);
  }
  for (const { kind, start, end } of findDates(text)) {
    if (kind === 'weekday') continue;
    const word = kind === 'year' ? (yearBefore.exec(text.slice(0, start))?.[0].length ?? 0) : 0;
    add(kind === 'time' ? 'time' : 'day', start - word, end);
  }
  for (const match of text.matchAll(amount)) add(`amount of ${fold(match[2]!)}`, match.index, match.index + match[0].length);
  return found.sort((a, b) => a.start - b.start);
}

/** The folded words of a text outside some spans. */
const restOf = (text: string, spans: readonly Exchangeable[]): string[] =>
  syllables(spans.reduceRight((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text)).map(
    (word) => word.folded,
  );

/** The earlier question with everything named put in the place of its like, or added where there is none. */
function exchanged(text: string, named: readonly Exchangeable[], earlier: string, earlierPlaces: readonly NamedPlace[]): string {
  const before = exchangeables(earlier, earlierPlaces.slice(0, 1));
  const newly = named.filter(({ type }) => !before.some((other) => other.type === type));
  const swapped = before.reduceRight((question, { type, start, end }) => {
    const by = named.find((other) => other.type === type);
    if (!by) return question;
    const put = text.slice(by.start, by.end);
    return question.slice(0, start) + (type === 'level' ? levelLike(question.slice(start, end), put) : put) + question.slice(end);
  }, earlier);
  if (newly.length === 0) return swapped;
  const added = newly.map(({ start, end }) => text.slice(start, end)).join(' ');
  return `${swapped.replace(/(?<![?!.\s])[?!.\s]+$/u, '')} ${added}?`;
}

/** `cấp xã` after `HĐND tỉnh` is the council of a commune. */
function levelLike(before: string, put: string): string {
  const council = councilBefore.exec(before)?.[0];
  return council !== undefined && !councilBefore.test(put) ? `${council} ${put}` : put;
}

/** The earlier question with each run of subject words, its beginning or its end replaced by the new subject; the last run first. */
function replaceSubjects(earlier: string, words: readonly QuestionWord[], subject: string): string[] {
  const runs: QuestionWord[][] = [];
  words.forEach((word, i) => {
    if (word.role !== 'subject') return;
    if (words[i - 1]?.role === 'subject') runs.at(-1)!.push(word);
    else runs.push([word]);
  });
  const length = syllables(subject).length;
  const spans = runs
    .toReversed()
    .flatMap((run) => [run, ...run.slice(1).flatMap((_, i) => [run.slice(0, i + 1), run.slice(i + 1)])]);
  // What is exchanged is mostly as long as what takes its place.
  const nearest = spans.sort((a, b) => Math.abs(a.length - length) - Math.abs(b.length - length)).slice(0, mostSubjects);
  return [...new Set(nearest.map((span) => earlier.slice(0, span[0]!.start) + subject + earlier.slice(span.at(-1)!.end)))];
}
