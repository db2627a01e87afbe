import { afterEach, describe, expect, it } from 'vitest';
import { subscriber } from '../contracts/subscribers.ts';
import { goodText, lan, valueIn } from '../fakes/announcing.ts';
import { type Browser, type ConsoleSite, type Page, startConsoleSite } from '../fakes/console-site.ts';

let site: ConsoleSite;
afterEach(() => site.close());

async function start(): Promise<Browser> {
  site = await startConsoleSite();
  await site.announcing.subscribe(150);
  return site.signedIn('lan');
}

const soan = '/quan-tri/soan';
const one = '/quan-tri/thong-bao/1';
const written = { kind: 'notice', text: goodText, audience: 'everyone', expiresAt: '2026-03-15T19:00' };
const at = ({ document }: Page, selector: string) =>
  document.querySelector(selector)?.textContent?.replace(/\s+/gu, ' ').trim() ?? '';
const saved = async () => valueIn(await site.announcing.publishing.find(lan, 1)).content;

describe('writing an announcement', () => {
  it('checks the text and counts it for every channel beside it, and keeps nothing as an announcement', async () => {
    const author = await start();
    const page = await author.submit(soan, { ...written, text: `${'x'.repeat(2_100)} https://la.xyz`, do: 'look' });
    expect(at(page, '#look')).toMatch(/Telegram: 2\.\d+\/4\.096 ký tự, 1 tin/u);
    expect(at(page, '#look')).toMatch(/Zalo \(Official Account\): 2\.\d+\/2\.000 ký tự, 2 tin \(quá dài\)/u);
    expect(at(page, '#look')).toContain('la.xyz không thuộc trang của cơ quan nhà nước');
    expect(page.document.querySelectorAll('#phones .phone').length).toBe(2);
    expect(valueIn(await site.announcing.publishing.list(lan))).toEqual([]);
  });

  it('shows each channel’s messages as that channel sends them: buttons here, a numbered menu there', async () => {
    const author = await start();
    const buttons = { label0: 'Lịch bầu cử', value0: '/lich' };
    const page = await author.submit(soan, { ...written, ...buttons, do: 'look' });
    const [telegram, zalo] = [...page.document.querySelectorAll('#phones .phone')].map((frame) => frame.textContent);
    expect(telegram).toContain('Lịch bầu cử');
    expect(telegram).not.toContain('1. Lịch bầu cử');
    expect(zalo).toContain('Trả lời bằng một con số để chọn:\n1. Lịch bầu cử');
    await author.submit(soan, { ...written, ...buttons });
    expect((await saved()).buttons).toEqual([{ label: 'Lịch bầu cử', value: '/lich' }]);
  });

  it('picks communes by a name without diacritics, and a former district as its communes of today', async () => {
    const author = await start();
    const found = await author.submit(soan, { ...written, audience: 'communes', communes: 'bat xat', do: 'find' });
    expect(at(found, '#chips')).toContain('huyện Bát Xát (cũ), nay là: Bát Xát, Trịnh Tường');
    const district = found.document.querySelector('input[name="xa:02683 xa:02701"]');
    expect(district?.hasAttribute('checked')).toBe(false);
    await author.submit(soan, { ...written, audience: 'communes', 'xa:02683 xa:02701': 'on' });
    expect((await saved()).audience).toEqual({ kind: 'communes', communes: ['02683', '02701'] });
    const chips = (await author.get(`${one}/sua`)).document.querySelectorAll('.chip input[checked]');
    expect([...chips].map((chip) => chip.getAttribute('name'))).toEqual(['xa:02683', 'xa:02701']);
    const fewer = await author.submit(`${one}/sua`, { 'xa:02683': 'on', audience: 'communes' });
    expect(fewer.status).toBe(303);
  });

  it('keeps texts in other languages, shows each on a phone, and says where a figure differs', async () => {
    const author = await start();
    const inHmong = 'Hnub 15/3/2026, 7 teev, mus xaiv tsa.';
    const page = await author.submit(soan, {
      ...written,
      'text-hmn': inHmong,
      'text-en': 'On 16 March 2026, vote from 7 am.',
      do: 'look',
    });
    expect(at(page, '#phones')).toContain(inHmong);
    expect(at(page, '#look')).toMatch(/16\/3/u);
    await author.submit(soan, { ...written, 'text-hmn': inHmong });
    expect((await saved()).translations).toEqual({ hmn: inHmong });
    const form = await author.get(`${one}/sua`);
    expect(form.document.querySelector('#text-hmn')?.textContent).toBe(inHmong);
    await author.submit(`${one}/sua`, { 'text-hmn': '' });
    expect((await saved()).translations).toBeUndefined();
  });

  it('sends to some communes and, there, only to who asked for a topic besides; the choice stands in the form again', async () => {
    const author = await start();
    const audience = 'communes+milestones+reform';
    await author.submit(soan, { ...written, audience: 'communes', communes: 'bat xat', do: 'find' });
    await author.submit(soan, { ...written, audience, 'xa:02683 xa:02701': 'on' });
    expect((await saved()).audience).toEqual({
      kind: 'communes-and-topics',
      communes: ['02683', '02701'],
      topics: ['milestones', 'reform'],
    });
    const form = await author.get(`${one}/sua`);
    expect(form.document.querySelector('#audience option[selected]')?.getAttribute('value')).toBe(audience);
    expect(form.document.querySelectorAll('.chip input[checked]').length).toBe(2);
    await site.announcing.subscribers.put(
      subscriber('zalo-oa:1', { communes: ['02683'], lastContactAt: '2026-01-01T00:00:00.000Z' }),
    );
    const page = await author.get(one);
    expect(at(page, '#communes')).toContain('Bát Xátdưới 10');
    expect(at(page, '#communes')).toContain('Trịnh Tường0');
    expect(at(page, '#unreachable')).toMatch(/Bát Xát ?Zalo \(Official Account\) ?dưới 10/u);
    expect((await author.get('/quan-tri/thong-bao?nguoi-nhan=communes-and-topics')).text).toContain('/quan-tri/thong-bao/1');
    expect((await author.get('/quan-tri/thong-bao?nguoi-nhan=communes')).text).not.toContain('/quan-tri/thong-bao/1');
  });

  it('keeps what was typed and not saved for who typed it, until it is saved or dropped', async () => {
    const author = await start();
    await author.submit(soan, { ...written, text: 'Đang gõ dở ngày 15/3', do: 'look' });
    const later = await author.get(soan);
    expect(at(later, 'textarea')).toBe('Đang gõ dở ngày 15/3');
    expect(at(later, '.done')).toContain('bạn gõ dở');
    const other = await site.signedIn('both');
    expect(at(await other.get(soan), 'textarea')).toBe('');
    await site.restart();
    expect(at(await author.get(soan), 'textarea')).toBe('Đang gõ dở ngày 15/3');
    await author.post(soan, { _form: formToken(await author.get(soan)), do: 'drop' });
    expect(at(await author.get(soan), 'textarea')).toBe('');
    await author.submit(soan, { ...written, do: 'look' });
    await author.submit(soan, written);
    expect(at(await author.get(soan), 'textarea')).toBe('');
  });

  it('tells two people who have the same draft open of each other, and neither loses what they typed', async () => {
    const author = await start();
    await author.submit(soan, written);
    await author.get(`${one}/sua`);
    const other = await site.signedIn('both');
    // Opened again: two minutes without a word, and nobody is thought to be at it any more.
    await author.get(`${one}/sua`);
    expect(at(await other.get(`${one}/sua`), '#kept')).toContain('lan cũng đang mở thông báo này');
    expect(at(await author.get(`${one}/sua`), '#kept')).toContain('both cũng đang mở thông báo này');
    await site.announcing.clock.advance(121_000);
    expect(at(await author.get(`${one}/sua`), '#kept')).not.toContain('cũng đang mở');
  });

  it('begins from a template, or from an earlier announcement without its times', async () => {
    const author = await start();
    const page = await author.get(soan);
    const links = [...page.document.querySelectorAll('#content a.button')].map((link) => link.getAttribute('href') ?? '');
    expect(links.length).toBe(4);
    for (const link of links) expect(at(await author.get(link), 'textarea')).toMatch(/\[.+\]/u);
    await author.submit(soan, written);
    const copy = await author.get(`${soan}?tu=1`);
    expect(at(copy, 'textarea')).toBe(goodText);
    expect(copy.document.querySelector('input[name=expiresAt]')?.getAttribute('value')).toBe('');
    expect(copy.document.querySelector('form[action="/quan-tri/soan"]')).not.toBeNull();
  });

  it('never drops what was typed by the key that sends a form: the first button of the form only looks', async () => {
    const author = await start();
    await author.submit(soan, { ...written, do: 'look' });
    const page = await author.get(soan);
    const first = page.document.querySelector('form[data-keeps] button[type=submit]');
    expect(first?.getAttribute('value')).toBe('look');
  });
});

const formToken = ({ document }: Page) => document.querySelector('input[name=_form]')?.getAttribute('value') ?? '';

describe('looking before deciding', () => {
  async function handedIn(author: Browser) {
    await author.submit(soan, written);
    await author.submit(one, {}, `${one}/trinh`);
  }

  it('says what has changed since this official last looked, who wrote it, and when it would be over', async () => {
    const author = await start();
    await handedIn(author);
    const approver = await site.signedIn('minh');
    const first = await approver.get(`${one}/duyet`);
    expect(at(first, 'main')).toContain('Bạn chưa xem bản nào');
    expect(at(first, 'main')).toMatch(/Người lập ?lan/u);
    // 150 people at 25 a second, and two minutes after the first hundred.
    expect(at(first, 'main')).toContain('dự kiến gửi xong khoảng');
    await author.submit(`${one}/sua`, { text: goodText.replace('7 giờ', '8 giờ'), expiresAt: '2026-03-15T20:00' });
    await author.submit(one, {}, `${one}/trinh`);
    for (let look = 0; look < 2; look += 1) {
      const again = await approver.get(`${one}/duyet`);
      expect(again.document.querySelector('ins')?.textContent).toBe('8');
      expect(at(again, 'main')).toContain('Hết hiệu lực: trước 19:00 ngày 15/03/2026, nay 20:00 ngày 15/03/2026');
    }
  });

  it('does not believe what somebody else wrote into the store about what was seen', async () => {
    const author = await start();
    await handedIn(author);
    const approver = await site.signedIn('minh');
    await approver.get(`${one}/duyet`);
    const { id } = valueIn(await site.announcing.publishing.find(lan, 1));
    const [ticket] = await site.tickets.ofOwner(`looked ${id}`);
    await site.tickets.change(ticket!.key, (held) => ({
      next: { ...held!, body: held!.body.replace('7 giờ', '9 giờ') },
      result: undefined,
    }));
    expect(at(await approver.get(`${one}/duyet`), 'main')).toContain('Bạn chưa xem bản nào');
  });

  it('greys what somebody wrote themselves on their work list, with the reason', async () => {
    await start();
    const both = await site.signedIn('both');
    await handedIn(both);
    const home = await both.get('/quan-tri');
    expect(at(home, 'li.dim')).toContain('nên không duyệt được');
  });

  it('sends a trial to nobody but whoever asks, marked as a trial', async () => {
    const author = await start();
    await author.submit(soan, written);
    expect(at(await author.get(one), 'main')).toContain('Bạn chưa liên kết');
    await site.announcing.officialsNow((held) => held.map((who) => (who.id === 'lan' ? { ...who, chat: 'zalo-oa:77' } : who)));
    const page = await author.submit(one, {}, `${one}/gui-thu`);
    expect(page.location).toBe(`${one}?da=gui-thu`);
    expect(site.trials.map(({ chat }) => chat)).toEqual(['zalo-oa:77']);
    expect(site.trials[0]?.text).toContain('BẢN THỬ');
    expect(site.trials[0]?.text).toContain(goodText);
  });
});
