import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PagePush, PushEndpoint } from '../../src/messaging/page-push.ts';
import { pushed } from '../../src/web/page/message.ts';
import { pushWords, webPage } from '../../src/web/page/words.ts';
import { findBrowser, launch } from '../fakes/browser.ts';
import { startVoterSite, type VoterSite } from '../fakes/voter-site.ts';

const browserPath = findBrowser();
const pictures = process.env.PAGE_PICTURES;
/** A point of P-256, as a browser wants it. */
const publicKey = 'BLnVyOMlWZmlkEdBYKVqOeFO1SKKD1y92V8BZJ2nk2gWUwkSHoeVqYjKQDZVHWvrjTTR4GxzRSjCSA61V4hUMnE';

/** A headless browser has no push service of its own: the page is given one that always says the same address. */
const pushServiceOfPage = `
  let held = null;
  const subscription = {
    endpoint: 'https://fcm.googleapis.com/fcm/send/an',
    options: {},
    toJSON: () => ({ endpoint: subscription.endpoint, keys: { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) } }),
    unsubscribe: async () => { held = null; window.unsubscribed = true; return true; },
  };
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    subscription.options.applicationServerKey = applicationServerKey.buffer;
    return (held = subscription);
  };
  PushManager.prototype.getSubscription = async () => held;
`;

/** A headless browser shows no notices and asks nobody: what the person says to the question is fixed, and kept for the tab as a browser keeps it. */
const permissionOfPage = (answer: string) => `
  const permission = () => sessionStorage.getItem('permission') ?? 'default';
  Object.defineProperty(Notification, 'permission', { get: permission });
  Notification.requestPermission = async () => { sessionStorage.setItem('permission', '${answer}'); return permission(); };
`;

interface Notice {
  title: string;
  body: string;
}

/** One notice a tag, as the phone does it. */
const noticesOfWorker = `
  self.notices = new Map();
  self.registration.showNotification = async (title, { body, tag }) => void self.notices.set(tag, { title, body });
`;

describe.skipIf(!browserPath)('announcements while the page is closed', () => {
  let browser: Browser;
  let site: VoterSite;
  let page: Page;
  let agreed: PushEndpoint[];
  /** What the phone shows. */
  let notices: () => Promise<Notice[]>;

  beforeAll(async () => {
    browser = await launch(browserPath ?? '');
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await page.context().close();
    await site.close();
  });

  async function open({ allowed = true, isOn = true } = {}) {
    agreed = [];
    const push: PagePush = {
      publicKey,
      async agree(_, given) {
        agreed.push(given);
        return 'kept';
      },
    };
    site = await startVoterSite({
      ...(isOn ? { push } : {}),
      bot: ({ content }) => [
        content.kind === 'text' && content.text === '/dangky' ? { text: 'Đã đăng ký.', subscribed: true } : { text: 'Vâng.' },
      ],
    });
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' });
    await context.addInitScript(pushServiceOfPage);
    await context.addInitScript(permissionOfPage(allowed ? 'granted' : 'denied'));
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(site.address);
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    await worker.evaluate(noticesOfWorker);
    notices = () => worker.evaluate<Notice[]>('[...self.notices.values()]');
  }

  async function say(text: string, answer: string) {
    await page.getByRole('textbox', { name: webPage.questionLabel }).fill(text);
    await page.getByRole('button', { name: webPage.send, exact: true }).click();
    await page.getByText(answer).last().waitFor();
  }

  const agree = () => page.getByRole('button', { name: pushWords.agree });

  /** What a push service would bring the browser, brought by the browser's own tools. */
  async function arrives(id: string, text: string, isWhole = true) {
    const cdp = await page.context().newCDPSession(page);
    const registration = new Promise<string>((resolve) =>
      cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [first] = registrations;
        if (first) resolve(first.registrationId);
      }),
    );
    await cdp.send('ServiceWorker.enable');
    const announcement = { title: 'Thông báo số 12', at: '2026-03-01T01:05:00.000Z' };
    await cdp.send('ServiceWorker.deliverPushMessage', {
      origin: site.address,
      registrationId: await registration,
      data: pushed({ id, text, announcement }, isWhole),
    });
  }

  it('G-19: whoever subscribed is asked under the answer, and agrees with one tap; nobody else is asked anything', async () => {
    await open();
    await say('Ngày bầu cử?', 'Vâng.');
    expect(await agree().count()).toBe(0);
    await say('/dangky', 'Đã đăng ký.');
    await page.getByText(pushWords.offer).waitFor();
    expect(agreed).toEqual([]);
    if (pictures) await page.screenshot({ path: `${pictures}/push-offer.png` });
    await agree().click();
    await page.getByText(pushWords.agreed).waitFor();
    expect(agreed).toMatchObject([{ endpoint: 'https://fcm.googleapis.com/fcm/send/an' }]);
    expect(await agree().count()).toBe(0);
    if (pictures) await page.screenshot({ path: `${pictures}/push-agreed.png` });
  });

  it('G-19: who says no is told what that means, and can change their mind', async () => {
    await open({ allowed: false });
    await say('/dangky', 'Đã đăng ký.');
    await agree().click();
    await page.getByText(pushWords.denied).waitFor();
    expect(agreed).toEqual([]);
    expect(await agree().isEnabled()).toBe(true);
  });

  it('G-19: switched off, nothing is offered', async () => {
    await open({ isOn: false });
    const looked = page.waitForResponse('**/api/push');
    await say('/dangky', 'Đã đăng ký.');
    await looked;
    expect(await agree().count()).toBe(0);
  });

  it('G-19: what comes while the page is closed is shown by the phone, once, and stands on the page when that is opened', async () => {
    await open();
    await say('/dangky', 'Đã đăng ký.');
    await agree().click();
    await page.getByText(pushWords.agreed).waitFor();
    // Another page of ours holds the browser; the conversation is closed.
    await page.goto(`${site.address}/healthz`);
    await arrives('push-a', 'Đổi nơi bỏ phiếu của tổ 3.');
    await arrives('push-a', 'Đổi nơi bỏ phiếu của tổ 3.');
    await expect.poll(notices).toEqual([{ title: 'Thông báo số 12', body: 'Đổi nơi bỏ phiếu của tổ 3.' }]);
    await page.goto(site.address);
    await page.locator('.badge').waitFor();
    expect(await page.locator('.answered', { hasText: 'Đổi nơi bỏ phiếu' }).count()).toBe(1);
    expect(await page.locator('.badge').textContent()).toBe('Thông báo số 12 08:05, 01/03/2026');
    await page.reload();
    expect(await page.locator('.answered', { hasText: 'Đổi nơi bỏ phiếu' }).count()).toBe(1);
  });

  it('G-19: the beginning of a long one is shown by the phone alone, and an open page shows a whole one at once', async () => {
    await open();
    await say('/dangky', 'Đã đăng ký.');
    await agree().click();
    await page.getByText(pushWords.agreed).waitFor();
    await arrives('push-b', 'Danh sách các điểm …', false);
    await arrives('push-c', 'Lùi giờ bắt đầu.');
    await page.getByText('Lùi giờ bắt đầu.').waitFor();
    expect(await page.getByText('Danh sách các điểm').count()).toBe(0);
    await expect
      .poll(async () => (await notices()).map(({ body }) => body))
      .toEqual(['Danh sách các điểm …', 'Lùi giờ bắt đầu.']);
  });

  it('G-19: “forget me” ends it in the browser too, with what came', async () => {
    await open();
    await say('/dangky', 'Đã đăng ký.');
    await agree().click();
    await page.getByText(pushWords.agreed).waitFor();
    await arrives('push-a', 'Đổi nơi bỏ phiếu của tổ 3.');
    await page.locator('.badge').waitFor();
    await page.getByRole('button', { name: webPage.forgetMe }).click();
    await expect.poll(() => page.evaluate('window.unsubscribed === true')).toBe(true);
    expect(await page.evaluate("caches.has('cutri-arrived')")).toBe(false);
    expect(await page.locator('.badge').count()).toBe(0);
  });
});
