/** What administrators and auditors read about accounts and the log. Vietnamese. */
import type { AuditCut, AuditRestart } from '../../announcements/people/audit-anchor.ts';
import type { ManagingRefusal } from '../../announcements/people/changing.ts';
import { vietnamTime } from '../../announcements/words.ts';
import { vietnamDate, writtenDate } from '../../elections/tense.ts';

export const peopleWords = {
  accounts: 'tài khoản',
  title: 'Cán bộ',
  one: (name: string): string => `Tài khoản của ${name}`,
  account: 'Tài khoản',
  name: 'Tên hoặc chức danh',
  nameHint: 'Như các cán bộ khác sẽ thấy.',
  id: 'Tên tài khoản',
  idHint: 'Chữ thường không dấu, số và gạch nối, ví dụ: cb-02.',
  person: 'Mã người',
  personHint: 'Ví dụ mã nhân viên. Hai tài khoản cùng mã không duyệt được cho nhau.',
  roles: 'Vai trò',
  commune: 'Xã, phường',
  communeHint: 'Chỉ chọn cho vai trò “cán bộ xã, phường”: tài khoản đó chỉ thay đổi nơi bỏ phiếu của xã, phường này.',
  noCommune: '(không gắn với xã, phường nào)',
  communeGone: (code: string): string => `mã ${code}, không còn trong danh mục`,
  lastSignIn: 'Đăng nhập bàn làm việc lần cuối',
  never: 'chưa lần nào',
  linked: 'Kênh đã liên kết',
  toldOn: (channel: string): string => `${channel} (chỉ nhận tin báo)`,
  notLinked: 'chưa liên kết',
  state: 'Tình trạng',
  inForce: 'đang dùng',
  disabled: 'đã khóa',
  add: 'Thêm cán bộ',
  change: 'Đổi vai trò',
  disable: 'Khóa tài khoản',
  enable: 'Mở lại tài khoản',
  enrol: 'Cấp ứng dụng xác thực mới',
  invite: 'Gửi đường dẫn đăng nhập (đặt lại mật khẩu)',
  link: 'Cấp mã liên kết Telegram, Zalo hoặc trang web',
  back: 'Về danh sách cán bộ',
  code: 'Mã xác thực của bạn',
  codeHint: 'Sáu chữ số đang hiện trong ứng dụng. Mỗi mã dùng một lần.',
  second: 'Tài khoản quản trị thứ hai',
  secondHint: 'Cần khi tài khoản được đổi là người duyệt hoặc quản trị, hoặc sắp thành như vậy, và cơ quan có từ hai quản trị.',
  secondCode: 'Mã xác thực của quản trị thứ hai',
  understood: 'Tôi hiểu và vẫn muốn làm',
  fewApprovers: (left: number): string =>
    left === 0
      ? 'Sau việc này KHÔNG CÒN ai duyệt được: mọi thông báo dừng lại cho đến khi có người duyệt mới. Muốn làm thì đánh dấu ô xác nhận.'
      : 'Sau việc này chỉ còn một người duyệt: khi người đó vắng hoặc tự soạn thì không gửi được thông báo. Muốn làm thì đánh dấu ô xác nhận.',
  warnFew: (left: number): string =>
    left === 0 ? 'Chưa có ai duyệt được. Hãy thêm người duyệt.' : 'Chỉ có một người duyệt được. Hãy thêm người duyệt thứ hai.',
  shownOnce: 'Chỉ hiện một lần. Hãy đưa cho đúng người, không gửi qua nhóm chat.',
  inviteDone: (name: string, until: string): string =>
    `Đường dẫn đăng nhập một lần cho ${name}, dùng được đến ${vietnamTime(until)}:`,
  enrolDone: (name: string, until: string): string =>
    `Mã của ứng dụng cũ không dùng được nữa. ${name} tự cài ứng dụng mới bằng đường dẫn dùng một lần này, dùng được đến ${vietnamTime(until)}:`,
  linkDone: (name: string, id: string, code: string, until: string): string =>
    `${name} nhắn cho bot trước ${vietnamTime(until)}: /lienket ${id} ${code}. Ở Telegram thì làm việc được; ở Zalo và trang web thì chỉ nhận tin báo việc.`,
  qr: 'Mã QR',
};

const notices = {
  'vai-tro': 'Đã đổi vai trò. Các phiên đăng nhập của tài khoản này đã kết thúc.',
  khoa: 'Đã khóa tài khoản. Các phiên đăng nhập đã kết thúc, duyệt của người này không còn hiệu lực.',
  mo: 'Đã mở lại tài khoản.',
};

/** Something done to an account, as it is named in an address. */
export type AccountStep = keyof typeof notices;

export const accountDone = (step: string | undefined): string | undefined =>
  Object.entries(notices).find(([name]) => name === step)?.[1];

/** Why the list of officials was left as it is. */
export function accountProblem(refusal: ManagingRefusal): string {
  switch (refusal.code) {
    case 'bad-id':
      return 'Tên tài khoản chỉ gồm chữ thường không dấu, số và gạch nối, tối đa 32 ký tự; phải có tên hoặc chức danh.';
    case 'bad-person':
      return 'Mã người chỉ gồm chữ không dấu, số và gạch nối, ví dụ: cb-02.';
    case 'known-id':
      return 'Đã có tài khoản tên này.';
    case 'unknown-official':
      return 'Không có tài khoản này.';
    case 'no-roles':
      return 'Hãy chọn ít nhất một vai trò.';
    case 'no-commune':
      return 'Vai trò cán bộ xã, phường phải kèm đúng một xã, phường; vai trò khác thì để trống ô xã, phường.';
    case 'commune-alone':
      return 'Vai trò cán bộ xã, phường đứng riêng một mình. Người có thêm việc khác thì lập thêm một tài khoản, cùng mã người.';
    case 'admin-first':
      return 'Tài khoản đầu tiên phải có vai trò quản trị.';
    case 'needs-admins':
      return `Việc này cần mã xác thực của ${refusal.count} quản trị khác nhau, không phải chính người được thay đổi. Hãy điền thêm quản trị thứ hai.`;
    case 'not-an-admin':
      return `Tài khoản ${refusal.id} không phải quản trị, hoặc đã bị khóa.`;
    case 'code-wrong':
      return `Mã xác thực của ${refusal.id} không đúng hoặc đã dùng. Hãy chờ mã mới rồi làm lại.`;
    case 'code-locked':
      return `Tài khoản ${refusal.id} nhập sai nhiều lần, tạm khóa đến ${vietnamTime(refusal.until)}.`;
    case 'last-admin':
      return 'Đây là quản trị cuối cùng: hãy thêm quản trị khác trước.';
  }
}

const brokenWhy = {
  changed: 'đã bị sửa sau khi ghi',
  'missing-or-moved': 'không nối tiếp dòng trước: có dòng bị xóa hoặc đổi chỗ',
  'cut-off':
    'là chỗ nhật ký kết thúc, nhưng có dấu đã ghi nhận trước đó không còn trong nhật ký: phần cuối đã bị cắt hoặc thay toàn bộ',
};

const actionNames: Record<string, string> = {
  draft: 'soạn',
  edit: 'sửa',
  submit: 'trình duyệt',
  approve: 'duyệt',
  return: 'trả lại',
  schedule: 'hẹn giờ',
  send: 'gửi',
  pause: 'tạm dừng',
  resume: 'gửi tiếp',
  stop: 'dừng',
  finish: 'gửi xong',
  miss: 'lỡ giờ',
  expire: 'hết hiệu lực',
  recount: 'đếm lại người nhận',
  advance: 'chuyển bước',
  correct: 'đính chính',
  retract: 'thu hồi',
  remind: 'lập nhắc lịch',
  emergency: 'gửi khẩn theo mẫu',
  find: 'tìm thông báo',
  login: 'đăng nhập dòng lệnh',
  logout: 'đăng xuất dòng lệnh',
  'console-sign-in': 'đăng nhập bàn làm việc',
  'console-first-sign-in': 'đăng nhập lần đầu',
  'console-passkey-add': 'thêm khóa đăng nhập',
  'console-passkey-remove': 'xóa khóa đăng nhập',
  'subscribers-import': 'nhập danh sách người đồng ý',
  'subscriber-look': 'xem dữ liệu của một người',
  'knowledge-propose': 'đề xuất thay đổi kiến thức',
  'knowledge-publish': 'đăng thay đổi kiến thức',
  'knowledge-drop': 'bỏ đề xuất kiến thức',
  'starting-text-add': 'thêm mẫu soạn',
  'starting-text-change': 'sửa mẫu soạn',
  'starting-text-remove': 'bỏ mẫu soạn',
  'starting-text-restore': 'đưa mẫu soạn về mẫu gốc',
  'audit-restart': 'lập lại nhật ký bị hỏng',
  'audit-trim': 'cất và bỏ phần cũ của nhật ký',
  'official-add': 'thêm cán bộ',
  'official-disable': 'khóa tài khoản',
  'official-enable': 'mở lại tài khoản',
  'official-totp': 'cấp ứng dụng xác thực mới',
  'official-link-code': 'cấp mã liên kết',
  'official-invite': 'mời đăng nhập',
  'official-roles': 'đổi vai trò',
  'official-delegate': 'ủy quyền duyệt',
  'official-delegation-revoked': 'thu hồi ủy quyền duyệt',
  'official-accept': 'tự cài ứng dụng xác thực',
  'official-break-glass': 'cấp lại khẩn cấp',
};

export const logActions: readonly (readonly [string, string])[] = Object.entries(actionNames);

export const logWords = {
  title: 'Nhật ký',
  intact: (entries: number, at: string): string =>
    `Nhật ký nguyên vẹn: ${entries.toLocaleString('vi-VN')} dòng, kiểm tra lúc ${vietnamTime(at)}.`,
  cut: ({ entries, before, at, who }: AuditCut): string =>
    `${entries.toLocaleString('vi-VN')} dòng trước ngày ${writtenDate(vietnamDate(new Date(before)))} đã được cất riêng và bỏ khỏi nhật ký (${who}, ${vietnamTime(at)}); phần còn lại nối với mốc đã ký.`,
  restart: ({ entries, at, who, askedBy, reason }: AuditRestart): string =>
    `Nhật ký trước đó (đến dòng ${entries.toLocaleString('vi-VN')}) bị hỏng, đã được cất riêng và lập lại lúc ${vietnamTime(at)}: ${askedBy} yêu cầu, ${who} xác nhận. Lý do: ${reason}`,
  head: 'Dấu của dòng cuối (hãy chép ra nơi khác để lần sau đối chiếu)',
  broken: (entry: number, why: keyof typeof brokenWhy): string =>
    `NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN: dòng ${entry} ${brokenWhy[why]}.`,
  whatToDo:
    'Hệ thống không cho duyệt và không gửi thông báo nào. Việc cần làm ngay: báo người phụ trách an toàn thông tin; giữ nguyên một bản sao của kho dữ liệu rồi so với các bản sao lưu.',
  verify: 'Kiểm tra lại ngay',
  filter: 'Lọc',
  number: 'Thông báo số',
  who: 'Tài khoản',
  action: 'Việc',
  any: '(tất cả)',
  apply: 'Lọc nhật ký',
  none: 'Không có dòng nào như vậy.',
  older: 'Xem cũ hơn',
  csv: 'Tải bảng (.csv)',
  whole: 'Tải toàn bộ để kiểm tra (.jsonl)',
  service: 'hệ thống',
  columns: ['Dòng', 'Lúc (giờ Việt Nam)', 'Ai', 'Việc', 'Kết quả', 'Với', 'Từ', 'Chi tiết'],
  done: 'xong',
  refusedBecause: (code: string): string => `không được: ${code}`,
  announcement: (number: number): string => `thông báo số ${number}`,
  actionName: (action: string): string => actionNames[action] ?? action,
};
