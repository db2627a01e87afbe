/** What administrators read while they keep the list of officials. Vietnamese. */

import type { OfficialSummary } from '../announcements/managing.ts';
import type { BreakGlassRefusal } from '../announcements/people/break-glass.ts';
import type { ManagingRefusal } from '../announcements/people/changing.ts';
import type { EnrollingRefusal } from '../announcements/people/enrolling.ts';
import type { InvitationPass } from '../announcements/people/inviting.ts';
import type { SigningInRefusal } from '../announcements/people/signing-in.ts';
import { roleName } from '../announcements/people/words-officials.ts';
import { vietnamTime } from '../announcements/words.ts';
import type { NamedCommunes } from '../conversations/commune-names.ts';
import { placeTitle } from '../elections/places.ts';

export const officialsWords = {
  nobody: 'Chưa có cán bộ nào. Thêm quản trị đầu tiên: cutri official add <tài-khoản> --person <người> --name <tên> --role admin',
  added: (id: string) => `Đã thêm tài khoản ${id}.`,
  enabled: (id: string) => `Đã mở lại tài khoản ${id}.`,
  disabled: (id: string) => `Đã khóa tài khoản ${id}: từ lúc này mọi việc và mọi lần duyệt của tài khoản này không còn giá trị.`,
  enrolled: (id: string) => `Ứng dụng xác thực cũ của ${id} không còn dùng được.`,
  invited: 'Mật khẩu và ứng dụng xác thực cũ vẫn dùng được cho đến khi lời mời được dùng.',
  askInvitation: 'Đường dẫn hoặc mã mời (quản trị đưa cho bạn): ',
  needsInvitation: 'Thiếu --invitation: đường dẫn hoặc mã mời mà quản trị đã đưa.',
  askNewCode: 'Mã 6 số mà ứng dụng vừa cài đang hiện: ',
  thenCode: (id: string) =>
    `Rồi gõ, ở chính cửa sổ này: cutri official accept ${id} --invitation <lời mời> --code <mã 6 số ứng dụng đang hiện>`,
  accepted: (id: string) => `Xong: tài khoản ${id} dùng ứng dụng xác thực vừa cài, chỉ mình bạn giữ. Lời mời đã hết giá trị.`,
  glassBroken: (id: string) =>
    `Cấp khẩn cấp: ứng dụng xác thực cũ của ${id} không còn dùng được. Việc này đã ghi vào nhật ký và đã báo cho mọi cán bộ có liên kết.`,
  needsCodes: 'Thiếu --code: mã 6 số của từng quản trị, theo thứ tự các --by.',
  askLoginCode: (id: string) => `Mã 6 số trong ứng dụng xác thực của ${id}: `,
  needsCode: 'Thiếu --code: mã 6 số đang hiện trong ứng dụng xác thực.',
  signedIn: (id: string, until: string) =>
    `Đã đăng nhập: ${id}, chỉ ở cửa sổ dòng lệnh này, đến ${vietnamTime(until)}. Xong việc, hãy gõ: cutri official logout`,
  signedOut: (ids: readonly string[]) =>
    ids.length === 0 ? 'Ở đây không có ai đang đăng nhập.' : `Đã đăng xuất: ${ids.join(', ')}.`,
  askCodeOf: (id: string) => `Mã 6 số của ${id}: `,
};

/** `lan  Nguyễn Lan (can-bo-17)  người soạn, người duyệt  telegram`. */
/** `title`: of a commune by its code. */
export function listLine(official: OfficialSummary, title = (code: string): string => code): string {
  const { id, name, person, roles, commune, disabled, linked, notices = [] } = official;
  const chats = [...(linked === undefined ? [] : [linked]), ...notices.map((channel) => `${channel} (chỉ báo tin)`)];
  const held = roles.map((role) =>
    role === 'commune' && commune !== undefined ? `${roleName(role)}: ${title(commune)}` : roleName(role),
  );
  return [
    id,
    `${name} (${person})`,
    held.join(', '),
    disabled ? 'ĐÃ KHÓA' : chats.length > 0 ? chats.join(', ') : 'chưa liên kết',
  ].join('  ');
}

/** Why a name is not that of one commune, and what to write. */
export function communeUnclearText(typed: string, { found, unclear, unknown }: NamedCommunes): string {
  const meant = [...found, ...unclear.flatMap(({ candidates }) => candidates)].map((one) => `${placeTitle(one)} (${one.code})`);
  if (meant.length > 1) return `--commune “${typed}” có thể là ${meant.join(', ')}. Hãy ghi đúng một xã, phường, hoặc mã của nó.`;
  const near = unknown.flatMap(({ suggestions }) => suggestions);
  return `--commune: không có xã, phường nào tên “${typed}”.${near.length > 0 ? ` Có phải: ${near.join(', ')}?` : ' Hãy ghi tên hoặc mã như trong places/communes.csv.'}`;
}

/** The address an authenticator app reads, the secret for typing by hand, and a QR code of both. */
export function authenticatorText(address: string, image: string): string {
  const secret = new URL(address).searchParams.get('secret') ?? '';
  return [
    'Quét bằng ứng dụng xác thực trên điện thoại của bạn. Không đưa ai xem, không chụp lại:',
    image,
    address,
    `Nhập tay: ${secret.replace(/.{4}(?=.)/gu, '$& ')}`,
  ].join('\n');
}

export const linkText = (id: string, code: string, expiresAt: string): string =>
  `Cán bộ nhắn cho bot, trước ${vietnamTime(expiresAt)}:\n/lienket ${id} ${code}\nMã chỉ dùng một lần. Ở Telegram thì làm việc được; ở Zalo và trang web thì chỉ nhận tin báo việc.`;

/** What is handed to the owner of an account. `image`: a QR code of the link. */
export function invitationText(id: string, pass: InvitationPass, image = ''): string {
  const whose = `Đưa riêng cho người giữ tài khoản ${id}; người đó tự cài ứng dụng xác thực, không ai khác thấy khóa. Dùng một lần, trước ${vietnamTime(pass.expiresAt)}:`;
  return pass.kind === 'link'
    ? `${whose}\n${pass.address}\n\n${image}\nKhông mở được trang này thì gõ trên máy chủ, bằng người dùng của chính mình: cutri official accept ${id}`
    : `${whose}\n${pass.code}\nNgười đó gõ, bằng người dùng của chính mình: cutri official accept ${id}`;
}

/** Why an authenticator was not set up, and what to do. */
export function enrollingText(refusal: EnrollingRefusal): string {
  switch (refusal.code) {
    case 'no-terminal':
      return 'Không biết lệnh này được gõ ở đâu. Hãy gõ trong một cửa sổ dòng lệnh trên máy chủ.';
    case 'no-invitation':
      return 'Lời mời không đúng tài khoản này, đã quá hạn hoặc đã dùng. Nếu chính bạn chưa dùng thì có người khác đã dùng: báo ngay cho quản trị khác.';
    case 'new-code-wrong':
      return 'Mã không khớp với ứng dụng vừa cài. Hãy chờ mã mới rồi gõ lại; nếu đã đổi cửa sổ dòng lệnh thì phải quét lại.';
  }
}

/** Why somebody was not signed in, and what to do. */
export function signingInText(refusal: SigningInRefusal): string {
  switch (refusal.code) {
    case 'no-terminal':
      return 'Không biết lệnh này được gõ ở đâu nên không đăng nhập được. Hãy gõ trong một cửa sổ dòng lệnh trên máy chủ.';
    case 'code-wrong':
      return 'Tài khoản hoặc mã xác thực không đúng, hoặc mã đã dùng. Hãy chờ mã mới rồi đăng nhập lại.';
    case 'code-locked':
      return `Nhập sai nhiều lần ở đây, tạm khóa đăng nhập đến ${vietnamTime(refusal.until)}.`;
  }
}

/** Why the list of officials was left as it is, and what to do. */
export function managingText(refusal: ManagingRefusal): string {
  switch (refusal.code) {
    case 'bad-id':
      return 'Tên tài khoản chỉ gồm chữ thường không dấu, số và gạch nối, tối đa 32 ký tự, ví dụ: lan-1.';
    case 'bad-person':
      return 'Mã người (--person) chỉ gồm chữ không dấu, số và gạch nối, ví dụ: cb-02.';
    case 'known-id':
      return 'Đã có tài khoản tên này. Xem: cutri official list';
    case 'unknown-official':
      return 'Không có tài khoản này. Xem: cutri official list';
    case 'no-roles':
      return 'Thiếu --role: author (soạn), approver (duyệt), editor (biên tập), commune (cán bộ xã, phường), auditor (kiểm tra), admin (quản trị).';
    case 'no-commune':
      return 'Vai trò commune cần một xã, phường của kho dữ liệu: --role commune --commune "xã Tân Hòa"; vai trò khác không kèm --commune.';
    case 'commune-alone':
      return 'Vai trò commune đứng riêng một mình trong một tài khoản. Người có thêm việc khác thì cần một tài khoản khác, cùng --person.';
    case 'admin-first':
      return 'Tài khoản đầu tiên phải có quyền quản trị: --role admin.';
    case 'needs-admins':
      return `Cần mã xác thực của ${refusal.count} quản trị khác nhau, không phải chính người được thay đổi: --by <tài-khoản> --code <mã>, lặp lại cho từng người.`;
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

/** Why no emergency authenticator was given, and what to do. */
export function breakGlassText(refusal: BreakGlassRefusal): string {
  switch (refusal.code) {
    case 'no-reason':
      return 'Cần nêu lý do (--reason), từ 10 ký tự: lý do được ghi vào nhật ký.';
    case 'has-other-admin':
      return `Còn quản trị khác (${refusal.id}): nhờ người đó cấp lại mã, cutri official enrol <tài-khoản> --by ${refusal.id}`;
    default:
      return managingText(refusal);
  }
}
