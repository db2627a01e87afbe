/** What officials read on the pages of numbers and settings. Vietnamese. */
import type { QuestionOutcome } from '../../conversations/counting/day-count.ts';

const outcomes: Record<QuestionOutcome, string> = {
  answered: 'Trả lời được',
  'asked-back': 'Hỏi lại',
  declined: 'Không trả lời',
  'out-of-scope': 'Ngoài phạm vi',
};

export const numberWords = {
  title: 'Số liệu',
  how: 'Chỉ là số đếm theo ngày (giờ Việt Nam), không ghi ai hỏi. Số mới được cộng vào sau khoảng nửa phút; giữ 90 ngày.',
  days: (count: number): string => `${count} ngày`,
  outcome: (outcome: QuestionOutcome): string => outcomes[outcome],
  none: 'Chưa có số liệu trong khoảng này.',
  csv: (title: string): string => `Tải bảng “${title}” (.csv)`,
  download: 'Tải bảng (.csv)',
  total: 'Tổng',
  day: 'Ngày',
  channel: 'Kênh',
  rank: 'Thứ',
  answer: 'Điều được trả lời',
  times: 'Số lần',
  up: 'Đúng ý',
  down: 'Chưa đúng',
  question: 'Câu hỏi',
  commune: 'Xã, phường',
  people: 'Người đăng ký',
  few: 'dưới 10',
  fewHint: 'Nơi có dưới 10 người đăng ký không hiện con số, để không ai bị nhận ra.',
  thumbs: (up: string, down: string): string => `Đúng ý: ${up}. Chưa đúng: ${down}. Biểu đồ: số lần “Chưa đúng”.`,
  sections: {
    ngay: 'Câu hỏi mỗi ngày',
    kenh: 'Câu hỏi theo kênh',
    'hoi-nhieu': 'Được hỏi nhiều nhất',
    'danh-gia': 'Người hỏi đánh giá câu trả lời',
    'chua-tra-loi': 'Chưa trả lời được, hỏi nhiều nhất',
    xa: 'Người đăng ký theo xã, phường',
  },
};

export const settingWords = {
  title: 'Cài đặt',
  how: 'Trang này chỉ để xem. Mỗi mục ghi rõ sửa ở đâu; sửa xong, mục mới hiện ở đây.',
  none: '(chưa có)',
  service: 'Của dịch vụ',
  serviceHow: 'Người vận hành đặt trong tệp cấu hình của máy chủ (tên biến ghi trong ngoặc) rồi khởi động lại dịch vụ.',
  issuer: 'Cơ quan ra thông báo (CUTRI_ISSUER)',
  issuerWhy: 'Tên này đứng trong mọi thông báo và nằm trong phần được duyệt, nên không đổi được từ trình duyệt.',
  publicUrl: 'Địa chỉ công khai (CUTRI_PUBLIC_URL)',
  unanswered: 'Ghi câu hỏi chưa trả lời được (CUTRI_UNANSWERED)',
  on: 'bật',
  off: 'tắt',
  canary: 'Gửi trước cho (CUTRI_CANARY)',
  people: (count: number): string => `${count.toLocaleString('vi-VN')} người`,
  hold: 'Rồi chờ (CUTRI_HOLD_SECONDS)',
  seconds: (count: number): string => `${count.toLocaleString('vi-VN')} giây`,
  province: 'Của tỉnh',
  provinceHow: (file: string): string =>
    `Người giữ gói kiến thức sửa trong tệp ${file}. Bot nhận bản mới trong vòng một phút; bản có lỗi không được nhận, lỗi hiện ở trang việc cần làm.`,
  noProvince:
    'Gói kiến thức chưa có tệp province.yaml, nên bot chưa biết nói thay cho tỉnh nào. Lệnh cutri new-province tạo tệp này.',
  name: 'Tên tỉnh',
  short: 'Tên ngắn',
  page: 'Tiêu đề trang web',
  answersAbout: 'Bot trả lời về',
  contacts: 'Nơi liên hệ khi bot không trả lời được',
  contact: 'Nơi liên hệ',
  about: 'Hỏi về',
  address: 'Địa chỉ',
  starters: 'Câu hỏi gợi ý cho người mới',
};
