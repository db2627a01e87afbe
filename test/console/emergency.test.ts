import { afterEach, describe, expect, it } from 'vitest';
import { lan, valueIn } from '../fakes/announcing.ts';
import { type Browser, type ConsoleSite, type Page, startConsoleSite } from '../fakes/console-site.ts';
import { approvedTemplate, submittedTemplate, templateText } from '../fakes/emergency.ts';

let site: ConsoleSite;
afterEach(() => site.close());

async function start(): Promise<{ author: Browser; approver: Browser }> {
  site = await startConsoleSite();
  await site.announcing.subscribe(150);
  return { author: await site.signedIn('lan'), approver: await site.signedIn('minh') };
}

const mainOf = ({ document }: Page) => document.querySelector('main')?.textContent ?? '';
const found = async (number: number) => valueIn(await site.announcing.publishing.find(lan, number));
async function codeOf(id: string): Promise<string> {
  await site.announcing.clock.advance(30_000);
  return site.announcing.code(id);
}
const written = {
  text: templateText,
  audience: 'everyone',
  hours: '12',
  expiresAt: '2026-06-01T07:00',
  blank0: 'nơi mới',
  type0: 'place',
  most0: '60',
  blank1: 'giờ',
  type1: 'time',
  most1: '5',
};
const filledIn = { value0: 'Nhà văn hóa thôn Kim Thành 2', value1: '09:30' };
const one = '/quan-tri/thong-bao/1';
const khan = '/quan-tri/khan/1';

describe('the emergency path in the console, without scripts', () => {
  it('G-27: goes from an empty list to everybody: written by one, approved by another, filled in and sent by one with a code', async () => {
    const { author, approver } = await start();
    expect(mainOf(await author.get('/quan-tri/khan'))).toContain('Chưa có mẫu khẩn nào');
    expect((await author.submit('/quan-tri/khan/moi', written)).location).toBe(`${one}?da=luu`);
    await author.submit(one, {}, `${one}/trinh`);
    const toApprove = mainOf(await approver.get(`${one}/duyet`));
    expect(toApprove).toContain('{nơi mới}: địa điểm, tối đa 60 ký tự');
    expect(toApprove).toContain('có hiệu lực 12 giờ');
    await approver.submit(`${one}/duyet`, { phrase: 'MẪU KHẨN 150', code: await codeOf('minh') });
    expect((await found(1)).state).toBe('approved');

    const list = await approver.get('/quan-tri/khan');
    expect(mainOf(list)).toContain('Dùng được đến');
    expect(mainOf(await author.get('/quan-tri/khan'))).not.toContain('Dùng mẫu này');
    const empty = await approver.get(khan);
    expect(empty.document.querySelector('input[name=code]')).toBeNull();
    const look = await approver.submit(khan, filledIn);
    expect(look.document.querySelector('.phone .bubble')?.textContent).toContain('chuyển đến Nhà văn hóa thôn Kim Thành 2');
    expect(mainOf(look)).toContain('Số người nhận: 150');
    const hidden = Object.fromEntries(
      [...look.document.querySelectorAll(`form[action="${khan}/gui"] input[type=hidden]`)].map((field) => [
        field.getAttribute('name') ?? '',
        field.getAttribute('value') ?? '',
      ]),
    );
    const form = { ...hidden, code: await codeOf('minh') };
    const sent = await approver.post(`${khan}/gui`, form);
    expect(sent.location).toBe('/quan-tri/thong-bao/2/theo-doi?da=gui');
    await site.announcing.run(10_000);
    expect(site.announcing.accepted).toHaveLength(150);

    // The browser's "back" and the button once more.
    const again = await approver.post(`${khan}/gui`, form);
    expect(mainOf(again)).toContain('đã được gửi rồi, mang số 2');
    await site.announcing.run(10_000);
    expect(site.announcing.accepted).toHaveLength(150);
  });

  it('says what is filled in wrong, keeps what was typed, and shows no button that sends', async () => {
    const { approver } = await start();
    await approvedTemplate(site.announcing);
    const page = await approver.submit(khan, { value0: 'xem bit.ly/abc', value1: 'mai' });
    expect(page.status).toBe(422);
    expect(mainOf(page)).toContain('“nơi mới” không được có liên kết');
    expect(mainOf(page)).toContain('“giờ” phải là giờ, ví dụ 07:30');
    expect(page.document.querySelector('input[name=value0]')?.getAttribute('value')).toBe('xem bit.ly/abc');
    expect(page.document.querySelector('input[name=code]')).toBeNull();
  });

  it('shows what would go out again where the code was wrong', async () => {
    const { approver } = await start();
    await approvedTemplate(site.announcing);
    const { document } = await approver.submit(khan, filledIn);
    const hash = document.querySelector('input[name=hash]')?.getAttribute('value') ?? '';
    const _form = document.querySelector('input[name=_form]')?.getAttribute('value') ?? '';
    const page = await approver.post(`${khan}/gui`, { _form, hash, ...filledIn, code: '000000' });
    expect(mainOf(page)).toContain('Mã xác thực không đúng');
    expect(page.document.querySelector('input[name=code]')).not.toBeNull();
    expect(site.announcing.accepted).toEqual([]);
  });

  it('offers the communes of the template one by one, and a drill for officials', async () => {
    const { approver } = await start();
    await site.announcing.officialsNow((held) => held.map((it) => (it.id === 'thu' ? { ...it, chat: 'telegram:77' } : it)));
    await approvedTemplate(site.announcing, { audience: { kind: 'communes', communes: ['02671', '02683'] } });
    const page = await approver.get(khan);
    expect(mainOf(page)).toContain('Bát Xát');
    const drill = await approver.submit(khan, { ...filledIn, drill: 'on' });
    expect(mainOf(drill)).toContain('DIỄN TẬP');
    const [hash, _form] = ['hash', '_form'].map(
      (name) => drill.document.querySelector(`form[action="${khan}/gui"] input[name=${name}]`)?.getAttribute('value') ?? '',
    );
    await approver.post(`${khan}/gui`, { _form: _form!, hash: hash!, ...filledIn, drill: 'on', code: await codeOf('minh') });
    await site.announcing.run(5_000);
    expect(site.announcing.accepted.map(({ chat }) => chat)).toEqual(['telegram:77']);
  });

  it('changes a template on its own page, and not over what somebody else changed since', async () => {
    const { author } = await start();
    await submittedTemplate(site.announcing);
    expect((await author.get(one)).document.querySelector(`a[href="${khan}/sua"]`)).not.toBeNull();
    const old = await author.get(`${khan}/sua`);
    expect(old.document.querySelector('input[name=blank1]')?.getAttribute('value')).toBe('giờ');
    expect((await author.submit(`${khan}/sua`, { hours: '6' })).location).toBe(`${one}?da=luu`);
    expect(await found(1)).toMatchObject({ state: 'draft', content: { terms: { hours: 6 } } });
    const _form = old.document.querySelector('input[name=_form]')?.getAttribute('value') ?? '';
    const stale = await author.post(`${khan}/sua`, { _form, ...written, version: '2', hours: '7' });
    expect(stale.status).toBe(422);
    expect((await found(1)).content.terms?.hours).toBe(6);
  });

  it('says what a template lacks when it is submitted, and is nowhere for what is no template', async () => {
    const { author, approver } = await start();
    await author.submit('/quan-tri/khan/moi', { ...written, blank1: '', hours: '' });
    expect(mainOf(await author.get(one))).toContain('Nội dung có {giờ} nhưng chưa khai báo ô này');
    expect(mainOf(await author.submit(one, {}, `${one}/trinh`))).toContain('Số giờ có hiệu lực phải');
    valueIn(await site.announcing.publishing.draft(lan, 'notice', { text: 'x', buttons: [] }));
    for (const at of ['2', '99', 'x']) expect((await approver.get(`/quan-tri/khan/${at}`)).status).toBe(404);
  });
});
