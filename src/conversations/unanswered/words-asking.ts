/** What is said under a question that cannot be answered. Vietnamese. */
export const askingWords = {
  /** On a button, at most 40 characters. */
  offer: 'Gửi câu hỏi này cho cán bộ?',
  agreed:
    'Đã gửi câu hỏi cho cán bộ. Số điện thoại, tên và địa chỉ nhà (nếu có) đã được bỏ ra. Khi có câu trả lời, tôi sẽ nhắn lại một lần ở đây; quá 30 ngày mà chưa có thì câu hỏi được xóa. Muốn bỏ: gõ /xoa.',
  failed: 'Hiện chưa gửi được câu hỏi cho cán bộ. Bác/anh/chị thử lại sau ít phút.',
  gone: 'Tôi không còn giữ câu hỏi đó. Bác/anh/chị gửi lại câu hỏi rồi bấm nút bên dưới.',
  /** Part of what is said at first contact. */
  kept: 'Câu hỏi tôi chưa trả lời được thì được ghi lại 30 ngày để cán bộ bổ sung, không ghi ai đã hỏi; số điện thoại, tên, địa chỉ nhà trong câu hỏi được bỏ ra.',
  answered: (question: string, answer: string): string => `Trả lời câu hỏi đã gửi cán bộ: “${question}”\n\n${answer}`,
};
