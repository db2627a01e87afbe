import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { SourceLine } from '../../../src/messaging/message.ts';
import type { PageMessage } from '../../../src/messaging/page-chat.ts';
import { answerItem } from '../../../src/web/page/answer-item.ts';
import { shown } from '../../../src/web/page/message.ts';
import { webPage } from '../../../src/web/page/words.ts';

const law: SourceLine = { title: 'Luật Bầu cử', publisher: 'Quốc hội', date: '2015-06-25', quote: '' };
const notice: SourceLine = {
  title: 'Thông báo 12',
  publisher: 'Ủy ban',
  date: '2026-01-02',
  quote: 'Ngày 15/3.',
  url: 'https://example.vn/a',
};
const message = (more: Partial<PageMessage>): PageMessage => ({ id: 'run-1', text: 'Ngày 15/03/2026.', ...more });
const withLine = (source: string): Partial<PageMessage> => ({ parts: { sentences: ['Ngày 15/03/2026.'], notes: [], source } });

/** What stands below an answer on a page without scripts. */
async function drawn(more: Partial<PageMessage>) {
  const { document } = parseHTML(`<html><body>${await answerItem(message(more), '/')}</body></html>`);
  const texts = (selector: string) => [...document.querySelectorAll(selector)].map((node) => node.textContent);
  return {
    line: texts('.source'),
    fold: texts('summary'),
    inFold: [...(document.querySelector('details')?.children ?? [])].slice(1).map((node) => node.textContent),
    links: [...document.querySelectorAll('details a')].map((node) => node.getAttribute('href')),
    all: texts('.answered'),
  };
}

describe('the line of the sources', () => {
  const titleOf = (more: Partial<PageMessage>) => shown(message(more)).sourceTitle;

  it('is the source line of the reply, whatever sources there are', () => {
    expect(titleOf({ ...withLine('Nguồn: Luật Bầu cử'), sources: [law, notice] })).toBe('Nguồn: Luật Bầu cử');
  });

  it('names the one source of a message without such a line: title, publisher and day', () => {
    expect(titleOf({ sources: [law] })).toBe('Nguồn: Luật Bầu cử (Quốc hội, 25/06/2015)');
  });

  it('names no day where the source has none', () => {
    expect(titleOf({ sources: [{ ...law, date: '' }] })).toBe('Nguồn: Luật Bầu cử (Quốc hội)');
  });

  it('says how many there are of several', () => {
    expect(titleOf({ sources: [law, notice] })).toBe(webPage.sources(2));
  });

  it('is left out where a message has no source', () => {
    expect(shown(message({}))).not.toHaveProperty('sourceTitle');
    expect(shown(message({ sources: [] }))).not.toHaveProperty('sourceTitle');
    expect(shown(message({ parts: { sentences: ['Chào.'], notes: [] } }))).not.toHaveProperty('sourceTitle');
  });
});

describe('the fold of the sources', () => {
  it('stands alone as a line where it says all there is of a source', async () => {
    expect(await drawn({ sources: [law] })).toMatchObject({ line: ['Nguồn: Luật Bầu cử (Quốc hội, 25/06/2015)'], fold: [] });
    expect(await drawn(withLine('Nguồn: Luật Bầu cử'))).toMatchObject({ line: ['Nguồn: Luật Bầu cử'], fold: [] });
  });

  it('holds the quote and the link to the publisher, and the title only where its line does not say it', async () => {
    expect(await drawn({ sources: [notice] })).toMatchObject({
      line: [],
      fold: ['Nguồn: Thông báo 12 (Ủy ban, 02/01/2026)'],
      inFold: ['Ngày 15/3.', webPage.openSource],
      links: ['https://example.vn/a'],
    });
  });

  it('holds every one of several sources, in their order', async () => {
    expect(await drawn({ sources: [law, { ...notice, date: '' }] })).toMatchObject({
      line: [],
      fold: [webPage.sources(2)],
      inFold: ['Luật Bầu cử (Quốc hội, 25/06/2015)', 'Thông báo 12 (Ủy ban)', 'Ngày 15/3.', webPage.openSource],
    });
  });

  it.each(['javascript:alert(1)', 'data:text/html,a', ' https://example.vn/a'])(
    'links to web addresses alone, not to %s',
    async (url) => {
      expect((await drawn({ sources: [{ ...notice, url }] })).links).toEqual([]);
    },
  );

  it('leaves nothing below an answer without a source', async () => {
    const { line, fold, all } = await drawn({});
    expect({ line, fold, all }).toEqual({ line: [], fold: [], all: [`${webPage.answered}Ngày 15/03/2026.`] });
  });
});
