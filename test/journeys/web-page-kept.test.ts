import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { IncomingMessage, OutgoingMessage } from '../../src/messaging/message.ts';
import { webPage, webStates, widgetWords } from '../../src/web/page/words.ts';
import { findBrowser, launch } from '../fakes/browser.ts';
import { startVoterSite, type VoterSite, type VoterSiteOptions } from '../fakes/voter-site.ts';

const browserPath = findBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where pictures of the screens go, for whoever wants to look at them. */
const pictures = process.env.PAGE_PICTURES;

const textOfAsked = ({ content }: IncomingMessage) =>
  content.kind === 'text' ? content.text : content.kind === 'choice' ? content.value : '';
const source = { title: 'Luật Bầu cử', publisher: 'Quốc hội', date: '2025-06-24', quote: 'Ngày 15/3/2026.' };
const file = { name: 'lich-bau-cu.ics', mediaType: 'text/calendar', body: 'BEGIN:VCALENDAR' };
const milestones = Array.from({ length: 10 }, (_, at) => `• thứ Năm, ${at + 10}/03/2026: chậm nhất, công bố danh sách cử tri`);

function bot(message: IncomingMessage): OutgoingMessage[] {
  const asked = textOfAsked(message);
  if (asked === '/lich') return [{ text: ['Các mốc:', ...milestones].join('\n'), file, sources: [source], asks: '/lich' }];
  return [{ text: `Đáp ${asked}.`, sources: [source], asks: asked, choices: [{ label: 'Chọn nơi', value: 'noi' }] }];
}

/** A bot that answers when it is let. */
function heldBot() {
  const held: (() => void)[] = [];
  return {
    bot: (message: IncomingMessage) =>
      new Promise<OutgoingMessage[]>((resolve) => held.push(() => resolve([{ text: `Đáp ${textOfAsked(message)}.` }]))),
    answerNext: () => held.shift()?.(),
    held,
  };
}

describe.skipIf(!browserPath)('what the page keeps, shares and lends', () => {
  let browser: Browser;
  let site: VoterSite;
  let page: Page;
  let after: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    browser = await launch(browserPath ?? '');
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await page.context().close();
    await site.close();
    for (const close of after.splice(0)) await close();
    after = [];
  });

  async function open(options: VoterSiteOptions = {}, context: BrowserContextOptions = {}, path = '/') {
    site = await startVoterSite({ bot, ...options });
    page = await (await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN', ...context })).newPage();
    await page.goto(`${site.address}${path}`);
  }

  const box = () => page.getByRole('textbox', { name: webPage.questionLabel });
  const said = () => page.locator('.asked > p:not(.note), .answered > p:first-of-type').allTextContents();
  const received = () => site.received.map(textOfAsked);
  async function ask(text: string) {
    await box().fill(text);
    await page.getByRole('button', { name: webPage.send, exact: true }).click();
  }

  it('G-14: a question asked while one is being answered waits, is sent after it, and each answer stands under its question', async () => {
    const slow = heldBot();
    await open({ bot: slow.bot });
    for (const question of ['một', 'hai', 'ba']) await ask(question);
    await expect.poll(received).toEqual(['một']);
    expect(await page.locator('.asked .note').allTextContents()).toEqual([webStates.queued, webStates.queued]);
    for (const sent of [
      ['một', 'hai'],
      ['một', 'hai', 'ba'],
    ]) {
      slow.answerNext();
      await expect.poll(received).toEqual(sent);
    }
    slow.answerNext();
    await page.getByText('Đáp ba.').waitFor();
    expect(await said()).toEqual(['một', 'Đáp một.', 'hai', 'Đáp hai.', 'ba', 'Đáp ba.']);
    expect(await page.locator('.note, [data-state]').count()).toBe(0);
  });

  it('G-14: two taps on a choice, and on the button, ask once', async () => {
    await open();
    await box().fill('một');
    await page.getByRole('button', { name: webPage.send, exact: true }).dblclick();
    await page.getByText('Đáp một.').waitFor();
    await page.getByRole('button', { name: 'Chọn nơi' }).dblclick();
    await page.getByText('Đáp noi.').waitFor();
    expect(received()).toEqual(['một', 'noi']);
    expect(await page.getByRole('alert').textContent()).toBe('');
  });

  it('G-14: an announcement that comes while a question waits is no answer to it', async () => {
    const slow = heldBot();
    await open({ bot: slow.bot });
    await ask('một');
    await expect.poll(() => slow.held.length).toBe(1);
    await site.channel.send(site.received[0]?.chat ?? '', { text: 'Đổi điểm bầu.', announcement: 'Thông báo số 12' });
    await page.locator('.badge').waitFor();
    expect(await page.locator('.badge b').textContent()).toBe('Thông báo số 12');
    expect(await page.locator('.waiting').count()).toBe(1);
    slow.answerNext();
    await page.getByText('Đáp một.').waitFor();
    expect(await page.locator('[data-state]').count()).toBe(0);
  });

  it('G-14: without a network the page opens, says so, keeps what is asked over a reload and sends it in order when there is one', {
    timeout: 120_000,
  }, async () => {
    await open();
    await page.evaluate('navigator.serviceWorker.ready');
    await page.reload();
    // Known from here on: of somebody whose very first answer is lost, cookie and all, nobody can tell that they ask again.
    await ask('không');
    await page.getByText('Đáp không.').waitFor();
    await page.context().setOffline(true);
    await page.goto(`${site.address}/?q=${encodeURIComponent('câu của đường dẫn')}`);
    // Some versions of Chromium tell a page that they open without a network only afterwards that there is none.
    const browser = await page.context().newCDPSession(page);
    await browser.send('Network.enable');
    await browser.send('Network.emulateNetworkConditions', {
      offline: true,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    await expect.poll(() => page.getByRole('alert').textContent()).toBe(webStates.noNetwork);
    expect(await box().inputValue()).toBe('câu của đường dẫn');
    await ask('một');
    await ask('hai');
    await page.getByText(webStates.offline).waitFor();
    await page.reload();
    expect(await said()).toEqual(['không', 'Đáp không.', 'một', 'hai']);
    await browser.detach();
    await page.context().setOffline(false);
    // A request that was under way as the network came back may hang: then the page says so after half a minute, and one taps.
    const retry = page.getByRole('button', { name: webStates.retry }).first();
    const answered = async (): Promise<boolean> => {
      if (await retry.isVisible()) await retry.click();
      return (await page.getByText('Đáp hai.').count()) > 0;
    };
    await expect.poll(answered, { timeout: 80_000, interval: 500 }).toBe(true);
    expect(received()).toEqual(['không', 'một', 'hai']);
    expect(await said()).toEqual(['không', 'Đáp không.', 'một', 'Đáp một.', 'hai', 'Đáp hai.']);
  });

  it.each([true, false])(
    'a link to an answer opens with it (scripts: %s), and the conversation goes on from there',
    async (javaScriptEnabled) => {
      const alone = async (question: string) => ({ id: 'link', text: `Đáp ${question}.`, asks: question });
      await open({ answerAlone: alone }, { javaScriptEnabled }, `/?q=${encodeURIComponent('ngày nào')}`);
      expect(await said()).toEqual(['ngày nào', 'Đáp ngày nào.']);
      await ask('một');
      await page.getByText('Đáp một.').waitFor();
      expect(received()).toEqual(['một']);
    },
  );

  it('an answer is shared by what the phone has for it, else its link is copied', async () => {
    await open();
    await ask('ngày nào');
    const link = page.getByRole('link', { name: webPage.share });
    const address = `${site.address}/?q=${encodeURIComponent('ngày nào')}`;
    await page.evaluate('navigator.share = async (given) => { window.given = given.url; }');
    await link.click();
    expect(await page.evaluate('window.given')).toBe(address);
    await page.evaluate('navigator.share = undefined; navigator.clipboard.writeText = async (text) => { window.copied = text; }');
    await link.click();
    await page.getByText(webStates.copied).waitFor();
    expect(await page.evaluate('window.copied')).toBe(address);
  });

  it('the calendar has its file first, a line of its own for each milestone, and less than two screens', async () => {
    await open();
    await ask('/lich');
    const answer = page.locator('.answered');
    await answer.locator('li').last().waitFor();
    expect(await answer.locator('li').count()).toBe(milestones.length);
    expect(await answer.locator('a').first().getAttribute('download')).toBe(file.name);
    expect((await answer.boundingBox())?.height).toBeLessThan(2 * 740);
  });

  it.each(['light', 'dark'] as const)(
    'axe finds nothing at 360 and 1280 px in %s colours: first page, answers, states, an announcement',
    async (colorScheme) => {
      const slow = heldBot();
      await open({}, { colorScheme });
      const found: string[] = [];
      const look = async (name: string) => {
        for (const width of [360, 1280]) {
          await page.setViewportSize({ width, height: 740 });
          await page.evaluate(axe);
          const violations = await page.evaluate<string[]>(
            "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ html }) => html).join(' | ')))",
          );
          found.push(...violations.map((violation) => `${name} at ${width}: ${violation}`));
          if (pictures === undefined || pictures === '') continue;
          mkdirSync(pictures, { recursive: true });
          await page.screenshot({ path: `${pictures}/${name}-${width}-${colorScheme}.png` });
        }
      };
      await look('first');
      await ask('/lich');
      await page.locator('li').last().waitFor();
      await site.channel.send(site.received[0]?.chat ?? '', { text: 'Đổi điểm bầu.', announcement: 'Thông báo số 12' });
      await page.locator('.badge').waitFor();
      await look('answers');
      await page.context().setOffline(true);
      await ask('một');
      await ask('hai');
      await page.getByText(webStates.offline).waitFor();
      await look('offline');
      slow.answerNext();
      expect(found).toEqual([]);
    },
  );

  it.each(['of the browser', 'of the system'])(
    'with text twice as large (a setting %s) the form takes at most a third of the height of a small phone',
    async (whose) => {
      await open();
      const session = await page.context().newCDPSession(page);
      if (whose === 'of the browser') await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
      else await page.evaluate("document.documentElement.style.fontSize = '225%'");
      await box().fill('Một câu hỏi dài hơn một dòng, để ô gõ phải cao lên theo chữ.');
      const measured = await page.evaluate<{ font: number; form: number; overflow: number }>(`({
      font: Number.parseFloat(getComputedStyle(document.body).fontSize),
      form: document.getElementById('ask').getBoundingClientRect().height,
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    })`);
      expect(measured.font).toBe(36);
      expect(measured.form).toBeLessThanOrEqual(740 / 3);
      expect(measured.overflow).toBe(0);
    },
  );

  /** A page of somebody else's, with a policy of its own, that loads our script. */
  async function openPortal(allowed: boolean) {
    let widget = '';
    const portal = createServer((_, response) => {
      const policy = `default-src 'none'; script-src ${widget}; frame-src ${widget}`;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('content-security-policy', policy);
      response.end(`<!doctype html><title>Cổng</title><h1>Cổng thông tin</h1><script src="${widget}/widget.js"></script>`);
    });
    await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
    after.push(() => new Promise((resolve) => portal.close(resolve)));
    const address = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
    const widgetOrigins = [allowed ? address : 'https://other.example.vn'];
    await open({ widgetOrigins, publicUrl: 'https://cutri.example.vn' });
    widget = site.address.replace('127.0.0.1', 'localhost'); // another site to the browser, as in earnest
    await page.goto(address);
  }

  it('on a portal that is allowed a button opens the page in a frame, where a conversation is one conversation', async () => {
    await openPortal(true);
    const button = page.getByRole('button', { name: widgetWords.open });
    expect(await page.locator('iframe').count()).toBe(0);
    await button.click();
    const frame = page.frameLocator('iframe');
    for (const question of ['một', 'hai']) {
      await frame.getByRole('textbox', { name: webPage.questionLabel }).fill(question);
      await frame.getByRole('button', { name: webPage.send, exact: true }).click();
      await frame.getByText(`Đáp ${question}.`).waitFor();
    }
    expect(new Set(site.received.map(({ chat }) => chat)).size).toBe(1);
    await page.getByRole('button', { name: widgetWords.close }).click();
    expect(await page.locator('iframe').isVisible()).toBe(false);
    await button.click();
    await frame.getByText('Đáp hai.').waitFor();
  });

  it('on a portal that is not allowed the frame shows nothing of the page', async () => {
    await openPortal(false);
    await page.getByRole('button', { name: widgetWords.open }).click();
    await page.locator('iframe').waitFor();
    await expect.poll(() => page.frames().map((frame) => frame.url())).toContain('chrome-error://chromewebdata/');
  });
});
