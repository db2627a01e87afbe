/** What is the same on every page of the console. Vietnamese. */
import { type Role, roles } from '../../announcements/people/officials.ts';
import { roleName } from '../../announcements/people/words-officials.ts';

export const consoleWords = {
  pages: 'Các trang của danh sách',
  pageOf: (page: number, pages: number, total: number, counted = 'mục'): string =>
    `Trang ${page}/${pages}, có ${total.toLocaleString('vi-VN')} ${counted}.`,
  pageBefore: 'Trang trước',
  pageAfter: 'Trang sau',
  name: 'Bàn làm việc cán bộ',
  skip: 'Đến phần nội dung',
  navigation: 'Các trang',
  signOut: 'Đăng xuất',
  signIn: 'Đăng nhập',
  home: 'Việc cần làm',
  all: 'Tất cả thông báo',
  compose: 'Soạn thông báo',
  startingTexts: 'Mẫu soạn',
  emergency: 'Mẫu khẩn',
  people: 'Cán bộ',
  delegations: 'Ủy quyền duyệt',
  log: 'Nhật ký',
  questions: 'Câu hỏi chưa trả lời được',
  facts: 'Những điều bot biết',
  news: 'Tin bài',
  milestones: 'Các mốc',
  provinceSettings: 'Nơi liên hệ',
  stations: 'Nơi bỏ phiếu',
  proposals: 'Đề xuất',
  numbers: 'Số liệu',
  settings: 'Cài đặt',
  sessions: 'Nơi đang đăng nhập',
  account: 'Tài khoản của tôi',
  backHome: 'Về trang việc cần làm',
  youAre: (name: string, held: readonly Role[]): string =>
    `${name} (${roles
      .filter((role) => held.includes(role))
      .map(roleName)
      .join(', ')})`,
};

const channelNames: Record<string, string> = {
  telegram: 'Telegram',
  'zalo-oa': 'Zalo (Official Account)',
  'zalo-bot': 'Zalo (bot)',
  web: 'Trang web',
};

export const channelName = (name: string): string => channelNames[name] ?? name;

/** Why there is no page. */
export type ConsoleFailure = 'not-found' | 'not-permitted' | 'foreign-form' | 'old-form' | 'too-large' | 'broken';

const failures: Record<ConsoleFailure, string> = {
  'not-found': 'Không có trang này. Có thể thông báo không tồn tại hoặc địa chỉ đã gõ nhầm.',
  'not-permitted': 'Tài khoản của bạn không có quyền mở trang này. Nếu công việc cần, hãy đề nghị quản trị cấp quyền.',
  'foreign-form': 'Yêu cầu này không gửi từ trang của bàn làm việc nên không được thực hiện. Hãy mở lại trang và làm lại.',
  'old-form': 'Trang này đã mở quá lâu hoặc bạn vừa đăng nhập lại, nên chưa có gì thay đổi. Hãy mở lại trang và làm lại.',
  'too-large': 'Nội dung gửi lên quá dài nên không được nhận. Hãy rút ngắn rồi gửi lại.',
  broken: 'Có lỗi ở phía chúng tôi, việc vừa rồi có thể chưa xong. Hãy xem lại danh sách rồi thử lại sau ít phút.',
};

export const failureText = (failure: ConsoleFailure): string => failures[failure];
