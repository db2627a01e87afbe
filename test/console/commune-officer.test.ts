import { describe, expect, it } from 'vitest';
import type { Page } from '../fakes/console-site.ts';
import { proposalAt, startEditingSite } from '../fakes/editing-site.ts';
import { soundFiles } from '../fakes/pack-folder.ts';

const step = '/quan-tri/noi-bo-phieu/danh-sach';
const header = ['Xã', 'Khu vực bỏ phiếu số', 'Các thôn', 'Địa điểm bỏ phiếu', 'Địa chỉ', 'Giờ bỏ phiếu'];
const own = ['xã Hợp Thành', '1', 'thôn Mẫu', 'Nhà văn hóa thôn Mẫu', 'thôn Mẫu', '7h - 19h'];
const foreign = ['phường Cam Đường', '3', 'tổ 9', 'Nhà văn hóa tổ 9', 'tổ 9', '7h - 19h'];
const listOf = (...rows: string[][]) => new File([[header, ...rows].map((cells) => cells.join(',')).join('\r\n')], 'ds.csv');
const main = ({ document }: Page) => document.querySelector('main')?.textContent?.replace(/\s+/gu, ' ') ?? '';

/** Fields of the list's form as the page has them. */
function fieldsOf({ document }: Page, more: Record<string, string> = {}): Record<string, string> {
  const fields: Record<string, string> = { list: document.querySelector('input[name=list]')?.getAttribute('value') ?? '' };
  for (const field of document.querySelectorAll('select'))
    fields[field.getAttribute('name') ?? ''] = field.querySelector('option[selected]')?.getAttribute('value') ?? '';
  return { ...fields, source: 'law', ...more };
}

/** The officer of xã Hợp Thành, signed in. */
async function open() {
  const site = await startEditingSite();
  const officer = await site.signedIn('an');
  const read = (...rows: string[][]) => officer.upload('/quan-tri/noi-bo-phieu', { file: listOf(...rows) });
  return { site, officer, read };
}

describe('a commune officer in the console', () => {
  it('begins at the polling stations of the commune, and sees no page of anything else', async () => {
    const { officer } = await open();
    expect((await officer.get('/quan-tri')).location).toBe('/quan-tri/noi-bo-phieu');
    const page = await officer.get('/quan-tri/noi-bo-phieu');
    expect(main(page)).toContain('chỉ thay đổi nơi bỏ phiếu của xã Hợp Thành');
    // The pack has stations of the other commune alone.
    expect(soundFiles['units/polling-stations.csv']).toContain('phường Cam Đường');
    expect(main(page)).not.toContain('Cam Đường');
    const links = [...page.document.querySelectorAll('nav li a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(['/noi-bo-phieu', '/de-xuat', '/tai-khoan', '/phien'].map((path) => `/quan-tri${path}`));
  });

  it('proposes its rows, looks at them for one hamlet, and an editor publishes', async () => {
    const { site, officer, read } = await open();
    const page = await read(own);
    expect(page.document.querySelector('select[name=commune]')).toBeNull();
    const looked = await officer.upload(step, fieldsOf(page, { do: 'look', hamlet: '02680|thôn Mẫu' }));
    expect(looked.document.querySelector('#trial .phone .bubble')?.textContent).toContain('Nhà văn hóa thôn Mẫu');
    const id = proposalAt((await officer.upload(step, fieldsOf(page, { do: 'propose:02680' }))).location);
    const proposal = await officer.get(`/quan-tri/de-xuat/${id}`);
    expect(proposal.document.querySelector('form[action$="/dang"]')).toBeNull();
    expect(proposal.document.querySelector('form[action$="/bo"]')).not.toBeNull();
    const nam = await site.signedIn('nam');
    const done = await nam.submit(`/quan-tri/de-xuat/${id}`, {}, `/quan-tri/de-xuat/${id}/dang`);
    expect(main(done)).toContain('Đã đăng');
  });

  it('takes a list without a column for the commune as one of its own commune', async () => {
    const { officer } = await open();
    const rows = [header, own].map((cells) => cells.slice(1).join(',')).join('\n');
    const page = await officer.upload('/quan-tri/noi-bo-phieu', { file: new File([rows], 'ds.csv') });
    const checked = await officer.upload(step, fieldsOf(page, { do: 'check', commune: '02671' }));
    expect(checked.document.querySelector('button[value^=propose]')?.getAttribute('value')).toBe('propose:02680');
  });

  it('has every row of another commune refused by its row, and may propose its own rows all the same', async () => {
    const { officer, read } = await open();
    const page = await officer.upload(step, fieldsOf(await read(own, foreign), { do: 'check' }));
    expect(main(page)).toContain(
      'Dòng 3: Dòng này của phường Cam Đường, tài khoản của bạn chỉ thay đổi được xã Hợp Thành: hãy bỏ dòng này khỏi danh sách.',
    );
    const offered = [...page.document.querySelectorAll('button[value^=propose]')].map((button) => button.getAttribute('value'));
    expect(offered).toEqual(['propose:02680']);
    const forced = await officer.upload(step, fieldsOf(page, { do: 'propose:02671' }));
    expect(forced.status).toBe(422);
    expect((await officer.upload(step, fieldsOf(page, { do: 'propose:02680' }))).status).toBe(303);
  });

  it('finds nothing of what others proposed, and nothing that was published', async () => {
    const { site, officer } = await open();
    const hoa = await site.signedIn('hoa');
    const read = await hoa.upload('/quan-tri/noi-bo-phieu', { file: listOf(own, foreign) });
    const others = proposalAt((await hoa.upload(step, fieldsOf(read, { do: 'propose:02671' }))).location);
    const list = await officer.get('/quan-tri/de-xuat');
    expect(main(list)).toContain('Chưa có đề xuất nào');
    expect(main(list)).not.toContain('Các lần đã đăng');
    expect((await officer.get(`/quan-tri/de-xuat/${others}`)).status).toBe(404);
    const token = list.document.querySelector('input[name=_form]')?.getAttribute('value') ?? '';
    for (const deed of ['bo', 'xem-thu']) {
      const page = await officer.post(`/quan-tri/de-xuat/${others}/${deed}`, { _form: token });
      expect([deed, page.status, main(page).includes('tổ 9')]).toEqual([deed, 404, false]);
    }
    expect(main(await hoa.get(`/quan-tri/de-xuat/${others}`))).toContain('tổ 9');
  });

  it('is told whom to ask where the commune is no longer in the pack', async () => {
    const { site } = await open();
    await site.announcing.officialsNow((held) => held.map((one) => (one.id === 'an' ? { ...one, commune: '99999' } : one)));
    const page = await (await site.signedIn('an')).get('/quan-tri/noi-bo-phieu');
    expect(main(page)).toContain('không còn trong danh mục. Hãy báo quản trị');
    expect(page.document.querySelector('input[type=file]')).toBeNull();
  });

  it('is signed out where the commune is exchanged', async () => {
    const { site, officer } = await open();
    await site.announcing.officialsNow((held) => held.map((one) => (one.id === 'an' ? { ...one, commune: '02671' } : one)));
    expect((await officer.get('/quan-tri/noi-bo-phieu')).location).toBe('/quan-tri/vao?vi=het-phien');
  });

  it('sees no announcement wherever one asks: terminal, chat or page', async () => {
    const { site } = await open();
    for (const from of ['telegram', 'console'] as const)
      expect(await site.announcing.publishing.list({ official: 'an', from })).toMatchObject({
        kind: 'refused',
        refusal: { code: 'not-permitted' },
      });
  });
});
