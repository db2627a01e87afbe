/** What officials read while they sign in. Vietnamese. */
import { vietnamTime } from '../../announcements/words.ts';

const weak = {
  short: 'Mật khẩu cần ít nhất 12 ký tự. Một câu ngắn dễ nhớ là tốt nhất.',
  long: 'Mật khẩu dài quá 200 ký tự. Hãy chọn mật khẩu ngắn hơn.',
  common: 'Mật khẩu này quá phổ biến, ai cũng đoán được. Hãy chọn mật khẩu khác.',
  simple: 'Mật khẩu này lặp lại hoặc quá đơn giản. Hãy chọn mật khẩu khác.',
  named: 'Mật khẩu này gần như chỉ là tên tài khoản hoặc mã cán bộ. Hãy chọn mật khẩu khác.',
};

export const weakPasswordText = (why: keyof typeof weak): string => weak[why];

export const enteringWords = {
  title: 'Đăng nhập',
  account: 'Tài khoản',
  password: 'Mật khẩu',
  code: 'Mã xác thực',
  codeHint: 'Sáu chữ số đang hiện trong ứng dụng xác thực, hoặc một mã dự phòng.',
  enter: 'Đăng nhập',
  first:
    'Lần đầu đăng nhập? Hãy mở đường dẫn một lần mà quản trị gửi cho bạn. Quên mật khẩu hoặc mất điện thoại? Hãy đề nghị quản trị gửi đường dẫn mới.',
  over: 'Phiên làm việc đã kết thúc (quá 30 phút không thao tác, hoặc quyền của tài khoản vừa thay đổi). Hãy đăng nhập lại.',
  left: 'Bạn đã đăng xuất.',
  byKey: 'Dùng khóa đăng nhập',
  byKeyHow:
    'Đăng nhập bằng vân tay, khuôn mặt hoặc mã PIN của thiết bị, nếu bạn đã tạo khóa ở trang “Tài khoản của tôi”. Hoặc dùng mật khẩu ở dưới.',
  keyFailed:
    'Thiết bị chưa trả lời: bạn đã đóng hộp thoại, hết giờ chờ, hoặc thiết bị không có khóa nào của trang này. Hãy thử lại.',
  keyRemoved: 'Đã xóa khóa đăng nhập mà phiên này dùng, nên phiên cũng kết thúc. Hãy đăng nhập lại.',
  noPasskeys: 'Ở địa chỉ này chưa dùng được khóa đăng nhập. Hãy đăng nhập bằng mật khẩu và mã xác thực.',
  keyWrong: (left: number): string =>
    `Không đăng nhập được bằng khóa này. Còn ${left} lần thử. Khóa có thể đã bị xóa, hoặc trang mở quá lâu: hãy thử lại, hoặc dùng mật khẩu và mã xác thực.`,
  wrong: (left: number): string =>
    `Tài khoản, mật khẩu hoặc mã xác thực không đúng. Còn ${left} lần thử. Mỗi mã chỉ dùng một lần: nếu mã vừa dùng rồi, hãy chờ mã mới.`,
  locked: (until: string): string => `Đã thử sai nhiều lần. Tạm khóa đăng nhập đến ${vietnamTime(until)}, rồi hãy thử lại.`,
};

export const acceptingWords = {
  title: 'Đăng nhập lần đầu',
  hello: (name: string, id: string): string => `Chào ${name}. Tài khoản của bạn là: ${id}`,
  scan: '1. Quét mã bằng ứng dụng xác thực',
  scanHow:
    'Mở ứng dụng xác thực trên điện thoại (ví dụ Google Authenticator, Microsoft Authenticator), chọn thêm tài khoản, rồi quét mã dưới đây. Mã chỉ hiện ở trang này, đến khi đăng nhập xong.',
  scanLabel: 'Mã QR cho ứng dụng xác thực',
  typeIt: 'Không quét được? Hãy gõ khóa này vào ứng dụng:',
  choose: '2. Đặt mật khẩu',
  password: 'Mật khẩu mới',
  passwordHint: 'Ít nhất 12 ký tự. Một câu ngắn dễ nhớ là tốt nhất.',
  again: 'Gõ lại mật khẩu',
  code: 'Sáu chữ số đang hiện trong ứng dụng',
  finish: 'Hoàn tất',
  none: 'Đường dẫn này không dùng được: đã dùng rồi, đã quá 24 giờ, hoặc bị thay bằng đường dẫn mới. Hãy đề nghị quản trị gửi đường dẫn khác.',
  notTwice: 'Hai lần gõ mật khẩu không giống nhau. Hãy gõ lại.',
  codeWrong: 'Mã sáu chữ số không đúng. Hãy kiểm tra giờ trên điện thoại, chờ mã mới rồi nhập lại.',
  recoveryTitle: 'Mã dự phòng',
  recovery:
    'Đã xong. Hãy chép hoặc in mười mã này và cất ở nơi an toàn: mỗi mã thay cho ứng dụng xác thực một lần khi bạn mất điện thoại. Trang này không hiện lại.',
  recoveryDone: 'Tôi đã cất mã, vào bàn làm việc',
};

export const sessionWords = {
  title: 'Nơi đang đăng nhập',
  explained:
    'Mỗi dòng là một trình duyệt đang đăng nhập bằng tài khoản này. Thấy nơi lạ: hãy kết thúc phiên đó và báo quản trị ngay.',
  browser: 'Trình duyệt',
  since: 'Đăng nhập lúc',
  seen: 'Dùng lần cuối',
  action: 'Việc làm',
  this: 'phiên này',
  end: (browser: string): string => `Kết thúc phiên ${browser}`,
  ended: 'Đã kết thúc phiên đó.',
  notEnded: 'Phiên đó đã kết thúc từ trước.',
};
