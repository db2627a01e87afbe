/** Every sentence an official reads, and the lines around an announcement. Vietnamese. */
import type { Action, Announcement, Kind, State } from './announcement.ts';
import { imageFaultText } from './images/words.ts';
import type { ApprovalFlaw } from './people/given-approval.ts';
import { behalfRefusal, behalfWords } from './people/words-delegation.ts';
import { logRefusalText } from './people/words-log.ts';
import { roleName } from './people/words-officials.ts';
import type { Refusal } from './refusal.ts';
import { repeatFlawText } from './repeating/words.ts';
import type { Audience } from './sending/audience.ts';
import { templateRefusalText, templateWords } from './templates/words.ts';

/** Lines around the text of an announcement. */
export const frame = {
  trial: '🟨 BẢN THỬ – chưa phát hành, không chuyển tiếp',
  heading(kind: Kind, about: number | undefined): string {
    switch (kind) {
      case 'drill':
        return '🟦 DIỄN TẬP – KHÔNG PHẢI THÔNG BÁO THẬT';
      case 'correction':
        return `ĐÍNH CHÍNH thông báo số ${about}`;
      case 'retraction':
        return `THU HỒI thông báo số ${about}. Nội dung thông báo đó không còn giá trị.`;
      case 'template':
      case 'emergency':
        return templateWords.heading;
      case 'notice':
      case 'reminder':
        return '';
    }
  },
  /** The first line of an announcement, after what it is. */
  title: (heading: string, line: string): string => (heading ? `${heading}${heading.endsWith('.') ? ' ' : ': '}${line}` : line),
  quoted: (about: number, text: string): string => `Thông báo số ${about} trước đây viết (nay không còn giá trị): “${text}”`,
  closing(kind: Kind, number: number | '…', issuer: string): string {
    if (kind === 'template') return frame.closing('emergency', '…', issuer);
    return kind === 'drill'
      ? `DIỄN TẬP số ${number} của ${issuer}, chỉ gửi cán bộ.`
      : `Thông báo số ${number} của ${issuer}. Kiểm tra thật giả: nhắn /kiemtra ${number}. Ngừng nhận: nhắn /huy`;
  },
};

const stateNames: Record<State, string> = {
  draft: 'bản nháp',
  submitted: 'chờ duyệt',
  approved: 'đã duyệt',
  scheduled: 'đã hẹn giờ',
  sending: 'đang gửi',
  paused: 'tạm dừng',
  finished: 'đã gửi xong',
  stopped: 'đã dừng',
  missed: 'lỡ giờ',
  expired: 'hết hiệu lực',
};

export const stateName = (state: State): string => stateNames[state];

const kindNames: Record<Kind, string> = {
  notice: 'Thông báo',
  drill: 'DIỄN TẬP',
  correction: 'Đính chính',
  retraction: 'Thu hồi',
  reminder: 'Nhắc lịch',
  template: 'Mẫu khẩn',
  emergency: 'Thông báo khẩn',
};

export const kindName = (kind: Kind): string => kindNames[kind];

/** `Thông báo số 12`: what everybody may call it by. */
export const publicName = ({ kind, number }: Pick<Announcement, 'kind' | 'number'>): string => `${kindNames[kind]} số ${number}`;

/** `Thông báo số 12 (chờ duyệt)`. */
export function announcementName({ kind, number, state }: Pick<Announcement, 'kind' | 'number' | 'state'>): string {
  return `${publicName({ kind, number })} (${stateNames[state]})`;
}

const actionNames: Record<Action | 'correct' | 'retract', string> = {
  edit: 'sửa',
  submit: 'trình duyệt',
  approve: 'duyệt',
  return: 'trả lại',
  schedule: 'hẹn giờ',
  send: 'gửi',
  pause: 'tạm dừng',
  resume: 'gửi tiếp',
  stop: 'dừng',
  finish: 'kết thúc',
  miss: 'ghi lỡ giờ',
  expire: 'ghi hết hiệu lực',
  recount: 'đếm lại người nhận',
  correct: 'đính chính',
  retract: 'thu hồi',
};

/** Topics as they are called in a sentence about who is written to. */
export const topicTitles = { milestones: 'các mốc bầu cử', reform: 'cải cách hành chính' };

/** Whom an audience names, in words. `communeName`: code → name with its type. */
export function audienceName(audience: Audience | undefined, communeName: (code: string) => string): string {
  switch (audience?.kind) {
    case undefined:
      return '(chưa chọn)';
    case 'everyone':
      return 'TẤT CẢ người đăng ký';
    case 'topics':
      return `người đăng ký ${audience.topics.map((topic) => topicTitles[topic]).join(', ')}`;
    case 'communes':
      return `người đăng ký tin của ${audience.communes.map(communeName).join(', ')}`;
    case 'communes-and-topics': {
      const topics = audience.topics.map((topic) => topicTitles[topic]).join(' hoặc ');
      return `người vừa đăng ký tin của ${audience.communes.map(communeName).join(', ')}, vừa đăng ký ${topics}`;
    }
    case 'officials':
      return 'cán bộ (diễn tập)';
    case 'reached':
      return audience.rest
        ? 'người đã nhận thông báo gốc, sau đó là người chưa kịp nhận'
        : 'người đã nhận (hoặc có thể đã nhận) thông báo gốc';
  }
}

/** A number of people as officials see it: small groups are not counted out. */
export function peopleCount(count: number): string {
  if (count === 0) return '0';
  return count < 10 ? 'dưới 10' : count.toLocaleString('vi-VN');
}

/** What a correction or retraction does not reach any more; empty where it reaches all who are counted. `known`: see `AudienceCount`. */
export function knownText({ known }: { known?: number }): string {
  if (known === undefined) return '';
  const why = 'hệ thống chỉ giữ người nhận một tuần sau lần gửi cuối, và xóa ai yêu cầu';
  return known === 0
    ? `⚠️ Không còn biết ai đã nhận thông báo gốc (${why}). Tin này sẽ không đến ai, chỉ hiện khi tra số thông báo gốc. Muốn báo cho mọi người, hãy soạn thông báo mới.`
    : `⚠️ Chỉ còn gửi được cho ${peopleCount(known)} trong số đó (${why}).`;
}

/** Words to be typed before an announcement to everyone, or a drill, is approved; `undefined`: none needed. */
export function confirmationWords(kind: Kind, audience: Audience | undefined): string | undefined {
  if (kind === 'drill') return 'DIỄN TẬP';
  if (kind === 'template') return 'MẪU KHẨN';
  return audience?.kind === 'everyone' ? 'GỬI TẤT CẢ' : undefined;
}

const flaws: Record<ApprovalFlaw, string> = {
  'not-approved': 'chưa được duyệt',
  'content-changed': 'nội dung khác với nội dung đã duyệt',
  'image-changed': 'hình trong kho không còn hoặc khác với hình đã duyệt',
  'not-sealed-here': 'dấu duyệt không hợp lệ',
  'issuer-changed': 'cơ quan phát hành (CUTRI_ISSUER) khác với lúc duyệt',
  'by-a-writer': 'người duyệt cũng là người soạn hoặc người trình',
  'delegator-wrote': behalfWords.delegatorWrote,
  'delegation-void': behalfWords.flaw,
  'not-as-template': 'không đúng với mẫu khẩn đã duyệt',
  'not-as-planned': 'không đúng với lịch lặp lại đã duyệt',
  'not-as-logged': 'nhật ký không ghi lần duyệt này là việc cuối cùng',
  'before-restart': 'đã duyệt trước khi nhật ký được lập lại',
  'no-longer-approver': 'người duyệt không còn quyền duyệt',
  'author-no-longer-author': 'người soạn không còn quyền soạn',
  'too-old': 'đã duyệt quá 24 giờ',
};

export const flawText = (flaw: ApprovalFlaw): string => flaws[flaw];

/** `2026-03-01T01:00:00.000Z` → `08:00 ngày 01/03/2026` (Vietnam time). */
export function vietnamTime(iso: string): string {
  const local = new Date(Date.parse(iso) + 7 * 3_600_000).toISOString();
  return `${local.slice(11, 16)} ngày ${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)}`;
}

/** Why a request was not carried out and what to do. */
export function refusalText(refusal: Refusal): string {
  switch (refusal.code) {
    case 'unknown-announcement':
      return 'Không có thông báo nào mang số này.';
    case 'unknown-official':
      return 'Tài khoản này không phải của cán bộ, hoặc đã bị khóa.';
    case 'not-signed-in':
      return `Tài khoản ${refusal.id} chưa đăng nhập ở cửa sổ dòng lệnh này, hoặc đã quá 30 phút. Đăng nhập: cutri official login ${refusal.id}`;
    case 'code-needed':
      return 'Gửi cho tất cả mọi người, hoặc gửi khẩn, thì cần thêm mã 6 số đang hiện trong ứng dụng xác thực (ở dòng lệnh: --code <mã>).';
    case 'not-permitted':
      return refusal.needs.length > 0
        ? `Bạn không có quyền làm việc này. Cần quyền: ${refusal.needs.map(roleName).join(' hoặc ')}.`
        : 'Việc này chỉ hệ thống tự làm.';
    case 'wrong-state':
      return `Không thể ${actionNames[refusal.action]} khi thông báo ở trạng thái “${stateNames[refusal.state]}”.`;
    case 'changed-meanwhile':
      return 'Có người vừa thay đổi thông báo này. Hãy xem lại rồi làm lại.';
    case 'no-text':
      return 'Chưa có nội dung.';
    case 'image':
      return imageFaultText(refusal.fault);
    case 'no-audience':
      return 'Chưa chọn người nhận. Muốn gửi mọi người thì phải chọn rõ “tất cả”.';
    case 'nobody':
      return 'Không có ai trong nhóm người nhận này.';
    case 'no-expiry':
      return 'Chưa có thời điểm hết hiệu lực.';
    case 'time-past':
      return 'Thời điểm gửi hoặc hết hiệu lực đã qua hoặc không hợp lệ. Giờ gửi phải ở phía trước và trước giờ hết hiệu lực.';
    case 'drill-audience':
      return 'Tin diễn tập chỉ gửi được cho cán bộ, và chỉ tin diễn tập mới gửi cho cán bộ.';
    case 'text':
      return ['Văn bản cần xem lại:', ...refusal.findings.map(({ message }) => `• ${message}`)].join('\n');
    case 'no-reason':
      return 'Hãy ghi lý do.';
    case 'not-what-was-shown':
      return 'Nội dung đã khác với bản bạn vừa xem. Hãy xem lại bản mới.';
    case 'confirmation':
      return `Để xác nhận, hãy gõ đúng: ${refusal.phrase}`;
    case 'code-wrong':
      return 'Mã xác thực không đúng hoặc đã dùng. Hãy chờ mã mới rồi nhập lại.';
    case 'code-locked':
      return `Nhập sai nhiều lần, tạm khóa mã đến ${vietnamTime(refusal.until)}.`;
    case 'own-writing':
      return 'Người soạn, sửa hoặc trình thông báo không được tự duyệt, kể cả bằng tài khoản khác.';
    case 'no-delegation':
    case 'behalf-unclear':
    case 'delegator-wrote':
    case 'template-in-own-name':
      return behalfRefusal(refusal);
    case 'approval':
      return `Không gửi được: ${flaws[refusal.flaw]}.`;
    case 'log-broken':
      return `${logRefusalText(refusal.verdict)}.`;
    case 'not-due':
      return `Thông báo được duyệt để gửi lúc ${vietnamTime(refusal.sendAt)}. Muốn gửi giờ khác phải sửa và duyệt lại.`;
    case 'not-a-template':
    case 'blanks':
    case 'beyond-template':
    case 'already-sent':
      return templateRefusalText(refusal);
    case 'repeat':
      return repeatFlawText(refusal.why);
    case 'no-time':
      return 'Thông báo này không có giờ gửi: hãy dùng lệnh gửi, hoặc sửa để đặt giờ rồi duyệt lại.';
  }
}
