/** What officials read on the work list and in the list of all announcements. Vietnamese. */
import type { Role } from '../../announcements/people/officials.ts';
import type { ChannelStatus } from '../../messaging/channel-status.ts';

const channelStates: Record<ChannelStatus['state'], string> = {
  on: 'đang hoạt động',
  off: 'đang tắt',
  unreachable: 'không kết nối được',
  'needs-authorisation': 'cần cấp quyền lại',
};

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
    if (held.includes('admin'))
      lines.push(
        'Quản trị: thêm cán bộ bằng lệnh cutri official add, rồi gửi đường dẫn đăng nhập bằng lệnh cutri official invite. Cần ít nhất một người soạn và một người duyệt khác nhau.',
      );
    return lines;
  },
  health: 'Các kênh',
  channelState: (state: ChannelStatus['state']): string => channelStates[state],
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
