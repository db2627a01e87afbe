import { afterEach, describe, expect, it } from 'vitest';
import { packMark, shippedAccuracy } from '../../src/console/overview/accuracy.ts';
import { emptyDay } from '../../src/conversations/counting/day-count.ts';
import { questionGroup } from '../contracts/records.ts';
import { type ConsoleSite, type Page, startConsoleSite } from '../fakes/console-site.ts';
import { smallPack, someProvince } from '../fakes/small-pack.ts';

let site: ConsoleSite;
afterEach(() => site.close());

const numbers = '/quan-tri/so-lieu';
const tableOf = ({ document }: Page, name: string): string[][] =>
  [...document.querySelectorAll(`section[aria-labelledby=${name}] tbody tr`)].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? ''),
  );

async function start(options: Parameters<typeof startConsoleSite>[0] = {}) {
  site = await startConsoleSite(options);
  return site.signedIn('thu');
}
const put = (one: ReturnType<typeof emptyDay>) => site.counts.change(one.id, () => ({ next: one, result: undefined }));
const [fact] = smallPack().facts;

describe('numbers', () => {
  it('say so where nothing was counted yet', async () => {
    const page = await (await start()).get(numbers);
    expect(page.document.querySelectorAll('section:not([aria-labelledby=do-dung]) svg')).toHaveLength(0);
    expect(page.document.querySelector('main')?.textContent).toContain('Chưa có số liệu');
  });

  it('show what was asked by day, channel and kind: a chart, and the same as a table under it', async () => {
    const browser = await start();
    await put({
      ...emptyDay('2026-02-28'),
      asked: { telegram: { answered: 3, declined: 1 }, web: { 'out-of-scope': 2 } },
      answers: { [fact!.id]: 3 },
      thumbs: { [fact!.id]: { up: 4, down: 1 } },
    });
    await put({ ...emptyDay('2026-03-01'), asked: { telegram: { 'asked-back': 1 } } });
    await put({ ...emptyDay('2026-01-01'), asked: { 'zalo-oa': { answered: 9 } } });
    const page = await browser.get(`${numbers}?so-ngay=7`);
    expect(tableOf(page, 'ngay').slice(0, 2)).toEqual([
      ['01/03/2026', '0', '1', '0', '0', '1'],
      ['28/02/2026', '3', '0', '1', '2', '6'],
    ]);
    expect(tableOf(page, 'ngay')).toHaveLength(7);
    expect(tableOf(page, 'kenh')).toEqual([
      ['Telegram', '3', '1', '1', '0', '5'],
      ['Trang web', '0', '0', '0', '2', '2'],
    ]);
    expect(tableOf(page, 'hoi-nhieu')).toEqual([[expect.stringContaining(fact!.statement.slice(0, 40)), '3']]);
    expect(tableOf(page, 'danh-gia')[0]?.slice(1)).toEqual(['4', '1']);
    const drawn = [...page.document.querySelectorAll('svg[role=img]')].map((chart) => chart.getAttribute('aria-label'));
    expect(drawn).toEqual([
      'Câu hỏi mỗi ngày',
      'Câu hỏi theo kênh',
      'Được hỏi nhiều nhất',
      'Người hỏi đánh giá câu trả lời',
      'Bot trả lời đúng bao nhiêu',
    ]);
    expect(tableOf(await browser.get(`${numbers}?so-ngay=90`), 'kenh')[0]).toEqual([
      'Zalo (Official Account)',
      '9',
      '0',
      '0',
      '0',
      '9',
    ]);
  });

  it('show how often the shipped version was right, by way of typing, when that was measured, and that this pack is another', async () => {
    const browser = await start();
    const page = await browser.get(numbers);
    const section = page.document.querySelector('section[aria-labelledby=do-dung]');
    expect(section?.textContent).toContain(`Đo ngày ${shippedAccuracy.day.split('-').reverse().join('/')}`);
    expect(section?.textContent).toContain(`phiên bản ${shippedAccuracy.version}`);
    expect(section?.textContent).toContain('không còn như lúc đo');
    const [first] = shippedAccuracy.rows;
    expect(tableOf(page, 'do-dung')[0]).toEqual(['Đủ dấu', ...[first!.right, first!.wrong, first!.declined].map(String)]);
    expect(tableOf(page, 'do-dung').map(([typed]) => typed)).not.toContain('orig');
    expect((await browser.get(`${numbers}.csv?bang=do-dung`)).text).toContain(`Đủ dấu,${first!.right},${first!.wrong},`);
  });

  it('does not say so where the pack is the one that was measured, and knows it from one that says something else', () => {
    const [pack, same] = [smallPack(), smallPack()];
    const [first, ...rest] = pack.facts;
    expect(packMark(same)).toBe(packMark(pack));
    expect(packMark({ ...pack, facts: [{ ...first!, statement: `${first!.statement}!` }, ...rest] })).not.toBe(packMark(pack));
  });

  it('show only those groups of questions that officials may see', async () => {
    const browser = await start();
    const { seen: _, ...asked } = questionGroup('asked');
    for (const group of [asked, questionGroup('unseen', { days: { '2026-03-01': { web: 2 } } })])
      await site.unanswered.groups.change(group.id, () => ({ next: group, result: undefined }));
    expect(tableOf(await browser.get(numbers), 'chua-tra-loi')).toEqual([[`1. ${asked.wordings[0]?.text}`, '1']]);
  });

  it('never say how many subscribers a commune has that has fewer than ten, on the page and in the file', async () => {
    const browser = await start({ byCommune: { '02671': 9, '02683': 10, '02701': 1 } });
    const page = await browser.get(numbers);
    expect(tableOf(page, 'xa')).toEqual([
      ['1. Bát Xát', '10'],
      ['Cam Đường', 'dưới 10'],
      ['Trịnh Tường', 'dưới 10'],
    ]);
    expect(page.document.querySelectorAll('section[aria-labelledby=xa] rect')).toHaveLength(1);
    expect((await browser.get(`${numbers}.csv?bang=xa`)).text).toContain('Cam Đường,dưới 10\r\nTrịnh Tường,dưới 10');
  });

  it('CSV injection: a question that a spreadsheet would run is text', async () => {
    const browser = await start();
    const wording = { ...questionGroup('g').wordings[0]!, text: '=HYPERLINK("https://evil.example")' };
    const { seen: _, ...group } = questionGroup('g', { wordings: [wording] });
    await site.unanswered.groups.change('g', () => ({ next: group, result: undefined }));
    const file = await browser.get(`${numbers}.csv?bang=chua-tra-loi`);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toContain('so-lieu-chua-tra-loi.csv');
    expect(file.text).toContain(`"'=HYPERLINK(""https://evil.example"")",1`);
  });

  it.each(['', '?bang=__proto__', '?bang=khac&so-ngay=-5'])(
    'answer an address that makes no sense with the days: %s',
    async (query) => {
      const file = await (await start()).get(`${numbers}.csv${query}`);
      expect(file.text.split('\r\n')[0]).toContain('Ngày,Trả lời được');
    },
  );
});

describe('settings', () => {
  it('show the issuer, the contacts of refusals, the starter questions and the province, and where each is changed', async () => {
    site = await startConsoleSite({ pack: () => ({ ...smallPack(), about: someProvince }) });
    const page = await (await site.signedIn('quan')).get('/quan-tri/cai-dat');
    const text = page.document.querySelector('main')?.textContent ?? '';
    for (const said of [
      'CUTRI_ISSUER',
      'Ủy ban bầu cử tỉnh',
      'knowledge/lao-cai/province.yaml',
      'tỉnh Điện Biên',
      'Sở Nội vụ',
      'Ngày bầu cử là ngày nào?',
    ])
      expect(text).toContain(said);
    // There is nothing to send but the way out.
    expect([...page.document.querySelectorAll('main form')]).toEqual([]);
  });

  it('say what is missing where a pack speaks for no province', async () => {
    const { about: _, ...pack } = smallPack();
    site = await startConsoleSite({ pack: () => pack });
    expect((await (await site.signedIn('quan')).get('/quan-tri/cai-dat')).text).toContain('cutri new-province');
  });
});
