/** What officials are told where the audit log is not as it was written. Vietnamese. */
import type { LogFlaw } from './log-guard.ts';

/** What is wrong, as the beginning of a sentence or a part of one. */
function wrong({ entry, why }: LogFlaw): string {
  switch (why) {
    case 'changed':
      return `nhật ký cán bộ đã hỏng: dòng ${entry} bị sửa sau khi ghi, hoặc không do hệ thống ghi`;
    case 'missing-or-moved':
      return `nhật ký cán bộ đã hỏng: ngay trước dòng ${entry} có dòng bị xóa hoặc bị đổi chỗ`;
    case 'cut-off':
      return `nhật ký cán bộ đã hỏng: thiếu từ dòng ${entry} trở đi, là phần mà một lần duyệt đã ghi nhận`;
  }
}

/** One line: what is wrong and what to do; without a full stop. */
export const logFlawText = (flaw: LogFlaw): string =>
  `${wrong(flaw)}. Không gửi thêm tin nào; quản trị viên cần giữ nguyên một bản sao của kho dữ liệu rồi chạy: cutri audit verify`;

/** The same as an answer to who wanted something sent. */
export const logRefusalText = (flaw: LogFlaw): string => `Không gửi được: ${logFlawText(flaw)}`;
