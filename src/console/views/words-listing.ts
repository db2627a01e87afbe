/** What officials read on the work list and in the list of all announcements. Vietnamese. */
import type { Role } from '../../announcements/people/officials.ts';
import { vietnamTime } from '../../announcements/words.ts';
import type { ChannelStatus } from '../../messaging/channel-status.ts';

const channelStates: Record<ChannelStatus['state'], string> = {
  on: 'đang hoạt động',
  off: 'đang tắt',
  unreachable: 'không kết nối được',
  'needs-authorisation': 'cần cấp quyền lại',
  'quota-exhausted': 'đã hết hạn mức gửi của nền tảng',
};

const channelAdvice: Partial<Record<ChannelStatus['state'], string>> = {
  unreachable: 'Tin chờ được giữ lại và tự gửi khi nối lại được; các kênh khác vẫn chạy.',
  'needs-authorisation': 'Người vận hành cần cấp quyền lại cho kênh này thì tin mới đi được.',
  'quota-exhausted': 'Tin chờ được gửi khi nền tảng cấp hạn mức mới, hoặc khi người vận hành mua thêm.',
};

const count = (value: number): string => value.toLocaleString('vi-VN');

const heaps = {
  sending: 'Đang gửi',
  'to-decide': 'Chờ bạn duyệt',
  'to-start': 'Đã duyệt, chờ bấm gửi',
  returned: 'Bị trả lại hoặc lỡ giờ, cần sửa',
  drafts: 'Bản nháp của bạn',
  'with-others': 'Chờ người khác hoặc chờ đến giờ',
  held: 'Lỡ giờ',
  out: 'Mới gửi gần đây',
};

export const heapName = (heap: keyof typeof heaps): string => heaps[heap];

export const homeWords = {
  title: 'Việc cần làm',
  /** What to do first, by what somebody may do. */
  nothing(held: readonly Role[], any: boolean): string[] {
    const lines: string[] = [any ? 'Hiện không có việc nào chờ bạn.' : 'Chưa có thông báo nào.'];
    if (held.includes('author'))
      lines.push(
        'Việc đầu tiên: bấm “Soạn thông báo”, viết nội dung, xem trước rồi trình duyệt. Muốn tập trước: chọn loại “Diễn tập”, tin chỉ gửi cho cán bộ.',
      );
    if (held.includes('approver'))
      lines.push('Khi có người trình thông báo, thông báo đó hiện ở đây để bạn xem và duyệt hoặc trả lại.');
    if (held.includes('auditor')) lines.push('Bạn có thể xem mọi thông báo ở trang “Tất cả thông báo”.');
    if (held.includes('editor'))
      lines.push('Biên tập: xem trang “Câu hỏi chưa trả lời được”, rồi thêm cách hỏi hoặc viết điều mới cho bot trả lời.');
    if (held.includes('admin'))
      lines.push(
        'Quản trị: mở trang “Cán bộ”, thêm người rồi gửi đường dẫn đăng nhập. Cần ít nhất một người soạn và một người duyệt khác nhau.',
      );
    return lines;
  },
  health: 'Các kênh',
  channelState: (state: ChannelStatus['state']): string => channelStates[state],
  channelAdvice: (state: ChannelStatus['state']): string | undefined => channelAdvice[state],
  noMessenger:
    'Chưa nối kênh nhắn tin nào: thông báo chỉ đến người đang mở trang web. Hãy nhờ người vận hành nối Zalo hoặc Telegram.',
  pack: 'Những điều bot biết',
  contents: (facts: number, articles: number, stations: number): string =>
    `${count(facts)} sự kiện, ${count(articles)} bài, ${count(stations)} phòng bỏ phiếu.`,
  emptyPack: 'Bot chưa có gì để trả lời: hãy thêm sự kiện hoặc tin trong gói kiến thức.',
  newest: (day: string, agoDays: number): string =>
    `Bài mới nhất: ${day.split('-').reverse().join('/')} (${agoDays === 0 ? 'hôm nay' : `${count(agoDays)} ngày trước`}).`,
  noNewest: 'Chưa có bài nào ghi ngày.',
  takenOver: (at: string): string => `Bot dùng bản này từ ${vietnamTime(at)}.`,
  sound: 'Không có lỗi.',
  broken: (problems: number): string =>
    `Tệp của gói kiến thức đang có ${count(problems)} lỗi nên bot vẫn dùng bản trước. Người giữ gói chạy lệnh cutri check để xem cách sửa từng lỗi:`,
  problemAt: (file: string, line: number | undefined): string => (line === undefined ? file : `${file}, dòng ${line}`),
  more: (left: number): string => `và ${count(left)} chỗ khác`,
  questions: 'Câu hỏi chưa trả lời được',
  open: (groups: number): string =>
    groups === 0 ? 'Không có nhóm câu hỏi nào đang chờ.' : `${count(groups)} nhóm câu hỏi đang chờ có câu trả lời.`,
};

export const listWords = {
  title: 'Tất cả thông báo',
  none: 'Không có thông báo nào như vậy.',
  older: 'Xem cũ hơn',
  filter: 'Lọc',
  apply: 'Lọc danh sách',
  any: '(tất cả)',
  state: 'Trạng thái',
  audience: 'Người nhận',
  author: 'Tài khoản người soạn',
  month: 'Tháng lập',
  csv: 'Tải bảng tổng hợp (.csv)',
  audiences: {
    everyone: 'Tất cả người đăng ký',
    topics: 'Theo chủ đề',
    communes: 'Theo xã, phường',
    'communes-and-topics': 'Theo xã, phường và chủ đề',
    officials: 'Cán bộ (diễn tập)',
    reached: 'Người đã nhận thông báo gốc',
  },
};

/** Columns of the downloaded list. */
export const csvHead: readonly string[] = [
  'Số',
  'Loại',
  'Trạng thái',
  'Người nhận',
  'Lập lúc',
  'Người lập',
  'Dòng đầu',
  'Tổng',
  'Đã gửi',
  'Có thể trùng',
  'Không rõ',
  'Còn chờ',
  'Chờ nhắn lại',
  'Đã hủy',
  'Hết hạn',
  'Đã rời',
  'Đã chặn bot',
  'Không còn tài khoản',
  'Bị từ chối',
  'Thử nhiều lần không được',
];
