import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openPack, shippedCountry } from '../../src/app/knowledge.ts';
import { runNewProvince } from '../../src/commands/new-province.ts';
import { loadPack } from '../../src/sources/pack.ts';
import { fold } from '../../src/vietnamese/text.ts';

const country = (await loadPack(shippedCountry)).pack;
const articles = [
  ['muong-nhe', 'Mường Nhé chuẩn bị bầu cử', 'Xã Mường Nhé đã lắp đặt 21 hòm phiếu phụ bằng gỗ lim cho các bản vùng biên.'],
  ['muong-thanh', 'Mường Thanh tuyên truyền bầu cử', 'Phường Mường Thanh phát 3.450 tờ rơi tuyên truyền bầu cử bằng tiếng Thái.'],
  ['tua-chua', 'Tủa Chùa tập huấn', 'Xã Tủa Chùa tập huấn nghiệp vụ cho 186 thành viên các tổ bầu cử.'],
  ['sin-thau', 'Sín Thầu bầu cử sớm', 'Xã Sín Thầu đề nghị cho đồn biên phòng A Pa Chải bỏ phiếu sớm.'],
  ['na-son', 'Na Son niêm yết danh sách', 'Xã Na Son niêm yết danh sách cử tri tại nhà văn hóa trung tâm.'],
];

async function made(name: string): Promise<{ folder: string; code: number; out: string; err: string }> {
  const parent = mkdtempSync(join(tmpdir(), 'cutri-province-'));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  const folder = join(parent, 'pack');
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
  const code = await runNewProvince(name, { country: shippedCountry, out: folder }, country, io);
  return { folder, code, out: out.join(''), err: err.join('') };
}

describe('a generated pack of Điện Biên with five articles of its own', () => {
  test('is sound and answers from its own tables and news, typed with and without diacritics', async () => {
    const { folder, code, out } = await made('dien bien');
    expect(code).toBe(0);
    expect(out).toContain('45 communes, 3 National Assembly units with');
    for (const [id, title, body] of articles)
      writeFileSync(
        join(folder, 'news', `${id}.md`),
        `---\nid: ${id}\ntitle: ${title}\npublisher: Báo Điện Biên Phủ\npublished: 2026-03-05\n---\n\n${body}\n`,
      );
    const { pack, problems } = await loadPack(`${shippedCountry}${delimiter}${folder}`);
    expect(problems).toEqual([]);
    expect(pack.province).toBe('Điện Biên');
    const dialogue = openPack(pack).openDialogue();
    let chats = 0;
    const both = (question: string) =>
      [question, fold(question)].map((text) =>
        dialogue.reply({ chat: `web:${chats++}`, text }, new Date('2026-11-28T02:00:00Z')),
      );
    expect(pack.about).toMatchObject({
      name: 'Điện Biên',
      kind: 'province',
      page: { title: 'Cử Tri – hỏi đáp bầu cử tỉnh Điện Biên' },
    });
    expect(pack.about?.contacts.map(({ name }) => name)).toContain('Ủy ban bầu cử tỉnh Điện Biên');
    expect(pack.about?.questions).toHaveLength(4);
    for (const question of pack.about?.questions ?? [])
      for (const reply of both(question)) expect([question, reply.kind]).toEqual([question, 'answer']);
    for (const reply of both('Xã Mường Nhé thuộc đơn vị bầu cử Quốc hội nào?')) {
      expect(reply.kind).toBe('answer');
      expect(reply.text).toContain('ơn vị bầu cử số 2 (bầu Quốc hội)');
    }
    for (const reply of both('Phường Cam Đường thuộc đơn vị bầu cử Quốc hội nào?'))
      expect(reply.text).toContain('đơn vị bầu cử số 3 (bầu Quốc hội) của Lào Cai');
    const inNews: [string, string][] = [
      ['Mường Nhé lắp đặt bao nhiêu hòm phiếu phụ?', '21 hòm phiếu phụ'],
      ['Mường Thanh phát bao nhiêu tờ rơi tuyên truyền bầu cử?', '3.450 tờ rơi'],
      ['Tủa Chùa tập huấn cho bao nhiêu thành viên tổ bầu cử?', '186 thành viên'],
      ['Sín Thầu đề nghị cho nơi nào bỏ phiếu sớm?', 'đồn biên phòng A Pa Chải'],
      ['Na Son niêm yết danh sách cử tri ở đâu?', 'nhà văn hóa trung tâm'],
    ];
    for (const [question, part] of inNews)
      for (const reply of both(question)) {
        expect([question, reply.kind, reply.text]).toEqual([question, 'answer', expect.stringContaining(part)]);
        expect(reply.text).toContain('Báo Điện Biên Phủ');
      }
    for (const reply of both('Ai là chủ tịch phường Cam Đường?')) {
      expect(reply.kind).toBe('none');
      expect(reply.text).toContain('không thuộc tỉnh Điện Biên');
    }
  });
});

test('every province of the country has a pack whose units add up', async () => {
  for (const province of new Set(country.communesElsewhere.map((commune) => commune.province))) {
    const { folder } = await made(province);
    expect((await loadPack(`${shippedCountry}${delimiter}${folder}`)).problems, province).toEqual([]);
  }
}, 120_000);

test('a province that is none is refused with the names of all', async () => {
  const { code, err } = await made('Atlantis');
  expect(code).toBe(1);
  expect(err).toContain('There is no province "Atlantis"');
  expect(err).toContain('Điện Biên');
});

test('a city is made as one, and no sentence calls it a province', async () => {
  const { folder } = await made('ha noi');
  const { pack, problems } = await loadPack(`${shippedCountry}${delimiter}${folder}`);
  expect(problems).toEqual([]);
  expect(pack.about).toMatchObject({ name: 'Hà Nội', kind: 'city', english: 'Hà Nội city', shortName: 'Hà Nội' });
  expect(pack.facts.find(({ id }) => id === 'ha-noi-assembly-seats')).toMatchObject({
    measure: 'đại biểu Quốc hội',
    area: 'thành phố Hà Nội',
    values: [
      { of: 'đại biểu Quốc hội', is: 32 },
      { of: 'đơn vị bầu cử', is: 11 },
    ],
  });
  const dialogue = openPack(pack).openDialogue();
  let chats = 0;
  const said = (text: string): string => dialogue.reply({ chat: `web:${chats++}`, text }, new Date('2026-11-28T02:00:00Z')).text;
  const asked: [string, string][] = [
    ['Ai là chủ tịch phường Cam Đường?', 'Phường Cam Đường không thuộc thành phố Hà Nội'],
    ['Ai là chủ tịch xã Xyz Abc?', 'của thành phố Hà Nội'],
    ['Cách nấu phở bò?', 'Tôi trả lời về bầu cử ở thành phố Hà Nội'],
    ['Cho tôi gặp người thật', 'Cổng thông tin điện tử thành phố Hà Nội'],
    ['/trogiup', 'tin bầu cử ở Hà Nội.'],
    ['Phường Ba Đình thuộc đơn vị bầu cử nào?', 'chưa có đơn vị bầu HĐND thành phố'],
  ];
  for (const [question, part] of asked) {
    const text = said(question);
    expect([question, text]).toEqual([question, expect.stringContaining(part)]);
    expect([question, text]).toEqual([
      question,
      expect.not.stringMatching(/tỉnh (?:Hà Nội|mình|này)|của tỉnh|trong tỉnh|HĐND tỉnh/u),
    ]);
  }
});

test('a province is one, whatever is typed before its name', async () => {
  const { folder } = await made('thành phố Điện Biên');
  const { pack } = await loadPack(`${shippedCountry}${delimiter}${folder}`);
  expect(pack.about?.kind).toBe('province');
});
