import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHtmlPage } from '../../src/importing/html-page.ts';

const saved = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures/importing/html', name), 'utf8');
const sentence = 'Một câu đủ dài để được coi là văn bản của bài, có dấu phẩy, và có nội dung. ';

describe('a saved article page', () => {
  it('gives title, publisher, day, address and section as the page states them', () => {
    const [article] = readHtmlPage(saved('article.html'), {}).articles;
    expect(article).toMatchObject({
      title: 'Phường Mẫu Sơn công bố danh sách cử tri',
      publisher: 'Báo Mẫu',
      published: '2026-03-11',
      url: 'https://bao-mau.example/phuong-mau-son?id=1&x=2',
      section: 'Chính trị',
      extent: 'full',
    });
  });

  it('gives the text without menus, advertisements, scripts, pictures and their captions', () => {
    expect(readHtmlPage(saved('article.html'), {}).articles[0]?.body.split('\n\n')).toEqual([
      'Sáng 11/3, UBND phường Mẫu Sơn công bố danh sách 6.120 cử tri tại 9 khu vực bỏ phiếu, bảo đảm đúng thời hạn theo quy định của pháp luật.',
      'Danh sách được niêm yết tại trụ sở UBND phường và nhà văn hóa các tổ dân phố; cử tri có thể kiểm tra thông tin của mình, báo ngay cho tổ bầu cử khi có sai sót, để việc bỏ phiếu được thuận lợi.',
      'Các bước tiếp theo gồm:',
      '- phát thẻ cử tri tới từng hộ;',
      '- kiểm tra hòm phiếu.',
      'Tổ: Tổ 1; Cử tri: 512',
      'Phường bố trí người trực giải đáp, hướng dẫn người cao tuổi, người khuyết tật, người ở xa trở về, và những người lần đầu đi bỏ phiếu trong suốt tuần này.',
    ]);
  });

  it('is described by its JSON-LD where it has no other metadata; an address that is not one is left out', () => {
    const [article] = readHtmlPage(saved('linked-data.html'), {}).articles;
    expect(article).toMatchObject({
      title: 'Xã Suối Mẫu tập huấn tổ bầu cử',
      publisher: 'Báo Mẫu',
      published: '2026-03-09',
      section: 'Thời sự',
    });
    expect(article).not.toHaveProperty('url');
  });

  it('is the operator’s to name: --publisher wins, and --retrieved dates what has no date of its own', () => {
    const html = `<html><head><title>Một tin không có ngày đăng</title></head><body><p>Chiều 11/3, xã họp. ${sentence.repeat(4)}</p></body></html>`;
    expect(readHtmlPage(html, { publisher: 'Báo Khác', retrieved: '2026-03-12' }).articles[0]).toMatchObject({
      publisher: 'Báo Khác',
      published: '2026-03-11',
      retrieved: '2026-03-12',
    });
    const undated = readHtmlPage(html, { publisher: 'Báo Khác' });
    expect(undated.articles[0]?.published).toBe('');
    expect(undated.notes).toEqual(['the day it was published is not known: Một tin không có ngày đăng']);
  });

  const page = (body: string, title = 'Công bố danh sách khu vực bỏ phiếu') =>
    `<html><head><title>${title}</title></head><body><article><h1>${title}</h1>${body}</article></body></html>`;
  const read = (html: string) => readHtmlPage(html, { publisher: 'Báo Mẫu', retrieved: '2026-11-28' }).articles[0];

  it.each([
    '<p class="meta">16/11/2026, 14:20</p>',
    '<div>Báo Mẫu | Thứ Hai, 16/11/2026, 14:20 | Chính trị</div>',
    '<div>Ban Biên tập - 14:20 16/11/2026</div>',
    '<div>Đăng lúc: 16/11/2026, 14:20 • Cập nhật: 17/11/2026, 08:00</div>',
    '<div>Cập nhật: 17/11/2026, 08:00 | Đăng: 16/11/2026, 14:20</div>',
  ])('has its day from what is printed under the headline: %s', (line) => {
    const article = read(page(`${line}<p>${sentence.repeat(4)}</p>`));
    expect(article?.published).toBe('2026-11-16');
    expect(article?.body).not.toContain('2026');
  });

  it.each([
    `<p>Lịch tiếp công dân ngày 16/11/2026, 14:20 tại trụ sở. ${sentence.repeat(4)}</p>`,
    `<p>${sentence.repeat(4)}</p><p>Báo Mẫu | 16/11/2026, 14:20</p>`,
    `<p>Số văn bản | 16/11/2026</p><p>${sentence.repeat(4)}</p>`,
  ])('takes no other day for the one it was published: %s', (body) => {
    expect(read(page(body))?.published).toBe('');
  });

  it('says each row of a table so that it can be read alone', () => {
    const tables =
      '<table><thead><tr><th>Khu vực</th><th>Địa điểm</th><th>Số cử tri</th></tr></thead>' +
      '<tr><td rowspan="2">1</td><td>Nhà văn hóa thôn Mẫu</td><td>512</td></tr><tr><td>Trường Tiểu học số 1</td><td>512</td></tr></table>' +
      '<table><tr><td>Tổ 1</td><td>5</td><td>5</td></tr><tr><td>Tổ 2</td><td colspan="2">chưa có</td></tr></table>';
    expect(
      read(page(`<p>${sentence.repeat(4)}</p>${tables}<p>${sentence.repeat(4)}</p>`))
        ?.body.split('\n\n')
        .slice(1, -1),
    ).toEqual([
      'Khu vực: 1; Địa điểm: Nhà văn hóa thôn Mẫu; Số cử tri: 512',
      'Khu vực: 1; Địa điểm: Trường Tiểu học số 1; Số cử tri: 512',
      'Tổ 1 | 5 | 5',
      'Tổ 2 | chưa có',
    ]);
  });

  it('is read as text where a table only places it on the page', () => {
    const body = read(page(`<table><tr><td><p>${sentence.repeat(5)}</p></td><td>Bên lề</td></tr></table>`))?.body;
    expect(body).toContain(sentence.trim());
    expect(body).not.toContain(' | ');
  });

  it.each([
    ['Xã Mẫu tập huấn tổ bầu cử - Báo Lào Cai', 'Xã Mẫu tập huấn tổ bầu cử'],
    ['Xã Mẫu tập huấn tổ bầu cử | Cổng TTĐT tỉnh Lào Cai', 'Xã Mẫu tập huấn tổ bầu cử'],
    ['Xã Mẫu tập huấn tổ bầu cử – Báo Lào Cai điện tử | baolaocai.vn', 'Xã Mẫu tập huấn tổ bầu cử'],
    ['Tập huấn tổ bầu cử - Báo cáo viên pháp luật lên lớp', 'Tập huấn tổ bầu cử - Báo cáo viên pháp luật lên lớp'],
    ['Nhiệm kỳ 2026 - 2031 của Quốc hội', 'Nhiệm kỳ 2026 - 2031 của Quốc hội'],
  ])('has a title without the name of the site: %s', (printed, title) => {
    expect(read(page(`<p>${sentence.repeat(4)}</p>`, printed))?.title).toBe(title);
  });

  it.each([
    ['no article', saved('no-article.html'), 'no article text was found'],
    ['nothing at all', '', 'no title'],
    [
      'no publisher',
      `<html><head><title>Một tin không nguồn</title></head><body><p>${sentence.repeat(5)}</p></body></html>`,
      'add --publisher',
    ],
    ['a tower of elements', `<html><body>${'<div>'.repeat(30_000)}x`, 'nested more than 250 deep'],
    ['elements without end', `<html><body>${'<b>x</b>'.repeat(50_000)}`, 'at most 40000 are read'],
    ['tags that close each other', `<html><body>${'<dd><li>x'.repeat(15_000)}`, 'nested more than 250 deep'],
  ])('with %s is refused with the reason', (_, html, reason) => {
    expect(() => readHtmlPage(html, {})).toThrow(reason);
  });
});
