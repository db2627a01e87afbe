/** What `cutri announce trim` says to officials. Vietnamese. */
import type { RowTrimPlan } from '../../announcements/retention/row-trimming.ts';

const many = (count: number): string => count.toLocaleString('vi-VN');
/** As many are named; of more it is said how many more. */
const mostNamed = 50;

const lines = <One>(all: readonly One[], line: (one: One) => string): string[] => [
  ...all.slice(0, mostNamed).map(line),
  ...(all.length > mostNamed ? [`- và ${many(all.length - mostNamed)} thông báo nữa`] : []),
];

export const rowTrimWords = {
  byItself:
    'Dịch vụ tự làm việc này khi CUTRI_ANNOUNCEMENTS_KEPT_DAYS được đặt, không cần làm bằng tay. Để xem những gì sẽ được rút gọn, thêm --dry-run.',
  tooFewDays: (least: number): string => `Phải giữ ít nhất ${least} ngày: --days ${least} hoặc hơn.`,
  planned({ keptDays, days, going, held }: RowTrimPlan & { keptDays: number | undefined; days: number }): string {
    const rows = going.reduce((sum, one) => sum + one.rows, 0);
    return [
      ...(keptDays === undefined
        ? ['CUTRI_ANNOUNCEMENTS_KEPT_DAYS chưa được đặt: mọi dòng đều được giữ, không có gì bị rút gọn.']
        : []),
      ...(going.length === 0
        ? [`Không có thông báo nào đã khép lại quá ${many(days)} ngày mà còn từng dòng gửi.`]
        : [
            `Với ${many(days)} ngày: ${many(going.length)} thông báo, ${many(rows)} dòng gửi không còn tên người, sẽ chỉ giữ số tổng. Nội dung, số và đường dẫn vẫn còn nguyên.`,
            ...lines(going, ({ number, rows: count }) => `- số ${number}: ${many(count)} dòng`),
          ]),
      ...(held.length === 0
        ? []
        : [
            'Chưa rút gọn vì còn tin đính chính hoặc thu hồi chưa gửi:',
            ...lines(held, ({ number, followUps }) => `- số ${number} (còn tin số ${followUps.join(', ')})`),
          ]),
      'Chưa làm gì.',
    ].join('\n');
  },
};
