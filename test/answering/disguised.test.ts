import { describe, expect, it } from 'vitest';
import { shippedKnowledge } from '../fakes/shipped.ts';

const knowledge = await shippedKnowledge();
const now = new Date('2026-11-23T02:00:00Z');
let chats = 0;
function ask(text: string) {
  chats += 1;
  return knowledge.openDialogue().reply({ chat: `test:${chats}`, text }, now);
}

const between = (mark: string) => (text: string) => Array.from(text).join(mark);
const fullwidth = (text: string) =>
  Array.from(text)
    .map((char) => (/[!-~]/u.test(char) ? String.fromCodePoint(char.codePointAt(0)! + 0xfee0) : char))
    .join('');
const lookAlikes: Record<string, string> = { a: 'а', e: 'е', o: 'о', c: 'с', p: 'р', i: 'і', u: 'υ', n: 'ո' };

/** Ways of writing the same so that a program reads something else. */
const disguises: [string, (text: string) => string][] = [
  ['decomposed letters', (text) => text.normalize('NFD')],
  ['zero-width spaces inside the words', between('\u200B')],
  ['zero-width joiners inside the words', between('\u200D')],
  ['a right-to-left override around it', (text) => `\u202E${text}\u202C`],
  ['tag characters after it', (text) => `${text}\u{E0041}\u{E0042}`],
  ['fullwidth letters', fullwidth],
  ['soft hyphens', between('\u00AD')],
  ['no-break spaces', (text) => text.replaceAll(' ', '\u00A0')],
  [
    'Cyrillic and Greek look-alikes',
    (text) =>
      Array.from(text)
        .map((char) => lookAlikes[char] ?? char)
        .join(''),
  ],
  ['a mark typed twice', (text) => text.normalize('NFD').replace(/\p{M}/gu, '$&$&')],
];

describe.each([
  'Ngày bầu cử là ngày nào?',
  'Bao nhiêu tuổi được bầu cử?',
  'Phường Cam Đường thuộc đơn vị bầu cử nào?',
  'Năm 2022 tỉnh có bao nhiêu thủ tục hành chính?',
  'mất thẻ cử tri thì làm sao',
  'Chủ tịch tỉnh Lào Cai là ai?',
])('D-6: “%s”', (question) => {
  const plain = ask(question);
  it('is answered', () => expect(plain.kind).toBe('answer'));

  it.each(disguises)('with %s is answered the same or not at all, never with another fact', (_, disguise) => {
    const reply = ask(disguise(question));
    if (reply.kind === 'answer') expect(reply.text).toBe(plain.text);
    else expect(['none', 'clarify', 'talk']).toContain(reply.kind);
  });
});

it.each(disguises.slice(0, 4))('D-6: %s do not stop the bot from answering', (_, disguise) => {
  expect(ask(disguise('Ngày bầu cử là ngày nào?')).text).toContain('15/03/2026');
});

it('a question at the end of a message of three pages is answered, and it is said what was not read', () => {
  const story = 'Hôm qua tôi ra chợ mua ít rau, gặp mấy cô hàng xóm ngồi nói chuyện rất lâu. '.repeat(40);
  const reply = ask(`${story}Ngày bầu cử là ngày nào?`);
  expect(reply.kind).toBe('answer');
  expect(reply.text).toContain('15/03/2026');
  expect(reply.text).toContain('chỉ đọc phần đầu và phần cuối');
  expect(ask('Ngày bầu cử là ngày nào?').text).not.toContain('phần cuối');
});
