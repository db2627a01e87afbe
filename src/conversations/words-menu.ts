/** The menu a platform shows; officials' commands are not in it. */
export const commandMenu: { command: string; description: string }[] = [
  { command: 'batdau', description: 'Bắt đầu, bot này là gì' },
  { command: 'trogiup', description: 'Hỏi được những gì' },
  { command: 'lich', description: 'Lịch bầu cử (kèm tệp .ics)' },
  { command: 'donvi', description: 'Xã, phường thuộc đơn vị bầu cử nào' },
  { command: 'dangky', description: 'Đăng ký nhận thông báo' },
  { command: 'huy', description: 'Ngừng nhận thông báo' },
  { command: 'kiemtra', description: 'Thông báo này thật hay giả' },
  { command: 'xoa', description: 'Xóa dữ liệu của tôi' },
  { command: 'nguon', description: 'Nguồn nào; /nguon tên bài để tìm bài' },
];

/** The question that stands behind `/donvi`; `place` as typed, empty for "my commune". */
export const unitQuestion = (place: string): string => `${place || 'Xã tôi'} thuộc đơn vị bầu cử nào?`;

/** Offered after somebody left: what they had, by its name. */
export const subscribeAgain = (name: string): string => `Nhận lại: ${name}`;
