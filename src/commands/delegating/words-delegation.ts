/** What officials read at a terminal while they delegate. Vietnamese. */
import type { DelegationSummary } from '../../announcements/delegating/delegating.ts';
import { delegatingWords } from '../../announcements/delegating/words.ts';

export const delegationCommandWords = {
  badTime: (option: string, typed: string): string =>
    `Không hiểu thời điểm “${typed}” của ${option}. Hãy gõ đủ giờ và ngày, ví dụ: ${option} "08:00 01/12/2031".`,
  askCode: (id: string): string => `Mã 6 số trong ứng dụng xác thực của ${id}: `,
  needsCode: 'Thiếu --code: mã 6 số đang hiện trong ứng dụng xác thực của chính bạn.',
  made: (one: DelegationSummary): string =>
    `Đã ủy quyền (${one.id}): ${one.to.name} duyệt thông báo thay mặt ${one.of.name}, ${delegatingWords.time(one)}. Thu hồi bất cứ lúc nào: cutri official revoke-delegation ${one.id} --as ${one.of.id}`,
  revoked: (one: DelegationSummary): string =>
    `Đã thu hồi ủy quyền ${one.id}: ${one.to.name} không duyệt thay mặt ${one.of.name} nữa. Thông báo đã duyệt thay mà chưa gửi xong thì phải duyệt lại.`,
  /** `kept`: how many there were that count no more. */
  none: (kept: number): string =>
    kept === 0
      ? 'Chưa có ủy quyền nào. Người duyệt đi vắng thì gõ: cutri official delegate --to <tài khoản> --from "…" --until "…" --as <tài khoản của mình>'
      : 'Không có ủy quyền nào đang có hiệu lực hoặc sắp đến. Xem cả những ủy quyền đã hết: thêm --all',
};
