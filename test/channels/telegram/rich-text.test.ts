import { describe, expect, test } from 'vitest';
import { richText } from '../../../src/channels/telegram/rich-text.ts';

const parts = { headline: '1.972 thủ tục', sentences: ['Đến ngày 13/12/2022.'], notes: ['Số liệu cũ.'], source: 'Nguồn: Báo.' };
const source = {
  title: 'Báo cáo <1>',
  publisher: 'Báo Tỉnh',
  date: '2022-12-13',
  quote: 'q',
  url: 'https://example.vn/a?b=1&c=2',
};

describe('a reply on Telegram', () => {
  test('the headline is bold, the caveat in italics, the sources folded below with a link each', () => {
    const other = { ...source, title: 'Bài khác', url: 'javascript:alert(1)' };
    expect(richText({ text: '', parts, sources: [source, other] }, 4096)).toBe(
      [
        '<b>1.972 thủ tục</b>',
        'Đến ngày 13/12/2022.',
        '<i>Số liệu cũ.</i>',
        '<blockquote expandable>Nguồn: Báo.',
        '<a href="https://example.vn/a?b=1&amp;c=2">• Báo cáo &lt;1&gt; (Báo Tỉnh, 13/12/2022)</a>',
        '• Bài khác (Báo Tỉnh, 13/12/2022)</blockquote>',
      ].join('\n'),
    );
  });

  test('what people or sources wrote is never markup', () => {
    expect(richText({ text: '', parts: { headline: '<b>&', sentences: ['"<a>"'], notes: [] } }, 4096)).toBe(
      '<b>&lt;b&gt;&amp;</b>\n&quot;&lt;a&gt;&quot;',
    );
  });

  test('a headline that is a sentence is not bold from end to end; the only source is the link itself', () => {
    const long = `${'dài '.repeat(30)}hết.`;
    expect(
      richText({ text: '', parts: { headline: long, sentences: [], notes: [], source: 'Nguồn.' }, sources: [source] }, 4096),
    ).toBe(`${long}\n<blockquote expandable><a href="https://example.vn/a?b=1&amp;c=2">Nguồn.</a></blockquote>`);
  });

  test('what has no parts, or is too long for one message, stays plain text', () => {
    expect(richText({ text: 'Chào.' }, 4096)).toBeUndefined();
    expect(richText({ text: '', parts }, 20)).toBeUndefined();
  });
});
