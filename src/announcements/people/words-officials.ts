/** What officials are called, and what is said of changes among them. Vietnamese. */
import type { Role } from './officials.ts';

const roleNames: Record<Role, string> = {
  author: 'người soạn',
  approver: 'người duyệt',
  editor: 'biên tập viên',
  commune: 'cán bộ xã, phường',
  auditor: 'người kiểm tra',
  admin: 'quản trị',
};

export const roleName = (role: Role): string => roleNames[role];

const officialActions: Record<string, string> = {
  add: 'được thêm',
  disable: 'bị khóa',
  enable: 'được mở lại',
  totp: 'được cấp lại mã xác thực',
  'link-code': 'được cấp mã liên kết',
  roles: 'được đổi vai trò',
  'break-glass': 'được cấp lại mã xác thực khẩn cấp ngay trên máy chủ, không có ai xác nhận',
  invite: 'được mời vào bàn làm việc, đặt lại mật khẩu và mã xác thực',
};

/** What approvers are told when somebody who may approve, or make approvers, was added or changed. */
export function officialsChanged(
  action: string,
  { name, id, roles: held }: { name: string; id: string; roles: readonly Role[] },
): string {
  return `Danh sách cán bộ thay đổi: tài khoản ${name} (${id}; ${held.map(roleName).join(', ')}) ${officialActions[action] ?? 'đã thay đổi'}. Nếu việc này không đúng, báo ngay cho quản trị.`;
}
