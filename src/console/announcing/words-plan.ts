/** What officials read where they say when an announcement goes out again and again. Vietnamese. */
import { mostRepeatHours, mostTimes, type Rhythm } from '../../announcements/repeating/plan.ts';
import { countdownPlace } from '../../announcements/repeating/words-place.ts';

const kinds: Readonly<Record<'' | Rhythm['kind'], string>> = {
  '': 'Không lặp lại: gửi một lần',
  daily: 'Hằng ngày',
  weekly: 'Hằng tuần, vào các thứ đã chọn',
  monthly: 'Hằng tháng, vào một ngày',
  'monthly-weekday': 'Hằng tháng, vào một thứ',
};

export const planWords = {
  what: 'Một thông báo được duyệt một lần rồi tự gửi nhiều lần. Khi lặp lại, để trống giờ gửi và giờ hết hiệu lực ở trên: lịch dưới đây thay cho hai ô đó.',
  kind: 'Lặp lại thế nào',
  kinds,
  weekdays: 'Các thứ trong tuần',
  monthDay: 'Ngày trong tháng',
  monthDayHint: 'Chỉ những ngày tháng nào cũng có.',
  day: (day: string): string => `ngày ${day}`,
  lastDay: 'ngày cuối tháng',
  which: 'Lần nào trong tháng',
  first: 'đầu tiên',
  last: 'cuối cùng',
  weekday: 'Thứ',
  time: 'Giờ gửi mỗi lần (giờ Việt Nam)',
  from: 'Từ ngày',
  until: 'Đến ngày',
  untilHint: 'Trong vòng một năm. Để trống được nếu đã ghi số lần.',
  most: 'Nhiều nhất bao nhiêu lần (không bắt buộc)',
  mostHint: `Từ 1 đến ${mostTimes}.`,
  hours: 'Mỗi lần có hiệu lực bao nhiêu giờ',
  hoursHint: `Từ 1 đến ${mostRepeatHours}; lần sau bắt đầu thì lần trước hết hiệu lực.`,
  countdown: 'Đếm ngược đến ngày (không bắt buộc)',
  countdownHint: `Viết ${countdownPlace} vào nội dung, ví dụ “còn ${countdownPlace} ngày”: mỗi lần gửi, chỗ đó là số ngày còn lại đến ngày này.`,
  days: 'Các lần sẽ gửi',
  noPlan: 'Chưa chọn lịch: thông báo gửi một lần.',
  notYet: (why: string): string => `Lịch chưa dùng được. ${why}`,
};
