/** What communes call the columns of their lists, without diacritics, and how we name a heading that is missing. */

/** What a column of a list may hold: a column of the table, or two of them in one. */
export type ColumnMeaning =
  | 'commune'
  | 'area'
  | 'hamlets'
  | 'name'
  | 'address'
  | 'lat'
  | 'lon'
  | 'coordinates'
  | 'opens'
  | 'closes'
  | 'hours'
  | 'accessibility'
  | 'source'
  | 'unused';

/** A heading that is exactly this. */
export const wholeHeadings: Record<Exclude<ColumnMeaning, 'unused'>, readonly string[]> = {
  commune: [
    'commune',
    'xa',
    'phuong',
    'xa phuong',
    'ten xa',
    'ten xa phuong',
    'ma xa',
    'don vi hanh chinh',
    'xa phuong dac khu',
    'dia phuong',
  ],
  area: ['area', 'kv', 'kvbp', 'so kv', 'so kvbp', 'khu vuc', 'so khu vuc', 'ten khu vuc'],
  hamlets: ['hamlets', 'ban', 'to', 'tdp', 'khu pho'],
  name: ['name', 'ten phong', 'phong', 'noi bau cu'],
  address: ['address'],
  lat: ['lat', 'latitude'],
  lon: ['lon', 'lng', 'long', 'longitude'],
  coordinates: ['gps'],
  opens: ['opens', 'tu'],
  closes: ['closes', 'den'],
  hours: ['gio'],
  accessibility: ['accessibility'],
  source: ['source'],
};

/** A heading that holds one of these, first match wins: a list says "Phạm vi khu vực bỏ phiếu" for the hamlets and "Địa chỉ phòng bỏ phiếu" for the address. */
export const partialHeadings: readonly (readonly [ColumnMeaning, readonly string[]])[] = [
  ['unused', ['cu tri', 'stt', 'so tt', 'thu tu', 'dien thoai', 'ghi chu', 'to truong', 'so don vi bau cu']],
  ['accessibility', ['khuyet tat', 'xe lan', 'tiep can', 'loi vao', 'loi di']],
  ['lat', ['vi do']],
  ['lon', ['kinh do']],
  ['coordinates', ['toa do']],
  ['opens', ['mo cua', 'gio mo', 'bat dau', 'khai mac']],
  ['closes', ['dong cua', 'gio dong', 'ket thuc']],
  ['hours', ['thoi gian', 'gio bo phieu']],
  ['source', ['nguon', 'can cu', 'quyet dinh']],
  ['address', ['dia chi']],
  ['hamlets', ['pham vi', 'thon', 'to dan pho', 'xom', 'dia ban', 'bao gom']],
  ['name', ['dia diem', 'phong bo phieu', 'noi bo phieu', 'diem bo phieu', 'nha bo phieu', 'ten phong']],
  ['area', ['khu vuc bo phieu', 'so khu vuc', 'khu vuc so', 'kvbp']],
];

/** What no list can do without, and a heading that is understood. */
export const columnNames = {
  area: 'the voting area ("Khu vực bỏ phiếu")',
  name: 'the room ("Địa điểm bỏ phiếu")',
  address: 'its address ("Địa chỉ")',
};

/** What may stand before the number of a voting area, longest first. */
export const areaPrefixes: readonly string[] = [
  'khu vuc bo phieu so',
  'khu vuc bo phieu',
  'khu vuc so',
  'khu vuc',
  'kvbp so',
  'kvbp',
  'kv so',
  'kv',
  'so',
];

/** Between the last two names of a list. */
export const conjunction = ' và ';
