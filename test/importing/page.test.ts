import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../src/importing/page.ts';

const origin = { publisher: 'Báo Mẫu', retrieved: '2026-03-12' };
const saved = (name: string) =>
  readPage(readFileSync(join(import.meta.dirname, '../fixtures/importing/pages', name), 'utf8'), origin);
const outline = (name: string) =>
  saved(name).articles.map(({ extent, published, section = '', title }) => [extent, published, section, title]);
const bodyOf = (name: string, title: string) => saved(name).articles.find((article) => article.title === title)?.body;

describe('a saved page', () => {
  it('gives its article and the doubled headlines after it, with no heading between them', () => {
    expect(outline('doubled-without-heading.txt')).toEqual([
      ['full', '2026-03-11', 'Chính trị', 'Xã Suối Mẫu hoàn thành niêm yết danh sách cử tri'],
      ['teaser', '2026-03-10', '', 'Phường Mẫu Sơn tổng duyệt ngày bầu cử'],
      ['teaser', '', '', 'Thôn Đèo Mẫu có đường bê tông mới'],
      ['teaser', '2026-03-08', '', 'Trường học ở Mẫu Sơn nhận sách mới'],
    ]);
  });

  it('loses site name, breadcrumb, time stamp, photo captions, byline and share links, and keeps the paragraphs', () => {
    expect(bodyOf('doubled-without-heading.txt', 'Xã Suối Mẫu hoàn thành niêm yết danh sách cử tri')).toBe(
      [
        'Đến ngày 10/3, xã Suối Mẫu đã niêm yết danh sách 4.215 cử tri tại 12 khu vực bỏ phiếu.',
        'Danh sách được dán tại nhà văn hóa các thôn; cử tri kiểm tra tên, năm sinh và báo ngay khi có sai sót.',
        'Một số việc còn lại',
        'UBND xã yêu cầu các tổ bầu cử kiểm tra hòm phiếu, con dấu trước ngày 14/3.',
      ].join('\n\n'),
    );
  });

  it('has its day from a line of metadata, its title without the site, and rows of a copied table as rows', () => {
    const text = [
      'Xã Mẫu công bố khu vực bỏ phiếu - Báo Lào Cai',
      'Chính trị | 10/03/2026, 14:20 | Ban Biên tập',
      'Xã Mẫu đã xác định các khu vực bỏ phiếu của mình và địa điểm của từng khu vực.',
      'Khu vực\tĐịa điểm\n1\tNhà văn hóa thôn Mẫu\n2\tTrường Tiểu học',
    ].join('\n\n');
    expect(readPage(text, origin).articles[0]).toMatchObject({
      title: 'Xã Mẫu công bố khu vực bỏ phiếu',
      published: '2026-03-10',
      body: 'Xã Mẫu đã xác định các khu vực bỏ phiếu của mình và địa điểm của từng khu vực.\n\nKhu vực | Địa điểm\n\n1 | Nhà văn hóa thôn Mẫu\n\n2 | Trường Tiểu học',
    });
  });

  it('keeps a caption out of a related headline’s text, and reads a headline printed once', () => {
    expect(bodyOf('doubled-without-heading.txt', 'Thôn Đèo Mẫu có đường bê tông mới')).toMatch(/^Con đường dài 2,4 km/u);
    expect(bodyOf('doubled-without-heading.txt', 'Trường học ở Mẫu Sơn nhận sách mới')).toMatch(/^Chiều 8\/3, 320 học sinh/u);
  });

  it('dates an old article from its own words and its neighbours from the day of saving', () => {
    expect(outline('january-review.txt')).toEqual([
      ['full', '2024-01-05', '', 'Hội nghị tổng kết công tác chuyển đổi số'],
      ['teaser', '', 'Tin liên quan', 'Bầu hộ có được không?'],
      ['teaser', '2026-03-07', 'Tin liên quan', 'Thanh niên Mẫu Sơn ra quân ngày thứ Bảy tình nguyện'],
      ['teaser', '', 'Tin liên quan', 'Đề án nước sạch nông thôn'],
      ['teaser', '2026-02-20', 'Đọc thêm', 'Kỷ niệm ngày thành lập Trường Mẫu Sơn'],
    ]);
  });

  it('says which headline was left out for want of a text', () => {
    expect(saved('january-review.txt').notes).toEqual(['left out, a headline without text: Lịch tiếp dân của xã Suối Mẫu']);
  });

  it('joins wrapped lines, and goes on with the article after a box of links', () => {
    const body = bodyOf('wrapped-with-link-box.txt', 'Mẫu Sơn sẵn sàng cho ngày hội lớn')?.split('\n\n');
    expect(body).toHaveLength(4);
    expect(body?.[0]).toContain('họp rà soát công việc trước ngày bầu cử');
    expect(body?.[1]).toBe('Các tổ bầu cử đã phân công người trực điện thoại để trả lời cử tri.');
    expect(body?.[3]).toBe('Trạm y tế phường chuẩn bị 2 tổ cấp cứu lưu động.');
    expect(outline('wrapped-with-link-box.txt').map(([extent]) => extent)).toEqual(['full', 'teaser']);
  });

  it('is read the same where no blank line separates its paragraphs', () => {
    expect(outline('no-blank-lines.txt')).toEqual([
      ['full', '2025-12-22', '', 'Tỉnh Mẫu công bố số đơn vị bầu cử đại biểu HĐND'],
      ['teaser', '2026-03-10', 'Tin cùng chuyên mục', 'Phường Mẫu Sơn tổng duyệt ngày bầu cử'],
    ]);
    expect(bodyOf('no-blank-lines.txt', 'Tỉnh Mẫu công bố số đơn vị bầu cử đại biểu HĐND')).not.toContain('Quang cảnh');
  });

  it('is the same page with Windows line ends and decomposed letters', () => {
    const text = readFileSync(join(import.meta.dirname, '../fixtures/importing/pages/january-review.txt'), 'utf8');
    expect(readPage(text.normalize('NFD').replaceAll('\n', '\r\n'), origin)).toEqual(readPage(text, origin));
  });

  it.each([
    ['', 'no headline'],
    ['   \n\n fb yt zl tw \n', 'no headline'],
    ['Đây là một câu văn, không phải đầu đề.', 'no headline'],
    ['<!doctype html><html><body><p>x</p></body></html>', 'cutri import html'],
    ['Một đầu đề không có bài viết nào', 'headline without text'],
  ])('that holds no article is named with the reason: %j', (text, reason) => {
    const { articles, notes } = readPage(text, origin);
    expect(articles).toEqual([]);
    expect(notes.join()).toContain(reason);
  });

  it('never invents: every paragraph and title of any text comes from that text', () => {
    const words = fc.constantFrom(
      'Chiều 11/3,',
      'xã Mẫu',
      'họp.',
      'Tin liên quan',
      'ảnh 1',
      'bầu cử',
      '\n',
      '\n\n',
      'Ảnh: Báo Mẫu',
      'fb yt',
      '…',
      '10',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
        const text = parts.join(' ');
        const squeezed = text.replace(/\s+/gu, ' ').toLowerCase();
        for (const { title, body } of readPage(text, origin).articles) {
          for (const piece of [title, ...body.split('\n\n')]) expect(squeezed).toContain(piece.toLowerCase());
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the page the first pack was made from', () => {
  const corpus = join(import.meta.dirname, '../../knowledge/lao-cai/news');
  it('is in the pack as one full article and fourteen first paragraphs, without what the page put around them', async () => {
    const { readNews } = await import('../../src/sources/news.ts');
    const { documents, problems } = await readNews(corpus);
    expect(problems).toEqual([]);
    const ofPage = documents.filter((document) => document.publisher === 'Báo Lào Cai' && document.retrieved === '2026-03-12');
    expect(ofPage.filter((document) => document.section === undefined).map((document) => document.published)).toEqual([
      '2022-12-13',
    ]);
    expect(ofPage.filter((document) => document.section === 'Tin cùng chuyên mục')).toHaveLength(14);
    expect(ofPage.map((document) => document.published).sort()).toEqual([
      ...Array(9).fill(''),
      '2022-12-13',
      ...Array(5).fill('2026-03-11'),
    ]);
    for (const { body } of ofPage)
      expect(body).not.toMatch(/ảnh \d|Có thể bạn quan tâm|fb yt|LCĐT|Quang cảnh|Kiểm tra cơ sở vật chất phục vụ/u);
  });
});
