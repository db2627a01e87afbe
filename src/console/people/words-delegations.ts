/** What officials read where they let somebody approve in their name. Vietnamese. */
import { delegatingWords } from '../../announcements/delegating/words.ts';

export const delegationsWords = {
  ...delegatingWords,
  title: 'Ủy quyền duyệt',
  how: 'Khi đi vắng, người duyệt có thể ủy quyền cho một cán bộ khác duyệt thay mặt mình, nhiều nhất 30 ngày. Người được ủy quyền dùng tài khoản và mã xác thực của chính họ; biên bản ghi rõ ai duyệt, thay mặt ai. Thông báo do một trong hai người soạn, sửa hoặc trình thì vẫn phải có người khác duyệt.',
  open: 'Đang có và sắp tới',
  none: 'Không có ủy quyền nào đang có hiệu lực hoặc sắp tới.',
  past: 'Đã qua',
  reason: 'Lý do (không bắt buộc)',
  reasonSaid: (reason: string): string => `Lý do: ${reason}.`,
  revoke: (id: string): string => `Thu hồi ủy quyền ${id}`,
  revokeHint:
    'Có hiệu lực ngay. Thông báo đã duyệt thay mà chưa gửi xong thì phải duyệt lại. Mở lại tài khoản đã khóa không làm ủy quyền cũ có hiệu lực lại.',
  add: 'Ủy quyền cho người khác',
  onlyApprovers: 'Chỉ người duyệt mới ủy quyền được, và chỉ quyền của chính mình: người được ủy quyền không ủy quyền tiếp.',
  to: 'Người được ủy quyền',
  choose: '(chọn cán bộ)',
  from: 'Từ lúc',
  fromHint: 'Giờ Việt Nam. Để trống: ngay bây giờ.',
  until: 'Đến lúc',
  untilHint: 'Giờ Việt Nam, nhiều nhất 30 ngày sau lúc bắt đầu.',
  code: 'Mã xác thực của bạn',
  codeHint: 'Sáu chữ số đang hiện trong ứng dụng xác thực. Mã vừa dùng để đăng nhập không dùng lại được.',
  button: 'Ủy quyền',
  nobody: 'Chưa có cán bộ nào khác để ủy quyền. Quản trị thêm cán bộ ở trang Cán bộ.',
};

const notices = {
  'uy-quyen': 'Đã ủy quyền. Cả hai người được báo, nếu đã liên kết kênh.',
  'thu-hoi': 'Đã thu hồi ủy quyền. Cả hai người được báo, nếu đã liên kết kênh.',
};

/** Something done with a delegation, as it is named in an address. */
export type DelegationStep = keyof typeof notices;

export const delegationDone = (step: string | undefined): string | undefined =>
  Object.entries(notices).find(([name]) => name === step)?.[1];
