import { afterEach, describe, expect, it } from 'vitest';
import { content, goodText, lan, sent, valueIn } from '../fakes/announcing.ts';
import { type ConsoleSite, type Page, startConsoleSite } from '../fakes/console-site.ts';
import { png } from '../fakes/pictures.ts';

let site: ConsoleSite;
afterEach(() => site.close());

const one = '/quan-tri/thong-bao/1';
const at = ({ document }: Page, selector: string) =>
  document.querySelector(selector)?.textContent?.replace(/\s+/gu, ' ').trim() ?? '';
const numbered = async (number: number) => valueIn(await site.announcing.publishing.find(lan, number));

async function start(subscribers = 12) {
  site = await startConsoleSite();
  await site.announcing.subscribe(subscribers);
  await sent(site.announcing);
  await site.announcing.run(20_000);
  return site.signedIn('lan');
}

describe('what follows a wrong announcement', () => {
  it('shows the old one beside the new one, who has it, and in which order; then drafts the correction', async () => {
    const author = await start();
    expect(at(await author.get(one), 'a[href$="/dinh-chinh"]')).toBe('Đính chính');
    const page = await author.get(`${one}/dinh-chinh`);
    expect(at(page, '.bubble')).toBe(goodText);
    expect(at(page, 'tbody')).toMatch(/Telegram ?12/u);
    expect(at(page, '#order')).toContain('được gửi trước');
    const drafted = await author.submit(`${one}/dinh-chinh`, { text: goodText.replace('7 giờ', '8 giờ') });
    expect(drafted.location).toBe('/quan-tri/thong-bao/2?da=dinh-chinh');
    expect(await numbered(2)).toMatchObject({ kind: 'correction', about: { number: 1 }, state: 'draft' });
    const preview = await author.get('/quan-tri/thong-bao/2');
    expect(at(preview, 'main')).toContain('Người chưa nhận thông báo gốc sẽ thấy');
    expect(preview.document.querySelectorAll('.phone').length).toBe(4);
  });

  it('says before anybody approves it that nobody gets it any more, where who got the old one was let go of', async () => {
    const author = await start();
    await author.submit(`${one}/dinh-chinh`, { text: goodText.replace('7 giờ', '8 giờ') });
    const shown = async () => at(await author.get('/quan-tri/thong-bao/2'), 'main');
    expect(await shown()).not.toContain('Không còn biết ai đã nhận');
    site.announcing.outbox.publish = async () => ({ kind: 'refused', total: 0 });
    expect(await shown()).toContain('Không còn biết ai đã nhận thông báo gốc');
  });

  it('has a picture of its own: described, shown again where something is amiss, and enough to correct a wrong one', async () => {
    const author = await start();
    const file = (seed: string) => new File([Uint8Array.from(png({ seed }))], 'so-do.png', { type: 'image/png' });
    const amiss = await author.upload(`${one}/dinh-chinh`, { text: 'Sơ đồ đúng.', imageFile: file('a') });
    expect([amiss.status, at(amiss, '.wrong')]).toEqual([
      422,
      'Chưa có lời mô tả hình. Người không nhìn thấy hình chỉ đọc được lời này.',
    ]);
    const sha256 = amiss.document.querySelector('input[name=image]')!.getAttribute('value')!;
    expect(at(amiss, 'textarea')).toBe('Sơ đồ đúng.');
    await author.upload(`${one}/dinh-chinh`, { text: goodText, image: sha256, imageAlt: 'Sơ đồ đúng' });
    expect(await numbered(2)).toMatchObject({
      kind: 'correction',
      content: { text: goodText, image: { sha256, alt: 'Sơ đồ đúng' } },
    });
    const without = await author.upload(`${one}/thu-hoi`, {
      text: 'Gửi nhầm.',
      image: sha256,
      imageAlt: 'Sơ đồ',
      do: 'unpicture',
    });
    expect([without.status, without.document.querySelector('input[name=image]')?.getAttribute('value')]).toEqual([200, '']);
    await author.upload(`${one}/thu-hoi`, { text: 'Gửi nhầm.', imageFile: file('b'), imageAlt: 'Hình gửi nhầm' });
    expect((await numbered(3)).content.image).toMatchObject({ alt: 'Hình gửi nhầm' });
  });

  it('refuses a correction that corrects nothing, and keeps what was typed', async () => {
    const author = await start();
    const page = await author.submit(`${one}/dinh-chinh`, { text: ` ${goodText}` });
    expect([page.status, at(page, '.wrong')]).toEqual([422, 'Hãy viết nội dung mới, khác bản đã gửi.']);
    expect(await site.announcing.publishing.find(lan, 2)).toMatchObject({ kind: 'refused' });
  });

  it('retracts, and offers neither for what was not sent', async () => {
    const author = await start();
    await author.submit(`${one}/thu-hoi`, {});
    expect(await numbered(2)).toMatchObject({ kind: 'retraction', content: { audience: { kind: 'reached', rest: false } } });
    for (const path of ['dinh-chinh', 'thu-hoi']) expect((await author.get(`/quan-tri/thong-bao/2/${path}`)).status).toBe(403);
  });
});

describe('the list of all announcements', () => {
  it('narrows by state, audience, author and month, page by page', async () => {
    const author = await start();
    for (let i = 0; i < 60; i += 1) valueIn(await site.announcing.publishing.draft(lan, 'notice', content()));
    valueIn(
      await site.announcing.publishing.draft(
        { official: 'both', from: 'console' },
        'drill',
        content({ audience: { kind: 'officials' } }),
      ),
    );
    const count = async (query: string) =>
      (await author.get(`/quan-tri/thong-bao?${query}`)).document.querySelectorAll('main > ul.list li').length;
    expect(await count('')).toBe(50);
    expect(await count('truoc=13')).toBe(12);
    expect(await count('trang-thai=finished')).toBe(1);
    expect(await count('nguoi-nhan=officials')).toBe(1);
    expect(await count('nguoi-soan=both')).toBe(1);
    const month = valueIn(await site.announcing.publishing.find(lan, 5)).createdAt.slice(0, 7);
    expect(await count(`thang=${month}&nguoi-soan=lan`)).toBe(50);
    expect(await count('thang=2020-01')).toBe(0);
    expect(await count("trang-thai='&thang=2026-13&truoc=-1&nguoi-soan=%3Cb%3E")).toBe(50);
  });

  it('reads no more of the store for a page than the page shows', async () => {
    const author = await start();
    const asked: number[] = [];
    const { announcements } = site.announcing;
    const page = announcements.page;
    announcements.page = async (query) => {
      const found = await page(query);
      asked.push(found.length);
      return found;
    };
    announcements.list = () => Promise.reject(new Error('all of them were read'));
    for (let i = 0; i < 80; i += 1) valueIn(await site.announcing.publishing.draft(lan, 'notice', content()));
    for (const path of ['/quan-tri/thong-bao', '/quan-tri/thong-bao?truoc=40']) expect((await author.get(path)).status).toBe(200);
    expect(asked).toEqual([51, 39]);
    expect((await author.get('/quan-tri')).status).toBe(200);
  });

  it('is taken away as a table in which no cell is run as a formula', async () => {
    const author = await start();
    for (const text of ['=HYPERLINK("http://la.xyz")', '+84', '-1', '@SUM(A1)', '\t=1', ' =1', '"; =1'])
      valueIn(await site.announcing.publishing.draft(lan, 'notice', content({ text: `${text} ngày mai` })));
    const { text, headers } = await author.get('/quan-tri/thong-bao.csv');
    expect(headers.get('content-disposition')).toBe('attachment; filename="thong-bao.csv"');
    const cells = text
      .trim()
      .split('\r\n')
      .slice(1)
      .flatMap((line) => line.match(/(?:"(?:[^"]|"")*"|[^,]*)(?:,|$)/gu) ?? []);
    expect(cells.length).toBeGreaterThan(70);
    for (const cell of cells) expect(cell).not.toMatch(/^"?\s*[=+\-@\t]/u);
    expect(text).toMatch(/\r\n1,Thông báo,đã gửi xong,TẤT CẢ người đăng ký,.*,12,12,0,/u);
  });
});
