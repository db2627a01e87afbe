/** What editors read where they change milestones and what the province says of itself. Vietnamese. */

/** `15/03/2026`. */
const vietnamDay = (date: string): string => date.split('-').reverse().join('/');

export const settingsWords = {
  milestones: 'Các mốc của cuộc bầu cử',
  milestonesHow: 'Bấm vào một mốc để sửa ngày, tên hoặc nguồn. Người khác xem rồi mới đăng.',
  noMilestones: 'Kho kiến thức chưa có mốc nào.',
  milestoneLine: (name: string, date: string): string => `${name}: ${vietnamDay(date)}`,
  milestone: (name: string): string => `Sửa mốc: ${name}`,
  name: 'Tên mốc (đọc sau chữ “ngày” hoặc “hạn”)',
  date: 'Ngày',
  source: (n: number): string => `Nguồn ${n}: mã trong sổ nguồn, hoặc news: và mã bài báo`,
  article: (n: number): string => `Điều hoặc số văn bản của nguồn ${n}`,
  sourceHint: 'Xóa trắng để bỏ nguồn này.',
  province: 'Nơi liên hệ và câu hỏi gợi ý',
  provinceHow:
    'Nơi liên hệ được nêu khi bot không trả lời được. Câu hỏi gợi ý hiện cho người mới. Tên đầy đủ của tỉnh đi cùng bảng xã, phường nên không sửa ở đây; cơ quan ra thông báo do người vận hành đặt (CUTRI_ISSUER).',
  short: 'Tên ngắn của tỉnh',
  title: 'Tiêu đề trang',
  subtitle: 'Dòng dưới tiêu đề',
  contact: (n: number): string => `Nơi liên hệ ${n}`,
  contactHint: 'Xóa trắng tên để bỏ nơi liên hệ này. Nơi gần người dân nhất đứng trước.',
  contactName: 'Tên (đường dây nóng thì ghi cả số)',
  contactEnglish: 'Tên trong câu tiếng Anh',
  contactFor: 'Hỏi ở đó về việc gì',
  contactUrl: 'Địa chỉ trang (https://…)',
  contactLevel: 'Lo việc của cấp nào',
  levels: { '': 'mọi cấp', commune: 'xã, phường', province: 'tỉnh' },
  closes: 'Chỉ có đến hết ngày bầu cử',
  closing: { '': 'không', true: 'đúng' },
  questions: 'Câu hỏi gợi ý (mỗi dòng một câu, nhiều nhất sáu câu, mỗi câu nhiều nhất 60 ký tự)',
  wrongFields: 'Chưa gửi được đề xuất:',
  look: 'Xem thử',
  propose: 'Gửi đề xuất',
  versions: 'Các lần đã đăng',
  version: (number: number, by: string, day: string): string => `Lần ${number} (${by}, ${vietnamDay(day)})`,
  fromVersion: (number: number): string => `Ô bên dưới là nội dung của lần đăng ${number}. Gửi đề xuất để trở về nội dung ấy.`,
  gone: 'Không có mục này trong kho kiến thức. Có thể nó đã được đổi hoặc bỏ đi.',
};
