/** What languages are called, and what is said about texts in them. Vietnamese, and English around what is English. */
import { weekdayNames } from '../../vietnamese/dates.ts';
import type { FigureDifferences } from './figures.ts';
import type { TranslationLanguage } from './language.ts';

/** `tiếng Mông`, in a sentence. */
export const languageNames: Record<TranslationLanguage, string> = {
  hmn: 'tiếng Mông',
  ium: 'tiếng Dao',
  tyz: 'tiếng Tày',
  pcc: 'tiếng Giáy',
  en: 'tiếng Anh',
};

/** As those who speak it find it in a list. */
export const ownLanguageNames: Record<TranslationLanguage | 'vi', string> = {
  vi: 'Tiếng Việt',
  hmn: 'Hmoob (tiếng Mông)',
  ium: 'Dao (Iu Mienh)',
  tyz: 'Tày',
  pcc: 'Giáy',
  en: 'English',
};

/** Lines around an announcement in English. The commands are the same in every language. */
export const englishFrame = {
  heading(kind: string, about: number | undefined): string {
    switch (kind) {
      case 'drill':
        return '🟦 DRILL – NOT A REAL ANNOUNCEMENT';
      case 'correction':
        return `CORRECTION of announcement no. ${about}`;
      case 'retraction':
        return `RETRACTION of announcement no. ${about}. What it said is no longer valid.`;
      case 'template':
      case 'emergency':
        return '🔴 URGENT';
      default:
        return '';
    }
  },
  quoted: (about: number, text: string): string => `Announcement no. ${about} said before (no longer valid): “${text}”`,
  closing(kind: string, number: number | '…', issuer: string): string {
    if (kind === 'template') return englishFrame.closing('emergency', '…', issuer);
    return kind === 'drill'
      ? `DRILL no. ${number} of ${issuer}, sent to officials only.`
      : `Announcement no. ${number} of ${issuer}. Check whether it is genuine: send /kiemtra ${number}. Stop: send /huy`;
  },
};

const figureName = (figure: string | { weekday: number }): string =>
  typeof figure === 'string' ? figure : weekdayNames[figure.weekday]!;
const listed = (figures: FigureDifferences['missing']): string => figures.map(figureName).join(', ');

/** What the text check says of a translation. */
export const translationWords = {
  /** In front of what is said of any text. */
  inVersion: (language: TranslationLanguage, message: string): string => `Bản ${languageNames[language]}: ${message}`,
  empty: 'chưa có nội dung. Hãy viết nội dung hoặc bỏ bản này.',
  differs: ({ missing, added }: FigureDifferences): string =>
    [
      'số, ngày hoặc giờ khác bản tiếng Việt.',
      missing.length > 0 ? `Bản tiếng Việt có mà bản này không có: ${listed(missing)}.` : '',
      added.length > 0 ? `Bản này có mà bản tiếng Việt không có: ${listed(added)}.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  notFollowed: (language: TranslationLanguage, about: number): string =>
    `Thông báo số ${about} có bản ${languageNames[language]}, tin này chưa có: ai nhận bản đó sẽ nhận tin này bằng tiếng Việt.`,
  seen: (language: TranslationLanguage): string => `Người chọn ${languageNames[language]} thấy`,
  seenAlone: (language: TranslationLanguage): string => `Người chọn ${languageNames[language]} và chưa nhận thông báo gốc thấy`,
  heading: (language: TranslationLanguage): string => `Bản ${languageNames[language]}`,
};
