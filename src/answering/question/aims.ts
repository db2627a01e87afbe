/** What a question is after besides its subject: an answer without it is the answer to another question. */
import { fold } from '../../vietnamese/text.ts';

/** What is asked by the first is only told where the second stands. Folded. */
const aims: readonly { asked: RegExp; told: RegExp }[] = [
  {
    asked:
      /\b(nhiem vu|chuc nang|vai tro|quyen han)\b|\b(dai bieu|quoc hoi|hoi dong|hdnd|ubnd|uy ban|ubbc|ban bau cu|to bau cu|ban chi dao|mat tran)( [a-z]+){0,3} (lam|lo|phu trach)( nhung)?( viec| nhiem vu)? gi\b/,
    told: /\b(nhiem vu|chuc nang|vai tro|quyen han|phu trach|lo viec|lam gi|de lam|giam sat)\b/,
  },
  { asked: /\b(tai sao|vi sao|ly do)\b/, told: /\b(tai sao|vi sao|sao|ly do|do)\b/ },
  { asked: /\b(phan tram|ty le|ti le)\b/, told: /%|\b(phan tram|ty le|ti le)\b/ },
  {
    asked: /\b(luong|thu lao|phu cap|chi phi|kinh phi|tien)\b/,
    told: /\b(tien|dong|phat|luong|thu lao|phu cap|chi phi|kinh phi|tai san)\b/,
  },
  { asked: /\bdia chi\b/, told: /\b(dia chi|tru so|noi cong cong)\b/ },
  // Courts are gone to "theo thủ tục hành chính" too: that is no procedure of an office.
  { asked: /\bthu tuc hanh chinh\b/, told: /(?<!theo )\bthu tuc\b|(?<!theo thu tuc )\bhanh chinh\b/ },
  ...['pci', 'pgi', 'pii', 'dti', 'papi', 'sipas', 'par'].map((index) => ({
    asked: new RegExp(`\\b${index}\\b`),
    told: new RegExp(`\\b${index}\\b`),
  })),
  { asked: /\bgio lam viec\b/, told: /\bgio lam viec\b/ },
  {
    asked: /\b(dien thoai|hotline|duong day nong|email|zalo|facebook)\b/,
    told: /\b(dien thoai|hotline|duong day nong|email|zalo|facebook|mang)\b/,
  },
];

/** Whether the question is after something of which the statement, and the wording it was found by, say nothing. */
export function missesAim(question: string, statement: string): boolean {
  const asked = fold(question);
  const said = fold(statement);
  return aims.some((aim) => aim.asked.test(asked) && !aim.told.test(said));
}

/** `họp thông minh là gì` → the last two words of what is asked about. Folded. */
const defined =
  /\b([a-z]{1,20}(?: (?!nghia\b|duoc\b|hieu\b|co\b)[a-z]{1,20})?) (?:co |duoc ){0,3}(?:nghia la|nghia|hieu la|la) gi\b/;

/** Whether the question asks what something is, and the quote only mentions it: it does not say that the thing *is* something, or stands for it. */
export function definesNothing(question: string, quote: string): boolean {
  const subject = defined.exec(fold(question))?.[1];
  return subject !== undefined && !new RegExp(`\\b${subject}\\b.{0,40}(?: la |\\()|\\(${subject}\\b`, 'u').test(fold(quote));
}

const bodies: readonly [RegExp, string][] = [
  [/\bhoi dong nhan dan\b/g, 'hdnd'],
  [/\buy ban nhan dan\b/g, 'ubnd'],
  [/\b(uy ban bau cu|ubbc)\b/g, 'ubbc'],
  [/\b(hoi dong bau cu quoc gia|hoi dong bau cu)\b/g, 'hdbc'],
  [/\bmat tran to quoc( viet nam)?\b/g, 'mttq'],
  [/\btinh uy\b/g, 'tinhuy'],
];
const office =
  /\b((?:pho )?chu tich|(?:pho )?bi thu|truong ban|giam doc|truong)(?: thuong truc| chuyen trach)?(?: cua)? ([a-z]+)/g;
/** Said of one office, whatever stands after its title. */
const same: Readonly<Record<string, string>> = {
  'chu tich tinh': 'chu tich ubnd',
  'bi thu tinh': 'bi thu tinhuy',
};
const noBody = new Set('la hien nao moi ten bay gio va hay dong ong ba o vay the cu nay'.split(' '));

/** `province`: "chủ tịch Lào Cai" is the province's. */
function officesIn(text: string, province: string): Set<string> {
  let folded = fold(text).replaceAll(fold(province), 'tinh');
  for (const [pattern, short] of bodies) folded = folded.replace(pattern, short);
  const found = [...folded.matchAll(office)].filter(([, , body]) => !noBody.has(body!));
  return new Set(found.map(([, title, body]) => same[`${title} ${body}`] ?? `${title} ${body}`));
}

/** Whether the question names an office, and the statement only others: the chair of the council is not the chair of the committee. */
export function isOtherOffice(question: string, statement: string, province: string): boolean {
  const asked = officesIn(question, province);
  if (asked.size === 0) return false;
  const said = officesIn(statement, province);
  return ![...asked].every((one) => said.has(one));
}

const roman: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };

/** `khóa XVI`, `khoa 16`: numbers of terms of office. */
function termsIn(text: string): Set<number> {
  const numbers = [...fold(text).matchAll(/\bkhoa (?:thu )?([ivx]{1,6}|\d{1,2})\b/g)].map(([, number]) =>
    /\d/.test(number!) ? Number(number) : fromRoman(number!),
  );
  return new Set(numbers);
}

const fromRoman = (letters: string): number =>
  letters.split('').reduce((sum, letter, i) => {
    const value = roman[letter]!;
    return sum + (value < (roman[letters[i + 1] ?? ''] ?? 0) ? -value : value);
  }, 0);

/** Whether both name terms of office, and no term in common. */
export function isOtherTerm(question: string, statement: string): boolean {
  const asked = termsIn(question);
  const said = termsIn(statement);
  return asked.size > 0 && said.size > 0 && ![...asked].some((term) => said.has(term));
}
