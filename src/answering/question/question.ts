import type { QuestionKind } from '../../elections/fact.ts';
import { fold, type Syllable, syllables } from '../../vietnamese/text.ts';

/** The sort of value that would answer; `any` where the question does not say. */
export type AnswerType =
  | 'date'
  | 'time'
  | 'duration'
  | 'number'
  | 'percent'
  | 'money'
  | 'rank'
  | 'points'
  | 'person'
  | 'place'
  | 'unit'
  | 'reason'
  | 'manner'
  | 'any';

/** What a question asks for, read from its words alone. */
export interface Question {
  kind: QuestionKind;
  wants: AnswerType;
  words: QuestionWord[];
  /** Folded words right after "bao nhiêu", before "nào": what is counted or chosen. */
  focus: string[];
  years: number[];
  /** Numbers other than years, digits as typed. */
  numbers: string[];
}

export interface QuestionWord extends Syllable {
  /** `asking`: belongs to the question phrase ("bao nhiêu", "là ai"); `grammar`: carries no subject; `subject`: must be accounted for. */
  role: 'asking' | 'grammar' | 'subject';
}

interface Rule {
  kind: QuestionKind;
  wants: AnswerType;
  /** Over the folded words joined by single spaces, with one space at either end. */
  pattern: RegExp;
}

const counted = 'phan tram|phan nghin|%';

/** First match wins; the narrower question comes first. */
const rules: Rule[] = [
  {
    kind: 'what',
    wants: 'reason',
    pattern:
      /^ sao (?!cho |the |vay |y |chep )| (?:tai sao|vi sao|sao lai|sao ma|vi dau|tai dau ma|vi co gi|ly do|do dau|nguyen nhan) /,
  },
  {
    kind: 'which-unit',
    wants: 'unit',
    pattern:
      / (?:(?:don vi bau(?: cu)?|dvbc)(?: (?:dai bieu )?(?:quoc hoi|hdnd|hoi dong nhan dan)(?: tinh| xa| phuong)?)?|khu vuc bo phieu|kvbp|to bau cu)(?: so)? (?:nao|may|bao nhieu) (?!dai bieu |nguoi |thanh vien |cu tri )| (?:don vi|dvbc)(?: (?:dai bieu )?(?:quoc hoi|hdnd|hoi dong nhan dan)(?: tinh| xa| phuong)?)? (?:so may|so bao nhieu|may) (?!dai bieu |nguoi |xa |phuong )| (?:thuoc|o|trong|vao) don vi nao /,
  },
  {
    kind: 'how-many',
    wants: 'percent',
    pattern: new RegExp(` (?:bao nhieu|may) (?:${counted}) | (?:ty le|ti le)(?: \\S+){0,8} (?:la )?(?:bao nhieu|may) `),
  },
  { kind: 'when', wants: 'time', pattern: / (?:may gio|gio nao|bao nhieu gio|luc may gio) / },
  {
    kind: 'when',
    wants: 'date',
    pattern:
      / (?:khi nao|bao gio|luc nao|hom nao|dip nao|chung nao|(?<!quoc )hoi nao|mung may|hom may|(?<!(?:dung|xep|hang|vi tri|lan) )thu may|(?:ngay|nam|thang|mua|the ky|thap ky|thap nien|thoi gian|thoi diem|thoi ky|giai doan|ngay thang)(?: nam)? (?:nao|may|bao nhieu|gi)) /,
  },
  {
    kind: 'how-many',
    wants: 'duration',
    pattern: / (?:bao lau|(?:may|bao nhieu) (?:nam|thang|tuan|ngay|gio|phut|giay)(?: \S+)?) /,
  },
  {
    kind: 'how-many',
    wants: 'rank',
    pattern: / (?:hang|xep|(?:dung|vi tri) (?:hang|thu))(?: (?:hang|thu))? (?:may|bao nhieu|nao) /,
  },
  { kind: 'how-many', wants: 'points', pattern: / (?:may|bao nhieu) diem (?!bau |bo phieu |di bau )/ },
  { kind: 'how-many', wants: 'money', pattern: / bao nhieu (?:tien|dong|ty dong|trieu dong|do la|usd|dola) / },
  {
    kind: 'how-many',
    wants: 'number',
    pattern:
      / (?:bao nhieu|so luong|bao xa|bao cao|con so nao|so may|thu bao nhieu|may(?! (?:tinh|bay|moc|chu|anh|phat|in|lanh|dien|khach|cay|keo|bom|tu)(?: |$))) /,
  },
  {
    kind: 'where',
    wants: 'place',
    pattern:
      / (?:o dau|tai dau|tu dau|den dau|di dau|ve dau|dau|noi nao|cho nao|(?:quoc gia|nuoc|thanh pho|tinh|huyen|xa|phuong|thi tran|thi xa|dia diem|khu vuc|vung|chau luc|luc dia|bang|quan|lang|ban|thon|duong|cho|noi) (?:nao|gi)) /,
  },
  {
    kind: 'who',
    wants: 'person',
    pattern:
      / (?:ai|nguoi nao|nhung ai|nhan vat nao|vi nao|(?:ong|ba|co|thay|dong chi|nguoi) (?:nao)|ten (?:cua )?(?:nguoi|ong|ba|vi|tac gia|chu tich|cau thu|con|vo|chong)) /,
  },
  { kind: 'how-to', wants: 'manner', pattern: / (?:lam the nao|lam sao|the nao|ra sao|cach nao|bang cach gi|ntn|kieu gi) / },
  {
    kind: 'yes-no',
    wants: 'any',
    pattern:
      / (?:co phai|phai khong|dung khong|duoc khong|co khong|hay khong|hay chua|khong nhi|phai chang) | co (?:\S+ )+khong $| (?:khong|chua|ha|nhi) $/,
  },
  { kind: 'what', wants: 'any', pattern: / / },
];

const yesNo = rules.find(({ kind }) => kind === 'yes-no')!;
const politeEnding = /(?: (?:a|vay|the|nhi|nhe|nha|ha|voi|em|anh|chi|ad|bot|oi|du)){1,20} $/;
const whetherEnding = /(?:khong|chua) $/;
const whetherBeginning = / (?:co|duoc|phai|con|bi|can) /;
const asksWho = / (?:ai la|la ai|do ai|nhung ai|ai duoc|ai phai|ai co|nguoi nao) /;

/** "… có … không": two expressions, because one with anything in between takes the square of the length. */
function asksWhether(line: string): boolean {
  const ending = whetherEnding.exec(line);
  return ending !== null && whetherBeginning.test(line.slice(0, ending.index));
}

/** Question phrases, longest first: their words never have to be found in a source. */
const askingPhrases = (
  'lam the nao|nhu the nao|bao nhieu|khi nao|bao gio|luc nao|the nao|o dau|tai dau|noi nao|cho nao|nguoi nao|nhung ai|la ai|la gi|cai gi|dieu gi|gi|nao|ai|dau|may|bao lau|bao xa|tai sao|vi sao|lam sao|ra sao|' +
  'co phai|phai khong|dung khong|duoc khong|hay khong|hay chua|phai chang|cho hoi|xin hoi|cho biet|lam on|giup|ntn|hoi'
).split('|');

/** Words that carry grammar only. Folded; a word that is also a common subject word is left out. */
const grammarWords = new Set(
  (
    'la thi ma cua va voi hay hoac nhung cac mot o tai trong tren duoi cho den tu ve boi do de da dang se duoc bi co khong chua cung rat hon nhat nay kia do day ' +
    'vay the roi nhe nha a oi em anh chi minh toi ban khi neu nhu theo vao ra len xuong con van moi vi nen cai su viec a u nhi ha dau'
  ).split(' '),
);

const yearPattern = /^(?:1[0-9]|20)\d\d$/;

/** Folded question words that other words fold to as well: `máy`, `báo`, `đầu`, `nhiều` typed in full ask nothing. */
const askingForms: Record<string, string> = Object.fromEntries(
  'mấy đâu nào gì ai bao nhiêu lâu khi giờ sao lúc không hỏi'.split(' ').map((form) => [fold(form), form]),
);

function asAsked({ text, folded }: Pick<Syllable, 'text' | 'folded'>): string {
  const form = askingForms[folded];
  return form !== undefined && text !== folded && text !== form ? text : folded;
}

/** For the rules, which know `hoi` of `Quốc hội`, `hội đồng` and `hồi nào`, and not of `hỏi`. */
const asRuled = (word: Pick<Syllable, 'text' | 'folded'>): string => (word.folded === 'hoi' ? 'hoi' : asAsked(word));

/** The question phrases by their first word, in the order of the list. */
const phrasesFrom = Map.groupBy(
  askingPhrases.map((phrase) => phrase.split(' ')),
  ([first]) => first!,
);

function roles(words: Syllable[]): QuestionWord['role'][] {
  const found: QuestionWord['role'][] = words.map((word) => (grammarWords.has(word.folded) ? 'grammar' : 'subject'));
  for (let i = 0; i < words.length; i++) {
    const phrase = phrasesFrom
      .get(asAsked(words[i]!))
      ?.find((parts) => parts.every((part, j) => words[i + j] && asAsked(words[i + j]!) === part));
    if (!phrase) continue;
    phrase.forEach((_, j) => {
      found[i + j] = 'asking';
    });
    i += phrase.length - 1;
  }
  return found;
}

/** What is counted or chosen: the subject words next to the question phrase. */
function focusOf(words: QuestionWord[]): string[] {
  const at = words.findIndex((word, i) => word.folded === 'nhieu' && words[i - 1]?.folded === 'bao');
  const after = at >= 0 ? words.slice(at + 1) : [];
  const focus: string[] = [];
  for (const word of after) {
    if (word.role !== 'subject' || focus.length === 3) break;
    focus.push(word.folded);
  }
  if (focus.length > 0) return focus;
  const which = words.findIndex((word) => word.folded === 'nao' || word.folded === 'gi');
  for (let i = which - 1; i >= 0 && focus.length < 3 && words[i]!.role === 'subject'; i--) focus.unshift(words[i]!.folded);
  return focus;
}

/** Whether a heading is a question: `Ai được bầu cử?`, `Thế nào là bầu cử phổ thông`. */
export const asksSomething = (heading: string): boolean =>
  heading.trimEnd().endsWith('?') || readQuestion(heading).words.some(({ role }) => role === 'asking');

/** Reads what a question asks for and what it fixes (years, numbers). Works on text with or without diacritics. */
export const readQuestion = (text: string): Question => readWords(syllables(text));

/** The kind of question some words ask, and the sort of value that answers it. */
export function kindOf(words: readonly Pick<Syllable, 'text' | 'folded'>[]): Pick<Question, 'kind' | 'wants'> {
  const line = ` ${words.map(asRuled).join(' ')} `.replace(politeEnding, ' ');
  const first = rules.find(({ pattern }) => pattern.test(line))!;
  // "Có được nhờ ai viết hộ không" asks whether, not who.
  return first.kind === 'who' && asksWhether(line) && !asksWho.test(line) ? yesNo : first;
}

/** The same over words already taken apart, e.g. the likeliest readings of a typed message. */
export function readWords(found: Syllable[]): Question {
  const rule = kindOf(found);
  const role = roles(found);
  const words = found.map((word, i) => ({ ...word, role: role[i]! }));
  const numbers = words.filter((word) => /^\d/.test(word.text));
  return {
    kind: rule.kind,
    wants: rule.wants,
    words,
    focus: focusOf(words),
    years: numbers.filter((word) => yearPattern.test(word.text)).map((word) => Number(word.text)),
    numbers: numbers.filter((word) => !yearPattern.test(word.text)).map((word) => word.text),
  };
}
