import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/answering/reply/reply.ts';
import { openPack } from '../../src/app/knowledge.ts';
import { botParts } from '../../src/channels/zalo-bot/parts.ts';
import { oaParts } from '../../src/channels/zalo-oa/parts.ts';
import { printed } from '../../src/commands/ask.ts';
import { createMemoryChats } from '../../src/conversations/chats.ts';
import { createConversation } from '../../src/conversations/conversation.ts';
import { readLexicon } from '../../src/sources/lexicon.ts';
import { createTestClock } from '../fakes/clock.ts';
import { fact, smallPack } from '../fakes/small-pack.ts';

const person = (name: string) => ({ of: 'người trúng cử', comparator: 'exactly', kind: 'person', is: name }) as const;
const elected = (number: number, name: string) =>
  fact(`elected-${number}`, `Người trúng cử ở đơn vị bầu cử số ${number} là ${name}.`, [`ai trúng cử đơn vị ${number}`], {
    topic: 'results',
    level: 'national-assembly',
    subject: `người trúng cử đại biểu Quốc hội ở đơn vị số ${number}`,
    values: [person(name)],
  });
const small = smallPack();
const pack = {
  ...small,
  lexicon: await readLexicon(['knowledge/viet-nam/lexicon'], []),
  facts: [
    ...small.facts,
    elected(1, 'Giàng Thị A'),
    elected(3, 'Sùng Văn B'),
    fact('turnout', 'Tỷ lệ cử tri đi bỏ phiếu là 99,9 %.', ['bao nhiêu phần trăm cử tri đi bầu'], {
      topic: 'results',
      subject: 'tỷ lệ cử tri đi bỏ phiếu',
    }),
  ],
};
const knowledge = openPack(pack);
const before = new Date('2026-03-01T05:00:00Z');
const after = new Date('2026-11-23T02:00:00Z');

function say(lines: readonly string[], now = after): Reply {
  const dialogue = knowledge.openDialogue();
  return lines.map((text) => dialogue.reply({ chat: 'telegram:1', text }, now)).at(-1)!;
}
const labels = ({ choices = [] }: Reply): string[] => choices.map(({ label }) => label);
/** Presses the choice of that label under the reply to a question. */
function press(question: string, label: string, now = after): Reply {
  const value = say([question], now).choices?.find((choice) => choice.label === label)?.value;
  if (value === undefined) throw new Error(`no choice “${label}”: ${labels(say([question], now)).join(', ')}`);
  return say([question, value], now);
}
const unitQuestion = 'Phường Cam Đường thuộc đơn vị bầu cử nào?';

describe('under an answer stands what may be asked next', () => {
  it('of a unit: who was elected there, its communes, another commune', () => {
    expect(labels(say([unitQuestion]))).toEqual(['Ai trúng cử ở đơn vị 3?', 'Đơn vị 3 gồm xã nào?', 'Xã, phường khác']);
    expect(press(unitQuestion, 'Ai trúng cử ở đơn vị 3?').text).toContain('Sùng Văn B');
    expect(press(unitQuestion, 'Đơn vị 3 gồm xã nào?')).toMatchObject({ kind: 'answer', about: 'task/communes-of-unit' });
    expect(press(unitQuestion, 'Xã, phường khác')).toMatchObject({ kind: 'clarify' });
  });

  it('of a unit before the election: where to vote there, and nobody elected', () => {
    expect(labels(say([unitQuestion], before))).toEqual(['Bỏ phiếu ở đâu?', 'Đơn vị 3 gồm xã nào?', 'Xã, phường khác']);
  });

  it('of election day: where to vote and the calendar before it, results after it', () => {
    const question = 'Ngày bầu cử là ngày nào?';
    expect(labels(say([question], before))).toEqual(expect.arrayContaining(['Bỏ phiếu ở đâu?', 'Lịch bầu cử']));
    expect(labels(say([question]))).toEqual(expect.arrayContaining(['Kết quả bầu cử', 'Lịch bầu cử']));
  });

  it('is two to three choices, each of which answers or asks back for a place', () => {
    for (const now of [before, after])
      for (const question of [unitQuestion, 'Ngày bầu cử là ngày nào?', 'Bao nhiêu tuổi được bầu cử?', '/lich']) {
        const { choices = [], choicesAre } = say([question], now);
        expect({ question, choicesAre, fits: choices.length >= 2 && choices.length <= 3 }).toEqual({
          question,
          choicesAre: 'next',
          fits: true,
        });
        for (const { value, label } of choices) {
          expect(Buffer.byteLength(value)).toBeLessThanOrEqual(64);
          const { kind, about } = say([question, value], now);
          const isUseful = ['answer', 'clarify', 'talk'].includes(kind) || about === 'task/polling-place';
          expect({ question, label, isUseful }).toEqual({ question, label, isUseful: true });
        }
      }
  });

  it('is not what was just answered', () => {
    const asked = say([unitQuestion, 'tiep:elected-3', unitQuestion]);
    expect(labels(asked)).not.toContain('Ai trúng cử ở đơn vị 3?');
  });

  it('is read by itself: a wrong figure named before says nothing of it', () => {
    const reply = say(['Có phải 16 tuổi được bầu cử không?', 'tiep:turnout']);
    expect(reply.text).toMatch(/^Tỷ lệ cử tri đi bỏ phiếu/u);
  });

  it('of a vote that is over is no advice for it', () => {
    const closed = openPack({
      ...pack,
      facts: pack.facts.map((one) => (one.topic === 'eligibility' ? { ...one, closesWithElection: true as const } : one)),
    });
    const reply = closed.openDialogue().reply({ chat: 'c', text: 'Bao nhiêu tuổi được bầu cử?' }, after);
    expect(reply.choices?.map(({ value }) => value)).not.toContain('tiep:standing-age');
  });
});

describe('the main menu', () => {
  it.each(['/start', '/help', 'xin chào', 'menu', '/menu', 'cho em xem menu'])('comes after %s', (typed) => {
    expect(labels(say([typed]))).toEqual(
      expect.arrayContaining(['Kết quả bầu cử', 'Người trúng cử theo đơn vị', 'Xã tôi thuộc đơn vị nào?']),
    );
    expect(labels(say([typed], before))).toEqual(
      expect.arrayContaining(['Ngày bầu cử', 'Bỏ phiếu ở đâu?', 'Xã tôi thuộc đơn vị nào?']),
    );
    expect(labels(say([typed], before))).not.toContain('Kết quả bầu cử');
  });

  it('has an election that is today as one still ahead', () => {
    expect(labels(say(['/menu'], new Date('2026-03-15T03:00:00Z')))).toContain('Bỏ phiếu ở đâu?');
    expect(labels(say(['/menu'], new Date('2026-03-16T03:00:00Z')))).toContain('Kết quả bầu cử');
  });

  it('opens a topic as a list of what is known, each entry an answer', () => {
    const list = say(['/menu', 'chude:deputies']);
    expect(labels(list)).toEqual(['Ai trúng cử ở đơn vị 1?', 'Ai trúng cử ở đơn vị 3?']);
    for (const { value } of list.choices!) expect(say(['/menu', value]).kind).toBe('answer');
    expect(say(['chude:gone'])).toMatchObject({ choicesAre: 'menu', text: expect.stringContaining('không còn') });
  });

  it('is English for who writes English', () => {
    const reply = say(['What can you do?']);
    expect(reply.language).toBe('en');
    expect(labels(reply)).toEqual(['Election day', 'My electoral unit', 'Election calendar', 'Where to vote']);
  });
});

describe('what can be done besides asking', () => {
  function open(changes: { subscribes?: boolean; isSubscribed?: boolean } = {}, now = after) {
    const clock = createTestClock(now.toISOString());
    const conversation = createConversation({
      dialogue: knowledge.openPlainDialogue(),
      desks: [],
      picture: async () => undefined,
      chats: createMemoryChats(),
      about: () => pack.about,
      subscribes: () => changes.subscribes ?? true,
      isSubscribed: async () => changes.isSubscribed ?? false,
      isAtWork: () => false,
      numbers: () => true,
      quietMs: 0,
      now: clock.now,
    });
    return async (text: string): Promise<Reply> => {
      const said = await conversation.reply('zalo-bot:1', { kind: 'text', text });
      if (said.kind !== 'reply') throw new Error('silent');
      await conversation.shown('zalo-bot:1', said.reply);
      return said.reply;
    };
  }

  it('stands in the main menu: six to eight topics, a check of rumours, announcements only where there are any', async () => {
    for (const subscribes of [true, false]) {
      const found = labels(await open({ subscribes })('/menu'));
      expect(found.length).toBeGreaterThanOrEqual(6);
      expect(found.length).toBeLessThanOrEqual(8);
      expect(found).toContain('Thật hay giả?');
      expect(found.includes('Đăng ký nhận thông báo')).toBe(subscribes);
    }
  });

  it('offers news of the commune under its answer, to who does not get them yet and only where there are any', async () => {
    const offered = async (changes: { subscribes?: boolean; isSubscribed?: boolean }) =>
      (await open(changes)(unitQuestion)).choices!.find(({ value }) => value.startsWith('/dangky'));
    expect(await offered({})).toEqual({ label: 'Nhận tin phường Cam Đường', value: '/dangky phường Cam Đường' });
    expect(await offered({ isSubscribed: true })).toBeUndefined();
    expect(await offered({ subscribes: false })).toBeUndefined();
  });

  it('C-27: what may be asked next counts on from the list before, whose numbers go on to work', async () => {
    const say = open();
    const menu = await say('/menu');
    const answer = await say(unitQuestion);
    const [text] = botParts(answer).map((part) => part.text);
    const first = menu.choices!.length + 1;
    expect(text).toContain(`\n\nHỏi tiếp: ${first}. Ai trúng cử ở đơn vị 3? ${first + 1}. `);
    expect((await say(String(first))).text).toContain('Sùng Văn B');
    expect((await say('1')).text).toContain(menu.choices![0]!.label);
  });
});

describe('on every channel', () => {
  it('without buttons it is one line, on Zalo as in the terminal', () => {
    const reply = say([unitQuestion]);
    const line = 'Hỏi tiếp: 1. Ai trúng cử ở đơn vị 3? 2. Đơn vị 3 gồm xã nào? 3. Xã, phường khác';
    expect(botParts(reply).at(-1)!.text.split('\n').at(-1)).toBe(line);
    expect(oaParts(reply, { hasButtons: false }).at(-1)!.text.split('\n').at(-1)).toBe(line);
    expect(oaParts(reply, { hasButtons: true }).at(-1)).toMatchObject({ buttons: reply.choices });
    expect(printed(reply).split('\n').at(-1)).toBe(line);
  });

  it('the terminal shows the main menu in a conversation, and not under a single refusal', () => {
    const menu = say(['/menu']);
    expect(printed(menu, true)).toContain('1. Kết quả bầu cử');
    expect(printed(menu)).not.toContain('Kết quả bầu cử');
  });
});

describe('an answer to an English question', () => {
  const vietnamese = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu;
  /** What is said in our own words: without quotations, names of sources and places. */
  const ownWords = (reply: Reply): string => reply.text.replaceAll(/“[^”]*”/gu, '').replaceAll(/^Source:.*$/gmu, '');

  it.each([
    ['a day', ['When was the election?']],
    ['a fact', ['When was the election?', 'tiep:voting-age']],
  ])('has an English frame around quotations: %s', (_, lines) => {
    const reply = say(lines);
    expect(reply).toMatchObject({ kind: 'answer', language: 'en' });
    expect(ownWords(reply)).not.toMatch(vietnamese);
    expect(reply.text).toContain('Vietnamese original: “');
    expect(reply.parts?.source).toMatch(/^(?:Only s|S)ource: /u);
  });

  it('names the weekday in English, in the calendar too', () => {
    expect(say(['When was the election?']).text).toMatch(/^Sunday, 15\/03\/2026/u);
    const calendar = say(['When was the election?', 'tiep:task/calendar']);
    expect(calendar.text).toContain('Sunday, 15/03/2026: “');
    expect(ownWords(calendar)).not.toMatch(vietnamese);
  });

  it('goes on in English after a bare name, on Zalo with English words around it', () => {
    const reply = say(['When was the election?', 'tiep:task/unit-of-place', 'Cam Duong']);
    expect(reply.text).toMatch(/^Phường Cam Đường belongs to/u);
    expect(botParts(reply).at(-1)!.text).toContain('Ask next: 1. Another commune');
  });
});
