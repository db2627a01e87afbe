import { mkdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DayCount } from '../../src/conversations/counting/day-count.ts';
import { vietnamDate } from '../../src/elections/tense.ts';
import { questionGroup } from '../contracts/records.ts';
import { goodText, lan, valueIn } from '../fakes/announcing.ts';
import { findBrowser, launch } from '../fakes/browser.ts';
import { type ConsoleSite, goodPassword, startConsoleSite } from '../fakes/console-site.ts';
import { approvedTemplate } from '../fakes/emergency.ts';
import { officialsAtDesks } from '../fakes/officials-at-desks.ts';
import { screenFindings } from '../fakes/screen-findings.ts';
import { smallPack, someProvince } from '../fakes/small-pack.ts';

const browserPath = findBrowser();
/** Screens that the officials' guide shows; written anew where `UPDATE_SCREENSHOTS=1`. */
const guide = new URL('../../docs/how-to/images/console/', import.meta.url).pathname;
const shownInGuide = new Set([
  'dang-nhap',
  'soan',
  'xem-truoc-1',
  'viec-can-lam-1',
  'duyet-1',
  'theo-doi',
  'dinh-chinh',
  'can-bo',
  'so-lieu',
  'tao-khoa',
]);
const mostPictureBytes = 60 * 1024;
const wrongText = goodText.replace('7 giờ', '9 giờ');

/** What is wrong with the screen; on the way, the pictures of the officials' guide. */
async function findings(page: Page, name: string): Promise<string[]> {
  const found = await screenFindings(page, name);
  if (process.env.UPDATE_SCREENSHOTS === '1' && shownInGuide.has(name)) {
    mkdirSync(guide, { recursive: true });
    // Of the compose form the text with its check, which are below each other.
    const [height, from] = name === 'soan' ? [680, 'label[for=text]'] : [400, '#ngay'];
    await page.setViewportSize({ width: 700, height });
    await page.evaluate(`(document.querySelector('${from}') ?? document.querySelector('h1')).scrollIntoView()`);
    const picture = await page.screenshot({ path: `${guide}${name}.png` });
    if (picture.length > mostPictureBytes) found.push(`${name}.png has ${picture.length} bytes`);
  }
  return found;
}

/** As if people had asked for two weeks. */
async function someNumbers({ counts, announcing, unanswered }: ConsoleSite): Promise<void> {
  const today = announcing.clock.now().getTime();
  for (let ago = 0; ago < 14; ago += 1) {
    const id = vietnamDate(new Date(today - ago * 86_400_000));
    const next: DayCount = {
      id,
      asked: {
        telegram: { answered: 40 + ago, declined: 3 },
        'zalo-oa': { answered: 90, 'asked-back': 8 },
        web: { 'out-of-scope': 5 },
      },
      answers: Object.fromEntries(smallPack().facts.map((fact, at) => [fact.id, 30 - at])),
      thumbs: Object.fromEntries(
        smallPack()
          .facts.slice(0, 5)
          .map((fact, at) => [fact.id, { up: 5 + at, down: 1 + at }]),
      ),
    };
    await counts.change(id, () => ({ next, result: undefined }));
  }
  const { seen: _, ...group } = questionGroup('g');
  await unanswered.groups.change('g', () => ({ next: group, result: undefined }));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

describe.skipIf(!browserPath)('officials in a browser', () => {
  let browser: Browser;
  let site: ConsoleSite;
  const found: string[] = [];
  /** Requests to anywhere else, policy violations and script errors. */
  const foreign: string[] = [];

  beforeAll(async () => {
    browser = await launch(browserPath ?? '');
    site = await startConsoleSite({
      pack: () => ({ ...smallPack(), about: someProvince }),
      byCommune: { '02671': 120, '02683': 45, '02701': 3 },
    });
    await site.announcing.subscribe(150);
    await site.announcing.subscribe(5, 'zalo-oa');
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  const look = async (page: Page, name: string) => void found.push(...(await findings(page, name)));
  const freshCode = async (id: string) => {
    await site.announcing.clock.advance(30_000);
    return site.announcing.code(id);
  };
  const desks = () =>
    officialsAtDesks({ browser, address: () => site.address, freshCode, now: site.announcing.clock.now, look, foreign });

  it('takes two officials from their invitation to a corrected announcement that everybody has', async () => {
    const { button, does, go, signsIn, invited, handIn } = desks();
    await site.admit('quan');
    const admin = await signsIn('quan');
    await go(admin, '/can-bo');
    await look(admin, 'can-bo');
    const author = await invited(admin, 'lan', 'quan');
    const approver = await invited(admin, 'minh', 'quan');

    await look(author, 'viec-can-lam-trong');
    await go(author, '/soan');
    await look(author, 'soan-trong');
    await author.locator('#text').pressSequentially(`${wrongText} https://la.xyz`);
    // Typing alone is enough: the check comes beside the text, and what was typed is kept.
    await author.locator('#look', { hasText: 'la.xyz không thuộc' }).waitFor();
    await author.locator('#kept', { hasText: 'Đã giữ bản gõ dở' }).waitFor();
    await author.reload();
    expect(await author.locator('#text').inputValue()).toContain('la.xyz');
    await author.locator('#text').fill(wrongText);
    await author.locator('#communes').fill('bat xat');
    await button(author, 'Tìm').click();
    await author.getByLabel('huyện Bát Xát (cũ)').waitFor();
    await look(author, 'soan');
    await author.locator('#audience').selectOption('everyone');
    await author.locator('#expiresAt').fill('2026-03-15T19:00');
    await button(author, 'Lưu và xem trước').click();

    await handIn(author, approver, 1);
    await author.locator('[data-live]').waitFor();
    await site.announcing.run(3_000);
    // Numbers come by themselves.
    await expect.poll(() => author.locator('#live').textContent()).toMatch(/Đã gửi: [1-9]\d?\/155/u);
    await look(author, 'theo-doi');
    await site.announcing.run(6_000);
    await author.locator('.countdown').waitFor();
    await look(author, 'theo-doi-cho');

    await go(author, '/thong-bao/1/dinh-chinh');
    await look(author, 'dinh-chinh');
    await author.locator('#text').fill(goodText);
    await button(author, 'Lập bản đính chính').click();
    await handIn(author, approver, 2);
    await author.locator('[data-live]').waitFor();
    await site.announcing.run(300_000);
    const texts = new Map<string, string>();
    for (const { chat, text } of site.announcing.accepted) texts.set(chat, text);
    expect(texts.size).toBe(155);
    expect([...texts.values()].filter((text) => !text.includes('ĐÍNH CHÍNH thông báo số 1') || !text.includes('7 giờ'))).toEqual(
      [],
    );
    expect(valueIn(await site.announcing.publishing.find(lan, 2)).state).toBe('finished');

    // The page is shown anew by itself once it is over.
    await author.locator('[data-live]').waitFor({ state: 'detached' });
    await look(author, 'theo-doi-xong');
    await go(author, '/khan/moi');
    await look(author, 'mau-khan-moi');
    await approvedTemplate(site.announcing);
    await go(approver, '/khan');
    await look(approver, 'mau-khan');
    await approver.getByRole('link', { name: 'Dùng mẫu này' }).click();
    await approver.getByLabel('nơi mới').fill('Nhà văn hóa thôn Kim Thành 2');
    await approver.getByLabel('giờ', { exact: true }).fill('09:30');
    await button(approver, 'Xem trước').click();
    await approver.locator('#code').fill(await freshCode('minh'));
    await look(approver, 'gui-khan');
    await button(approver, 'GỬI KHẨN NGAY').click();
    await approver.locator('[data-live]').waitFor();
    await site.announcing.run(20_000);
    expect(site.announcing.accepted.filter(({ text }) => text.includes('THÔNG BÁO KHẨN'))).toHaveLength(155);
    await go(author, '/thong-bao');
    await look(author, 'tat-ca');
    await go(author, '/phien');
    await look(author, 'phien');
    await go(approver, '/uy-quyen');
    await look(approver, 'uy-quyen');
    await approver.locator('#to').selectOption('thu');
    await approver.locator('#until').fill('2026-03-10T17:00');
    await approver.locator('#code').fill(await freshCode('minh'));
    await does(approver, 'Ủy quyền');
    await approver.locator('li.card', { hasText: 'đang có hiệu lực' }).waitFor();
    await look(approver, 'uy-quyen-dang-co');
    await go(approver, '/thong-bao/1/bien-ban');
    await look(approver, 'bien-ban');
    await go(admin, '/can-bo/lan');
    for (const summary of await admin.locator('summary').all()) await summary.click();
    await look(admin, 'tai-khoan');
    await go(admin, '/nhat-ky');
    await look(admin, 'nhat-ky');
    await someNumbers(site);
    await go(admin, '/so-lieu');
    await look(admin, 'so-lieu');
    await go(admin, '/cai-dat');
    await look(admin, 'cai-dat');
    expect(found).toEqual([]);
    expect(foreign).toEqual([]);
  });

  it('F-60: signs an official in with a passkey of their device, until they remove it', async () => {
    const { button, opened } = desks();
    const port = await freePort();
    // Passkeys need a name; for this one browsers do without https.
    const publicUrl = `http://localhost:${port}`;
    const own = await startConsoleSite({ publicUrl, port });
    try {
      await own.admit('lan');
      const page = await opened('/quan-tri/vao', publicUrl);
      const device = await page.context().newCDPSession(page);
      await device.send('WebAuthn.enable');
      await device.send('WebAuthn.addVirtualAuthenticator', {
        options: {
          ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
          ...{ isUserVerified: true, automaticPresenceSimulation: true },
        },
      });
      await look(page, 'dang-nhap-co-khoa');
      // There is none yet: the page says so and nothing is lost.
      await button(page, 'Dùng khóa đăng nhập').click();
      await page.locator('form[data-passkey] [role=alert]').waitFor();

      await page.locator('#account').fill('lan');
      await page.locator('#password').fill(goodPassword);
      await page.locator('#code').fill(await own.announcing.code('lan'));
      await button(page, 'Đăng nhập').click();
      await page.goto(`${publicUrl}/quan-tri/tai-khoan`);
      await look(page, 'tai-khoan-cua-toi');
      await own.announcing.clock.advance(30_000);
      await page.locator('#name').fill('Máy tính cơ quan');
      await page.locator('#code').fill(await own.announcing.code('lan'));
      await button(page, 'Tiếp tục').click();
      await look(page, 'tao-khoa');
      await button(page, 'Tạo khóa trên thiết bị này').click();
      await page.getByText('Đã thêm khóa đăng nhập').waitFor();

      await button(page, 'Đăng xuất').click();
      await button(page, 'Dùng khóa đăng nhập').click();
      await page.waitForURL(`${publicUrl}/quan-tri`);
      await page.goto(`${publicUrl}/quan-tri/tai-khoan`);
      await page.getByText('phiên này đăng nhập bằng khóa này').waitFor();
      await look(page, 'khoa-dang-nhap');

      await button(page, 'Xóa khóa Máy tính cơ quan').click();
      await page.getByText('nên phiên cũng kết thúc').waitFor();
      await button(page, 'Dùng khóa đăng nhập').click();
      await page.getByText('Không đăng nhập được bằng khóa này').waitFor();
      await page.goto(`${publicUrl}/quan-tri`);
      expect(page.url()).toContain('/quan-tri/vao');
      expect(found).toEqual([]);
      expect(foreign).toEqual([]);
    } finally {
      await own.close();
    }
  });
});
