import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFeed } from '../../src/importing/feed.ts';

const saved = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures/importing/feeds', name), 'utf8');

describe('a feed', () => {
  it('of RSS gives its entries as plain text, dated in Vietnam time', () => {
    const { articles, notes } = readFeed(saved('news.rss'), { retrieved: '2026-03-12' });
    expect(articles).toEqual([
      {
        title: 'Họp báo & công bố danh sách',
        publisher: 'Báo Mẫu',
        published: '2026-03-12',
        retrieved: '2026-03-12',
        url: 'https://bao-mau.example/1',
        section: 'Chính trị',
        body: 'Tỉnh Mẫu công bố danh sách.',
        extent: 'teaser',
      },
      // The feed's own stamp may be read two ways, so the text's first words date it.
      {
        title: 'Toàn văn một bài',
        publisher: 'Báo Mẫu',
        published: '2026-03-10',
        retrieved: '2026-03-12',
        url: 'https://bao-mau.example/2',
        body: 'Sáng 10/3, đoạn một.\n\nĐoạn hai – hết.',
        extent: 'full',
      },
    ]);
    expect(notes).toEqual(['left out entry 3: it has a title and no text: Chỉ có đầu đề', 'left out entry 4: it has no title']);
  });

  it('of Atom gives the article’s address and publication, not the feed’s', () => {
    expect(readFeed(saved('news.atom'), {}).articles).toEqual([
      {
        title: 'Bài Atom',
        publisher: 'Báo Mẫu',
        published: '2026-03-11',
        url: 'https://bao-mau.example/4',
        section: 'Bầu cử',
        body: 'Đoạn một.\n\nĐoạn hai.',
        extent: 'full',
      },
    ]);
  });

  it('of RDF is read too', () => {
    expect(readFeed(saved('news.rdf'), { publisher: 'Báo Khác' }).articles).toEqual([
      {
        title: 'Bài RDF',
        publisher: 'Báo Khác',
        published: '2026-03-11',
        url: 'https://bao-mau.example/5',
        section: 'Thời sự',
        body: 'Một đoạn.',
        extent: 'teaser',
      },
    ]);
  });

  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "${'a'.repeat(100)}"><!ENTITY b "${'&a;'.repeat(100)}"><!ENTITY c "${'&b;'.repeat(100)}"><!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>x</title><item><title>&c;</title><description>&f;</description></item></channel></rss>`;
  it.each([
    ['an entity bomb', bomb, 'not an RSS, Atom or RDF feed'],
    ['a web page', '<html><body>x</body></html>', 'not an RSS, Atom or RDF feed'],
    ['nothing', '', 'not an RSS, Atom or RDF feed'],
    ['a JSON feed', '{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[{"id":"1"}]}', 'only RSS, Atom and RDF'],
    ['no entries', '<rss version="2.0"><channel><title>x</title></channel></rss>', 'no entries'],
    ['no name', '<rss version="2.0"><channel><item><title>x</title></item></channel></rss>', 'add --publisher'],
  ])('that is %s is refused with the reason', (_, xml, reason) => {
    expect(() => readFeed(xml, {})).toThrow(reason);
  });
});
