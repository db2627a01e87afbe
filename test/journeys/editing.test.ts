import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { approvalKey } from '../fakes/announcing.ts';
import { findBrowser, launch } from '../fakes/browser.ts';
import { createTestClock } from '../fakes/clock.ts';
import { goodPassword } from '../fakes/console-site.ts';
import { startKeptEditingSite } from '../fakes/kept-editing-site.ts';
import { keptInDatabase, keptInFiles } from '../fakes/kept-store.ts';
import { soundFiles } from '../fakes/pack-folder.ts';
import { sharedPostgres } from '../fakes/postgres.ts';
import { screenFindings } from '../fakes/screen-findings.ts';
import { workbookParts, zipFile } from '../fakes/workbook-file.ts';

const browserPath = findBrowser();
const postgres = await sharedPostgres();
const stores = postgres ? (['embedded', 'PostgreSQL'] as const) : (['embedded'] as const);
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
const province = `name: Lào Cai
kind: tỉnh
short: Lào Cai
english: Lào Cai province
page: { title: Hỏi đáp bầu cử, subtitle: Tỉnh Lào Cai }
answers: { vi: bầu cử, en: elections }
contacts:
  - name: UBND xã
questions:
  - Ngày bầu cử là ngày nào?
`;

describe.skipIf(!browserPath).each(stores)('an editor in a browser, on the store %s', (kind) => {
  /** The screens are the same on both stores: they are looked at once. */
  const look: typeof screenFindings = kind === 'embedded' ? screenFindings : async () => [];
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(browserPath ?? '');
  });
  afterAll(() => browser.close());

  /** Two editors who have signed in. */
  async function open() {
    const clock = createTestClock();
    const deps = { key: approvalKey, clock, closing };
    const kept = kind === 'embedded' ? keptInFiles(deps) : await keptInDatabase(deps, postgres!);
    const site = await startKeptEditingSite(kept, clock, { ...soundFiles, 'province.yaml': province });
    const enter = async (id: string): Promise<Page> => {
      await site.admit(id);
      const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      await page.goto(`${site.address}/quan-tri/vao`);
      await page.locator('#account').fill(id);
      await page.locator('#password').fill(goodPassword);
      await clock.advance(30_000);
      await page.locator('#code').fill(await site.announcing.code(id));
      await page.locator('main form button').click();
      return page;
    };
    const [editor, other] = [await enter('hoa'), await enter('nam')];
    return { site, editor, other, go: (page: Page, path: string) => page.goto(`${site.address}/quan-tri${path}`) };
  }
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  it('changes a fact, sees the answer on the phones, and another person publishes it', async () => {
    const { editor, other, go } = await open();
    await go(editor, '/su-kien?tim=tuoi');
    await go(editor, '/su-kien/voting-age/sua');
    const found = await look(editor, 'sua-su-kien');
    await editor.locator('#value').fill('21 tuổi');
    await press(editor, 'Gửi đề xuất');
    found.push(...(await look(editor, 'sua-su-kien-loi')));
    await editor.locator('#value-wrong', { hasText: 'không nêu 21' }).waitFor();
    await editor.locator('#value').fill('18 tuổi');
    await editor.locator('#asks').fill('bao nhiêu tuổi được đi bầu\nmấy tuổi đi bầu');
    await press(editor, 'Xem thử');
    await editor.locator('#trial .phone').first().waitFor();
    found.push(...(await look(editor, 'sua-su-kien-xem-thu')));
    await press(editor, 'Gửi đề xuất');
    await other.goto(editor.url());
    await press(other, 'Xem thử');
    found.push(...(await look(other, 'de-xuat-xem-thu')));
    await press(other, 'Đăng');
    await other.locator('.done', { hasText: 'Đã đăng' }).waitFor();
    expect(found).toEqual([]);
  });

  it('brings in an article from a saved page', async () => {
    const { editor, go } = await open();
    await go(editor, '/tin');
    const found = await look(editor, 'tin');
    const text = 'Tỉnh đã công bố danh sách 1.374 khu vực bỏ phiếu tại các xã, phường trên địa bàn để cử tri biết nơi bỏ phiếu.';
    const html = `<!doctype html><meta charset="utf-8"><title>Công bố khu vực bỏ phiếu</title><h1>Công bố khu vực bỏ phiếu</h1><article>${`<p>${text}</p>`.repeat(3)}</article>`;
    await editor.locator('#address').fill('https://bao.example.vn/1');
    await editor.locator('#file').setInputFiles({ name: 'bai.html', mimeType: 'text/html', buffer: Buffer.from(html) });
    await press(editor, 'Đọc trang');
    found.push(...(await look(editor, 'tin-xem-lai')));
    await editor.locator('#publisher').fill('Báo Tỉnh');
    await editor.locator('#published').fill('2026-02-20');
    await editor.locator('input[name=confirmed]').check();
    await press(editor, 'Xem thử');
    found.push(...(await look(editor, 'tin-xem-thu')));
    await press(editor, 'Gửi đề xuất');
    await editor.locator('.done', { hasText: 'Đã lưu đề xuất' }).waitFor();
    expect(found).toEqual([]);
  });

  // On PostgreSQL a commune officer does (`commune-officer.test.ts`).
  it.runIf(kind === 'embedded')('loads the forty polling stations of a commune from .xlsx', async () => {
    const { editor, go } = await open();
    await go(editor, '/noi-bo-phieu');
    const found = await look(editor, 'noi-bo-phieu');
    const header = ['Số KV', 'Phạm vi (thôn)', 'Địa điểm bỏ phiếu', 'Địa chỉ', 'Thời gian bỏ phiếu', 'Ghi chú'];
    const rows = Array.from({ length: 40 }, (_, i) => [
      `${i + 1}`,
      `thôn ${i + 1}`,
      `Nhà văn hóa thôn ${i + 1}`,
      `thôn ${i + 1}`,
      '7h - 19h',
      '',
    ]);
    const buffer = zipFile(workbookParts({ 'Danh sách': [['UBND XÃ HỢP THÀNH'], [], header, ...rows] }));
    await editor.locator('#file').setInputFiles({ name: 'danh-sach.xlsx', mimeType: 'application/octet-stream', buffer });
    await press(editor, 'Đọc danh sách');
    found.push(...(await look(editor, 'noi-bo-phieu-cot')));
    await editor.locator('#commune').selectOption({ label: 'xã Hợp Thành' });
    await editor.locator('#source').fill('law');
    await press(editor, 'Kiểm tra');
    await editor.locator('#hamlet').selectOption({ label: 'thôn 7 (xã Hợp Thành)' });
    await press(editor, 'Xem thử');
    await editor.locator('#trial .bubble', { hasText: 'Nhà văn hóa thôn 7' }).first().waitFor();
    found.push(...(await look(editor, 'noi-bo-phieu-xem-thu')));
    await press(editor, 'Gửi đề xuất cho xã Hợp Thành');
    await editor.locator('h1', { hasText: '40 khu vực' }).waitFor();
    found.push(...(await look(editor, 'noi-bo-phieu-de-xuat')));
    expect(found).toEqual([]);
  });

  it('changes a milestone and a contact, and another person publishes', async () => {
    const { site, editor, other, go } = await open();
    await go(editor, '/moc');
    const found = await look(editor, 'moc');
    await editor.getByRole('link', { name: 'ngày bầu cử: 15/03/2026' }).click();
    found.push(...(await look(editor, 'moc-sua')));
    await editor.locator('#date').fill('2026-03-22');
    await press(editor, 'Gửi đề xuất');
    await editor.locator('.done', { hasText: 'Đã lưu đề xuất' }).waitFor();
    await other.goto(editor.url());
    await press(other, 'Đăng');
    await other.locator('.done', { hasText: 'Đã đăng' }).waitFor();
    await go(editor, '/tinh');
    found.push(...(await look(editor, 'noi-lien-he')));
    await editor.locator('#contact-1-name').fill('Đường dây nóng 0214 1022');
    await editor.locator('#contact-1-url').fill('0214');
    await press(editor, 'Gửi đề xuất');
    await editor.locator('#contacts-wrong', { hasText: 'https://' }).waitFor();
    found.push(...(await look(editor, 'noi-lien-he-loi')));
    await editor.locator('#contact-1-url').fill('');
    await press(editor, 'Gửi đề xuất');
    await editor.locator('.done', { hasText: 'Đã lưu đề xuất' }).waitFor();
    await other.goto(editor.url());
    await press(other, 'Đăng');
    await other.locator('.done', { hasText: 'Đã đăng' }).waitFor();
    expect(readFileSync(join(site.folder, 'province.yaml'), 'utf8')).toContain('Đường dây nóng 0214 1022');
    expect(found).toEqual([]);
  });
});
