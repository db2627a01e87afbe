/** What editors read while they bring in lists of polling stations. Vietnamese. */
export const stationWords = {
  title: 'Nơi bỏ phiếu',
  how: 'Gửi danh sách của một hoặc nhiều xã, phường: tệp Excel (.xlsx) hoặc CSV. Tiêu đề cột viết thế nào cũng được, trang sau cho chọn lại.',
  howOfOne:
    'Gửi danh sách của xã, phường mình: tệp Excel (.xlsx) hoặc CSV. Tiêu đề cột viết thế nào cũng được, trang sau cho chọn lại.',
  bound: (commune: string): string =>
    `Tài khoản của bạn chỉ thay đổi nơi bỏ phiếu của ${commune}. Biên tập viên của tỉnh xem rồi mới đăng.`,
  communeGone: (code: string): string =>
    code === ''
      ? 'Tài khoản của bạn chưa gắn với xã, phường nào. Hãy báo quản trị.'
      : `Xã, phường của tài khoản (mã ${code}) không còn trong danh mục. Hãy báo quản trị gắn lại.`,
  template: 'Tải mẫu danh sách (.csv)',
  file: 'Tệp danh sách (nhiều nhất 5 MB)',
  sheet: 'Tên trang tính (chỉ cần khi tệp có nhiều danh sách)',
  read: 'Đọc danh sách',
  noFile: 'Hãy chọn tệp danh sách.',
  sheets: (names: readonly string[]): string =>
    `Tệp có nhiều trang tính: ${names.map((name) => `“${name}”`).join(', ')}. Hãy ghi tên trang cần lấy.`,
  there: 'Đang có',
  none: 'Chưa có nơi bỏ phiếu nào.',
  tableOf: (commune: string): string => `Bảng nơi bỏ phiếu của ${commune}`,
  areas: (count: number): string => `${count} khu vực`,
  columns: 'Cột nào là gì',
  columnsHow: 'Đã đoán theo tiêu đề. Cột không cần thì để “không lấy”.',
  unused: '(không lấy)',
  unnamed: (column: number): string => `Cột ${column} (không có tiêu đề)`,
  example: (cells: string): string => `Ví dụ: ${cells}`,
  commune: 'Xã, phường của cả danh sách',
  communeHint: 'Chỉ cần khi danh sách không có cột xã, phường.',
  ofColumn: '(theo cột trong danh sách)',
  source: 'Nguồn của cả danh sách: mã trong sổ nguồn, hoặc news: và mã bài báo',
  check: 'Kiểm tra',
  problems: (count: number): string => `Chỗ cần sửa (${count})`,
  problemsHow: 'Sửa trong tệp rồi gửi lại, hoặc chọn lại cột. Xã, phường nào không có lỗi thì vẫn đề xuất được.',
  moreProblems: (count: number): string => `… và ${count} chỗ nữa.`,
  row: (row: number): string => (row === 0 ? 'Cả danh sách' : `Dòng ${row}`),
  fine: 'Chưa thấy gì cần sửa.',
  ready: 'Sẵn sàng đề xuất',
  blocked: 'Có dòng chưa rõ của xã, phường nào, nên chưa đề xuất được.',
  hasProblems: 'còn lỗi',
  hamlet: 'Xem thử cho thôn, bản, tổ dân phố',
  hamletOption: (commune: string, hamlet: string): string => `${hamlet} (${commune})`,
  look: 'Xem thử',
  propose: (commune: string): string => `Gửi đề xuất cho ${commune}`,
  area: 'Khu vực',
  place: 'Địa điểm',
  address: 'Địa chỉ',
  hamlets: 'Thôn, bản, tổ',
  hours: 'Giờ',
  damaged: 'Danh sách kèm theo trang bị hỏng. Hãy gửi lại tệp.',
  tooLong: 'Danh sách quá dài để xem trên một trang. Hãy gửi từng xã, phường một.',
};

/** What the template's columns are called, and one row as an example. */
export const templateRows: readonly (readonly string[])[] = [
  [
    'Xã/phường',
    'Khu vực bỏ phiếu số',
    'Thôn, bản, tổ dân phố',
    'Địa điểm bỏ phiếu',
    'Địa chỉ',
    'Giờ mở cửa',
    'Giờ đóng cửa',
    'Vĩ độ',
    'Kinh độ',
    'Lối đi cho người khuyết tật',
    'Nguồn',
  ],
  ['', '1', 'thôn 1; thôn 2', 'Nhà văn hóa thôn 1', 'thôn 1', '07:00', '19:00', '', '', '', ''],
];
