/** Claims made from wordings: what a question asks for is filled in, as hearsay that somebody wants confirmed. */
import type { Candidate } from '../../src/answering/verdict/candidate.ts';
import { pick } from './typing.ts';

const hearsay = [
  'nghe nói',
  'nghe bảo',
  'thấy bảo',
  'họ bảo',
  'người ta nói',
  'nghe đồn',
  'trên mạng nói',
  'bạn em bảo',
  '',
  '',
  '',
];
const confirmation = [
  'đúng không',
  'phải không',
  'đúng không ạ',
  'phải không bác',
  'có đúng không',
  'đúng chứ',
  'hả',
  'à',
  'có phải không',
];

const quantity = /\b(?:bao nhiêu|mấy)\b/u;
const day = /\b(?:vào )?(?:khi nào|ngày nào|hôm nào|bao giờ|ngày mấy|lúc nào)\b/u;
const person = /\b(?:là ai|ai)\b/u;
const whether = /(?:\bcó\b(?= .*\bkhông$)|\s(?:được )?không$)/u;

const date = (random: () => number): string => {
  const [dayOfMonth, month] = [1 + Math.floor(random() * 28), 1 + Math.floor(random() * 12)];
  return random() < 0.5 ? `ngày ${dayOfMonth}/${month}` : `hôm ${dayOfMonth} tháng ${month}`;
};

/** The number is the thing's own about half of the time: a claim is about it whether it is right or wrong. */
function numberOf({ counts }: Candidate, random: () => number): string {
  const own = counts.length > 0 && random() < 0.5 ? pick(counts, random).is : undefined;
  return String(own ?? pick([2, 3, 5, 7, 12, 15, 18, 20, 30, 45, 60, 100, 250, 450], random)).replace('.', ',');
}

/** What somebody would have heard who asks for it to be confirmed; nothing where the question has no place for a value. @param names of persons the pack knows. */
export function claimOf(
  wording: string,
  candidate: Candidate,
  names: readonly string[],
  random: () => number,
): string | undefined {
  const said = filledIn();
  return said && [pick(hearsay, random), said, pick(confirmation, random)].join(' ').replaceAll(/\s+/gu, ' ').trim();

  function filledIn(): string | undefined {
    if (quantity.test(wording)) return wording.replace(quantity, numberOf(candidate, random));
    if (day.test(wording)) return wording.replace(day, date(random));
    if (person.test(wording))
      return wording.replace(person, `${random() < 0.5 ? 'là ' : ''}${pick(['ông', 'bà', ''], random)} ${pick(names, random)}`);
    if (whether.test(wording))
      return wording.replace(/ không$/u, '').replace(/\bcó (?=được|phải)/u, random() < 0.4 ? 'không ' : '');
    return undefined;
  }
}
