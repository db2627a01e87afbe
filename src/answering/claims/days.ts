/** Days, weekdays and hours of an announcement against the calendar of the knowledge base. */
import type { Milestone } from '../../elections/calendar.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { vietnamDate, weekdayOf, writtenDate } from '../../elections/tense.ts';
import { findDates, weekdayNames } from '../../vietnamese/dates.ts';
import { fold } from '../../vietnamese/text.ts';
import { type Claims, clock, doubt, isoDay, nearestDay, type SentenceCheck, standing, writtenDay } from './statement.ts';

type Day = Claims['days'][number];

/** The day everybody votes, and what is known about it. */
export const electionDay = ({ milestones }: KnowledgePack): Milestone | undefined =>
  milestones.find(({ hours, nature, name }) => nature === 'day' && hours !== undefined && fold(name).includes('ngay bau cu'));

const milestoneSays = ({ name, date, hours, nature }: Milestone): string =>
  `${name}: ${nature === 'deadline' ? 'chậm nhất ' : `${weekdayOf(date)} `}${writtenDate(date)}${hours ? `, ${hours}` : ''}`;

const isDay = ({ day, month, year }: Day, iso: string): boolean => isoDay(day, month, year ?? Number(iso.slice(0, 4))) === iso;

/** `Chủ nhật, ngày 15/3`: a weekday beside a day has to be the weekday of that day. */
export function createWeekdayCheck(pack: KnowledgePack): SentenceCheck {
  const beside = /^[\s,(]{0,9}(?:ngày|hôm|là|ngay|hom|la)?[\s,(]{0,9}$/iu;
  return ({ text, days, weekdays }, now) =>
    weekdays.flatMap(({ start, end, weekday }) => {
      const day = days.find((one) => beside.test(one.start >= end ? text.slice(end, one.start) : text.slice(one.end, start)));
      if (!day) return [];
      const known = pack.milestones.map(({ date }) => date).filter((date) => isDay(day, date));
      const possible = day.year === undefined ? [nearestDay(day, vietnamDate(now)), ...known] : [nearestDay(day, '')];
      if (possible.some((iso) => weekdayOf(iso) === weekdayNames[weekday])) return [];
      const meant = known[0] ?? possible[0]!;
      return [
        doubt(
          `weekday:${weekday}:${writtenDay(day)}`,
          `Ngày ${writtenDate(meant)} là ${weekdayOf(meant)}, không phải ${weekdayNames[weekday]}.`,
        ),
      ];
    });
}

/** Words by which a sentence with a day speaks of something else than voting on that day. */
const otherEvent =
  /niem yet|danh sach|the cu tri|khieu nai|to cao|hoi nghi|tiep xuc|tap huan|hiep thuong|ho so|van dong|cong bo|ket qua|\btruoc\b|(?<!thu )\bsau\b|chuan bi|kiem tra|lam viec|tuyen truyen|phat dong|ra quan|trien khai|nghi quyet|quyet dinh|ke hoach|huong dan|bau (?:cu )?(?:them|lai|bo sung|som)|bo phieu som|thu nghiem|bien ban|bao cao|(?:cuoc|phien) hop|hop (?:bao|to|dan)|dang ky|\bsinh\b|thong tu|chao mung|huong toi|huong ve|trang tri|\btheo\b|ty le|so lieu|van nghe|ve sinh|don dep|cho den/u;
const votesOn =
  /(?:ngay bau cu|cuoc bau cu|to chuc bau cu|tien hanh bau cu|bau cu dai bieu|di bau(?: cu)?|bo phieu|(?<!(?:ban|to) )\bbau cu(?=\s*(?:toan quoc|vao|ngay|dien ra|se|la|,)))/gu;
const dayIs =
  /(?<!(?:truoc|sau|den|cach)\s)ngay bau cu(?: (?:la|vao|se la|dien ra vao|dien ra|toan quoc|nam nay)){0,4}\s{0,3}:?[\s,]{0,5}(?:(?:chu nhat|thu [a-z0-9]{1,5})[\s,]{0,5})?(?:ngay\s{0,3})?$/u;
const votersBefore =
  /(?:cu tri|ba con|nhan dan|toan dan|nguoi dan|moi nguoi|ca nuoc|toan tinh|toan xa).{0,80}(?:di bau|bo phieu|bau cu)|(?:la ngay|se dien ra|dien ra|to chuc|tien hanh)(?: cuoc)? (?:bau cu|bo phieu)/u;
const longestGap = 90;
/** Elections so long before are history. */
const historyYears = 4;

function saysVotingIs({ folded }: Claims, { start, end }: Day): boolean {
  const before = folded.slice(0, start);
  if (dayIs.test(before)) return true;
  if (otherEvent.test(before.replace(/theo (?:nghi quyet|quyet dinh|luat)[^,]{0,80},/u, ''))) return false;
  const last = [...before.matchAll(votesOn)].at(-1);
  if (last && before.length - last.index - last[0].length <= longestGap) return true;
  const after = folded.slice(end, end + longestGap);
  const voters = votersBefore.exec(after);
  return voters !== null && !otherEvent.test(after.slice(0, voters.index + voters[0].length));
}

/** Another day said to be the day of voting. */
export function createElectionDayCheck(pack: KnowledgePack): SentenceCheck {
  const election = electionDay(pack);
  if (!election) return () => [];
  const electionYear = Number(election.date.slice(0, 4));
  const known = pack.facts.flatMap(({ statement }) => findDates(statement)).filter((mention) => mention.kind === 'date');
  return (claims) =>
    claims.days.flatMap((day) => {
      if (isDay(day, election.date) || !saysVotingIs(claims, day)) return [];
      const { year } = day;
      const history =
        year !== undefined &&
        year !== electionYear &&
        (year <= electionYear - historyYears ||
          known.some((other) => other.day === day.day && other.month === day.month && other.year === year));
      if (history) return [];
      return [
        doubt(
          `election-day:${writtenDay(day)}`,
          `Văn bản cho ngày ${writtenDay(day)} là ngày bầu cử. Ngày bầu cử là ${weekdayOf(election.date)}, ${writtenDate(election.date)}.`,
          standing(election.sources, milestoneSays(election)),
        ),
      ];
    });
}

const latest = /cham nhat|han chot|han cuoi|muon nhat|het han/u;

/** Another day, or a later one where the law says "latest", for a step of the calendar that is called by its name. */
export function createMilestoneCheck(pack: KnowledgePack): SentenceCheck {
  const election = electionDay(pack);
  const steps = pack.milestones
    .filter((milestone) => milestone !== election)
    .map((milestone) => ({ milestone, name: fold(milestone.name.replace(/\s?\([^()]*\)/u, '')) }))
    .sort((a, b) => b.name.length - a.name.length);
  return ({ folded, days }, now) => {
    const step = steps.find(({ name }) => folded.includes(name));
    if (!step) return [];
    const { milestone, name } = step;
    const whole = fold(milestone.name);
    const after = folded.indexOf(name) + (folded.includes(whole) ? whole : name).length;
    const day = days.find(
      ({ start }) => start >= after && start - after <= longestGap && !folded.slice(after, start).includes('ket thuc'),
    );
    if (!day || isDay(day, milestone.date) || (election && isDay(day, election.date))) return [];
    const iso =
      day.year === undefined ? isoDay(day.day, day.month, Number(milestone.date.slice(0, 4))) : nearestDay(day, vietnamDate(now));
    const wrong = milestone.nature === 'day' || iso > milestone.date || latest.test(folded);
    const sameElection = iso.slice(0, 4) >= String(Number(milestone.date.slice(0, 4)) - 1);
    if (!wrong || !sameElection) return [];
    return [
      doubt(
        `milestone:${milestone.id}:${writtenDay(day)}`,
        `Ngày ${writtenDay(day)} không khớp với mốc “${milestone.name}” (${milestone.nature === 'deadline' ? 'chậm nhất ' : ''}${writtenDate(milestone.date)}).`,
        standing(milestone.sources, milestoneSays(milestone)),
      ),
    ];
  };
}

const votingPlace = /bo phieu|di bau|diem bau cu|bau cu/u;
const otherHours =
  /khai mac|van dong|tiep xuc|hoi nghi|(?:cuoc|phien) hop|danh sach|niem yet|phat the|bo phieu som|bau cu som|hom phieu phu|co mat|tap trung|kiem phieu|phat thanh|lam viec|truc ban|vneid|chung nhan|noi khac|phan luong/u;
const opens = /(?:bat dau|mo cua|khai hom|tu)(?: (?:tu|luc|vao luc|vao))?\s*$/u;
const closes = /(?:ket thuc|dong cua|dong hom|den|toi)(?: (?:luc|vao luc|vao))?(?: (?:het|khoang))?\s*$/u;

/** When voting begins and ends, where the sentence says so. */
export function createVotingHoursCheck(pack: KnowledgePack): SentenceCheck {
  const election = electionDay(pack);
  const [from, until] = (election?.hours ?? '').split('-').map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
  if (!election || from === undefined || until === undefined) return () => [];
  const limits = pack.facts.find(
    ({ statement }) =>
      /bo phieu|to bau cu/u.test(fold(statement)) && /không trước \d/u.test(statement) && /không quá \d/u.test(statement),
  );
  const [earliest = from, last = until] = limits
    ? findDates(limits.statement).flatMap((mention) => (mention.kind === 'time' ? [mention.hour * 60 + mention.minute] : []))
    : [];
  const source = standing(
    limits?.sources ?? election.sources,
    limits ? `${milestoneSays(election)}. ${limits.statement}` : milestoneSays(election),
  );
  return ({ folded, days, times }) => {
    if (!votingPlace.test(folded) || otherHours.test(folded) || days.some((day) => !isDay(day, election.date))) return [];
    return times.flatMap(({ start, minutes }) => {
      const before = folded.slice(0, start);
      const opening = opens.test(before);
      const wrong = opening ? minutes < earliest || minutes > from : closes.test(before) && (minutes < until || minutes > last);
      if (!wrong) return [];
      return [
        doubt(
          `hours:${opening ? 'from' : 'until'}:${clock(minutes)}`,
          `Giờ ${opening ? 'bắt đầu' : 'kết thúc'} bỏ phiếu ${clock(minutes)} không khớp: bỏ phiếu từ ${clock(from)} đến ${clock(until)}${limits ? `, không trước ${clock(earliest)} và không quá ${clock(last)}` : ''}.`,
          source,
        ),
      ];
    });
  };
}

const toCome = /(?<!\p{L})(?:sẽ|sắp(?! xếp)|tới đây|mời)(?!\p{L})/iu;
/** Typed without diacritics. */
const bareToCome = /\bse\b|kinh moi|\bmoi (?:cu tri|ba con|nhan dan|toan the)/u;
const over = /(?<!\p{L})(?:đã|vừa|trước sáp nhập|khi đó)(?!\p{L})/iu;
const documentBefore = /(?:nghi quyet|quyet dinh|ke hoach|cong van|thong tu|luat|huong dan|van ban|nghi dinh|sinh)[^,]{0,80}$/u;

/** A day that has passed, spoken of as one to come. */
export const pastDayCheck: SentenceCheck = ({ text, folded, days }, now) => {
  const today = vietnamDate(now);
  const bare = text.toLowerCase() === folded.toLowerCase();
  if (!(bare ? bareToCome.test(folded) : toCome.test(text) && !over.test(text))) return [];
  const spoken = days.filter(({ start }) => !documentBefore.test(folded.slice(0, start)));
  if (spoken.length === 0 || spoken.some((day) => nearestDay(day, today) >= today)) return [];
  return spoken
    .slice(0, 1)
    .map((day) =>
      doubt(`past:${writtenDay(day)}`, `Ngày ${writtenDate(nearestDay(day, today))} đã qua, nhưng văn bản nói như sắp tới.`),
    );
};
