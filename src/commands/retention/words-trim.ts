/** What `cutri audit trim` says to administrators. Vietnamese. */

import { auditKeptDays, type TrimPlan, type TrimRefusal } from '../../announcements/retention/audit-trimming.ts';
import { refusalText, vietnamTime } from '../../announcements/words.ts';
import { vietnamDate, writtenDate } from '../../elections/tense.ts';

const many = (count: number): string => count.toLocaleString('vi-VN');

export const trimWords = {
  askCode: 'Mã 6 số trong ứng dụng xác thực: ',
  badDay: (typed: string): string => `Ngày “${typed}” không đọc được. Viết: 2031-05-20 hoặc 20/05/2031.`,
  needsArchive:
    'Thiếu --archive: tên một tệp mới để cất các dòng sẽ bỏ ra khỏi nhật ký, ví dụ /var/lib/cutri/nhat-ky-2030.jsonl. Muốn xem trước: --dry-run',
  archiveExists: (path: string): string => `Tệp ${path} đã có: hãy chọn tên khác, tệp cũ không bị ghi đè.`,
  archiveNotWritten: (path: string, code: string): string =>
    `Không ghi được tệp ${path} (${code}). Hãy chọn nơi mà người dùng chạy dịch vụ cutri được ghi.`,
  planned: ({ entries, last, kept }: TrimPlan, day: string): string =>
    `Sẽ bỏ ${many(entries)} dòng trước ngày ${day} (đến dòng ${last.number}, ${vietnamTime(last.at)}), còn lại ${many(kept)} dòng. Chưa làm gì.`,
  trimmed: ({ entries, kept, head }: TrimPlan & { head: string }, day: string, path: string): string =>
    [
      `Đã cất ${many(entries)} dòng trước ngày ${day} vào tệp ${path} rồi bỏ ra khỏi nhật ký; còn lại ${many(kept)} dòng, nối với mốc đã ký.`,
      'Hãy chép tệp này ra nơi khác: chỉ tệp này còn cho biết những việc trước đó.',
      `Dấu của dòng cuối bây giờ (hãy chép ra nơi khác để lần sau đối chiếu): ${head}`,
    ].join('\n'),
};

/** Why nothing was removed, and what to do. */
export function trimRefusalText(refusal: TrimRefusal): string {
  switch (refusal.code) {
    case 'kept-a-year':
      return `Nhật ký của ${auditKeptDays} ngày gần nhất luôn được giữ. Ngày muộn nhất có thể chọn: ${writtenDate(vietnamDate(new Date(refusal.earliest)))}.`;
    case 'nothing-so-old':
      return 'Không có dòng nào cũ như vậy: không có gì để bỏ.';
    case 'log-broken':
      return `Nhật ký không còn nguyên vẹn (dòng ${refusal.verdict.entry}), nên không bỏ dòng nào. Hãy giữ nguyên một bản sao của kho dữ liệu và xem: cutri audit verify`;
    case 'not-archived':
      return `${refusal.why} Chưa bỏ dòng nào ra khỏi nhật ký.`;
    case 'code-needed':
      return 'Cần mã 6 số đang hiện trong ứng dụng xác thực: --code <mã>.';
    case 'changed-meanwhile':
      return 'Có người khác vừa bỏ bớt dòng của nhật ký, nên chưa bỏ thêm dòng nào. Tệp vừa ghi có thể thiếu dòng: hãy xóa tệp đó rồi làm lại.';
    default:
      return refusalText(refusal);
  }
}
