import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ImportOptions, runImport } from '../../src/commands/import.ts';
import type { ImportKind } from '../../src/elections/pack/article-import.ts';
import { createImporter } from '../../src/importing/importer.ts';
import { readNews } from '../../src/sources/news.ts';

const fixtures = join(import.meta.dirname, '../fixtures/importing');
const page = join(fixtures, 'pages/doubled-without-heading.txt');
let folder: string;
let out: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cutri-import-'));
  out = join(folder, 'news');
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the command; gives its exit code and what it printed, with the folder's name taken out. */
async function run(kind: ImportKind, path: string, options: Partial<ImportOptions> = {}, interactive = false) {
  const printed = { out: '', err: '' };
  const say = (where: 'out' | 'err') => (text: string) => {
    printed[where] += text;
  };
  const io = {
    out: say('out'),
    err: say('err'),
    interactive,
  };
  const defaults = kind === 'page' ? { publisher: 'Báo Mẫu', retrieved: '2026-03-12' } : {};
  const code = await runImport(kind, path, { out, ...defaults, ...options }, io, createImporter());
  return { code, out: printed.out.replaceAll(folder, ''), err: printed.err.replaceAll(folder, '') };
}

async function saved(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(folder, name);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, content);
  return file;
}

const longText = 'Sáng 11/3, một xã tổ chức họp, bàn việc chuẩn bị, và phân công người trực. '.repeat(5);
const html = (title: string, text = longText) =>
  `<html><head><meta property="og:site_name" content="Báo Mẫu"><meta property="article:published_time" content="2026-03-11"><title>${title}</title></head><body><p>${text}</p></body></html>`;

describe('cutri import', () => {
  it('writes articles the pack can be read from, named by day and title', async () => {
    const { code, out: said } = await run('page', page);
    expect(code).toBe(0);
    expect(said.split('\n')).toEqual([
      'added      /news/2026-03-11-xa-suoi-mau-hoan-thanh-niem-yet-danh-sach-cu-tri.md  Xã Suối Mẫu hoàn thành niêm yết danh sách cử tri',
      'added      /news/2026-03-10-phuong-mau-son-tong-duyet-ngay-bau-cu.md  Phường Mẫu Sơn tổng duyệt ngày bầu cử',
      'added      /news/thon-deo-mau-co-duong-be-tong-moi.md  Thôn Đèo Mẫu có đường bê tông mới',
      'added      /news/2026-03-08-truong-hoc-o-mau-son-nhan-sach-moi.md  Trường học ở Mẫu Sơn nhận sách mới',
      '4 articles: 4 added, 0 changed, 0 unchanged',
      '',
    ]);
    const { documents, problems } = await readNews(folder);
    expect(problems).toEqual([]);
    expect(documents.map(({ published }) => published)).toEqual(['2026-03-08', '2026-03-10', '2026-03-11', '']);
    expect(documents.every(({ retrieved }) => retrieved === '2026-03-12')).toBe(true);
  });

  it('changes nothing the second time, and not even touches the files', async () => {
    await run('page', page);
    const long = new Date('2020-01-01');
    for (const name of await readdir(out)) await utimes(join(out, name), long, long);
    expect(await run('page', page)).toEqual({ code: 0, out: '4 articles: 0 added, 0 changed, 4 unchanged\n', err: '' });
    for (const name of await readdir(out)) expect((await stat(join(out, name))).mtime).toEqual(long);
  });

  it('knows an article again on a page saved later, although its day could then be read otherwise', async () => {
    await run('page', page);
    expect((await run('page', page, { retrieved: '2027-05-01' })).out).toBe('4 articles: 0 added, 0 changed, 4 unchanged\n');
  });

  it('updates the file of an article that changed, keeps its id, and says which part', async () => {
    const file = await saved('a.html', html('Họp chuẩn bị bầu cử'));
    await run('html', file);
    const [name = ''] = await readdir(out);
    await writeFile(file, html('Họp chuẩn bị bầu cử', `${longText} Đã sửa.`));
    expect(await run('html', file)).toMatchObject({
      code: 0,
      out: `changed    /news/${name}  Họp chuẩn bị bầu cử (body)\n1 article: 0 added, 1 changed, 0 unchanged\n`,
    });
    expect(await readdir(out)).toEqual([name]);
    expect(await readFile(join(out, name), 'utf8')).toContain('Đã sửa.');
  });

  it('replaces a first paragraph by the full article, never the other way round', async () => {
    const feed = (text: string) =>
      `<rss version="2.0"><channel><title>Báo Mẫu</title><item><title>Họp chuẩn bị bầu cử</title><pubDate>Tue, 10 Mar 2026 10:00:00 +0700</pubDate><description>${text}</description></item></channel></rss>`;
    const rss = await saved('a.rss', feed('Sáng 11/3, một xã tổ chức họp.'));
    const full = await saved('a.html', html('Họp chuẩn bị bầu cử'));
    await run('rss', rss);
    expect((await run('html', full)).out).toContain('(published, body)');
    expect((await run('rss', rss)).out).toBe('1 article: 0 added, 0 changed, 1 unchanged\n');
    expect((await readNews(folder)).documents).toMatchObject([
      { id: '2026-03-10-hop-chuan-bi-bau-cu', published: '2026-03-11', body: longText.trim() },
    ]);
  });

  it('gives two articles of one title and day their own files', async () => {
    await saved('in/a.html', html('Tin ngắn trong ngày của xã'));
    await saved(
      'in/b.html',
      html('Tin ngắn trong ngày của xã').replace('2026-03-11', '2026-01-05').replaceAll('họp', 'mít tinh'),
    );
    await saved('in/c.html', html('Tin ngắn: trong ngày, của xã!').replace('Báo Mẫu', 'Báo Khác'));
    expect((await run('html', join(folder, 'in'))).out).toContain('3 added');
    expect(await readdir(out)).toEqual([
      '2026-01-05-tin-ngan-trong-ngay-cua-xa.md',
      '2026-03-11-tin-ngan-trong-ngay-cua-xa-2.md',
      '2026-03-11-tin-ngan-trong-ngay-cua-xa.md',
    ]);
  });

  it('with --dry-run lists everything and writes nothing, not even the folder', async () => {
    const dry = await run('page', page, { dryRun: true });
    expect(dry.out).toContain('added      /news/thon-deo-mau-co-duong-be-tong-moi.md');
    expect(dry.out).toContain('4 articles: 4 added, 0 changed, 0 unchanged (dry run: nothing was written)');
    await expect(stat(out)).rejects.toThrow('ENOENT');
    await run('page', page);
    expect((await run('page', page, { dryRun: true })).out).toContain('unchanged  /news/thon-deo-mau-co-duong-be-tong-moi.md');
  });

  it('names a file it cannot make sense of with the reason, imports the rest, and ends with 1', async () => {
    await saved('in/a.html', html('Tin thứ nhất của xã Mẫu'));
    await saved('in/b.html', '<html><head><title>Đăng nhập</title></head><body><form></form></body></html>');
    await saved('in/c.html', Buffer.from('<p>Chñ tÞch ñy ban</p>', 'latin1'));
    await saved('in/d.html', `<html><body>${'<div>'.repeat(200_000)}`);
    await saved('in/e.html', Buffer.alloc(20 * 1024 * 1024, '<p>x '));
    await saved('in/f.html', html('Tin thứ hai của xã Mẫu'));
    await saved('in/notes.txt', 'not a page');
    await mkdir(join(folder, 'in/g.html'));
    const { code, out: said, err } = await run('html', join(folder, 'in'));
    expect(code).toBe(1);
    expect(said).toContain('2 articles: 2 added, 0 changed, 0 unchanged; 5 of 7 files not imported');
    expect(err.trimEnd().split('\n')).toEqual([
      '/in/b.html: not imported: no article text was found in it',
      expect.stringContaining('/in/c.html: not imported: the encoding is not UTF-8'),
      '/in/d.html: not imported: it has 200002 elements; at most 40000 are read',
      '/in/e.html: not imported: it has 20971520 bytes; at most 8388608 are read',
      '/in/g.html: not imported: it is not a file',
    ]);
  });

  it.each([
    ['../../../etc/passwd', '2026-03-11-etc-passwd.md'],
    ['..', /^2026-03-11-article-[0-9a-f]{12}\.md$/u],
    ['C:\\Windows\\system32 | rm -rf', '2026-03-11-c-windows-system32-rm-rf.md'],
    ['選挙のお知らせ', /^2026-03-11-article-[0-9a-f]{12}\.md$/u],
    [`${'rất dài '.repeat(60)}`, `2026-03-11-${'rat-dai-'.repeat(10).slice(0, -1)}.md`],
  ])('makes a harmless file name of the title %j', async (title, expected) => {
    await run('html', await saved('a.html', html(title)));
    const names = await readdir(out);
    expect(names).toEqual([expect.stringMatching(expected)]);
    expect(await readdir(folder)).toEqual(['a.html', 'news']);
  });

  it('leaves a file in the folder alone that is no article, and does not take its name', async () => {
    await mkdir(out);
    const mine = join(out, '2026-03-11-tin-cua-xa-mau-hom-nay.md');
    await writeFile(mine, 'my notes');
    await run('html', await saved('a.html', html('Tin của xã Mẫu hôm nay')));
    expect(await readFile(mine, 'utf8')).toBe('my notes');
    expect(await readdir(out)).toContain('2026-03-11-tin-cua-xa-mau-hom-nay-2.md');
  });

  it('reads what it wrote again as it was, whatever marks a text holds', async () => {
    const text = `${longText} # Không phải tiêu đề ** hai sao ** &lt;b&gt; 1_000_000 --- [a](b)`;
    const file = await saved('a.html', html('Văn bản có ký hiệu: "a" # b', text));
    await run('html', file);
    expect((await run('html', file)).out).toBe('1 article: 0 added, 0 changed, 1 unchanged\n');
    expect((await readNews(folder)).problems).toEqual([]);
  });

  it.each<[string, ImportKind, string, Partial<ImportOptions>, string]>([
    ['a file that is not there', 'rss', '/nowhere.rss', {}, 'there is no file /nowhere.rss'],
    ['a folder of pages', 'page', fixtures, {}, 'is a folder: name a file'],
    ['a folder without HTML', 'html', join(fixtures, 'pages'), {}, 'holds no *.html file'],
    ['a day that is none', 'page', page, { retrieved: '2026-02-30' }, '--retrieved is not a date: 2026-02-30'],
    ['an empty publisher', 'rss', page, { publisher: ' ' }, '--publisher is empty'],
  ])('refuses %s in one line', async (_, kind, path, options, reason) => {
    const { code, out: said, err } = await run(kind, path, options);
    expect([code, said]).toEqual([1, '']);
    expect(err).toContain(reason);
    expect(err.trimEnd()).not.toContain('\n');
  });

  it('asks for what a saved page cannot say itself', async () => {
    const io = { out: () => {}, err: (text: string) => void said.push(text), interactive: false };
    const said: string[] = [];
    await runImport('page', page, { out, retrieved: '2026-03-12' }, io, createImporter());
    await runImport('page', page, { out, publisher: 'Báo Mẫu' }, io, createImporter());
    expect(said.join('')).toMatch(/^--publisher is missing[^\n]*\n--retrieved is missing[^\n]*\n$/u);
  });

  it('shows a progress bar only to a person, and only where there is something to wait for', async () => {
    for (let number = 0; number < 25; number++) await saved(`in/${number}.html`, html(`Tin số ${number} của xã Mẫu`));
    expect((await run('html', join(folder, 'in'), { dryRun: true }, true)).err).toContain('25/25');
    expect((await run('html', join(folder, 'in'), { dryRun: true }, false)).err).toBe('');
    expect((await run('html', join(folder, 'in/1.html'), { dryRun: true }, true)).err).toBe('');
  });
});
