import { afterEach, describe, expect, it } from 'vitest';
import { lan, letGo, submitted, valueIn } from '../fakes/announcing.ts';
import { type ConsoleSite, type Page, startConsoleSite } from '../fakes/console-site.ts';

let site: ConsoleSite;
afterEach(() => site.close());

const here = '/quan-tri/uy-quyen';
const one = '/quan-tri/thong-bao/1';
const mainOf = ({ document }: Page) => document.querySelector('main')?.textContent ?? '';

async function start() {
  site = await startConsoleSite();
  await site.announcing.subscribe(150);
  await site.announcing.officialsNow((held) =>
    held.map((each) => (each.id === 'minh' || each.id === 'thu' ? { ...each, chat: `telegram:${each.id}` } : each)),
  );
  return { minh: await site.signedIn('minh'), thu: await site.signedIn('thu') };
}

async function codeOf(id: string): Promise<string> {
  await site.announcing.clock.advance(30_000);
  return site.announcing.code(id);
}

const wish = { to: 'thu', from: '', until: '2026-03-10T17:00', reason: 'đi công tác' };

describe('approving in somebody’s name in the console', () => {
  it('is delegated with a fresh code, both hear of it, and the delegate finds the work, approves it, and the record says for whom', async () => {
    const { minh, thu } = await start();
    expect(mainOf(await minh.get(here))).toContain('Không có ủy quyền nào đang có hiệu lực');
    const made = await minh.submit(here, { ...wish, code: await codeOf('minh') });
    expect(made.location).toBe(`${here}?da=uy-quyen`);
    expect(site.trials.map(({ chat }) => chat)).toEqual(['telegram:minh', 'telegram:thu']);
    expect(mainOf(await minh.get(here))).toMatch(/minh \(minh\) → thu \(thu\).*đang có hiệu lực.*Lý do: đi công tác/su);

    await submitted(site.announcing);
    expect(mainOf(await thu.get('/quan-tri'))).toContain('Chờ bạn duyệt (1)');
    expect((await thu.get(one)).text).toContain(`href="${one}/duyet"`);
    expect(mainOf(await thu.get(`${one}/duyet`))).toContain('Bạn duyệt thay mặt minh (ủy quyền từ');
    const approved = await thu.submit(`${one}/duyet`, { phrase: 'GỬI TẤT CẢ 150', code: await codeOf('thu') });
    expect(approved.location).toBe(`${one}?da=duyet`);
    expect(mainOf(await minh.get(one))).toContain('thu, thay mặt minh (ủy quyền từ');
    expect(mainOf(await thu.get(`${one}/bien-ban`))).toMatch(
      /thu, thay mặt minh \(ủy quyền từ .* đến 17:00 ngày 10\/03\/2026\)/u,
    );
  });

  it('is revoked by a press, and what was approved by it does not go out', async () => {
    const { minh, thu } = await start();
    await minh.submit(here, { ...wish, code: await codeOf('minh') });
    const { id } = await submitted(site.announcing);
    await thu.submit(`${one}/duyet`, { phrase: 'GỬI TẤT CẢ 150', code: await codeOf('thu') });
    const revoked = await minh.submit(here, {}, `${here}/thu-hoi`);
    expect(revoked.location).toBe(`${here}?da=thu-hoi`);
    expect(await letGo(site.announcing, id)).toMatchObject({ refusal: { code: 'approval', flaw: 'delegation-void' } });
    expect(mainOf(await minh.get(here))).toContain('đã thu hồi');
    expect((await thu.get(here)).document.querySelector(`form[action="${here}/thu-hoi"]`)).toBeNull();
  });

  it('lets an approver to whom others delegate choose in whose name, their own first', async () => {
    const { minh } = await start();
    const both = await site.signedIn('both');
    await minh.submit(here, { ...wish, to: 'both', code: await codeOf('minh') });
    await submitted(site.announcing);
    const page = await both.get(`${one}/duyet`);
    const choices = [...page.document.querySelectorAll('input[name=behalf]')];
    expect(choices.map((each) => [each.getAttribute('value'), each.hasAttribute('checked')])).toEqual([
      ['', true],
      ['minh', false],
    ]);
    const given = { behalf: 'minh', phrase: 'GỬI TẤT CẢ 150', code: await codeOf('both') };
    await both.submit(`${one}/duyet`, given);
    expect(valueIn(await site.announcing.publishing.find(lan, 1)).approval).toMatchObject({ by: 'both', behalf: { of: 'minh' } });
  });

  it('says what is wrong and keeps what was typed', async () => {
    const { minh, thu } = await start();
    const long = await minh.submit(here, { ...wish, until: '2026-05-10T17:00', code: await codeOf('minh') });
    expect([long.status, mainOf(long)]).toEqual([422, expect.stringContaining('Ủy quyền dài nhất 30 ngày')]);
    expect(long.document.querySelector('#reason')?.getAttribute('value')).toBe('đi công tác');
    const unread = await minh.submit(here, { ...wish, from: 'mai', code: await codeOf('minh') });
    expect([unread.status, mainOf(unread)]).toEqual([422, expect.stringContaining('Thời hạn chưa đúng')]);
    expect(mainOf(await minh.submit(here, { ...wish, code: '000000' }))).toContain('Mã xác thực không đúng');
    expect(mainOf(await thu.get(here))).toContain('Chỉ người duyệt mới ủy quyền được');
  });

  it('lets nobody approve who has no delegation', async () => {
    const { thu } = await start();
    await submitted(site.announcing);
    const page = await thu.submit(`${one}/duyet`, { phrase: 'GỬI TẤT CẢ 150', code: await codeOf('thu') });
    expect([page.status, mainOf(page)]).toEqual([409, expect.stringContaining('không có quyền làm việc này')]);
  });
});
