/** What is said about the sources themselves: which there are, and one of them looked up by its title. */
import type { Language } from '../question/language.ts';

export const titleWords: Record<Language, { opening: string; others: string; unknown: string; didYouMean: string }> = {
  vi: {
    opening: 'Bài này mở đầu như sau:',
    others: 'Bài khác có tên gần giống:',
    unknown: 'Tôi không có bài nào có tên như vậy.',
    didYouMean: 'Có thể bạn muốn xem bài dưới đây.',
  },
  en: {
    opening: 'The article begins:',
    others: 'Other articles with a similar title:',
    unknown: 'I have no article with such a title.',
    didYouMean: 'Perhaps you mean the article below.',
  },
};
