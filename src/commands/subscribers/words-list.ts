/** What `cutri subscribers` says to officials. Vietnamese. */

import type { IntakeCounts } from '../../announcements/consent/subscriber-list.ts';
import type { ConsentTableFlaw } from '../../announcements/consent/table-row.ts';

const many = (count: number): string => count.toLocaleString('vi-VN');

export const rowWords = {
  chat: (typed: string): string =>
    `mã “${typed}” không đúng. Viết: telegram:123456789, zalo-oa:123456789 hoặc zalo-bot:mã; chỉ người nhắn riêng, không phải nhóm`,
  noDay: (typed: string): string => `ngày đồng ý “${typed}” không đọc được. Viết: 2031-05-20 hoặc 20/05/2031`,
  future: (typed: string): string => `ngày đồng ý ${typed} chưa tới`,
  noProof: 'thiếu căn cứ chứng minh đã đồng ý (cột proof), ví dụ số phiếu',
  longProof: (length: number, most: number): string => `căn cứ dài ${length} ký tự, tối đa ${most}`,
  strangeProof: 'căn cứ có ký tự điều khiển hoặc xuống dòng: viết lại trên một dòng',
  commune: (typed: string): string =>
    `xã, phường “${typed}” không có trong danh sách, hoặc tên có thể là nhiều nơi. Viết đúng tên đầy đủ hay mã`,
  topic: (typed: string): string => `chủ đề “${typed}” không có. Viết: all, milestones hoặc reform, cách nhau bằng dấu ;`,
  uneven: (found: number, expected: number): string =>
    `có ${found} ô, dòng tiêu đề có ${expected}. Ô có dấu phẩy phải để trong dấu ngoặc kép`,
};

export const intakeWords = {
  needsOfficial:
    'Nhập thật phải nói rõ ai làm: thêm --as ID, sau khi đăng nhập bằng cutri official login ID. Xem thử thì thêm --dry-run.',
  noFile: (path: string, code: string): string => `Không đọc được tệp ${path} (${code}). Chưa nhập gì.`,
  tooLarge: (most: number): string => `Tệp lớn hơn ${most / (1 << 20)} MB. Hãy chia thành nhiều tệp; chưa nhập gì.`,
  notText: 'Tệp không phải văn bản UTF-8. Trong Excel chọn “CSV UTF-8 (phân tách bằng dấu phẩy)”; chưa nhập gì.',
  tooMany: (most: number): string => `Tệp có hơn ${many(most)} dòng. Hãy chia thành nhiều tệp; chưa nhập gì.`,
  noRows: 'Tệp không có dòng nào dưới tiêu đề. Chưa nhập gì.',
  noRoom: (wanted: number, room: number): string =>
    `Kho này chỉ nhận thêm được ${many(room)} người, tệp có ${many(wanted)} người mới. Dùng PostgreSQL (cutri migrate lowdb-to-postgres); chưa nhập gì.`,
  broken(flaw: ConsentTableFlaw): string {
    switch (flaw.kind) {
      case 'empty':
        return 'Tệp trống. Dòng đầu phải là tiêu đề: chat,consented,proof,communes,topics. Chưa nhập gì.';
      case 'no-column':
        return `Dòng tiêu đề thiếu cột “${flaw.column}”. Phải có: chat, consented, proof; có thể có: communes, topics. Chưa nhập gì.`;
      case 'unknown-column':
        return `Dòng tiêu đề có cột lạ “${flaw.column}”. Chỉ được: chat, consented, proof, communes, topics; bỏ cột đó đi. Chưa nhập gì.`;
      case 'column-twice':
        return `Cột “${flaw.column}” có hai lần. Bỏ một. Chưa nhập gì.`;
      case 'quote':
        return `Dấu ngoặc kép đặt sai${flaw.line === undefined ? '' : ` ở dòng ${flaw.line}`}. Sửa rồi làm lại; chưa nhập gì.`;
    }
  },
  wrongRow: (line: number, why: string): string => `Dòng ${line}: ${why}.`,
  moreWrong: (count: number): string => `… và ${many(count)} dòng sai nữa.`,
  nothingDone: (wrong: number): string =>
    `${many(wrong)} dòng sai nên chưa nhập gì. Sửa các dòng đó, hoặc thêm --skip-wrong để nhập phần còn lại.`,
  summary: (counts: IntakeCounts, repeated: number, wrong: number, done: boolean): string =>
    [
      done ? 'Đã nhập xong.' : 'Xem thử, chưa nhập gì.',
      `Mới: ${many(counts.new)}`,
      `Đã đăng ký từ trước (giữ nguyên): ${many(counts.subscribed)}`,
      `Từng ngừng nhận hoặc xóa dữ liệu (không đăng ký lại): ${many(counts.left)}`,
      `Lặp lại trong tệp: ${many(repeated)}`,
      `Dòng sai: ${many(wrong)}`,
    ].join('\n'),
  shown: (chat: string): string => `Nội dung dưới đây là của cuộc trò chuyện ${chat}; chỉ giao cho chính người đó.`,
  notAChat: (typed: string): string =>
    `“${typed}” không phải mã cuộc trò chuyện. Viết: telegram:123456789, zalo-oa:123456789, zalo-bot:mã hoặc web:mã.`,
};
