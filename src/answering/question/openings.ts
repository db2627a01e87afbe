import { fold, syllables } from '../../vietnamese/text.ts';
import type { NamedPlace } from './follow-up.ts';

const leave =
  /^(?:(?:da|vang|thua|alo|xin|cho|em|toi|minh|chau|con|ban|bot|ad|oi|admin|anh|chi|co|chu|bac|lam on|lam phien|phep|duoc|muon|can) )*hoi(?: (?:chut|ti|ty|xiu|cai|voi|a|nay|tham|mot|1|ve|la|dieu|viec|thong tin|xem|nhe|duoc khong|khong))*$/u;
const around =
  /\b(?:toi|em|minh|chau|con|nha|o|tai|thuoc|la|xa|phuong|thi tran|da|vang|thua|a|nhe|nha|dia ban|dang|cua|noi|song|day)\b/gu;

const plain = (text: string): string =>
  fold(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** `Cho em hỏi chút ạ`: leave to ask, and the question comes in another message. */
export const isOpening = (text: string): boolean => text.length <= 60 && leave.test(plain(text));

/** What stands in a message beside a place it names, without the words that only say "I live in": nothing, where it is a place alone. */
export function besidePlace(text: string, { start, end }: NamedPlace): string {
  return plain(`${text.slice(0, start)} ${text.slice(end)}`)
    .replaceAll(around, ' ')
    .replaceAll(/ {2,}/gu, ' ')
    .trim();
}

/** Messages that may be part of another: longer ones stand for themselves. */
export const isShort = (text: string): boolean => syllables(text).length <= 14;

const lead = /^(?:(?:dạ|da|vâng|vang|thưa|thua|em|tôi|toi|mình|minh|cháu|chau|con|nhà|nha|ở|o|tại|tai|là|la|thuộc|thuoc)\s+)+/iu;
const particles = new Set(['ạ', 'a', 'nhé', 'nhe', 'nha', 'đó', 'do']);

/** A text without the words at its end that are among `words`; one word is always left. */
export function withoutEnd(text: string, words: ReadonlySet<string>): string {
  const all = text.split(' ');
  while (all.length > 1 && words.has(all.at(-1)!.toLowerCase())) all.pop();
  return all.join(' ');
}

/** `em ở tổ dân phố 3 ạ` → `tổ dân phố 3`: an answer without the words around it. */
export const answerCore = (text: string): string =>
  withoutEnd(
    text
      .replaceAll(/[\s.!,]+/gu, ' ')
      .trim()
      .replace(lead, ''),
    particles,
  );
