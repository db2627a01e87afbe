import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPack } from '../../src/sources/pack.ts';
import { proposalAt, startEditingSite } from '../fakes/editing-site.ts';

const title = 'Công bố số khu vực bỏ phiếu';
const paragraphs = [
  'Ngày 10/03/2026, tỉnh đã công bố danh sách 1.374 khu vực bỏ phiếu tại các xã, phường trên địa bàn.',
  'Theo ủy ban, cử tri bắt đầu bỏ phiếu từ 7 giờ và mỗi người trực tiếp bỏ phiếu tại nơi đã ghi trong thẻ cử tri.',
  'Đến nay 98% cử tri đã được nhận thẻ cử tri, các xã vùng cao cũng hoàn thành việc niêm yết danh sách theo quy định.',
];
const saved = (
  head = '<meta property="og:site_name" content="Báo Tỉnh"><meta property="article:published_time" content="2026-02-20">',
) =>
  `<!doctype html><html><head><meta charset="utf-8">${head}<meta property="og:title" content="${title}"></head><body><article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`;
const file = (html: string | Uint8Array<ArrayBuffer>) => new File([html], 'bai.html', { type: 'text/html' });

async function open() {
  const site = await startEditingSite();
  const hoa = await site.signedIn('hoa');
  const read = (html: string | Uint8Array<ArrayBuffer>, address = 'https://bao.example.vn/bai-1') =>
    hoa.upload('/quan-tri/tin', { address, file: file(html) });
  return { site, hoa, read };
}

/** Fields of the form on a page. */
function fieldsOf({ document }: Awaited<ReturnType<Awaited<ReturnType<typeof open>>['read']>>): Record<string, string> {
  const fields = [...document.querySelectorAll('form[action$="/tin/bai"] input, form[action$="/tin/bai"] textarea')];
  return Object.fromEntries(
    fields
      .filter((field) => field.getAttribute('type') !== 'checkbox' && field.getAttribute('name') !== '_form')
      .map((field) => [
        field.getAttribute('name') ?? '',
        field.tagName === 'TEXTAREA' ? (field.textContent ?? '') : (field.getAttribute('value') ?? ''),
      ]),
  );
}

describe('an article brought in by an editor', () => {
  it('is read from the saved page, beside its text, with five questions made of what it says', async () => {
    const { read } = await open();
    const page = await read(saved());
    expect(page.status).toBe(200);
    const fields = fieldsOf(page);
    expect(fields).toMatchObject({ title, publisher: 'Báo Tỉnh', published: '2026-02-20', url: 'https://bao.example.vn/bai-1' });
    expect(fields.body).toBe(paragraphs.join('\n\n'));
    expect([...page.document.querySelectorAll('section p.long')].map((shown) => shown.textContent)).toEqual(paragraphs);
    const questions = fields.questions!.split('\n');
    expect(questions).toHaveLength(5);
    expect(questions[0]).toBe(title);
    expect(questions).toContain('Đến nay bao nhiêu phần trăm cử tri đã được nhận thẻ cử tri');
  });

  it('goes to the news once its day and publisher are confirmed and another person has published it', async () => {
    const { site, hoa, read } = await open();
    const fields = fieldsOf(await read(saved()));
    const unconfirmed = await hoa.upload('/quan-tri/tin/bai', { ...fields, do: 'propose' });
    expect([unconfirmed.status, unconfirmed.text.includes('đánh dấu xác nhận')]).toEqual([422, true]);
    const looked = await hoa.upload('/quan-tri/tin/bai', { ...fields, do: 'look' });
    expect(looked.document.querySelector('#trial h3')?.textContent).toBe(`Câu hỏi thử: ${title} (trả lời từ nội dung này)`);
    const proposed = await hoa.upload('/quan-tri/tin/bai', {
      ...fields,
      published: '2026-02-21',
      confirmed: 'on',
      do: 'propose',
    });
    const id = proposalAt(proposed.location);
    expect((await loadPack(site.folder)).pack.documents).toHaveLength(1);
    const nam = await site.signedIn('nam');
    await nam.submit(`/quan-tri/de-xuat/${id}`, {}, `/quan-tri/de-xuat/${id}/dang`);
    const { pack, problems } = await loadPack(site.folder);
    expect(problems).toEqual([]);
    expect(pack.documents.find((one) => one.title === title)).toMatchObject({ published: '2026-02-21', publisher: 'Báo Tỉnh' });
    expect(readFileSync(join(site.folder, 'news/2026-02-21-cong-bo-so-khu-vuc-bo-phieu.md'), 'utf8')).toContain(paragraphs[2]);
  });

  it('says what is missing: the day, the publisher, the text, an address, a file', async () => {
    const { hoa, read } = await open();
    const bare = await read(saved(''));
    expect(fieldsOf(bare)).toMatchObject({ publisher: '', published: '' });
    expect(bare.document.querySelector('.wrong')?.textContent).toContain('không ghi ngày đăng');
    const wrong = { ...fieldsOf(bare), published: '2031-01-01', url: 'javascript:alert(1)', confirmed: 'on', do: 'propose' };
    const page = await hoa.upload('/quan-tri/tin/bai', wrong);
    for (const id of ['publisher-wrong', 'published-wrong', 'url-wrong'])
      expect(page.document.querySelector(`#${id}`)).not.toBeNull();
    expect((await read('<html><body><p>x</p></body></html>')).text).toMatch(/không có tiêu đề|Không tìm thấy nội dung/u);
    expect((await read(saved(), 'file:///etc/passwd')).text).toContain('Địa chỉ phải bắt đầu bằng');
    expect((await hoa.upload('/quan-tri/tin', { address: '' })).text).toContain('Hãy chọn tệp HTML');
    expect((await read(Uint8Array.of(0xff, 0xd8, 0x00, 0x90, 0x81))).status).toBe(422);
  });

  it('never runs what a page brings along', async () => {
    const { read } = await open();
    const page = await read(
      saved()
        .replace(paragraphs[0]!, `${paragraphs[0]} &lt;script&gt;alert(1)&lt;/script&gt;`)
        .replaceAll(title, '&lt;img src=x onerror=alert(1)&gt; tin'),
    );
    expect(page.text).not.toMatch(/<script>alert|<img src=x/u);
  });
});
