/** Words around a name of a place that tell whether a place is meant. Folded; our own list. */
import type { Era, PlaceType, Word } from './place-mention.ts';

const typeWords = new Set('xa phuong x p tt'.split(' '));

/** Whether the word before `i` says which type of commune follows: `xã`, `phường`, `p.`, `thị trấn`; a `thị xã` was a district. */
export function isTypeWord(words: Word[], i: number): boolean {
  const before = words[i - 1]!;
  if (before.folded === 'xa' && words[i - 2]?.folded === 'thi') return false;
  if (typeWords.has(before.folded)) return agreesWithType(before.text);
  const two = `${words[i - 2]?.folded ?? ''} ${before.folded}`;
  return two === 'dac khu' || two === 'thi tran';
}

/** `xa` and `xã` are a type of place, `xạ` and `xà` are not. */
const agreesWithType = (text: string): boolean => ['xa', 'xã', 'phuong', 'phường', 'phương', 'x', 'p', 'tt', 'tx'].includes(text);

const typesOfOneWord: Record<string, PlaceType> = {
  xa: 'xã',
  x: 'xã',
  phuong: 'phường',
  p: 'phường',
  tt: 'thị trấn',
  tx: 'thị xã',
  huyen: 'huyện',
  tp: 'thành phố',
  tinh: 'tỉnh',
};
const typesOfTwoWords: Record<string, PlaceType> = {
  'dac khu': 'đặc khu',
  'thi tran': 'thị trấn',
  'thi xa': 'thị xã',
  'thanh pho': 'thành phố',
};

/** The type typed before the word at `i`; `thị xã` is no `xã`. */
export function typeBefore(words: Word[], i: number): PlaceType | undefined {
  const before = words[i - 1];
  if (!before) return undefined;
  const two = typesOfTwoWords[`${words[i - 2]?.folded ?? ''} ${before.folded}`];
  if (two) return two;
  const one = typesOfOneWord[before.folded];
  return (one === 'xã' || one === 'phường') && !agreesWithType(before.text) ? undefined : one;
}

/** How many words before the one at `i` name a type: `thị trấn` is two. */
export const typeWidth = (words: Word[], i: number): number =>
  typesOfTwoWords[`${words[i - 2]?.folded ?? ''} ${words[i - 1]?.folded ?? ''}`] ? 2 : 1;

/** `Kim Tân cũ`, `Nam Cường mới`: which of the places of a name is meant, and how many words say so. `cử tri` and `mới biết` say nothing of the kind. */
export function eraAfter(words: Word[], at: number): { era: Era; width: number } | undefined {
  const word = words[at];
  const next = words[at + 1];
  if (!word) return undefined;
  if (word.text === 'cũ' || (word.text === 'cu' && !/^(?:tri|the|hanh|ra|di|ai|ngu)$/.test(next?.folded ?? '')))
    return { era: 'old', width: 1 };
  if (word.folded === 'truoc' && /^(?:day|kia)$/.test(next?.folded ?? '')) return { era: 'old', width: 2 };
  if (/^(?:mới|moi)$/.test(word.text) && (next === undefined || /^(?:thuoc|o|bau|bo|di|co|thi|la|nam)$/.test(next.folded)))
    return { era: 'today', width: 1 };
  return undefined;
}

const placeAsking = new Set('o tai thuoc ve den tu con the huyen tinh thi vung dia qua len xuong gan'.split(' '));

/** Whether the word before asks for a place: `ở`, `tại`, `thuộc`, `còn`. */
export const asksForPlace = (words: Word[], i: number): boolean => {
  const before = words[i - 1];
  return before !== undefined && placeAsking.has(before.folded) && (before.folded !== 'o' || 'oở'.includes(before.text));
};

/** Whether what follows the name asks for a place: `Bảo Yên thuộc …`, `… bầu ở đâu`. */
export const asksAfter = (next: Word | undefined): boolean => next !== undefined && /^(?:thuoc|bau)$/.test(next.folded);

/** Everyday pairs that begin with the last word of a name or end with its first: `bảo yên tâm` does not name Bảo Yên. */
const pairsThatBreak = new Set(
  [
    'yen tam, yen on, yen lang, yen vui, yen binh vui, binh yen, binh dang, thanh pho, thanh vien, thanh lap, thanh cong, thanh phan, thanh tich',
    'ha noi, ha tang, ha giang, ho tro, ho so, ho khau, ho dan, ho chi, ai duoc, ai la, ai co, ai cung, ai da, ai bi, phuc vu, phuc tap, hop ly',
    'hop phap, hop le, hop tac, hoi dong, hoi nghi, hoi phu, phu hop, phu nu, phu trach, van ban, van phong, van hoa, van de, van co, bao cao',
    'bao gio, bao nhieu, bao lau, bao chi, nhan dan, nhan duoc, nhan vien, son la, tam quan, tam trang, loi ich, yen tinh, cuong quyet, luong thuc',
    'hoa binh, hoa giai, chai nuoc, kho khan, ba con, do thi, do dan, dong nguoi, dong y, xa hoi, la gi, la bao, la ai, binh thuong, binh luan',
  ].flatMap((line) => line.split(', ')),
);

/** Whether the words beside a lower-case name belong together with a part of it, so that the name is only in the letters. */
export function breaksName(words: Word[], i: number, width: number): boolean {
  const last = words[i + width - 1]!.folded;
  const next = words[i + width]?.folded;
  const before = words[i - 1]?.folded;
  return (
    (next !== undefined && pairsThatBreak.has(`${last} ${next}`)) ||
    (before !== undefined && pairsThatBreak.has(`${before} ${words[i]!.folded}`))
  );
}

const enders = new Set(
  (
    'nao nay kia do day toi minh em chau anh chi ban ta chung ho hoi vien nha va hay hoac co khong thi la o thuoc bau bo di den tu cho voi cua de ' +
    'duoc da dang se co bao may gi ai sao dau khi ngay thang nam gio ve trong ngoai tren duoi giua toan cu mot hai ba noi voi xa phuong huyen tinh don khu diem phong to ' +
    'dai bieu so nam lam cung deu rat moi vua a ah nhe ha vay the con phai'
  ).split(' '),
);

/** Words no name goes on with after `xã` or `phường`: `xã nào`, `xã tôi`, `xã hội`. */
export const endsName = (folded: string): boolean => enders.has(folded) || /^\d/.test(folded);
