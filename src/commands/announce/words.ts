/** What `cutri announce` says to officials. Vietnamese. */
import type { Announcement } from '../../announcements/announcement.ts';
import { repeatWords } from '../../announcements/repeating/words.ts';
import { announcementName, vietnamTime } from '../../announcements/words.ts';

const next = (step: string, { number }: Announcement): string => `Bước sau: cutri announce ${step} ${number}`;

/** The plan by which it repeats. */
const planned = ({ content: { repeat } }: Announcement): string => (repeat ? ` Lặp lại ${repeatWords.short(repeat)}.` : '');

export const commandWords = {
  drafted: (one: Announcement) => `Đã lưu: ${announcementName(one)}.${planned(one)} ${next('preview', one)}`,
  edited: (one: Announcement) =>
    `Đã sửa: ${announcementName(one)}. Sửa là phải duyệt lại.${planned(one)} ${next('preview', one)}`,
  submitted: (one: Announcement) => `Đã trình: ${announcementName(one)}. Người khác duyệt: cutri announce approve ${one.number}`,
  approved: (one: Announcement) =>
    `Đã duyệt: ${announcementName(one)}. Chưa gửi. ${next(one.content.sendAt ? 'schedule' : 'send', one)}`,
  returned: (one: Announcement) => `Đã trả lại: ${announcementName(one)}.`,
  scheduled: (one: Announcement) =>
    `Sẽ tự gửi${one.content.repeat ? ` ${repeatWords.short(one.content.repeat)}, lần đầu` : ''} lúc ${vietnamTime(one.content.sendAt ?? '')}: ${announcementName(one)}.`,
  sending: (one: Announcement) => `Bắt đầu gửi: ${announcementName(one)}. Xem: cutri announce status ${one.number} --watch`,
  paused: (one: Announcement) => `Đã tạm dừng: ${announcementName(one)}. Tin đang trên đường vẫn có thể tới.`,
  resumed: (one: Announcement) => `Gửi tiếp: ${announcementName(one)}.`,
  notOlder: 'Dữ liệu không cũ hơn lần chạy trước, không có gì phải làm.',
  needsNumber: 'Cần số của thông báo; chỉ `resume --after-restore` là không.',
  afterRestore: (olderThan: string, calledOff: number) =>
    `Dữ liệu đang dùng cũ hơn ${vietnamTime(olderThan)}. Đã ngừng hoặc trả lại ${calledOff} thông báo vì có thể đã gửi rồi; từ bây giờ lại gửi được.`,
  stopped: (one: Announcement) => `Đã dừng hẳn: ${announcementName(one)}. Không gửi tiếp được nữa.`,
  /** Behind the name of an announcement in a list. */
  sendAt: (at: string) => `, gửi lúc ${vietnamTime(at)}`,
  byCommand: 'bằng dòng lệnh',
  hashIs: (hash: string, number: number) =>
    `Mã của bản này: ${hash} (người duyệt: cutri announce approve ${number} --hash ${hash})`,
  overrideWith: (place: number, finding: string) => `Giữ nguyên mục ${place}: --override "${place}=lý do". ${finding}`,
  noSuchFinding: (typed: string, number: number) =>
    `“${typed}” không phải là một mục cần xem lại cùng lý do, ví dụ --override "1=lý do". Xem các mục: cutri announce preview ${number}`,
  tested: 'Bản thử đã gửi đến cuộc trò chuyện của bạn.',
  notTested: 'Không gửi được bản thử. Hãy thử lại sau, hoặc xem: cutri channels check',
  notLinked: (id: string) => `Tài khoản ${id} chưa liên kết với cuộc trò chuyện nào. Quản trị cấp mã: cutri official link ${id}`,
  inTheName: (behalf: string) => `Bạn đã duyệt ${behalf}.`,
  needsHash: (number: number) => `Thiếu --hash: mã của bản bạn đã xem, in ở cuối cutri announce preview ${number}.`,
  needsCode: 'Thiếu --code: mã 6 số đang hiện trong ứng dụng xác thực.',
  askPhrase: (phrase: string) => `Để duyệt, gõ đúng dòng sau:\n${phrase}\n> `,
  askCode: 'Mã 6 số trong ứng dụng xác thực: ',
  nothingOpen: 'Không có thông báo nào đang mở.',
  reminders: (made: number, standing: number) =>
    made === 0 && standing === 0
      ? 'Lịch không còn mốc nào ở phía trước: không có gì để nhắc.'
      : `Đã soạn và trình ${made} tin nhắc lịch; ${standing} tin đã có từ trước. Mỗi tin cần người khác duyệt.`,
  obsolete: (name: string) => `${name} không còn trong lịch: hãy dừng.`,
  bar: (number: number) => `Số ${number}`,
  barNote({
    sent,
    deferred,
    failed,
    duplicates,
    perSecond,
    leftMs,
  }: {
    sent: number;
    deferred: number;
    failed: number;
    duplicates: number;
    perSecond?: number;
    leftMs?: number;
  }): string {
    const rate = perSecond === undefined ? '' : `, ${perSecond.toFixed(1).replace('.', ',')} tin/giây`;
    const left = leftMs === undefined ? '' : `, còn ${Math.ceil(leftMs / 60_000)} phút`;
    return `đã gửi ${sent}, chờ nhắn lại ${deferred}, lỗi ${failed}, có thể trùng ${duplicates}${rate}${left}`;
  },
};
