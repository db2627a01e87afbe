/** What officials read while an announcement goes out, and when it was wrong. Vietnamese. */
import { failureNames as failures } from '../../announcements/sending/words-failures.ts';
import { vietnamTime } from '../../announcements/words.ts';

const clock = (iso: string): string => vietnamTime(iso).slice(0, 5);

export const watchWords = {
  title: (number: number): string => `Theo dõi thông báo số ${number}`,
  progress: 'Tiến độ',
  stop: 'DỪNG GỬI',
  stopHow: 'Dừng ngay và không gửi tiếp cho ai. Không mở lại được.',
  reason: 'Lý do',
  pause: 'Tạm dừng',
  resume: 'Gửi tiếp',
  table: 'Theo kênh',
  failuresTable: 'Không gửi được, theo lý do',
  why: 'Lý do',
  failure: (reason: keyof typeof failures): string => failures[reason],
  sent: 'Đã gửi',
  waiting: 'Còn chờ',
  deferred: 'Chờ người nhận nhắn lại',
  failed: 'Không gửi được',
  notStarted: 'Thông báo này chưa bắt đầu gửi.',
  publishing: 'Đang lập danh sách người nhận.',
  canary: 'Đang gửi cho nhóm đầu. Hãy mở tin trên điện thoại và đọc lại.',
  holding: (seconds: number, untilAt: string): string =>
    `Nhóm đầu đã nhận. Còn ${seconds} giây thì gửi tiếp cho tất cả (lúc ${clock(untilAt)}). Thấy sai: bấm DỪNG GỬI.`,
  all: 'Đang gửi cho tất cả.',
  ending: 'Đã dừng. Đang thu lại những tin chưa gửi.',
  rate: (perMinute: number): string => `Tốc độ: ${perMinute.toLocaleString('vi-VN')} tin mỗi phút.`,
  left: (minutes: number): string =>
    minutes < 1 ? 'Còn khoảng dưới một phút.' : `Còn khoảng ${minutes.toLocaleString('vi-VN')} phút.`,
  chart: 'Số tin đã gửi mỗi phút',
  chartNote: 'Tính từ khi trang này được mở lần đầu. Nhóm dưới 10 người không hiện số.',
  minute: 'Phút',
  csv: 'Tải bảng theo kênh (.csv)',
  clock,
};

export const followWords = {
  title: (kind: 'correction' | 'retraction', number: number): string =>
    kind === 'correction' ? `Đính chính thông báo số ${number}` : `Thu hồi thông báo số ${number}`,
  old: 'Bản đã gửi',
  new: (kind: 'correction' | 'retraction'): string => (kind === 'correction' ? 'Nội dung đúng' : 'Lời báo thu hồi'),
  retraction: 'Thông báo trên được gửi nhầm, bà con không làm theo. Chúng tôi xin lỗi và sẽ báo lại khi có nội dung đúng.',
  has: 'Ai đã nhận bản cũ',
  order: (kind: 'correction' | 'retraction'): string =>
    kind === 'correction'
      ? 'Người đã nhận (hoặc có thể đã nhận) bản cũ được gửi trước, theo đúng thứ tự đã nhận. Sau đó đến người chưa kịp nhận: họ nhận bản đính chính có dẫn lại bản cũ, không nhận bản cũ nữa.'
      : 'Chỉ người đã nhận (hoặc có thể đã nhận) bản cũ được báo, theo đúng thứ tự đã nhận.',
  pauses: 'Thông báo này còn đang gửi: khi bạn lập bản này, việc gửi tự tạm dừng.',
  draft: (kind: 'correction' | 'retraction'): string => (kind === 'correction' ? 'Lập bản đính chính' : 'Lập bản thu hồi'),
  unchanged: 'Hãy viết nội dung mới, khác bản đã gửi.',
  notNow: 'Thông báo này không đính chính hoặc thu hồi được: chưa gửi, là tin diễn tập hoặc đã là bản thu hồi.',
};
