/** What the topics of the main menu, and what may be asked next, are called. */
import type { ElectoralUnit } from '../../elections/places.ts';
import type { Language } from '../question/language.ts';

/** Topics that open a list of what is known of them. */
export const topicLabels = {
  results: 'Kết quả bầu cử',
  deputies: 'Người trúng cử theo đơn vị',
  afterwards: 'Sau bầu cử: việc tiếp theo',
  voting: 'Cách đi bỏ phiếu',
  eligibility: 'Ai được bầu cử?',
  reform: 'Cải cách hành chính',
} as const;

/** Above the list of a topic. */
export const topicHeading = (label: string): string => `${label.replace(/\?$/u, '')}: bạn muốn biết điều gì?`;

/** Said where a topic is asked for of which the pack has nothing any more. */
export const topicGone = 'Mục này không còn nữa. Bạn chọn một mục dưới đây:';

/** Above the main menu where somebody asks for it. */
export const menuHeading = 'Bạn chọn một mục, hoặc cứ gõ câu hỏi:';

/** Before what may be asked next, where it stands in one line. */
export const goOnHeading: Record<Language, string> = { vi: 'Hỏi tiếp:', en: 'Ask next:' };

interface GoOnWords {
  calendar: string;
  electionDay: string;
  ownUnit: string;
  otherCommune: string;
  pollingPlace: string;
  unitOf: (place: string) => string;
  membersOf: (number: number) => string;
  electedIn: (number: number) => string;
}

/** Choices that are no fact of the pack. */
export const goOnWords: Record<Language, GoOnWords> = {
  vi: {
    calendar: 'Lịch bầu cử',
    electionDay: 'Ngày bầu cử',
    ownUnit: 'Xã tôi thuộc đơn vị nào?',
    otherCommune: 'Xã, phường khác',
    pollingPlace: 'Bỏ phiếu ở đâu?',
    unitOf: (place) => `Đơn vị của ${place}`,
    membersOf: (number) => `Đơn vị ${number} gồm xã nào?`,
    electedIn: (number) => `Ai trúng cử ở đơn vị ${number}?`,
  },
  en: {
    calendar: 'Election calendar',
    electionDay: 'Election day',
    ownUnit: 'My electoral unit',
    otherCommune: 'Another commune',
    pollingPlace: 'Where to vote',
    unitOf: (place) => `Unit of ${place}`,
    membersOf: (number) => `Communes of unit ${number}`,
    electedIn: (number) => `Elected in unit ${number}`,
  },
};

const assemblies: Record<ElectoralUnit['level'], string> = {
  'national-assembly': 'Quốc hội',
  province: 'Hội đồng nhân dân tỉnh',
  commune: 'Hội đồng nhân dân xã',
};

/** Where an area of a commune votes. */
export const areaQuestion = (title: string, area: string): string => `Đi bầu ở đâu, ${title}, khu vực ${area}?`;

/** Which communes a unit has, as a question. */
export const membersQuestion = (number: number, level: ElectoralUnit['level']): string =>
  `Đơn vị bầu cử đại biểu ${assemblies[level]} số ${number} gồm những xã, phường nào?`;

/** What tasks are asked with where they are tapped. */
export const taskQuestions: Readonly<Record<string, string>> = {
  'task/unit-of-place': 'Xã tôi thuộc đơn vị bầu cử nào?',
  'task/polling-place': 'Tôi bỏ phiếu ở đâu?',
  'task/calendar': 'Lịch bầu cử thế nào?',
};

/** The questions behind them; a button carries at most 64 bytes. */
export const goOnQuestions: Record<
  Language,
  {
    ownUnit: string;
    otherCommune: string;
    unitOf: (place: string) => string;
    pollingPlace: (place: string) => string;
  }
> = {
  vi: {
    ownUnit: 'tiep:task/unit-of-place',
    otherCommune: 'tiep:task/unit-of-place',
    unitOf: (place) => `/donvi ${place}`,
    pollingPlace: (place) => (place === '' ? 'tiep:task/polling-place' : `Bỏ phiếu ở đâu, ${place}?`),
  },
  en: {
    ownUnit: 'tiep:task/unit-of-place',
    otherCommune: 'tiep:task/unit-of-place',
    unitOf: (place) => `Which electoral unit is ${place} in?`,
    pollingPlace: () => 'tiep:task/polling-place',
  },
};
