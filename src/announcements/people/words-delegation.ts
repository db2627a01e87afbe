/** What officials read of approving in somebody else's name. Vietnamese; times come as they are written. */

export const behalfWords = {
  approver: (by: string): string => `Người duyệt: ${by}`,
  behalf: (of: string, from: string, until: string): string => `thay mặt ${of} (ủy quyền từ ${from} đến ${until})`,
  may: (behalf: string): string => `Bạn có thể duyệt ${behalf}.`,
  flaw: 'ủy quyền duyệt đã bị thu hồi hoặc không còn giá trị',
  delegatorWrote: 'người ủy quyền cũng là người soạn hoặc người trình',
};

/** Why an approval in somebody's name was not taken, and what to do. */
export function behalfRefusal(
  refusal:
    | { code: 'no-delegation' | 'template-in-own-name' }
    | { code: 'behalf-unclear'; of: readonly string[] }
    | { code: 'delegator-wrote'; of: string },
): string {
  switch (refusal.code) {
    case 'no-delegation':
      return 'Không có ủy quyền nào đang có hiệu lực để bạn duyệt thay mặt người này. Xem các ủy quyền: cutri official delegations, hoặc trang Ủy quyền duyệt.';
    case 'behalf-unclear':
      return `Có nhiều người ủy quyền cho bạn: ${refusal.of.join(', ')}. Hãy chọn duyệt thay mặt ai (ở dòng lệnh: --behalf <tài khoản>).`;
    case 'delegator-wrote':
      return `${refusal.of} đã soạn, sửa hoặc trình thông báo này, nên không ai được duyệt thay mặt ${refusal.of}. Cần người duyệt khác.`;
    case 'template-in-own-name':
      return 'Mẫu khẩn dùng được lâu dài nên phải do chính người có quyền duyệt duyệt, không duyệt thay mặt.';
  }
}
