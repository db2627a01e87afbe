/** The words of the web page itself; what the bot says in a conversation is in `wording.ts`. */

/** `title` and `subtitle` are those of a pack that names no province. */
export const webPage = {
  title: 'Cử Tri – hỏi đáp bầu cử',
  description: 'Hỏi về ngày bầu cử, đơn vị bầu cử, cách bỏ phiếu. Câu trả lời nào cũng nêu nguồn.',
  name: 'Cử Tri',
  subtitle: 'Hỏi đáp bầu cử',
  skipToQuestion: 'Đến ô gõ câu hỏi',
  /** First contact on the web: what this is, what it answers from, what is kept, how to delete. At most 400 characters. */
  introduction:
    'Xin chào! Đây là máy trả lời tự động, không phải cán bộ. Máy chỉ trả lời từ bài báo và văn bản có nguồn; ' +
    'nguồn không có thì máy nói không biết. Máy không lưu tên, số điện thoại hay câu hỏi của bạn, ' +
    'chỉ giữ một mã ngẫu nhiên để gửi câu trả lời. Muốn xóa, bạn gõ /xoa.',
  commonQuestions: 'Bạn có thể bấm để hỏi',
  conversation: 'Cuộc trò chuyện',
  questionLabel: 'Câu hỏi của bạn',
  questionHint: 'Gõ không dấu được',
  send: 'Gửi',
  youAsked: 'Bạn hỏi',
  answered: 'Cử Tri trả lời',
  source: 'Nguồn',
  sources: (count: number) => `Nguồn (${count})`,
  openSource: 'Mở trang gốc',
  download: 'Tải về',
  share: 'Chia sẻ câu trả lời',
  forgetMe: 'Xóa dữ liệu của tôi',
  moreAnswers: 'Xem câu trả lời',
  backToPage: 'Về trang hỏi đáp',
};

/** What the page says while it waits and when something is wrong. `{n}` is a number of seconds or characters. */
export const webStates = {
  sending: 'Đang tìm câu trả lời…',
  slow: 'Máy vẫn đang tìm, bạn chờ thêm chút nhé…',
  unanswered: 'Chưa nhận được câu trả lời. Bạn thử lại nhé.',
  offline: 'Máy của bạn đang mất mạng. Câu hỏi được giữ ở đây và tự gửi khi có mạng lại.',
  noNetwork: 'Máy của bạn đang mất mạng. Bạn cứ gõ câu hỏi: trang giữ lại và tự gửi khi có mạng.',
  queued: 'Chờ gửi sau câu trước.',
  failed: 'Câu hỏi chưa gửi được.',
  reconnecting: 'Chưa kết nối được hệ thống. Câu hỏi sẽ tự gửi lại sau {n} giây.',
  tooFast: 'Bạn hỏi hơi nhanh. Câu hỏi sẽ tự gửi sau {n} giây.',
  tooLong: 'Câu hỏi dài quá: {n} ký tự, nhiều nhất là {max}. Bạn rút ngắn lại nhé.',
  empty: 'Bạn chưa gõ câu hỏi.',
  retry: 'Gửi lại',
  copied: 'Đã chép đường dẫn tới câu trả lời.',
  stillLooking: 'Máy vẫn đang tìm. Bạn bấm “Xem câu trả lời” sau vài giây.',
};

/** Refusals of the HTTP endpoint, for the person behind whatever called it. */
export const webRefusals = {
  'too-large': 'Tin gửi lên lớn quá. Bạn rút ngắn câu hỏi lại nhé.',
  'too-long': 'Câu hỏi dài quá, nhiều nhất là 1.000 ký tự. Bạn rút ngắn lại nhé.',
  'bad-request': 'Máy không đọc được tin gửi lên. Bạn tải lại trang rồi thử lại nhé.',
  'wrong-type': 'Máy chỉ nhận câu hỏi gửi từ trang này.',
  'cross-site': 'Câu hỏi phải được gửi từ chính trang này.',
  empty: webStates.empty,
  'rate-limited': 'Bạn hỏi hơi nhanh. Bạn chờ {n} giây rồi gửi lại nhé.',
  unavailable: 'Hệ thống đang khởi động lại hoặc đang quá tải. Bạn thử lại sau ít giây nhé.',
  'not-found': 'Không có trang này.',
  'method-not-allowed': 'Trang này không nhận kiểu yêu cầu đó.',
  broken: 'Hệ thống gặp lỗi. Bạn thử lại nhé; nếu vẫn lỗi, bạn hỏi UBND xã (phường).',
};

/** What the button on another site's page says, and what a screen reader calls the frame it opens. */
export const widgetWords = {
  open: 'Hỏi về bầu cử',
  close: 'Đóng',
};

/** Beside the box, where a link asks for something that only the person may: deleting, subscribing. */
export const onlyInConversation = 'Bạn bấm “Gửi” nếu muốn gửi câu này.';

export type PageRefusal = keyof typeof webRefusals;
