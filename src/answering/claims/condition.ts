/** Conditions set by a figure: whom a fact holds for (`chưa đủ 12 tháng`, `từ 100 tuổi trở lên`), and whom a question asks about. */
import { numbersBesideDates } from '../../vietnamese/dates.ts';
import { isNamingNumber, statedNumber } from './comparing-numbers.ts';

/** Figures of one unit, from the first on and below the second; one figure alone has both ends in it. */
export interface FigureSpan {
  /** Folded, e.g. `thang`, `tuoi`; years of time are counted as months. */
  unit: string;
  from: number;
  below: number;
}

const under = ['chua du', 'chua duoc', 'chua den', 'chua toi', 'chua day', 'khong du'];
const atLeast = new Set(['tu', 'tren', 'du']);
/** More than a figure is, so that the figure itself is within. */
const hair = 1e-6;

/** What a number before `of` spans, by the words around it. */
function spanOf(value: number, before: readonly string[], after: readonly string[]): Pick<FigureSpan, 'from' | 'below'> {
  const last = before.at(-1) ?? '';
  if (last === 'duoi' || under.includes(before.slice(-2).join(' '))) return { from: 0, below: value };
  const onwards = after.join(' ');
  if (onwards === 'tro xuong') return { from: 0, below: value + hair };
  return { from: value, below: atLeast.has(last) || onwards === 'tro len' ? Infinity : value + hair };
}

/** The figures with a unit in a text, each as what it spans. */
export const spansIn = (text: string): FigureSpan[] =>
  numbersBesideDates(text).flatMap((number) => {
    const stated = statedNumber(text, number);
    const [unit, ...after] = stated.noun;
    if (unit === undefined || stated.percent || isNamingNumber(stated)) return [];
    const [of, value] = unit === 'nam' ? ['thang', stated.value * 12] : [unit, stated.value];
    return [{ unit: of, ...spanOf(value, stated.before, after) }];
  });

/** The spans of a text that are more than a figure: what it sets as a condition. */
export const conditionsIn = (text: string): FigureSpan[] =>
  spansIn(text).filter(({ from, below }) => from === 0 || below === Infinity);

/** Whether somebody asks about a figure that a condition of the same unit leaves out. */
export const leavesOut = (conditions: readonly FigureSpan[], asked: readonly FigureSpan[]): boolean =>
  conditions.some(({ unit, from, below }) =>
    asked.some((span) => span.unit === unit && (span.from < from || span.below > below)),
  );
