/** What the console says of unanswered questions and of the knowledge pack. Vietnamese. */
import type { EditTried, PackEdit } from '../../elections/pack/edit.ts';
import { packProblemText } from './words-problems.ts';

export const unansweredWords = {
  title: 'Câu hỏi chưa trả lời được',
  none: 'Chưa có câu hỏi nào. Ở đây hiện những câu từ ba người trở lên đã hỏi, hoặc người hỏi đã đồng ý gửi cho cán bộ.',
  how: 'Không ghi ai đã hỏi. Số điện thoại, tên, địa chỉ nhà đã được bỏ ra; mỗi câu được giữ 30 ngày.',
  question: 'Câu hỏi',
  count: 'Số lần',
  days: 'Ngày hỏi gần nhất',
  channels: 'Kênh',
  assigned: 'Người nhận việc',
  nobody: 'chưa ai',
  groups: 'nhóm câu hỏi',
  doneMark: 'đã xong',
  wordings: 'Các cách đã hỏi',
  nearest: 'Điều gần nhất đang có',
  noNearest: 'Không có điều nào gần.',
  now: 'Nếu hỏi bây giờ, bot trả lời:',
  addWording: 'Thêm cách hỏi vào điều đã có',
  fact: 'Mã của điều đó (ví dụ: voting-age)',
  wording: 'Cách hỏi',
  addFact: 'Viết điều mới',
  notOurs: 'Câu này chúng ta không trả lời',
  about: 'Hỏi về việc gì (ví dụ: chỗ gửi xe ở phòng bỏ phiếu)',
  says: 'Câu nói với người dân (ví dụ: Nguồn tôi có không nêu chỗ gửi xe.)',
  nextStep: 'Bước tiếp theo (ví dụ: Bác hỏi UBND xã.)',
  propose: 'Gửi đề xuất',
  assign: 'Tôi nhận việc này',
  done: 'Xong, báo cho người đã hỏi',
  doneHow: 'Chỉ xong được khi bot đã trả lời được câu này. Người đã bấm nút gửi sẽ được nhắn lại một lần.',
  notYet: 'Bot chưa trả lời được câu này nên chưa thể đánh dấu xong. Hãy đăng đề xuất trước, đợi vài giây rồi thử lại.',
  gone: 'Câu hỏi này không còn nữa (đã quá 30 ngày).',
  saved: 'Đã lưu.',
};

export const proposalWords = {
  title: 'Đề xuất thay đổi kiến thức',
  none: 'Chưa có đề xuất nào.',
  open: 'Đang chờ người khác đăng',
  ended: 'Đã kết thúc',
  published: 'đã đăng',
  dropped: 'đã bỏ',
  by: 'Người đề xuất',
  day: 'Ngày',
  what: 'Nội dung',
  before: 'Trước',
  after: 'Sau',
  changes: 'Những dòng thay đổi',
  publish: 'Đăng',
  drop: 'Bỏ đề xuất',
  own: 'Đề xuất của chính mình thì người khác đăng.',
  editorsPublish: 'Biên tập viên xem và đăng đề xuất này.',
  otherCommune: 'Tài khoản của cán bộ xã, phường chỉ thay đổi được nơi bỏ phiếu của xã, phường mình. Chưa có gì thay đổi.',
  notAnEditor: 'Tài khoản của bạn không có quyền biên tập.',
  doubted: 'không đăng được, cần gửi lại',
  doubts: {
    unsealed:
      'Đề xuất này chưa được niêm phong (gửi từ phiên bản cũ, hoặc không do hệ thống ghi) nên không đăng được: hãy bỏ đi và gửi lại.',
    altered: 'Đề xuất này đã bị sửa ngoài hệ thống sau khi gửi nên không đăng được: hãy bỏ đi, gửi lại và báo quản trị.',
  },
  wasEnded: 'Đề xuất này đã được đăng hoặc bỏ rồi.',
  unknown: 'Không có đề xuất này.',
  done: 'Đã đăng. Bot dùng nội dung mới sau vài giây.',
  unrecorded: 'Đã đăng, nhưng chưa ghi được vào kho git: báo người quản trị máy chủ.',
  saved: 'Đã lưu đề xuất. Người khác xem và đăng.',
  wasDropped: 'Đã bỏ đề xuất.',
  versions: 'Các lần đã đăng',
  goBack: 'Về trước lần này',
  noVersions: 'Chưa đăng lần nào.',
  proposals: 'đề xuất',
  publications: 'lần đăng',
  lines: 'dòng',
};

export const factListWords = {
  title: 'Những điều bot biết',
  look: 'Tìm theo chữ (không cần dấu) hoặc theo mã',
  search: 'Tìm',
  found: (shown: number, total: number): string => (shown < total ? `${shown} trong ${total} điều` : `${total} điều`),
  tried: 'Bot trả lời bây giờ',
  another: 'Thêm cách hỏi',
  ways: 'cách hỏi',
  gone: 'Không có điều này. Có thể nó đã được đổi mã hoặc bỏ đi.',
};

export const factFormWords = {
  title: 'Viết điều mới',
  how: 'Mỗi điều là một hai câu ngắn, đúng vào mọi lúc: viết rõ ngày, năm; không viết “hiện nay”.',
  id: 'Mã (chữ thường không dấu, số, gạch nối)',
  topic: 'Chủ đề (ví dụ: voting)',
  statement: 'Câu trả lời',
  value: 'Giá trị ngắn nhất (ví dụ: 18 tuổi)',
  measure: 'Điều này đo hay quy định việc gì (ví dụ: tuổi bầu cử)',
  year: 'Năm, nếu chỉ đúng một năm',
  level: 'Cấp',
  levels: { all: 'mọi cấp', 'national-assembly': 'Quốc hội', province: 'HĐND tỉnh', commune: 'HĐND xã' },
  area: 'Nơi áp dụng (ví dụ: cả nước)',
  source: 'Nguồn: mã trong sổ nguồn, hoặc news: và mã bài báo',
  sources: 'Nguồn',
  sourcesHint: 'Nguồn mạnh nhất đứng đầu. Để trống ô cuối nếu không thêm nguồn.',
  article: 'Điều, khoản hoặc số văn bản',
  subject: 'Nói về ai, về cái gì (cụm danh từ)',
  validFrom: 'Có hiệu lực từ ngày',
  validTo: 'Đến hết ngày',
  nextStep: 'Bước tiếp theo cho người dân (một câu)',
  values: 'Từng số liệu trong câu trả lời',
  valuesHint:
    'Để bot so với điều người dân hoặc thông báo nói. Mỗi số, ngày, giờ, tên phải có trong câu trả lời hoặc câu trích. Số viết bằng chữ số, không có dấu chấm hàng nghìn (76198214; 99.7).',
  row: (row: number): string => `Số liệu ${row}`,
  sourceRow: (row: number): string => (row === 1 ? 'Mã nguồn chính' : `Mã nguồn ${row}`),
  articleRow: (row: number): string => `Điều, khoản, số của nguồn ${row}`,
  of: 'Của cái gì',
  valueKind: 'Loại',
  valueKinds: {
    number: 'số',
    date: 'ngày (năm-tháng-ngày)',
    hours: 'giờ (07:00 hoặc 07:00-19:00)',
    person: 'tên người',
    text: 'chữ',
  },
  is: 'Là',
  to: 'Đến (nếu là khoảng)',
  unit: 'Đơn vị của số',
  comparator: 'So sánh',
  comparators: { exactly: 'đúng bằng', 'at-least': 'ít nhất', 'at-most': 'nhiều nhất', within: 'trong khoảng', about: 'khoảng' },
  editTitle: (id: string): string => `Sửa điều ${id}`,
  edit: 'Sửa điều này',
  howToEdit: 'Chỉ những ô bạn đổi mới được ghi lại; phần khác của tệp giữ nguyên. Đề xuất do người khác đăng.',
  wrongFields: 'Chưa gửi được. Xem chỗ cần sửa ở từng ô bên dưới.',
  versions: 'Các bản đã đăng của điều này',
  fromVersion: (number: number): string => `Đã điền theo bản số ${number}. Xem lại rồi gửi đề xuất để trở về bản này.`,
  openVersion: 'Lấy lại bản này',
  quote: 'Câu trong nguồn chứng minh điều này',
  confidence: 'Độ chắc',
  confidences: {
    'single-source': 'một nguồn',
    established: 'hai nguồn, hoặc điều của luật',
    official: 'văn bản của chính cơ quan',
    derived: 'suy ra',
  },
  kind: 'Loại câu hỏi',
  kinds: {
    what: 'là gì',
    'how-many': 'bao nhiêu',
    when: 'khi nào',
    where: 'ở đâu',
    who: 'ai',
    'which-unit': 'đơn vị nào',
    'how-to': 'làm thế nào',
    'yes-no': 'có hay không',
  },
  asks: 'Các cách hỏi, mỗi dòng một cách',
};

const conflicts = {
  gone: 'Điều này không còn trong kho kiến thức.',
  changed: 'Tệp đã được sửa bằng tay sau khi đề xuất, nên chưa thay đổi gì. Hãy xem lại rồi đề xuất lại.',
  'there-already': 'Nội dung này đã có rồi.',
  'foreign-file': 'Tệp này không thuộc kho kiến thức.',
  'unclear-file': 'Tệp viết theo cách mà trang này không sửa được từng dòng. Hãy nhờ người giữ kho kiến thức sửa trong tệp.',
};

/** Why an edit does not fit, one sentence each. */
export const editRefusalTexts = (tried: Exclude<EditTried, { kind: 'fits' }>): string[] =>
  tried.kind === 'conflict' ? [conflicts[tried.why]] : [...new Set(tried.problems.map(packProblemText))];

/** An edit in a few words. */
export function editName(edit: PackEdit): string {
  switch (edit.kind) {
    case 'wording':
      return `Cách hỏi mới cho ${edit.fact}: “${edit.wording}”`;
    case 'unknown':
      return `Không trả lời: ${edit.unknown.about}`;
    case 'fact':
      return `Điều mới ${edit.fact.id}: ${edit.fact.statement}`;
    case 'change':
      return `Sửa ${edit.fact.id}: ${edit.fact.statement}`;
    case 'milestone':
      return `Sửa mốc ${edit.milestone.name}: ${edit.milestone.date.split('-').reverse().join('/')}`;
    case 'province':
      return 'Sửa nơi liên hệ, câu hỏi gợi ý và tên trang';
    case 'article':
      return `Bài báo: ${edit.document.title} (${edit.document.publisher})`;
    case 'stations':
      return `Nơi bỏ phiếu của ${edit.title}: ${edit.rows.length} khu vực`;
    case 'restore':
      return 'Trở về nội dung trước';
  }
}

export const tryWords = {
  title: 'Bot sẽ trả lời',
  how: 'Kho kiến thức thật chưa đổi. Đây là câu trả lời nếu thay đổi này được đăng.',
  first: (question: string): string => `Câu hỏi thử: ${question}`,
  others: 'Các câu hỏi thử',
  kinds: { this: 'trả lời từ nội dung này', other: 'trả lời từ nội dung khác', clarify: 'hỏi lại', none: 'không trả lời được' },
  questions: 'Câu hỏi thử (mỗi dòng một câu, nhiều nhất năm câu)',
  questionsHint: 'Để trống thì dùng năm câu có sẵn.',
  look: 'Xem thử',
  propose: 'Gửi đề xuất',
  waits: 'Xem thử mất vài giây.',
  failed: 'Chưa xem thử được. Hãy thử lại sau ít phút.',
};

/** What somebody of a hamlet asks; `commune` with its type. */
export const stationQuestion = (hamlet: string, commune: string): string => `tôi ở ${hamlet}, ${commune} thì bỏ phiếu ở đâu`;

/** What somebody asks of a milestone. */
export const milestoneQuestion = (name: string): string => `${name} là ngày nào`;
