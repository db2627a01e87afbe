import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { PageMessage } from '../../../src/messaging/page-chat.ts';
import { answerItem, questionItem } from '../../../src/web/page/answer-item.ts';
import { webPage } from '../../../src/web/page/words.ts';

/** An answer on a page without scripts. */
async function drawn(more: Partial<PageMessage>) {
  const item = await answerItem({ id: 'run-1', text: 'Ngày 15/03/2026.', ...more }, '/?embed');
  const { document } = parseHTML(`<html><body>${item}</body></html>`);
  /** What it holds below its heading, in order: `p.note: text`. */
  const rows = [...(document.querySelector('.answered')?.children ?? [])]
    .slice(1)
    .map((node) => `${node.localName}${node.className ? `.${node.className}` : ''}: ${node.textContent}`);
  return { document, rows };
}

describe('a question on a page without scripts', () => {
  it('stands under a heading of its own, as text whatever was written', async () => {
    const { document } = parseHTML(`<html><body>${await questionItem('Ngày <b>bầu cử</b>?')}</body></html>`);
    const rows = [...(document.querySelector('.asked')?.children ?? [])].map((node) => `${node.localName}: ${node.textContent}`);
    expect(rows).toEqual([`h3: ${webPage.youAsked}`, 'p: Ngày <b>bầu cử</b>?']);
  });
});

describe('an answer on a page without scripts', () => {
  it('without parts has a paragraph for each line that says something', async () => {
    expect((await drawn({ text: 'Một.\n\n  \nHai.' })).rows).toEqual(['p: Một.', 'p: Hai.']);
  });

  it('has the rows of a list in one list, where the first of them stands', async () => {
    const { rows, document } = await drawn({ text: 'Gồm:\n• một\n• hai\nHết.' });
    expect(rows).toEqual(['p: Gồm:', 'ul: mộthai', 'p: Hết.']);
    expect([...document.querySelectorAll('li')].map((row) => row.textContent)).toEqual(['một', 'hai']);
  });

  it('has each part as what it is, in the order in which it is read', async () => {
    const parts = {
      headline: 'Ngày 15/3.',
      sentences: ['Chủ nhật.', '• sáng'],
      notes: ['Đã qua.', 'Cả nước.'],
      nextStep: 'Hỏi tiếp.',
    };
    expect((await drawn({ parts })).rows).toEqual([
      'p.lead: Ngày 15/3.',
      'p: Chủ nhật.',
      'ul: sáng',
      'p.note: Đã qua. Cả nước.',
      'p.next: Hỏi tiếp.',
    ]);
  });

  it('shows a headline as long as a sentence like one', async () => {
    const headline = 'Ngày '.repeat(17).trim();
    expect((await drawn({ parts: { headline, sentences: [], notes: [] } })).rows).toEqual([`p: ${headline}`]);
  });

  it('offers each choice as a form of its own that goes where those of the page go, and says its label', async () => {
    const { document } = await drawn({
      choices: [
        { label: 'Mấy giờ?', value: 'gio' },
        { label: 'Ở đâu?', value: 'noi' },
      ],
    });
    const forms = [...document.querySelectorAll('div.quick form')].map((form) => [
      form.getAttribute('action'),
      form.querySelector('input[name=label]')?.getAttribute('value'),
      form.querySelector('button[name=choice]')?.getAttribute('value'),
      form.textContent,
    ]);
    expect(forms).toEqual([
      ['/?embed', 'Mấy giờ?', 'gio', 'Mấy giờ?'],
      ['/?embed', 'Ở đâu?', 'noi', 'Ở đâu?'],
    ]);
  });

  it('asks how it was below everything else, in a row of its own', async () => {
    const { rows } = await drawn({ choices: [{ label: 'Mấy giờ?', value: 'gio' }], rating: [{ label: 'Đúng', value: 'tot' }] });
    expect(rows).toEqual(['p: Ngày 15/03/2026.', 'div.quick: Mấy giờ?', 'div.quick rating: Đúng']);
  });

  it.each<[string, Partial<PageMessage>]>([
    ['nothing is offered', {}],
    ['a list of choices is empty', { choices: [], rating: [] }],
  ])('has no row of buttons where %s', async (_, more) => {
    expect((await drawn(more)).rows).toEqual(['p: Ngày 15/03/2026.']);
  });

  it('begins with what kind of announcement it is and when it came, in the time of Vietnam', async () => {
    const { rows, document } = await drawn({ announcement: { title: 'Thông báo số 12', at: '2026-02-28T18:05:00Z' } });
    expect(rows).toEqual(['p.badge: Thông báo số 12 01:05, 01/03/2026', 'p: Ngày 15/03/2026.']);
    expect(document.querySelector('time')?.getAttribute('datetime')).toBe('2026-02-28T18:05:00Z');
  });

  it('shows its picture above its words, with what is to be seen on it and its size', async () => {
    const image = { sha256: 'ab'.repeat(32), mediaType: 'image/png' as const, width: 64, height: 48, size: 1, alt: 'Bản đồ' };
    const { rows, document } = await drawn({ image });
    expect(rows).toEqual(['p.picture: ', 'p: Ngày 15/03/2026.']);
    const shown = document.querySelector('p.picture img');
    const said = ['src', 'alt', 'width', 'height', 'loading'].map((name) => shown?.getAttribute(name));
    expect(said).toEqual([`/images/${image.sha256}.png`, 'Bản đồ', '64', '48', 'lazy']);
  });

  it('gives its file under its name, and a link to itself where it can be asked for', async () => {
    const file = { name: 'lich.ics', mediaType: 'text/calendar', body: 'BEGIN:VCALENDAR' };
    const { rows, document } = await drawn({ file, asks: 'Ngày bầu cử?' });
    expect(rows).toEqual([`p: ${webPage.download}: lich.ics`, 'p: Ngày 15/03/2026.', `p: ${webPage.share}`]);
    expect(document.querySelector('a.button')?.getAttribute('href')).toBe('/api/chat/files/run-1');
    expect(document.querySelector('a.button')?.getAttribute('download')).toBe('lich.ics');
    expect(document.querySelector('a.share')?.getAttribute('href')).toBe(`/?q=${encodeURIComponent('Ngày bầu cử?')}`);
  });
});
