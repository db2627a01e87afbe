/** How announcements speak of voting, of what was and of what is to come. Phrases in lower case without diacritics; our own list. */
import { fold } from '../../vietnamese/text.ts';

/** What a text itself calls wrong, as a correction does, is not claimed. */
const denied =
  /(?:không phải|chứ không|(?:ghi|viết|in|gửi) (?:nhầm|sai)|thay vì|khong phai|chu khong|(?:ghi|viet|in|gui) (?:nham|sai)|thay vi)(?=\s)[^.;,\n]{0,80}?(?=\s+(?:mà|ma)\s|[;,\n]|\.\s|\.?$)/giu;

/** The text with blanks for what it denies. */
export const withoutDenied = (text: string): string => text.replace(denied, (part) => ' '.repeat(part.length));

/** Words with single spaces between and around them. */
const spaced = (folded: string): string => ` ${(folded.match(/[a-z0-9]+/gu) ?? []).join(' ')} `;
const phrases = (list: string): string[] => list.split('|').map((phrase) => ` ${phrase} `);
const hasPhrase = (words: string, list: readonly string[]): boolean => list.some((phrase) => words.includes(phrase));

/** By these a sentence with a day speaks of something else than voting on that day. */
const otherEvents = phrases(
  'niem yet|danh sach|the cu tri|khieu nai|to cao|hoi nghi|tiep xuc|tap huan|hiep thuong|ho so|van dong|cong bo|ket qua|truoc|sau|chuan bi|kiem tra|lam viec|tuyen truyen|phat dong|' +
    'ra quan|trien khai|nghi quyet|quyet dinh|ke hoach|huong dan|bau them|bau lai|bau bo sung|bau som|bau cu them|bau cu lai|bau cu bo sung|bau cu som|bo phieu som|thu nghiem|bien ban|' +
    'bao cao|cuoc hop|phien hop|hop bao|hop to|hop dan|dang ky|sinh|thong tu|chao mung|huong toi|huong ve|trang tri|theo|ty le|so lieu|van nghe|ve sinh|don dep|cho den',
);
const votingOn = phrases(
  'ngay bau cu|cuoc bau cu|to chuc bau cu|tien hanh bau cu|bau cu dai bieu|di bau|bo phieu|bau cu toan quoc|bau cu vao|bau cu ngay|bau cu dien ra|bau cu se|bau cu la',
);
const votes = phrases('di bau|bo phieu|bau cu');
const voters = phrases('cu tri|ba con|nhan dan|toan dan|nguoi dan|moi nguoi|ca nuoc|toan tinh|toan xa');
const voteBegins = phrases('la ngay|dien ra|to chuc|tien hanh|la ngay cuoc|dien ra cuoc|to chuc cuoc|tien hanh cuoc');
/** What may stand between `ngày bầu cử` and the day it is. */
const between = new Set('la vao se dien ra toan quoc nam nay chu nhat thu hai ba tu sau bay 2 3 4 5 6 7 ngay'.split(' '));
const apart = new Set(['truoc', 'sau', 'den', 'cach']);
const longestGap = 90;
/** As far before a day as words are looked for that make it another event's. */
const longestLead = 300;

/** `ngày bầu cử là Chủ nhật, ngày`, and then the day. */
function namesElectionDay(lead: string): boolean {
  const [before, rest] = [lead.split(' ngay bau cu ').slice(0, -1), lead.split(' ngay bau cu ').at(-1)!.trim()];
  const last = before.at(-1)?.trimEnd().split(' ').at(-1);
  return last !== undefined && !apart.has(last) && rest.split(' ').every((word) => word === '' || between.has(word));
}

/** Whether a sentence says of a day in it, at `start` to `end`, that people vote on it. */
export function saysVotingOn(folded: string, { start, end }: { start: number; end: number }): boolean {
  const before = folded
    .slice(Math.max(0, start - longestLead), start)
    .replace(/theo (?:nghi quyet|quyet dinh|luat)[^,]{0,80},/u, '');
  const lead = spaced(before).replaceAll(/ (?:thu sau|(?:ban|to) bau cu)(?= )/gu, '');
  if (namesElectionDay(lead)) return true;
  if (hasPhrase(`${lead.slice(-longestGap)}ngay `, votingOn)) return !hasPhrase(lead, otherEvents);
  const after = spaced(folded.slice(end, end + longestGap));
  const first = Math.min(...votes.map((phrase) => after.indexOf(phrase)).filter((at) => at >= 0));
  const head = after.slice(0, first + 1);
  const isVote = hasPhrase(head, voters) || voteBegins.some((phrase) => head.endsWith(phrase));
  if (first > after.length || !isVote) return false;
  return !hasPhrase(lead, otherEvents) && !hasPhrase(spaced(after.slice(0, first + ' bau cu them '.length)), otherEvents);
}

const votingPlaces = phrases('bo phieu|di bau|diem bau cu|bau cu');
const otherHours = phrases(
  'khai mac|van dong|tiep xuc|hoi nghi|cuoc hop|phien hop|danh sach|niem yet|phat the|bo phieu som|bau cu som|hom phieu phu|co mat|tap trung|kiem phieu|phat thanh|lam viec|truc ban|vneid|chung nhan|noi khac|phan luong',
);

/** Whether the hours of a sentence can be those of voting. */
export function speaksOfVotingHours(folded: string): boolean {
  const words = spaced(folded);
  return hasPhrase(words, votingPlaces) && !hasPhrase(words, otherHours);
}

const isBare = (text: string): boolean => text.toLowerCase() === fold(text);

const toCome = /(?<!\p{L})(?:sẽ|sắp(?! xếp)|tới đây|mời)(?!\p{L})/iu;
/** Typed without diacritics. */
const bareToCome = phrases('se|kinh moi|moi cu tri|moi ba con|moi nhan dan|moi toan the');
const over = /(?<!\p{L})(?:đã|vừa|trước sáp nhập|khi đó)(?!\p{L})/iu;

/** Whether a sentence speaks of something as to come. */
export const speaksOfToCome = (text: string): boolean =>
  isBare(text) ? hasPhrase(spaced(fold(text)), bareToCome) : toCome.test(text) && !over.test(text);

const instruments = phrases('nghi quyet|quyet dinh|ke hoach|cong van|thong tu|luat|huong dan|van ban|nghi dinh|sinh');
/** Whether a day that follows is that of an instrument, or of birth. */
export const endsWithInstrument = (folded: string): boolean =>
  hasPhrase(spaced(folded.slice(-longestGap).split(',').at(-1)!), instruments);

const formerly = phrases(
  'truoc day|truoc sap nhap|truoc hop nhat|truoc sap xep|truoc ngay 1 7|truoc ngay 01 7|truoc ngay 01 07|truoc khi|sap nhap|hop nhat|sap xep|nguyen la',
);
const old = /(?<!\p{L})cũ(?!\p{L})/iu;
/** Typed without diacritics; `bầu cử`, `cử tri` and the like are other words. */
const bareOld = / (?<!(?:bau|ung|trung|tranh|de|phe) )cu (?!tri|the|hanh)/u;

/** Whether a sentence speaks of places as they were. */
export function speaksOfOld(text: string): boolean {
  const words = spaced(fold(text));
  return hasPhrase(words, formerly) || (isBare(text) ? bareOld.test(words) : old.test(text));
}

/** Whether a town (`thị trấn`) is named. */
export const namesTown = (folded: string): boolean => /(?<![a-z])thi tran [a-z]/u.test(folded);

/** `xã Tả Phìn`; not `Thông tấn xã Việt Nam`, `cấp xã (Điều 11)` or `Chủ tịch UBND xã Giàng A Sùng`. */
export const isCommuneNamed = (text: string, start: number): boolean =>
  /^(?:[Xx](?:ã|a)|XÃ|XA|[Pp]hường|[Pp]huong|PHƯỜNG|PHUONG) \p{Lu}/u.test(text.slice(start)) &&
  !/(?:\b(?:cap|tan|tac|thi|cac|moi) |(?:chu tich|bi thu|truong|dong chi|ong|ba(?! con)|can bo|cong chuc)\b[^,.]{0,80})$/u.test(
    fold(text.slice(0, start)),
  );

/** Pairs of ways to say the same, the second as it is compared. */
const sameThings: readonly (readonly [string, string])[] = [
  ['hdnd', 'hoi dong nhan dan'],
  ['dbqh', 'dai bieu quoc hoi'],
  ['ung cu vien', 'nguoi ung cu'],
  ['diem bo phieu', 'khu vuc bo phieu'],
  ['diem bau cu', 'khu vuc bo phieu'],
  ['hoi dong nhan dan cap', 'hoi dong nhan dan'],
  ['cu tri trong danh sach', 'cu tri'],
  ['hanh chinh cap xa', 'hanh chinh xa'],
  ['xa, phuong', 'don vi hanh chinh xa'],
  ['xa va phuong', 'don vi hanh chinh xa'],
  ['xa, va phuong', 'don vi hanh chinh xa'],
  ['don vi bau cu dai bieu', 'don vi bau cu'],
  ['nguoi ung cu hoi dong', 'nguoi ung cu dai bieu hoi dong'],
];

/** A text without diacritics, everything that elections count called by one name. */
export const inFull = (text: string): string =>
  sameThings.reduce((so, [said, full]) => so.replaceAll(said, full), fold(text)).trim();

/** `3 vị đại biểu` counts what `3 đại biểu` does. */
export const withoutTitle = (inFull: string): string => inFull.replace(/^(?:vi|ong ba) /u, '');

const rough = phrases('khoang|hon|gan|tren|duoi|it nhat|toi thieu|toi da|khong qua|khong it hon|den|tu|moi|uoc|so|dieu|khoan');
/** Whether a number that follows is no count: about, at least, each, or a name. */
export const endsRoughly = (inFull: string): boolean => rough.some((phrase) => ` ${inFull} `.endsWith(phrase));

/** What may follow a thing that is counted without narrowing it. */
const goesOn = new Set('quoc hoi dai o cua tren tai trong va khoa nhiem voi de thuoc cho duoc bau la gom tham'.split(' '));
/** Whether nothing that follows says which of the things are counted. */
export const isWholeThing = (rest: string): boolean =>
  /^\s*(?:$|[^\sa-z])/u.test(rest) || goesOn.has(rest.trimStart().split(/[^a-z]/u, 1)[0] ?? '');

/** Of the province or the country these say enough by themselves; deputies and candidates of no level are of one unit alone. */
export const isOfOneLevel = (thing: string): boolean => /quoc hoi|tinh$/u.test(thing);

const country = phrases('ca nuoc|toan quoc');
const own = phrases('toan tinh|ca tinh|tinh ta|toan thanh pho|ca thanh pho');
const parts = phrases(
  'moi don vi|cac don vi|tung don vi|moi xa|tung xa|moi phuong|tung phuong|moi khu vuc|tung khu vuc|thon|ban|to dan pho|xa ta|xa minh|phuong ta|phuong minh|dia phuong',
);
/** Of which area a sentence speaks, by its words: names of places aside. */
export function areaIn(inFull: string): 'country' | 'part' | 'province' | undefined {
  const words = spaced(inFull);
  if (hasPhrase(words, country)) return 'country';
  if (hasPhrase(words, parts)) return 'part';
  return hasPhrase(words, own) || words.startsWith(' tinh ') ? 'province' : undefined;
}

const termYears = /nhiem ky (20\d\d)\s*[-–]\s*(20\d\d)/gu;
/** First and last years of the terms that a text names. */
export const termsIn = (folded: string): { from: number; to: number }[] =>
  [...folded.matchAll(termYears)].map(([, from, to]) => ({ from: Number(from), to: Number(to) }));

/** Whether a sentence says which National Assembly is elected. */
export const electsAssembly = (folded: string): boolean =>
  /bau (?:cu )?(?:[\d.]+ )?dai bieu quoc hoi khoa (?:[ivxl]+)\b/u.test(folded);
