/** Officials in a real browser: what they do in the console from their invitation to what everybody has got. */
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { goodPassword } from './console-site.ts';

export interface DeskDeps {
  browser: Browser;
  /** Of the site, without a path. */
  address: () => string;
  /** Six digits of an official's authenticator that nobody has used. */
  freshCode: (official: string) => Promise<string>;
  now: () => Date;
  /** Looks at a screen on the way. */
  look?: (page: Page, name: string) => Promise<void>;
  /** What a page does besides that it should not: requests to anywhere else, policy violations, script errors. */
  foreign: string[];
}

export type OfficialsAtDesks = ReturnType<typeof officialsAtDesks>;

export function officialsAtDesks({ browser, address, freshCode, now, look = async () => undefined, foreign }: DeskDeps) {
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  /** A page that watches a sending loads itself anew: whoever goes elsewhere at that moment goes again. */
  async function go(page: Page, path: string, tries = 5): Promise<void> {
    try {
      await page.goto(`${address()}/quan-tri${path}`);
    } catch (error) {
      if (tries === 1 || !String(error).includes('interrupted by another navigation')) throw error;
      await page.waitForLoadState();
      await go(page, path, tries - 1);
    }
  }

  async function opened(path: string, at = address()): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'vi-VN', viewport: { width: 1280, height: 900 } })).newPage();
    page.on('request', (request) => {
      if (!request.url().startsWith(at)) foreign.push(request.url());
    });
    page.on('pageerror', (error) => foreign.push(String(error)));
    page.on('console', (message) => {
      if (/content security policy|refused to/iu.test(message.text())) foreign.push(message.text());
    });
    page.setDefaultTimeout(120_000);
    await page.goto(`${at}${path}`);
    return page;
  }

  /** Presses a button that changes something. Throws with what the console says where it is not done. */
  async function does(page: Page, name: string): Promise<void> {
    const landing = page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() !== 303);
    await button(page, name).click();
    const address = (await landing).url();
    await page.waitForURL(address);
    if (new URL(address).searchParams.has('da')) return;
    throw new Error(`“${name}” was refused: ${(await page.locator('main .wrong').allInnerTexts()).join('; ')}`);
  }

  /** Somebody who has a password signs in. */
  async function signsIn(id: string): Promise<Page> {
    const page = await opened('/quan-tri/vao');
    await look(page, 'dang-nhap');
    await page.locator('#account').fill(id);
    await page.locator('#password').fill(goodPassword);
    await page.locator('#code').fill(await freshCode(id));
    await button(page, 'Đăng nhập').click();
    await page.locator('nav li').first().waitFor();
    return page;
  }

  /** An administrator (`by`) gives out a link; whoever opens it sets a password and an authenticator. */
  async function invited(admin: Page, id: string, by: string): Promise<Page> {
    await go(admin, `/can-bo/${id}`);
    await admin.locator('summary', { hasText: 'Gửi đường dẫn đăng nhập' }).click();
    await admin.locator('#code-moi').fill(await freshCode(by));
    await admin.locator('form[action$="/moi"] button').click();
    await admin.locator('code.long').waitFor();
    await look(admin, 'moi');
    const link = new URL((await admin.locator('code.long').textContent()) ?? '');
    const page = await opened(link.pathname);
    await look(page, 'dang-nhap-lan-dau');
    const secret = (await page.locator('main code').first().textContent()) ?? '';
    const code = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({ timestamp: now().getTime() });
    await page.locator('input[name=password]').fill(goodPassword);
    await page.locator('input[name=again]').fill(goodPassword);
    await page.locator('input[name=code]').fill(code);
    await page.locator('main form button[type=submit]').click();
    await page.locator('ol.codes').waitFor();
    await look(page, 'ma-du-phong');
    await go(page, '');
    return page;
  }

  /** The author hands it in, minh approves it, lan lets it go. */
  async function handIn(author: Page, approver: Page, number: number): Promise<void> {
    await go(author, `/thong-bao/${number}`);
    await look(author, `xem-truoc-${number}`);
    await does(author, 'Trình duyệt');
    await go(approver, '');
    await look(approver, `viec-can-lam-${number}`);
    await go(approver, `/thong-bao/${number}/duyet`);
    await look(approver, `duyet-${number}`);
    const phrase = approver.locator('#phrase');
    if ((await phrase.count()) > 0) {
      const label = (await approver.locator('label[for=phrase]').textContent()) ?? '';
      await phrase.fill(label.slice(label.indexOf(':') + 1).trim());
    }
    await approver.locator('form[action$="/duyet"] input[name=code]').fill(await freshCode('minh'));
    await does(approver, 'Duyệt đúng nội dung này');
    await go(author, `/thong-bao/${number}`);
    const code = author.locator('form[action$="/gui"] input[name=code]');
    if ((await code.count()) > 0) await code.fill(await freshCode('lan'));
    await does(author, 'Gửi ngay');
  }

  return { button, go, opened, does, signsIn, invited, handIn };
}
