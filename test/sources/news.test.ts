import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { articleText, readArticle } from '../../src/elections/pack/article.ts';
import { problemLine } from '../../src/elections/pack/problem.ts';
import { createNewsSource, readNews } from '../../src/sources/news.ts';
import { sourceContract } from '../contracts/source.ts';
import { anyText } from '../fakes/random.ts';

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

/** A folder with the given files (path → text or bytes). */
async function pack(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cutri-news-'));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

const article = (matter: string, body = 'Một câu.') => `---\n${matter}\n---\n\n${body}\n`;
const good = (id: string) => article(`id: ${id}\ntitle: Tin ${id}\npublisher: Báo Mẫu\npublished: 2026-03-11`);
/** Problems of one article, as an operator reads them, without the folder. */
const problemsOf = async (text: string | Uint8Array) => {
  const folder = await pack({ 'news/a.md': text });
  return (await readNews(folder)).problems.map((problem) => problemLine(problem).replace(join(folder, 'news/'), ''));
};

sourceContract('a folder of news', async () =>
  createNewsSource(await pack({ 'news/a.md': good('a'), 'news/b.md': good('b'), 'news/README.md': '# About' })),
);
sourceContract('the news of the pack that comes with cutri', async () =>
  createNewsSource(join(import.meta.dirname, '../../knowledge/lao-cai')),
);

describe('a folder of articles', () => {
  it('is a pack with the articles in news/ or right in it, in the order of their names', async () => {
    const inside = await readNews(await pack({ 'news/b.md': good('x'), 'news/a.md': good('y'), 'CHANGELOG.md': 'no article' }));
    const flat = await readNews(
      await pack({ 'b.md': good('x'), 'a.MD': good('y'), 'README.md': '# About', '.draft.md': 'x', 'notes.txt': 'x' }),
    );
    for (const { documents, problems } of [inside, flat]) {
      expect(problems).toEqual([]);
      expect(documents.map(({ id }) => id)).toEqual(['y', 'x']);
    }
  });

  it('gives every key to the document, and leaves out what is not known', async () => {
    const keys =
      'id: 007\ntitle: "Họp: bàn việc"\npublisher: Báo Mẫu\npublished: 2026-03-11T18:30:00Z\nretrieved: 2026-03-12\nurl: https://example.org/a\nsection: Thời sự\ntags: [mine]';
    const { documents } = await readNews(
      await pack({ 'a.md': article(keys), 'b.md': article('id: b\ntitle: T\npublisher: P\nsection:') }),
    );
    expect(documents).toEqual([
      {
        id: '007',
        title: 'Họp: bàn việc',
        publisher: 'Báo Mẫu',
        published: '2026-03-12',
        retrieved: '2026-03-12',
        url: 'https://example.org/a',
        section: 'Thời sự',
        body: 'Một câu.',
      },
      { id: 'b', title: 'T', publisher: 'P', published: '', body: 'Một câu.' },
    ]);
  });

  it('reads a byte order mark, Windows line ends, decomposed letters and Markdown as plain text', async () => {
    const text = `\ufeff${article('id: a\ntitle: Cử tri\npublisher: Báo', '# Đầu đề\n\nMột **câu** [dẫn](https://x.vn) &\u200b <b>đậm</b>.\n\n***\n\n- một\n- hai')}`;
    const { documents, problems } = await readNews(await pack({ 'a.md': text.normalize('NFD').replaceAll('\n', '\r\n') }));
    expect(problems).toEqual([]);
    expect(documents[0]?.body).toBe('Đầu đề\n\nMột câu dẫn & đậm.\n\n- một\n- hai');
    expect(documents[0]?.title).toBe('Cử tri');
  });

  it('joins lines an editor wrapped and keeps those that end a sentence', async () => {
    const wrapped = 'Đoàn kiểm tra đã đến các khu vực bỏ phiếu của phường và ghi\nnhận việc chuẩn bị.\nCử tri đã nhận thẻ.';
    const { documents } = await readNews(await pack({ 'a.md': article('id: a\ntitle: T\npublisher: P', wrapped) }));
    expect(documents[0]?.body).toBe(
      'Đoàn kiểm tra đã đến các khu vực bỏ phiếu của phường và ghi nhận việc chuẩn bị.\nCử tri đã nhận thẻ.',
    );
  });
});

describe('everything wrong with the articles is said, with file, line and what to do', () => {
  it('all of it at once', async () => {
    expect(
      await problemsOf(
        '---\nid: a b\ntitle:\npublished: 30/02/2022\nretrieved: 12/3/2026\nsection: [a]\nurl: javascript:x\npublishd: x\n---\n',
      ),
    ).toEqual([
      'a.md:1: "publisher" is missing (add a line "publisher: …")',
      'a.md:2: "id" holds a space or "#": a b (use letters, digits and "-")',
      'a.md:3: "title" is empty (fill it in)',
      'a.md:4: "published" is not a date: 30/02/2022 (write year-month-day, e.g. 2031-05-20, or remove the line if the day is not known)',
      'a.md:5: "retrieved" is not a date: 12/3/2026 (write 2026-03-12)',
      'a.md:6: "section" is not a single text (write one value, between double quotes if it holds ": " or brackets)',
      'a.md:7: "url" is not a web address: javascript:x (write it from https:// on, or remove the line)',
      'a.md:9: the article has no text (write the text under the second "---", or remove the file)',
    ]);
  });

  it.each([
    ['no front matter', 'Chỉ có chữ.', /^a\.md:1: the file has no front matter \(begin the file with a line "---"/u],
    ['front matter that never ends', '---\nid: a\ntitle: T', /^a\.md:1: the file has no front matter/u],
    ['an empty file', '', /^a\.md:1: the file has no front matter/u],
    [
      'an ambiguous colon',
      article('id: a\ntitle: Họp: bàn: việc\npublisher: P'),
      /^a\.md:3: a second ": " makes this line ambiguous/u,
    ],
    ['a key given twice', article('id: a\ntitle: T\npublisher: P\nid: b'), /^a\.md:5: the same key is given twice/u],
    ['a list for front matter', article('- id: a'), /^a\.md:2: the front matter is not a list of "key: value" lines/u],
    [
      'a misspelt key',
      article('id: a\ntitle: T\npublisher: P\npublishd: 2026-03-11'),
      /^a\.md:5: unknown key "publishd" \(write "published"\)/u,
    ],
    [
      'another word for a key',
      article('id: a\ntitle: T\npublisher: P\ndate: 2026-03-11'),
      /^a\.md:5: unknown key "date" \(write "published"\)/u,
    ],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from(article('id: a\ntitle: T\npublisher: P')), Buffer.from([0xd0, 0x20])]),
      /^a\.md:8: the file is not UTF-8/u,
    ],
    ['UTF-16', Buffer.from(`\ufeff${good('a')}`, 'utf16le'), /^a\.md: the file is UTF-16, not UTF-8 \(save it again as UTF-8\)/u],
    ['a book', `${good('a')}${'x '.repeat(2_200_000)}`, /^a\.md: the file has \d+ bytes; at most 4194304 are read/u],
  ])('%s', async (_, text, expected) => {
    const problems = await problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
  });

  it('an id two articles share, naming both', async () => {
    const folder = await pack({ 'news/a.md': good('x'), 'news/b.md': good('x'), 'news/c.md': good('y') });
    const { documents, problems } = await readNews(folder);
    expect(documents.map(({ id }) => id)).toEqual(['x', 'y']);
    expect(problems).toEqual([
      {
        file: join(folder, 'news/b.md'),
        message: `the id "x" is already taken by ${join(folder, 'news/a.md')}`,
        fix: 'give each article its own id',
      },
    ]);
  });

  it('a folder that is not there, and one inside news/ that nobody would read', async () => {
    expect((await readNews('/nowhere/at-all')).problems[0]?.message).toBe('the folder does not exist');
    expect((await readNews(await pack({ 'news/2026/a.md': good('a') }))).problems[0]?.message).toBe(
      'folders inside news/ are not read',
    );
  });

  it('and a source over them does not start', async () => {
    const source = createNewsSource(await pack({ 'news/a.md': 'x', 'news/b.md': 'y' }));
    const first = source.documents()[Symbol.asyncIterator]().next();
    await expect(first).rejects.toThrow(/a\.md:1: [\s\S]*b\.md:1: /u);
  });
});

describe('an article file', () => {
  const line = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
  it('never makes the reader fail, whatever it holds', () => {
    fc.assert(fc.property(anyText(), anyText(), (matter, body) => void readArticle(`---\n${matter}\n---\n${body}`, 'a.md')));
  });

  it('read and written again is the same article', () => {
    fc.assert(
      fc.property(line, line, line, (title, publisher, body) => {
        const { document } = readArticle(articleText({ id: 'a', title, publisher, published: '2026-03-11', body }), 'a.md');
        if (document) expect(readArticle(articleText(document), 'a.md')).toEqual({ document, problems: [] });
      }),
    );
  });
});
