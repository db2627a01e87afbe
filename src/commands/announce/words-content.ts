/** What `cutri announce` says of an audience, a time or a button it cannot read. Vietnamese. */
import { type Commune, placeTitle } from '../../elections/places.ts';

const howToName = 'Gõ everyone, officials, milestones, reform, hoặc tên xã, phường.';

export const contentWords = {
  noMoment: (option: string, typed: string): string =>
    `Không đọc được ngày giờ “${typed}” của ${option}. Ví dụ: "08:00 20/05/2031" (giờ Việt Nam) hoặc 2031-05-20T08:00:00+07:00.`,
  noText: (option: string, most: number): string => `${option} phải là văn bản không trống, tối đa ${most} ký tự.`,
  noAlt: 'Thêm --image-alt "…": lời mô tả hình, cho người không nhìn thấy hình.',
  altAlone: 'Thông báo chưa có hình: --image-alt cần đi cùng --image <tệp>.',
  noFile: (path: string): string => `Không mở được tệp hình “${path}”. Kiểm tra tên tệp và quyền đọc.`,
  noCommune: (name: string, suggestions: readonly string[]): string =>
    `Không có xã, phường nào tên “${name}”.${suggestions.length > 0 ? ` Gần giống: ${suggestions.join(', ')}.` : ''} ${howToName}`,
  severalCommunes: (name: string, candidates: string): string =>
    `“${name}” có thể là nhiều nơi: ${candidates}. Gõ rõ xã hay phường, hoặc mã.`,
  topicAlone:
    '--topic chỉ thu hẹp xã, phường nêu ở --to. Ví dụ: --to "phường A, xã B" --topic milestones. Gửi theo chủ đề cho mọi nơi thì gõ --to milestones.',
  noTopic: (typed: string): string =>
    `Không có chủ đề “${typed}” ở --topic. Gõ milestones, reform, hoặc cả hai cách nhau bằng dấu phẩy.`,
  noAudience: (typed: string): string => `Không hiểu người nhận “${typed}”. ${howToName}`,
  /** A name with a slip in it, and the communes it resembles. */
  slip: (typed: string, alike: readonly Commune[]): string =>
    `Không có xã, phường nào tên đúng như “${typed}”. Có phải: ${alike.map(placeTitle).join(', ')}? Hãy gõ lại cho đúng.`,
  emptyButton: (typed: string): string => `Nút “${typed}” thiếu chữ. Viết: "nhãn=câu gửi cho bot".`,
  longButton: (label: string, most: { mostLabel: number; mostValueBytes: number }): string =>
    `Nút “${label}” quá dài: nhãn tối đa ${most.mostLabel} ký tự, câu tối đa ${most.mostValueBytes} byte.`,
};
