/** What officials read of delegating. Vietnamese. */
import type { DelegationState } from '../people/delegation.ts';
import type { Delegation } from '../people/officials.ts';
import { refusalText, vietnamTime } from '../words.ts';
import type { DelegationRefusal } from './wish.ts';

/** What is said of one delegation. */
interface SaidDelegation {
  id: string;
  of: { id: string; name: string };
  to: { id: string; name: string };
  from: string;
  until: string;
  reason?: string;
}

const time = ({ from, until }: { from: string; until: string }): string => `từ ${vietnamTime(from)} đến ${vietnamTime(until)}`;
const why = ({ reason }: { reason?: string }): string => (reason === undefined ? '' : ` Lý do: ${reason}.`);

const stateNames: Record<DelegationState, string> = {
  'in-force': 'đang có hiệu lực',
  'to-come': 'chưa đến thời hạn',
  over: 'đã hết hạn',
  revoked: 'đã thu hồi',
  void: 'không còn giá trị (tài khoản đã bị khóa hoặc thay đổi)',
};

export const delegatingWords = {
  state: (state: DelegationState): string => stateNames[state],
  time,
  /** `Trần Minh (minh) → Nguyễn Thu (thu)`. */
  pair: ({ of, to }: Pick<SaidDelegation, 'of' | 'to'>): string => `${of.name} (${of.id}) → ${to.name} (${to.id})`,
  /** For the audit log. */
  detail: ({ id, to, reason, ...held }: Pick<Delegation, 'id' | 'to' | 'from' | 'until' | 'reason'>): string =>
    `${id}: ${to}, ${time(held)}${reason === undefined ? '' : `; ${reason}`}`,
  made: {
    of: (one: SaidDelegation): string =>
      `🔑 Bạn đã ủy quyền cho ${one.to.name} duyệt thông báo thay mặt bạn, ${time(one)} (${one.id}).${why(one)} Nếu không phải bạn làm việc này, hãy thu hồi ngay ở trang Ủy quyền duyệt và báo cho quản trị.`,
    to: (one: SaidDelegation): string =>
      `🔑 ${one.of.name} ủy quyền cho bạn duyệt thông báo thay mặt, ${time(one)} (${one.id}).${why(one)} Khi duyệt, biên bản ghi “thay mặt ${one.of.name}”. Thông báo do bạn hoặc ${one.of.name} soạn, sửa, trình thì bạn không duyệt thay được.`,
  },
  revoked: {
    of: (one: SaidDelegation, by: string): string =>
      `${by} đã thu hồi ủy quyền ${one.id}: từ bây giờ ${one.to.name} không duyệt thay mặt bạn nữa. Thông báo đã duyệt thay mà chưa gửi xong thì phải duyệt lại.`,
    to: (one: SaidDelegation, by: string): string =>
      `${by} đã thu hồi ủy quyền ${one.id}: từ bây giờ bạn không duyệt thay mặt ${one.of.name} nữa. Thông báo đã duyệt thay mà chưa gửi xong thì phải duyệt lại.`,
  },
};

/** Why nothing was delegated or revoked, and what to do. */
export function delegationRefusalText(refusal: DelegationRefusal): string {
  switch (refusal.code) {
    case 'unknown-delegate':
      return 'Không có tài khoản này, hoặc tài khoản đã bị khóa: chỉ ủy quyền được cho tài khoản đang dùng.';
    case 'unfit-delegate':
      return 'Tài khoản cán bộ xã, phường không xem được thông báo nên không nhận ủy quyền duyệt được.';
    case 'same-person':
      return 'Người được ủy quyền phải là người khác: đây là tài khoản của chính bạn.';
    case 'delegation-order':
      return 'Thời hạn chưa đúng: phải có lúc bắt đầu và lúc kết thúc, lúc kết thúc ở sau lúc bắt đầu và ở phía trước.';
    case 'delegation-too-long':
      return 'Ủy quyền dài nhất 30 ngày. Cần lâu hơn thì ủy quyền lại khi sắp hết hạn.';
    case 'delegated-already':
      return `Trong thời gian này đã có ủy quyền ${refusal.id}. Mỗi lúc chỉ ủy quyền cho một người: hãy thu hồi ủy quyền đó trước.`;
    case 'unknown-delegation':
      return `Không có ủy quyền ${refusal.id}. Xem các ủy quyền: cutri official delegations`;
    case 'delegation-over':
      return `Ủy quyền ${refusal.id} đã được thu hồi rồi.`;
    case 'code-needed':
      return 'Ủy quyền cần thêm mã 6 số đang hiện trong ứng dụng xác thực của chính bạn.';
    default:
      return refusalText(refusal);
  }
}
