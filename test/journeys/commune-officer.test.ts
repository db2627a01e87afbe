import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadPack } from '../../src/sources/pack.ts';
import { approvalKey } from '../fakes/announcing.ts';
import { findBrowser, launch } from '../fakes/browser.ts';
import { createTestClock } from '../fakes/clock.ts';
import { goodPassword } from '../fakes/console-site.ts';
import { startKeptEditingSite } from '../fakes/kept-editing-site.ts';
import { keptInDatabase, keptInFiles } from '../fakes/kept-store.ts';
import { sharedPostgres } from '../fakes/postgres.ts';
import { screenFindings } from '../fakes/screen-findings.ts';
import { workbookParts, zipFile } from '../fakes/workbook-file.ts';

const browserPath = findBrowser();
const postgres = await sharedPostgres();
const closing: (() => Promise<void>)[] = [];

const header = ['Xã, phường', 'Số KV', 'Phạm vi (thôn)', 'Địa điểm bỏ phiếu', 'Địa chỉ', 'Thời gian bỏ phiếu'];
const ofOwn = Array.from({ length: 40 }, (_, i) => [
  'xã Hợp Thành',
  `${i + 1}`,
  `thôn ${i + 1}`,
  `Nhà văn hóa thôn ${i + 1}`,
  `thôn ${i + 1}`,
  '7h - 19h',
]);
const foreign = ['phường Cam Đường', '1', 'tổ 1', 'Nhà văn hóa tổ 1', 'tổ 1', '7h - 19h'];
const workbook = zipFile(workbookParts({ 'Danh sách': [['UBND XÃ HỢP THÀNH'], [], header, ...ofOwn, foreign] }));

describe.skipIf(!browserPath).each(['embedded', 'PostgreSQL'] as const)(
  'a commune officer in a browser, on the store %s',
  (kind) => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch(browserPath ?? '');
    });
    afterAll(() => browser.close());
    afterEach(async () => {
      for (const close of closing.splice(0).reverse()) await close();
    });

    it('loads forty polling stations from .xlsx, a row of another commune is refused, and an editor publishes', async ({
      skip,
    }) => {
      const clock = createTestClock();
      const deps = { key: approvalKey, clock, closing };
      if (kind === 'PostgreSQL' && !postgres) return skip('no PostgreSQL here');
      const kept = kind === 'embedded' ? keptInFiles(deps) : await keptInDatabase(deps, postgres!);
      const site = await startKeptEditingSite(kept, clock);
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
        await page.locator('nav li').first().waitFor();
        return page;
      };
      const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

      const officer = await enter('an');
      await officer.goto(`${site.address}/quan-tri`);
      await officer.locator('main', { hasText: 'chỉ thay đổi nơi bỏ phiếu của xã Hợp Thành' }).waitFor();
      const found = await screenFindings(officer, 'can-bo-xa');
      await officer.locator('#file').setInputFiles({ name: 'ds.xlsx', mimeType: 'application/octet-stream', buffer: workbook });
      await press(officer, 'Đọc danh sách');
      await officer.locator('#source').fill('law');
      await press(officer, 'Kiểm tra');
      await officer.locator('li', { hasText: 'Dòng này của phường Cam Đường' }).waitFor();
      found.push(...(await screenFindings(officer, 'can-bo-xa-danh-sach')));
      await officer.locator('#hamlet').selectOption({ label: 'thôn 7 (xã Hợp Thành)' });
      await press(officer, 'Xem thử');
      await officer.locator('#trial .bubble', { hasText: 'Nhà văn hóa thôn 7' }).first().waitFor();
      await press(officer, 'Gửi đề xuất cho xã Hợp Thành');
      await officer.locator('h1', { hasText: '40 khu vực' }).waitFor();
      found.push(...(await screenFindings(officer, 'can-bo-xa-de-xuat')));
      expect(await officer.getByRole('button', { name: 'Đăng', exact: true }).count()).toBe(0);

      const editor = await enter('nam');
      await editor.goto(officer.url());
      await press(editor, 'Đăng');
      await editor.locator('.done', { hasText: 'Đã đăng' }).waitFor();
      const { pack } = await loadPack(join(site.folder));
      const ofCommune = (code: string) => pack.pollingStations.filter(({ communeCode }) => communeCode === code);
      expect([ofCommune('02680').length, ofCommune('02671').map(({ name }) => name)]).toEqual([40, ['Nhà văn hóa tổ 1']]);
      expect(found).toEqual([]);

      // Whoever edits the store gives the officer no other commune: the list is not read at all.
      await kept.tamper('officials', (bodies) => bodies.map((body) => (body.id === 'an' ? { ...body, commune: '02671' } : body)));
      await expect((await kept.open()).officials.list()).rejects.toThrow('changed by something other than cutri');
    });
  },
);
