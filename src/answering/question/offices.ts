/** Offices and terms of office that a question names: who holds one says nothing of who holds another. */
import { fold } from '../../vietnamese/text.ts';

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

/** Offices a text names, folded. `province`: "chủ tịch Lào Cai" is the province's; empty where there is none. */
export function officesIn(text: string, province: string): Set<string> {
  let folded = province ? fold(text).replaceAll(fold(province), 'tinh') : fold(text);
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
