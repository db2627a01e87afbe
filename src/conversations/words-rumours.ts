/** What is said of a text that goes from hand to hand. */
import type { Citation } from '../answering/search/citation.ts';
import type { ProvinceProfile } from '../elections/pack/province.ts';

const dayOf = (date: string): string => date.split('-').reverse().join('/');

export const rumourWords = {
  /** Asks whether a sentence is so. */
  isItSo: (sentence: string) => `${sentence}, đúng không?`,
  contradicts: '⚠️ KHÔNG ĐÚNG với nguồn của tôi:',
  agrees: '✅ Khớp với nguồn của tôi:',
  onlyThis: 'Phần khác của tin tôi chưa kiểm được.',
  unknown: '❓ Không có nguồn nào của tôi nói về điều này, nên tôi không xác nhận và cũng không bác bỏ được.',
  source: ({ title, publisher, date }: Citation) => `Nguồn: ${title} (${publisher}, ${dayOf(date)}).`,
  link: (hosts: readonly string[]) =>
    `Trong tin có liên kết lạ: ${hosts.join(', ')}. Tôi không mở; bạn đừng bấm và đừng nhập thông tin của mình vào đó.`,
  prizeLink: (hosts: readonly string[]) =>
    `⚠️ ĐÁNG NGỜ: tin hứa quà, tiền hoặc đòi mã, kèm liên kết lạ ${hosts.join(', ')}. Đi bầu cử không có thưởng và không phải nộp gì. Bạn đừng bấm, đừng chuyển tiền, đừng đưa mã OTP.`,
  lure: '⚠️ ĐÁNG NGỜ: tin hứa quà, tiền hoặc đòi mã. Đi bầu cử không có thưởng và không phải nộp gì. Bạn đừng chuyển tiền, đừng đưa mã OTP.',
  whom: (contacts: ProvinceProfile['contacts']) =>
    `Bạn hỏi ${[
      // The office next door is said once, however the province calls it.
      ...(contacts.some(({ level }) => level === 'commune') ? [] : ['UBND xã (phường) nơi mình ở']),
      ...contacts.map(({ name, url }) => `${name}${url ? ` (${url})` : ''}`),
    ].join(', hoặc ')}.`,
};
