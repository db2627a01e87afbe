/** What officials read while they write, decide and watch in the console. Vietnamese. */
import { vietnamTime } from '../../announcements/words.ts';

export const previewWords = {
  seen: 'Người nhận thấy đúng như trong khung',
  templateHeading: 'Mẫu tin cho người im lặng quá lâu',
  template: (channel: string, id: string): string => `Mẫu ${id} trên kênh ${channel}, điền như sau`,
  count: (total: string): string => `Số người nhận: ${total}`,
  audience: 'Gửi cho',
  sendAt: 'Giờ gửi',
  onDemand: 'ngay khi có người bấm gửi',
  expiresAt: 'Hết hiệu lực',
  unchosen: '(chưa chọn)',
  writers: 'Người soạn',
  note: 'Ghi chú',
  reach: 'Ai nhận được khi nào',
  channel: 'Kênh',
  now: 'Nhận ngay',
  later: 'Nhận khi họ nhắn lại',
  never: 'Không nhận được',
  alone: 'Người chưa nhận thông báo gốc sẽ thấy',
  expectedEnd: (at: string): string =>
    `Nếu không phải dừng, dự kiến gửi xong khoảng ${vietnamTime(at)} (chưa kể người chờ nhắn lại).`,
  trial: 'Gửi thử cho chính tôi',
  trialHint: 'Gửi đúng nội dung này, có dòng “BẢN THỬ”, đến kênh bạn đã liên kết. Không gửi cho ai khác.',
  noChat: 'Bạn chưa liên kết Telegram hoặc Zalo nên chưa gửi thử được. Hãy đề nghị quản trị cấp mã liên kết.',
  trialFailed: 'Chưa gửi thử được. Hãy kiểm tra kênh bạn đã liên kết rồi thử lại.',
  author: 'Người lập',
  submittedBy: 'Những người đã soạn, sửa hoặc trình',
  changesSince: (at: string): string => `Khác bản bạn đã xem lúc ${vietnamTime(at)}`,
  sameSince: (at: string): string => `Không khác bản bạn đã xem lúc ${vietnamTime(at)}.`,
  firstLook: 'Bạn chưa xem bản nào của thông báo này.',
  changedField: {
    audience: 'Người nhận',
    sendAt: 'Giờ gửi',
    expiresAt: 'Hết hiệu lực',
    buttons: 'Các nút',
  },
  before: 'trước',
  after: 'nay',
  nothing: '(không có)',
  record: 'Biên bản để in',
  copy: 'Soạn thông báo mới từ bản này',
  correct: 'Đính chính',
  retract: 'Thu hồi',
  check: (number: number): string => `Số công khai: ${number}. Người dân kiểm tra bằng cách nhắn /kiemtra ${number}.`,
  findings: 'Cần xem lại trong văn bản',
  overridden: 'Đã bỏ qua, có lý do',
  reason: 'Giữ nguyên vì',
  mustFix: 'Phải sửa trước khi trình.',
  source: 'Nguồn nói',
  changes: 'Khác bản đã xem lần trước',
  noChanges: 'Không khác bản đã xem lần trước.',
  actions: 'Việc có thể làm',
  noActions: 'Bạn không có việc gì phải làm với thông báo này lúc này.',
  ownWriting: 'Bạn đã soạn, sửa hoặc trình thông báo này nên không duyệt được: cần một người khác duyệt.',
  edit: 'Sửa',
  submit: 'Trình duyệt',
  approve: 'Xem và duyệt',
  return: 'Trả lại',
  returnReason: 'Lý do trả lại',
  send: 'Gửi ngay',
  schedule: 'Hẹn giờ gửi',
  watch: 'Theo dõi việc gửi',
  drop: 'Bỏ thông báo này',
  dropReason: 'Lý do bỏ',
  codeToSend: 'Mã xác thực (vì gửi cho tất cả mọi người)',
};

export const approveWords = {
  title: (number: number): string => `Duyệt thông báo số ${number}`,
  how: 'Hãy đọc kỹ nội dung trong khung. Khi bạn duyệt, chỉ đúng nội dung này và đúng nhóm người nhận này được gửi.',
  phrase: 'Gõ lại dòng này để xác nhận',
  code: 'Mã xác thực mới',
  codeHint: 'Sáu chữ số đang hiện trong ứng dụng xác thực. Mã vừa dùng để đăng nhập không dùng lại được.',
  approve: 'Duyệt đúng nội dung này',
};

const notices = {
  luu: 'Đã lưu.',
  trinh: 'Đã trình. Người duyệt sẽ thấy ở trang việc cần làm.',
  duyet: 'Đã duyệt.',
  'tra-lai': 'Đã trả lại cho người soạn.',
  gui: 'Đã bắt đầu gửi cho nhóm đầu. Nếu thấy sai, hãy bấm DỪNG GỬI.',
  'hen-gio': 'Đã hẹn giờ. Đến giờ hệ thống tự gửi.',
  'tam-dung': 'Đã tạm dừng.',
  'gui-tiep': 'Đang gửi tiếp.',
  dung: 'Đã dừng.',
  'gui-thu': 'Đã gửi thử cho bạn. Hãy xem trên điện thoại.',
  'dinh-chinh': 'Đã lập bản đính chính. Thông báo gốc đã tạm dừng nếu còn đang gửi. Hãy xem lại rồi trình duyệt.',
  'thu-hoi': 'Đã lập bản thu hồi. Thông báo gốc đã tạm dừng nếu còn đang gửi. Hãy xem lại rồi trình duyệt.',
};

/** Something done, as it is named in an address. */
export type DoneStep = keyof typeof notices;

/** What to say of it; `undefined` for anything else. */
export const doneText = (step: string | undefined): string | undefined =>
  Object.entries(notices).find(([name]) => name === step)?.[1];
