/** Inputs nobody should send and somebody will, the same for the same seed. */
import { randomFrom } from '../fakes/random.ts';

export interface FuzzInput {
  kind: string;
  text: string;
}

/** A place no source of ours names: if it comes back, something of the message was passed through. */
export const planted = 'xn--khong-co-that.invalid';

const markup = [
  `<b>${planted}</b>`,
  `<script>alert("${planted}")</script>`,
  `<img src=x onerror=alert(1)>`,
  `<a href="https://${planted}">bầu cử</a>`,
  `[bầu cử](https://${planted})`,
  `![](https://${planted}/a.png)`,
  `*${planted}* _x_ ~y~ \`z\` ||w||`,
  '```html\n<b>\n```',
  `&lt;b&gt;&#60;b&#62; ${planted}`,
  `{{constructor.constructor("return 1")()}} \${7*7} ${planted}`,
  `'; DROP TABLE subscribers; -- ${planted}`,
  `tg://user?id=1 @${planted} https://${planted}/?q=1`,
  '<!--',
  ']]>',
  '<?xml version="1.0"?>',
  '%3Cb%3E',
  '\u003cb\u003e',
];
const invisible = [
  '\u200e',
  '\u200f',
  '\u202a',
  '\u202e',
  '\u2066',
  '\u2069',
  '\u061c',
  '\u200b',
  '\u200d',
  '\ufeff',
  '\u00ad',
  '\u2028',
  '\0',
  '\u0007',
  '\u001b[31m',
];
const marks = ['\u0300', '\u0301', '\u0309', '\u0303', '\u0323', '\u031b', '\u0302', '\u0306', '\u20e3', '\ufe0f', '\u0489'];
const tails = [
  '',
  '',
  '',
  ' là gì',
  ' ở đâu',
  ' năm 2022',
  ' khi nào',
  ' bao nhiêu',
  ' cần giấy tờ gì',
  ' ai là',
  '?',
  ' xã Gia Phú',
];
const commands = [
  '/donvi',
  '/nguon',
  '/lich',
  '/trogiup',
  '/batdau',
  '/nguon@bot',
  '/DONVI',
  '/khongco',
  '/dangky',
  '/kiemtra',
  '//',
  '/',
];
const keystrokes = ['s', 'f', 'r', 'x', 'j', 'w', 'aa', 'dd', 'ee', 'oo', '1', '2', '6', '9', 'z'];

/** Blocks of 128 code points, the whole of Unicode, surrogates included. */
const blockSize = 128;
const blocks = 0x110000 / blockSize;

/** `questions`: ordinary questions, to be damaged. The n-th input is the same whatever comes before it. */
export function createFuzzer(questions: string[], seed: number): (n: number) => FuzzInput {
  return (n) => {
    const random = randomFrom(seed ^ Math.imul(n + 1, 0x9e3779b1));
    const below = (limit: number): number => Math.floor(random() * limit);
    const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;
    const times = (count: number, make: () => string): string => Array.from({ length: count }, make).join('');
    const question = (): string => pick(questions);
    const fromBlock = (block: number): string => {
      const code = (block % blocks) * blockSize + below(blockSize);
      return code >= 0xd800 && code < 0xe000 ? String.fromCharCode(code) : String.fromCodePoint(code);
    };
    /** Puts `what` into `text` at a few places. */
    const sown = (text: string, count: number, what: () => string): string => {
      let out = text;
      for (let i = 0; i < count; i++) {
        const at = below(out.length + 1);
        out = out.slice(0, at) + what() + out.slice(at);
      }
      return out;
    };
    const letters = (): string => String.fromCharCode(97 + below(26));

    const kinds: Record<string, () => string> = {
      'broken UTF-16': () => sown(question(), 1 + below(8), () => String.fromCharCode(0xd800 + below(0x800))),
      'random code units': () => times(below(300), () => String.fromCharCode(below(0x10000))),
      'every block': () => times(1 + below(60), () => fromBlock(n)) + pick(tails),
      'blocks in a question': () => sown(question(), 1 + below(6), () => fromBlock(n + below(40))),
      'combining marks': () => sown(question(), 1 + below(4), () => times(1 + below(400), () => pick(marks))),
      'mark bomb': () => pick(['a', 'bầu cử', 'đ', '']) + pick(marks).repeat(1 + below(100_000)) + pick(tails),
      'very long': () =>
        pick([question(), 'a', 'bầu cử ', '1.', 'aws', 'đường', ' ', '\n', '(', '😀', 'nghieenj ', '0123456789', 'ư ơ '])
          .repeat(1 + below(100))
          .repeat(1 + below(300))
          .slice(0, 100_000) + pick(tails),
      'long of many words': () => times(50 + below(1500), () => `${pick(question().split(' '))} `),
      markup: () =>
        pick([`${pick(markup)} ${question()}`, sown(question(), 1 + below(3), () => pick(markup)), pick(markup) + pick(tails)]),
      'right-to-left': () => sown(question(), 1 + below(12), () => pick(invisible)),
      misspelt: () => sown(question(), 1 + below(6), letters),
      'letters lost': () =>
        question()
          .split('')
          .filter(() => random() > 0.12)
          .join(''),
      keystrokes: () => sown(question().normalize('NFD').replace(/\p{M}/gu, ''), 1 + below(10), () => pick(keystrokes)),
      joined: () =>
        question()
          .split(' ')
          .join(random() < 0.5 ? '' : '_') + pick(tails),
      'words mixed': () => times(1 + below(14), () => `${pick(question().split(' '))} `).trim(),
      capitals: () => question().toUpperCase(),
      numbers: () =>
        `${question()} ${pick(['', '-', 'số ', 'năm ', 'ngày '])}${times(1 + below(30), () => String(below(10)))}${pick(['', '/', '.', '%', ',5', '/13/2026', '/0/0'])}`,
      command: () =>
        `${pick(commands)} ${pick([question(), pick(markup), times(below(80), () => fromBlock(below(blocks))), 'a'.repeat(below(5000))])}`,
      choice: () =>
        pick([
          String(below(100)),
          `cauhoi:${below(40)}`,
          `cauhoi:${'9'.repeat(below(400))}`,
          `còn ${question()}`,
          'thế còn xã?',
          'năm 2021?',
        ]),
      letters: () => times(1 + below(200), letters),
      scripts: () => times(1 + below(12), () => `${fromBlock(below(600))}${fromBlock(below(600))} `) + question(),
    };
    const names = Object.keys(kinds);
    const kind = names[n % names.length]!;
    return { kind, text: kinds[kind]!() };
  };
}
