/** What administrators read while they keep the list of officials. Vietnamese. */

import type { OfficialSummary } from '../announcements/managing.ts';
import type { BreakGlassRefusal } from '../announcements/people/break-glass.ts';
import type { ManagingRefusal } from '../announcements/people/changing.ts';
import type { SigningInRefusal } from '../announcements/people/signing-in.ts';
import { roleName, vietnamTime } from '../announcements/words.ts';

export const officialsWords = {
  nobody: 'Chưa có cán bộ nào. Thêm quản trị đầu tiên: cutri official add <tài-khoản> --person <người> --name <tên> --role admin',
  added: (id: string) => `Đã thêm tài khoản ${id}.`,
  enabled: (id: string) => `Đã mở lại tài khoản ${id}.`,
  disabled: (id: string) => `Đã khóa tài khoản ${id}: từ lúc này mọi việc và mọi lần duyệt của tài khoản này không còn giá trị.`,
  enrolled: (id: string) => `Tài khoản ${id} có mã xác thực mới; mã cũ không còn dùng được.`,
  glassBroken: (id: string) =>
    `Tài khoản ${id} có mã xác thực mới, cấp khẩn cấp. Việc này đã ghi vào nhật ký và đã báo cho mọi cán bộ có liên kết.`,
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
export function listLine({ id, name, person, roles, disabled, linked }: OfficialSummary): string {
  return [id, `${name} (${person})`, roles.map(roleName).join(', '), disabled ? 'ĐÃ KHÓA' : (linked ?? 'chưa liên kết')].join(
    '  ',
  );
}

/** The address an authenticator app reads, and the secret for typing by hand. */
export function authenticatorText(address: string): string {
  const secret = new URL(address).searchParams.get('secret') ?? '';
  return [
    'Đưa cho người đó ngay, qua đường riêng; chỉ hiện một lần này:',
    address,
    `Nhập tay: ${secret.replace(/.{4}(?=.)/gu, '$& ')}`,
  ].join('\n');
}

export const linkText = (id: string, code: string, expiresAt: string): string =>
  `Cán bộ nhắn cho bot, trước ${vietnamTime(expiresAt)}:\n/lienket ${id} ${code}\nMã chỉ dùng một lần.`;

/** `image`: a QR code of the address. */
export const invitationText = (id: string, address: string, expiresAt: string, image: string): string =>
  `Đưa riêng cho người giữ tài khoản ${id}. Dùng một lần, trước ${vietnamTime(expiresAt)}; mật khẩu và mã xác thực cũ vẫn dùng được đến lúc đó:\n${address}\n\n${image}`;

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
      return 'Thiếu --role: author (soạn), approver (duyệt), auditor (kiểm tra), admin (quản trị).';
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
    case 'no-console':
      return 'Bàn làm việc đang tắt (CUTRI_CONSOLE=off) nên không có gì để mời vào.';
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
