/** What is said to somebody who asks whether a notice is genuine. */
import { vietnamTime } from '../announcements/words.ts';
import type { Choice } from '../messaging/message.ts';
import type { WordChange } from './notices/text-difference.ts';

const change = ({ before, after }: WordChange): string => {
  if (before === '') return `• thêm “${after}”`;
  return after === '' ? `• bỏ “${before}”` : `• “${before}” bị đổi thành “${after}”`;
};

const neverAsks = 'Chúng tôi không bao giờ yêu cầu bạn chuyển tiền, gửi mã OTP hay bấm liên kết lạ.';

/** In the main menu: the next message is what is to be checked. */
export const checkOffer: Choice = { label: 'Thật hay giả?', value: '/kiemtra' };

export const genuineWords = {
  picture: 'Thông báo gốc có một hình. Hãy so với hình bạn nhận được:',
  howTo:
    'Bạn chuyển tiếp hoặc dán nguyên văn tin vào đây, tin nhắn tới tôi sẽ kiểm. Nếu tin có số thông báo, bạn nhắn số đó, ví dụ: /kiemtra 12.',
  /** Where no announcements are sent at all. */
  noneSent:
    'Bạn chuyển tiếp hoặc dán nguyên văn tin vào đây, tôi đối chiếu với nguồn của tôi. Tôi không gửi thông báo nào: tin tự xưng là thông báo của tôi thì không phải.',
  ours: (number: number, sentAt: string, standing: string, text: string) =>
    `✅ ĐÚNG: thông báo số ${number} là của chúng tôi, gửi từ ${vietnamTime(sentAt)}. ${standing}\nNguyên văn:\n\n${text}`,
  same: (number: number, sentAt: string, standing: string) =>
    `✅ ĐÚNG: đây là thông báo số ${number} của chúng tôi, gửi từ ${vietnamTime(sentAt)}, không bị sửa chữ nào. ${standing}`,
  part: (number: number, sentAt: string, standing: string) =>
    `✅ Đây là một đoạn đúng nguyên văn của thông báo số ${number}, gửi từ ${vietnamTime(sentAt)}, nhưng chưa đủ. ${standing} Xem đủ: /kiemtra ${number}`,
  altered: (number: number, changes: readonly WordChange[], more: number, standing: string) =>
    [
      `⚠️ ĐÃ BỊ SỬA: văn bản này giống thông báo số ${number} của chúng tôi nhưng khác ở chỗ:`,
      ...changes.map(change),
      more > 0 ? `• và ${more} chỗ khác nữa` : '',
      `Đừng tin bản này. ${standing} Xem nguyên văn: /kiemtra ${number}`,
    ]
      .filter(Boolean)
      .join('\n'),
  notOurs: `❌ KHÔNG PHẢI của chúng tôi: văn bản này không giống thông báo nào đã gửi. ${neverAsks}`,
  noSuchNumber: (number: number) =>
    `❌ KHÔNG CÓ: chúng tôi chưa gửi thông báo nào mang số ${number}. Ai đưa cho bạn thông báo mang số này thì đó không phải của chúng tôi. ${neverAsks}`,
  drill: (number: number) =>
    `🟦 Số ${number} là tin DIỄN TẬP nội bộ của cán bộ, không phải thông báo thật. Bạn không cần làm gì.`,
  retracted: (by: number) => `Thông báo này ĐÃ BỊ THU HỒI (bằng thông báo số ${by}), không còn giá trị.`,
  corrected: (by: number) => `Thông báo này ĐÃ ĐƯỢC ĐÍNH CHÍNH. Nội dung đúng: /kiemtra ${by}`,
  stopped: 'Thông báo này ĐÃ BỊ HỦY giữa chừng, không còn giá trị.',
  over: 'Thông báo này đã hết hiệu lực.',
  inForce: (expiresAt: string) => `Còn hiệu lực đến ${vietnamTime(expiresAt)}.`,
};
