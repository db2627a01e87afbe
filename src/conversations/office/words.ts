/** What the bot says to officials while they work with announcements. Vietnamese. */
import type { AudienceTopic } from '../../announcements/sending/audience.ts';
import { topicTitles } from '../../announcements/words.ts';
import type { Choice, UnreadableKind } from '../../messaging/message.ts';
import { askFor, neverMind, newDrill, newNotice } from './grammar.ts';

export const menuChoices: readonly Choice[] = [
  { label: '➕ Soạn thông báo', value: newNotice },
  { label: '🟦 Soạn tin diễn tập', value: newDrill },
];

export const neverMindChoice: Choice = { label: 'Thôi', value: neverMind };

export const audienceChoices = (number: number): Choice[] => [
  askFor('TẤT CẢ người đăng ký', { number, verb: 'audience', argument: 'tatca' }),
  askFor('Người theo dõi mốc bầu cử', { number, verb: 'audience', argument: 'moc' }),
  askFor('Người theo dõi cải cách', { number, verb: 'audience', argument: 'caicach' }),
  askFor('Theo xã, phường', { number, verb: 'audience', argument: 'xa' }),
  askFor('Theo xã, phường và chủ đề', { number, verb: 'audience', argument: 'xavachude' }),
];

export const topicChoices = (number: number): Choice[] => [
  askFor('Chỉ ai theo dõi cả mốc bầu cử', { number, verb: 'audience', argument: 'moc:' }),
  askFor('Chỉ ai theo dõi cả cải cách', { number, verb: 'audience', argument: 'caicach:' }),
  askFor('Một trong hai chủ đề', { number, verb: 'audience', argument: 'moc+caicach:' }),
];

export const whenChoices = (number: number): Choice[] => [
  askFor('Ngay khi có người bấm gửi', { number, verb: 'when', argument: 'ngay' }),
  askFor('Hẹn giờ', { number, verb: 'when', argument: 'hen' }),
];

export const expiryChoices = (number: number): Choice[] => [
  askFor('1 ngày', { number, verb: 'expiry', argument: '1n' }),
  askFor('3 ngày', { number, verb: 'expiry', argument: '3n' }),
  askFor('7 ngày', { number, verb: 'expiry', argument: '7n' }),
  askFor('Ngày giờ khác', { number, verb: 'expiry', argument: 'khac' }),
];

export const officialWords = {
  linked: (name: string) =>
    `Đã liên kết cuộc trò chuyện này với tài khoản cán bộ ${name}. Gõ /thongbao để bắt đầu. Không cho ai mượn máy này khi đang mở; bỏ liên kết: /xoa.`,
  linkedToKnow: (name: string, where: string) =>
    `Đã liên kết: tin báo việc của tài khoản cán bộ ${name} sẽ đến cuộc trò chuyện này. Ở đây chỉ nhận tin báo. ${where}\nKhi bạn im lặng lâu, kênh này có thể giữ tin lại cho đến lúc bạn nhắn. Bỏ liên kết: /xoa.`,
  onlyToKnow: (where: string) => `Ở đây bạn chỉ nhận tin báo việc. ${where}`,
  communeWork: (where: string) =>
    `Tài khoản của bạn lo nơi bỏ phiếu của một xã, phường, không có việc gì với thông báo. ${where}`,
  menu: (open: readonly string[]) =>
    open.length === 0
      ? 'Không có thông báo nào đang mở.'
      : [
          'Thông báo đang mở:',
          ...open.map((line) => `• ${line}`),
          'Xem một thông báo: /thongbao và số, ví dụ /thongbao 12.',
        ].join('\n'),
  howTo:
    'Tôi không hiểu lệnh này. Gõ /thongbao để xem các thông báo đang mở và soạn mới, hoặc /thongbao và số để làm việc với một thông báo, ví dụ /thongbao 12.',
  onlyText: (beside: UnreadableKind) =>
    beside === 'picture'
      ? 'Tôi không nhận hình của một tin đã sửa. Tôi chưa lưu gì. Gửi lại hình cùng nội dung trong một tin mới, hoặc gửi nội dung trong một tin chỉ có chữ.'
      : 'Thông báo không kèm được tệp. Tôi chưa lưu gì. Gửi lại nội dung trong một tin nhắn chỉ có chữ; muốn kèm hình, hãy gửi dưới dạng ảnh, không phải tệp; nếu người dân cần xem tệp, hãy ghi địa chỉ trang đăng nó.',
  askAlt:
    'Đã nhận hình, chưa soạn gì. Viết một câu tả điều thấy trên hình, cho người không xem được hình, ví dụ: Bản đồ đường đến nhà văn hóa thôn 3.',
  askTextOfPicture: 'Đã nhận hình, chưa soạn gì. Gửi cho tôi nội dung thông báo đi cùng hình, trong một tin nhắn chỉ có chữ.',
  onePictureThenAlt:
    'Mỗi thông báo chỉ kèm một hình, tôi giữ hình đầu. Hãy viết một câu tả điều thấy trên hình đó; muốn đổi hình, bấm Thôi rồi gửi lại.',
  onePictureThenText:
    'Mỗi thông báo chỉ kèm một hình, tôi giữ hình đầu. Hãy gửi nội dung trong một tin nhắn chỉ có chữ; muốn đổi hình, bấm Thôi rồi gửi lại.',
  noPictureNow: 'Ở bước này tôi chờ chữ, không nhận hình. Hãy gõ điều tôi vừa hỏi, hoặc bấm Thôi.',
  pictureNotFetched: 'Tôi chưa tải được hình từ Telegram và chưa lưu gì. Gửi lại sau ít phút, hoặc soạn ở trang quản trị.',
  neverMind: 'Đã thôi. Những gì đã lưu vẫn còn: gõ /thongbao để xem.',
  askText: (draft: 'notice' | 'drill') =>
    draft === 'drill'
      ? 'Gửi cho tôi nội dung tin DIỄN TẬP, trong một tin nhắn. Tin này chỉ gửi được cho cán bộ.'
      : 'Gửi cho tôi nội dung thông báo, trong một tin nhắn, đúng như người dân sẽ đọc: việc gì, ở đâu, ngày giờ nào. Số thông báo và tên cơ quan được thêm tự động.',
  askNewText: (number: number) =>
    `Gửi cho tôi nội dung mới của thông báo số ${number}, cả bài, trong một tin nhắn. Sửa là phải duyệt lại.`,
  askFollowUp: (kind: 'correction' | 'retraction', number: number) =>
    kind === 'correction'
      ? `Gửi cho tôi nội dung ĐÍNH CHÍNH cho thông báo số ${number}: nói rõ điều sai và điều đúng. Dòng “ĐÍNH CHÍNH thông báo số ${number}” được thêm tự động. Khi có bản đính chính, thông báo gốc đang gửi sẽ tạm dừng.`
      : `Gửi cho tôi lời THU HỒI thông báo số ${number}: nói rõ vì sao. Dòng “THU HỒI thông báo số ${number}” được thêm tự động. Khi có bản thu hồi, thông báo gốc đang gửi sẽ tạm dừng.`,
  drafted: (number: number) => `Đã lưu thành số ${number}.`,
  askAudience: 'Gửi cho ai? Không có ai được chọn sẵn.',
  askCommunes: (number: number) =>
    `Gửi cho xã, phường nào? Gõ tên, cách nhau bằng dấu phẩy, ví dụ: phường Tân An, xã Tân Hòa. (Lệnh đầy đủ: /thongbao ${number} nhan tên xã)`,
  askTopics:
    'Trong các xã, phường sẽ chọn, gửi cho ai? Ai chỉ đăng ký tin của xã, phường mà không đăng ký chủ đề thì không nhận.',
  noTopic: (name: string) =>
    `Không có chủ đề nào tên “${name}”; chưa đổi gì. Trước dấu hai chấm là mốc, cải cách, hoặc mốc, cải cách.`,
  askNarrowedCommunes: (topics: readonly AudienceTopic[]) =>
    `Chỉ ai đăng ký cả ${topics.map((topic) => topicTitles[topic]).join(' hoặc ')}. Ở xã, phường nào? Gõ tên, cách nhau bằng dấu phẩy, ví dụ: phường Tân An, xã Tân Hòa.`,
  whichCommuneTyped: (name: string, titles: readonly string[]) =>
    `“${name}” có thể là ${titles.join(' hoặc ')}. Gõ lại cả danh sách, ghi rõ xã hay phường.`,
  whichCommune: (name: string) => `“${name}” có thể là nhiều nơi. Chọn đúng nơi, hoặc gõ lại cả danh sách:`,
  unknownCommune: (name: string, suggestions: readonly string[]) =>
    `Không có xã, phường nào tên “${name}” trong danh sách.${suggestions.length > 0 ? ` Gần giống: ${suggestions.join(', ')}.` : ''} Gõ lại cả danh sách.`,
  askWhen: 'Gửi khi nào?',
  askWhenTyped: 'Gõ ngày giờ gửi, ví dụ: 08:00 20/05/2031 hoặc 8h ngày mai (giờ Việt Nam).',
  askExpiry:
    'Thông báo có hiệu lực đến khi nào? Sau giờ này không gửi nữa, và người đăng ký mới không nhận. Tính từ giờ gửi, hoặc gõ ngày giờ, ví dụ: 19:00 20/05/2031.',
  askExpiryTyped: 'Gõ ngày giờ hết hiệu lực, ví dụ: 19:00 20/05/2031. Chỉ gõ ngày thì tính đến hết ngày.',
  noMoment: 'Tôi không đọc được một ngày giờ rõ ràng. Ví dụ: 08:00 20/05/2031.',
  momentPast: 'Giờ đó đã qua. Gõ một giờ ở phía trước.',
  complete: 'Đã đủ. Xem kỹ rồi bấm Trình duyệt.',
  noSuchFinding: 'Mục này không còn trong bản hiện tại. Hãy xem lại.',
  askReasonFor: (finding: string) =>
    `Bạn muốn giữ nguyên dù có phát hiện sau:\n${finding}\nGõ lý do. Lý do được lưu vào nhật ký và người duyệt sẽ thấy.`,
  submitted: (number: number) => `Đã trình duyệt số ${number}. Người duyệt được báo ngay.`,
  askPhrase: (phrase: string) => `Để duyệt, trước hết gõ đúng dòng sau:\n${phrase}`,
  askCode:
    'Gõ mã 6 số đang hiện trong ứng dụng xác thực. Mã chỉ dùng được một lần; tôi không lưu mã, và chỉ hỏi mã khi bạn vừa bấm duyệt hoặc bấm gửi cho tất cả.',
  askCodeToGo: (number: number) => `Số ${number} sẽ gửi cho TẤT CẢ người đăng ký. Nếu đúng là bạn muốn vậy:`,
  approved: (number: number) => `Đã duyệt số ${number}. Chưa gửi: người soạn hoặc người duyệt bấm gửi.`,
  askReturnReason: (number: number) => `Gõ lý do trả lại số ${number}. Người soạn sẽ đọc.`,
  returned: (number: number) => `Đã trả lại số ${number} cho người soạn.`,
  scheduled: (number: number, at: string) => `Số ${number} sẽ tự gửi lúc ${at}.`,
  sending: (number: number) => `Số ${number} bắt đầu gửi.`,
  paused: (number: number) => `Số ${number} đã tạm dừng. Tin đang trên đường vẫn có thể tới.`,
  resumed: (number: number) => `Số ${number} gửi tiếp.`,
  askStopReason: (number: number, held: boolean) =>
    `${held ? `Số ${number} đã tạm dừng, không có tin nào đi thêm. ` : ''}Gõ lý do để DỪNG HẲN số ${number}. Dừng hẳn rồi không gửi tiếp được.`,
  stopped: (number: number) => `Số ${number} đã dừng hẳn.`,
  tested: 'Bản thử đã gửi ở tin trên.',
  notTested: 'Không gửi được bản thử. Hãy thử lại sau.',
  pausedBy: (name: string) => `${name} tạm dừng`,
};

export const officialLabels = {
  see: (number: number) => `Xem số ${number}`,
  submit: '📤 Trình duyệt',
  text: 'Sửa nội dung',
  audience: 'Đổi người nhận',
  when: 'Đổi giờ gửi',
  expiry: 'Đổi hạn',
  test: 'Gửi thử cho tôi',
  override: (place: number) => `Giữ nguyên mục ${place}, có lý do`,
  approve: '✅ Duyệt',
  return: '↩️ Trả lại',
  schedule: '⏰ Hẹn giờ gửi',
  send: '🚀 Bắt đầu gửi',
  pause: '⏸ Tạm dừng',
  resume: '▶️ Gửi tiếp',
  stop: '⛔ Dừng hẳn',
  drop: 'Bỏ thông báo này',
  status: 'Tình hình gửi',
  look: 'Xem nội dung',
  correct: 'Đính chính',
  retract: 'Thu hồi',
};
