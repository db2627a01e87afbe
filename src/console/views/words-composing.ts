/** What officials read while they write an announcement. Vietnamese. */
import { vietnamTime } from '../../announcements/words.ts';

export const composeWords = {
  title: 'Soạn thông báo',
  editTitle: (number: number): string => `Sửa thông báo số ${number}`,
  kind: 'Loại',
  notice: 'Thông báo thật',
  drill: 'Diễn tập (chỉ gửi cán bộ)',
  text: 'Nội dung',
  textHint: 'Viết ngày, giờ và nơi rõ ràng. Số thông báo, tên cơ quan và cách kiểm tra thật giả được thêm tự động.',
  translations: 'Bản tiếng Mông, Dao, Tày, Giáy, Anh (không bắt buộc)',
  translationsHint:
    'Ai đã chọn ngôn ngữ nào bằng /ngonngu thì nhận bản đó; ngôn ngữ để trống thì nhận bản tiếng Việt. Số, ngày và giờ được so với bản tiếng Việt; lời văn cần người biết tiếng đọc lại.',
  audience: 'Gửi cho ai',
  unchosen: '(chưa chọn)',
  everyone: 'Tất cả người đăng ký',
  milestones: 'Người đăng ký các mốc bầu cử',
  reform: 'Người đăng ký cải cách hành chính',
  both: 'Người đăng ký các mốc bầu cử hoặc cải cách hành chính',
  communesOf: 'Người đăng ký tin của các xã, phường chọn dưới đây',
  communesAnd: {
    milestones: 'Trong các xã, phường chọn dưới đây: chỉ ai đăng ký cả các mốc bầu cử',
    reform: 'Trong các xã, phường chọn dưới đây: chỉ ai đăng ký cả cải cách hành chính',
    both: 'Trong các xã, phường chọn dưới đây: chỉ ai đăng ký cả các mốc bầu cử hoặc cải cách hành chính',
  },
  officials: 'Cán bộ (diễn tập)',
  kept: 'Người nhận: người đã nhận thông báo gốc (không đổi được).',
  chosen: 'Xã, phường đã chọn (bỏ dấu chọn để bớt)',
  noneChosen: 'Chưa chọn xã, phường nào.',
  communes: 'Tìm xã, phường',
  communesHint:
    'Gõ tên, không cần dấu. Tìm được cả tên xã cũ và huyện cũ. Chỉ cần khi gửi theo xã, phường; nhiều nơi thì cách nhau bằng dấu phẩy.',
  find: 'Tìm',
  found: 'Chọn trong kết quả tìm',
  noHit: (typed: string): string => `Không có xã, phường, huyện cũ nào có tên “${typed}”.`,
  hit: (title: string, isFormer: boolean, communes: readonly string[]): string =>
    isFormer ? `${title} (cũ), nay là: ${communes.join(', ')}` : title,
  buttons: 'Nút dưới thông báo (không bắt buộc)',
  buttonsHint: 'Bấm nút thì bot nhận câu ở ô bên phải như người dân tự gõ, ví dụ: nhãn “Lịch bầu cử”, câu “/lich”.',
  label: (row: number): string => `Nhãn nút ${row}`,
  value: (row: number): string => `Câu gửi cho bot khi bấm nút ${row}`,
  picture: 'Hình kèm theo (không bắt buộc)',
  pictureFile: 'Tệp hình',
  pictureHint:
    'Một hình JPEG hoặc PNG, tối đa 5 MB, không động, không ghi nơi chụp. Chọn tệp rồi bấm “Kiểm tra văn bản” để xem trước.',
  pictureAlt: 'Lời mô tả hình',
  pictureAltHint: 'Bắt buộc khi có hình: ai không nhìn thấy hình, hoặc dùng kênh không hiện hình, chỉ đọc được lời này.',
  unpicture: 'Bỏ hình',
  linkPreview: 'Cho ứng dụng hiện trang của liên kết dưới tin (chỉ bật khi đã mở xem trang đó)',
  sendAt: 'Giờ gửi (giờ Việt Nam)',
  sendAtHint: 'Để trống nếu gửi ngay khi có người bấm gửi.',
  expiresAt: 'Hết hiệu lực lúc (giờ Việt Nam)',
  save: 'Lưu và xem trước',
  look: 'Kiểm tra văn bản',
  checked: 'Kiểm tra văn bản',
  fine: 'Chưa thấy gì cần sửa.',
  nothingYet: 'Gõ nội dung rồi bấm “Kiểm tra văn bản” để xem độ dài, điều cần sửa và tin hiện trên từng kênh.',
  reasonLater: 'Muốn giữ nguyên thì ghi lý do khi trình duyệt.',
  length: (channel: string, length: number, most: number, parts: number): string =>
    `${channel}: ${length.toLocaleString('vi-VN')}/${most.toLocaleString('vi-VN')} ký tự, ${parts} tin`,
  tooLong: 'quá dài',
  keptHere: (at: string): string => `Đã giữ bản gõ dở lúc ${vietnamTime(at)}. Chưa lưu vào thông báo.`,
  taken: (at: string): string =>
    `Đây là bản bạn gõ dở lúc ${vietnamTime(at)}, chưa lưu. Bấm “Lưu và xem trước” để lưu, hoặc “Bỏ bản gõ dở”.`,
  drop: 'Bỏ bản gõ dở',
  dropped: 'Đã bỏ bản gõ dở.',
  also: (name: string, at: string): string =>
    `${name} cũng đang mở thông báo này để sửa (lúc ${vietnamTime(at)}). Hãy trao đổi trước khi lưu.`,
  templates: 'Bắt đầu từ mẫu',
  editTemplates: 'Sửa các mẫu',
  badTime: (field: 'sendAt' | 'expiresAt'): string =>
    `${field === 'sendAt' ? 'Giờ gửi' : 'Giờ hết hiệu lực'} không đọc được. Hãy chọn lại ngày và giờ.`,
  unknownCommune: (names: readonly string[]): string => `Không có xã, phường nào tên: ${names.join(', ')}. Hãy sửa lại.`,
  unclearCommune: (name: string, candidates: readonly string[]): string =>
    `“${name}” có thể là: ${candidates.join(', ')}. Hãy ghi rõ xã hay phường.`,
  changedMeanwhile:
    'Trong lúc bạn sửa, người khác đã thay đổi thông báo này. Nội dung bạn gõ vẫn ở dưới đây, chưa lưu. Hãy mở lại thông báo ở trang khác để so, rồi lưu nếu vẫn muốn.',
};
