/** What `cutri announce emergency` says to officials. Vietnamese. */
import type { Announcement } from '../../announcements/announcement.ts';
import { announcementName, vietnamTime } from '../../announcements/words.ts';

export const emergencyCommandWords = {
  drafted: (one: Announcement): string =>
    `Đã lưu: ${announcementName(one)}. Bước sau: cutri announce submit ${one.number}, rồi người khác: cutri announce approve ${one.number}`,
  none: 'Chưa có mẫu khẩn nào. Lập mẫu: cutri announce emergency draft',
  usable: (number: number): string => `dùng được. Gửi: cutri announce emergency send ${number}`,
  unusable: (why: string): string => `chưa dùng được. ${why}`,
  sentTo: (audience: string): string => `Gửi cho: ${audience}`,
  reaches: (count: string, until: string): string => `Số người: ${count}. Hết hiệu lực khoảng ${vietnamTime(until)}.`,
  shown: (isDrill: boolean): string =>
    `${isDrill ? '🟦 DIỄN TẬP' : '🔴 GỬI KHẨN, gửi ngay sau khi nhập mã'}. Người nhận sẽ thấy đúng như dưới đây:\n────────`,
  hashIs: (hash: string): string => `Mã của bản này: ${hash}`,
  needsHash: (number: number): string =>
    `Thiếu --hash: mã của bản bạn đã xem, in ở cuối cutri announce emergency preview ${number}.`,
  noBlank: (typed: string): string =>
    `Không đọc được ô điền “${typed}”. Viết: "tên=loại:độ dài", loại là place, time, date, number hoặc text, ví dụ "nơi mới=place:60".`,
  noFill: (typed: string): string => `Không đọc được “${typed}”. Viết: "tên ô=nội dung", ví dụ "giờ=09:30".`,
  noHours: (typed: string): string => `“${typed}” không phải là số giờ.`,
  termsTogether: 'Ô điền và số giờ đi cùng nhau: ghi lại cả --blank và --hours, hoặc không ghi gì để giữ nguyên.',
  sending: (one: Announcement): string =>
    `Đang gửi ngay: ${announcementName(one)}. Xem: cutri announce status ${one.number} --watch. Dừng: cutri announce stop ${one.number}`,
};
