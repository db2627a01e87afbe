import { plainLine } from '../../elections/pack/plain-text.ts';
import { fold } from '../../vietnamese/text.ts';
import { areaPrefixes, conjunction } from './words-columns.ts';

/** Cells as communes type them → cells as `units/polling-stations.csv` has them. What is not understood is given back as typed, for the check to name. */

/** `Khu vực bỏ phiếu số 01`, `KV 1`, `1` → `1`. */
export function areaCell(typed: string): string {
  const words = fold(typed);
  const prefix = areaPrefixes.find((known) => words.startsWith(`${known} `));
  const rest = prefix === undefined ? words : words.slice(prefix.length).trim();
  const number = /^0{0,4}(\d{1,4}[a-z]?)(?:\.0)?$/u.exec(rest)?.[1];
  return number === undefined ? typed : number.toUpperCase();
}

/** `thôn Mẫu 1, 2 và tổ 3` → `thôn Mẫu 1; thôn Mẫu 2; tổ 3`. Where semicolons or lines part them, commas do not. */
export function hamletsCell(typed: string): string {
  const lines = typed
    .split(/[;\n\r]/u)
    .map((part) => plainLine(part).replace(/^[-+•]\s{0,3}|[.,]$/gu, ''))
    .filter((part) => part !== '');
  if (lines.length !== 1) return lines.join('; ');
  let words = '';
  return lines[0]!
    .split(',')
    .flatMap((part) => part.split(conjunction))
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      if (/^\d{1,3}[A-Za-z]?$/u.test(part)) return `${words}${part}`;
      words = part.replace(/\d{1,3}[A-Za-z]?$/u, '');
      return part;
    })
    .join('; ');
}

const clockTimes = /(?<!\d)(\d{1,2})\s?(?:gio(?![a-z])|[hg](?![a-z])|:)\s?(\d{2})?(?::\d{2})?(?!\d)/gu;

/** Times of day in a text, `HH:MM`: `7h`, `7 giờ 30`, `07:00:00`. */
function timesIn(typed: string): string[] {
  return [...fold(typed).matchAll(clockTimes)].map(([, hour = '', minute = '00']) => `${hour.padStart(2, '0')}:${minute}`);
}

/** One time of day. */
export function clockCell(typed: string): string {
  const times = timesIn(typed);
  return times.length === 1 ? times[0]! : typed;
}

/** `7h00 - 19h00` → both ends; `undefined` where it is not two times. */
export function hoursCell(typed: string): { opens: string; closes: string } | undefined {
  const [opens, closes, more] = timesIn(typed);
  return opens !== undefined && closes !== undefined && more === undefined ? { opens, closes } : undefined;
}

/** `22,486` → `22.486`. */
export function degreesCell(typed: string): string {
  return /^-?\d{1,3},\d{1,20}$/u.test(typed) ? typed.replace(',', '.') : typed.replace(/°$/u, '');
}

/** `22.486, 103.97` → both; `undefined` where it is not two numbers with a point. */
export function coordinatesCell(typed: string): { lat: string; lon: string } | undefined {
  const found = /^\(?\s{0,3}(\d{1,3}\.\d{1,20})\s{0,3}[,; ]\s{0,3}(\d{1,3}\.\d{1,20})\s{0,3}\)?$/u.exec(typed);
  return found ? { lat: found[1]!, lon: found[2]! } : undefined;
}
