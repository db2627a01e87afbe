import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../../src/cli.ts';
import { loadPack } from '../../../src/sources/pack.ts';
import { packFolder, soundFiles } from '../../fakes/pack-folder.ts';
import { workbookParts, zipFile } from '../../fakes/workbook-file.ts';

const header = 'Địa chỉ,STT,Khu vực bỏ phiếu,Phạm vi khu vực bỏ phiếu (thôn),Địa điểm bỏ phiếu,Thời gian bỏ phiếu,Tọa độ,Ghi chú';
const rows = [
  '"thôn Mẫu, xã Hợp Thành",1,Khu vực bỏ phiếu số 01,"thôn Mẫu 1, 2 và thôn Đèo",Nhà văn hóa thôn Mẫu,7h00 - 19h00,"22.41, 103.99",gần chợ',
  'thôn Suối,2,KV 2,thôn Suối,"Trường Tiểu học ""Hoa Sen""",từ 7 giờ đến 19 giờ 30,,',
];
const listed = [
  '02680,1,thôn Mẫu 1; thôn Mẫu 2; thôn Đèo,Nhà văn hóa thôn Mẫu,"thôn Mẫu, xã Hợp Thành",22.41,103.99,07:00,19:00,,law',
  '02680,2,thôn Suối,"Trường Tiểu học ""Hoa Sen""",thôn Suối,,,07:00,19:30,,law',
];
const table = 'units/polling-stations.csv';
const camDuong = soundFiles[table]!.split('\n')[1]!;

/** Runs `cutri import stations` on a list beside a sound pack; gives what it printed and the table afterwards. */
async function imported(
  list: string | Buffer,
  options: string[] = ['--commune', 'xa hop thanh', '--source', 'law'],
  name = 'list.csv',
) {
  const pack = packFolder(soundFiles);
  const path = join(packFolder({ [name]: list }), name);
  return { pack, path, ...(await again(pack, path, options)) };
}

async function again(pack: string, path: string, options: string[]) {
  const printed = { out: '', err: '', code: -1 };
  const say = (where: 'out' | 'err') => (text: string) => {
    printed[where] += text;
  };
  const io = { out: say('out'), err: say('err'), interactive: false, stdin: process.stdin };
  const finish = (code: number) => {
    printed.code = code;
  };
  await createProgram({ io, finish }).parseAsync(['import', 'stations', path, '--knowledge', pack, ...options], {
    from: 'user',
  });
  const short = (text: string) => text.replaceAll(path, 'LIST').replaceAll(pack, 'PACK').trim().split('\n');
  return {
    code: printed.code,
    out: short(printed.out),
    err: short(printed.err),
    table: readFileSync(join(pack, table), 'utf8').trim().split('\n').slice(1),
  };
}

/** Vietnamese as windows-1258 has it: letters with their hats, tones as characters of their own. */
function windows1258(text: string): Buffer {
  const decoder = new TextDecoder('windows-1258');
  const byteOf = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  const bytes = Array.from(text.normalize('NFC')).flatMap((letter) => {
    if (byteOf.has(letter)) return [byteOf.get(letter)!];
    const [base = '', ...marks] = Array.from(letter.normalize('NFD'));
    const tone = marks.find((mark) => '\u0300\u0301\u0303\u0309\u0323'.includes(mark))!;
    const hat = marks.filter((mark) => mark !== tone).join('');
    return [byteOf.get((base + hat).normalize('NFC'))!, byteOf.get(tone)!];
  });
  return Buffer.from(bytes);
}

const text = [header, ...rows].join('\r\n');
const separated = (separator: string) =>
  [
    ['Địa chỉ', 'Khu vực bỏ phiếu', 'Thôn', 'Phòng bỏ phiếu', 'Mở cửa', 'Đóng cửa', 'Vĩ độ', 'Kinh độ'],
    [
      '"thôn Mẫu, xã Hợp Thành"',
      '01',
      '"thôn Mẫu 1; thôn Mẫu 2; thôn Đèo"',
      'Nhà văn hóa thôn Mẫu',
      '7:00',
      '19:00',
      '"22,41"',
      '"103,99"',
    ],
    ['thôn Suối', '2', 'thôn Suối', '"Trường Tiểu học ""Hoa Sen"""', '7h', '19h30', '', ''],
  ]
    .map((cells) => cells.join(separator))
    .join('\n');

describe('a list of polling stations is taken over', () => {
  test.each([
    ['commas, UTF-8, headings in an order of its own', text],
    ['semicolons', separated(';')],
    ['tabs', separated('\t')],
    ['a byte order mark', `\ufeff${text}`],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['windows-1258', windows1258(text)],
  ])('with %s', async (_, list) => {
    const done = await imported(list);
    expect(done.code).toBe(0);
    expect(done.table).toEqual([camDuong, ...listed]);
    expect(done.out).toEqual(['xã Hợp Thành: 2 voting areas (2 added, 0 changed, 0 unchanged)', `PACK/${table}`]);
    expect((await loadPack(done.pack)).problems).toEqual([]);
  });

  test('from .xlsx: titles above the headings, another sheet beside it, times and numbers of Excel', async () => {
    const book = workbookParts({
      'Ghi chú': [['Người lập biểu: Văn phòng']],
      'Danh sách': [
        ['ỦY BAN NHÂN DÂN'],
        ['DANH SÁCH KHU VỰC BỎ PHIẾU'],
        [],
        [
          'Số KV',
          'Xã/phường',
          'Các thôn',
          'Địa điểm bỏ phiếu',
          'Địa chỉ',
          'Giờ mở cửa',
          'Giờ đóng cửa',
          'Vĩ độ',
          'Kinh độ',
          'Nguồn',
        ],
        [
          1,
          'xã Hợp Thành',
          'thôn Mẫu 1\nthôn Mẫu 2\nthôn Đèo',
          'Nhà văn hóa thôn Mẫu',
          'thôn Mẫu, xã Hợp Thành',
          { time: 7 / 24 },
          { time: 19 / 24 },
          22.41,
          103.99,
          'law',
        ],
        [
          2,
          'Hợp Thành',
          'thôn Suối',
          'Trường Tiểu học "Hoa Sen"',
          'thôn Suối',
          { time: 7 / 24 },
          { time: 19.5 / 24 },
          '',
          '',
          'law',
        ],
      ],
    });
    const done = await imported(zipFile(book), [], 'list.xlsx');
    expect(done.err).toEqual(['']);
    expect(done.table).toEqual([camDuong, ...listed]);
  });

  test('again: nothing changes; shorter: what is gone is named; other communes keep their rows', async () => {
    const first = await imported(text);
    const options = ['--commune', '02680', '--source', 'law'];
    expect((await again(first.pack, first.path, options)).out[0]).toBe(
      'xã Hợp Thành: 2 voting areas (0 added, 0 changed, 2 unchanged)',
    );
    writeFileSync(first.path, [header, rows[1]!.replace('thôn Suối', 'đầu thôn Suối')].join('\n'));
    const second = await again(first.pack, first.path, options);
    expect(second.out[0]).toBe('xã Hợp Thành: 1 voting area (0 added, 1 changed, 0 unchanged), removed: 1');
    expect(second.table).toEqual([camDuong, listed[1]!.replace(',thôn Suối,,,', ',đầu thôn Suối,,,')]);
  });

  test('not with --dry-run, which says what would change', async () => {
    const done = await imported(text, ['--commune', 'Hợp Thành', '--source', 'law', '--dry-run']);
    expect(done.out).toEqual([expect.stringContaining('2 added'), `PACK/${table} (dry run: nothing was written)`]);
    expect(done.table).toEqual([camDuong]);
  });

  test('and what was not taken over is said', async () => {
    expect((await imported(text)).err).toEqual(['LIST: columns that were not taken over: "STT", "Ghi chú"']);
  });
});

describe('a list with faults changes nothing', () => {
  test('and has one line a row: row, column as the list calls it, what is wrong, what to do', async () => {
    const list = [
      header,
      rows[0]!,
      'thôn Suối,2,2,thôn Suối,,7 rưỡi,"103.99, 22.41",',
      'thôn Đèo,3,KV 01,thôn Đèo,Nhà văn hóa,19h - 7h,,',
    ].join('\n');
    const done = await imported(list);
    expect(done.code).toBe(1);
    expect(done.err.slice(1)).toEqual([
      'LIST: row 3: "Thời gian bỏ phiếu" is "7 rưỡi" (write both times, e.g. 07:00 - 19:00); "Địa điểm bỏ phiếu" is empty (fill it in); ' +
        '"Tọa độ" is "103.99" (this lies outside Vietnam: the latitude runs from 6 to 24 (are lat and lon swapped?)); ' +
        '"Tọa độ" is "22.41" (this lies outside Vietnam: the longitude runs from 102 to 118 (are lat and lon swapped?))',
      'LIST: row 4: the same commune and area as line 2 (keep one of the two rows); it opens at 19:00 and closes at 07:00 (correct the hours: it closes after it opens)',
      'Nothing was written.',
    ]);
    expect(done.table).toEqual([camDuong]);
    expect(readdirSync(join(done.pack, 'units')).sort()).toEqual(['electoral-units.csv', 'polling-stations.csv']);
  });

  const withCommune = (name: string) =>
    ['Xã,Khu vực,Địa điểm,Địa chỉ,Thôn', `${name},1,Nhà văn hóa,thôn Mẫu,thôn Mẫu`].join('\n');
  test.each<[string, string | Buffer, string[], string]>([
    [
      'an unknown commune',
      withCommune('Hợp Thanhh'),
      ['--source', 'law'],
      'row 2: there is no commune "Hợp Thanhh" (did you mean "Hợp Thành"?',
    ],
    [
      'the row of another commune',
      withCommune('Cam Đường'),
      ['--source', 'law', '--commune', 'Hợp Thành'],
      'row 2: it is of "Cam Đường", not of xã Hợp Thành',
    ],
    [
      'an unknown --commune',
      text,
      ['--commune', 'Hợp Than', '--source', 'law'],
      '--commune: there is no commune "Hợp Than": did you mean "Hợp Thành"?',
    ],
    ['an unknown source', text, ['--commune', 'Hợp Thành', '--source', 'lax'], 'row 2: there is no source "lax"'],
    ['no commune', text, ['--source', 'law'], 'it does not say which commune it is of: add --commune'],
    ['no source', text, ['--commune', 'Hợp Thành'], 'it does not say who decided it'],
    [
      'no address',
      'Khu vực,Địa điểm,Thôn\n1,Nhà văn hóa,thôn Mẫu',
      ['--commune', 'Hợp Thành', '--source', 'law'],
      'no column was recognised for its address',
    ],
    [
      'two columns of one meaning',
      `${text.replace('Ghi chú', 'Địa chỉ phòng')}`,
      ['--commune', 'Hợp Thành', '--source', 'law'],
      'two columns look like "address": "Địa chỉ" and "Địa chỉ phòng"',
    ],
    ['no headings', 'a,b,c\n1,2,3', [], 'no row of headings was found'],
    ['headings alone', header, ['--commune', 'Hợp Thành', '--source', 'law'], 'there is no row under the headings'],
    ['a quote that never ends', `${header}\n"thôn Mẫu,1,2`, [], 'it is not a table of cells'],
    ['an .xls file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), [], 'it is an .xls file of old Excel'],
    ['an encoding nobody knows', Buffer.from([0x22, 0x80, 0x81, 0xfe, 0xff, 0x9d]), [], 'the encoding'],
  ])('%s', async (_, list, options, reason) => {
    const done = await imported(list, options);
    expect(done.code).toBe(1);
    expect(done.err.join('\n')).toContain(reason);
    expect(done.err.at(-1)).toBe('Nothing was written.');
    expect(done.table).toEqual([camDuong]);
  });

  test('two sheets that both hold a list are asked back; --sheet says which', async () => {
    const sheet = [
      ['Khu vực', 'Địa điểm', 'Địa chỉ'],
      [1, 'Nhà văn hóa', 'thôn Mẫu'],
    ];
    const book = zipFile(workbookParts({ Một: sheet, Hai: sheet }));
    const options = ['--commune', 'Hợp Thành', '--source', 'law'];
    expect((await imported(book, options)).err[0]).toContain('several sheets hold a list ("Một", "Hai"): say which with --sheet');
    expect((await imported(book, [...options, '--sheet', 'hai'])).code).toBe(0);
    expect((await imported(book, [...options, '--sheet', 'Ba'])).err[0]).toContain('it has no sheet "Ba", only "Một", "Hai"');
  });
});

describe('a workbook that would unpack to too much is refused before it is unpacked', () => {
  const parts = workbookParts({ A: [['Khu vực', 'Địa điểm', 'Địa chỉ']] });
  const sheet = 'xl/worksheets/sheet1.xml';
  test.each<[string, Buffer, string]>([
    [
      'a zip bomb',
      zipFile({ ...parts, 'xl/media/big.xml': Buffer.alloc(80 * 1024 * 1024) }),
      'it unpacks to more than 67108864 bytes',
    ],
    [
      'a zip bomb that claims to be small',
      zipFile({ ...parts, 'xl/big.xml': Buffer.alloc(80 * 1024 * 1024) }, () => 10),
      'damaged .xlsx file',
    ],
    [
      'a bomb in many parts',
      zipFile({ ...parts, ...Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`${n}.xml`, Buffer.alloc(15 * 1024 * 1024)])) }),
      'it unpacks to more than',
    ],
    [
      'more parts than any workbook has',
      zipFile(Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`${n}.xml`, 'x']))),
      'it holds 501 parts',
    ],
    [
      'a cell at the end of the world',
      zipFile({ ...parts, [sheet]: parts[sheet]!.replace('r="A1"', 'r="XFD1048576"') }),
      'a cell lies beyond row 20000',
    ],
    ['half a file', zipFile(parts).subarray(0, 400), 'not a whole .xlsx file'],
    ['a zip that is no workbook', zipFile({ 'a.txt': 'x' }), 'damaged .xlsx file'],
  ])('%s', async (_, book, reason) => {
    const done = await imported(book, [], 'list.xlsx');
    expect(done.code).toBe(1);
    expect(done.err[0]).toContain(reason);
    expect(done.table).toEqual([camDuong]);
  });
});
