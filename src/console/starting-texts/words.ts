/** Texts that announcements are begun with, and what officials read where they change them. Vietnamese. */
import {
  longestStartingText,
  longestTextName,
  mostTexts,
  type StartingText,
  type TextRefusal,
} from '../../announcements/starting-texts/keeping.ts';

/** Those that are always there; what stands in square brackets is to be filled in. The id stands in addresses. */
export const originalTexts: readonly StartingText[] = [
  {
    id: 'cuoc-hop',
    name: 'Mời họp',
    text: '[Cơ quan] mời cử tri [thôn, xã] dự [tên cuộc họp] lúc [giờ] ngày [ngày/tháng/năm] tại [địa điểm].\n\nNội dung: [nội dung chính].\n\nLiên hệ: [người phụ trách, số điện thoại cơ quan].',
  },
  {
    id: 'doi-noi-bo-phieu',
    name: 'Đổi nơi bỏ phiếu',
    text: 'Khu vực bỏ phiếu số [số] của [xã, phường] chuyển từ [nơi cũ] sang [nơi mới, địa chỉ] vì [lý do].\n\nGiờ bỏ phiếu không đổi: từ [giờ] đến [giờ] ngày [ngày/tháng/năm]. Cử tri mang theo thẻ cử tri hoặc giấy tờ tùy thân.',
  },
  {
    id: 'nhac-viec',
    name: 'Nhắc việc',
    text: 'Nhắc cử tri [xã, phường]: hạn [việc cần làm] là [giờ] ngày [ngày/tháng/năm] tại [nơi làm].\n\nCần mang theo: [giấy tờ].',
  },
  {
    id: 'tam-ngung-dich-vu',
    name: 'Tạm ngừng dịch vụ',
    text: '[Tên dịch vụ] tại [nơi] tạm ngừng từ [giờ] ngày [ngày/tháng/năm] đến [giờ] ngày [ngày/tháng/năm] vì [lý do].\n\nTrong thời gian đó, bà con có thể [cách làm thay thế].',
  },
];

export const startingTextWords = {
  title: 'Mẫu soạn thông báo',
  what: 'Người soạn bấm một mẫu để bắt đầu viết, rồi điền những chỗ trong ngoặc vuông. Sửa mẫu không đụng đến thông báo đã soạn, và không có gì được gửi: mỗi thông báo vẫn phải soạn, trình và duyệt.',
  none: 'Không còn mẫu nào. Thêm mẫu mới, hoặc lấy lại mẫu gốc ở dưới.',
  counted: 'mẫu',
  add: 'Thêm mẫu',
  addTitle: 'Thêm mẫu soạn',
  edit: 'Sửa mẫu',
  editTitle: (name: string): string => `Sửa mẫu “${name}”`,
  standing: { original: 'Mẫu gốc', changed: 'Mẫu gốc đã sửa', own: 'Mẫu thêm' },
  name: 'Tên mẫu',
  nameHint: `Ngắn, tối đa ${longestTextName} ký tự, ví dụ “Mời họp”.`,
  text: 'Nội dung mẫu',
  textHint: 'Chỗ cần điền viết trong ngoặc vuông, ví dụ [địa điểm].',
  save: 'Lưu mẫu',
  remove: 'Bỏ mẫu này',
  removeOwn: 'Mẫu này do cán bộ thêm: bỏ là mất hẳn, muốn có lại phải viết lại.',
  removeOriginal: 'Mẫu gốc bỏ rồi vẫn lấy lại được ở cuối trang này.',
  removeSure: 'Bỏ mẫu',
  restore: 'Về mẫu gốc',
  restoreHint: 'Thay tên và nội dung đang có bằng mẫu gốc.',
  removedTitle: 'Mẫu gốc đã bỏ',
  bringBack: (name: string): string => `Lấy lại “${name}”`,
  back: 'Về danh sách mẫu',
  done: {
    them: 'Đã thêm mẫu.',
    sua: 'Đã lưu mẫu.',
    bo: 'Đã bỏ mẫu.',
    goc: 'Mẫu đã trở về mẫu gốc.',
  } as Readonly<Record<string, string>>,
};

/** Why a text was not changed, and what to do. */
export function textRefusalText(refusal: TextRefusal): string {
  switch (refusal) {
    case 'not-permitted':
      return 'Tài khoản của bạn không được sửa mẫu soạn. Người biên tập hoặc quản trị làm việc này.';
    case 'no-name':
      return 'Mẫu chưa có tên. Hãy ghi một tên ngắn.';
    case 'long-name':
      return `Tên mẫu dài quá ${longestTextName} ký tự. Hãy rút ngắn.`;
    case 'same-name':
      return 'Đã có mẫu khác mang tên này. Hãy đặt tên khác, hoặc đổi tên mẫu kia trước.';
    case 'no-text':
      return 'Mẫu chưa có nội dung.';
    case 'long-text':
      return `Nội dung mẫu dài quá ${longestStartingText.toLocaleString('vi-VN')} ký tự. Hãy rút ngắn.`;
    case 'too-many':
      return `Đã có ${mostTexts} mẫu, không thêm được nữa. Hãy bỏ mẫu không dùng.`;
    case 'changed':
      return 'Trong lúc bạn xem, người khác đã sửa mẫu này. Chưa có gì thay đổi: hãy mở lại mẫu rồi làm lại.';
    case 'unknown':
      return 'Không còn mẫu này: có thể người khác vừa bỏ.';
  }
}
