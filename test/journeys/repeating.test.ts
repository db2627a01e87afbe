import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodText, lan, valueIn } from '../fakes/announcing.ts';
import { findBrowser, launch } from '../fakes/browser.ts';
import { type ConsoleSite, goodPassword, startConsoleSite } from '../fakes/console-site.ts';
import { screenFindings } from '../fakes/screen-findings.ts';

const browserPath = findBrowser();

describe.skipIf(!browserPath)('an announcement that repeats, in a browser', () => {
  let browser: Browser;
  let site: ConsoleSite;
  const found: string[] = [];

  beforeAll(async () => {
    browser = await launch(browserPath ?? '');
    site = await startConsoleSite();
    await site.announcing.subscribe(150);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  const look = async (page: Page, name: string) => void found.push(...(await screenFindings(page, name)));
  const go = (page: Page, path: string) => page.goto(`${site.address}/quan-tri${path}`);
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const freshCode = async (id: string) => {
    await site.announcing.clock.advance(30_000);
    return site.announcing.code(id);
  };

  async function signedIn(id: string, javaScriptEnabled = true): Promise<Page> {
    await site.admit(id);
    const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1280, height: 900 }, javaScriptEnabled });
    const page = await context.newPage();
    await go(page, '/vao');
    await page.locator('#account').fill(id);
    await page.locator('#password').fill(goodPassword);
    await page.locator('#code').fill(await freshCode(id));
    await button(page, 'Đăng nhập').click();
    return page;
  }

  it('is written by keyboard, with its days beside it while it is typed; approved, scheduled and watched with every day in view', async () => {
    const author = await signedIn('lan');
    const approver = await signedIn('minh');
    await go(author, '/soan');
    await author.locator('#text').fill(`${goodText} Còn {số ngày} ngày.`);
    await author.locator('#audience').selectOption('everyone');
    await author.locator('details.plan summary').press('Enter');
    await look(author, 'lap-lai-chua-chon');
    await author.locator('[name=repeat]').first().press('ArrowDown');
    await author.keyboard.press('ArrowDown');
    expect(await author.locator('[name=repeat][value=weekly]').isChecked()).toBe(true);
    // Only what a weekly one needs is in the way.
    expect(await author.locator('#repeatMonthDay').isVisible()).toBe(false);
    await author.getByLabel('thứ Hai', { exact: true }).press('Space');
    await author.locator('#repeatTime').fill('07:00');
    await author.locator('#repeatFrom').fill('2026-03-02');
    await button(author, 'Lưu và xem trước').press('Enter');
    await author.locator('#repeatUntil-wrong').waitFor();
    await look(author, 'lap-lai-sai');
    await author.locator('#repeatUntil').fill('2026-03-16');
    await author.locator('#repeatCountdown').fill('2026-03-31');
    await author.locator('#plan-days', { hasText: 'Gửi 3 lần: T2 02/03/2026, T2 09/03/2026, T2 16/03/2026.' }).waitFor();
    await author.locator('#phones', { hasText: 'Còn 29 ngày.' }).waitFor();
    // What was wrong before does not stand beside it any more.
    expect(await author.locator('.plan .wrong:visible, [role=alert], [aria-invalid]').count()).toBe(0);
    await look(author, 'lap-lai');
    await button(author, 'Lưu và xem trước').press('Enter');
    await author.waitForURL(/thong-bao\/1/u);
    await look(author, 'lap-lai-xem-truoc');
    await button(author, 'Trình duyệt').click();

    await go(approver, '/thong-bao/1/duyet');
    await approver.getByText('Gửi 3 lần: T2 02/03/2026, T2 09/03/2026, T2 16/03/2026.').first().waitFor();
    await look(approver, 'lap-lai-duyet');
    await approver.locator('#phrase').fill('GỬI TẤT CẢ 150');
    await approver.locator('form[action$="/duyet"] input[name=code]').fill(await freshCode('minh'));
    await button(approver, 'Duyệt đúng nội dung này').click();
    await go(author, '/thong-bao/1');
    await author.locator('form[action$="/hen-gio"] input[name=code]').fill(await freshCode('lan'));
    await author.locator('form[action$="/hen-gio"] button').click();
    await go(author, '/thong-bao/1/theo-doi');
    await author.getByText('Lần tới: T2 02/03/2026 lúc 07:00').first().waitFor();
    await look(author, 'lap-lai-theo-doi');
    expect(valueIn(await site.announcing.publishing.find(lan, 1)).state).toBe('scheduled');

    await go(author, '/soan?tu=1');
    expect(await author.locator('#repeatFrom').inputValue()).toBe('2026-03-02');
    expect(found).toEqual([]);
  });

  it('is written without scripts as well', async () => {
    const author = await signedIn('lan', false);
    await go(author, '/soan');
    await author.locator('#text').fill(goodText);
    await author.locator('#audience').selectOption('everyone');
    await author.locator('details.plan summary').click();
    await author.getByLabel('Hằng tháng, vào một thứ').check();
    await author.locator('#repeatWeekday').selectOption('5');
    await author.locator('#repeatWhich').selectOption('last');
    await author.locator('#repeatTime').fill('07:00');
    await author.locator('#repeatFrom').fill('2026-03-02');
    await author.locator('#repeatMost').fill('2');
    await button(author, 'Lưu và xem trước').click();
    expect(await author.locator('main').textContent()).toContain('Gửi 2 lần: T6 27/03/2026, T6 24/04/2026.');
  });

  it('begins from texts that an editor changes', async () => {
    const editor = await signedIn('hoa');
    await go(editor, '/mau-soan');
    await look(editor, 'mau-soan');
    await editor.getByRole('link', { name: 'Sửa mẫu “Mời họp”' }).click();
    await editor.locator('#text').fill('Mời bà con [thôn] họp lúc [giờ].');
    await look(editor, 'mau-soan-sua');
    await button(editor, 'Lưu mẫu').click();
    await editor.locator('li.card').first().locator('summary').press('Enter');
    await button(editor, 'Bỏ mẫu').first().click();
    await button(editor, 'Lấy lại “Mời họp”').waitFor();
    await look(editor, 'mau-soan-da-bo');
    expect(found).toEqual([]);
  });
});
