import type { AssemblyTerm } from '../../elections/calendar.ts';
import type { Level, QuestionKind } from '../../elections/fact.ts';
import { findDates } from '../../vietnamese/dates.ts';
import { fold } from '../../vietnamese/text.ts';

/** The slots of a question that must agree with whatever answers it. */
export interface Slots {
  /** Years the question names; "năm nay", "sang năm" and "nhiệm kỳ sau" are computed from now and from the Assembly that is known. */
  years: number[];
  /** The election level it names, when it names exactly one. */
  level: Exclude<Level, 'all'> | undefined;
  /** Number of an electoral unit, digits only. */
  unitNumber: string | undefined;
  /** Which of several rounds, digits only: `hiệp thương lần 3`. */
  round: string | undefined;
  /** Asks to confirm something: `đúng không`, `phải không`, `có phải`. */
  confirms: boolean;
}

const digitWords: Record<string, string> = {
  mot: '1',
  hai: '2',
  ba: '3',
  bon: '4',
  tu: '4',
  nam: '5',
  sau: '6',
  bay: '7',
  tam: '8',
  chin: '9',
  muoi: '10',
};

const romanDigits: Record<string, number> = { i: 1, v: 5, x: 10 };

/** Years from one National Assembly to the next (Article 71 of the Constitution). */
const termYears = 5;

/** The year a National Assembly was elected, counted from one whose year is known. */
function yearOfTerm(term: string, known: AssemblyTerm): number {
  const digits = Array.from(term, (letter) => romanDigits[letter] ?? 0);
  const roman = digits.reduce((sum, digit, i) => sum + (digit < (digits[i + 1] ?? 0) ? -digit : digit), 0);
  return known.year - termYears * (known.number - (Number(term) || roman));
}

/** The electoral unit a folded statement speaks of by its number. */
export const unitNumberIn = (folded: string): string | undefined =>
  /\bdon vi bau cu[^.]{0,40}? so 0?(\d{1,2})\b/.exec(folded)?.[1];

/** A place's name, folded, without the word for its type. */
export const bareName = (name: string): string => fold(name).replace(/^(?:xa|phuong|tinh|huyen|thi xa|thanh pho) /, '');

/** From five on only with `thứ`: `đợt năm 2026` names a year. */
const round =
  /\b(?:lan|vong|dot|ky hop|phien hop)(?:(?: thu)? (?:(\d{1,2})|(nhat|mot|hai|nhi|ba|tu|bon))| thu (nam|sau|bay|tam|chin|muoi)(?! \d))\b/g;

/** The rounds a folded text names, in order, digits only: `lần 1`, `vòng hai`, `kỳ họp thứ năm`. */
export const roundsIn = (folded: string): string[] =>
  [...folded.matchAll(round)].map(
    ([, digits, some, more]) => digits ?? digitWords[(some ?? more)!.replace('nhat', 'mot').replace('nhi', 'hai')]!,
  );

/** Years in which the National Assemblies that a folded text numbers were elected: `khoa xvi`. */
export const yearsOfTerms = (folded: string, assembly: AssemblyTerm): number[] =>
  [...folded.matchAll(/\bkhoa (x[iv]{0,4}|\d{1,2})\b/g)].map(([, term]) => yearOfTerm(term!, assembly));

/** The year of a law says when it was made, not of when its rule speaks. */
const yearOfLaw = /\b(?:bo )?luat\b[^,.;:(]{0,40}? nam \d{4}\b/g;
/** From one year to another, or from one on: `nhiệm kỳ 2026-2031`, `từ 01/07/2025`. */
const span = /(?<![\d/])((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)(?!\d)/g;
const since = /(?<!bat dau )\btu (?:ngay )?(?:\d{1,2}\/)?(?:\d{1,2}\/)?(?:nam )?((?:19|20)\d\d)\b(?! (?:den|tro ve)\b)/g;
/** As far ahead as anybody asks: what holds from some year on is taken to hold so long. */
const yearsAhead = 15;

const yearsBetween = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

/** A year and those after it that anybody asks about. */
export const yearsFrom = (year: number): number[] => yearsBetween(year, year + yearsAhead);

/** Years of which a folded statement speaks. */
export function yearsSpokenOf(folded: string, assembly?: AssemblyTerm): ReadonlySet<number> {
  const text = folded.replace(yearOfLaw, ' ');
  return new Set([
    ...[...text.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g)].map(([year]) => Number(year)),
    ...[...text.matchAll(span)].flatMap(([, from, to]) => yearsBetween(Number(from), Number(to))),
    ...[...text.matchAll(since)].flatMap(([, from]) => yearsFrom(Number(from))),
    ...(assembly ? yearsOfTerms(text, assembly) : []),
  ]);
}

/** `năm 23` is a year where nothing is counted by it: `năm 23 tuổi` is none. */
const shortYear = /\bnam ([12]\d)\b(?!\s(?:tuoi|nguoi|phieu|ngay|thang|nam|gio|phut|trieu|ty)\b|[.,/-]\d)/g;

/** What stands before years that are only counted (`5 năm trước`), and before what something is compared with (`hơn năm ngoái`). */
const notAsked =
  '(?<!(?:\\d|may|nhung|cac|vai|nhieu|moi|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|chuc|nhu|so voi|hon|kem|bang|khac|la) )';
/** Years counted from this one. No year follows (`sang năm 2026`), and `nam sau` may be the number `năm sáu`. */
const yearsFromNow: readonly (readonly [RegExp, number])[] = [
  [/\bnam (?:nay|hien tai)\b|\bthis year\b/, 0],
  [new RegExp(`${notAsked}\\bnam (?:ngoai|truoc(?! \\d)|vua roi)\\b|\\blast year\\b`), -1],
  [
    new RegExp(
      `\\bsang nam\\b(?! \\d)|${notAsked}\\bnam (?:toi|sau)\\b(?! (?:\\d|tuoi|nguoi|phieu|ngay|thang|nam|muoi|tram))|\\bnext year\\b`,
    ),
    1,
  ],
];
/** Terms counted from the one that is known. */
const termsFromNow: readonly (readonly [RegExp, number])[] = [
  [/\b(?:khoa|nhiem ky|ky bau(?: cu)?) nay\b/, 0],
  [new RegExp(`${notAsked}\\b(?:khoa|nhiem ky) truoc\\b`), -1],
  [/\b(?:khoa|nhiem ky|ky bau(?: cu)?|lan bau(?: cu)?) (?:sau|toi)\b/, 1],
];

/** Years that a text names by how far they are from now. */
function relativeYears(text: string, currentYear: number, assembly: AssemblyTerm | undefined): number[] {
  const folded = fold(text.replace(/năm sáu/giu, ' '));
  const near = yearsFromNow.flatMap(([pattern, by]) => (pattern.test(folded) ? [currentYear + by] : []));
  if (!assembly) return near;
  return [...near, ...termsFromNow.flatMap(([pattern, by]) => (pattern.test(folded) ? [assembly.year + by * termYears] : []))];
}

const levelPatterns = [
  ['national-assembly', /\b(quoc hoi|dbqh)\b/],
  ['province', /\b(hdnd|hnd|hdn|hoi dong nhan dan) (cua )?(?:tinh|thanh pho)\b|\bcap tinh\b|\bdai bieu tinh\b/],
  ['commune', /\b(hdnd|hoi dong nhan dan) (cap |cua )?(xa|phuong)\b|\bcap xa\b/],
] as const;

/** The election level a folded text names, when it names exactly one. */
function levelOf(folded: string): Slots['level'] {
  const [named, other] = levelPatterns.filter(([, pattern]) => pattern.test(folded));
  return other ? undefined : named?.[0];
}

/** Whether a text asks to have something confirmed: `đúng không`, `phải không`, `… à`. */
export const confirmsIn = (text: string): boolean =>
  /\b(dung|phai|that|chinh xac|chuan)(?: (?:the|vay|y))? (khong|ko|chua|a|ha|nhi)\b|\bco (?:phai|dung|that)\b|\bha (?:ad|moi nguoi|bac|chau|em|ban)$|\b(is it true|right|correct)\b/.test(
    fold(text),
  ) || /[\s,](?:à|hả|chứ|nhỉ|chăng|há)(?: (?:ad|mọi người|bác|cháu|em|anh|chị|cô|chú|con|bạn))?[\s?!.]*$/iu.test(text);

/** `assembly`: a National Assembly whose year is known; without one, `khóa XV` names no year. */
export function readSlots(text: string, currentYear: number, assembly?: AssemblyTerm): Slots {
  const folded = fold(text);
  const years = [...folded.matchAll(/(?<![\d./-]|\bsinh |\bsinh nam )((?:19|20)\d{2})(?![\d/]|\.\d)/g)].map((match) =>
    Number(match[1]),
  );
  for (const mention of findDates(text))
    if ((mention.kind === 'date' || mention.kind === 'month') && mention.year !== undefined) years.push(mention.year);
  for (const [, short] of folded.matchAll(shortYear))
    if (Number(short) <= (currentYear % 100) + 1) years.push(2000 + Number(short));
  years.push(...relativeYears(text, currentYear, assembly));
  if (assembly) years.push(...yearsOfTerms(folded, assembly));
  const unit =
    /\b(?:don vi(?: bau cu)?(?: (?:dai bieu )?(?:quoc hoi|(?:hdnd|hoi dong nhan dan)(?: cap)?(?: tinh| xa| phuong| thanh pho)?))?|dvbc)(?:(?: so| thu)? (\d{1,2})|(?: so| thu) (mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi))\b(?! (?:dai bieu|nguoi|xa|phuong))/.exec(
      folded,
    );
  return {
    years: [...new Set(years)],
    level: levelOf(folded),
    unitNumber: unit ? (unit[1] ?? digitWords[unit[2]!]) : undefined,
    round: roundsIn(folded)[0],
    confirms: confirmsIn(text),
  };
}

/** Kinds whose answer is a figure, a name or a place of the area asked about: another area's would be wrong. */
export const isAboutAnArea = (kind: QuestionKind): boolean =>
  kind === 'how-many' || kind === 'who' || kind === 'where' || kind === 'which-unit';

/** Whether standing as a candidate is spoken of, rather than voting. */
export const asksToStand = (text: string): boolean => /\b(?:ung cu|stand)\b/.test(fold(text));

/** Whether voting, voters or candidates are spoken of: an age told with anything else is about something else. */
export const speaksOfVoting = (text: string): boolean => /\b(?:bau|bo phieu|ung cu|vote|stand|cu tri)\b/.test(fold(text));

/** Whether it is asked what is allowed, or still in time, rather than what is so. */
export const asksForLeave = (text: string): boolean =>
  /\b(?:duoc|phep|kip|hop le|hop phap|(?:dung|trai) luat|qua han|allowed)\b/.test(fold(text));
