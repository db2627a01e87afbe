/** What only Telegram's channel says. */
export const telegramWords = {
  /** To a group, before leaving it. */
  group:
    'Tôi chỉ trả lời trong cuộc trò chuyện riêng, để câu hỏi của mỗi người không bị lộ trước cả nhóm. Mời bạn mở trang của bot và bấm Bắt đầu. Tôi xin rời nhóm này.',
};
