import { describe, expect, test } from 'vitest';
import { openPack } from '../../../src/app/knowledge.ts';
import { fold } from '../../../src/vietnamese/text.ts';
import { shippedPack } from '../../fakes/shipped.ts';

const { pack } = await shippedPack();
const dialogue = openPack({ ...pack, documents: [] }).openDialogue();
let chats = 0;
const ask = (text: string) => dialogue.reply({ chat: `web:${chats++}`, text }, new Date('2026-11-28T02:00:00Z'));
/** Every question is asked with and without diacritics. */
const both = (text: string): string[] => [text, fold(text)];

describe('the eight communes are told National Assembly unit 4', () => {
  const names = ['Chiềng Ken', 'Dương Quỳ', 'Khánh Yên', 'Minh Lương', 'Nậm Chày', 'Nậm Xé', 'Văn Bàn', 'Võ Lao'];
  test.each(names.flatMap((name) => both(`Xã ${name} thuộc đơn vị bầu cử Quốc hội nào?`)))('%s', (question) => {
    const reply = ask(question);
    expect(reply.kind).toBe('answer');
    expect(reply.text).toContain('đơn vị bầu cử số 4 (bầu Quốc hội)');
  });
});

describe('a commune and the former district of its name that lie in one unit need no asking back', () => {
  test.each(both('Bắc Hà thuộc đơn vị bầu cử Quốc hội nào'))('%s', (question) => {
    const reply = ask(question);
    expect(reply.kind).toBe('answer');
    expect(reply.text).toContain('Dù là xã Bắc Hà hay huyện Bắc Hà cũ');
    expect(reply.text).toContain('đơn vị bầu cử số 3 (bầu Quốc hội), được bầu 3 đại biểu');
  });
});

describe('an old name is told as what it is today, with its unit and the resolution', () => {
  test.each([
    ['Phường Kim Tân', 'Phường Kim Tân cũ (thành phố Lào Cai) nay là phường Lào Cai.', 3],
    ['Phường Cốc Lếu', 'nay là phường Lào Cai.', 3],
    ['Xã Thống Nhất', 'nay là xã Gia Phú.', 4],
    ['Thị trấn Phố Ràng', 'nay là xã Bảo Yên.', 4],
    ['Thị trấn Khánh Yên', 'nay là xã Văn Bàn.', 4],
    ['Phường Đồng Tâm', 'nay là phường Yên Bái.', 1],
    ['Thị trấn Cổ Phúc', 'nay là xã Trấn Yên.', 1],
    ['Xã Nậm Rạng', 'cũ (huyện Văn Bàn) nay là', 4],
    ['Xã Hát Lừu', 'nay là xã Hạnh Phúc.', 2],
    ['Phường Pú Trạng', 'nay là phường Nghĩa Lộ.', 2],
  ])('%s', (name, now, unit) => {
    for (const question of both(`${name} thuộc đơn vị bầu cử nào?`)) {
      const reply = ask(question);
      expect(reply.kind, question).toBe('answer');
      expect(reply.text).toContain(now);
      expect(reply.text).toContain(`đơn vị bầu cử số ${unit} (bầu Quốc hội)`);
      expect(reply.citations.map(({ title }) => title).join()).toContain('1673/NQ-UBTVQH15');
    }
  });
});

describe('a name of several places is asked back', () => {
  test.each(['Nam Cường', 'Khánh Yên', 'Trung Tâm', 'Trạm Tấu', 'Nghĩa Lộ', 'Thanh Bình', 'Minh Tân', 'Tân An', 'Tân Thịnh'])(
    '%s, and each choice leads to one place',
    (name) => {
      for (const question of both(`${name} thuộc đơn vị bầu cử nào?`)) {
        const reply = ask(question);
        expect(reply.kind, question).toBe('clarify');
        expect(reply.choices!.length).toBeGreaterThan(1);
        for (const { value } of reply.choices!) {
          const chosen = ask(`${value} thuộc đơn vị bầu cử nào?`);
          expect(chosen.kind, value).toBe('answer');
        }
      }
    },
  );
});

describe('an old district is its communes and their units', () => {
  test.each(both('Huyện Bảo Thắng thuộc đơn vị bầu cử nào?'))('%s', (question) => {
    const { text } = ask(question);
    expect(text).toContain('6 xã, phường');
    expect(text).toContain('Đơn vị bầu cử số 3 (bầu Quốc hội): phường Lào Cai.');
    expect(text).toContain(
      'Đơn vị bầu cử số 4 (bầu Quốc hội): xã Phong Hải, xã Bảo Thắng, xã Tằng Loỏng, xã Gia Phú, xã Xuân Quang.',
    );
  });
});

describe('a commune of another province: its National Assembly unit, nothing else', () => {
  test.each([
    ['Phường Ba Đình', 'Hà Nội', '1', 3],
    ['Xã Mường Nhé', 'Điện Biên', '2', 2],
    ['Đặc khu Phú Quốc', 'An Giang', '1', 3],
    ['Phường Sài Gòn', 'Hồ Chí Minh', '6', 3],
  ])('%s', (name, province, unit, seats) => {
    for (const question of both(`${name} thuộc đơn vị bầu cử nào?`)) {
      const reply = ask(question);
      expect(reply.kind, question).toBe('answer');
      expect(reply.text).toContain(`đơn vị bầu cử số ${unit} (bầu Quốc hội) của ${province}`);
      expect(reply.text).toContain(`được bầu ${seats} đại biểu`);
      expect(reply.text).toContain('85/NQ-HĐBCQG');
    }
  });

  test.each(['Ai là chủ tịch phường Ba Đình?', 'Phường Ba Đình thuộc đơn vị bầu cử HĐND nào?'])('%s', (question) => {
    expect(ask(question)).toMatchObject({ kind: 'none', reason: 'other-province' });
  });

  test('a name in no table is not said to lie outside the province', () => {
    const reply = ask('Xã Bó Tay Chấm thuộc đơn vị bầu cử nào?');
    expect(reply).toMatchObject({ kind: 'none', reason: 'unknown-place' });
    expect(reply.text).toContain('tôi không biết chắc');
    expect(reply.text).not.toContain('không thuộc');
  });
});

describe('the ten deputies elected, asked for by name and by unit', () => {
  const elected: Record<string, string[]> = {
    1: ['Sùng A Lềnh', 'Phạm Thị Phương', 'Phạm Thị Thanh Trà'],
    2: ['Tráng A Dương', 'Lý Hương'],
    3: ['Sí Thị Mai Anh', 'Trịnh Việt Hùng', 'Hà Đức Minh'],
    4: ['Giàng Thị Dung', 'Nguyễn Thành Trung'],
  };
  const rows = Object.entries(elected).flatMap(([unit, names]) => names.map((name): [string, string] => [name, unit]));

  test.each(rows)('%s is of unit %s', (name, unit) => {
    for (const question of both(`${name} trúng cử đại biểu Quốc hội ở đơn vị bầu cử nào?`)) {
      const reply = ask(question);
      expect([question, reply.kind]).toEqual([question, 'answer']);
      expect([question, reply.text]).toEqual([
        question,
        expect.stringMatching(new RegExp(`(?:đơn vị|Đơn vị)[^.;]* số ${unit}\\b[^.;]*${name}`, 'u')),
      ]);
    }
  });

  test.each(Object.entries(elected))('unit %s', (unit, names) => {
    for (const question of both(`Ai trúng cử đại biểu Quốc hội ở đơn vị bầu cử số ${unit} của Lào Cai?`)) {
      const reply = ask(question);
      expect([question, reply.kind]).toEqual([question, 'answer']);
      for (const name of names) expect([question, reply.text]).toEqual([question, expect.stringContaining(name)]);
      expect(reply.text).toContain('232/NQ-HĐBCQG');
    }
  });
});

describe('a place elsewhere', () => {
  test('where somebody only was: what they likely ask is offered under the refusal', () => {
    const reply = ask('Đúng hôm bầu cử tôi lại đi công tác Đà Nẵng, xin giấy tờ gì, ở đâu để bầu trong ấy?');
    expect(reply).toMatchObject({ kind: 'none', reason: 'other-province' });
    expect(reply.offers?.map(({ target }) => target)).toContain('voting-elsewhere');
    expect(reply.text).toMatch(/Gần nhất tôi có:$/u);
  });

  test('whose figures are asked for is refused, and nothing of ours said', () => {
    const reply = ask('Sơn La bầu mấy đại biểu Quốc hội?');
    expect(reply).toMatchObject({ kind: 'none', reason: 'other-province', citations: [] });
  });
});
