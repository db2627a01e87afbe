/** What the text check says of an announcement. Vietnamese. */
import { mostBlankLength, mostBlanks, mostHours, type TermsFlaw } from './blank.ts';
import type { TemplateField, TemplateFlaw } from './platform.ts';

const templateFieldNames: Record<TemplateField, string> = {
  number: 'số thông báo',
  title: 'dòng đầu của thông báo',
  time: 'giờ gửi',
  until: 'hạn hiệu lực',
  issuer: 'tên cơ quan',
  link: 'liên kết đến toàn văn',
};

const termsFlawTexts: Record<TermsFlaw['code'], (name: string) => string> = {
  hours: () => `Số giờ có hiệu lực phải là số nguyên từ 1 đến ${mostHours}.`,
  'many-blanks': () => `Mẫu khẩn có tối đa ${mostBlanks} ô điền.`,
  'blank-name': (name) => `Tên ô “${name}” không dùng được: bắt đầu bằng chữ, chỉ gồm chữ, số, dấu cách, tối đa 30 ký tự.`,
  'blank-most': (name) => `Ô “${name}”: độ dài tối đa phải từ 1 đến ${mostBlankLength} ký tự.`,
  'blank-twice': (name) => `Có hai ô cùng tên “${name}”.`,
  'blank-unused': (name) => `Ô “${name}” không có trong nội dung. Hãy viết {${name}} ở chỗ cần điền.`,
  'blank-undefined': (name) => `Nội dung có {${name}} nhưng chưa khai báo ô này.`,
};

/** What the text check says of what it finds. */
export const checkWords = {
  unseen: 'Văn bản có ký tự ẩn hoặc ký tự đảo chiều chữ. Hãy gõ lại đoạn đó, đừng dán từ nơi khác.',
  script: 'Văn bản có chữ cái nước ngoài trông giống chữ Việt. Hãy gõ lại đoạn đó.',
  form: 'Văn bản có dấu ở dạng rời. Hãy gõ lại bằng bộ gõ Unicode dựng sẵn.',
  drillDenied: 'Đây là tin diễn tập nhưng văn bản viết “không phải diễn tập”.',
  drillNamed: 'Đây là thông báo thật nhưng văn bản nói về diễn tập. Tin diễn tập phải tạo riêng.',
  noTime: 'Văn bản không nói ngày giờ nào.',
  noPlace: 'Văn bản không nói ở đâu.',
  tooLong: (name: string, length: number, maxTextLength: number): string =>
    `Quá dài cho kênh ${name}: ${length} ký tự cả phần đầu và cuối, tối đa ${maxTextLength}.`,
  button: (label: string): string => `Nút “${label}” không dùng được: nhãn từ 1 đến 40 ký tự, nội dung tối đa 64 byte.`,
  template: ({ channel, field, most, length }: TemplateFlaw): string =>
    `Không điền được mẫu tin cho người im lặng quá lâu trên kênh ${channel}: ${templateFieldNames[field]} ${length === undefined ? 'chưa có' : `dài ${length} ký tự, mẫu chỉ nhận ${most}`}. Gửi không kèm mẫu thì những người đó chỉ nhận khi họ nhắn lại.`,
  terms: (code: TermsFlaw['code'], name: string): string => termsFlawTexts[code](name),
  link: (address: string): string => `Liên kết ${address} không thuộc trang của cơ quan nhà nước (.gov.vn, quochoi.vn).`,
};
