/** What officials read while they write, decide and watch in the console. Vietnamese. */
import type { Role } from '../../announcements/people/officials.ts';

const heaps = {
  sending: 'Đang gửi',
  'to-decide': 'Chờ bạn duyệt',
  'to-start': 'Đã duyệt, chờ bấm gửi',
  returned: 'Bị trả lại hoặc lỡ giờ, cần sửa',
  drafts: 'Bản nháp của bạn',
  'with-others': 'Chờ người khác hoặc chờ đến giờ',
  held: 'Lỡ giờ',
  out: 'Mới gửi gần đây',
};

export const heapName = (heap: keyof typeof heaps): string => heaps[heap];

export const homeWords = {
  title: 'Việc cần làm',
  /** What to do first, by what somebody may do. */
  nothing(held: readonly Role[], any: boolean): string[] {
    const lines: string[] = [any ? 'Hiện không có việc nào chờ bạn.' : 'Chưa có thông báo nào.'];
    if (held.includes('author'))
      lines.push(
        'Việc đầu tiên: bấm “Soạn thông báo”, viết nội dung, xem trước rồi trình duyệt. Muốn tập trước: chọn loại “Diễn tập”, tin chỉ gửi cho cán bộ.',
      );
    if (held.includes('approver'))
      lines.push('Khi có người trình thông báo, thông báo đó hiện ở đây để bạn xem và duyệt hoặc trả lại.');
    if (held.includes('auditor')) lines.push('Bạn có thể xem mọi thông báo ở trang “Tất cả thông báo”.');
    if (held.includes('admin'))
      lines.push(
        'Quản trị: thêm cán bộ bằng lệnh cutri official add, rồi gửi đường dẫn đăng nhập bằng lệnh cutri official invite. Cần ít nhất một người soạn và một người duyệt khác nhau.',
      );
    return lines;
  },
};

export const listWords = {
  title: 'Tất cả thông báo',
  none: 'Chưa có thông báo nào.',
  more: (shown: number, all: number): string => `Hiện ${shown} thông báo mới nhất trong ${all}.`,
  older: 'Xem cũ hơn',
};

export const composeWords = {
  title: 'Soạn thông báo',
  editTitle: (number: number): string => `Sửa thông báo số ${number}`,
  kind: 'Loại',
  notice: 'Thông báo thật',
  drill: 'Diễn tập (chỉ gửi cán bộ)',
  text: 'Nội dung',
  textHint: 'Viết ngày, giờ và nơi rõ ràng. Số thông báo, tên cơ quan và cách kiểm tra thật giả được thêm tự động.',
  audience: 'Gửi cho ai',
  unchosen: '(chưa chọn)',
  everyone: 'Tất cả người đăng ký',
  milestones: 'Người đăng ký các mốc bầu cử',
  reform: 'Người đăng ký cải cách hành chính',
  both: 'Người đăng ký các mốc bầu cử hoặc cải cách hành chính',
  communesOf: 'Người đăng ký tin của các xã, phường ghi dưới đây',
  officials: 'Cán bộ (diễn tập)',
  kept: 'Người đã nhận thông báo gốc (không đổi được)',
  communes: 'Các xã, phường',
  communesHint: 'Chỉ điền khi chọn gửi theo xã, phường. Nhiều nơi thì cách nhau bằng dấu phẩy.',
  sendAt: 'Giờ gửi (giờ Việt Nam)',
  sendAtHint: 'Để trống nếu gửi ngay khi có người bấm gửi.',
  expiresAt: 'Hết hiệu lực lúc (giờ Việt Nam)',
  save: 'Lưu và xem trước',
  badTime: (field: 'sendAt' | 'expiresAt'): string =>
    `${field === 'sendAt' ? 'Giờ gửi' : 'Giờ hết hiệu lực'} không đọc được. Hãy chọn lại ngày và giờ.`,
  unknownCommune: (names: readonly string[]): string => `Không có xã, phường nào tên: ${names.join(', ')}. Hãy sửa lại.`,
  unclearCommune: (name: string, candidates: readonly string[]): string =>
    `“${name}” có thể là: ${candidates.join(', ')}. Hãy ghi rõ xã hay phường.`,
  changedMeanwhile:
    'Trong lúc bạn sửa, người khác đã thay đổi thông báo này. Nội dung bạn gõ vẫn ở dưới đây, chưa lưu. Hãy mở lại thông báo ở trang khác để so, rồi lưu nếu vẫn muốn.',
};

export const previewWords = {
  seen: 'Người nhận thấy đúng như trong khung',
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

export const watchWords = {
  title: (number: number): string => `Theo dõi thông báo số ${number}`,
  progress: 'Tiến độ',
  stop: 'DỪNG GỬI',
  stopHow: 'Dừng ngay và không gửi tiếp cho ai. Không mở lại được.',
  reason: 'Lý do',
  pause: 'Tạm dừng',
  resume: 'Gửi tiếp',
  table: 'Theo kênh',
  sent: 'Đã gửi',
  waiting: 'Còn chờ',
  deferred: 'Chờ người nhận nhắn lại',
  failed: 'Không gửi được',
  notStarted: 'Thông báo này chưa bắt đầu gửi.',
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
};

/** Something done, as it is named in an address. */
export type DoneStep = keyof typeof notices;

/** What to say of it; `undefined` for anything else. */
export const doneText = (step: string | undefined): string | undefined =>
  Object.entries(notices).find(([name]) => name === step)?.[1];
