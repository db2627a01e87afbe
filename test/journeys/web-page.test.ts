import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IncomingMessage, OutgoingMessage, SourceLine } from '../../src/messaging/message.ts';
import { plainText } from '../../src/messaging/parts.ts';
import { webPage, webStates } from '../../src/web/page/words.ts';
import { findBrowser, launch } from '../fakes/browser.ts';
import { startVoterSite, type VoterSite, type VoterSiteOptions } from '../fakes/voter-site.ts';

const browserPath = findBrowser();
/** The one function that runs in the page and is too long for a string; it needs the browser's types, which this project has only there. */
const contrastBelow = readFileSync(new URL('./contrast.js', import.meta.url), 'utf8').replace(/^[\s\S]*?(?=function)/, '');
const source = {
  title: 'Nghị quyết 199/2025/QH15',
  publisher: 'Quốc hội',
  date: '2025-06-24',
  quote: 'Ngày 15/3/2026 (Chủ nhật) là ngày bầu cử đại biểu Quốc hội khóa XVI.',
};

function bot({ content }: IncomingMessage): OutgoingMessage[] {
  const asked = content.kind === 'text' ? content.text : content.kind === 'choice' ? content.value : '';
  if (/đơn vị/.test(asked)) return [{ text: 'Bạn muốn hỏi cấp nào?', choices: [{ label: 'HĐND tỉnh', value: 'cap:tinh' }] }];
  if (asked === 'cap:tinh') return [{ text: 'Đơn vị bầu cử số 09.' }];
  if (asked === '/xoa') return [{ text: 'Đã xóa.' }];
  return [inParts([source])];
}

/** The reply to when the election is. */
function inParts(sources: SourceLine[]): OutgoingMessage {
  const parts = {
    headline: 'Chủ nhật, ngày 15/03/2026.',
    sentences: ['Ngày bầu cử. Còn 13 ngày nữa.'],
    notes: ['Lưu ý: một nguồn.'],
    nextStep: 'Xem thẻ cử tri.',
    source: 'Nguồn: Nghị quyết 199/2025/QH15 (Quốc hội, 24/06/2025).',
  };
  return { text: plainText(parts), parts, sources };
}

describe.skipIf(!browserPath)('a voter on the web page', () => {
  let browser: Browser;
  let site: VoterSite;
  let page: Page;
  /** Requests to anywhere else, policy violations and script errors: none may happen in any test. */
  let foreign: string[] = [];

  beforeAll(async () => {
    browser = await launch(browserPath ?? '');
  });
  afterAll(() => browser.close());

  beforeEach(() => {
    foreign = [];
  });
  afterEach(async () => {
    await page.context().close();
    await site.close();
    expect(foreign).toEqual([]);
  });

  async function open(options: VoterSiteOptions = {}, context: BrowserContextOptions = {}) {
    site = await startVoterSite({ bot, ...options });
    page = await (await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN', ...context })).newPage();
    page.on('request', (request) => {
      if (!request.url().startsWith(site.address)) foreign.push(request.url());
    });
    page.on('pageerror', (error) => foreign.push(String(error)));
    page.on('console', (message) => {
      if (/content security policy|refused to/i.test(message.text())) foreign.push(message.text());
    });
    await page.goto(site.address);
  }

  const box = () => page.getByRole('textbox', { name: webPage.questionLabel });
  const answers = () => page.locator('.answered');

  async function ask(text: string) {
    await box().fill(text);
    await page.getByRole('button', { name: webPage.send, exact: true }).click();
  }

  it('asks and reads the source with the keyboard alone', async () => {
    await open();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe(webPage.skipToQuestion);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Ngày bầu cử là ngày nào?');
    await page.keyboard.press('Enter');
    await answers().waitFor();
    expect(await page.locator('.lead').textContent()).toBe('Chủ nhật, ngày 15/03/2026.');
    expect(await box().inputValue()).toBe('');
    expect(await page.evaluate('document.activeElement.id')).toBe('question');
    await page.keyboard.press('Shift+Tab');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('SUMMARY');
    await page.keyboard.press('Enter');
    expect(await page.getByText(source.quote).isVisible()).toBe(true);
  });

  it('Shift+Enter makes a new line, and Enter while a Vietnamese keyboard composes sends nothing', async () => {
    await open();
    await box().focus();
    await page.keyboard.type('một');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('hai');
    await box().dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    expect(await box().inputValue()).toBe('một\nhai');
    expect(site.received).toHaveLength(0);
  });

  it('names the source, its publisher and its date under the answer', async () => {
    await open();
    await ask('Ngày bầu cử?');
    await answers().waitFor();
    expect(await page.locator('summary').textContent()).toBe('Nguồn: Nghị quyết 199/2025/QH15 (Quốc hội, 24/06/2025).');
    expect(await page.locator('summary').isVisible()).toBe(true);
  });

  it('offers questions to press, and the choices of a clarification', async () => {
    await open();
    await page.locator('.intro button').first().click();
    await answers().waitFor();
    await ask('Cam Đường thuộc đơn vị nào?');
    await page.getByRole('button', { name: 'HĐND tỉnh' }).click();
    await page.getByText('Đơn vị bầu cử số 09.').waitFor();
    expect(site.received.map(({ content }) => content.kind)).toEqual(['choice', 'text', 'choice']);
    expect(await page.locator('.asked').last().textContent()).toContain('HĐND tỉnh');
  });

  it('an announcement appears on the open page by itself', async () => {
    await open();
    await ask('Ngày bầu cử?');
    await answers().waitFor();
    await site.channel.send(site.received[0]?.chat ?? '', { text: 'Thông báo: địa điểm bỏ phiếu đã niêm yết.' });
    await page.getByText('địa điểm bỏ phiếu đã niêm yết').waitFor();
    expect(await answers().count()).toBe(2);
  });

  it('a late answer comes by itself and is shown once', async () => {
    let answer = () => {};
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await open({ bot: () => slow.then(() => [{ text: 'Muộn.' }]), answerWaitMs: 30 });
    await ask('a');
    await page.getByText(webStates.slow).waitFor();
    answer();
    await page.getByText('Muộn.').waitFor();
    expect(await page.locator('[data-state]').count()).toBe(0);
    expect(await answers().count()).toBe(1);
  });

  it('without a network says so, keeps the question and asks it once when there is one again', async () => {
    await open();
    await page.context().setOffline(true);
    await ask('Ngày bầu cử?');
    await page.getByText(webStates.offline).waitFor();
    await page.context().setOffline(false);
    await answers().waitFor();
    expect(site.received).toHaveLength(1);
    expect(await page.locator('[data-state]').count()).toBe(0);
  });

  it('while the service starts again, sends by itself what could not be accepted', async () => {
    let up = false;
    const accepted: IncomingMessage[] = [];
    await open({
      async accept(message) {
        if (!up) throw new Error('starting');
        accepted.push(message);
        void site.channel.send(message.chat, { text: 'Đã trở lại.' });
      },
    });
    await page.clock.install();
    await ask('a');
    await page.getByText(webStates.reconnecting.replace('{n}', '3')).waitFor();
    up = true;
    await page.clock.runFor(3_500);
    await page.getByText('Đã trở lại.').waitFor();
    expect(accepted).toHaveLength(1);
  });

  it('a page left open over a restart of the server goes on where it was', async () => {
    await open();
    await ask('một');
    await answers().waitFor();
    await site.close();
    await page.clock.install();
    await ask('hai');
    await page.getByText(webStates.reconnecting.replace('{n}', '3')).waitFor();
    site = await startVoterSite({ bot, run: 'second', door: { host: '127.0.0.1', port: Number(new URL(site.address).port) } });
    await page.clock.runFor(3_500);
    await expect.poll(() => answers().count()).toBe(2);
    expect(site.received).toMatchObject([{ content: { text: 'hai' } }]);
  });

  it('a connection that breaks between question and answer does not ask twice', async () => {
    await open();
    await ask('một');
    await answers().waitFor();
    let broken = false;
    await page.route('**/api/chat', async (route) => {
      if (broken) return route.continue();
      broken = true;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await ask('hai');
    await expect.poll(() => answers().count()).toBe(2);
    expect(site.received).toHaveLength(2);
  });

  it('gives up after a few attempts, and lets the person try again', async () => {
    await open({ accept: () => Promise.reject(new Error('down')) });
    await page.clock.install();
    await ask('a');
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await page.getByText(webStates.reconnecting.replace('{n}', '3')).waitFor();
      const answered = page.waitForResponse('**/api/chat');
      await page.clock.runFor(3_500);
      await answered;
    }
    await page.getByText(webStates.failed).waitFor();
    expect(await page.getByRole('button', { name: webStates.retry }).isVisible()).toBe(true);
  });

  it('who asks too fast is told how long to wait', async () => {
    await open({ limits: { visitor: { points: 100, windowMs: 60_000 }, address: { points: 1, windowMs: 60_000 } } });
    await ask('một');
    await answers().waitFor();
    await ask('hai');
    const notice = page.getByText(/^Bạn hỏi hơi nhanh. Câu hỏi sẽ tự gửi sau \d+ giây/);
    await notice.waitFor();
    expect(await notice.count()).toBe(1);
  });

  it('says what is wrong with an empty or a far too long question, and sends neither', async () => {
    await open();
    await ask('   ');
    expect(await page.getByRole('alert').textContent()).toBe(webStates.empty);
    await ask('a'.repeat(1_001));
    expect(await page.getByRole('alert').textContent()).toContain('1001');
    expect(site.received).toHaveLength(0);
  });

  it('a reloaded page shows the conversation again, and "forget me" leaves nothing of it', async () => {
    await open();
    await ask('Ngày bầu cử?');
    await answers().waitFor();
    await page.reload();
    expect(await page.locator('.asked').textContent()).toContain('Ngày bầu cử?');
    expect(await page.locator('.lead').textContent()).toContain('15/03/2026');
    await page.getByRole('button', { name: webPage.forgetMe }).click();
    await page.getByText('Đã xóa.').waitFor();
    expect(await page.getByText('15/03/2026').count()).toBe(0);
    await page.reload();
    expect(await page.getByText('15/03/2026').count()).toBe(0);
  });

  it('works without scripts: question, source, choice', async () => {
    await open({}, { javaScriptEnabled: false });
    await ask('Ngày bầu cử?');
    await page.locator('summary').click();
    await page.getByText(source.quote).waitFor();
    await ask('Cam Đường thuộc đơn vị nào?');
    await page.getByRole('button', { name: 'HĐND tỉnh' }).click();
    await page.getByText('Đơn vị bầu cử số 09.').waitFor();
    expect(new Set(site.received.map(({ chat }) => chat)).size).toBe(1);
  });

  it('draws a reply in its parts alike with and without scripts: the sources in one fold, each once, with its link or none', async () => {
    const other = { title: 'Bài của báo Lào Cai', publisher: 'Báo Lào Cai', date: '2026-01-02', quote: 'Lại một câu khác.' };
    const sources = [{ ...source, url: 'https://example.vn/199' }, other, other];
    const drawn: string[] = [];
    for (const javaScriptEnabled of [true, false]) {
      await open({ bot: () => [inParts(sources)] }, { javaScriptEnabled });
      await ask('Ngày bầu cử?');
      await answers().waitFor();
      drawn.push((await answers().innerHTML()).replaceAll(/\s+/g, ' '));
      expect(await page.locator('details').count()).toBe(1);
      expect(await page.locator('details a').count()).toBe(1);
      if (javaScriptEnabled) {
        await page.context().close();
        await site.close();
      }
    }
    expect(drawn[0]).toBe(drawn[1]);
    expect(drawn[0]).toContain('<p class="lead">Chủ nhật, ngày 15/03/2026.</p><p>Ngày bầu cử. Còn 13 ngày nữa.</p>');
    expect(drawn[0]?.match(/Lại một câu khác/g)).toHaveLength(1);
  });

  it('tells a screen reader what everything is', async () => {
    await open();
    await ask('Ngày bầu cử?');
    await answers().waitFor();
    const tree = await page.locator('body').ariaSnapshot();
    for (const part of [
      'heading "Cử Tri" [level=1]',
      'group "Bạn có thể bấm để hỏi"',
      'log "Cuộc trò chuyện"',
      'heading "Bạn hỏi" [level=3]',
      'heading "Cử Tri trả lời" [level=3]',
      'textbox "Câu hỏi của bạn"',
      'button "Gửi"',
      'button "Xóa dữ liệu của tôi"',
    ]) {
      expect(tree).toContain(part);
    }
    expect(await page.locator('#log').getAttribute('aria-live')).toBe('polite');
    expect(await page.locator('html').getAttribute('lang')).toBe('vi');
  });

  it.each([
    [320, 'a very small phone'],
    [360, 'a small phone'],
    [1280, 'a desk'],
  ])('fits a screen of %i px (%s), long words included, with room for a thumb', async (width) => {
    await open(
      {
        bot: () => [
          {
            text: 'x'.repeat(300),
            sources: [{ ...source, title: 'y'.repeat(200) }],
            choices: [{ label: 'z'.repeat(40), value: 'z' }],
          },
        ],
      },
      { viewport: { width, height: 640 } },
    );
    await ask('w'.repeat(200));
    await answers().waitFor();
    const measured = await page.evaluate<{ overflow: number; small: number; fontSize: number }>(`({
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      small: [...document.querySelectorAll('button, summary, textarea, .button')].filter((node) => node.getBoundingClientRect().height < 44).length,
      fontSize: Number.parseFloat(getComputedStyle(document.body).fontSize),
    })`);
    expect(measured).toMatchObject({ overflow: 0, small: 0 });
    expect(measured.fontSize).toBeGreaterThanOrEqual(18);
  });

  it.each(['light', 'dark'] as const)('has the contrast of WCAG AAA for text in %s colours', async (colorScheme) => {
    await open({}, { colorScheme });
    await ask('đơn vị');
    await answers().waitFor();
    await ask('Ngày bầu cử?');
    await page.locator('.lead').waitFor();
    await ask('  ');
    const weak = await page.evaluate(`(${contrastBelow})(7)`);
    expect(weak).toEqual([]);
    const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(background).toBe(colorScheme === 'light' ? 'rgb(242, 245, 247)' : 'rgb(16, 23, 29)');
  });

  it('moves nothing for those who asked for less motion', async () => {
    await open({ bot: () => new Promise(() => undefined) }, { reducedMotion: 'reduce' });
    await ask('a');
    await page.locator('.waiting').waitFor();
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
  });
});
