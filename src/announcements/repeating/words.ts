/** What officials read of announcements that go out again and again. Vietnamese. */
import { weekdayNames } from '../../vietnamese/dates.ts';
import {
  mostMonthDay,
  mostRepeatHours,
  mostTimes,
  type OccurrenceNote,
  type Repeat,
  type RepeatFlaw,
  type Rhythm,
  timesOf,
} from './plan.ts';
import { countdownPlace } from './words-place.ts';

const shortWeekdays: readonly string[] = ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'];

const local = (iso: string): Date => new Date(Date.parse(iso) + 7 * 3_600_000);
const vietnamDay = (day: string): string => day.split('-').reverse().join('/');

/** `T2 07/12/2026`. */
export const dayText = (iso: string): string =>
  `${shortWeekdays[local(iso).getUTCDay()]} ${vietnamDay(local(iso).toISOString().slice(0, 10))}`;

/** By ISO 8601: 7 is Sunday. */
export const weekdayName = (weekday: number): string => weekdayNames[weekday % 7] ?? '?';

/** `thứ Hai hằng tuần`. */
export function rhythmText(rhythm: Rhythm): string {
  switch (rhythm.kind) {
    case 'daily':
      return 'hằng ngày';
    case 'weekly':
      return `${rhythm.weekdays.map(weekdayName).join(', ')} hằng tuần`;
    case 'monthly':
      return rhythm.day === 'last' ? 'ngày cuối cùng hằng tháng' : `ngày ${rhythm.day} hằng tháng`;
    case 'monthly-weekday':
      return `${weekdayName(rhythm.weekday)} ${rhythm.which === 'first' ? 'đầu tiên' : 'cuối cùng'} hằng tháng`;
  }
}

/** `thứ Hai hằng tuần, lúc 07:00`. */
export const planName = ({ rhythm, time }: Repeat): string => `${rhythmText(rhythm)}, lúc ${time}`;

export const repeatWords = {
  heading: 'Lặp lại',
  progress: 'Các lần gửi',
  none: 'không lặp',
  /** The plan with every single day it goes out: what is approved. */
  plan(repeat: Repeat): string[] {
    const times = timesOf(repeat);
    const { hours, countdown } = repeat;
    return [
      `Lặp lại: ${planName(repeat)}. Gửi ${times.length} lần: ${times.map(dayText).join(', ')}.`,
      `Mỗi lần là một thông báo có số riêng, có hiệu lực ${hours} giờ hoặc đến lần sau. Duyệt một lần cho cả ${times.length} lần.`,
      ...(countdown === undefined
        ? []
        : [
            `${countdownPlace} trong bài được thay bằng số ngày còn lại đến ${vietnamDay(countdown)}; phần xem trước là lần gửi đầu tiên.`,
          ]),
    ];
  },
  changed: (repeat: Repeat | undefined): string =>
    `lịch lặp lại: trước là ${repeat ? repeatWords.short(repeat) : repeatWords.none}`,
  /** `thứ Hai hằng tuần, lúc 07:00, 12 lần từ T2 07/12/2026 đến T2 22/02/2027, mỗi lần hiệu lực 24 giờ`. */
  short(repeat: Repeat): string {
    const times = timesOf(repeat);
    const [first, last] = [times[0], times.at(-1)];
    const days = first === undefined || last === undefined ? '' : ` từ ${dayText(first)} đến ${dayText(last)}`;
    const countdown = repeat.countdown === undefined ? '' : `, đếm ngược đến ${vietnamDay(repeat.countdown)}`;
    return `${planName(repeat)}, ${times.length} lần${days}, mỗi lần hiệu lực ${repeat.hours} giờ${countdown}`;
  },
  stopped: (series: number): string => `lịch lặp lại số ${series} đã dừng hoặc đã đổi`,
  late: 'đã quá giờ hơn 15 phút, không gửi bù',
  skipped: (name: string, times: readonly string[], next: string | undefined): string =>
    `⚠️ ${name}: BỎ QUA ${times.length} lần vì hệ thống không chạy lúc đó hơn 15 phút: ${times.map(dayText).join(', ')}. Không gửi bù. ${next === undefined ? 'Lịch này không còn lần nào nữa.' : `Lần tới: ${dayText(next)}.`} Nếu vẫn cần báo ngay: soạn một thông báo riêng.`,
  allDone: (name: string): string => `✅ ${name}: lịch lặp lại đã hết, không còn lần nào nữa.`,
  lost: 'Lịch lặp lại dừng ở đây, các lần sau không gửi. Việc cần làm: xem lại, đặt ngày bắt đầu mới, trình và duyệt lại.',
  followed: (series: number): string => `lịch lặp lại số ${series}: có đính chính hoặc thu hồi một lần đã gửi`,
};

/** Which time of a series it is, and how to stop the rest. */
export function occurrenceText({ of, at }: { of: { number: number; content: { repeat?: Repeat } }; at: string }): string {
  const times = of.content.repeat ? timesOf(of.content.repeat) : [];
  return `Lần ${times.indexOf(at) + 1}/${times.length} (${dayText(at)}) của lịch lặp lại số ${of.number}. Dừng cả lịch: dừng thông báo số ${of.number}.`;
}

/** How far a series has come: sent, missed, next. `isRunning`: it goes on by itself. */
export function seriesText(repeat: Repeat, notes: readonly OccurrenceNote[], isRunning: boolean): string[] {
  const times = timesOf(repeat);
  const sent = notes.filter(({ number }) => number !== undefined);
  const skipped = notes.filter(({ number }) => number === undefined);
  const left = times.filter((time) => !notes.some(({ at }) => at === time));
  const next = isRunning ? left[0] : undefined;
  return [
    `Lặp lại: ${planName(repeat)}. Đã gửi ${sent.length}, còn ${isRunning ? left.length : 0} trong ${times.length} lần`,
    ...(sent.length > 0 ? [`Đã gửi: ${sent.map(({ at, number }) => `${dayText(at)} (số ${number})`).join(', ')}`] : []),
    ...(skipped.length > 0
      ? [`Bỏ qua vì hệ thống không chạy lúc đó, không gửi bù: ${skipped.map(({ at }) => dayText(at)).join(', ')}`]
      : []),
    ...(next === undefined ? [] : [`Lần tới: ${dayText(next)} lúc ${repeat.time}`]),
    ...(isRunning && left.length > 1 ? [`Sau đó: ${left.slice(1).map(dayText).join(', ')}`] : []),
  ];
}

/** What there is to say of a plan, or of one of its times, each with what it is called. */
export function repeatFacts({
  state,
  content: { repeat },
  occurrence,
  occurrences,
}: {
  state: string;
  content: { repeat?: Repeat };
  occurrence?: Parameters<typeof occurrenceText>[0];
  occurrences?: readonly OccurrenceNote[];
}): [string, string | undefined][] {
  return [
    [repeatWords.heading, repeat && repeatWords.plan(repeat).join(' ')],
    [repeatWords.progress, repeat && occurrences && seriesText(repeat, occurrences, state === 'scheduled').join('. ')],
    [repeatWords.heading, occurrence && occurrenceText(occurrence)],
  ];
}

/** What is wrong with a plan, and what to do. */
export function repeatFlawText(flaw: RepeatFlaw): string {
  switch (flaw.code) {
    case 'kind':
      return 'Chỉ thông báo thường mới lặp lại được: không phải diễn tập, đính chính, thu hồi hay mẫu khẩn.';
    case 'time':
      return 'Lịch lặp lại chưa có giờ gửi. Ghi giờ Việt Nam, ví dụ 07:00.';
    case 'day':
      return 'Lịch lặp lại có ngày không có thật hoặc chưa ghi ngày. Ghi ngày bắt đầu và ngày cuối, ví dụ 02/12/2026.';
    case 'weekdays':
      return 'Lịch lặp lại hằng tuần cần ít nhất một thứ trong tuần, ví dụ thứ Hai.';
    case 'month-day':
      return `Không phải tháng nào cũng có ngày 29, 30, 31. Hãy chọn ngày 1 đến ${mostMonthDay}, hoặc “ngày cuối tháng”.`;
    case 'order':
      return 'Ngày cuối của lịch lặp lại ở trước ngày bắt đầu.';
    case 'too-long':
      return 'Lịch lặp lại dài nhất một năm. Hãy chọn ngày cuối sớm hơn; hết năm thì soạn và duyệt lại.';
    case 'none':
      return 'Trong khoảng ngày đã chọn, lịch này không có lần nào. Hãy xem lại ngày bắt đầu, ngày cuối và thứ.';
    case 'most':
      return `Số lần gửi phải từ 1 đến ${mostTimes}.`;
    case 'hours':
      return `Số giờ hiệu lực của mỗi lần phải từ 1 đến ${mostRepeatHours}.`;
    case 'too-many':
      return `Lịch này có ${flaw.count} lần, nhiều nhất được ${mostTimes}. Hãy chọn ngày cuối sớm hơn, thưa hơn, hoặc ghi số lần.`;
    case 'no-place':
      return `Lịch có ngày đếm ngược, nhưng bài (hoặc một bản dịch) không có chỗ ghi số ngày. Viết ${countdownPlace} vào đó, ví dụ “còn ${countdownPlace} ngày”.`;
    case 'no-countdown':
      return `Bài có ${countdownPlace} nhưng chưa chọn ngày để đếm ngược.`;
    case 'countdown-over':
      return 'Ngày đếm ngược phải ở sau lần gửi cuối cùng: không ai cần đọc “còn 0 ngày”.';
    case 'begun':
      return `Lần đầu (${dayText(flaw.at)}) đã qua. Hãy đặt ngày bắt đầu ở phía trước, trình và duyệt lại.`;
    case 'own-times':
      return 'Thông báo lặp lại gửi và hết hiệu lực theo lịch của nó: không đặt thêm giờ gửi hay hạn riêng. Muốn đổi giờ thì sửa lịch, hoặc bỏ lặp lại.';
    case 'not-by-hand':
      return 'Thông báo lặp lại chỉ gửi theo lịch: hãy hẹn giờ, mọi lần sẽ tự gửi.';
    case 'follow-occurrence':
      return flaw.numbers.length === 0
        ? 'Đây là lịch lặp lại, chưa gửi lần nào: chỉ cần dừng nó.'
        : `Đây là lịch lặp lại. Dừng nó trước; rồi đính chính hoặc thu hồi từng lần đã gửi: ${flaw.numbers.join(', ')}.`;
  }
}
