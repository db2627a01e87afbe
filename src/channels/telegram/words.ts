/** What only Telegram's channel says. */
export const telegramWords = {
  /** To a group, before leaving it. */
  group:
    'Tôi chỉ trả lời trong cuộc trò chuyện riêng, để câu hỏi của mỗi người không bị lộ trước cả nhóm. Mời bạn mở trang của bot và bấm Bắt đầu. Tôi xin rời nhóm này.',
};

const description = (subject: string): string =>
  `Trợ lý tự động, không phải cán bộ. Tôi trả lời về ${subject}, chỉ từ bài báo và văn bản đã nạp, luôn nêu nguồn và ngày; không có trong nguồn thì tôi nói không biết.\n\nBấm Bắt đầu, rồi chọn một mục hoặc gõ câu hỏi, không dấu cũng được. Tôi không lưu tên, số điện thoại hay câu hỏi của bạn.`;
const short = (subject: string): string => `Hỏi đáp về ${subject}. Trả lời có nguồn và ngày.`;

/** What is read of the bot before anybody writes to it; `subject` as in "Tôi trả lời về …". A subject that is too long for Telegram is left at elections. */
export function telegramProfile(subject = 'bầu cử'): { description: string; short: string } {
  const fits = description(subject).length <= 512 && short(subject).length <= 120;
  return fits ? { description: description(subject), short: short(subject) } : telegramProfile();
}
