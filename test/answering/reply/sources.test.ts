import { describe, expect, it, test } from 'vitest';
import { openPack } from '../../../src/app/knowledge.ts';
import { withTwoSources } from '../../fakes/small-pack.ts';

const now = new Date('2026-03-12T02:00:00Z');
const articles = [
  [
    'gia-phu',
    'Gia Phú sáng tạo trong tập huấn công tác bầu cử',
    'Sáng 9/3, xã Gia Phú tập huấn cho tổ bầu cử. Lớp học có 120 người.',
  ],
  ['hop', 'HĐND tỉnh tiên phong triển khai mô hình “Họp thông minh”', 'Từ năm 2025, HĐND tỉnh họp không giấy.'],
  ['phuc-khanh', 'Phúc Khánh, Việt Hồng sẵn sàng cho ngày bầu cử', 'Hai xã đã niêm yết danh sách cử tri.'],
  ['bao-yen', 'Bảo Yên sẵn sàng cho ngày hội toàn dân đi bầu cử', 'Bảo Yên đã chuẩn bị xong các phòng bỏ phiếu.'],
] as const;
const pack = () => ({
  ...withTwoSources(),
  documents: articles.map(([id, title, body]) => ({
    id,
    title,
    body,
    publisher: 'Báo Tỉnh',
    published: '2026-03-10',
    url: `https://example.vn/${id}`,
  })),
});

function converse(...lines: string[]) {
  const dialogue = openPack(pack()).openDialogue();
  return lines.map((text) => dialogue.reply({ chat: 'test:1', text }, now));
}
const ask = (text: string) => converse(text)[0]!;

describe('an article whose title is a question', () => {
  const guide = {
    ...{ id: 'guide', title: 'Ai lập danh sách cử tri?', publisher: 'Sách hỏi đáp', published: '2026-01-05' },
    body: 'UBND cấp xã lập danh sách cử tri.\n\nDanh sách được niêm yết ở nơi bỏ phiếu.',
  };
  const of = (text: string) =>
    openPack({ ...pack(), facts: [], documents: [...pack().documents, guide] })
      .openDialogue()
      .reply({ chat: 'test:1', text }, now);

  it.each(['Ai lập danh sách cử tri?', 'ai lap danh sach cu tri'])(
    '"%s" is answered with what it says, paragraph after paragraph',
    (text) => {
      const reply = of(text);
      expect(reply).toMatchObject({ kind: 'answer', about: 'guide', citations: [{ document: 'guide' }] });
      expect(reply.text).toContain('“UBND cấp xã lập danh sách cử tri. Danh sách được niêm yết ở nơi bỏ phiếu.”');
      expect(reply.text).toContain('Sách hỏi đáp, 05/01/2026');
    },
  );
});

describe('/nguon', () => {
  it.each(['/nguon', 'nguồn', 'nguon khac'])('after an answer, %s shows all its sources with their addresses', (opens) => {
    const [answer, all] = converse('Chủ tịch UBND tỉnh là ai?', opens);
    expect(answer?.text).toContain('và 1 nguồn khác');
    const titles = new Set(answer?.citations.map(({ title }) => title));
    expect(titles.size).toBe(2);
    for (const title of titles) expect(all?.text).toContain(`• ${title} (`);
    expect(all?.text.split('\n')).toHaveLength(3);
  });

  it('without words names how many sources there are and the newest', () => {
    const reply = ask('/nguon');
    expect(reply.kind).toBe('talk');
    expect(reply.text).toContain('4 bài báo');
    expect(reply.text).toContain('Phúc Khánh, Việt Hồng');
  });

  test.each([
    ['as written', 'Gia Phú sáng tạo trong tập huấn', 'gia-phu'],
    ['without diacritics', 'gia phu sang tao trong tap huan', 'gia-phu'],
    ['a few of its words', 'hop thong minh', 'hop'],
    ['words in another order', 'tập huấn bầu cử ở Gia Phú', 'gia-phu'],
    ['with slips', 'gia phuu sang tap trong tap huuan', 'gia-phu'],
    ['in raw Telex', 'hopj thoong minh', 'hop'],
    ['an abbreviation of the title', 'HDND tinh tien phong', 'hop'],
  ])('finds the article by its title, %s', (_, words, id) => {
    const reply = ask(`/nguon ${words}`);
    expect(reply).toMatchObject({ kind: 'answer', citations: [{ document: id, publisher: 'Báo Tỉnh', date: '2026-03-10' }] });
    const [, title, body] = articles.find(([one]) => one === id)!;
    expect(reply.text).toContain(title);
    expect(reply.text).toContain(`https://example.vn/${id}`);
    expect(body).toContain(reply.citations[0]!.quote);
    expect(reply.text).toContain(reply.citations[0]!.quote);
  });

  test.each([
    'giá vàng hôm nay',
    'kết quả xổ số miền bắc',
    'Nghị quyết về đất đai',
    'bầu',
    '???',
    '<b>',
    'sẵn',
    'HĐND tỉnh triển khai mô hình 3',
  ])('has no article called "%s" and says so', (words) => {
    expect(ask(`/nguon ${words}`)).toMatchObject({ kind: 'none', citations: [] });
  });

  it('offers the others with a title like it; a number typed picks one', () => {
    const [first, second] = converse('/nguon sẵn sàng cho ngày bầu cử', '1');
    expect(first!.kind).toBe('answer');
    expect(first!.choices).toHaveLength(1);
    expect(second).toMatchObject({ kind: 'answer' });
    expect(new Set([first!.citations[0]!.document, second!.citations[0]!.document])).toEqual(new Set(['phuc-khanh', 'bao-yen']));
  });

  it('puts no more into a button than a platform takes, and every button finds its article', () => {
    let buttons = 0;
    for (const words of [...articles.map(([, title]) => title), 'sẵn sàng cho ngày bầu cử']) {
      const shown = ask(`/nguon ${words}`);
      for (const { label, value } of shown.choices ?? []) {
        buttons += 1;
        expect(label.length).toBeLessThanOrEqual(40);
        expect(Buffer.byteLength(value)).toBeLessThanOrEqual(64);
        if (value.startsWith('/nguon')) expect(ask(value).citations[0]!.document).not.toBe(shown.citations[0]!.document);
      }
    }
    expect(buttons).toBeGreaterThan(0);
  });
});

describe('a question nobody answers', () => {
  it('is shown the nearest sentence as no more than that, and offered the article whose title it names', () => {
    const reply = ask('mô hình họp thông minh tốn bao nhiêu tiền');
    expect(reply).toMatchObject({ kind: 'clarify', citations: [{ document: 'hop' }] });
    expect(reply.text).toContain('Tôi chưa chắc nguồn nào trả lời đúng câu này. Gần nhất tôi có:');
    expect(reply.choices![0]).toEqual({
      label: expect.stringContaining('HĐND tỉnh tiên phong'),
      value: expect.stringContaining('/nguon hdnd tinh tien phong'),
    });
    expect(reply.choices!.length).toBeLessThanOrEqual(3);
  });

  it('offers at most three articles where the words name none, and answers nothing', () => {
    const reply = ask('xe đạp điện có phải đăng ký không');
    expect(reply.kind).toBe('none');
    expect(reply.citations).toEqual([]);
    expect((reply.choices ?? []).length).toBeLessThanOrEqual(4);
  });
});
