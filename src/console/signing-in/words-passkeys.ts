/** What officials read about their passkeys. Vietnamese. */
import { vietnamTime } from '../../announcements/words.ts';

export const passkeyWords = {
  title: 'Tài khoản của tôi',
  heading: 'Khóa đăng nhập (passkey)',
  how: 'Khóa đăng nhập nằm trong máy tính, điện thoại hoặc khóa bảo mật của bạn và mở bằng vân tay, khuôn mặt hoặc mã PIN của thiết bị. Dùng khóa thì không phải gõ mật khẩu và mã khi đăng nhập, và trang giả mạo không lấy được.',
  stillCode: 'Duyệt, gửi cho tất cả và đổi quyền cán bộ vẫn cần mã mới của ứng dụng xác thực.',
  none: 'Bạn chưa có khóa nào.',
  added: (at: string): string => `Tạo lúc ${vietnamTime(at)}.`,
  used: (at: string | undefined): string => (at === undefined ? 'Chưa dùng lần nào.' : `Dùng lần cuối ${vietnamTime(at)}.`),
  here: 'phiên này đăng nhập bằng khóa này',
  remove: (name: string): string => `Xóa khóa ${name}`,
  removing: 'Xóa khóa thì mọi phiên đăng nhập bằng khóa đó kết thúc. Mất thiết bị: xóa ngay khóa của thiết bị đó.',
  add: 'Thêm khóa đăng nhập',
  name: 'Tên khóa',
  nameHint: 'Để bạn nhận ra, ví dụ “Máy tính cơ quan”. Đừng tạo khóa trên máy dùng chung.',
  code: 'Mã xác thực',
  codeHint: 'Sáu chữ số đang hiện trong ứng dụng xác thực. Mỗi mã dùng một lần.',
  next: 'Tiếp tục',
  making: 'Tạo khóa đăng nhập',
  makingHow: (name: string): string =>
    `Mã đúng. Bấm nút dưới đây rồi làm theo hộp thoại của trình duyệt để tạo khóa “${name}”. Trang này dùng được trong mười phút.`,
  make: 'Tạo khóa trên thiết bị này',
  noScript:
    'Trình duyệt này chưa tạo được khóa: cần bật JavaScript và dùng bản trình duyệt mới. Bạn vẫn đăng nhập bằng mật khẩu và mã xác thực như trước.',
  back: 'Thôi, về trang tài khoản',
  off: 'Ở địa chỉ này chưa dùng được khóa đăng nhập: người vận hành cần đặt CUTRI_PUBLIC_URL là địa chỉ https có tên miền. Bạn vẫn đăng nhập bằng mật khẩu và mã xác thực.',
  sessions: 'Xem những nơi đang đăng nhập bằng tài khoản này',
  wasAdded: 'Đã thêm khóa đăng nhập. Lần sau bạn có thể dùng khóa này.',
  wasRemoved: 'Đã xóa khóa đăng nhập.',
  wasGone: 'Khóa đó không còn trong tài khoản.',
  codeWrong: 'Mã xác thực không đúng hoặc đã dùng rồi. Hãy chờ mã mới rồi nhập lại.',
  codeLocked: (until: string): string => `Đã nhập sai mã nhiều lần. Tạm khóa đến ${vietnamTime(until)}.`,
  tooMany: (most: number): string => `Mỗi tài khoản có nhiều nhất ${most} khóa. Hãy xóa khóa không dùng nữa rồi thêm khóa mới.`,
  refused: 'Chưa thêm được khóa: trang mở quá lâu, hoặc thiết bị chưa xác nhận đúng người. Hãy làm lại từ đầu.',
};
