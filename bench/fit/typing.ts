/** Ways of mistyping a Vietnamese question: pure functions of the text and a source of random numbers. */
import { fold } from '../../src/vietnamese/text.ts';

/** Random numbers in 0…1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)]!;

const keyRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const neighbours = new Map(
  keyRows.flatMap((row, y) =>
    Array.from(row, (key, x): [string, string[]] => [
      key,
      [row[x - 1], row[x + 1], keyRows[y - 1]?.[x], keyRows[y + 1]?.[x - 1]].filter((near) => near !== undefined),
    ]),
  ),
);

/** One letter dropped, doubled, exchanged with the next or hit beside its key. */
function slip(word: string, random: () => number): string {
  const letters = Array.from(word);
  const at = Math.floor(random() * letters.length);
  const way = letters.length < 2 ? 2 : Math.floor(random() * 4);
  if (way === 0) letters.splice(at, 1);
  else if (way === 1) letters.splice(at, 0, letters[at]!);
  else if (way === 2) letters[at] = pick(neighbours.get(fold(letters[at]!)) ?? ['e'], random);
  else if (at + 1 < letters.length) [letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!];
  return letters.join('');
}

/** One slip in every second word or so. */
const withSlips = (text: string, random: () => number): string =>
  text
    .split(' ')
    .map((word) => (/^\p{L}+$/u.test(word) && random() < 0.4 ? slip(word, random) : word))
    .join(' ');

const telexLetters: Record<string, string> = { ă: 'aw', â: 'aa', ê: 'ee', ô: 'oo', ơ: 'ow', ư: 'uw', đ: 'dd' };
const telexTones: Record<string, string> = { '\u0301': 's', '\u0300': 'f', '\u0309': 'r', '\u0303': 'x', '\u0323': 'j' };

/** The keys of the Telex method, as they appear where it is switched off; the tone key at the end of the word. */
const asTelex = (text: string): string =>
  text.toLowerCase().replace(/[\p{L}\p{M}]+/gu, (word) => {
    let keys = '';
    let tone = '';
    for (const letter of word.normalize('NFC')) {
      const parts = Array.from(letter.normalize('NFD'));
      const mark = parts.find((part) => telexTones[part]);
      if (mark) tone = telexTones[mark]!;
      const bare = parts
        .filter((part) => !telexTones[part])
        .join('')
        .normalize('NFC');
      keys += telexLetters[bare] ?? bare;
    }
    return keys.replace('uwow', 'uow') + tone;
  });

const chatForms: [string, string][] = [
  ['đại biểu quốc hội', 'dbqh'],
  ['hội đồng nhân dân', 'hdnd'],
  ['ủy ban nhân dân', 'ubnd'],
  ['như thế nào', 'ntn'],
  ['bao nhiêu', 'bn'],
  ['quốc hội', 'qh'],
  ['không', 'ko'],
  ['được', 'dc'],
  ['gì', 'j'],
  ['người', 'ng'],
  ['những', 'nhg'],
  ['trước', 'trc'],
  ['với', 'vs'],
  ['rồi', 'r'],
];
const asChat = (text: string): string =>
  fold(chatForms.reduce((typed, [full, short]) => typed.replaceAll(full, short), text.toLowerCase()));

/** The ways of typing, each as likely as the next; as written comes first. */
export const typings: ((text: string, random: () => number) => string)[] = [
  (text) => text,
  (text) => fold(text),
  withSlips,
  asTelex,
  asChat,
  (text, random) => withSlips(fold(text), random),
];
