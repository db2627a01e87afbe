import { afterEach, describe, expect, it } from 'vitest';
import { goodText, lan, valueIn } from '../fakes/announcing.ts';
import { type Browser, type ConsoleSite, type Page, startConsoleSite } from '../fakes/console-site.ts';

let site: ConsoleSite;
afterEach(() => site.close());

async function start(): Promise<{ author: Browser; approver: Browser }> {
  site = await startConsoleSite();
  await site.announcing.subscribe(150);
  return { author: await site.signedIn('lan'), approver: await site.signedIn('minh') };
}

const mainOf = ({ document }: Page) => document.querySelector('main')?.textContent ?? '';
const state = async () => valueIn(await site.announcing.publishing.find(lan, 1)).state;
const written = { kind: 'notice', text: goodText, audience: 'everyone', expiresAt: '2026-03-15T19:00' };
const one = '/quan-tri/thong-bao/1';

async function handedIn(author: Browser) {
  await author.submit('/quan-tri/soan', written);
  await author.submit(one, {}, `${one}/trinh`);
}

async function codeOf(id: string): Promise<string> {
  await site.announcing.clock.advance(30_000);
  return site.announcing.code(id);
}

describe('an announcement that repeats', () => {
  it('is approved with every day in view, watched with what is next, and stopped there', async () => {
    const { author, approver } = await start();
    const { publishing } = site.announcing;
    const rhythm = { kind: 'weekly' as const, weekdays: [1] };
    const repeat = { rhythm, time: '07:00', from: '2026-03-02', until: '2026-03-16', hours: 24 };
    const content = { text: goodText, buttons: [], audience: { kind: 'everyone' as const }, repeat };
    valueIn(await publishing.draft(lan, 'notice', content));
    await author.submit(one, {}, `${one}/trinh`);
    const look = mainOf(await approver.get(one));
    expect(look).toContain('Gửi 3 lần: T2 02/03/2026, T2 09/03/2026, T2 16/03/2026.');
    await approver.submit(`${one}/duyet`, { phrase: 'GỬI TẤT CẢ 150', code: await codeOf('minh') });
    await author.submit(one, { code: await codeOf('lan') }, `${one}/hen-gio`);
    expect(await state()).toBe('scheduled');
    expect(mainOf(await author.get(`${one}/theo-doi`))).toContain('Lần tới: T2 02/03/2026 lúc 07:00');
    await approver.submit(`${one}/theo-doi`, { reason: 'sai giờ' }, `${one}/dung`);
    expect(await state()).toBe('stopped');
  });
});

describe('an announcement in the console', () => {
  it('goes from the first word to the voters, by two people, each with a fresh code', async () => {
    const { author, approver } = await start();
    expect(mainOf(await author.get('/quan-tri'))).toContain('Việc đầu tiên');
    expect((await author.submit('/quan-tri/soan', written)).location).toBe('/quan-tri/thong-bao/1?da=luu');
    const look = await author.get(one);
    expect(look.document.querySelector('.bubble')?.textContent).toContain(goodText);
    await author.submit(one, {}, `${one}/trinh`);
    expect(await state()).toBe('submitted');

    expect(mainOf(await approver.get('/quan-tri'))).toContain('Chờ bạn duyệt (1)');
    await approver.submit(`${one}/duyet`, { phrase: 'GỬI TẤT CẢ 150', code: await codeOf('minh') });
    expect(await state()).toBe('approved');

    const sent = await author.submit(one, { code: await codeOf('lan') }, `${one}/gui`);
    expect(sent.location).toBe(`${one}/theo-doi?da=gui`);
    await site.announcing.run(10_000);
    const watching = await author.get(`${one}/theo-doi`);
    expect(watching.document.querySelector('#live')?.textContent).toContain('Đã gửi: 100/150');
    expect(watching.document.querySelector('noscript meta[http-equiv=refresh]')).not.toBeNull();
  });

  it('is stopped by whoever watches, with a reason, and nothing goes out after it', async () => {
    const { author, approver } = await start();
    await handedIn(author);
    await approver.submit(`${one}/duyet`, { phrase: 'GỬI TẤT CẢ 150', code: await codeOf('minh') });
    await author.submit(one, { code: await codeOf('lan') }, `${one}/gui`);
    await site.announcing.run(2_000);
    const before = site.announcing.accepted.length;
    expect((await approver.submit(`${one}/theo-doi`, { reason: '' }, `${one}/dung`)).status).toBe(409);
    await approver.submit(`${one}/theo-doi`, { reason: 'sai giờ' }, `${one}/dung`);
    await site.announcing.run(200_000);
    expect(await state()).toBe('stopped');
    expect(site.announcing.accepted.length).toBe(before);
    expect(before).toBeLessThan(150);
  });

  it('is not approved by who wrote it, by any form or address', async () => {
    const { author } = await start();
    await handedIn(author);
    expect(mainOf(await author.get(one))).not.toContain('Xem và duyệt');
    const page = await author.submit(`${one}/duyet`, { phrase: 'GỬI TẤT CẢ 150', code: await codeOf('lan') });
    expect(page.status).toBe(409);
    const both = await site.signedIn('lan-2');
    const other = await both.submit(`${one}/duyet`, { phrase: 'GỬI TẤT CẢ 150', code: await codeOf('lan-2') });
    expect(mainOf(other)).toContain('không được tự duyệt');
    expect(await state()).toBe('submitted');
  });

  it('an approval is for exactly what was shown: the same form sent after an edit approves nothing', async () => {
    const { author, approver } = await start();
    await handedIn(author);
    const { document } = await approver.get(`${one}/duyet`);
    const shown = (name: string) =>
      document.querySelector(`form[action="${one}/duyet"] input[name=${name}]`)!.getAttribute('value')!;
    const replayed = { _form: shown('_form'), hash: shown('hash'), phrase: 'GỬI TẤT CẢ 150' };
    await author.submit(`${one}/sua`, { text: `${goodText} Mang theo thẻ cử tri.` });
    await author.submit(one, {}, `${one}/trinh`);
    const page = await approver.post(`${one}/duyet`, { ...replayed, code: await codeOf('minh') });
    expect(mainOf(page)).toContain('Nội dung đã khác với bản bạn vừa xem');
    expect(await state()).toBe('submitted');
  });

  it('a code used to approve is worth nothing for a second announcement', async () => {
    const { author, approver } = await start();
    await handedIn(author);
    await author.submit('/quan-tri/soan', written);
    await author.submit('/quan-tri/thong-bao/2', {}, '/quan-tri/thong-bao/2/trinh');
    const given = { phrase: 'GỬI TẤT CẢ 150', code: await codeOf('minh') };
    expect((await approver.submit(`${one}/duyet`, given)).status).toBe(303);
    expect((await approver.submit('/quan-tri/thong-bao/2/duyet', given)).status).toBe(409);
  });

  it('is sent to everyone only with a fresh code', async () => {
    const { author, approver } = await start();
    await handedIn(author);
    await approver.submit(`${one}/duyet`, { phrase: 'GỬI TẤT CẢ 150', code: await codeOf('minh') });
    for (const code of ['', '000000']) expect((await author.submit(one, { code }, `${one}/gui`)).status).toBe(409);
    expect(await state()).toBe('approved');
  });

  it('comes back to its author with the reason, and the changes are shown to who looks again', async () => {
    const { author, approver } = await start();
    await handedIn(author);
    await approver.submit(`${one}/duyet`, { reason: 'thiếu tên thôn' }, `${one}/tra-lai`);
    expect(mainOf(await author.get('/quan-tri'))).toContain('cần sửa (1)');
    expect(mainOf(await author.get(one))).toContain('thiếu tên thôn');
    await author.submit(`${one}/sua`, { text: goodText.replace('nhà văn hóa thôn', 'nhà văn hóa thôn Bắc') });
    await author.submit(one, {}, `${one}/trinh`);
    const again = await approver.get(`${one}/duyet`);
    expect(again.document.querySelector('ins')?.textContent).toContain('Bắc');
  });

  it('is not overwritten by who began to change it before somebody else did; what was typed stays on the page', async () => {
    const { author } = await start();
    await author.submit('/quan-tri/soan', written);
    const other = await site.signedIn('both');
    const { document } = await other.get(`${one}/sua`);
    const field = (name: string) => document.querySelector(`form[action="${one}/sua"] [name=${name}]`)!.getAttribute('value')!;
    await author.submit(`${one}/sua`, { text: 'Bản của người thứ nhất.' });
    const late = { _form: field('_form'), version: field('version'), text: 'Bản của người thứ hai.', audience: 'everyone' };
    const page = await other.post(`${one}/sua`, late);
    expect(page.status).toBe(422);
    expect(page.document.querySelector('textarea')?.textContent).toBe('Bản của người thứ hai.');
    expect(valueIn(await site.announcing.publishing.find(lan, 1)).content.text).toBe('Bản của người thứ nhất.');
  });

  it('names no audience unless somebody chooses one, and no commune there is not', async () => {
    const { author } = await start();
    await author.submit('/quan-tri/soan', { ...written, audience: '' });
    const page = await author.submit(one, {}, `${one}/trinh`);
    expect(mainOf(page)).toContain('Chưa chọn người nhận');
    const unknown = await author.submit('/quan-tri/soan', { ...written, audience: 'communes', communes: 'Xã Không Có' });
    expect([unknown.status, mainOf(unknown)]).toEqual([422, expect.stringContaining('Không có xã, phường nào tên')]);
  });
});
