import { type AgeGiven, oldEnough, strikesAllowed } from '../../elections/eligibility.ts';
import type { Fact, QuestionKind } from '../../elections/fact.ts';
import { writtenDate } from '../../elections/tense.ts';
import { findNumbers } from '../../vietnamese/numbers.ts';
import { fold, syllables } from '../../vietnamese/text.ts';
import type { Asked } from '../question/asked.ts';
import { type FactReplyOptions, factReply } from './facts.ts';
import type { Reply } from './reply.ts';
import { ageWords } from './words.ts';

/** A birth date, birth year or age told in a question about being allowed to vote or stand. */
export function readAge(text: string): AgeGiven | undefined {
  const folded = fold(text);
  const date = /\b(?:sinh|born)\D{0,20}?(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*((?:19|20)\d{2})\b/.exec(
    folded,
  );
  if (date) return dayGiven(Number(date[3]), date[2]!, date[1]!);
  const birthday =
    /\b(\d{1,3}) tuoi\s+(?:vao |tu |hom )?(?:ngay )?(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*((?:19|20)\d{2})\b/.exec(
      folded,
    );
  if (birthday) return dayGiven(Number(birthday[4]) - Number(birthday[1]), birthday[3]!, birthday[2]!);
  const year = /\b(?:sinh|sn|born in|born)(?: nam)?\s+((?:19|20)\d{2})\b/.exec(folded);
  if (year) return { bornIn: Number(year[1]) };
  const age = /\b(\d{1,3}) (?:tuoi|years? old)\b/.exec(folded);
  return age ? { age: Number(age[1]) } : undefined;
}

/** A text without the age somebody tells of a person: what else it is about. A limit (`từ 100 tuổi trở lên`) is no person's age. */
export function withoutAge(text: string): string {
  const folded = fold(text);
  const age =
    /(?<!\b(?:tren|tu|duoi|du|hon|den|khoang|cao|may|nhieu) )\b\d{1,3} (?:tuoi|years? old)\b(?! (?:tro|hay|duoc|moi))/.exec(
      folded,
    );
  return age && folded.length === text.length ? `${text.slice(0, age.index)}${text.slice(age.index + age[0].length)}` : text;
}

/** Words of a question that asks about nothing but an age. */
const ofAgeQuestions = new Set(
  (
    'con chau em toi minh ban no cu ong ba bo me cha bac chu co di anh chi nguoi ta may dua thang vo chong tui trai gai ' +
    'duoc co di bau cu bo phieu ung chua khong roi du tuoi quyen thi la ma nay nam mai moi vua tron hon con cuoc ky dot ngay dai bieu quoc hoi hdnd ' +
    'hoi dong nhan dan tri sinh thang gan da dang ra tham gia phai can nua ha nhi oi xin hoi cho biet vay hop le dung tinh den luc sap toi lan dau tien'
  ).split(' '),
);
/** Ages at which somebody may wonder. */
const wondering = { from: 12, to: 22 };

/**
 * Whether the age somebody tells is what they ask about, or only said on the way to something else: "bà cụ 90 tuổi không đi được thì bỏ phiếu ở nhà
 * được không".
 * @param answered whether the question is understood without the age
 */
export function asksForAge(text: string, kind: QuestionKind, answered: boolean): boolean {
  if (kind !== 'yes-no' && kind !== 'what') return false;
  const besides = syllables(withoutAge(text)).filter(({ folded }) => !ofAgeQuestions.has(folded) && !/\d/.test(folded));
  if (besides.length <= 1) return true;
  const age = Number(/\b(\d{1,3}) tuoi\b/.exec(fold(text))?.[1] ?? wondering.from);
  return !answered && age >= wondering.from && age <= wondering.to;
}

/** `undefined` for a day that the calendar does not have. */
function dayGiven(year: number, month: string, day: string): AgeGiven | undefined {
  const bornOn = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${bornOn}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(bornOn) ? { bornOn } : undefined;
}

const yearsIn = (fact: Fact): number | undefined => {
  const years = /(\d{2}) tuổi/.exec(`${fact.value ?? ''} ${fact.statement}`)?.[1];
  return years ? Number(years) : undefined;
};

/** Says whether the given age is enough, worked out from the age in the fact and the day of the election. */
export function ageReply(
  given: AgeGiven,
  fact: Fact,
  electionDay: string,
  { language, kind }: Pick<Asked, 'language' | 'kind'>,
  state: Pick<FactReplyOptions, 'over' | 'isOver'>,
): Reply | undefined {
  const minimum = yearsIn(fact);
  if (minimum === undefined) return undefined;
  const { verdict, bornBy } = oldEnough(given, minimum, electionDay);
  return factReply(fact, {
    language,
    kind,
    opening: ageWords[language][verdict](writtenDate(electionDay), writtenDate(bornBy), minimum),
    short: true,
    ...state,
  });
}

/** What somebody says of a ballot paper. */
export interface Ballot {
  candidates: number;
  seats: number;
  /** How many names they would strike out. */
  struck?: number;
}

/** "5 người bầu 3 thì gạch mấy tên", "5 người bầu 3, tôi gạch 1 có được không": the numbers, in digits or words. */
export function readStrikes(text: string): Ballot | undefined {
  const folded = fold(text);
  const verb = /\b(?:gach|strike|cross out)\b/.exec(folded);
  if (!verb) return undefined;
  // Without the seats `một người` is anybody.
  const namesSeats = /\b(?:bau|lay|chon)\b/.test(folded);
  const numbers = findNumbers(text).filter(
    ({ start, end, value, worded }) =>
      value < 100 && (namesSeats || !worded) && !/[\d/]/.test(`${text[start - 1] ?? ''}${text[end] ?? ''}`),
  );
  const struck = numbers.length === 3 && namesSeats ? numbers.find(({ start }) => start > verb.index) : undefined;
  const [one, other, ...more] = numbers.filter((number) => number !== struck).map(({ value }) => value);
  if (one === undefined || other === undefined || more.length > 0) return undefined;
  const ballot = { candidates: Math.max(one, other), seats: Math.min(one, other) };
  return struck ? { ...ballot, struck: struck.value } : ballot;
}

export function strikesReply(
  { candidates, seats, struck }: Ballot,
  fact: Fact,
  { language, kind }: Pick<Asked, 'language' | 'kind'>,
): Reply | undefined {
  const allowed = strikesAllowed(candidates, seats);
  if (!allowed) return undefined;
  const { least, most } = allowed;
  const words = ageWords[language];
  const verdict = struck === undefined ? '' : ` ${words.struck(struck, struck >= least && struck <= most)}`;
  return factReply(fact, { language, kind, opening: `${words.strikes(candidates, seats, least, most)}${verdict}` });
}
