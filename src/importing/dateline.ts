import { isDate } from '../elections/pack/article.ts';
import { daysBetween } from '../elections/tense.ts';

/**
 * The day an article was written, from what its own text says. Newspapers open with "Chiều 13/12, …" and leave the year out;
 * it is resolved only where one reading remains, otherwise the day stays unknown (empty).
 */

/** A day so shortly before the page was saved is likely the one meant: the article is fresh. */
const freshDays = 31;
/** A year further back than this is history the article tells, not the year it was written in. */
const historyYears = 30;

const dayPart = '(?:rạng sáng|sáng sớm|sáng|trưa|chiều|tối|đêm|khuya)(?: nay)?[,(]? {0,3}(?:ngày )?';
const wholeDay = '(?:(?:trong |vào )?(?:(?:hai|ba|2|3) )?ngày|hôm nay,? {0,3}\\(?(?:ngày)?) {0,3}';
const dayAndMonth =
  '(?:\\d{1,2} {0,3}(?:-|–|và|,) {0,3})?(?<day>\\d{1,2})(?:/|-(?!\\d+/)| tháng )(?<month>\\d{1,2})(?:(?:/|-| năm )(?<year>\\d{4}))?(?![/\\d])';
const agency = '(?:\\(?[\\p{L}+.]{2,15}\\)? {0,3}[-–—] {0,3})?';
const opening = new RegExp(`^${agency}(?:vào |trong )?(?:(?<part>${dayPart})|${wholeDay})${dayAndMonth}`, 'iu');
const inFirstSentence = new RegExp(`^[^.!?]{1,300}?[,;] (?:vào )?(?<part>${dayPart})${dayAndMonth}`, 'iu');
/** A full date that opens a sentence about an instrument is the instrument's, not the article's. */
const instrument =
  /ban hành|(?<!\p{L})ký(?!\p{L})|phê duyệt|thông qua|(?:nghị quyết|quyết định|đề án|kế hoạch|công văn|luật|nghị định|thông tư) số/iu;

/**
 * @param article title and paragraphs as printed
 * @param retrieved `YYYY-MM-DD` on which the page was saved: nothing on it is younger
 * @returns `YYYY-MM-DD`, or empty where the text leaves more than one day possible
 */
export function datelineDay(article: { title: string; paragraphs: readonly string[] }, retrieved: string): string {
  const [lead = ''] = article.paragraphs;
  const found = opening.exec(lead) ?? inFirstSentence.exec(lead);
  if (!found?.groups) return '';
  const { part, day = '', month = '', year } = found.groups;
  const on = (inYear: number) => `${inYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (year) {
    const about = lead.slice(found[0].length, found[0].length + 80);
    const date = on(Number(year));
    return isDate(date) && date <= retrieved && (part || !instrument.test(about)) ? date : '';
  }
  const latest = latestYear(on, retrieved);
  if (latest === undefined) return '';
  const written = yearWritten(article, { month: Number(month), latest, fresh: daysBetween(on(latest), retrieved) <= freshDays });
  return written !== undefined && isDate(on(written)) ? on(written) : '';
}

const longestStamp = 100;
const longestMetadata = 160;
const clockPart = '(?:[\\s,|–-]*(?:lúc )?\\d{1,2}[:h]\\d{2}(?::\\d{2})?)';
const stampOnly = new RegExp(
  `^(?:(?:thứ \\p{L}+(?!\\p{L})|chủ nhật|cập nhật|đăng|ngày|lúc|\\d{1,2}[:h]\\d{2}|[,|:–-]|\\s)+)?(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4})${clockPart}?(?:\\s*[([]?gmt ?\\+? ?7[)\\]]?)?$`,
  'iu',
);

/** The day of a line that is nothing but a time stamp, e.g. `Thứ Ba, 13/12/2022 | 16:30 [GMT+7]`; empty for any other line. */
export function stampDay(line: string): string {
  const found = line.length > longestStamp ? null : stampOnly.exec(line);
  return found ? writtenDay(found[1]!, found[2]!, found[3]!) : '';
}

/** A day and an hour within a line, begun by a mark, a weekday or a word such as `Đăng lúc`: not by the words of a sentence. */
const stampWithin = new RegExp(
  `(?:^|[|•·–—(,:;-]\\s{0,3}|(?<label>cập nhật|đăng|xuất bản|thứ \\p{L}{2,3}|chủ nhật)(?: lúc| ngày|:|,){0,2}\\s{0,3})(?:(?<before>\\d{1,2}[:h]\\d{2})[\\s,|–-]{1,4}(?:ngày )?)?(?<day>\\d{1,2})[/-](?<month>\\d{1,2})[/-](?<year>\\d{4})(?![/\\d-])(?<after>${clockPart})?`,
  'giu',
);
const updated = /cập nhật[^|•·]{0,20}$/iu;

/**
 * The day of a line of metadata that says more than a time stamp, e.g. `Báo Lào Cai | 16/11/2026, 14:20 | Chính trị`: the day it was
 * published, not the one it was updated where both are said. Empty for sentences, headlines, and days without an hour.
 */
export function metadataDay(line: string): string {
  const alone = stampDay(line);
  if (alone || line.length > longestMetadata || /[.!?…;]["”’)\]]*$/u.test(line)) return alone;
  const stamps = [...line.matchAll(stampWithin)].filter(
    ({ groups }) => groups?.before || groups?.after || /^(?:đăng|xuất|cập)/iu.test(groups?.label ?? ''),
  );
  const published = stamps.find((stamp) => !updated.test(line.slice(0, stamp.index) + (stamp.groups?.label ?? ''))) ?? stamps[0];
  if (!published?.groups) return '';
  const { day = '', month = '', year = '' } = published.groups;
  const others = line.replace(stampWithin, '|').split(/[|•·–—]|\s-\s|,/u);
  return others.every((part) => part.trim().split(' ').length <= 8) ? writtenDay(day, month, year) : '';
}

function writtenDay(day: string, month: string, year: string): string {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? date : '';
}

/** The latest year in which a day and month exist and do not lie after the retrieval (29 February: up to eight years back). */
function latestYear(on: (year: number) => string, retrieved: string): number | undefined {
  const from = Number(retrieved.slice(0, 4));
  return Array.from({ length: 9 }, (_, back) => from - back).find((year) => isDate(on(year)) && on(year) <= retrieved);
}

interface Reading {
  month: number;
  /** Year of the latest such day before the retrieval. */
  latest: number;
  /** Whether that day is so close to the retrieval that the article is likely from it. */
  fresh: boolean;
}

/** The year the article itself speaks from, or `undefined` where its words and the calendar leave two. */
function yearWritten(
  article: { title: string; paragraphs: readonly string[] },
  { month, latest, fresh }: Reading,
): number | undefined {
  const [lead = '', ...rest] = article.paragraphs;
  const inTitle = statedYears(article.title, latest);
  const inLead = statedYears(lead, latest);
  const stated = inTitle.length > 0 ? inTitle : inLead;
  if (stated.length === 0) {
    const older = statedYears(rest.join('\n'), latest);
    return fresh || older.length === 0 || older.includes(latest) ? latest : undefined;
  }
  const year = yearReported(new Set([...inTitle, ...inLead]), Math.max(...stated), `${article.title} ${lead}`, month);
  if (year >= latest || (fresh && year + 1 === latest && month <= 3)) return latest;
  return fresh ? undefined : year;
}

/** A year is reviewed from its last months to the first months of the next, and planned in the last months of the one before. */
function yearReported(stated: ReadonlySet<number>, about: number, opening: string, month: number): number {
  const reviews = /tổng kết|đánh giá kết quả/iu.test(opening);
  const plans = /phương hướng|triển khai kế hoạch|kế hoạch năm/iu.test(opening);
  if (month <= 6 && stated.has(about + 1)) return about + 1;
  if (month <= 3 && reviews && !stated.has(about - 1)) return about + 1;
  if (month >= 10 && (reviews ? stated.has(about - 1) && !stated.has(about + 1) : plans)) return about - 1;
  return about;
}

/** Years a text speaks of as "năm 2022": not spans, targets, beginnings or anniversaries. */
function statedYears(text: string, latest: number): number[] {
  const pattern = /(?<before>(?<![\p{L}\d])[\p{L}\d]{1,30} )?\bnăm (?<year>(?:19|20)\d{2})(?!\d|\s{0,3}[-–]\s{0,3}\d)/giu;
  const aside = /^(?:đến|tới|từ|trước|sau|hết|lập|niệm|với|nhìn|sinh|\d+) $/iu;
  return [...text.matchAll(pattern)]
    .filter(({ groups }) => !aside.test(groups?.before ?? ''))
    .map(({ groups }) => Number(groups?.year))
    .filter((year) => year > latest - historyYears);
}
