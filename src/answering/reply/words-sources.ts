/** What is said about the sources themselves: which there are, and one of them looked up by its title. */
import type { Language } from '../question/language.ts';

export const titleWords: Record<
  Language,
  { opening: string; others: string; unknown: string; didYouMean: string; cited: string }
> = {
  vi: {
    opening: 'Bài này mở đầu như sau:',
    others: 'Bài khác có tên gần giống:',
    unknown: 'Tôi không có bài nào có tên như vậy.',
    didYouMean: 'Có thể bạn muốn xem bài dưới đây.',
    cited: 'Câu trả lời trước dựa trên:',
  },
  en: {
    opening: 'The article begins, Vietnamese original:',
    others: 'Other articles with a similar title (in Vietnamese):',
    unknown: 'I have no article with such a title.',
    didYouMean: 'Perhaps you mean the article below.',
    cited: 'The answer before rests on:',
  },
};

/** How the title of an instrument of the law begins; the number follows. */
export const instruments = [
  'Luật',
  'Pháp lệnh',
  'Nghị quyết',
  'Nghị định',
  'Thông tư',
  'Quyết định',
  'Kế hoạch',
  'Hướng dẫn',
  'Chỉ thị',
  'Công văn',
  'Báo cáo',
] as const;

/** What an instrument is divided into, in small letters. */
export const partsOfInstruments = ['điều', 'khoản', 'điểm', 'chương', 'phụ lục', 'mục', 'trang'] as const;

/** How a statement begins that names the instrument it rests on. */
export const accordingTo = ['Theo '] as const;

interface SourceWords {
  /** Where a reply is from, in one line; `publisher` may be left out, `date` is empty where it is not known, `others` how many sources more there are. */
  line: (title: string, publisher: string, date: string, others: number, isOnly: boolean) => string;
  /** One of a list. */
  listed: (title: string, publisher: string, date: string, url: string | undefined) => string;
}

const listed: SourceWords['listed'] = (title, publisher, date, url) =>
  `• ${title} (${[publisher, date].filter(Boolean).join(', ')})${url ? `: ${url}` : ''}`;

export const sourceWords: Record<Language, SourceWords> = {
  vi: {
    line: (title, publisher, date, others, isOnly) =>
      `${isOnly ? 'Nguồn duy nhất' : 'Nguồn'}: ${title} (${[publisher, date || 'không rõ ngày'].filter(Boolean).join(', ')})${others > 0 ? ` và ${others} nguồn khác` : ''}.`,
    listed,
  },
  en: {
    line: (title, publisher, date, others, isOnly) =>
      `${isOnly ? 'Only source' : 'Source'}: ${title} (${[publisher, date || 'date unknown'].filter(Boolean).join(', ')})${others > 0 ? ` and ${others} more` : ''}.`,
    listed,
  },
};
