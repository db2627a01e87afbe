import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPack } from '../../src/sources/pack.ts';
import { proposalAt, startEditingSite } from '../fakes/editing-site.ts';
import { soundFiles } from '../fakes/pack-folder.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';
import { workbookParts, zipFile } from '../fakes/workbook-file.ts';

const table = 'units/polling-stations.csv';
const step = '/quan-tri/noi-bo-phieu/danh-sach';
const header = ['Xã', 'Số KV', 'Các thôn', 'Nơi', 'Địa chỉ', 'Giờ bỏ phiếu'];
const rows = [
  ['xã Hợp Thành', '1', 'thôn Mẫu', 'Nhà văn hóa thôn Mẫu', 'thôn Mẫu', '7h - 19h'],
  ['xã Hợp Thành', '2', 'thôn Suối', 'Trường Tiểu học', 'thôn Suối', '7h - 19h'],
];
const joined = (all: string[][], separator: string) => all.map((cells) => cells.join(separator)).join('\r\n');
const listFile = (content: string | Buffer, name = 'danh-sach.csv') =>
  new File([new Uint8Array(Buffer.from(content as string))], name);

async function open() {
  const site = await startEditingSite();
  const hoa = await site.signedIn('hoa');
  const read = (content: string | Buffer) => hoa.upload('/quan-tri/noi-bo-phieu', { file: listFile(content) });
  return { site, hoa, read };
}
type Shown = Awaited<ReturnType<Awaited<ReturnType<typeof open>>['read']>>;

/** Fields of the form on a page, with what an editor chooses besides. */
function chosen({ document }: Shown, more: Record<string, string>): Record<string, string> {
  const fields: Record<string, string> = { list: document.querySelector('input[name=list]')?.getAttribute('value') ?? '' };
  for (const field of document.querySelectorAll('select'))
    fields[field.getAttribute('name') ?? ''] = field.querySelector('option[selected]')?.getAttribute('value') ?? '';
  return { ...fields, source: 'law', 'column-3': 'name', ...more };
}
const main = ({ document }: Shown) => document.querySelector('main')?.textContent ?? '';

describe('a list of polling stations in the browser', () => {
  it.each<[string, string | Buffer]>([
    ['commas', joined([header, ...rows], ',')],
    ['semicolons', joined([header, ...rows], ';')],
    ['tabs in UTF-16', Buffer.from(`\ufeff${joined([header, ...rows], '\t')}`, 'utf16le')],
    ['.xlsx', zipFile(workbookParts({ 'Danh sách': [['ỦY BAN NHÂN DÂN'], [], header, ...rows] }))],
  ])('with %s has its columns guessed, and takes what an editor says of the others', async (_, content) => {
    const { hoa, read } = await open();
    const page = await read(content);
    expect(page.status).toBe(200);
    const guessed = chosen(page, {});
    expect([0, 1, 2, 4, 5].map((column) => guessed[`column-${column}`])).toEqual([
      'commune',
      'area',
      'hamlets',
      'address',
      'hours',
    ]);
    expect(main(page)).toContain('Chưa có cột nào là “Địa điểm bỏ phiếu”');
    const mapped = await hoa.upload(step, chosen(page, { do: 'check' }));
    expect(main(mapped)).toContain('Chưa thấy gì cần sửa');
    expect(mapped.document.querySelectorAll('tbody tr')).toHaveLength(2);
  });

  it('is looked at for one hamlet, proposed for one commune, and published by another person', async () => {
    const { site, hoa, read } = await open();
    const fields = chosen(await read(joined([header, ...rows], ',')), {});
    const looked = await hoa.upload(step, { ...fields, do: 'look', hamlet: '02680|thôn Suối' });
    expect(looked.document.querySelector('#trial .phone .bubble')?.textContent).toBe('Trường Tiểu học, thôn Suối');
    const proposed = await hoa.upload(step, { ...fields, do: 'propose:02680' });
    const id = proposalAt(proposed.location);
    expect(readFileSync(join(site.folder, table), 'utf8')).toBe(soundFiles[table]);
    const nam = await site.signedIn('nam');
    await nam.submit(`/quan-tri/de-xuat/${id}`, {}, `/quan-tri/de-xuat/${id}/dang`);
    const { pack, problems } = await loadPack(site.folder);
    expect(problems).toEqual([]);
    expect(pack.pollingStations.map(({ communeCode, area, opens }) => `${communeCode} ${area} ${opens}`)).toEqual([
      '02671 1 07:00',
      '02680 1 07:00',
      '02680 2 07:00',
    ]);
  });

  it('names every fault by its row, and still lets the communes without one be proposed', async () => {
    const { hoa, read } = await open();
    const bad = ['phường Cam Đường', '3', 'tổ 9', '', 'đường X', '7 rưỡi'];
    const page = await hoa.upload(step, chosen(await read(joined([header, ...rows, bad], ',')), { do: 'check' }));
    expect(main(page)).toMatch(/Dòng 4: Cột “Giờ bỏ phiếu” ghi “7 rưỡi”.*Hãy ghi cả hai giờ/u);
    expect(main(page)).toMatch(/Dòng 4: Cột “Nơi” còn trống/u);
    const offered = [...page.document.querySelectorAll('button[value^=propose]')].map((button) => button.getAttribute('value'));
    expect(offered).toEqual(['propose:02680']);
    const forced = await hoa.upload(step, { ...chosen(page, {}), do: 'propose:02671' });
    expect(forced.status).toBe(422);
    const lost = await hoa.upload(
      step,
      chosen(await read(joined([header, ...rows, ['xã Đâu Đó', ...rows[0]!.slice(1)]], ',')), { do: 'check' }),
    );
    expect(main(lost)).toContain('Không có xã, phường nào tên “xã Đâu Đó”');
    expect(lost.document.querySelector('button[value^=propose]')).toBeNull();
  });

  it('is a conflict where the rows of that commune were edited by hand meanwhile', async () => {
    const { site, hoa, read } = await open();
    const fields = chosen(await read(joined([header, ...rows], ',')), {});
    const id = proposalAt((await hoa.upload(step, { ...fields, do: 'propose:02680' })).location);
    const byHand = `${soundFiles[table]}02680,7,thôn Xa,Nhà thôn Xa,thôn Xa,,,,,,law\n`;
    writeFileSync(join(site.folder, table), byHand);
    const nam = await site.signedIn('nam');
    const page = await nam.submit(`/quan-tri/de-xuat/${id}`, {}, `/quan-tri/de-xuat/${id}/dang`);
    expect([page.status, page.text.includes('sửa bằng tay')]).toEqual([409, true]);
    expect(readFileSync(join(site.folder, table), 'utf8')).toBe(byHand);
  });

  it('begins with a template that is understood as it is', async () => {
    const { hoa } = await open();
    const template = await hoa.get('/quan-tri/noi-bo-phieu/mau.csv');
    expect(template.headers.get('content-disposition')).toContain('mau-noi-bo-phieu.csv');
    const page = await hoa.upload('/quan-tri/noi-bo-phieu', { file: listFile(template.text) });
    const guessed = Object.entries(chosen(page, {})).filter(([name]) => name.startsWith('column-'));
    expect(guessed.map(([, meaning]) => meaning)).not.toContain('');
  });
});

describe('what is no list is refused in a sentence, and nothing of it is kept', () => {
  const parts = workbookParts({ A: [header, ...rows] });
  const sheet = 'xl/worksheets/sheet1.xml';
  const entity = (declared: string) =>
    parts[sheet]!.replace('<worksheet', `<!DOCTYPE x [${declared}]><worksheet`).replace('thôn Mẫu<', '&secret;<');

  it.each<[string, () => Buffer, string]>([
    ['a zip bomb', () => zipFile({ ...parts, 'xl/media/big.xml': Buffer.alloc(65 * 1024 * 1024) }), 'quá lớn khi mở ra'],
    ['an .xls file of old Excel', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), '.xls của Excel cũ'],
    ['half a workbook', () => zipFile(parts).subarray(0, 300), 'bị hỏng'],
    ['a picture', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x81, 0x90, 0x9d]), 'bảng mã'],
  ])('%s', async (_, content, said) => {
    const { read } = await open();
    const page = await read(content());
    expect([page.status, page.document.querySelector('[role=alert]')?.textContent?.includes(said)]).toEqual([422, true]);
  });

  it('XXE: an entity of a workbook that names a file of ours, or grows without end, is never read', async () => {
    const { read } = await open();
    const grows = '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY secret "&b;&b;&b;&b;&b;&b;&b;&b;">';
    const ours = join(temporaryFolder(), 'ours');
    writeFileSync(ours, 'what no list may bring out');
    for (const declared of [`<!ENTITY secret SYSTEM "file://${ours}">`, grows]) {
      const page = await read(zipFile({ ...parts, [sheet]: entity(declared) }));
      expect([200, 422]).toContain(page.status);
      expect(page.text).not.toContain('what no list may bring out');
      expect(page.text).not.toContain('aaaaaaaaaaaaaaaaaaaa');
    }
  });

  it('a file of 100 MB, and one a little beyond 5 MB: refused without being read', async () => {
    const { site, hoa, read } = await open();
    const page = await read(Buffer.alloc((5 * 1024 + 128) * 1024 + 1, 0x61));
    expect([page.status, page.text.includes('quá dài')]).toEqual([413, true]);
    const claimed = await claimLength(site.address, hoa.cookies, 100 * 1024 * 1024);
    expect(claimed).toBe(413);
  });

  it('a list that somebody made up in place of the one the page carried', async () => {
    const { hoa } = await open();
    for (const list of ['x', '', 'A'.repeat(70_000), 'eJw', 'q1YqAQA']) {
      const page = await hoa.upload(step, { list, do: 'propose:02680' });
      expect([page.status, page.text.includes('bị hỏng')]).toEqual([422, true]);
    }
  });
});

/** Says how much is coming and sends none of it; the status it is answered with. */
async function claimLength(address: string, cookies: ReadonlyMap<string, string>, bytes: number): Promise<number> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const headers = {
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      origin: address,
      'sec-fetch-site': 'same-origin',
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': bytes,
    };
    const asked = request(`${address}/quan-tri/noi-bo-phieu`, { method: 'POST', headers }, (answer) => {
      resolve(answer.statusCode ?? 0);
      asked.destroy();
    });
    asked.on('error', reject);
    asked.flushHeaders();
  });
}
