import { afterEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/announcements/acting.ts';
import type { AuditEntry } from '../../src/announcements/people/audit.ts';
import { anchorText, restartText } from '../../src/announcements/people/audit-anchor.ts';
import { entriesOf, someRecord } from '../contracts/announcement-store.ts';
import { approved, content, goodText, sent, submitted, valueIn } from '../fakes/announcing.ts';
import { type Browser, type ConsoleSite, type Page, startConsoleSite } from '../fakes/console-site.ts';

let site: ConsoleSite;
afterEach(() => site.close());

const at = ({ document }: Page, selector: string) =>
  document.querySelector(selector)?.textContent?.replace(/\s+/gu, ' ').trim() ?? '';

async function start(options: Parameters<typeof startConsoleSite>[0] = {}): Promise<Browser> {
  site = await startConsoleSite(options);
  return site.signedIn('quan');
}

async function secondAdmin() {
  await site.announcing.officialsNow((held) => [
    ...held,
    { ...held[0]!, id: 'quan-2', person: 'staff-quan-2', name: 'quan-2', roles: ['admin'] },
  ]);
}

async function codes(...ids: string[]): Promise<string[]> {
  await site.announcing.clock.advance(30_000);
  return Promise.all(ids.map((id) => site.announcing.code(id)));
}

const account = async (id: string) => (await site.announcing.officials.list()).find((one) => one.id === id);
const submit = (admin: Browser, id: string, path: string, fields: Record<string, string>) =>
  admin.submit(`/quan-tri/can-bo/${id}`, fields, `/quan-tri/can-bo/${id}/${path}`);

describe('accounts of officials', () => {
  it('lists them with roles, last sign-in and linked chat, and no secret', async () => {
    const admin = await start();
    await site.announcing.officialsNow((held) => held.map((one) => (one.id === 'lan' ? { ...one, chat: 'zalo-oa:5' } : one)));
    await site.signedIn('lan');
    const page = await admin.get('/quan-tri/can-bo');
    const lan = [...page.document.querySelectorAll('li.card')].find((one) => one.querySelector('a[href$="/lan"]'))?.textContent;
    expect(lan).toContain('người soạn');
    expect(lan).toContain('Zalo (Official Account)');
    expect(lan).toMatch(/lần cuối\d\d:\d\d ngày 01\/03\/2026/u);
    for (const { totp, access } of await site.announcing.officials.list()) {
      expect(page.text).not.toContain(totp.secret);
      if (access?.password) expect(page.text).not.toContain(access.password);
    }
    expect(page.text).not.toContain('zalo-oa:5');
  });

  it('adds one, invites them by a link shown once, and gives a new authenticator, each with a fresh code', async () => {
    const admin = await start();
    const typed = { id: 'cb-09', name: 'Cán bộ 09', person: 'CB 09', 'role:author': 'on' };
    const wrong = await admin.submit('/quan-tri/can-bo', { ...typed, code: '000000' });
    expect([wrong.status, await account('cb-09')]).toEqual([422, undefined]);
    const [code = ''] = await codes('quan');
    expect((await admin.submit('/quan-tri/can-bo', { ...typed, code })).location).toBe('/quan-tri/can-bo/cb-09');
    const [again = ''] = await codes('quan');
    const invited = await submit(admin, 'cb-09', 'moi', { code: again });
    expect(at(invited, 'code.long')).toMatch(/^https:\/\/bau-cu\.example\.vn\/quan-tri\/moi\/\S{40,}$/u);
    expect(invited.document.querySelector('svg.qr')).not.toBeNull();
    expect(invited.headers.get('cache-control')).toBe('no-store');
    expect((await submit(admin, 'cb-09', 'moi', { code: again })).status).toBe(422);
    const before = (await account('cb-09'))?.totp.secret;
    const [third = ''] = await codes('quan');
    const renewed = await submit(admin, 'cb-09', 'xac-thuc', { code: third });
    expect(at(renewed, 'code.long')).toMatch(/\/quan-tri\/moi\/\S{40,}$/u);
    expect(renewed.text).not.toContain('otpauth');
    expect((await account('cb-09'))?.totp.secret).not.toBe(before);
  });

  it('binds a commune officer to one commune, and lets no other role stand beside', async () => {
    const admin = await start();
    const typed = { id: 'xa-01', name: 'Cán bộ xã', person: 'XA 01', 'role:commune': 'on' };
    const [first = ''] = await codes('quan');
    const without = await admin.submit('/quan-tri/can-bo', { ...typed, code: first });
    expect([without.status, at(without, '[role=alert]')]).toEqual([422, expect.stringContaining('phải kèm đúng một xã, phường')]);
    const beside = await admin.submit('/quan-tri/can-bo', { ...typed, 'role:editor': 'on', commune: '02680', code: first });
    expect([beside.status, at(beside, '[role=alert]')]).toEqual([422, expect.stringContaining('đứng riêng một mình')]);
    expect(await account('xa-01')).toBeUndefined();
    const added = await admin.submit('/quan-tri/can-bo', { ...typed, commune: '02680', code: first });
    expect(added.location).toBe('/quan-tri/can-bo/xa-01');
    expect(await account('xa-01')).toMatchObject({ roles: ['commune'], commune: '02680' });
    const page = await admin.get('/quan-tri/can-bo/xa-01');
    expect(at(page, 'dl.facts')).toContain('xã Hợp Thành');
    expect(page.document.querySelector('select[name=commune] option[selected]')?.getAttribute('value')).toBe('02680');
    const [own = ''] = await codes('quan');
    await submit(admin, 'xa-01', 'vai-tro', { 'role:commune': '', commune: '', 'role:editor': 'on', code: own });
    const entries = await entriesOf(site.announcing.audit);
    expect(entries.find(({ action, outcome }) => action === 'official-add' && outcome === 'done')?.detail).toBe('commune 02680');
  });

  it('makes nobody an approver without a second administrator, whatever the form says', async () => {
    const admin = await start();
    await secondAdmin();
    const [code = ''] = await codes('quan');
    const roles = { 'role:author': 'on', 'role:approver': 'on' };
    expect((await submit(admin, 'lan', 'vai-tro', { ...roles, code, second: 'quan', secondCode: code })).status).toBe(422);
    const [own = '', other = ''] = await codes('quan', 'quan-2');
    const done = await submit(admin, 'lan', 'vai-tro', { ...roles, code: own, second: 'quan-2', secondCode: other });
    expect(done.location).toBe('/quan-tri/can-bo/lan?da=vai-tro');
    expect((await account('lan'))?.roles).toEqual(['author', 'approver']);
  });

  it('ends the sessions of whoever gets other roles, at once', async () => {
    const admin = await start();
    await secondAdmin();
    const auditor = await site.signedIn('thu');
    const [own = '', other = ''] = await codes('quan', 'quan-2');
    await submit(admin, 'thu', 'vai-tro', { 'role:author': 'on', code: own, second: 'quan-2', secondCode: other });
    expect((await auditor.get('/quan-tri/nhat-ky')).location).toContain('/quan-tri/vao');
  });

  it('takes the last administrator and the second approver away from nobody unnoticed', async () => {
    const admin = await start();
    const [code = ''] = await codes('quan');
    expect(at(await submit(admin, 'quan', 'khoa', { code }), '.wrong')).toContain('quản trị cuối cùng');
    for (const id of ['lan-2', 'both']) {
      const [next = ''] = await codes('quan');
      const page = await submit(admin, id, 'khoa', { code: next });
      if (page.status === 303) continue;
      expect(at(page, '.wrong')).toContain('chỉ còn một người duyệt');
      expect((await account(id))?.disabled).toBe(false);
      const [fresh = ''] = await codes('quan');
      expect((await submit(admin, id, 'khoa', { code: fresh, understood: 'on' })).status).toBe(303);
      expect((await account(id))?.disabled).toBe(true);
      expect(at(await admin.get('/quan-tri/can-bo'), 'main > .wrong')).toContain('Chỉ có một người duyệt');
    }
    expect((await account('both'))?.disabled).toBe(true);
  });
});

describe('the log', () => {
  it('names announcements by their number, narrows, and is taken away whole and as a table that runs nothing', async () => {
    const admin = await start();
    await site.announcing.subscribe(20);
    await sent(site.announcing);
    const page = await admin.get('/quan-tri/nhat-ky');
    expect(at(page, 'main')).toContain('Nhật ký nguyên vẹn');
    expect(at(page, 'tbody')).toContain('thông báo số 1');
    expect(at(page, 'tbody')).not.toContain('id-1');
    const rows = async (query: string) =>
      [...(await admin.get(`/quan-tri/nhat-ky?${query}`)).document.querySelectorAll('tbody tr')].map((row) => row.textContent);
    expect((await rows('viec=approve')).every((row) => row?.includes('minh'))).toBe(true);
    expect(await rows('so=1&ai=minh&viec=approve')).toHaveLength(1);
    expect(await rows('so=7')).toEqual([]);
    await site.announcing.audit.append({ ...(await entriesOf(site.announcing.audit))[0]!, detail: '=cmd|1' } as AuditEntry);
    const { text } = await admin.get('/quan-tri/nhat-ky.csv');
    expect(text).toContain(`"'=cmd|1"`);
    const whole = (await admin.get('/quan-tri/nhat-ky.jsonl')).text.trim().split('\n');
    expect(whole.map((line) => JSON.parse(line))).toEqual(await entriesOf(site.announcing.audit));
  });

  it('says how much of the beginning was archived and removed, until which day and by whom', async () => {
    const admin = await start();
    const { audit } = site.announcing;
    const first = await audit.append(someRecord('a'));
    await audit.append(someRecord('b'));
    const detail = anchorText({ before: '2025-12-31T17:00:00.000Z', removed: `entries 1-${first.number} sha256 0`, kept: '' });
    await audit.trim(first, { ...someRecord('audit', 'audit-trim'), who: 'root', hash: first.chain, detail });
    const page = await admin.get('/quan-tri/nhat-ky');
    const said = `${first.number} dòng trước ngày 01/01/2026 đã được cất riêng và bỏ khỏi nhật ký (root, 15:00 ngày 01/03/2026); phần còn lại nối với mốc đã ký.`;
    expect(at(page, 'main')).toContain('Nhật ký nguyên vẹn');
    expect(at(page, 'main')).toContain(said);
    expect(at(page, 'tbody')).toContain('cất và bỏ phần cũ của nhật ký');
  });

  it('says that two persons began the log anew in the place of a broken one, who, and why', async () => {
    const admin = await start();
    const { audit } = site.announcing;
    const last = await audit.append(someRecord('a'));
    const detail = restartText({ removed: `entries 1-${last.number} sha256 0`, askedBy: 'lan', reason: 'máy chủ; bị vào' });
    await audit.restart(last.chain, { ...someRecord('audit', 'audit-restart'), outcome: 'done', who: 'root', detail });
    const page = await admin.get('/quan-tri/nhat-ky');
    const said = `Nhật ký trước đó (đến dòng ${last.number}) bị hỏng, đã được cất riêng và lập lại lúc 15:00 ngày 01/03/2026: lan yêu cầu, root xác nhận. Lý do: máy chủ; bị vào`;
    expect(at(page, 'main .wrong')).toBe(said);
    expect(at(page, 'tbody')).toContain('lập lại nhật ký bị hỏng');
  });

  it('shows a broken chain as a red banner that says what to do, and shares one check among pages', async () => {
    let checks = 0;
    const admin = await start({
      audit: {
        async *entries() {
          checks += 1;
          const [first, ...rest] = await entriesOf(site.announcing.audit);
          yield* [{ ...first!, who: 'somebody' }, ...rest];
        },
      },
    });
    for (let look = 0; look < 3; look += 1) {
      const page = await admin.get('/quan-tri/nhat-ky');
      expect(at(page, '.broken[role=alert]')).toContain('NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN: dòng 1 đã bị sửa');
      expect(at(page, '.broken')).toContain('Việc cần làm ngay');
    }
    expect(checks).toBe(1);
    await admin.submit('/quan-tri/nhat-ky', {}, '/quan-tri/nhat-ky/kiem-tra');
    expect(checks).toBe(2);
  });
});

describe('the printable record of one announcement', () => {
  const record = '/quan-tri/thong-bao/1/bien-ban';

  it('F-42: says who wrote, approved and sent it, for what content, and what was done', async () => {
    const admin = await start();
    await site.announcing.subscribe(20);
    await sent(site.announcing);
    const { approval } = (await site.announcing.announcements.find(1))!;
    const page = await admin.get(record);
    expect(page.status).toBe(200);
    const said = at(page, 'main')!;
    for (const part of [goodText, 'Gửi cho', 'TẤT CẢ người đăng ký', 'Người duyệt', approval!.hash, approval!.auditHead])
      expect(said).toContain(part);
    expect(said).toContain('Nội dung trên đây đúng là nội dung đã duyệt');
    const deeds = [...page.document.querySelectorAll('tbody tr')].map((row) =>
      [2, 3].map((column) => row.querySelectorAll('td')[column]!.textContent),
    );
    expect(deeds).toEqual([
      ['lan', 'soạn'],
      ['lan', 'trình duyệt'],
      ['minh', 'duyệt'],
      ['lan', 'gửi'],
    ]);
    expect(at(page, '.signatures')).toContain('(ký, ghi rõ họ tên)');
    expect((await admin.get('/quan-tri/thong-bao/1')).text).toContain('/quan-tri/thong-bao/1/bien-ban');
    expect((await admin.get('/quan-tri/thong-bao/9/bien-ban')).status).toBe(404);
  });

  it('G-17: warns where author and approver typed as one user of the machine', async () => {
    const admin = await start();
    const { announcing } = site;
    await announcing.subscribe(20);
    const since = announcing.clock.now().toISOString();
    await announcing.officialsNow((held) =>
      held.map((one) => ({ ...one, terminals: [{ place: `cutri 1001 ${one.id}`, since }] })),
    );
    const [author, approver] = ['lan', 'minh'].map(
      (official): Actor => ({ official, from: 'cli', terminal: `cutri 1001 ${official}` }),
    );
    const { id } = valueIn(await announcing.publishing.draft(author!, 'notice', content()));
    valueIn(await announcing.publishing.submit(author!, id, {}));
    const { hash, phrase = '' } = valueIn(await announcing.publishing.preview(approver!, id));
    valueIn(await announcing.publishing.approve(approver!, id, { hash, phrase, code: await announcing.code('minh') }));
    expect(at(await admin.get(record), 'main > .wrong')).toMatch(/lan.*cutri\/1001/u);
  });

  it('F-42: says so where nothing was approved, and warns where the content is another than was approved', async () => {
    const admin = await start();
    await site.announcing.subscribe(20);
    const { id } = await submitted(site.announcing);
    expect(at(await admin.get(record), 'main')).toContain('Chưa được duyệt');
    valueIn(await approved(site.announcing, id));
    const held = (await site.announcing.announcements.get(id))!;
    await site.announcing.announcements.save(
      { ...held, content: { ...held.content, text: 'Hoãn bầu cử.' } },
      (await entriesOf(site.announcing.audit))[0]!,
    );
    expect(at(await admin.get(record), 'main')).toContain('CẢNH BÁO');
  });

  it('F-42: on paper nothing is left that can be pressed', async () => {
    const admin = await start();
    await site.announcing.subscribe(1);
    await submitted(site.announcing);
    const link = (await admin.get(record)).document.querySelector('link[href$="console.css"], link[href*="console.css"]');
    const { text } = await admin.get(link!.getAttribute('href')!);
    expect(text).toMatch(/@media print \{[^}]*\.console nav,[^}]*\.console button,[^}]*display: none/u);
  });
});
