/** What `cutri announce` says of a plan it cannot read. Vietnamese. */
const examples =
  '"hằng ngày 7:00", "hằng tuần thứ Hai, thứ Năm 7:00", "hằng tháng ngày 5 7:00", "hằng tháng ngày cuối 7:00", "hằng tháng thứ Hai đầu tiên 7:00"';

export const repeatOptionWords = {
  unclear: (typed: string): string =>
    `Không hiểu lịch “${typed}” của --repeat. Gõ như: ${examples} (giờ Việt Nam, 0:00 đến 23:59).`,
  noDay: (option: string, typed: string): string => `Không đọc được ngày “${typed}” của ${option}. Ví dụ: 02/12/2026.`,
  noCount: (option: string, typed: string): string => `${option} phải là một số nguyên, không phải “${typed}”.`,
  needsPlan: (option: string): string => `${option} cần đi cùng --repeat "…". Ví dụ: ${examples}.`,
  needsUntil: 'Lịch lặp lại cần ngày cuối: thêm --repeat-until 31/03/2027, hoặc số lần: --repeat-times 12.',
  timesInPlan:
    'Thông báo lặp lại không dùng --at và --until: giờ gửi nằm trong --repeat, ngày cuối là --repeat-until, mỗi lần có hiệu lực bao lâu là --repeat-hours.',
};
