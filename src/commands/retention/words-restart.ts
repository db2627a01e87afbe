/** What `cutri audit restart` says to officials, and what all of them are told. Vietnamese. */
import { askedMinutes, type RestartOutcome, type RestartRefusal } from '../../announcements/retention/audit-restarting.ts';
import { refusalText } from '../../announcements/words.ts';

type Made = Extract<RestartOutcome, { kind: 'done' }>['value'];

export const restartWords = {
  askCode: 'Mã 6 số trong ứng dụng xác thực: ',
  asked: `Đã ghi yêu cầu lập lại nhật ký. Chưa làm gì: trong ${askedMinutes} phút, một quản trị viên hoặc người duyệt khác phải gõ cùng lệnh này bằng tài khoản của mình (--as) để xác nhận.`,
  done: ({ entries, calledOff, head, askedBy }: Made, path: string): string =>
    [
      `Đã cất nhật ký hỏng (${entries.toLocaleString('vi-VN')} dòng) vào tệp ${path} và lập nhật ký mới, theo yêu cầu của ${askedBy}.`,
      `Thông báo phải duyệt lại, hoặc đã dừng: ${calledOff}. Mọi lần duyệt trước đó không còn giá trị.`,
      'Hãy chép tệp này ra nơi khác: chỉ tệp này còn cho biết những việc trước đó.',
      `Dấu của dòng đầu nhật ký mới (hãy chép ra nơi khác để lần sau đối chiếu): ${head}`,
    ].join('\n'),
  told: ({ by, askedBy, reason }: { by: string; askedBy: string; reason: string }): string =>
    `⚠️ Nhật ký cán bộ bị hỏng đã được cất đi và lập lại: ${askedBy} yêu cầu, ${by} xác nhận. Lý do: ${reason}. Mọi lần duyệt trước đó không còn giá trị, phải duyệt lại. Nếu việc này không đúng, báo ngay cho quản trị.`,
};

/** Why the log was not begun anew, and what to do. */
export function restartRefusalText(refusal: RestartRefusal): string {
  switch (refusal.code) {
    case 'log-whole':
      return 'Nhật ký còn nguyên vẹn: không có gì phải lập lại. Muốn cất bớt phần cũ: cutri audit trim';
    case 'not-archived':
      return `${refusal.why} Nhật ký chưa được lập lại.`;
    case 'no-reason':
      return 'Hãy ghi lý do: --reason "…"';
    case 'code-needed':
      return 'Cần mã 6 số đang hiện trong ứng dụng xác thực: --code <mã>.';
    case 'changed-meanwhile':
      return 'Vừa có thêm dòng trong nhật ký, nên chưa lập lại. Tệp vừa ghi có thể thiếu dòng: hãy xóa tệp đó rồi làm lại.';
    default:
      return refusalText(refusal);
  }
}
