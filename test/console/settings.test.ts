import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPack } from '../../src/sources/pack.ts';
import type { Browser, Page } from '../fakes/console-site.ts';
import { proposalAt, startEditingSite } from '../fakes/editing-site.ts';
import { soundFiles } from '../fakes/pack-folder.ts';

const province = `# What the bot says of itself.
name: Lào Cai
kind: tỉnh
short: Lào Cai # as people say it
english: Lào Cai province
page:
  title: Hỏi đáp bầu cử
  subtitle: Tỉnh Lào Cai
answers:
  vi: bầu cử
  en: elections
contacts:
  # The nearest first.
  - name: UBND xã
    for: danh sách cử tri
    level: commune
  # Closed after the vote.
  - name: Ủy ban bầu cử tỉnh
    level: province
    closesWithElection: true
questions:
  - Ngày bầu cử là ngày nào?
  # Asked most.
  - Bao nhiêu tuổi được đi bầu?
`;
const timetable = Object.keys(soundFiles).find((name) => soundFiles[name]!.includes('\nmilestones:'))!;

async function open() {
  const site = await startEditingSite({ ...soundFiles, 'province.yaml': province });
  const [hoa, nam] = [await site.signedIn('hoa'), await site.signedIn('nam')];
  const read = (file: string) => readFileSync(join(site.folder, file), 'utf8');
  return { site, hoa, nam, read };
}

/** Every field of the form as the page has it, with what an editor types. */
function filled({ document }: Page, more: Record<string, string>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const field of document.querySelectorAll('main form input, main form textarea, main form select')) {
    const name = field.getAttribute('name') ?? '';
    if (field.tagName === 'TEXTAREA') fields[name] = field.textContent ?? '';
    else if (field.tagName === 'SELECT') fields[name] = field.querySelector('option[selected]')?.getAttribute('value') ?? '';
    else fields[name] = field.getAttribute('value') ?? '';
  }
  return { ...fields, do: 'propose', ...more };
}
const change = async (browser: Browser, path: string, more: Record<string, string>) =>
  browser.upload(`/quan-tri${path}`, filled(await browser.get(`/quan-tri${path}`), more));
const publish = (browser: Browser, location: string | null) => {
  const at = `/quan-tri/de-xuat/${proposalAt(location)}`;
  return browser.submit(at, {}, `${at}/dang`);
};
const main = ({ document }: Page) => document.querySelector('main')?.textContent?.replace(/\s+/gu, ' ') ?? '';

describe('what the province says of itself, in the browser', () => {
  it('changes only its own lines, and only when another person publishes', async () => {
    const { site, hoa, nam, read } = await open();
    const proposed = await change(hoa, '/tinh', {
      'contact-0-name': 'UBND xã, phường',
      'contact-2-name': 'Đường dây nóng 0214 1022',
      'contact-2-for': 'việc khác',
      questions: 'Ngày bầu cử là ngày nào?\nBao nhiêu tuổi được đi bầu?\nĐi bầu mang gì?',
    });
    expect(read('province.yaml')).toBe(province);
    const own = await hoa.get(`/quan-tri/de-xuat/${proposalAt(proposed.location)}`);
    expect(own.document.querySelector('form[action$="/dang"]')).toBeNull();
    expect(main(await publish(nam, proposed.location))).toContain('Đã đăng');
    expect(read('province.yaml')).toBe(
      province
        .replace('name: UBND xã', 'name: UBND xã, phường')
        .replace(
          '    closesWithElection: true\n',
          '    closesWithElection: true\n  - name: Đường dây nóng 0214 1022\n    for: việc khác\n',
        )
        .replace('  - Bao nhiêu tuổi được đi bầu?\n', '  - Bao nhiêu tuổi được đi bầu?\n  - Đi bầu mang gì?\n'),
    );
    expect((await loadPack(site.folder)).pack.about?.contacts.map(({ name }) => name)).toEqual([
      'UBND xã, phường',
      'Ủy ban bầu cử tỉnh',
      'Đường dây nóng 0214 1022',
    ]);
  });

  it('takes out a contact whose name was cleared, and keeps comments of the others', async () => {
    const { hoa, nam, read } = await open();
    await publish(nam, (await change(hoa, '/tinh', { 'contact-1-name': '' })).location);
    expect(read('province.yaml')).toContain('  # The nearest first.\n  - name: UBND xã');
    expect(read('province.yaml')).not.toContain('Ủy ban bầu cử tỉnh');
    expect(read('province.yaml')).toContain('short: Lào Cai # as people say it');
  });

  it.each<[string, Record<string, string>, string]>([
    ['a question too long for a button', { questions: 'x'.repeat(61) }, 'questions'],
    ['seven questions', { questions: 'a\nb\nc\nd\ne\nf\ng' }, 'questions'],
    ['no title', { title: '' }, 'title'],
    ['a contact with no web address', { 'contact-0-url': 'laocai' }, 'contacts'],
    ['no contact at all', { 'contact-0-name': '', 'contact-1-name': '' }, 'contacts'],
  ])('says what cutri check says of %s, at its field, in Vietnamese, and proposes nothing', async (_, typed, field) => {
    const { hoa, read } = await open();
    const page = await change(hoa, '/tinh', typed);
    expect(page.status).toBe(422);
    const alert = page.document.querySelector('[role=alert]')?.textContent ?? '';
    expect(alert).toContain('Chưa gửi được đề xuất');
    expect(alert).not.toMatch(/Chưa hợp lệ|Cột|write|is missing/u);
    const wrong = page.document.querySelector(`#${field}-wrong`)?.textContent ?? '';
    expect([wrong !== '', alert.includes(wrong)]).toEqual([true, true]);
    expect(main(await hoa.get('/quan-tri/de-xuat'))).toContain('Chưa có đề xuất nào');
    expect(read('province.yaml')).toBe(province);
  });

  it('is a conflict where the file was edited by hand since the form was opened', async () => {
    const { site, hoa } = await open();
    const form = await hoa.get('/quan-tri/tinh');
    writeFileSync(join(site.folder, 'province.yaml'), province.replace('short: Lào Cai', 'short: LC'));
    const page = await hoa.upload('/quan-tri/tinh', filled(form, { title: 'Khác' }));
    expect([page.status, page.document.querySelector('[role=alert]')?.textContent]).toEqual([
      409,
      expect.stringContaining('sửa bằng tay'),
    ]);
  });

  it('goes back to an earlier publication as an ordinary proposal', async () => {
    const { hoa, nam, read } = await open();
    await publish(nam, (await change(hoa, '/tinh', { title: 'Tên thứ nhất' })).location);
    await publish(nam, (await change(hoa, '/tinh', { title: 'Tên thứ hai' })).location);
    const form = await hoa.get('/quan-tri/tinh');
    const links = [...form.document.querySelectorAll('a[href*="?ban="]')].map((link) => link.getAttribute('href') ?? '');
    const earlier = await hoa.get(links.at(-1)!);
    expect(earlier.document.querySelector('#title')?.getAttribute('value')).toBe('Tên thứ nhất');
    await publish(nam, (await hoa.upload('/quan-tri/tinh', filled(earlier, {}))).location);
    expect(read('province.yaml')).toBe(province.replace('title: Hỏi đáp bầu cử', 'title: Tên thứ nhất'));
  });
});

describe('a milestone in the browser', () => {
  it('has its day and sources changed in its own lines', async () => {
    const { site, hoa, nam, read } = await open();
    expect(main(await hoa.get('/quan-tri/moc'))).toContain('ngày bầu cử: 15/03/2026');
    const proposed = await change(hoa, '/moc/election-day', { date: '2026-03-22', 'article-0': 'Điều 5' });
    expect(main(await publish(nam, proposed.location))).toContain('Đã đăng');
    expect(read(timetable)).toContain('    date: 2026-03-22\n    hours: 07:00-19:00\n');
    const [milestone] = (await loadPack(site.folder)).pack.milestones;
    expect(milestone).toMatchObject({ id: 'election-day', date: '2026-03-22', name: 'ngày bầu cử' });
    expect(read(timetable).replace('2026-03-22', '2026-03-15').split('asks:')[0]).toBe(soundFiles[timetable]!.split('asks:')[0]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no day', { date: '2026-02-30' }, '#date-wrong'],
    ['no name', { name: '' }, '#name-wrong'],
  ])('says at the field what is wrong: %s', async (_, typed, at) => {
    const { hoa } = await open();
    const page = await change(hoa, '/moc/election-day', typed);
    expect([page.status, page.document.querySelector(at)?.textContent ?? '']).toEqual([422, expect.stringMatching(/\S/u)]);
  });

  it('of no source, or one that nobody knows, is refused', async () => {
    const { hoa } = await open();
    const unknown = await change(hoa, '/moc/election-day', { 'source-0': 'khong-co' });
    expect(main(unknown)).toContain('Không có nguồn này trong sổ nguồn: “khong-co”');
    const without = await change(hoa, '/moc/election-day', { 'source-0': '', 'source-1': '' });
    expect([without.status, main(without)]).toEqual([422, expect.stringContaining('Chưa gửi được đề xuất')]);
  });

  it('that there is none is said', async () => {
    const { hoa } = await open();
    expect((await hoa.get('/quan-tri/moc/khong-co')).status).toBe(404);
  });
});
