import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openPack } from '../../src/app/knowledge.ts';
import { createRumours } from '../../src/conversations/rumours.ts';
import { smallPack } from '../fakes/small-pack.ts';

const knowledge = openPack(smallPack());
const rumours = createRumours({
  check: knowledge.thinking.rumour,
  pack: () => knowledge.pack,
  now: () => new Date('2026-03-01T05:00:00Z'),
});
const asked = async (text: string) => (await rumours.check(text, true))?.text;
const unasked = async (text: string) => (await rumours.check(text, false))?.text;

describe('a rumour', () => {
  it('that contradicts a fact is said to be wrong, with what is so and where that stands', async () => {
    const wrong = 'Mọi người chú ý: ngày bầu cử đã dời sang ngày 22/3/2026, đừng đi nhầm ngày nhé.';
    for (const check of [asked, unasked]) {
      const text = await check(wrong);
      expect(text).toMatch(/^⚠️ KHÔNG ĐÚNG[\s\S]*15\/03\/2026[\s\S]*\nNguồn: /u);
    }
    expect((await rumours.check(wrong, true))?.citations.length).toBeGreaterThan(0);
  });

  it('A-10: of three pages all is looked at where somebody wants to know of them, else the beginning and the end', async () => {
    const story = 'Hôm qua tôi ra chợ mua ít rau, gặp mấy cô hàng xóm ngồi nói chuyện rất lâu. '.repeat(20);
    const wrong = 'Ngày bầu cử đã dời sang ngày 22/3/2026.';
    const within = `${story}${wrong} ${story}`;
    expect(await asked(within)).toMatch(/^⚠️ KHÔNG ĐÚNG/u);
    expect(await unasked(within)).toBeUndefined();
    for (const text of [`${wrong} ${story}${story}`, `${story}${story}${wrong}`])
      expect(await unasked(text)).toMatch(/^⚠️ KHÔNG ĐÚNG/u);
  });

  it('that agrees with a fact is said to agree, with the source, and that the rest was not checked', async () => {
    const text = await asked('Ngày bầu cử là ngày 15/3/2026. Cả nhà nhớ đi sớm cho mát.');
    expect(text).toMatch(/^✅ Khớp[\s\S]*15\/03\/2026[\s\S]*Nguồn/u);
    expect(text).toContain('Phần khác');
  });

  it('of which nothing is known is neither confirmed nor denied, and whom to ask is said', async () => {
    const text = await asked('Năm nay ai đi bầu cũng được miễn tiền điện ba tháng đấy bà con.');
    expect(text).toContain('không xác nhận và cũng không bác bỏ');
    expect(text).toContain('UBND xã (phường)');
  });

  it.each([
    'Bấm https://bau-cu-nhan-qua.top/x?id=1 để nhận quà bầu cử 500.000 đồng',
    'Cử tri nhận tiền hỗ trợ tại bau-cu-nhan-qua.top/nhan ngay hôm nay',
    'Có tin nhắn bảo vào bau-cu-nhan-qua.top nhận quà bầu cử, có thật không?',
  ])('with a prize and a link is named as suspicious, by the name of the link: %s', async (text) => {
    expect(await unasked(text)).toMatch(/ĐÁNG NGỜ[\s\S]*bau-cu-nhan-qua\.top/u);
  });

  it('is judged without opening what it links to', async () => {
    const visitors: string[] = [];
    const linked = createServer((request, response) => {
      visitors.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => linked.listen(0, '127.0.0.1', resolve));
    const link = `http://127.0.0.1:${(linked.address() as AddressInfo).port}/nhan-qua`;
    for (const check of [asked, unasked]) await check(`Vào ${link} nhận quà bầu cử 500.000 đồng nhé bà con`);
    knowledge.openDialogue().reply({ chat: 'web:an', text: `Tin ở ${link} có thật không?` }, new Date('2026-03-01T05:00:00Z'));
    // Somebody does come: the test would see who opens it.
    await fetch(`${link}-seen`);
    expect(visitors).toEqual(['/nhan-qua-seen']);
    linked.close();
  });

  it('with a link of the state, or with no claim, is left to the answers', async () => {
    expect(await unasked('Xem ở https://hoidongbaucu.quochoi.vn.gov.vn/tin nhé mọi người')).toBeUndefined();
    expect(await unasked('Tôi muốn biết đi bầu thì cần mang theo những giấy tờ gì')).toBeUndefined();
    expect(await unasked('Bầu cử dời sang ngày 22/3/2026 cho cả tỉnh mình có đúng không?')).toBeUndefined();
    expect(await unasked('đi bầu có được nhận quà gì không?')).toBeUndefined();
  });

  it('with a link that only looks like one of the state is named', async () => {
    expect(await unasked('Đăng ký tại http://laocai.gov.vn.nhanqua.top/dk nhé')).toContain('laocai.gov.vn.nhanqua.top');
  });
});
