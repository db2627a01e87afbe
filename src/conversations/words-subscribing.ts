/** What voters read about announcements: subscribing, leaving, checking whether a notice is genuine. */
import type { Topic } from '../announcements/sending/topic.ts';
import { type TranslationLanguage, translationLanguages } from '../announcements/translations/language.ts';
import { languageNames, ownLanguageNames } from '../announcements/translations/words.ts';
import { topicTitles } from '../announcements/words.ts';
import type { Reply } from '../answering/reply/reply.ts';
import type { Choice } from '../messaging/message.ts';

export const topicNames: Record<Topic, string> = {
  all: 'tất cả chủ đề',
  ...topicTitles,
};

/** What can be chosen; a value is what the person would have typed. */
export const subscribeChoices: Choice[] = [
  { label: 'Tất cả thông báo', value: '/dangky tất cả' },
  { label: 'Mốc bầu cử (có nhắc trước)', value: '/dangky mốc bầu cử' },
  { label: 'Cải cách hành chính', value: '/dangky cải cách' },
  { label: 'Xã, phường của tôi', value: '/dangky xã của tôi' },
];

/** Offered to whoever subscribes: announcements in another language. */
export const languageOffer: Choice = { label: 'Tiếng Việt · Hmoob · Dao · Tày · Giáy …', value: '/ngonngu' };

/** Every language there may be announcements in, by its own name. */
export const languageChoices: Choice[] = (['vi', ...translationLanguages] as const).map((language) => ({
  label: ownLanguageNames[language],
  value: `/ngonngu ${language}`,
}));

/** What a language may be called, folded → its code. */
export const languagesByName: Readonly<Record<string, TranslationLanguage | 'vi'>> = {
  ...{ vi: 'vi', viet: 'vi', kinh: 'vi', vietnamese: 'vi' },
  ...{ hmn: 'hmn', mong: 'hmn', hmong: 'hmn', hmoob: 'hmn', 'h mong': 'hmn' },
  ...{ ium: 'ium', dao: 'ium', mien: 'ium', 'iu mien': 'ium', 'iu mienh': 'ium' },
  ...{ tyz: 'tyz', tay: 'tyz', pcc: 'pcc', giay: 'pcc', en: 'en', anh: 'en', english: 'en' },
};

/** Offered where somebody arrives. */
export const subscribeOffer: Choice = { label: 'Đăng ký nhận thông báo', value: '/dangky' };

/** Offered under an answer: announcements that go on with it. */
export const subscribeTo = (news: NonNullable<Reply['news']>): Choice =>
  news.kind === 'commune'
    ? { label: `Nhận tin ${news.title}`, value: `/dangky ${news.title}` }
    : { label: 'Nhắc tôi các mốc', value: '/dangky mốc bầu cử' };

const listed = (held: readonly string[]): string => held.map((one) => `• ${one}`).join('\n');

/** When an announcement arrives, where that is not at once. */
const arrival: Readonly<Record<string, string>> = {
  web: 'Thông báo hiện ngay khi trang này đang mở. Lúc bạn đóng trang, thông báo chờ và hiện ra ở lần bạn mở lại trang bằng chính trình duyệt này; cả tuần không mở lại thì đăng ký tự hết.',
};

/** What is added to what somebody holds; nothing for Vietnamese. */
const inLanguage = (language: TranslationLanguage | undefined): string =>
  language === undefined
    ? ''
    : `\nNgôn ngữ: ${languageNames[language]} (thông báo nào không có bản này thì bằng tiếng Việt). Đổi: /ngonngu.`;

export const subscribingWords = {
  menu: (held: readonly string[], language?: TranslationLanguage) =>
    held.length === 0
      ? 'Bạn muốn nhận thông báo nào? Chọn một mục, hoặc gõ ví dụ: /dangky và tên xã, phường. Tôi chỉ giữ mã cuộc trò chuyện, điều bạn chọn và lần nhắn gần nhất.'
      : `Bạn đang nhận:\n${listed(held)}${inLanguage(language)}\nMuốn thêm, chọn một mục bên dưới. Ngừng nhận: /huy.`,
  subscribed: (held: readonly string[], waiting: number, channel: string, language?: TranslationLanguage) =>
    [
      `Đã đăng ký. Bạn nhận thông báo về:\n${listed(held)}${inLanguage(language)}`,
      arrival[channel] ?? '',
      waiting > 0 ? `Có ${waiting} thông báo còn hiệu lực, tôi gửi ngay cho bạn.` : '',
      'Tôi chỉ giữ mã cuộc trò chuyện này, điều bạn chọn và lần nhắn gần nhất; không giữ tên, số điện thoại hay câu hỏi. Ngừng nhận: /huy. Xóa hết: /xoa.',
    ]
      .filter(Boolean)
      .join('\n'),
  askLanguage: (language: TranslationLanguage | undefined) =>
    `Bạn đang nhận thông báo bằng ${language === undefined ? 'tiếng Việt' : languageNames[language]}. Bạn muốn nhận bằng ngôn ngữ nào? Câu trả lời của tôi vẫn bằng tiếng Việt hoặc tiếng Anh.`,
  languageSet: (language: TranslationLanguage | undefined) =>
    language === undefined
      ? 'Từ nay bạn nhận thông báo bằng tiếng Việt. Đổi lại: /ngonngu.'
      : `${language === 'en' ? 'From now on you get announcements in English, where there is an English text, else in Vietnamese. Change: /ngonngu.\n' : ''}Từ nay bạn nhận thông báo bằng ${languageNames[language]} khi có bản ${languageNames[language]}; không có thì bằng tiếng Việt. Đổi lại: /ngonngu.`,
  unknownLanguage: (typed: string) => `Tôi không có thông báo bằng “${typed}”. Bạn chọn một trong các ngôn ngữ sau:`,
  languageLater: 'Bạn chưa đăng ký nhận thông báo nên chưa chọn được ngôn ngữ. Bạn đăng ký trước, rồi nhắn /ngonngu:',
  askCommune: 'Bạn muốn nhận tin của xã, phường nào? Bạn gõ cả tên, ví dụ: phường Tân An.',
  whichCommune: (name: string) => `“${name}” có thể là nhiều nơi. Bạn chọn đúng nơi của mình:`,
  unknownCommune: (name: string, elsewhere: readonly string[]) =>
    elsewhere.length > 0
      ? `“${name}” thuộc ${elsewhere.join(', ')}. Tôi chỉ có thông báo cho các xã, phường trong danh sách của tôi.`
      : `Tôi không thấy xã, phường nào tên “${name}”. Bạn kiểm tra lại tên sau sắp xếp (từ 01/07/2025).`,
  didYouMean: 'Có phải bạn muốn nói:',
  left: 'Đã ngừng. Bạn không nhận thông báo nào nữa, và tôi đã xóa đăng ký của bạn. Muốn nhận lại: /dangky.',
  leftSome: (held: readonly string[]) => `Đã ngừng mục đó. Bạn vẫn nhận:\n${listed(held)}\nNgừng tất cả: /huy.`,
  notSubscribed: 'Bạn chưa đăng ký nhận thông báo nào nên không có gì để ngừng. Đăng ký: /dangky.',
  notHeld: (held: readonly string[]) => `Bạn không đăng ký mục đó. Bạn đang nhận:\n${listed(held)}\nNgừng tất cả: /huy.`,
  /** After the commands everybody has. */
  commands: 'Thông báo: /dangky (nhận), /huy (ngừng nhận), /ngonngu (tiếng Mông, Dao, Tày, Giáy, Anh), /kiemtra (thật hay giả).',
  notOffered: 'Hiện tôi không gửi thông báo nào, chỉ trả lời câu hỏi. Bạn cứ hỏi, tôi trả lời ngay.',
  removed:
    'Trước đây tin gửi cho bạn không tới nơi (bị chặn hoặc đã bỏ theo dõi) nên tôi đã ngừng gửi thông báo. Muốn nhận lại: /dangky.',
  noDelivery:
    'Kênh này không chuyển được thông báo về sau: đóng trang là không còn liên lạc được. Để nhận thông báo, bạn nhắn bot trên Telegram hoặc Zalo. Hỏi đáp ở đây vẫn bình thường.',
};

/** `phường Cam Đường` → what is listed of a subscription. */
export const communeNews = (title: string): string => `tin của ${title}`;
