import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Official, Role } from '../../src/announcements/people/officials.ts';
import { createPasswords } from '../../src/console/signing-in/passwords.ts';
import { askOfficials } from '../../src/conversations/unanswered/asking.ts';
import { askingWords } from '../../src/conversations/unanswered/words-asking.ts';
import { createLogger } from '../../src/logger.ts';
import { webPage } from '../../src/web/page/words.ts';
import { someRecord } from '../contracts/announcement-store.ts';
import { official } from '../contracts/officials.ts';
import { findBrowser, launch } from '../fakes/browser.ts';
import { goodPassword } from '../fakes/console-site.ts';
import { type OfficialsAtDesks, officialsAtDesks } from '../fakes/officials-at-desks.ts';
import { soundFiles } from '../fakes/pack-folder.ts';
import { sharedPostgres } from '../fakes/postgres.ts';
import { type Emulator, startEmulator } from '../fakes/telegram-emulator.ts';
import { openTown, type Town } from '../fakes/town.ts';

const browserPath = findBrowser();
const postgres = await sharedPostgres();
const stores: [string, () => Promise<string | undefined>][] = [['the embedded store', async () => undefined]];
if (postgres) stores.push(['PostgreSQL', () => postgres.createDatabase()]);

/** Whoever looks all the time keeps the service from its work. */
const patience = { timeout: 240_000, interval: 500 };
/** Twice what other tests have: both stores share one machine. */
const timeout = 600_000;
const wrong = 'Ngày bầu cử là Chủ nhật, ngày 15/3/2026. Bỏ phiếu từ 7 giờ tại nhà văn hóa xã.';
const right = 'Ngày bầu cử là Chủ nhật, ngày 15/3/2026. Bỏ phiếu từ 7 giờ tại trường tiểu học xã.';
const unheard = 'ai giữ chìa khóa hòm phiếu';
const answer = 'Tổ trưởng Tổ bầu cử giữ chìa khóa hòm phiếu.';

let browser: Browser;
let emulator: Emulator;
beforeAll(async () => {
  if (browserPath) [browser, emulator] = await Promise.all([launch(browserPath), startEmulator()]);
});
afterAll(() => Promise.all([browser?.close(), emulator?.stop()]));

// All at once: most of the time somebody waits for what the service does by itself now and then.
describe.skipIf(!browserPath).concurrent.each(stores)('officials in a browser at the service itself, on %s', (_, database) => {
  let town: Town;
  let knowledge: string;
  let desks: OfficialsAtDesks;
  const foreign: string[] = [];

  beforeAll(async () => {
    knowledge = mkdtempSync(join(tmpdir(), 'cutri-knowledge-'));
    for (const [name, content] of Object.entries(soundFiles)) {
      mkdirSync(dirname(join(knowledge, name)), { recursive: true });
      writeFileSync(join(knowledge, name), content);
    }
    // Without a public name, as browsers keep no cookie of a service at https that is not there.
    const settings = { CUTRI_KNOWLEDGE: knowledge, CUTRI_PUBLIC_URL: '' };
    town = await openTown(emulator, await database(), createLogger('silent'), settings);
    desks = officialsAtDesks({ browser, freshCode, foreign, address: () => town.service.address, now: () => new Date() });
    const access = { password: await createPasswords().hash(goodPassword) };
    const account = (id: string, roles: Role[], more: Partial<Official> = {}) =>
      official(id, { person: `staff-${id}`, roles, ...more });
    await town.service.host.store.officials.update(() => ({
      officials: [
        account('quan', ['admin'], { access }),
        account('lan', ['author']),
        account('minh', ['approver']),
        account('hoa', ['editor'], { access }),
        account('nam', ['editor'], { access }),
      ],
      records: [{ ...someRecord('quan', 'official-add'), outcome: 'done' }],
      result: undefined,
    }));
  });
  afterAll(async () => {
    await town.close();
    rmSync(knowledge, { recursive: true, force: true });
  });

  /**
   * A code works once, and authenticators show another one every half minute. Nobody here waits for it: the account forgets which one it took. The clock
   * cannot be set forward instead: after a jump the service begins no announcement for a minute.
   */
  async function freshCode(id: string): Promise<string> {
    const { secret } = await town.service.host.store.officials.update((held) => {
      const { totp } = held.find((one) => one.id === id)!;
      const forgetful = held.map((one) => (one.id === id ? { ...one, totp: { ...totp, lastStep: 1 } } : one));
      return { officials: forgetful, records: [], result: totp };
    });
    return new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  }

  /** A voter with the page open in a browser. */
  async function atThePage() {
    const page = await desks.opened('/');
    return {
      async says(text: string) {
        await page.getByRole('textbox', { name: webPage.questionLabel }).fill(text);
        await page.getByRole('button', { name: webPage.send, exact: true }).click();
        const last = page.locator('.answered').last();
        await last.waitFor();
        return last.innerText();
      },
      reads: () => page.locator('.answered').allInnerTexts(),
    };
  }

  it('two officials go from their invitation to a corrected announcement that Telegram, Zalo and the page have', {
    timeout,
  }, async ({ expect }) => {
    const people = [town.onTelegram(801), town.onZaloOa(), town.onZaloBot(), await atThePage()];
    for (const person of people) expect(await person.says('/dangky tất cả')).toContain('Đã đăng ký');
    const got = (part: string) =>
      Promise.all(people.map(async (one) => (await one.reads()).filter((text) => text.includes(part)).length));

    const admin = await desks.signsIn('quan');
    const author = await desks.invited(admin, 'lan', 'quan');
    const approver = await desks.invited(admin, 'minh', 'quan');
    await desks.go(author, '/soan');
    await author.locator('#text').fill(wrong);
    await author.locator('#audience').selectOption('everyone');
    await author.locator('#expiresAt').fill(new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16));
    await desks.does(author, 'Lưu và xem trước');
    await desks.handIn(author, approver, 1);
    await expect.poll(() => got(wrong), patience).toEqual([1, 1, 1, 1]);

    await desks.go(author, '/thong-bao/1/dinh-chinh');
    await author.locator('#text').fill(right);
    await desks.does(author, 'Lập bản đính chính');
    await desks.handIn(author, approver, 2);
    await expect.poll(() => got(right), patience).toEqual([1, 1, 1, 1]);
    expect(await got('ĐÍNH CHÍNH thông báo số 1')).toEqual([1, 1, 1, 1]);
    // Who lets it go sees by themselves that everybody has it.
    await author.locator('#live', { hasText: 'đã gửi xong' }).waitFor();
    expect(foreign).toEqual([]);
  });

  it('an editor sees an unanswered question and writes a fact, another publishes it, and who asked for an answer is told once', {
    timeout,
  }, async ({ expect }) => {
    const [asker, other] = [town.desk.voter(802), town.onZaloOa()];
    expect(await other.says(unheard)).toBeTruthy();
    const read = async () => (await asker.reads()).map(({ text }) => text);
    await asker.types(unheard);
    await expect.poll(read, patience).toHaveLength(1);
    expect((await asker.reads())[0]).toMatchObject({ buttons: expect.arrayContaining([askingWords.offer]) });
    await asker.presses(askOfficials);
    await expect.poll(async () => (await read()).slice(1), patience).toEqual([askingWords.agreed]);

    const editor = await desks.signsIn('hoa');
    await desks.go(editor, '/cau-hoi');
    await editor.getByRole('link', { name: unheard }).click();
    await editor.locator('main', { hasText: 'zalo-oa 1' }).waitFor();
    const question = editor.url();
    await editor.getByRole('link', { name: 'Viết điều mới' }).click();
    await writesFact(editor);
    await desks.does(editor, 'Gửi đề xuất');

    const publisher = await desks.signsIn('nam');
    await publisher.goto(editor.url());
    await desks.button(publisher, 'Đăng').click();
    await publisher.locator('.done', { hasText: 'Đã đăng' }).waitFor();

    // The service takes the pack over by itself; until then the question cannot be marked as done.
    const saidNow = async () => {
      await editor.goto(question);
      return editor.locator('.bubble').innerText();
    };
    await expect.poll(saidNow, { ...patience, interval: 2_000 }).toContain(answer);
    await desks.does(editor, 'Xong, báo cho người đã hỏi');

    const { askers } = town.service.host.store.unanswered;
    await expect.poll(async () => (await askers.all()).length, patience).toBe(0);
    // Whoever is told waits no more, and is never told again.
    expect((await read()).slice(2)).toEqual([expect.stringContaining(answer)]);
    expect((await read())[2]).toContain(unheard);
    expect(await other.reads()).toHaveLength(1);
    expect(foreign).toEqual([]);
  });
});

/** The form of a fact, with the ways of asking as they come from the question. */
async function writesFact(page: Page): Promise<void> {
  await page.locator('#statement').fill(answer);
  await page.locator('#measure').fill('người giữ chìa khóa hòm phiếu');
  await page.locator('#area').fill('cả nước');
  await page.locator('#source').fill('law');
  await page.locator('#article').fill('Điều 69');
  await page.getByLabel('ai', { exact: true }).check();
  await page.locator('#topic').fill('voting');
  await page.locator('#id').fill('box-key');
}
