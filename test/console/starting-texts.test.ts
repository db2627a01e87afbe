import { afterEach, describe, expect, it } from 'vitest';
import { originalTexts } from '../../src/console/starting-texts/words.ts';
import { entriesOf } from '../contracts/announcement-store.ts';
import { type Browser, type ConsoleSite, type Page, startConsoleSite } from '../fakes/console-site.ts';

let site: ConsoleSite;
afterEach(() => site.close());

async function start(): Promise<{ editor: Browser; author: Browser }> {
  site = await startConsoleSite();
  return { editor: await site.signedIn('hoa'), author: await site.signedIn('lan') };
}

const list = '/quan-tri/mau-soan';
const first = `${list}/${originalTexts[0]!.id}`;
const at = ({ document }: Page, selector: string) =>
  document.querySelector(selector)?.textContent?.replace(/\s+/gu, ' ').trim() ?? '';
const offered = ({ document }: Page) =>
  [...document.querySelectorAll('#content a[href*="mau="]')].map((link) => link.textContent?.trim() ?? '');
const formToken = ({ document }: Page) => document.querySelector('input[name=_form]')?.getAttribute('value') ?? '';

describe('texts that announcements are begun with', () => {
  it('are those that are always there until somebody changes one: its name and text stand where announcements are written', async () => {
    const { editor, author } = await start();
    expect(offered(await author.get('/quan-tri/soan'))).toEqual(originalTexts.map(({ name }) => name));
    const page = await editor.submit(first, { name: 'Họp thôn', text: 'Mời bà con [thôn] họp lúc [giờ].' });
    expect(page.location).toBe(`${list}?da=sua`);
    expect(at(await editor.get(page.location!), '.done')).toBe('Đã lưu mẫu.');
    const soan = await author.get('/quan-tri/soan');
    expect(offered(soan)[0]).toBe('Họp thôn');
    const begun = await author.get(soan.document.querySelector('#content a[href*="mau="]')?.getAttribute('href') ?? '');
    expect(at(begun, 'textarea')).toBe('Mời bà con [thôn] họp lúc [giờ].');
  });

  it('are added, taken away and brought back by editors and administrators, each noted in the log', async () => {
    const { editor, author } = await start();
    const admin = await site.signedIn('quan');
    expect((await admin.submit(`${list}/moi`, { name: 'Lịch trực', text: '[Ngày] trực.' })).status).toBe(303);
    await editor.submit(list, {}, `${first}/bo`);
    expect(offered(await author.get('/quan-tri/soan'))).toEqual([...originalTexts.slice(1).map(({ name }) => name), 'Lịch trực']);
    expect(at(await editor.get(list), 'section')).toContain('Lấy lại “Mời họp”');
    await editor.submit(list, {}, `${first}/goc`);
    await admin.submit(first, { name: 'Họp thôn' });
    expect(at(await admin.get(list), 'li.card')).toContain('Mẫu gốc đã sửa');
    await admin.submit(list, {}, `${first}/goc`);
    expect(offered(await author.get('/quan-tri/soan'))[0]).toBe('Mời họp');
    const log = (await entriesOf(site.announcing.audit)).filter(({ action }) => action.startsWith('starting-text'));
    expect(log.map(({ who, action, detail }) => [who, action, detail])).toEqual([
      ['quan', 'starting-text-add', 'Lịch trực'],
      ['hoa', 'starting-text-remove', 'Mời họp'],
      ['hoa', 'starting-text-restore', 'Mời họp'],
      ['quan', 'starting-text-change', 'Họp thôn'],
      ['quan', 'starting-text-restore', 'Mời họp'],
    ]);
    expect(at(await admin.get('/quan-tri/nhat-ky'), 'main')).toContain('thêm mẫu soạn');
  });

  it('say at the field what is wrong, with what was typed', async () => {
    const { editor } = await start();
    const unnamed = await editor.submit(`${list}/moi`, { name: '', text: 'a' });
    expect([unnamed.status, at(unnamed, '#name-wrong')]).toEqual([422, 'Mẫu chưa có tên. Hãy ghi một tên ngắn.']);
    expect(at(unnamed, 'textarea')).toBe('a');
    const empty = await editor.submit(first, { text: ' ' });
    expect([empty.status, at(empty, '#text-wrong')]).toEqual([422, 'Mẫu chưa có nội dung.']);
    expect((await editor.get(`${list}/khong-co`)).status).toBe(404);
  });

  it('lose nothing that somebody else wrote meanwhile', async () => {
    const { editor } = await start();
    const seen = (await editor.get(first)).document.querySelector('[name=seen]')?.getAttribute('value') ?? '';
    await editor.submit(first, { text: 'Của hoa.' });
    const admin = await site.signedIn('quan');
    const late = await admin.submit(first, { text: 'Của quan.', seen });
    expect([late.status, at(late, '[role=alert]')]).toEqual([422, expect.stringContaining('người khác đã sửa mẫu này')]);
    expect(at(late, 'textarea')).toBe('Của quan.');
    expect((await admin.post(`${first}/bo`, { seen, _form: formToken(late) })).status).toBe(409);
    expect(at(await editor.get(first), 'textarea')).toBe('Của hoa.');
  });

  it('lead nobody nowhere: where all were taken away, authors see none and whoever keeps them is told what to do', async () => {
    const { editor, author } = await start();
    for (const { id } of originalTexts) await editor.submit(list, {}, `${list}/${id}/bo`);
    expect((await author.get('/quan-tri/soan')).document.querySelector('#templates')).toBeNull();
    expect(at(await editor.get(list), 'main')).toContain('Không còn mẫu nào');
  });

  it('CSRF: nothing changes by a form of another page, or without its token', async () => {
    const { editor } = await start();
    const token = formToken(await editor.get(`${list}/moi`));
    const given = { name: 'Lịch trực', text: 'a', seen: 'a' };
    for (const path of [`${list}/moi`, first, `${first}/bo`, `${first}/goc`]) {
      const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
      expect((await editor.post(path, { ...given, _form: token }, foreign)).status).toBe(403);
      expect((await editor.post(path, given)).status).toBe(403);
    }
    expect(await site.startingTexts.all()).toEqual([]);
  });

  it('stored XSS: markup in a name or a text is shown as text, wherever it stands', async () => {
    const { editor, author } = await start();
    const evil = `"><img src=x onerror=a><script>alert(1)</script>`;
    const admin = await site.signedIn('quan');
    await editor.submit(`${list}/moi`, { name: evil, text: `</textarea>${evil}` });
    const id = (await site.startingTexts.all())[0]?.id ?? '';
    const pages = [
      ...[await editor.get(list), await editor.get(`${list}/${id}`), await author.get('/quan-tri/soan')],
      ...[await author.get(`/quan-tri/soan?mau=${id}`), await admin.get('/quan-tri/nhat-ky')],
    ];
    for (const page of pages) {
      expect(page.status).toBe(200);
      expect(page.document.querySelectorAll('img').length).toBe(0);
      expect(page.text).not.toContain('<script>alert');
    }
  });
});
