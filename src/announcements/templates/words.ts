/** What officials read of emergency templates and of what is made from them. Vietnamese. */
import type { BlankFlaw, BlankType, TemplateTerms } from './blank.ts';

const typeNames: Record<BlankType, string> = {
  place: 'địa điểm',
  time: 'giờ',
  date: 'ngày',
  number: 'số',
  text: 'chữ',
};

/** What a blank takes, in words. */
export const blankTypeName = (type: BlankType): string => typeNames[type];

const examples: Record<BlankType, string> = {
  place: 'tên địa điểm, chỉ gồm chữ, số và dấu câu thường',
  time: 'giờ, ví dụ 07:30',
  date: 'một ngày có thật, ví dụ 15/3/2026',
  number: 'một số nguyên',
  text: 'chữ, bắt đầu bằng chữ hoặc số',
};

/** What a blank takes and how long it may be: a hint beside the field. */
export const blankHint = (type: BlankType, most: number): string =>
  `${examples[type]}; tối đa ${most} ký tự, một dòng, không có liên kết`;

/** What two people approve of a template besides its text and audience, a line each. */
export const termsLines = ({ blanks, hours }: TemplateTerms): string[] => [
  ...blanks.map(({ name, type, most }) => `{${name}}: ${typeNames[type]}, tối đa ${most} ký tự`),
  `Tin gửi theo mẫu có hiệu lực ${hours} giờ kể từ lúc gửi`,
];

function flawText(flaw: BlankFlaw, most: number): string {
  switch (flaw) {
    case 'missing':
      return 'chưa điền';
    case 'unknown':
      return 'mẫu không có ô này';
    case 'too-long':
      return `dài quá ${most} ký tự`;
    case 'line-break':
      return 'không được xuống dòng';
    case 'unseen':
      return 'có ký tự ẩn, hãy gõ lại';
    case 'script':
      return 'có chữ cái nước ngoài trông giống chữ Việt, hãy gõ lại';
    case 'link':
      return 'không được có liên kết hay tên tài khoản';
    case 'brace':
      return 'không được có dấu { }';
    case 'place':
    case 'time':
    case 'date':
    case 'number':
    case 'text':
      return `phải là ${examples[flaw]}`;
  }
}

/** A number of people times a price: of a few people no more than the most it can be. */
export function costText(people: number, priceVnd: number): string {
  const vnd = (count: number) => `${(count * priceVnd).toLocaleString('vi-VN')} đồng`;
  return people > 0 && people < 10 ? `dưới ${vnd(10)}` : vnd(people);
}

export const templateWords = {
  heading: '🔴 THÔNG BÁO KHẨN',
  notATemplate: 'Đây không phải là mẫu khẩn, hoặc mẫu chưa khai báo đủ ô điền và số giờ có hiệu lực.',
  blanks: (flaws: readonly { name: string; flaw: BlankFlaw; most: number }[]): string =>
    `Chưa điền đúng: ${flaws.map(({ name, flaw, most }) => `“${name}” ${flawText(flaw, most)}`).join('; ')}.`,
  beyond: 'Người nhận đã chọn nằm ngoài phạm vi của mẫu khẩn này. Chỉ chọn được đúng phạm vi ấy hoặc một phần của nó.',
  alreadySent: (number: number): string => `Yêu cầu này đã được gửi rồi, mang số ${number}. Không gửi lần nữa.`,
};

/** Why nothing goes out from a template, and what to do. */
export function templateRefusalText(
  refusal:
    | { code: 'not-a-template' | 'beyond-template' }
    | { code: 'blanks'; flaws: Parameters<typeof templateWords.blanks>[0] }
    | { code: 'already-sent'; number: number },
): string {
  switch (refusal.code) {
    case 'not-a-template':
      return templateWords.notATemplate;
    case 'blanks':
      return templateWords.blanks(refusal.flaws);
    case 'beyond-template':
      return templateWords.beyond;
    case 'already-sent':
      return templateWords.alreadySent(refusal.number);
  }
}
