/**
 * Every sentence a voter reads, except those of one topic kept beside it (`wording-*.ts`).
 * Plain, short, respectful; no sentence here states an election fact: facts come from sources.
 */

import type { Confidence } from '../../elections/fact.ts';
import type { ProvinceNames, ProvinceProfile } from '../../elections/pack/province.ts';
import { weekdayOf } from '../../elections/tense.ts';
import type { Language } from '../question/language.ts';

/** What is said of a source that is not beyond doubt; of the others nothing. */
export const noteOn = (confidence: Confidence, language: Language): string =>
  confidence === 'established' || confidence === 'official' ? '' : confidenceNote[language][confidence];

const confidenceNote: Record<Language, Record<Exclude<Confidence, 'established' | 'official'>, string>> = {
  vi: {
    'single-source': 'Lưu ý: chỉ có một nguồn nói điều này.',
    derived: 'Lưu ý: suy ra từ các nguồn.',
  },
  en: {
    'single-source': 'Note: only one source says this.',
    derived: 'Note: this is worked out from the sources.',
  },
};

/** Of a message too long to be read whole. */
export const abridgedNote: Record<Language, string> = {
  vi: 'Tin nhắn này dài nên tôi chỉ đọc phần đầu và phần cuối. Bạn hỏi ngắn lại thì tôi trả lời chắc hơn.',
  en: 'This message is long, so I read only its beginning and its end. A shorter question gets a surer answer.',
};

/** Who knows of one's own place, whatever day it is. */
export const officeKnows: Record<Language, string> = {
  vi: 'Bác/anh/chị xem thẻ cử tri, hoặc hỏi UBND xã (phường) nơi mình cư trú.',
  en: 'Please look at your voter card, or ask your commune People’s Committee (UBND xã/phường).',
};

/** Who knows one's own polling place, until the vote is over. */
export const whoKnows = {
  vi: 'Bác/anh/chị xem thẻ cử tri, ứng dụng VNeID, danh sách niêm yết tại nơi bỏ phiếu, hoặc hỏi Tổ bầu cử, UBND xã (phường) nơi mình cư trú.',
  en: 'Please look at your voter card, the VNeID app or the posted voter list, or ask the polling team (Tổ bầu cử) or your commune People’s Committee (UBND xã/phường).',
};

export const noAnswerText: Record<
  Language,
  {
    notInSources: string;
    outOfScope: (about: ProvinceProfile | undefined) => string;
    otherProvince: (place: string, own: ProvinceNames) => string;
    otherYear: (years: string, known: string) => string;
  }
> = {
  vi: {
    notInSources: 'Tôi không tìm thấy điều này trong các nguồn đã nạp nên không dám trả lời.',
    outOfScope: (about) =>
      `Câu này ngoài phạm vi của tôi. Tôi trả lời về ${about?.answersAbout.vi ?? 'bầu cử'}, từ các nguồn đã nạp.`,
    otherProvince: (place, { full }) =>
      `${capital(place)} không thuộc ${full}, nên nguồn của tôi không có thông tin này. Bạn hỏi UBND nơi đó.`,
    otherYear: (years, known) =>
      `Nguồn của tôi không nói đến điều này ở năm ${years}, chỉ nói đến ${known}. Nếu cần, bạn hỏi rõ năm đó.`,
  },
  en: {
    notInSources: 'I could not find this in my sources, so I will not guess.',
    outOfScope: (about) =>
      `This is outside what I can answer. I answer questions about ${about?.answersAbout.en ?? 'elections'}, from loaded sources.`,
    otherProvince: (place, { english }) =>
      `${capital(place)} is not in ${english}, so my sources do not cover it. Please ask the People’s Committee (UBND) there.`,
    otherYear: (years, known) => `My sources do not say this for ${years}, only for ${known}.`,
  },
};

/** Who may know what the sources do not say; without names, the office next door. */
export const askThere: Record<Language, (names: readonly string[]) => string> = {
  vi: (names) => `Bạn hỏi ${names.length > 0 ? names.join(', hoặc ') : 'UBND xã (phường) nơi bạn cư trú'}.`,
  en: (names) => `Please ask ${names.length > 0 ? names.join(', or ') : 'your commune People’s Committee (UBND xã/phường)'}.`,
};

/** Around what is offered instead of an answer. */
export const offerWords = {
  vi: {
    didYouMean: 'Tôi chưa chắc hiểu đúng ý. Có phải bác/anh/chị hỏi:',
    ifMeant: (question: string) => `Tôi chưa chắc hiểu đúng ý. Nếu bác/anh/chị hỏi “${question}” thì:`,
    notMeant: 'Chưa đúng ý thì chọn bên dưới hoặc viết rõ hơn.',
    nearest: 'Gần nhất tôi có:',
    unsure: 'Tôi chưa chắc nguồn nào trả lời đúng câu này.',
  },
  en: {
    didYouMean: 'I am not sure I understood. Did you mean (in Vietnamese):',
    ifMeant: (question: string) => `I am not sure I understood. If you meant “${question}”:`,
    notMeant: 'If you meant something else, choose below or say it in other words.',
    nearest: 'The nearest I have (in Vietnamese):',
    unsure: 'I am not sure that a source answers this.',
  },
};

/** What the sources say in their own words: in an English reply marked as what it is. */
export const original: Record<Language, (text: string) => string> = {
  vi: (text) => text,
  en: (text) => `Vietnamese original: “${text.replace(/^“(.*)”$/su, '$1')}”`,
};

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** `Chủ nhật`, `Sunday` of a `YYYY-MM-DD`. */
export const weekdayIn: Record<Language, (date: string) => string> = {
  vi: weekdayOf,
  en: (date) => weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()]!,
};

/** Frames around facts and dates. */
export const factWords = {
  vi: {
    earlier: (statement: string) => `Trước đó: ${statement}`,
    milestone: (name: string, date: string, deadline: boolean, hours?: string) =>
      `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${deadline ? 'chậm nhất ' : ''}${date}${hours ? `, ${hours}` : ''}.`,
    day: (date: string, deadline: boolean, hours?: string) =>
      `${deadline ? `Chậm nhất ${date}` : date.charAt(0).toUpperCase() + date.slice(1)}${hours ? `, ${hours}` : ''}.`,
    past: (days: number) => `Đã qua ${days} ngày.`,
    today: () => 'Đó là hôm nay.',
    future: (days: number) => `Còn ${days} ngày nữa.`,
    electionOver: (date?: string) => `Bầu cử ${date ? `${date} ` : ''}đã kết thúc.`,
    notSo: 'Không đúng theo nguồn của tôi.',
    notAllowed: 'Không được, theo nguồn của tôi.',
    isSo: 'Đúng vậy.',
  },
  en: {
    earlier: (statement: string) => `Earlier, Vietnamese original: “${statement}”`,
    milestone: (name: string, date: string, deadline: boolean, hours?: string) =>
      `“${name}”: ${deadline ? 'by ' : ''}${date}${hours ? `, ${hours}` : ''}.`,
    day: (date: string, deadline: boolean, hours?: string) => `${deadline ? 'By ' : ''}${date}${hours ? `, ${hours}` : ''}.`,
    past: (days: number) => `It was ${days} days ago.`,
    today: () => 'That is today.',
    future: (days: number) => `In ${days} days.`,
    electionOver: (date?: string) => `The election ${date ? `of ${date} ` : ''}is over.`,
    notSo: 'Not according to my sources.',
    notAllowed: 'No, according to my sources.',
    isSo: 'Yes.',
  },
};

/** Answers worked out from an age or from a number of candidates. */
export const ageWords = {
  vi: {
    yes: (day: string, bornBy: string, age: number) =>
      `Đủ tuổi: ngày bầu cử ${day} cần đủ ${age} tuổi, tức sinh từ ${bornBy} trở về trước.`,
    no: (day: string, bornBy: string, age: number) =>
      `Chưa đủ tuổi: ngày bầu cử ${day} cần đủ ${age} tuổi, tức sinh từ ${bornBy} trở về trước.`,
    depends: (day: string, bornBy: string, age: number) =>
      `Tùy ngày sinh: sinh từ ${bornBy} trở về trước thì đủ ${age} tuổi vào ngày bầu cử ${day}; sinh sau thì chưa.`,
    strikes: (candidates: number, seats: number, least: number, most: number) =>
      `Phiếu có ${candidates} người, bầu ${seats}: gạch ${least === most ? least : `ít nhất ${least}, nhiều nhất ${most}`} tên.`,
    struck: (names: number, isValid: boolean) => `Gạch ${names} tên thì phiếu ${isValid ? 'hợp lệ' : 'không hợp lệ'}.`,
  },
  en: {
    yes: (day: string, bornBy: string, age: number) =>
      `Old enough: for the election of ${day} one must be ${age}, that is born on or before ${bornBy}.`,
    no: (day: string, bornBy: string, age: number) =>
      `Not old enough: for the election of ${day} one must be ${age}, that is born on or before ${bornBy}.`,
    depends: (day: string, bornBy: string, age: number) =>
      `It depends on the birthday: born on or before ${bornBy} is old enough (${age}) for the election of ${day}, later is not.`,
    strikes: (candidates: number, seats: number, least: number, most: number) =>
      `With ${candidates} names and ${seats} seats, strike out ${least === most ? least : `${least} to ${most}`} names.`,
    struck: (names: number, isValid: boolean) => `With ${names} struck out the ballot is ${isValid ? 'valid' : 'not valid'}.`,
  },
};

export const askBack: Record<Language, string> = {
  vi: 'Tôi chưa rõ bạn muốn hỏi tiếp về điều gì. Bạn viết giúp cả câu, hoặc chọn một câu dưới đây.',
  en: 'I am not sure what you are asking about. Please write the whole question, or choose one below.',
};

export const calendarWords = {
  vi: {
    ahead: 'Các mốc còn ở phía trước:',
    over: 'Các mốc của cuộc bầu cử này đã qua. Những ngày chính:',
    none: 'Nguồn đã nạp không có lịch bầu cử.',
    daysLeft: (days: number) => `Còn ${days} ngày nữa đến ngày bầu cử.`,
    row: (weekday: string, date: string, name: string, deadline: boolean) =>
      `${weekday}, ${date}: ${deadline ? 'chậm nhất, ' : ''}${name}`,
  },
  en: {
    ahead: 'Dates still ahead (their names in Vietnamese):',
    over: 'All dates of this election have passed. The main ones were (their names in Vietnamese):',
    none: 'The loaded sources have no election calendar.',
    daysLeft: (days: number) => `${days} days until election day.`,
    row: (weekday: string, date: string, name: string, deadline: boolean) =>
      `${weekday}, ${date}: ${deadline ? 'deadline, ' : ''}“${name}”`,
  },
};

export const passageWords = {
  vi: { otherSays: (date: string, quote: string) => `Nguồn khác${date ? ` (${date})` : ''} nói khác: “${quote}”` },
  en: {
    otherSays: (date: string, quote: string) =>
      `Another source${date ? ` (${date})` : ''} differs, Vietnamese original: “${quote}”`,
  },
};

export function sourcesText(documents: number, facts: number, newest: string[]): string {
  return [
    `Tôi trả lời từ ${documents} bài báo và ${facts} điều đã kiểm chứng có nêu nguồn (luật, nghị quyết, báo chí). Mới nhất:`,
    ...newest,
  ].join('\n');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
