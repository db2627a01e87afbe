/** Why a picture is not taken, and what to do. Vietnamese. */
import { type ImageFault, imageLimits } from './checking.ts';

const faults: Record<ImageFault, string> = {
  kind: 'Tệp này không phải hình JPEG hoặc PNG. Hãy lưu hình dưới dạng .jpg hoặc .png rồi chọn lại.',
  broken: 'Hình này bị hỏng hoặc chưa tải xong. Hãy mở thử trên máy, lưu lại rồi chọn lại.',
  animated: 'Hình động không gửi được. Hãy chọn một hình tĩnh.',
  'too-large': `Hình quá lớn: tối đa ${imageLimits.bytes / 1024 / 1024} MB. Hãy thu nhỏ rồi chọn lại.`,
  dimensions: `Kích thước hình không gửi được: mỗi cạnh ít nhất ${imageLimits.shortestSide} điểm ảnh, hai cạnh cộng lại tối đa ${imageLimits.sidesTogether.toLocaleString('vi-VN')}, cạnh dài không quá ${imageLimits.ratio} lần cạnh ngắn.`,
  place:
    'Hình này có ghi nơi chụp (vị trí GPS) hoặc thông tin không đọc được. Hãy xóa vị trí trong ứng dụng ảnh, hoặc chụp màn hình rồi dùng hình đó.',
  'no-alt': 'Chưa có lời mô tả hình. Người không nhìn thấy hình chỉ đọc được lời này.',
  'alt-too-long': `Lời mô tả hình quá dài: tối đa ${imageLimits.alt} ký tự.`,
  gone: 'Hình không còn trong kho hoặc đã bị thay đổi. Hãy chọn lại hình.',
};

export const imageFaultText = (fault: ImageFault): string => faults[fault];

const shownHow = {
  'with-text': 'hình và lời trong một tin',
  first: 'hình trước, lời ở tin sau',
  'as-text': 'không hiện hình; lời có thêm mô tả và liên kết tới hình',
} as const;

export const announcementImageWords = {
  /** In a preview. */
  shown: ({ alt, width, height, size }: { alt: string; width: number; height: number; size: number }): string =>
    `Hình kèm theo: ${width} × ${height}, ${Math.max(1, Math.round(size / 1024)).toLocaleString('vi-VN')} KB. Mô tả: “${alt}”`,
  preview: 'Xem trước liên kết: bật (Telegram hiện hình thu nhỏ của trang được dẫn).',
  how: shownHow,
  onChannel: (channel: string, how: keyof typeof shownHow): string => `${channel}: ${shownHow[how]}`,
} as const;
